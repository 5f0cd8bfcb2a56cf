"""How many cells of a terminal a text takes, and where a line of it may end.

Counts East Asian wide and full-width characters as two cells and combining marks as none (Unicode's UAX 11;
"ambiguous" ones as one).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKENS = re.compile(r" +|[^ ]+")
_ZERO = {"Mn", "Me", "Cf"}


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if unicodedata.category(char) in _ZERO or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
        return 0  # the second and third letters of a Hangul syllable join the first
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cells(text: str) -> int:
    """The cells that ``text`` (one clean line) takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def tokens(text: str) -> list[str]:
    """``text`` cut where a line may end: at blanks, and in Chinese and Japanese between characters."""
    if text.isascii():
        return _TOKENS.findall(text)
    found = []
    for token in _TOKENS.findall(text):
        if token.isascii():
            found.append(token)
            continue
        start = 0
        for at in range(1, len(token)):
            if _parts(token[at]) or (_cells(token[at]) and _parts_before(token, at)):
                if unicodedata.category(token[at]) in {"Pe", "Pf", "Po"}:
                    continue  # no line begins with what closes a phrase
                if unicodedata.category(token[at - 1]) in {"Ps", "Pi"}:
                    continue  # and none ends with what opens one
                found.append(token[start:at])
                start = at
        found.append(token[start:])
    return found


def _parts(char: str) -> bool:
    """Whether a line may end beside ``char`` without a blank: wide ones but Hangul, for Korean is set in words."""
    return _cells(char) == 2 and not "\uac00" <= char <= "\ud7a3"


def _parts_before(token: str, at: int) -> bool:
    at -= 1
    while at and not _cells(token[at]):
        at -= 1
    return _parts(token[at])


def split_at(text: str, width: int) -> tuple[str, str]:
    """The longest beginning of ``text`` that fits ``width`` cells (one character at least), and the rest."""
    if text.isascii():
        return text[: max(width, 1)], text[max(width, 1) :]
    taken = 0
    for at, char in enumerate(text):
        taken += _cells(char)
        if taken > width and at:
            return text[:at], text[at:]
    return text, ""


def shorten(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` within ``width`` cells, cut at a word where one is near, with ``ellipsis`` where it was cut."""
    if cells(text) <= width:
        return text
    head, rest = split_at(text, max(width - cells(ellipsis), 1))
    if cells(head) + cells(ellipsis) > width:
        return ellipsis[:width]
    word = head.rfind(" ")
    if rest[:1] != " " and word > len(head) * 2 // 3:
        head = head[:word]
    return head.rstrip(" ,;:") + ellipsis


def pad(text: str, width: int) -> str:
    """``text`` with blanks up to ``width`` cells."""
    return text + " " * max(width - cells(text), 0)
