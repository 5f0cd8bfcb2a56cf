"""The longest stretch of a record that neither a job nor the studies for a degree fill."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from validator.engine.values import Record
from validator.facts.experience import span_of
from validator.facts.frame import Seen, fact
from validator.facts.time import Span, longest_gap
from validator.facts.types import NUMBER
from validator.notation import Day

YEARS = 4
"""Years that a program is taken to last where neither its start nor its length is entered."""


@fact(
    "experience.longest_gap_months",
    NUMBER,
    (
        "The longest stretch after the start of the first job that no reading of the dates closes, with a job or with "
        "the studies for a degree (without a start: the length of its program, else four years, before conferral)."
    ),
    unit="months",
)
def _gap(seen: Seen) -> int:
    jobs = [span for job in seen.need("employment") if (span := span_of(seen, job)) is not None]
    first = min((span.start.first for span in jobs), default=None)
    studies = [span for degree in seen.need("degrees") if (span := _studies(degree)) is not None]
    return longest_gap([*jobs, *(span for span in studies if first is not None and span.end.last >= first)])


def _studies(degree: Record) -> Span | None:
    """The time that a degree took; a degree that is not held yet is still being studied for."""
    from validator.facts.view import PRESENT

    start, end, years = (degree.get(name).content for name in ("started", "conferred", "years"))
    if not isinstance(end, Day):
        return (
            Span(start, PRESENT) if isinstance(start, Day) and degree.get("held").content is False else None
        )
    if isinstance(start, Day):
        return Span(start, end)
    days = timedelta(days=366 * int(years if isinstance(years, int | Decimal) else YEARS))
    return Span(Day(end.first - days, end.first - days), end)
