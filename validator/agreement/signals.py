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
from validator.agreement.phrases import Phrase, longest_first, standing
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


@remembered(1)
def _phrases() -> dict[str, tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]:
    """Of each signal the phrases that are heads, and the others, longest first."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for signal, said, weight in table("signals.tsv"):
        found.setdefault(signal, ([], []))[weight != "head"].append(said)
    return {
        signal: (longest_first(heads), longest_first(others)) for signal, (heads, others) in found.items()
    }


def _pattern(said: str) -> str:
    """The pattern of a phrase; its group is what is given back."""
    before, words = "", said
    if said.startswith("("):
        context, _, words = said[1:].partition(") ")
        before = _words(context.removesuffix("…").strip()) + (_GAP if context.endswith("…") else r"\s+")
    return f"{before}({_words(words)})"


def _words(text: str) -> str:
    return _GAP.join(r"\s+".join(map(re.escape, piece.split())) for piece in text.split("…"))


def signal_names() -> tuple[str, ...]:
    """The signals there are."""
    return tuple(_phrases())


@remembered(2048)
def signal_spans(text: str, name: str) -> tuple[Span, ...]:
    """Where the words of a signal stand in ``text``, in order. Raises KeyError for a signal that there is
    not.
    """
    text = text.replace("’", "'")
    found: list[Span] = []
    for phrases, head in zip(_phrases()[name], (True, False), strict=True):
        for m in standing(phrases, text, _pattern):
            if not any(m.start() < s.end and s.start < m.end() for s in found):
                found.append(Span(words=m[1], start=m.start(1), end=m.end(1), head=head))
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


@remembered(256)
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
