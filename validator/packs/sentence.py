"""A rule's sentence, with the draft's own words put in."""

from __future__ import annotations

import re
from collections.abc import Callable

LONGEST = 160
"""A quoted text is cut to this many characters, on a word, so that an endeavor statement cannot swamp a sentence."""

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def quoted(text: str, longest: int = LONGEST) -> str:
    """``text`` as written, its white space collapsed, cut on a word to at most ``longest`` characters and an ellipsis.

    Where the last word alone is longer than a third of what is kept (a script without spaces, a web
    address), it is cut inside the word.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = text[:longest]
    if text[longest] != " ":
        at_word = kept.rfind(" ")
        if at_word >= longest * 2 // 3:
            kept = kept[:at_word]
    return kept.rstrip(" ,;:.–—-") + "…"


def render(template: str, lookup: Callable[[str], str | None], longest: int = LONGEST) -> str:
    """``template`` with each ``{name}`` replaced by what ``lookup(name)`` gives, quoted by :func:`quoted`.

    ``lookup`` knows the facts, the item that a ``for_any`` rule is about (``{l.author}``) and parameters
    (``{param.minimum_months}``). Where it gives None the sentence says "(not stated)". ``{{`` and ``}}`` are braces.
    """

    def put(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        value = lookup(match[1].strip())
        return "(not stated)" if value is None else quoted(value, longest)

    return _BRACES.sub(put, template)
