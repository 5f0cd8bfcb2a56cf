"""Short ways of facts say what their long ways say."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from validator.agreement import names
from validator.evidence import Known, Late, together
from validator.facts.past_jobs import _without

LETTERS = "aAiIıİsSſkK ,.-&(@éÉßΣσς"
TITLES = st.text(alphabet=LETTERS, max_size=14)


@given(TITLES, TITLES, st.sampled_from([" at ", ", ", " of the ", "@", ""]))
def test_an_employer_is_taken_off_a_title_as_the_pattern_alone_would(
    title: str, employer: str, join: str
) -> None:
    whole = f"{title}{join}{employer}"
    plain = re.sub(
        r"[\s,]+(?:inc|llc|llp|ltd|corp|co|gmbh|ag|plc)\.?$", "", employer.strip(), flags=re.IGNORECASE
    )
    at = re.search(
        rf"[\s,(@–—-]+(?:(?:at|of|with|for|in)\s+)?(?:the\s+)?{re.escape(plain)}\b.*$",
        whole,
        flags=re.IGNORECASE,
    )
    assert _without(whole, employer) == (whole[: at.start()] if plain and at and at.start() else whole)


@given(TITLES, TITLES)
def test_an_employer_is_named_as_the_pattern_alone_says(text: str, name: str) -> None:
    for said in (f"{text} {name} {text}", f"{text}{name}"):
        parts = re.findall(r"\w+", name.casefold())
        pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, parts)) + r"(?!\w)"
        long = len("".join(parts)) >= 3 and re.search(pattern, said.casefold()) is not None
        if not re.search(r"(?i)[\s,]+(?:co|s\.?a|ag)\.?$", name.strip()):
            assert names(said, name) is long


def test_late_evidence_is_the_tuple_of_its_pieces_and_made_once() -> None:
    made = []

    def make(count: int) -> list[Known]:
        made.append(count)
        return [Known(text=str(n), dataset="d", version="1") for n in range(count)]

    late = Late(make, 3)
    assert not made
    assert late == tuple(make(3))
    assert tuple(make(3)) == late
    assert (len(late), late[0].text, [k.text for k in late[1:]]) == (3, "0", ["1", "2"])
    assert hash(late) == hash(tuple(late))
    assert made.count(3) == 3  # twice here, once for itself
    assert tuple(together(late, (), late)) == (*late, *late)
    assert Late(make, 0) == ()
    assert not Late(make, 0)
