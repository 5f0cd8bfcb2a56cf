"""Facts of exceptional ability: the criteria claimed, and what the ability has to do with code, degree and endeavor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from validator.engine.values import Record, State, unknown
from validator.facts.experience import months_of
from validator.facts.frame import Seen, Unsettled, fact, item_fact, records_in
from validator.facts.job_letters import EMPLOYERS, lettered
from validator.facts.past_jobs import letter_name
from validator.facts.time import Reading
from validator.facts.types import BAND, BOOLEAN, CRITERIA_CLAIMED, DAY, NUMBER, TEXT, TEXTS, Band
from validator.notation import Day, read_soc

CRITERIA = "petition_letter.exceptional_ability.criteria"


@fact(
    "criteria.claimed",
    CRITERIA_CLAIMED,
    "The different criteria of 8 CFR 204.5(k)(3)(ii) that the petition letter claims.",
)
def _criteria(seen: Seen) -> tuple[str, ...]:
    claimed = []
    for criterion in seen.need(CRITERIA):
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
    CRITERIA,
    "comparator_differs",
    BOOLEAN,
    "True where the salary is compared with the wages of another code than the proposed one.",
)
def _comparator_differs(seen: Seen) -> bool | None:
    comparator = read_soc(str(seen.own("comparator_code")))
    return None if comparator is None else comparator.number != seen.need("code.number")


@item_fact(
    CRITERIA,
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


@item_fact(
    CRITERIA,
    "called",
    TEXT,
    "The criterion as a sentence names it: experience, license, comparable evidence.",
)
def _called(seen: Seen) -> str:
    name = str(seen.own_maybe("criterion") or seen.item_id())
    return "comparable evidence" if name == "comparable" else name


@item_fact(
    CRITERIA,
    "shown_by",
    TEXTS,
    (
        "The exhibits and letters that show the criterion: those it names, those of the degree or license it names, "
        "and employers' letters about the jobs it names; empty where it names none."
    ),
)
def _shown_by(seen: Seen) -> tuple[str, ...]:
    found = [str(id_) for id_ in seen.own_maybe("documents") or ()]
    for list_, field, holds in (
        ("degrees", "degree", ("document", "transcript")),
        ("licenses", "license", ("document",)),
    ):
        wanted = seen.own_maybe(field)
        for record in records_in(seen.value(list_)):
            if wanted is not None and record.id == str(wanted):
                found += [str(text) for name in holds if (text := seen.of(record, name))]
    found += [letter.id for letter in _letters_about(seen, records_in(seen.value("letters")))]
    if not found:
        _own_asked(seen, "documents")
    return tuple(dict.fromkeys(found))


def _own_asked(seen: Seen, name: str) -> None:
    """Unsettled where a field of the item is not entered."""
    assert seen.item is not None  # an item's fact
    value = seen.item.get(name)
    if value.state is State.unknown:
        raise Unsettled(value)


def _letters_about(seen: Seen, letters: Iterable[Record]) -> list[Record]:
    """Employers' letters about the jobs that the criterion relies on."""
    jobs = {str(id_) for id_ in seen.own_maybe("jobs") or ()}
    return [
        e for e in letters if e.get("kind").content in EMPLOYERS and str(e.get("job").content or "") in jobs
    ]


@item_fact(
    CRITERIA,
    "letters_without_hours",
    TEXTS,
    (
        "Employers' letters about the jobs that the criterion relies on which neither say full-time nor give hours, "
        "each by its author."
    ),
)
def _letters_without_hours(seen: Seen) -> tuple[str, ...]:
    seen.own("jobs")
    silent: list[str] = []
    waiting: list[str] = []
    for letter in _letters_about(seen, seen.need("letters")):
        said = [letter.get(name) for name in ("full_time", "hours_per_week")]
        if any(value.state is State.known for value in said):
            continue
        open_ = [need for value in said if value.state is State.unknown for need in value.needs]
        waiting += open_
        if not open_:
            silent.append(letter_name(letter))
    if waiting and not silent:
        raise Unsettled(unknown(tuple(dict.fromkeys(waiting))))
    return tuple(silent)


@item_fact(
    CRITERIA,
    "license_expires",
    DAY,
    "When the license that the criterion relies on expires; absent where it names none that is entered.",
)
def _license_expires(seen: Seen) -> Day | None:
    wanted = str(seen.own("license"))
    for record in records_in(seen.value("licenses")):
        if record.id == wanted:
            value = record.get("expires")
            if value.state is not State.known:
                raise Unsettled(value)
            seen.rest_on(value)
            return value.content if isinstance(value.content, Day) else None
    return None


@item_fact(
    CRITERIA,
    "recognized_by_employer",
    BOOLEAN,
    "True where who gave the recognition is an employer or venture of the draft.",
)
def _recognized_by_employer(seen: Seen) -> bool:
    from validator import agreement

    by = str(seen.own("recognized_by"))
    return any(agreement.names(by, employer) for employer in seen.need("filing.employers"))


@fact(
    "ability.lettered_months.most",
    NUMBER,
    (
        "Months of full-time work until filing in jobs that an employer's letter (entered under letters, or an exhibit "
        "whose title says so) describes, before and after any degree, by the most generous reading of the dates."
    ),
    unit="months",
)
def _lettered(seen: Seen) -> int:
    jobs = list(seen.need("employment"))
    shown, waiting = lettered(seen, jobs)
    months = months_of(seen, shown, Reading.most)
    if waiting and months_of(seen, jobs, Reading.most) > months:
        raise Unsettled(unknown(tuple(waiting)))
    return months


@fact(
    "ability.occupation_months.most",
    NUMBER,
    (
        "Months of full-time work until filing in jobs whose title or duties agree, however weakly, with the proposed "
        "code, by the most generous reading of the dates; a job that tells neither counts as one."
    ),
    unit="months",
)
def _occupation_months(seen: Seen) -> int:
    seen.need("code.number")
    inside = []
    for job in seen.need("employment"):
        band = job.get("code_band")
        if band.content is Band.none:
            seen.rest_on(band)
        else:
            inside.append(job)
    return months_of(seen, inside, Reading.most)
