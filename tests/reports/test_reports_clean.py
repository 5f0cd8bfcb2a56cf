"""Text that is shown as it is, and text that is gone through letter by letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.reports.clean import _SEQUENCES, _letter, one_line, safe

AMONG_MARKS = st.text(st.sampled_from("ae ’“é\t\n\x1b[m\x9b\x07\u200b\u200d\ufe0f\u2028\U000e0041\ud800"))


@given(st.text(st.characters()) | AMONG_MARKS)
def test_a_text_that_is_not_gone_through_would_come_out_the_same(text: str) -> None:
    assert safe(text) == "".join(map(_letter, re.sub(_SEQUENCES, "", text)))


@pytest.mark.parametrize("name", ["می\u200cخواهم", "क\u094d\u200dष"])
def test_the_joiners_of_persian_and_hindi_stay(name: str) -> None:
    assert safe(name) == name
    assert one_line(name) == name


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\xad"])
def test_marks_that_hide_or_reorder_are_taken_out(mark: str) -> None:
    assert one_line(f"Team{mark}Leader") == "TeamLeader"
