"""Which jobs an employer's letter describes."""

from __future__ import annotations

import re

from validator.engine.values import Record, State, Value
from validator.facts.frame import Seen, records_in, texts_in

EMPLOYERS = ("employer", "former_employer")
_LETTER = re.compile(
    r"\bletters?\b|\b(?:employment|service|experience|work) (?:certificate|verification|confirmation|record)\b"
    r"|\bcertificates? of (?:employment|service|experience|work)\b|\b(?:verification|confirmation) of employment\b"
    r"|\breference\b|\bcarta\b|\bconstancia\b|\battestation\b|arbeitszeugnis|재직|경력증명",
    re.IGNORECASE,
)


def lettered(seen: Seen, jobs: list[Record]) -> tuple[list[Record], list[str]]:
    """The jobs that an employer's letter describes, and the fields that might show that others are described too.

    A letter describes the job it points at; a job points at letters and exhibits under ``stated_in``, and an exhibit
    is a letter where a letter names it as its document, or its title says so.
    """
    letters = seen.need("letters")
    from_employer = [letter for letter in letters if letter.get("kind").content in EMPLOYERS]
    described = {str(seen.of(letter, "job")) for letter in from_employer}
    names = {letter.id for letter in from_employer} | {
        str(letter.get("document").content) for letter in from_employer
    }
    waiting: list[str] = []
    for letter in letters:
        if letter.get("kind").state is State.unknown:
            waiting.append("letters.kind")
        elif letter in from_employer and letter.get("job").state is State.unknown:
            waiting.append("letters.job")
    exhibits = {exhibit.id: exhibit for exhibit in records_in(seen.value("exhibits"))}
    others = {letter.id for letter in letters} - names
    shown: list[Record] = []
    for job in jobs:
        states = texts_in(job.get("stated_in"))
        titles = [
            exhibits[id_].get("title") if id_ in exhibits else None for id_ in states if id_ not in others
        ]
        if job.id in described or names.intersection(states) or any(_is_letter(title) for title in titles):
            shown.append(job)
        elif any(title is None or title.state is State.unknown for title in titles):
            waiting.append("exhibits.title")
    return shown, list(dict.fromkeys(waiting))


def _is_letter(title: Value | None) -> bool:
    return title is not None and _LETTER.search(str(title.content or "")) is not None
