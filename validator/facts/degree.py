"""Facts of degrees: the level held, the field, when it was conferred, and what the documents say of it."""

from __future__ import annotations

from typing import Any

from validator.agreement.levels import read_level
from validator.engine.values import Record, State, unknown
from validator.facts.frame import Seen, Unsettled, fact, item_fact, records_in
from validator.facts.types import BAND, BOOLEAN, DAY, LEVEL, NUMBER, TEXT, Level
from validator.notation import Day

_UNITED_STATES = {"united states", "united states of america", "usa", "us", "u.s.", "u.s.a."}


def is_us(country: str) -> bool:
    """Whether a country's name is that of the United States."""
    return country.strip().casefold() in _UNITED_STATES


def _evaluations_of(seen: Seen, degree_id: str) -> list[Record]:
    """The evaluations that point at a degree; none where no evaluations are entered."""
    return [e for e in records_in(seen.value("evaluations")) if str(e.get("degree").content) == degree_id]


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
    for evaluation in _evaluations_of(seen, seen.item_id()):
        found = seen.of(evaluation, "level")
        if found:
            return read_level(str(found))
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
    for evaluation in _evaluations_of(seen, seen.item_id()):
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
    if _evaluations_of(seen, seen.item_id()):
        return True
    seen.need("evaluations")
    return False


@item_fact("degrees", "held", BOOLEAN, "True unless the degree is expected, in progress or withdrawn.")
def _held(seen: Seen) -> bool:
    status = seen.own_maybe("status")
    return status in (None, "conferred") and seen.own_maybe("date_is") != "expected"


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


def _held_degrees(seen: Seen) -> list[tuple[Level, Record]]:
    """Degrees held with their US level, highest first; unknown where none are entered or a level is not."""
    ranked = []
    for degree in seen.need("degrees"):
        if degree.get("held").content is not True:
            continue
        level = degree.get("us_level")
        if level.state is State.unknown:
            raise Unsettled(level)
        if level.state is State.known:
            ranked.append((Level(level.content), degree))
    return sorted(ranked, key=lambda pair: -pair[0])


@fact(
    "degree.highest",
    LEVEL,
    "The highest level held, as the United States counts it; none where no degree is held.",
)
def _highest(seen: Seen) -> Level:
    ranked = _held_degrees(seen)
    if not ranked:
        if seen.need("degrees"):
            _note_all(seen, "level")
        return Level.none
    level, degree = ranked[0]
    seen.note(*degree.get("us_level").evidence)
    return level


def _note_all(seen: Seen, field: str) -> None:
    for degree in seen.need("degrees"):
        seen.of(degree, field)


@fact("degree.field", TEXT, "The field of the highest degree held.")
def _field(seen: Seen) -> str | None:
    ranked = _held_degrees(seen)
    return _settled(seen, ranked[0][1], "us_field") if ranked else None


def _settled(seen: Seen, degree: Record, name: str) -> Any:
    """A field of a degree as a fact of the draft: its content, or as unsettled as it is."""
    value = degree.get(name)
    if value.state is not State.known:
        raise Unsettled(value)
    seen.note(*value.evidence)
    return value.content


@fact("degree.masters_or_more", BOOLEAN, "True where a degree at or above a US master's is held.")
def _masters(seen: Seen) -> bool:
    return bool(seen.need("degree.highest") >= Level.master)


def _first_bachelor(seen: Seen) -> Record | None:
    bachelors = [d for level, d in _held_degrees(seen) if level >= Level.bachelor]
    dated = [(day, d) for d in bachelors if isinstance(day := d.get("conferred").content, Day)]
    if bachelors and not dated:
        raise Unsettled(unknown(("degrees.conferred",)))
    return min(dated, key=lambda pair: pair[0])[1] if dated else None


@fact(
    "degree.first_bachelor_conferred",
    DAY,
    "When the first degree at bachelor's level or above was conferred.",
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
    return _settled(seen, degree, "us_field") if degree else None


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
        years.append(_settled(seen, degree, "years"))
    return max(years, default=None)


@fact("degree.highest_conferred", DAY, "When the highest degree held was conferred.")
def _highest_conferred(seen: Seen) -> Any:
    ranked = _held_degrees(seen)
    return _settled(seen, ranked[0][1], "conferred") if ranked else None


@fact(
    "degree.highest_before_filing",
    LEVEL,
    "The highest level conferred, on some reading of the dates, by the filing date.",
)
def _highest_before_filing(seen: Seen) -> Level:
    filing: Day = seen.need("case.filing_date")
    best = Level.none
    for level, degree in _held_degrees(seen):
        conferred = degree.get("conferred")
        if conferred.state is State.unknown:
            raise Unsettled(conferred)
        seen.note(*conferred.evidence)
        if isinstance(conferred.content, Day) and conferred.content.first <= filing.last:
            best = max(best, level)
    return best


@fact(
    "degree.only_lower_fits",
    BOOLEAN,
    (
        "True where the highest degree's field does not agree with the endeavor at all and a lower degree's "
        "agrees at least in part."
    ),
)
def _only_lower_fits(seen: Seen) -> bool | None:
    ranked = _held_degrees(seen)
    if len(ranked) < 2 or ranked[0][0] == ranked[-1][0]:
        return False if ranked else None
    top = ranked[0][0]
    best = {True: -1, False: -1}
    for level, degree in ranked:
        band = _settled(seen, degree, "endeavor_band")
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
    for _level, degree in _held_degrees(seen):
        stem = degree.get("stem")
        if stem.state is State.unknown:
            raise Unsettled(stem)
        if stem.state is State.known:
            seen.note(*stem.evidence)
            found = bool(found) or stem.content is True
    return found


@fact(
    "degree.field_differs",
    BOOLEAN,
    (
        "True where a document names a degree's field in words that do not agree with the diploma's at all "
        "(Appendix A, CV or evaluation of the foreign field)."
    ),
)
def _field_differs(seen: Seen) -> bool:
    return _differs(seen, ("field", "foreign_field"), "field")


@fact(
    "degree.level_differs",
    BOOLEAN,
    (
        "True where a document states another level than the diploma, like with like: as written abroad, or "
        "as US equivalent."
    ),
)
def _level_differs(seen: Seen) -> bool:
    return _differs(seen, ("level", "foreign_level"), "level")


def _differs(seen: Seen, names: tuple[str, str], kind: str) -> bool:
    from validator import agreement

    degrees = {d.id: d for d in seen.need("degrees")}
    mentions: list[tuple[Record, str, str]] = []
    for list_, own, with_ in (
        ("eta9089.appendix_a.education", names[0], names[0]),
        ("cv.degrees", names[0], names[0]),
        ("evaluations", names[1], names[0]),
        ("evaluations", names[0], f"us_equivalent.{names[0]}"),
    ):
        mentions += [(record, own, with_) for record in records_in(seen.value(list_))]
    if not mentions:
        raise Unsettled(unknown(("eta9089.appendix_a.education", "cv.degrees", "evaluations")))
    for record, own, with_ in mentions:
        degree = degrees.get(str(record.get("degree").content))
        if degree is None:
            continue
        here, there = record.get(own), degree.get(with_)
        if here.state is not State.known or there.state is not State.known:
            continue
        a, b = str(here.content), str(there.content)
        if kind == "level":
            first, second = read_level(a), read_level(b)
            differs = first is not None and second is not None and first != second
        else:
            differs = (
                agreement.text_text(a, b).band is agreement.Band.none and agreement.same_field(a, b) is False
            )
        if differs:
            seen.note(*there.evidence, *here.evidence)
            return True
    return False
