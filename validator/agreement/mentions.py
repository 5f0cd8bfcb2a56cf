"""Published titles of two words and more that stand in a text.

A title is looked for where one word can begin it and the next can stand second: of the words of a statement few do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from sys import intern

from validator.agreement.memory import remembered
from validator.agreement.tables import rows
from validator.frozen import frozen
from validator.reference.titles import normal_title

_OWN = re.compile(
    r"\b(?:as|am|be|become|remain|is|of|being|employed as|work as|serve as)\s+(?:an?|the|my|his|"
    r"her)?\s*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_][\w'’+#\u0300-\u036f-]*")  # an accent may follow its letter
_ENDS = frozenset(".;:()\n")  # what no title goes across
_LONGEST = 5  # so many words, at most, has a title that is looked for


@frozen
class Mention:
    """An occupation's published title that stands in a text: the words, where, and the codes that have the
    title.

    ``own``: the text says that somebody works as one ("as a", "I am a"); others are mostly people whom the
    work serves.
    """

    words: str
    start: int
    end: int
    codes: tuple[str, ...]
    own: bool


@remembered(8192)
def _second_words(first: str) -> frozenset[str]:
    """The words that stand second in published titles that begin with ``first``, all in their normal form."""
    found = rows("SELECT normal FROM titles WHERE normal > ? AND normal < ?", f"{first} ", f"{first}!")
    return frozenset([intern(normal.split(" ", 2)[1]) for (normal,) in found])


@remembered(4096)
def _titles_beginning(first: str, second: str) -> dict[str, tuple[str, ...]]:
    """The six-digit codes of published titles whose first two words these are, by the title's normal form."""
    sql = "SELECT normal, substr(code, 1, 7) FROM titles WHERE normal >= ? AND normal < ?"
    found: dict[str, dict[str, None]] = {}
    for normal, code in rows(sql, f"{first} {second}", f"{first} {second}!"):
        found.setdefault(normal, {})[code] = None
    return {normal: tuple(codes_) for normal, codes_ in found.items()}


def _codes_of(normal: str) -> tuple[str, ...]:
    """The six-digit codes that have the title of two words and more whose normal form this is; none for another."""
    first, second, *_ = *normal.split(" ", 2), "", ""
    return _titles_beginning(first, second).get(normal, ()) if second in _second_words(first) else ()


@remembered(16384)
def _opening(word: str) -> tuple[str, str, str, frozenset[str]]:
    """A word's normal form; the two first words of that, for ``co-owner`` is two; and :func:`_second_words`."""
    normal = normal_title(word)
    first, second, *_ = *normal.split(" ", 2), "", ""
    return normal, first, second, _second_words(first)


@remembered(2048)
def mentions(text: str) -> tuple[Mention, ...]:
    """Published titles of two words and more that stand in ``text``, the longest at each place, in order."""
    found = list(_WORDS.finditer(text))
    openings = [_opening(match[0]) for match in found]
    out: list[Mention] = []
    for at, (_, _, second, seconds) in enumerate(openings[:-1]):
        if not seconds:
            continue
        start, end = found[at].span()
        beside = text[end : found[at + 1].start()] == " "
        if (out and start < out[-1].end) or (beside and (second or openings[at + 1][1]) not in seconds):
            continue
        titles = [(end, having) for end, normal in _from(text, found, at) if (having := _codes_of(normal))]
        if titles:
            end, having = titles[-1]
            own = _OWN.search(text, max(0, start - 40), start) is not None
            out.append(Mention(words=text[start:end], start=start, end=end, codes=having, own=own))
    return tuple(out)


def _from(text: str, found: list[re.Match[str]], at: int) -> Iterator[tuple[int, str]]:
    """The two to five words of one clause from a place on: where they end, and their normal form."""
    start = found[at].start()
    normal, plain = _opening(found[at][0])[0], True
    for before, last in pairwise(found[at : at + _LONGEST]):
        between = text[before.end() : last.start()]
        if not _ENDS.isdisjoint(between):
            return
        plain = plain and between == " "
        # Of words between which there is but a space the normal form is that of each.
        normal = f"{normal} {_opening(last[0])[0]}" if plain else normal_title(text[start : last.end()])
        yield last.end(), normal
