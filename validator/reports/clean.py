"""Nothing of a draft reaches a terminal but letters: no escapes, no controls, nothing that reorders or hides text.

A draft is untrusted, and so is whatever quotes it: sentences of findings, problems, notices. A report is cleaned
whole, every string of it, before any of it is laid out.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# A string sequence (OSC, DCS…) is taken away whole only where it is closed: an open one must not hide what follows.
_SEQUENCES = (
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]"
)
_VARIANTS = ("\ufe00", "\ufe0f")
"""The first and the last mark that chooses how the letter before it looks."""
_JOINERS = "\u200c\u200d"  # Persian, Hindi and others do not spell without them
_SPACES = {"Cc", "Zs", "Zl", "Zp"}
_UNSHOWABLE = {"Cs", "Co", "Cn"}
_REPLACEMENT = "\ufffd"
_UNFOLDED = frozenset(
    {"line_text"}
)  # a line quoted with a caret under it keeps its columns; its module cleans it

_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-",
    "‐": "-", "−": "-", "…": "...", "→": "->", "·": "-", "•": "*", "×": "x", "§": "Sec.", "≥": ">=", "≤": "<=",
    _REPLACEMENT: "?",
}  # fmt: skip


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if category in _SPACES:
        return " "
    if category in _UNSHOWABLE:
        return _REPLACEMENT
    if (category == "Cf" and char not in _JOINERS) or _VARIANTS[0] <= char <= _VARIANTS[1]:
        return ""
    return char


def safe(text: str) -> str:
    """``text`` with every escape sequence, control and invisible mark taken out; white space becomes blanks."""
    if text.isprintable() and (text.isascii() or max(text) < _VARIANTS[0]):
        return text
    return "".join(map(_letter, re.sub(_SEQUENCES, "", text)))


def one_line(text: str) -> str:
    """``text`` made safe, in composed form, on one line, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", safe(text)).split())


def is_unicode(encoding: str) -> bool:
    """Whether every character can be written in ``encoding``; an encoding nobody knows cannot."""
    try:
        return codecs.lookup(encoding).name.startswith("utf")
    except LookupError:
        return False


def _can(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return char.isascii()
    return True


def _folded(char: str, encoding: str) -> str:
    if _can(char, encoding):
        return char
    if char in _PLAIN:
        return _PLAIN[char]
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return plain if plain.strip() else char.encode("ascii", "backslashreplace").decode("ascii")


def fold(text: str, encoding: str) -> str:
    """``text`` as ``encoding`` can write it: quotes and dashes made plain, accents dropped, the rest escaped."""
    if text.isascii() or is_unicode(encoding):
        return text
    return "".join(_folded(c, encoding) for c in text)


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(v, change) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        new = {}
        for name in _field_names(type(value)):
            old = getattr(value, name)
            new[name] = old if name in _UNFOLDED else _mapped(old, change)
        return type(value)(**new)
    return value


def cleaned(value: T, encoding: str) -> T:
    """A frozen dataclass of findings or errors, every string in it on one clean line that ``encoding`` can write."""
    result: T = _mapped(value, lambda text: fold(one_line(text), encoding))
    return result
