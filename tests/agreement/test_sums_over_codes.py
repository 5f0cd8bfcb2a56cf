"""Shares and fits over all codes, each by its short way and by the one that its words describe."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.agreement.occupations import (
    codes,
    greatest,
    likeliest,
    shares,
    shares_of,
    with_neighbours,
    with_neighbours_at,
)

FITS = st.lists(st.floats(-50, 50), min_size=1, max_size=40)


@given(fit=FITS, beyond=st.sampled_from([0.0, 659.5, 5000.0, -5000.0]))
def test_shares_sum_to_one_and_are_told_by_the_differences_of_fits(fit: list[float], beyond: float) -> None:
    found = shares_of([value + beyond for value in fit])
    top = max(fit)
    whole = sum(math.exp(value - top) for value in fit)
    assert list(found) == pytest.approx([math.exp(value - top) / whole for value in fit], rel=1e-9)
    assert sum(found) == pytest.approx(1.0)


@given(values=FITS, limit=st.integers(1, 12))
def test_the_greatest_are_the_first_of_all_in_order(values: list[float], limit: int) -> None:
    assert greatest(values, limit) == sorted(range(len(values)), key=lambda i: (-values[i], i))[:limit]


@pytest.mark.parametrize("title", ["Civil Engineer", "Senior Nurse Practitioner", "Zzyzx", ""])
def test_a_fit_is_the_same_for_one_code_as_for_all(title: str) -> None:
    found, table = shares(title), codes()
    fit = with_neighbours(found.share, table)
    assert [with_neighbours_at(found.share, table, i) for i in range(len(fit))] == fit
    assert fit[likeliest(title)] == max(fit)
    assert found.rank(likeliest(title)) == 1
    for i in (0, 100, 866):
        minor = [found.share[j] for j in table.in_minor[table.minor[i]]]
        major = [found.share[j] for j in table.in_major[table.major[i]]]
        helped = 0.6 * found.share[i] + 0.3 * sum(minor) / len(minor) + 0.1 * sum(major) / len(major)
        assert found.fit(i) == pytest.approx(helped)
