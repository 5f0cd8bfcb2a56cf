"""Short ways of facts say what their long ways say."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from validator.agreement import names
from validator.engine.values import Value, known
from validator.evidence import Known, Late, together
from validator.facts.documents import FEWEST_WORDS, _few_words
from validator.facts.past_jobs import _without
from validator.facts.time import Span, overlap_months
from validator.facts.view import MadeRecord
from validator.notation import Day

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


@given(st.lists(st.sampled_from(("plan", "é", "3", "-", "; ", "전기", "don't")), max_size=30))
def test_words_are_few_as_counting_all_of_them_says(words: list[str]) -> None:
    text = " ".join(words)
    assert _few_words(text) is (len(re.findall(r"\w+", text)) < FEWEST_WORDS)


def test_a_made_item_works_out_a_late_field_once_and_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def document() -> Value:
        asked.append("document")
        return known("the CV")

    item = MadeRecord("cv/1", {"differs": known(True)}, later={"document": document})
    assert item.get("differs") == known(True)
    assert asked == []
    assert item.get("document") == item.get("document") == known("the CV")
    assert asked == ["document"]


@given(st.dates(date(2001, 1, 1), date(2020, 1, 1)), st.integers(0, 4000))
def test_one_job_overlaps_nothing_and_two_alike_overlap_for_as_long_as_they_last(
    first: date, days: int
) -> None:
    last = date.fromordinal(first.toordinal() + days)
    job = Span(Day(first, first), Day(last, last), Decimal(1))
    assert overlap_months([job]) == 0
    assert overlap_months([job, job]) >= days // 31
