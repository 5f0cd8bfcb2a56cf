"""Facts of STEM and of critical technologies: which degree is in STEM, and which edition of the list is claimed."""

from __future__ import annotations

from validator.engine.values import State
from validator.facts.degrees_held import held_degrees
from validator.facts.endeavor import edition_year
from validator.facts.frame import Seen, Unsettled, fact, item_fact, records_in
from validator.facts.types import BOOLEAN, NUMBER, TEXTS, Level

TECHNOLOGIES = ("petition_letter.critical_technologies", "endeavor.critical_technologies")


def _stem_from(seen: Seen, least: Level) -> bool | None:
    """Whether a degree held at ``least`` or above is in STEM; None where none is held, or no program is recognised."""
    found: bool | None = None
    for level, degree in held_degrees(seen):
        if level < least:
            continue
        stem = degree.get("stem")
        if stem.state is State.unknown:
            raise Unsettled(stem)
        if stem.state is State.absent:
            return None  # a program that is not recognised may be one
        seen.rest_on(stem)
        found = bool(found) or stem.content is True
    return found


@fact(
    "degree.advanced_stem",
    BOOLEAN,
    (
        "True where a degree held at master's level or above is in a program that counts as STEM (DHS); absent where "
        "none is held, or one is in no program that is recognised."
    ),
)
def _advanced_stem(seen: Seen) -> bool | None:
    return _stem_from(seen, Level.master)


@fact(
    "degree.doctorate_stem",
    BOOLEAN,
    (
        "True where a doctorate held is in a program that counts as STEM (DHS); absent where none is held, or one is "
        "in no program that is recognised."
    ),
)
def _doctorate_stem(seen: Seen) -> bool | None:
    return _stem_from(seen, Level.doctorate)


def _declare_edition_year(list_: str) -> None:
    @item_fact(
        list_,
        "edition_year",
        NUMBER,
        "The year of the edition that the claim names (February 2024: 2024), the latest of several; absent where it "
        "names no year.",
    )
    def _edition_year(seen: Seen) -> int | None:
        return edition_year(str(seen.own("edition")))


for _list in TECHNOLOGIES:
    _declare_edition_year(_list)


@item_fact(
    TECHNOLOGIES[0],
    "others_in_statement",
    TEXTS,
    (
        "The areas that the endeavor statement claims for itself, where it claims some and this one is none of them; "
        "else empty."
    ),
)
def _others_in_statement(seen: Seen) -> tuple[str, ...]:
    from validator import agreement

    def meant(area: str) -> str:
        return agreement.cet_area(area) or area.casefold()

    own = meant(str(seen.own("area")))
    claimed = seen.need(TECHNOLOGIES[1])
    areas = [
        str(area) for record in records_in(seen.value(TECHNOLOGIES[1])) if (area := seen.of(record, "area"))
    ]
    return () if not claimed or own in map(meant, areas) else tuple(areas)
