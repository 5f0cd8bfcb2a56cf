"""Facts of each degree and each evaluation: its level, its field, and what else the track might rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from validator.agreement.levels import names_first_professional, read_level
from validator.engine.values import Record, State, Value, known, unknown
from validator.facts.frame import Seen, Unsettled, item_fact, records_in
from validator.facts.places import is_us
from validator.facts.types import BAND, BOOLEAN, LEVEL, TEXT, Level


def evaluations_of(seen: Seen, degree_id: str) -> list[Record]:
    """The evaluations that point at a degree, by id; none where no evaluations are entered."""
    return seen.once("evaluations by degree", lambda: _evaluations(seen)).get(degree_id, [])


def _evaluations(seen: Seen) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for evaluation in sorted(records_in(seen.value("evaluations")), key=lambda e: e.id):
        found.setdefault(str(evaluation.get("degree").content), []).append(evaluation)
    return found


def by_level(degrees: Iterable[Record]) -> list[Record]:
    """Degrees in an order that is not the draft's: the highest first, of one level by id, those of no known level last.

    Where several would do, the first of these is the one that a finding rests on, wherever it stands in its list.
    """

    def rank(degree: Record) -> tuple[int, str]:
        level = degree.get("us_level").content
        return (-level if isinstance(level, Level) else 1, degree.id)

    return sorted(degrees, key=rank)


def _all_linked(seen: Seen) -> None:
    """Unsettled where an evaluation does not say which degree it is about: it may be about the one in question."""
    named = {str(d.get("us_equivalent.document").content) for d in seen.need("degrees")}
    for evaluation in records_in(seen.value("evaluations")):
        if evaluation.get("degree").state is not State.known and evaluation.id not in named:
            raise Unsettled(unknown(("evaluations.degree",)))


@item_fact("degrees", "foreign", BOOLEAN, "True where the institution's country is not the United States.")
def _foreign(seen: Seen) -> bool:
    return not is_us(str(seen.own("country")))


@item_fact(
    "degrees",
    "level_read",
    LEVEL,
    "The level that the degree's own name states, by the words on the diploma.",
)
def _level_read(seen: Seen) -> Level | None:
    return read_level(str(seen.own("level")))


@item_fact(
    "degrees",
    "us_level",
    LEVEL,
    (
        "The level as the United States counts it: the stated US equivalent, else what an evaluation finds, "
        "else the degree's own name."
    ),
)
def _us_level(seen: Seen) -> Level | None:
    stated = seen.own_maybe("us_equivalent.level")
    if stated:
        return read_level(str(stated))
    for evaluation in evaluations_of(seen, seen.item_id()):
        found = seen.of(evaluation, "level")
        if found:
            return read_level(str(found))
    if seen.own_maybe("foreign") is not False:
        _all_linked(seen)
    return read_level(str(seen.own("level")))


@item_fact(
    "degrees",
    "us_field",
    TEXT,
    (
        "The field as the United States would name it: the stated US equivalent, else what an evaluation "
        "finds, else the field on the diploma."
    ),
)
def _us_field(seen: Seen) -> str:
    stated = seen.own_maybe("us_equivalent.field")
    if stated:
        return str(stated)
    for evaluation in evaluations_of(seen, seen.item_id()):
        found = seen.of(evaluation, "field")
        if found:
            return str(found)
    return str(seen.own("field"))


@item_fact(
    "degrees",
    "evaluated",
    BOOLEAN,
    "True where an evaluation points at the degree, or its US equivalent names a document.",
)
def _evaluated(seen: Seen) -> bool:
    if seen.own_maybe("us_equivalent.document"):
        return True
    if evaluations_of(seen, seen.item_id()):
        return True
    seen.asked("evaluations")
    _all_linked(seen)
    return False


@item_fact("degrees", "held", BOOLEAN, "True unless the degree is expected, in progress or withdrawn.")
def _held(seen: Seen) -> bool:
    status = seen.own_maybe("status")
    return status in (None, "conferred") and seen.own_maybe("date_is") != "expected"


@item_fact(
    "degrees",
    "equals_bachelor_alone",
    BOOLEAN,
    (
        "True where an evaluation that adds neither work nor other credentials finds a bachelor's or more in this "
        "degree by itself, or its US equivalent is one and names a document."
    ),
)
def _equals_bachelor_alone(seen: Seen) -> bool:
    degree, document = seen.item_id(), seen.own_maybe("us_equivalent.document")
    stated = read_level(str(seen.own_maybe("us_equivalent.level") or ""))
    evaluations = records_in(seen.value("evaluations"))
    open_: list[str] = []
    for evaluation in evaluations:
        if str(evaluation.get("degree").content) != degree and evaluation.id != document:
            continue
        found = read_level(str(seen.of(evaluation, "level") or "")) or stated
        mixed = [evaluation.get(name) for name in ("combines_experience", "combines_degrees")]
        if found is None or found < Level.bachelor or any(value.content is True for value in mixed):
            continue
        # Not entered is not no; a box left blank is taken as one that nothing had to be said in.
        waiting = [need for value in mixed if value.state is State.unknown for need in value.needs]
        if not waiting:
            return True
        open_ += waiting
    if open_:
        raise Unsettled(unknown(tuple(open_)))
    evaluated = any(evaluation.id == document for evaluation in evaluations)
    if document and not evaluated and stated is not None and stated >= Level.bachelor:
        return True
    seen.asked("evaluations")
    _all_linked(seen)
    return False


def masters_among(seen: Seen, degrees: Iterable[Record], *, recognised: bool = False) -> bool:
    """Whether one of ``degrees`` is held at master's level or above; unknown where one that may be is not settled.

    ``recognised``: and counts without more, because it is a US degree or an evaluation finds it.
    """
    waiting: list[Value] = []
    for degree in by_level(degrees):
        values = [degree.get("held"), _at_least_master(degree.get("us_level"))]
        if recognised:
            values.append(_either(_not(degree.get("foreign")), degree.get("evaluated")))
        if any(value.content is False for value in values):
            continue
        open_ = [value for value in values if value.state is not State.known]
        if not open_:
            seen.rest_on(degree.get("us_level"))
            return True
        waiting += open_
    if waiting:
        raise Unsettled(unknown(tuple(dict.fromkeys(n for v in waiting for n in v.needs)) or LEVEL_NEEDED))
    return False


LEVEL_NEEDED = ("degrees.us_equivalent.level",)
"""What would settle a degree whose own name tells no level."""


def _at_least_master(level: Value) -> Value:
    return known(level.content >= Level.master) if isinstance(level.content, Level) else level


def _not(value: Value) -> Value:
    return known(not value.content) if value.state is State.known else value


def _either(first: Value, second: Value) -> Value:
    if True in (first.content, second.content):
        return known(True)
    return second if first.state is State.known else first


@item_fact(
    "degrees",
    "masters_elsewhere",
    BOOLEAN,
    "True where another degree is held at master's level or above.",
)
def _masters_elsewhere(seen: Seen) -> bool:
    return masters_among(seen, [d for d in seen.need("degrees") if d.id != seen.item_id()])


@item_fact(
    "degrees",
    "masters_recognised_elsewhere",
    BOOLEAN,
    (
        "True where another degree held at master's level or above is from the United States or evaluated, so that the "
        "track need not rest on this one."
    ),
)
def _masters_recognised_elsewhere(seen: Seen) -> bool:
    others = [d for d in seen.need("degrees") if d.id != seen.item_id()]
    return masters_among(seen, others, recognised=True)


@item_fact("evaluations", "level_read", LEVEL, "The US level that the evaluation finds.")
def _evaluation_level_read(seen: Seen) -> Level | None:
    return read_level(str(seen.own("level")))


@item_fact(
    "evaluations",
    "masters_elsewhere",
    BOOLEAN,
    "True where a degree that the evaluation is not about is held at master's level or above.",
)
def _evaluation_masters_elsewhere(seen: Seen) -> bool:
    about = seen.own_maybe("degree")
    return masters_among(seen, [d for d in seen.need("degrees") if d.id != about])


@item_fact(
    "degrees",
    "stem",
    BOOLEAN,
    (
        "True where a CIP program that the field names is on the DHS STEM list or in series 14, 26, 27 or 40;"
        " absent where no program is recognised."
    ),
)
def _stem(seen: Seen) -> bool | None:
    programs = _programs(seen)
    if not programs:
        return None
    answers = [seen.reference.stem(program) for program in programs]
    designated = [answer for answer in answers if answer.designated]
    seen.note((designated or answers)[0].known)
    return bool(designated)


def _programs(seen: Seen) -> list[str]:
    from validator import agreement

    code = seen.own_maybe("cip_code")
    if code:
        return [str(code)]
    return [p.code for p in agreement.resolve_field(str(seen.own("us_field"))).programs]


@item_fact("degrees", "code_band", BAND, "How well the degree's field agrees with the proposed code.")
def _code_band(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.degree_code(str(seen.own("us_field")), seen.need("code.number")))


@item_fact("degrees", "endeavor_band", BAND, "How well the degree's field agrees with the endeavor.")
def _endeavor_band(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.endeavor_degree(seen.need("endeavor.statement"), str(seen.own("us_field"))))


def professional_abroad(seen: Seen, degree: Record) -> bool:
    """Whether a degree is a foreign first professional degree for which no US equivalent is stated or evaluated."""
    name = " ".join(str(degree.get(field).content or "") for field in ("level", "field"))
    return (
        degree.get("foreign").content is not False
        and degree.get("level_read").content == Level.bachelor
        and names_first_professional(name)
        and not degree.get("us_equivalent.level").content
        and not any(e.get("level").content for e in evaluations_of(seen, degree.id))
    )
