"""Working time: intervals from inexact dates, overlaps once, nothing before the degree or after filing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.facts.time import Reading, Span, calendar_months, longest_gap, months, overlap_months
from validator.notation import Day, read_day


def day(text: str) -> Day:
    read = read_day(text)
    assert read is not None
    return read


def span(start: str, end: str, weight: str = "1") -> Span:
    return Span(day(start), day(end), Decimal(weight))


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        ("2019-01-01", "2019-12-31", 12, 12),
        ("06/2019", "05/2020", 10, 12),
        ("2019", "2020", 0, 24),
        ("2018-07-02", "2023-07-01", 60, 60),
        ("2020-05-01", "2020-04-01", 0, 0),
    ],
)
def test_an_inexact_date_gives_a_least_and_a_most(start: str, end: str, least: int, most: int) -> None:
    assert months([span(start, end)], Reading.least) == least
    assert months([span(start, end)], Reading.most) == most


def test_two_jobs_at_once_count_once() -> None:
    jobs = [span("2020-01-01", "2021-12-31"), span("2021-01-01", "2022-12-31")]
    assert months(jobs, Reading.least) == 36


def test_two_half_jobs_make_one() -> None:
    jobs = [span("2020-01-01", "2020-12-31", "0.5"), span("2020-01-01", "2020-12-31", "0.5")]
    assert months(jobs, Reading.least) == 12


def test_months_before_the_degree_and_after_filing_do_not_count() -> None:
    job = [span("2015-01-01", "2030-12-31")]
    assert months(job, Reading.least, after=day("2019-12-31"), until=day("2024-12-31")) == 60


def test_a_gap_that_a_year_alone_may_close_is_no_gap() -> None:
    assert longest_gap([span("2018-01-01", "2019"), span("2020", "2021-06-01")]) == 0
    assert longest_gap([span("2018-01-01", "2018-12-31"), span("2020-01-01", "2021-06-01")]) == 12


@given(first=st.dates(date(1950, 1, 1), date(2050, 1, 1)), count=st.integers(0, 400), days=st.integers(0, 27))
def test_calendar_months_are_counted_whole_whatever_their_length(first: date, count: int, days: int) -> None:
    first = first.replace(day=1)
    year, month = divmod(12 * first.year + first.month - 1 + count, 12)
    assert calendar_months(first, date(year, month + 1, 1 + days)) == (count, days)


def test_a_part_time_job_beside_a_full_one_is_no_overlap() -> None:
    full, part = span("2020-01-01", "2021-12-31"), span("2020-01-01", "2021-12-31", "0.5")
    assert overlap_months([full, part]) == 0
    assert overlap_months([full, full]) == 24
    two_years = span("2022-01-01", "2023-12-31")
    assert overlap_months([two_years, two_years]) == 24


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days)
    slack = draw(st.integers(0, 400))
    start = Day(first, first + timedelta(days=slack))
    last = draw(days)
    return Span(
        start,
        Day(last, last + timedelta(days=draw(st.integers(0, 400)))),
        draw(st.sampled_from([Decimal(1), Decimal("0.5")])),
    )


@given(st.lists(spans(), max_size=6))
def test_the_least_is_never_more_than_the_most(jobs: list[Span]) -> None:
    assert months(jobs, Reading.least) <= months(jobs, Reading.most)


@given(st.lists(spans(), max_size=6), spans())
def test_another_job_never_takes_months_away(jobs: list[Span], further: Span) -> None:
    for reading in Reading:
        assert months(jobs, reading) <= months([*jobs, further], reading)


@given(st.lists(spans(), max_size=6).flatmap(lambda jobs: st.tuples(st.just(jobs), st.permutations(jobs))))
def test_the_order_of_jobs_does_not_matter(orders: tuple[list[Span], list[Span]]) -> None:
    for reading in Reading:
        assert months(orders[0], reading) == months(orders[1], reading)
