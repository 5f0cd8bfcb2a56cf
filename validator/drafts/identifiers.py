"""Numbers that identify a person and that no check needs: they are found so that they can be taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"[0-9]{3}[- ]?[0-9]{2,3}[- ]?[0-9]{1,4}")
_BOUND = r"(?:^|[^\w/.-])"  # not inside a word, an address or a DOI
_BEFORE = 48  # characters before the digits that are looked at

_ALIEN = re.compile(_BOUND + r"A[-#]? ?$")
_ALIEN_NAMED = re.compile(
    r"(?:\balien (?:registration )?(?:number|no\.?)|\bA-?number|\bA#)[^\w]{0,4}$", re.IGNORECASE
)
_SOCIAL = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}")
_SOCIAL_NAMED = re.compile(r"(?:\bSSN|\bsocial security(?: (?:number|no\.?))?)[^\w]{0,4}$", re.IGNORECASE)
_PASSPORT_NAMED = re.compile(r"\bpassport(?: (?:number|no\.?|nr\.?|#))?[^\w]{0,4}[A-Z]{0,2}$", re.IGNORECASE)
_PASSPORT = re.compile(_BOUND + r"[B-Z]$")


def identifiers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (``a passport number``) of whatever in ``text`` looks like a personal identifier."""
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if (
            text[start - 1 : start].isdigit()
            or text[end : end + 1].isalnum()
            or text[end : end + 1] in {"_", "-"}
        ):
            continue
        kind = _kind(match[0], text[max(0, start - _BEFORE) : start])
        if kind:
            yield start, end, kind


def _kind(number: str, before: str) -> str:
    length = sum(c.isdigit() for c in number)
    if length in {8, 9} and (
        (" " not in number and _ALIEN.search(before) is not None) or _ALIEN_NAMED.search(before) is not None
    ):
        return "an A-number"
    if length == 9 and (
        (_SOCIAL.fullmatch(number) and before[-1:] not in {"/", ".", "-"} and not before[-1:].isalnum())
        or _SOCIAL_NAMED.search(before)
    ):
        return "a social security number"
    alone = length == 8 and number.isdigit() and _PASSPORT.search(before) is not None
    if alone or (number.isdigit() and _PASSPORT_NAMED.search(before)):
        return "a passport number"
    return ""


def redacted(line: str) -> str:
    """``line`` with the digits of every identifier in it hidden, for showing."""
    for start, end, _ in list(identifiers(line)):
        line = line[:start] + re.sub(r"[0-9]", "•", line[start:end]) + line[end:]
    return line
