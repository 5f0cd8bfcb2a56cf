"""A code as somebody types it: what it is, or what was likely meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.errors import Problem, UsageError
from validator.reference import CodeEntry, reference
from validator.strategy import show_code
from validator.strategy.codes import existing


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("15-1252", "15-1252"),
        ("151252", "15-1252"),
        (" 15‑1252.00 ", "15-1252"),
        ("15-1299.08", "15-1299"),
        ("15-1132", "15-1132"),
        ("15-1200", "15-1200"),
    ],
)
def test_a_code_is_read_however_it_is_written(typed: str, number: str) -> None:
    assert existing(reference(), typed).number == number


@pytest.mark.parametrize(
    ("typed", "says", "mends"),
    [
        ("Nov-21", "11-2021 (Marketing Managers)", ["11-3021", "11-9021"]),
        ("2021-11-01", "11-2021 (Marketing Managers)", []),
        ("15-1000", "padded with zeros", ["15-1200 (Computer Occupations)"]),
        ("15-1259", "in neither SOC 2018 nor SOC 2010", ["15-1252", "15-1253"]),
        ("15-9999", "in neither SOC 2018 nor SOC 2010", ["Search by title: niw soc find"]),
        ("15-125", "not written like a SOC code", ["15-1252"]),
        ("15-1299.99", "no detail 15-1299.99", ["15-1299.01"]),
        ("Data Scientist", "no SOC code", ["niw soc find"]),
    ],
)
def test_a_wrong_code_is_answered_with_what_was_likely_meant(typed: str, says: str, mends: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        show_code(typed)
    (problem,) = caught.value.problems
    assert says in problem.what
    assert all(mend in problem.mend for mend in mends)


@given(st.text(max_size=12))
def test_no_text_is_answered_with_anything_but_a_code_or_a_mend(text: str) -> None:
    answer: CodeEntry | None = None
    problems: tuple[Problem, ...] = ()
    try:
        answer = existing(reference(), text)
    except UsageError as error:
        problems = error.problems
    assert (answer is None) != (problems == ())
    assert all(p.what and p.mend for p in problems)
    assert answer is None or answer.exists or answer.detail_successors
