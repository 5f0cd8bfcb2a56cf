"""The proposed job's title in other documents, and when two titles are one to a reader."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from validator.engine.values import Record, State, known, unknown
from validator.engine.vocabulary import FactSpec
from validator.evidence import together
from validator.facts.frame import Seen, Unsettled, fact
from validator.facts.types import RECORDS, TEXT, one_of

_TITLES = {
    "Final Determination item 8": "eta9089.final_determination.job_title",
    "petition letter": "petition_letter.job_title",
    "endeavor statement": "endeavor.job_title",
}

_ADDED = re.compile(r"\s*[(\[]|\s*[,:;]\s|\s+[-–—|]\s+")
_STEPS = re.compile(r"\s+/\s+|\s*[;→|]\s*|,?\s+(?:then|later|promoted to|and later)\s+")


class Likeness(StrEnum):
    """How two titles compare: ``same`` to a reader; one says more (``addition``); or ``other`` titles."""

    same = "same"
    addition = "addition"
    other = "other"


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> Likeness:
    """How two titles compare. Case, accents, usual abbreviations and a field's 31 characters aside they may be the
    same; or one is the other with something in brackets, or after a comma, a colon or a dash ("Data Scientist
    (Healthcare Analytics)").
    """
    from validator import agreement

    if agreement.same_title(one, other):
        return Likeness.same
    shorter, longer = sorted((one.strip(), other.strip()), key=len)
    added = _ADDED.search(longer)
    if added and added.start() and agreement.same_title(longer[: added.start()], shorter):
        return Likeness.addition
    return Likeness.other


@lru_cache(maxsize=4096)
def parts(title: str) -> tuple[str, ...]:
    """The title and, where it names steps of one job ("Engineer / Senior Engineer"), each of them."""
    steps = [step.strip() for step in _STEPS.split(title) if step.strip()]
    return (title, *steps) if len(steps) > 1 else (title,)


@fact(
    "proposed_titles",
    RECORDS,
    "The titles that other documents give the proposed job, one item a document that states one.",
    fields=(
        FactSpec("document", TEXT, "The document.", derived=True),
        FactSpec("title", TEXT, "The title as it stands there.", derived=True),
        FactSpec(
            "likeness",
            one_of("likeness", (each.value for each in Likeness)),
            "How it compares with Part 6 item 1: same, addition (one of the two says more, in brackets or after a "
            "comma or dash) or other.",
            derived=True,
        ),
    ),
)
def _proposed_titles(seen: Seen) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    own = seen.value("i140.job_title")
    made: list[Record] = []
    waiting: list[str] = []
    for document, name in _TITLES.items():
        value = seen.value(name)
        if value.state is State.unknown:
            waiting.append(name)
        if value.state is not State.known:
            continue
        compared = own
        if own.state is State.known:
            found = likeness(str(own.content), str(value.content))
            compared = known(found.value, together(own.evidence, value.evidence))
        made.append(MadeRecord(document, {"document": known(document), "title": value, "likeness": compared}))
    if not made and waiting:
        raise Unsettled(unknown(waiting))
    return tuple(made)
