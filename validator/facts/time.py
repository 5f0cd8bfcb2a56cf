"""Spans of working time, counted in months from dates that may be no more exact than a month or a year.

A count is an interval: the *least* takes every start late and every end early, the *most* the other way round. Days
on which several jobs overlap count once, and never for more than one full-time job.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from validator.frozen import frozen
from validator.notation import Day

DAYS_A_MONTH = Decimal("30.4375")
"""365.25 / 12."""


class Reading(Enum):
    """Which end of an inexact date is taken."""

    least = "least"
    most = "most"


@frozen(kw_only=False)
class Span:
    """Working time from ``start`` to ``end``, both inclusive; ``weight`` is its share of full time, 0 to 1."""

    start: Day
    end: Day
    weight: Decimal = Decimal(1)

    def days(self, reading: Reading) -> tuple[date, date]:
        """The first and last day under ``reading``; the first may lie after the last, and then there is none."""
        if reading is Reading.least:
            return self.start.last, self.end.first
        return self.start.first, self.end.last


def months(
    spans: Iterable[Span], reading: Reading, *, after: Day | None = None, until: Day | None = None
) -> int:
    """Whole months of full-time work in ``spans``, overlaps once, after the day ``after`` and until ``until``.

    Counted in days and divided by 30.4375, rounded to the nearest month: a year given as 06/2019 to 05/2020 reads as
    at least 11 months and at most 12.
    """
    edges: list[tuple[date, Decimal]] = []
    for span in spans:
        first, last = span.days(reading)
        if after is not None:
            first = max(first, (after.last if reading is Reading.least else after.first) + timedelta(days=1))
        if until is not None:
            last = min(last, until.first if reading is Reading.least else until.last)
        if first <= last:
            edges.append((first, span.weight))
            edges.append((last + timedelta(days=1), -span.weight))
    total = Decimal(0)
    running = Decimal(0)
    previous: date | None = None
    for day, change in sorted(edges):
        if previous is not None and running > 0:
            total += min(running, Decimal(1)) * (day - previous).days
        running += change
        previous = day
    return int((total / DAYS_A_MONTH).to_integral_value())


def overlap_months(spans: Iterable[Span], *, until: Day | None = None) -> int:
    """Whole months, at the least, until the day ``until``, on which jobs together exceed one and a half jobs."""
    several = tuple(spans)
    if len(several) < 2:  # one job is one job at the most
        return 0
    edges: list[tuple[date, Decimal]] = []
    for span in several:
        first, last = span.days(Reading.least)
        if until is not None:
            last = min(last, until.first)
        if first <= last:
            edges += [(first, span.weight), (last + timedelta(days=1), -span.weight)]
    stretches: list[tuple[date, date]] = []
    running = Decimal(0)
    previous: date | None = None
    for day, change in sorted(edges):
        if previous is not None and day > previous and running > Decimal("1.5"):
            begun = stretches.pop()[0] if stretches and stretches[-1][1] == previous else previous
            stretches.append((begun, day))
        running += change
        previous = day
    whole = [calendar_months(first, after) for first, after in stretches]
    return sum(m for m, _ in whole) + sum(rest for _, rest in whole) // 31


def calendar_months(first: date, after: date) -> tuple[int, int]:
    """Whole calendar months from the day ``first`` to the day before ``after``, and the days that are left over:
    1 January 2022 to 1 January 2024 are 24 months and no day.
    """
    count = 12 * (after.year - first.year) + after.month - first.month
    if _later(first, count) > after:
        count -= 1
    return count, (after - _later(first, count)).days


def _later(day: date, count: int) -> date:
    """The day ``count`` months on, or the last of that month where it is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # never in December, which is as long as any
        return date(year, month + 2, 1) - timedelta(days=1)


def longest_gap(spans: Iterable[Span]) -> int:
    """The longest stretch between jobs, in whole months, that no reading of the dates closes."""
    ordered = sorted(span.days(Reading.most) for span in spans)
    longest = 0
    reached: date | None = None
    for first, last in ordered:
        if reached is not None and first > reached:
            longest = max(longest, calendar_months(reached + timedelta(days=1), first)[0])
        reached = last if reached is None else max(reached, last)
    return longest
