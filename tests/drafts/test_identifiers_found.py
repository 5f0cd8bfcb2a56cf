"""The short way to numbers that may identify a person finds what the plain pattern finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.varied import as_json, varied
from validator.drafts.identifiers import _DIGITS, _NOUGHTS, _kind, identifiers

PLAIN = re.compile(r"[0-9]{3}[- ]?[0-9]{2,3}[- ]?[0-9]{1,4}")


@given(st.text(alphabet="0123459 -Aéé２ \U0001f600", max_size=60))
def test_candidates_are_those_of_the_plain_pattern(text: str) -> None:
    noughts = text.encode("ascii", "replace").translate(_NOUGHTS)
    assert [m.span() for m in _DIGITS.finditer(noughts)] == [m.span() for m in PLAIN.finditer(text)]


def test_drafts_are_searched_as_the_plain_pattern_searches_them() -> None:
    for number, draft in enumerate(varied(20)):
        number_of = (" SSN 123-45-6789 ", " A-number 123 456 789 ", " é passport AB1234567 ")[number % 3]
        text = as_json(draft) + number_of
        found = [m.span() for m in PLAIN.finditer(text) if _told(text, *m.span())]
        assert [(start, end) for start, end, _ in identifiers(text)] == found
        assert found


def _told(text: str, start: int, end: int) -> bool:
    if (
        text[start - 1 : start].isdigit()
        or text[end : end + 1].isalnum()
        or text[end : end + 1] in {"_", "-"}
    ):
        return False
    return bool(_kind(text[start:end], text[max(0, start - 48) : start]))
