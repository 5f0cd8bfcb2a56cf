"""Facts of the wage of Part 6 item 8, beside the occupation's wages in the nation; a waiver has no wage test."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from validator.facts.frame import Seen, fact
from validator.facts.types import NUMBER

if TYPE_CHECKING:
    from validator.reference.figures import Wage

PERIODS = {"hour": Decimal(2080), "week": Decimal(52), "month": Decimal(12), "year": Decimal(1)}
"""How often a year each period comes; an hour's wage is taken for 40 hours a week and 52 weeks."""


@fact(
    "wage.annual",
    NUMBER,
    (
        "The proposed wage as a year's amount, an hour's wage taken for the stated hours a week (40 where "
        "none are) and 52 weeks."
    ),
    unit="US dollars a year",
)
def _annual(seen: Seen) -> int | None:
    amount = Decimal(seen.need("i140.wage"))
    per = str(seen.need("i140.wage_per"))
    if per not in PERIODS:
        return None
    times = PERIODS[per]
    hours = seen.maybe("i140.hours_per_week")
    if per == "hour" and hours:
        times = Decimal(hours) * 52
    return int(amount * times)


@fact("wage.annual_doubled", NUMBER, "Twice the proposed wage as a year's amount.", unit="US dollars a year")
def _doubled(seen: Seen) -> int:
    return 2 * int(seen.need("wage.annual"))


def _percentile(seen: Seen, name: str) -> int | None:
    wages = seen.reference.wages(seen.need("code.number"))
    if wages is None:
        return None
    wage: Wage = {"p10": wages.p10, "median": wages.median, "p90": wages.p90}[name]
    seen.note(wages.known)
    return None if wage.amount is None else int(wage.amount)


@fact(
    "code.wage.p10",
    NUMBER,
    "The occupation's national 10th-percentile wage (OEWS).",
    unit="US dollars a year",
)
def _p10(seen: Seen) -> int | None:
    return _percentile(seen, "p10")


@fact("code.wage.median", NUMBER, "The occupation's national median wage (OEWS).", unit="US dollars a year")
def _median(seen: Seen) -> int | None:
    return _percentile(seen, "median")


@fact(
    "code.wage.p90",
    NUMBER,
    "The occupation's national 90th-percentile wage (OEWS); absent where it is top-coded.",
    unit="US dollars a year",
)
def _p90(seen: Seen) -> int | None:
    return _percentile(seen, "p90")
