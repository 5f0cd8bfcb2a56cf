"""Facts of exceptional ability: the criteria claimed, and what the ability has to do with code, degree and endeavor."""

from __future__ import annotations

from typing import Any

from validator.facts.frame import Seen, fact, item_fact
from validator.facts.types import BAND, BOOLEAN, NUMBER, TEXTS
from validator.notation import read_soc


@fact(
    "criteria.claimed",
    TEXTS,
    "The different criteria of 8 CFR 204.5(k)(3)(ii) that the petition letter claims.",
)
def _criteria(seen: Seen) -> tuple[str, ...]:
    claimed = []
    for criterion in seen.need("petition_letter.exceptional_ability.criteria"):
        name = seen.of(criterion, "criterion")
        if name and name not in claimed:
            claimed.append(str(name))
    return tuple(claimed)


@fact(
    "criteria.count",
    NUMBER,
    "How many different criteria of 8 CFR 204.5(k)(3)(ii) the petition letter claims.",
    unit="criteria",
)
def _criteria_count(seen: Seen) -> int:
    return len(seen.need("criteria.claimed"))


@item_fact(
    "petition_letter.exceptional_ability.criteria",
    "comparator_differs",
    BOOLEAN,
    "True where the salary is compared with the wages of another code than the proposed one.",
)
def _comparator_differs(seen: Seen) -> bool | None:
    comparator = read_soc(str(seen.own("comparator_code")))
    return None if comparator is None else comparator.number != seen.need("code.number")


@item_fact(
    "petition_letter.exceptional_ability.criteria",
    "occupation_band",
    BAND,
    "How well the occupation that the license or the experience is for agrees with the proposed code.",
)
def _criterion_occupation(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.title_code(str(seen.own("occupation")), seen.need("code.number")))


@fact("ability.endeavor_band", BAND, "How well the area of exceptional ability agrees with the endeavor.")
def _ability_endeavor(seen: Seen) -> Any:
    from validator import agreement

    area = str(seen.need("petition_letter.exceptional_ability.area"))
    return seen.band(agreement.endeavor_title(seen.need("endeavor.statement"), area))


@fact(
    "ability.degree_band",
    BAND,
    "How well the best fitting degree held agrees with the area of exceptional ability.",
)
def _ability_degree(seen: Seen) -> Any:
    from validator import agreement
    from validator.facts.agreements import best_degree

    area = str(seen.need("petition_letter.exceptional_ability.area"))
    return seen.band(best_degree(seen, lambda field: agreement.title_degree(area, field)))
