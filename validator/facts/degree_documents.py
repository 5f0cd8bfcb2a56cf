"""Facts that hold what Appendix A, the CV and the evaluations say of a degree against its diploma."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from validator.agreement.levels import read_level
from validator.engine.values import Record, State, Value, absent, known, unknown
from validator.engine.vocabulary import FactSpec
from validator.evidence import Evidence, Late
from validator.facts.degree import evaluations_of, professional_abroad
from validator.facts.frame import Seen, Unsettled, fact, records_in
from validator.facts.types import BOOLEAN, RECORDS, TEXT, TEXTS

_LISTS = {
    "eta9089.appendix_a.education": "Appendix A",
    "cv.degrees": "the CV",
    "evaluations": "the evaluation",
}
_PARTS = {"eta9089.appendix_a.education": "appendix-a", "cv.degrees": "cv"}

_FIELDS = (
    FactSpec("document", TEXT, "The document that states it.", derived=True),
    FactSpec("degree", TEXT, "The degree's name on the diploma, or its id.", derived=True),
    FactSpec("states", TEXT, "What the document says.", derived=True),
    FactSpec(
        "against", TEXTS, "What the diploma says, and its US equivalent where that counts.", derived=True
    ),
)


class _Statement:
    """One thing that one document says of one degree, and what it has to agree with: one of ``against``.

    ``part`` is what of the entry it is: ``us`` or ``foreign`` of an evaluation, else the document.
    """

    def __init__(self, name: str, record: Record, states: Value, degree: Record | None, part: str) -> None:
        self.name, self.record, self.states, self.degree = name, record, states, degree
        self.id = f"{record.id}/{part}"  # decisions are kept by it: no place in a list may be in it
        self.against: list[Value] = []
        self.us_may_count = False

    @property
    def evidence(self) -> Sequence[Evidence]:
        return Late(_rests_on, (*self.against, self.states))

    def document(self) -> Value:
        """The document that states it."""
        if self.name != "evaluations":
            return known(_LISTS[self.name])
        by = self.record.get("evaluator")
        return known(f"the evaluation by {by.content}" if by.state is State.known else "the evaluation")

    def of(self) -> Value:
        """The degree's name on the diploma, or its id."""
        degree = self.degree
        return known(str(degree.get("level").content or degree.id)) if degree else absent()

    def quoted(self) -> Value:
        """What it has to agree with, as a sentence quotes it."""
        return known(tuple(dict.fromkeys(f"“{value.content}”" for value in self.against)))


def _rests_on(values: tuple[Value, ...]) -> Iterator[Evidence]:
    return (piece for value in values for piece in value.evidence)


def _level_record(seen: Seen, statement: _Statement) -> dict[str, Value]:
    read = [read_level(str(value.content)) for value in (statement.states, *statement.against)]
    if None in read:
        return {"differs": absent(statement.evidence)}
    differs = read[0] not in read[1:]
    if (
        differs
        and statement.us_may_count
        and statement.degree
        and professional_abroad(seen, statement.degree)
    ):
        return {"differs": unknown(("degrees.us_equivalent.level",), statement.evidence)}
    return {"differs": known(differs, statement.evidence)}


def _field_record(_seen: Seen, statement: _Statement) -> dict[str, Value]:
    own = str(statement.states.content)
    nearest = max(_nearness(own, str(value.content)) for value in statement.against)
    evidence = statement.evidence
    return {"differs": known(nearest == 0, evidence), "varies": known(nearest == 1, evidence)}


@lru_cache(maxsize=4096)
def _nearness(own: str, other: str) -> int:
    """2: one field, or one of them cannot be read; 1: of one family of programs, or with words in common; 0: apart."""
    from validator import agreement

    if agreement.same_field(own, other) is not False:
        return 2
    related = agreement.text_text(own, other).band is not agreement.Band.none
    return int(related or bool(_families(own) & _families(other)))


def _families(field: str) -> set[str]:
    """The families (two-digit series) of the CIP programs that a field names."""
    from validator import agreement

    return {program.code[:2] for program in agreement.resolve_field(field).programs}


def _statements(seen: Seen, kind: str) -> Iterator[_Statement]:
    """What each document says of a degree's ``kind`` (``level`` or ``field``), like held with like.

    Appendix A and the CV may name a degree as the diploma does or by its US equivalent; an evaluation names both, each
    in its own place. Where the entry names no degree, ``against`` is empty.
    """
    degrees = {degree.id: degree for degree in seen.need("degrees")}
    for list_ in _LISTS:
        for record in records_in(seen.value(list_)):
            link = record.get("degree").content
            degree = degrees.get(str(link)) if link is not None else None
            for own in (kind, f"foreign_{kind}") if list_ == "evaluations" else (kind,):
                states = record.get(own)
                if states.state is not State.known:
                    continue
                part = _PARTS.get(list_) or ("us" if own == kind else "foreign")
                statement = _Statement(list_, record, states, degree, part)
                if degree is not None:
                    _hold(seen, statement, degree, kind, own)
                    if not statement.against:
                        continue
                yield statement


def _hold(seen: Seen, statement: _Statement, degree: Record, kind: str, own: str) -> None:
    diploma, equivalent = degree.get(kind), degree.get(f"us_equivalent.{kind}")
    values: list[Value]
    if statement.name == "evaluations":
        values = [diploma if own.startswith("foreign_") else equivalent]
    else:
        found = [evaluation.get(kind) for evaluation in evaluations_of(seen, degree.id)]
        values = [diploma, equivalent, *found]
        statement.us_may_count = True
        if diploma.state is not State.known:
            return  # without the diploma's own words nothing can be said to depart from them
    statement.against = [value for value in values if value.state is State.known]


def _records(
    seen: Seen, kind: str, differs: Callable[[Seen, _Statement], dict[str, Value]]
) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    waiting = [name for name in _LISTS if seen.value(name).state is State.unknown]
    made: list[Record] = []
    for statement in _statements(seen, kind):
        verdict = (
            differs(seen, statement)
            if statement.degree is not None
            else dict.fromkeys(("differs", "varies"), unknown((f"{statement.name}.degree",)))
        )
        made.append(
            MadeRecord(
                statement.id,
                {"states": statement.states, **verdict},
                later={"document": statement.document, "degree": statement.of, "against": statement.quoted},
            )
        )
    if not made and waiting:
        raise Unsettled(unknown(tuple(waiting)))
    return tuple(made)


@fact(
    "degree_levels",
    RECORDS,
    "The level that Appendix A, the CV and the evaluations give a degree, one item a statement.",
    fields=(
        *_FIELDS,
        FactSpec(
            "differs",
            BOOLEAN,
            (
                "True where the level is neither the diploma's nor that of the US equivalent; absent where one of them "
                "cannot be read; unknown where the entry names no degree."
            ),
            derived=True,
        ),
    ),
)
def _degree_levels(seen: Seen) -> tuple[Record, ...]:
    return _records(seen, "level", _level_record)


@fact(
    "degree_fields",
    RECORDS,
    "The field that Appendix A, the CV and the evaluations give a degree, one item a statement.",
    fields=(
        *_FIELDS,
        FactSpec(
            "differs",
            BOOLEAN,
            (
                "True where the field is of another family of programs than the diploma's and the US equivalent's, and "
                "shares no words with them; unknown where the entry names no degree."
            ),
            derived=True,
        ),
        FactSpec(
            "varies",
            BOOLEAN,
            "True where the field is another, of the same family of programs or with words in common.",
            derived=True,
        ),
    ),
)
def _degree_fields(seen: Seen) -> tuple[Record, ...]:
    return _records(seen, "field", _field_record)
