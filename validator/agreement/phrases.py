"""Phrases of the shipped lists that stand in a text.

A list has hundreds of phrases, and few texts have all the words of any: a pattern is made, once a process, and run
where they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from validator.agreement.memory import remembered

_WORD = re.compile(r"\w+")
_ONE_I = str.maketrans("İı", "ii")  # a pattern for either case takes them for one letter; casefold does not

Phrase = tuple[str, frozenset[str]]
"""A phrase as its list writes it, and its words, case aside."""
AsPattern = Callable[[str], str]
"""From a phrase to the pattern that finds it."""


def phrase(said: str) -> Phrase:
    """A phrase with its words, which stand in every text that it stands in."""
    return said, _words(said)


def longest_first(phrases: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases in the order in which they are looked for: the longest first, so that "public health" hides "health"."""
    return tuple(map(phrase, sorted(phrases, key=lambda said: (-len(said), said))))


@remembered(64)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, each once, case aside: every run of letters and digits."""
    return _words(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall((text if text.isascii() else text.translate(_ONE_I)).casefold()))


def standing(phrases: Sequence[Phrase], text: str, as_pattern: AsPattern) -> Iterator[re.Match[str]]:
    """Where phrases stand in ``text`` as whole words, case aside: in order, none within another, and of two that begin
    at one place the one that ``phrases`` has first.
    """
    possible = _possible(phrases, text, as_pattern)
    found = [match for pattern in possible if (match := pattern.search(text))]
    while found:
        first = min(found, key=re.Match.start)
        yield first
        at = first.end()
        nexts = (match if match.start() >= at else match.re.search(text, at) for match in found)
        found = [match for match in nexts if match]


def is_one_of(phrases: Sequence[Phrase], text: str, as_pattern: AsPattern) -> bool:
    """Whether the whole of ``text`` is one of ``phrases``, case aside."""
    return any(pattern.fullmatch(text) for pattern in _possible(phrases, text, as_pattern))


def _possible(phrases: Sequence[Phrase], text: str, as_pattern: AsPattern) -> list[re.Pattern[str]]:
    """The patterns of those phrases all of whose words a text has."""
    there = words_in(text)
    return [_compiled(said, as_pattern) for said, words in phrases if words <= there]


@remembered(1024)
def _compiled(said: str, as_pattern: AsPattern) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{as_pattern(said)})(?!\w)", re.IGNORECASE)
