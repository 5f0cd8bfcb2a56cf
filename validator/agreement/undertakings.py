"""The undertakings that a statement holds: one, or several that have little to do with each other."""

from __future__ import annotations

import math
import re

from validator.agreement.copying import A_WORD, FORMAL
from validator.agreement.memory import remembered
from validator.agreement.occupations import codes
from validator.agreement.speech import spoken
from validator.agreement.texts import rarity
from validator.reference.terms import terms

# Blanks before a word that begins anew are counted so far: looked through from each of them, pages would take minutes.
_PIECE = re.compile(
    r"(?<=[.!?;])\s+|\n+|;\s*|,?\s{1,40}(?=(?:later|then|secondly|second|thirdly|third|in addition|"
    r"additionally),?\s)|\s{1,40}(?:and|as well as)\s+(?=(?:to )?"
    r"(?:grow|run|open|start|found|establish|manag)\w*\b)",
    re.IGNORECASE,
)
# A clause speaks clearly of one kind of work where a major group has so much of it.
_CONCENTRATED, _CONCENTRATED_SHORT = 0.45, 0.3
# Two clauses are of one undertaking where they share so many telling words, or so much of their occupations.
_SHARED, _OVERLAP = 2, 0.5


_INTENT = re.compile(
    r"\b(?:i|we|he|she|they|(?:the )?(?:petitioner|beneficiary))\s+(?:will|shall|propose|plan|"
    r"intend|aim)|\bendeavou?r is\b"
    r"|^(?:to|first|second|third|fourth|secondly|thirdly|later|also|then|in addition|additionally|"
    r"at filing|now)\b",
    re.IGNORECASE,
)
_SHORT = 60
"""So many words, at most, in a statement whose every clause is taken to state an undertaking."""


@remembered(1024)
def topics(text: str) -> tuple[str, ...]:
    """The unrelated undertakings of a statement, each by its leading words; one where all are of one kind,
    none for no text.

    A sentence or a clause that begins anew ("later", "second", "in addition") is an undertaking where it says
    what will be done; two are unrelated where they share no telling word and the occupations that each
    clearly speaks of are other ones.
    """
    pieces = [p.strip(" ,") for p in _PIECE.split(text) if p and len(set(terms(p)) - FORMAL) >= 3]
    if len(text.split()) > _SHORT:
        pieces = [p for p in pieces if _INTENT.search(p)]
    if not pieces:
        return (_leading(text),) if A_WORD.search(text) else ()
    if len(pieces) == 1:
        return (_leading(pieces[0]),)
    least = _CONCENTRATED if len(text.split()) > _SHORT else _CONCENTRATED_SHORT
    clear = [p for p in pieces if max(_by_major(p)) >= least]
    groups: list[list[str]] = []
    for piece in clear:
        home = next((g for g in groups if any(_related(piece, other) for other in g)), None)
        if home is None:
            groups.append([piece])
        else:
            home.append(piece)
    return tuple(_leading(g[0]) for g in groups) or (_leading(pieces[0]),)


def _leading(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


@remembered(256)
def _by_major(text: str) -> tuple[float, ...]:
    share = spoken(text)
    return tuple([sum(share[first:end]) for first, end in codes().spans_of_major])


def _related(a: str, b: str) -> bool:
    shared = {t for t in set(terms(a)) & set(terms(b)) if t not in FORMAL and rarity(t) > 1.5}
    if len(shared) >= _SHARED:
        return True
    return sum(math.sqrt(x * y) for x, y in zip(_by_major(a), _by_major(b), strict=True)) >= _OVERLAP
