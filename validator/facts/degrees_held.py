"""Facts of the degrees together: the highest level held, its field, and what the degrees reach between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from validator.engine.values import Record, State, unknown
from validator.facts.degree import LEVEL_NEEDED, professional_abroad
from validator.facts.frame import Seen, Unsettled, fact
from validator.facts.types import BOOLEAN, LEVEL, NUMBER, TEXT, TEXTS, Level


def held_degrees(seen: Seen) -> list[tuple[Level, Record]]:
    """Degrees held whose US level can be told, highest first and of one level by id; unknown where none are entered or
    a level is not.
    """
    degrees = seen.need("degrees")
    return seen.once("degrees held", lambda: _ranked(degrees))


def _ranked(degrees: Iterable[Record]) -> list[tuple[Level, Record]]:
    ranked = []
    for degree in degrees:
        if degree.get("held").content is not True:
            continue
        level = degree.get("us_level")
        if level.state is State.unknown:
            raise Unsettled(level)
        if level.state is State.known:
            ranked.append((Level(cast("int", level.content)), degree))
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1].id))


def unread_degrees(seen: Seen) -> list[Record]:
    """Degrees held whose name tells no level and for which no US equivalent is stated: they may be of any."""
    degrees = seen.need("degrees")
    return seen.once("degrees held of no level", lambda: _of_no_level(degrees))


def _of_no_level(degrees: Iterable[Record]) -> list[Record]:
    return [
        d
        for d in sorted(degrees, key=lambda degree: str(degree.id))
        if d.get("held").content is True and d.get("us_level").state in (State.absent, State.blank)
    ]


def level_needed(degree: Record) -> Unsettled:
    """That it cannot be said, for want of this degree's US level."""
    return Unsettled(unknown(LEVEL_NEEDED, degree.get("us_level").evidence))


@fact(
    "degree.highest",
    LEVEL,
    (
        "The highest level held, as the United States counts it; none where no degree is held; unknown where the name "
        "of a degree that may be higher tells no level."
    ),
)
def _highest(seen: Seen) -> Level:
    ranked, unread = held_degrees(seen), unread_degrees(seen)
    if unread and (not ranked or ranked[0][0] < Level.doctorate):
        raise level_needed(unread[0])
    if not ranked:
        if seen.need("degrees"):
            _note_all(seen, "level")
        return Level.none
    level, degree = ranked[0]
    seen.rest_on(degree.get("us_level"))
    return level


def _reaches(seen: Seen, wanted: Level) -> bool:
    """Whether a degree at ``wanted`` or above is held, even where another's level cannot be told."""
    ranked = held_degrees(seen)
    if ranked and ranked[0][0] >= wanted:
        seen.rest_on(ranked[0][1].get("us_level"))
        return True
    return bool(seen.need("degree.highest") >= wanted)


@fact("degree.bachelor_or_more", BOOLEAN, "True where a degree at or above a US bachelor's is held.")
def _bachelor_or_more(seen: Seen) -> bool:
    return _reaches(seen, Level.bachelor)


@fact(
    "degree.doctorate",
    BOOLEAN,
    (
        "True where a doctorate or a professional degree is held; unknown where a first degree in medicine, dentistry, "
        "veterinary medicine, pharmacy or law from abroad has no US equivalent, which may be one."
    ),
)
def _doctorate(seen: Seen) -> bool:
    if _reaches(seen, Level.doctorate):
        return True
    for degree in seen.need("degrees"):
        if degree.get("held").content is True and professional_abroad(seen, degree):
            raise level_needed(degree)
    return False


def _note_all(seen: Seen, field: str) -> None:
    for degree in seen.need("degrees"):
        seen.of(degree, field)


@fact("degree.fields", TEXTS, "The fields of the degrees held, the highest first.")
def _fields(seen: Seen) -> tuple[str, ...]:
    degrees = [degree for _, degree in held_degrees(seen)] + unread_degrees(seen)
    fields = [str(found) for degree in degrees if (found := seen.of(degree, "us_field"))]
    return tuple(dict.fromkeys(fields))


@fact("degree.field", TEXT, "The field of the highest degree held.")
def _field(seen: Seen) -> str | None:
    degrees = [degree for _, degree in held_degrees(seen)] or unread_degrees(seen)
    return settled(seen, degrees[0], "us_field") if degrees else None


def settled(seen: Seen, degree: Record, name: str) -> Any:
    """A field of a degree as a fact of the draft: its content, or as unsettled as it is."""
    value = degree.get(name)
    if value.state is not State.known:
        raise Unsettled(value)
    seen.rest_on(value)
    return value.content


@fact("degree.masters_or_more", BOOLEAN, "True where a degree at or above a US master's is held.")
def _masters(seen: Seen) -> bool:
    return _reaches(seen, Level.master)


@fact(
    "degree.bachelor_years",
    NUMBER,
    "The normal length, in years, of the longest bachelor's-level program held; absent where none is held.",
    unit="years",
)
def _bachelor_years(seen: Seen) -> Any:
    years = []
    for degree in seen.need("degrees"):
        if degree.get("held").content is not True or degree.get("level_read").content != Level.bachelor:
            continue
        years.append(settled(seen, degree, "years"))
    return max(years, default=None)


@fact(
    "degree.only_lower_fits",
    BOOLEAN,
    (
        "True where the highest degree's field does not agree with the endeavor at all and a lower degree's "
        "agrees at least in part."
    ),
)
def _only_lower_fits(seen: Seen) -> bool | None:
    ranked = held_degrees(seen)
    if len(ranked) < 2 or ranked[0][0] == ranked[-1][0]:
        return False if ranked else None
    top = ranked[0][0]
    best = {True: -1, False: -1}
    for level, degree in ranked:
        band = settled(seen, degree, "endeavor_band")
        best[level == top] = max(best[level == top], int(band))
    return best[True] == 0 and best[False] >= 2


@fact(
    "degree.any_stem",
    BOOLEAN,
    (
        "True where a degree held is in a program that counts as STEM (DHS); absent where no program is "
        "recognised."
    ),
)
def _any_stem(seen: Seen) -> bool | None:
    found: bool | None = None
    for _level, degree in held_degrees(seen):
        stem = degree.get("stem")
        if stem.state is State.unknown:
            raise Unsettled(stem)
        if stem.state is State.known:
            seen.rest_on(stem)
            found = bool(found) or stem.content is True
    return found
