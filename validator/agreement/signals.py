"""Wordings of an endeavor that an officer looks for: whom it serves, how far it reaches, what it argues from.

Each signal is a shipped list of phrases (``data/signals.tsv``); what is given back are the words found, as
they stand in the text. They are evidence to read, not a judgement: a beneficiary named is not one shown. ``…`` in a
phrase stands for up to four words of one sentence; what is in brackets must stand before the words and is none of
them ("(I …) seek employment"). A phrase of weight ``head`` says what the work is ("advise
clients"); any other is a word that may stand there for many reasons ("consulting").
"""

from __future__ import annotations

import re

from validator.agreement.memory import remembered
from validator.agreement.wordlists import table
from validator.frozen import frozen

_GAP = r"(?:\s+[^\s.;:!?]+){0,4}?\s+"
_SEVERAL = re.compile(
    r"\b(?:[2-9]|[1-4]\d|50|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|all|several|many|every|each|most|other)\s+"
    r"(?:[a-z-]+\s+){0,2}?states?\b",
    re.IGNORECASE,
)


@frozen
class Span:
    """Words of a text, as they stand there, and where: ``start`` and ``end`` count characters from 0.

    ``head``: they say what the work is, and do not merely stand in it.
    """

    words: str
    start: int
    end: int
    head: bool = False


Phrase = tuple[str, tuple[str, ...], bool]


@remembered(1)
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases of each signal, longest first, with their words folded and whether each is a head."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for signal, phrase, weight in table("signals.tsv"):
        found.setdefault(signal, []).append((phrase, weight == "head"))
    return {
        signal: tuple(
            (p, tuple(re.findall(r"[^\s()…]+", p.casefold())), head)
            for p, head in sorted(phrases, key=lambda pair: (-len(pair[0]), pair[0]))
        )
        for signal, phrases in found.items()
    }


@remembered(1024)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_part, phrases)) + r")(?!\w)", re.IGNORECASE)


def _part(phrase: str) -> str:
    """The pattern of a phrase; its group is what is given back."""
    before, words = "", phrase
    if phrase.startswith("("):
        context, _, words = phrase[1:].partition(") ")
        before = _words(context.removesuffix("…").strip()) + (_GAP if context.endswith("…") else r"\s+")
    return f"{before}({_words(words)})"


def _words(text: str) -> str:
    return _GAP.join(r"\s+".join(map(re.escape, piece.split())) for piece in text.split("…"))


def signal_names() -> tuple[str, ...]:
    """The signals there are."""
    return tuple(_phrases())


@remembered(8192)
def signal_spans(text: str, name: str) -> tuple[Span, ...]:
    """Where the words of a signal stand in ``text``, in order. Raises KeyError for a signal that there is
    not.
    """
    text = text.replace("’", "'")
    folded = text.casefold()
    # Few phrases of a list have all their words in one text: a pattern of those alone is ten times as soon made.
    near = [(p, head) for p, said, head in _phrases()[name] if all(word in folded for word in said)]
    found: list[Span] = []
    for wanted in (True, False):
        phrases = tuple(p for p, head in near if head is wanted)
        if not phrases:
            continue
        for m in _pattern(phrases).finditer(text):
            if not any(m.start() < s.end and s.start < m.end() for s in found):
                own = m.lastindex or 0
                found.append(Span(words=m[own], start=m.start(own), end=m.end(own), head=wanted))
    return tuple(sorted(found, key=lambda s: s.start))


def signals(text: str, name: str) -> tuple[str, ...]:
    """The words of a signal in ``text``, each writing once, in order. Raises KeyError for a signal that there
    is not.
    """
    found: dict[str, str] = {}
    for span in signal_spans(text, name):
        found.setdefault(span.words.casefold(), span.words)
    return tuple(found.values())


def telling_signals(text: str, name: str) -> tuple[str, ...]:
    """The words of a signal where they carry a judgement: one of them says what the work is, or two different
    ones stand in the text; else none. One word alone has too many honest uses ("teaching hospital").
    """
    words = signals(text, name)
    return words if len(words) > 1 or any(s.head for s in signal_spans(text, name)) else ()


@remembered(1024)
def several_places(text: str) -> tuple[str, ...]:
    """Words of ``text`` that take the work to more than one state: "eleven states", "every state", or two states
    and more by name.
    """
    counted = tuple(dict.fromkeys(m[0] for m in _SEVERAL.finditer(text)))
    named = signals(text, "states")
    return (*counted, *(named if len(named) > 1 else ()))


@remembered(4096)
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
    folded = text.casefold()
    if not all(word in folded for word in said):  # a pattern of every employer's name takes long to make
        return False
    pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, said)) + r"(?!\w)"
    return re.search(pattern, folded) is not None
