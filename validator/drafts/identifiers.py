"""Numbers that identify a person and that no check needs: they are found so that they can be taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = re.compile(rb"000[- ]?00{1,2}[- ]?00{0,3}")
"""Six to ten digits with up to two breaks, in a text whose digits are all noughts: searching for ``000`` is fast."""
_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
_BOUND = r"(?:^|[^\w/.-])"  # not inside a word, an address or a DOI
_BEFORE = 48  # characters before the digits that are looked at

_ALIEN = _BOUND + r"A[-#]? ?$"
_ALIEN_NAMED = r"(?i:(?:\balien (?:registration )?(?:number|no\.?)|\bA-?number|\bA#)[^\w]{0,4}$)"
_SOCIAL = r"[0-9]{3}-[0-9]{2}-[0-9]{4}"
_SOCIAL_NAMED = r"(?i:(?:\bSSN|\bsocial security(?: (?:number|no\.?))?)[^\w]{0,4}$)"
_PASSPORT_NAMED = r"(?i:\bpassport(?: (?:number|no\.?|nr\.?|#))?[^\w]{0,4}[A-Z]{0,2}$)"
_PASSPORT = _BOUND + r"[B-Z]$"


def identifiers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (``a passport number``) of whatever in ``text`` looks like a personal identifier."""
    noughts = text.encode("ascii", "replace").translate(_NOUGHTS)  # one byte for each character
    for match in _DIGITS.finditer(noughts):
        start, end = match.span()
        if (
            text[start - 1 : start].isdigit()
            or text[end : end + 1].isalnum()
            or text[end : end + 1] in {"_", "-"}
        ):
            continue
        kind = _kind(text[start:end], text[max(0, start - _BEFORE) : start])
        if kind:
            yield start, end, kind


def _kind(number: str, before: str) -> str:
    length = sum(c.isdigit() for c in number)
    if length in {8, 9} and (
        (" " not in number and re.search(_ALIEN, before) is not None)
        or re.search(_ALIEN_NAMED, before) is not None
    ):
        return "an A-number"
    if length == 9 and (
        (re.fullmatch(_SOCIAL, number) and before[-1:] not in {"/", ".", "-"} and not before[-1:].isalnum())
        or re.search(_SOCIAL_NAMED, before)
    ):
        return "a social security number"
    alone = length == 8 and number.isdigit() and re.search(_PASSPORT, before) is not None
    named = "passport" in before.casefold() and number.isdigit()
    if alone or (named and re.search(_PASSPORT_NAMED, before)):
        return "a passport number"
    return ""


def redacted(line: str) -> str:
    """``line`` with the digits of every identifier in it hidden, for showing."""
    for start, end, _ in list(identifiers(line)):
        line = line[:start] + re.sub(r"[0-9]", "•", line[start:end]) + line[end:]
    return line
