"""Facts of when degrees were conferred: the first that experience counts from, and what was held at filing."""

from __future__ import annotations

from typing import Any

from validator.engine.values import Record, State, unknown
from validator.facts.degrees_held import held_degrees, level_needed, settled, unread_degrees
from validator.facts.frame import Seen, Unsettled, fact
from validator.facts.types import DAY, LEVEL, TEXT, Level
from validator.notation import Day

_UNDATED = unknown(("degrees.conferred",))


def _first_bachelor(seen: Seen) -> Record | None:
    """The first degree at bachelor's level or above; unknown while one that may be earlier has no date."""
    dated: list[tuple[Day, Record]] = []
    for level, degree in held_degrees(seen):
        if level < Level.bachelor:
            continue
        day = degree.get("conferred").content
        if not isinstance(day, Day):
            raise Unsettled(_UNDATED)
        dated.append((day, degree))
    first = min(dated, key=lambda pair: pair[0]) if dated else None
    for degree in unread_degrees(seen):  # it may be a bachelor's: then it counts, unless it came later
        day = degree.get("conferred").content
        if first is None or not isinstance(day, Day) or day < first[0]:
            raise level_needed(degree)
    return first[1] if first else None


@fact(
    "degree.first_bachelor_conferred",
    DAY,
    (
        "When the first degree at bachelor's level or above was conferred; unknown while such a degree has no date."
    ),
)
def _first_bachelor_conferred(seen: Seen) -> Day | None:
    degree = _first_bachelor(seen)
    return seen.of(degree, "conferred") if degree else None


@fact(
    "degree.first_bachelor_earliest",
    DAY,
    (
        "The earliest day that may count as the first bachelor's: the date of its provisional certificate "
        "where there is one, else its conferral."
    ),
)
def _first_bachelor_earliest(seen: Seen) -> Day | None:
    degree = _first_bachelor(seen)
    if degree is None:
        return None
    provisional: Day | None = seen.of(degree, "provisional_certificate")
    conferred: Day = seen.of(degree, "conferred")
    return min(provisional, conferred) if provisional else conferred


@fact("degree.first_bachelor_field", TEXT, "The field of the first degree at bachelor's level or above.")
def _first_bachelor_field(seen: Seen) -> Any:
    degree = _first_bachelor(seen)
    return settled(seen, degree, "us_field") if degree else None


@fact("degree.highest_conferred", DAY, "When the highest degree held was conferred.")
def _highest_conferred(seen: Seen) -> Any:
    ranked = held_degrees(seen)
    return settled(seen, ranked[0][1], "conferred") if ranked else None


@fact(
    "degree.highest_before_filing",
    LEVEL,
    (
        "The highest level conferred, on some reading of the dates, by the filing date; unknown where a degree that "
        "may be higher has no date, or no level."
    ),
)
def _highest_before_filing(seen: Seen) -> Level:
    filing: Day = seen.need("case.filing_date")
    best = Level.none
    undated = Level.none
    for level, degree in held_degrees(seen):
        conferred = degree.get("conferred")
        if not isinstance(conferred.content, Day):
            undated = max(undated, level)
            continue
        seen.rest_on(conferred)
        if conferred.content.first <= filing.last:
            best = max(best, level)
    if undated > best:
        raise Unsettled(_UNDATED)
    unread = [d for d in unread_degrees(seen) if not _after(d, filing)]
    if unread and best < Level.master:
        raise level_needed(unread[0])
    return best


def _after(degree: Record, filing: Day) -> bool:
    conferred = degree.get("conferred")
    return (
        conferred.state is State.known
        and isinstance(conferred.content, Day)
        and conferred.content.first > filing.last
    )
