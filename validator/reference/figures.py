"""Answers that few checks ask for: wages, growth, technologies, related occupations.

Apart from ``entries`` because making a class costs a cold check more than a look-up does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.frozen import frozen

if TYPE_CHECKING:
    from decimal import Decimal

    from validator.evidence import Known


@frozen
class Wage:
    """A wage in dollars. ``mark`` is ``"*"`` (suppressed, no amount), ``"#"`` (at or above the highest figure that is
    published, no amount) or ``""``.
    """

    amount: Decimal | None
    mark: str = ""


@frozen
class Wages:
    """National wages, a year and an hour, and employment; a part that OEWS leaves out is marked suppressed."""

    bls_code: str
    merged: bool
    employment: int | None
    mean: Wage
    p10: Wage
    p25: Wage
    median: Wage
    p75: Wage
    p90: Wage
    hourly_mean: Wage
    hourly_p10: Wage
    hourly_p25: Wage
    hourly_median: Wage
    hourly_p75: Wage
    hourly_p90: Wage
    known: Known


@frozen
class Growth:
    """BLS projections: employment in thousands, change in percent, openings a year in thousands."""

    bls_code: str
    merged: bool
    employment_2024: float
    employment_2034: float
    change: float | None
    openings: float | None
    known: Known


@frozen
class CetArea:
    """An area of the list of critical and emerging technologies. ``superseded`` and second-hand subfields are
    vocabulary, never an authority.
    """

    edition: str
    name: str
    subfields: tuple[str, ...]
    superseded: bool
    known: Known


@frozen
class Related:
    """An occupation that O*NET calls related: its code and title, O*NET's rank (1 first) and tier."""

    code: str
    title: str
    rank: int
    tier: str
    known: Known
