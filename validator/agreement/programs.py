"""CIP 2020 programs by what they are called: in the shipped list of names, or by the words of a title or an example."""

from __future__ import annotations

import re

from validator.agreement.memory import remembered
from validator.agreement.tables import rows
from validator.agreement.wordlists import table
from validator.frozen import frozen
from validator.reference.terms import terms

ENOUGH = 0.5
"""The least sureness with which a program is named; below it the answer is that the field is not known."""


@frozen
class Resolved:
    """A CIP 2020 program (six digits) that a field may be: its title, and how sure that is (0 to 1)."""

    code: str
    title: str
    sureness: float
    because: str


@remembered(1)
def _names() -> dict[str, tuple[str, ...]]:
    return {name: tuple(cips.split(";")) for name, cips in table("field_names.tsv")}


@remembered(8192)
def look_up(phrase: str, factor: float) -> tuple[Resolved, ...]:
    """The programs that a phrase, as ``field_key`` gives it, may mean, best first; ``factor`` (0 to 1) is how sure
    one is whose name it is to the letter.
    """
    names = _names()
    for key in (
        phrase,
        re.sub(r"^(?:the|applied|advanced|general|modern) |\b(?: general| studies)$", "", phrase),
    ):
        if key in names:
            return tuple(program(code, 0.95 * factor, phrase) for code in names[key])
    return _by_words(phrase, factor)


def program(code: str, sureness: float, because: str) -> Resolved:
    """A program with its title, and what says so."""
    return Resolved(code=code, title=program_title(code), sureness=round(sureness, 3), because=because)


@remembered(4096)
def program_title(code: str) -> str:
    """The title of a CIP 2020 code, or ``""``."""
    found = rows("SELECT title FROM cip_programs WHERE code = ?", code)
    return str(found[0][0]) if found else ""


@remembered(4096)
def names_with(word: str) -> dict[str, float]:
    """The names of programs that have a word, each with how much of the name it is: a name's words make 1 together.

    A name is the program's code, the name's words and its kind, tabs between them.
    """
    sql = "SELECT cip || char(9) || name || char(9) || kind, share FROM field_words WHERE word = ?"
    return dict(rows(sql, word))


@remembered(4096)
def _rarity(word: str) -> float:
    """How much a word of programs' names tells; one that no name has counts as a rare one."""
    found = rows("SELECT rarity FROM field_words WHERE word = ? LIMIT 1", word)
    return float(found[0][0]) if found else 6.0


@remembered(1)
def _vocabulary() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("SELECT DISTINCT word FROM field_words WHERE length(word) > 4"))


@remembered(4096)
def _mended(word: str) -> str | None:
    """The word of a program's name that ``word`` misspells, or None. A first letter is taken to be right."""
    if len(word) < 6 or not word.isascii():
        return None
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = 1 if len(word) < 8 else 2
    near = [
        (DamerauLevenshtein.distance(word, other, score_cutoff=allowed), other)
        for other in _vocabulary()
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed
    ]
    distance, best = min(near, default=(99, ""))
    return best if distance <= allowed else None


def _by_words(phrase: str, factor: float) -> tuple[Resolved, ...]:
    """Programs of which a name shares words with ``phrase``: of the name so much, of the phrase so much, by rarity; the
    harmonic mean of both is how sure each is, times ``factor``.
    """
    weights: dict[str, float] = {}
    for word in dict.fromkeys(terms(phrase)):
        known_word = word
        if not names_with(word) and (mended := _mended(word)):
            known_word, factor = mended, factor * 0.95
        weights[known_word] = _rarity(known_word)
    if not weights or factor < ENOUGH:
        return ()
    total = sum(weights.values())
    parts = [(names_with(word), weight / total) for word, weight in weights.items()]
    least = _least(factor)
    best: dict[str, float] = {}
    for name in _sharing_enough(parts, least):
        a = b = 0.0
        for names, part in parts:
            if name in names:
                a += names[name]
                b += part
        if a < least or b < least:
            continue
        cip, _, kind = name.split("\t")
        sure = 1.0 if a > 0.999 and b > 0.999 else 0.97 * 2 * a * b / (a + b)
        sure *= 0.97 if kind == "part" else 1.0
        if cip.endswith(("99", "00")):
            sure *= 0.97
        best[cip] = max(best.get(cip, 0.0), sure * factor)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        program(code, sure, phrase)
        for code, sure in ranked[:6]
        if sure >= ENOUGH and sure >= ranked[0][1] - 0.12
    )


def _least(factor: float) -> float:
    """What two shares, neither above 1, must both come to for ``factor`` times their harmonic mean to be enough."""
    mean = ENOUGH / factor
    return mean / (2 - mean) - 0.001  # the shares of a name are rounded: together they may be 1.0002


def _sharing_enough(parts: list[tuple[dict[str, float], float]], least: float) -> set[str]:
    """The names that may share ``least`` of a phrase, by the names that each of its words is in, and the word's part of
    the phrase. Of words that do not come to it together, which thousands of names have, none is looked through.
    """
    found: set[str] = set()
    together = 0.0
    for names, part in sorted(parts, key=lambda pair: pair[1]):
        together += part
        if together >= least:
            found.update(names)
    return found
