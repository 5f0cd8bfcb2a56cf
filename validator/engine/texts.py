"""Texts compared as a careful reader would: case, accents and punctuation aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from validator.notation import plain

FIELD_WIDTH = 31
"""Characters that a narrow form field holds: what is longer stands there cut, and still agrees with its original."""

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "})
_KEPT = "+#"  # C++ and C# are not C
_APOSTROPHES = "'’`´"  # within a word: "bachelor's" is one word, "bachelors"
_ASCII = {
    c: chr(c).lower() if chr(c).isalnum() or chr(c) in _KEPT else "" if chr(c) in _APOSTROPHES else " "
    for c in range(128)
} | {ord("&"): " and "}
"""What each character of plain English becomes: most texts are nothing else, and need not be taken apart."""


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, folded: lower case, without Latin accents, ``&`` read as "and", punctuation gone."""
    if text.isascii():
        return tuple(text.translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Only the combining marks of European scripts go: those of Kana and Devanagari make other letters.
    folded = "".join(c for c in folded if not "\u0300" <= c <= "\u036f")
    folded = unicodedata.normalize("NFC", folded).translate(_UNDECOMPOSED)
    kept = (c if _in_word(c) else "" if c in _APOSTROPHES else " " for c in folded)
    return tuple("".join(kept).split())


def _in_word(char: str) -> bool:
    return char.isalnum() or char in _KEPT or unicodedata.category(char)[0] == "M"


def unspaced(text: str) -> bool:
    """``text`` holds a letter of a script that is written without spaces, or glues words (Han, Kana, Hangul, Thai)."""
    return any(
        "\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7ff" or "\u0e00" <= c <= "\u0eff" or "\uf900" <= c <= "\ufaff"
        or "\U00020000" <= c <= "\U0003ffff"
        for c in text
    )  # fmt: skip


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def same(one: str, other: str) -> bool | None:
    """Whether two texts say the same; None where one of them has no word at all.

    The shorter may also be the longer as a form field of :data:`FIELD_WIDTH` characters cuts it.
    """
    a, b = "".join(words(one)), "".join(words(other))
    if not a or not b:
        return None
    if a == b:
        return True
    short, long = (one, other) if len(a) < len(b) else (other, one)
    # A cut that falls on a space leaves one character less.
    if FIELD_WIDTH - 1 <= len(plain(short)) <= FIELD_WIDTH < len(plain(long)):
        return "".join(words(long)).startswith("".join(words(short)))
    return False


class Phrases:
    """A set of phrases, made ready to be looked for in many texts when the first text comes."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: tuple[str, ...] | None = tuple(phrases)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._unspaced: list[tuple[str, str]] = []
        self._korean: list[tuple[str, str]] = []

    def _make_ready(self, phrases: tuple[str, ...]) -> None:
        for phrase in phrases:
            split = words(phrase)
            if not split:
                continue
            if unspaced(phrase):
                joined = "".join(split)
                (self._korean if _hangul(joined[-1]) else self._unspaced).append((joined, phrase))
            else:
                self._by_first.setdefault(split[0], []).append((split, phrase))
        self._phrases = None

    def found_in(self, text: str) -> str | None:
        """The first phrase that stands in ``text`` on word boundaries, as the set writes it; None where none does.

        A phrase of a script without spaces is found anywhere, spaces aside. Korean glues its nouns together and sets
        spaces between words: a phrase that ends in Hangul is found where a word ends (팀장 in 개발팀장, not 사장 in
        사장교), spaces within it aside.
        """
        if self._phrases is not None:
            self._make_ready(self._phrases)
        split = words(text)
        for at, word in enumerate(split):
            for phrase, written in self._by_first.get(word, ()):
                if split[at : at + len(phrase)] == phrase:
                    return written
        if self._unspaced:
            joined = "".join(split)
            for phrase_text, written in self._unspaced:
                if phrase_text in joined:
                    return written
        if self._korean and not text.isascii():
            for end in range(1, len(split) + 1):
                if _hangul(split[end - 1][-1]):
                    joined = "".join(split[:end])
                    for phrase_text, written in self._korean:
                        if joined.endswith(phrase_text):
                            return written
        return None


_plain = lru_cache(maxsize=4096)(plain)


def starts(text: str, beginning: str) -> bool:
    """``text`` begins with ``beginning``: white space, kinds of dash and case aside, all else counts."""
    return plain(text).casefold().startswith(plain(beginning).casefold())


def alike(one: str, other: str) -> bool:
    """The two texts are written alike: white space, kinds of dash and full-width forms aside; case counts."""
    return one == other or _plain(one) == _plain(other)
