"""Wordings of an endeavor that an officer looks for: whom it serves, how far it reaches, what it argues from.

Each signal is a shipped list of phrases (``data/signals.tsv``); what is given back are the words found, as
they stand in the text. They are evidence to read, not a judgement: a beneficiary named is not one shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from validator.agreement.wordlists import table
from validator.frozen import frozen


@frozen
class Span:
    """Words of a text, as they stand there, and where: ``start`` and ``end`` count characters from 0."""

    words: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The phrases of each signal, longest first, with their words folded."""
    found: dict[str, list[str]] = {}
    for signal, phrase in table("signals.tsv"):
        found.setdefault(signal, []).append(phrase)
    return {
        signal: tuple((p, tuple(p.casefold().split())) for p in sorted(phrases, key=lambda p: (-len(p), p)))
        for signal, phrases in found.items()
    }


@lru_cache(maxsize=1024)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def signal_names() -> tuple[str, ...]:
    """The signals there are."""
    return tuple(_phrases())


def signal_spans(text: str, name: str) -> tuple[Span, ...]:
    """Where the words of a signal stand in ``text``, in order. Raises KeyError for a signal that there is
    not.
    """
    text = text.replace("’", "'")
    folded = text.casefold()
    # Few phrases of a list have all their words in one text: a pattern of those alone is ten times as soon made.
    near = tuple(phrase for phrase, said in _phrases()[name] if all(word in folded for word in said))
    if not near:
        return ()
    return tuple(Span(words=m[0], start=m.start(), end=m.end()) for m in _pattern(near).finditer(text))


def signals(text: str, name: str) -> tuple[str, ...]:
    """The words of a signal in ``text``, each writing once, in order. Raises KeyError for a signal that there
    is not.
    """
    found: dict[str, str] = {}
    for span in signal_spans(text, name):
        found.setdefault(span.words.casefold(), span.words)
    return tuple(found.values())


def names(text: str, name: str) -> bool:
    """Whether ``text`` names an employer, venture or person, its legal form (Inc., LLC, GmbH…) aside."""
    short = re.sub(
        r"[\s,]+(?:inc|llc|llp|ltd|corp|corporation|co|company|gmbh|ag|s\.?a|s\.?r\.?l|plc|pty|bv|kk)\.?$",
        "",
        name.strip(),
        flags=re.IGNORECASE,
    )
    said = re.findall(r"\w+", short.casefold())
    if not said or len("".join(said)) < 3:
        return False
    pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, said)) + r"(?!\w)"
    return re.search(pattern, text.casefold()) is not None
