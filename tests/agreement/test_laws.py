"""What holds for every comparison, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator import agreement
from validator.agreement import Agreement, Band

COMPARISONS: dict[str, Callable[[str, str], Agreement]] = {
    "title_code": agreement.title_code,
    "duties_code": agreement.duties_code,
    "degree_code": agreement.degree_code,
    "level_code": agreement.level_code,
    "title_degree": agreement.title_degree,
    "endeavor_code": agreement.endeavor_code,
    "endeavor_title": agreement.endeavor_title,
    "endeavor_degree": agreement.endeavor_degree,
    "text_text": agreement.text_text,
}
WORDS = st.sampled_from(
    [
        "Software Engineer",
        "팀장",
        "Music",
        "PhD",
        "15-1252",
        "15-1132",
        "17-0000",
        "99-9999",
        "",
        "a",
        "(",
        "\x00",
        "Dr. & Co.",
        "ı",
        "'",
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=60), st.lists(WORDS, max_size=6).map(" ".join))


@pytest.mark.parametrize("name", COMPARISONS)
@given(a=TEXTS, b=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_comparison_never_raises_and_keeps_its_range(name: str, a: str, b: str) -> None:
    found: Agreement = COMPARISONS[name](a, b)
    assert 0.0 <= found.score <= 1.0
    assert found.relation
    assert found.band is not Band.unknown or found.score == 0.0
    assert all(-1.0 <= e.weight <= 1.0 for e in found.evidence)
    assert COMPARISONS[name](a, b) == found


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_suggestions_are_ordered_and_limited(text: str) -> None:
    found = agreement.suggest_codes(text, text, limit=4)
    assert len(found) <= 4
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_field_is_named_only_where_it_is_sure(text: str) -> None:
    found = agreement.resolve_field(text)
    assert all(p.sureness >= 0.5 and p.title for p in found.programs)
    assert [p.sureness for p in found.programs] == sorted((p.sureness for p in found.programs), reverse=True)
