"""Facts of the documents: how they word the endeavor, what letters describe, language and date of exhibits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from validator.engine.values import Record, State, Value, absent, known, unknown
from validator.engine.vocabulary import FactSpec
from validator.evidence import Evidence, together
from validator.facts.frame import Seen, Unsettled, fact, item_fact, records_in
from validator.facts.past_jobs import letter_name
from validator.facts.types import BAND, BOOLEAN, NUMBER, RECORDS, TEXT
from validator.notation import Day

FEWEST_WORDS = 11
"""Words that a wording of the endeavor, or a letter's duties, must have before they are held against anything."""

_ENGLISH = {"english", "en", "eng", "englisch", "anglais", "ingles", "inglés"}
_NO_LANGUAGE = {"", "none", "n a", "na", "not applicable"}


@fact(
    "wordings",
    RECORDS,
    "The endeavor as other documents of this filing word it, one item a document that does.",
    fields=(
        FactSpec("document", TEXT, "The document.", derived=True),
        FactSpec("text", TEXT, "The endeavor in its words.", derived=True),
        FactSpec(
            "band",
            BAND,
            "How well it agrees with the endeavor statement; unknown for fewer than eleven words.",
            derived=True,
        ),
    ),
)
def _wordings(seen: Seen) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    statement = seen.need("endeavor.statement")
    own = seen.evidence
    found: list[tuple[str, str, str, Value]] = []
    letter = seen.value("petition_letter.endeavor")
    if letter.state is State.known:
        found.append(("petition-letter", "petition letter", "petition_letter.endeavor", letter))
    found += [
        (record.id, letter_name(record), "letters.endeavor", record.get("endeavor"))
        for record in records_in(seen.value("letters"))
        if record.get("endeavor").state is State.known
    ]
    for record in records_in(seen.value("endeavor.other_wordings")):
        if record.get("text").state is State.known:
            where = record.get("where").content or f"document “{record.id}”"
            found.append((record.id, str(where), "endeavor.other_wordings.text", record.get("text")))
    if not found and letter.state is State.unknown:
        raise Unsettled(unknown(("petition_letter.endeavor", "letters.endeavor")))
    return tuple(
        MadeRecord(
            id_,
            {"document": known(document), "text": value, "band": _wording_band(statement, value, own, name)},
        )
        for id_, document, name, value in found
    )


def _wording_band(statement: str, value: Value, own: Sequence[Evidence], name: str) -> Value:
    from validator import agreement

    if _few_words(str(value.content)):
        return unknown((name,))
    found = agreement.text_text(statement, str(value.content))
    evidence = together(own, value.evidence)
    return absent(evidence) if found.band is agreement.Band.unknown else known(found.band, evidence)


def _few_words(text: str) -> bool:
    """Whether there are fewer words than can be held against anything; no more of them are counted."""
    return sum(1 for _ in islice(re.finditer(r"\w+", text), FEWEST_WORDS)) < FEWEST_WORDS


@item_fact("letters", "called", TEXT, "The letter as a sentence names it: by its author, else by its id.")
def _letter_called(seen: Seen) -> str:
    author = seen.own_maybe("author")
    return f"letter of {author}" if author else f"letter “{seen.item_id()}”"


@item_fact(
    "letters",
    "occupation_named",
    TEXT,
    (
        "The occupation that the letter names, or else the job title; blank where it names none, or only a stage or "
        "rank that any field has (postdoctoral fellow)."
    ),
)
def _occupation_named(seen: Seen) -> str | None:
    named = _names(seen)
    if not named:
        for field in ("occupation", "job_title"):
            value = _own(seen, field)
            if value.state is State.unknown:
                raise Unsettled(value)
    return named[0] if named else None


def _own(seen: Seen, field: str) -> Value:
    assert seen.item is not None  # an item's fact
    return seen.item.get(field)


def _names(seen: Seen) -> list[str]:
    """What the letter calls the petitioner's work, where that names an occupation."""
    from validator import agreement
    from validator.agreement.title_kinds import names_field

    empty = (agreement.Kind.vague, agreement.Kind.rank, agreement.Kind.unread)
    said = [str(name) for name in (seen.own_maybe("occupation"), seen.own_maybe("job_title")) if name]
    return [name for name in said if names_field(name) and agreement.title_kind(name).kind not in empty]


@item_fact(
    "letters",
    "code_band",
    BAND,
    (
        "How well the occupation, title and duties that the letter describes agree with the proposed code; "
        "the best of them."
    ),
)
def _letter_code_band(seen: Seen) -> Any:
    from validator import agreement

    code = seen.need("code.number")
    bands = [agreement.title_code(name, code).band for name in _names(seen)]
    duties = _duties(seen)
    if duties:
        bands.append(agreement.duties_code(duties, code).band)
    if not bands:
        raise Unsettled(unknown(("letters.occupation", "letters.duties")))
    found = [band for band in bands if band is not agreement.Band.unknown]
    return max(found) if found else None


def _duties(seen: Seen) -> str:
    return ". ".join(str(d) for d in (seen.of(duty, "text") for duty in seen.own_maybe("duties") or ()) if d)


@item_fact(
    "letters",
    "duties_band",
    BAND,
    "How well the duties that the letter describes agree with the proposed code; unknown for fewer than eleven words.",
)
def _letter_duties_band(seen: Seen) -> Any:
    from validator import agreement

    code = seen.need("code.number")
    duties = _duties(seen)
    if _few_words(duties):
        raise Unsettled(unknown(("letters.duties",)))
    return seen.band(agreement.duties_code(duties, code))


@item_fact("letters", "duties_text", TEXT, "The duties that the letter describes, as one text.")
def _duties_text(seen: Seen) -> str | None:
    return _duties(seen) or None


@item_fact("exhibits", "called", TEXT, "The exhibit as a sentence names it: by its title, else by its id.")
def _exhibit_called(seen: Seen) -> str:
    return str(seen.own_maybe("title") or seen.item_id())


@item_fact(
    "exhibits",
    "foreign_language",
    BOOLEAN,
    "True where the exhibit is in another language, and not in English as well.",
)
def _foreign_language(seen: Seen) -> bool:
    return _is_foreign(str(seen.own("language")))


@lru_cache(maxsize=1024)
def _is_foreign(language: str) -> bool:
    said = re.findall(r"[^\W\d_]+", language.casefold())
    return " ".join(said) not in _NO_LANGUAGE and not _ENGLISH.intersection(said)


@item_fact(
    "exhibits",
    "months_after_filing",
    NUMBER,
    "Whole months by which the exhibit's date lies after the filing date; 0 where it does not.",
    unit="months",
)
def _after_filing(seen: Seen) -> int:
    filing: Day = seen.need("case.filing_date")
    day: Day = seen.own("date")
    return max(0, (day.first - filing.last).days + 29) // 30
