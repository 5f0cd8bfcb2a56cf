"""The sentences of the petition letter and of the statement, for rules that ask what is said beside what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from validator.engine.values import Record, Value, known
from validator.engine.vocabulary import FactSpec
from validator.evidence import Evidence
from validator.facts.frame import Seen, fact
from validator.facts.types import RECORDS, TEXT

_END = re.compile(r"(?<=[.!?;])[\"”’)\]]*\s+|\n\s*\n|\n\s*[-•*]\s+")
_CUT_SHORT = re.compile(
    r"(?:\b(?:no|nos|dr|mr|mrs|ms|prof|inc|ltd|co|corp|vs|v|cf|fed|reg|sec|art|approx|al)|\b[a-z](?:\.[a-z])*)\.$",
    re.IGNORECASE,
)
"""What ends in a full stop and does not end a sentence: Dr., No., U.S., E.O., et al."""

_FIELDS = (
    FactSpec("text", TEXT, "The sentence; a semicolon ends one too.", derived=True),
    FactSpec("with_next", TEXT, "The sentence and the one after it, if there is one.", derived=True),
)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text`` in order; an abbreviation's full stop ends none."""
    found: list[str] = []
    for piece in _END.split(text):
        said = piece.strip()
        if found and _CUT_SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {said}"
        elif any(c.isalnum() for c in said):
            found.append(said)
    return tuple(" ".join(s.split()) for s in found)


@fact(
    "letter_sentences",
    RECORDS,
    "The sentences of the petition letter's text, one item each.",
    fields=_FIELDS,
)
def _of_letter(seen: Seen) -> tuple[Record, ...]:
    return _items(seen, "petition_letter.text", "letter-sentence")


@fact(
    "statement_sentences",
    RECORDS,
    "The sentences of the endeavor statement, one item each.",
    fields=_FIELDS,
)
def _of_statement(seen: Seen) -> tuple[Record, ...]:
    return _items(seen, "endeavor.statement", "statement-sentence")


def _items(seen: Seen, name: str, called: str) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    said = sentences(str(seen.need(name)))

    evidence = seen.evidence
    return tuple(
        MadeRecord(
            f"{called}-{i + 1}",
            {"text": known(text, evidence)},
            later={"with_next": partial(_with_next, said, i, evidence)},
        )
        for i, text in enumerate(said)
    )


def _with_next(said: tuple[str, ...], at: int, evidence: Sequence[Evidence]) -> Value:
    return known(" ".join(said[at : at + 2]), evidence)
