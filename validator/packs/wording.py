"""Words that a rule must not use, and the placeholders of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

FORBIDDEN: dict[str, str] = {
    "ineligible": "may draw skepticism",
    "ineligibility": "a point that may draw skepticism",
    "will be denied": "may draw skepticism",
    "be denied": "may draw skepticism",
    "must use": "consider",
    "guarantee": "supports",
}
"""Each wording that a lint refuses, and what to write in its place: a rule warns, it neither decides nor coaches."""

_FORBIDDEN = re.compile(
    r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") + r"(?:s|d|es|ed)?" for w in FORBIDDEN) + r")\b",
    re.IGNORECASE,
)

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
PLACEHOLDER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


def forbidden_in(text: str) -> Iterator[tuple[str, str]]:
    """Each forbidden wording in ``text`` as written there, with what to write in its place."""
    for match in _FORBIDDEN.finditer(text):
        said = " ".join(match[0].lower().split())
        key = max((k for k in FORBIDDEN if said.startswith(k)), key=len)
        yield match[0], FORBIDDEN[key]


def placeholders(template: str) -> tuple[str, ...]:
    """The names between braces in ``template``, in order, each once; a stray brace is a name of its own (``{``)."""
    found: dict[str, None] = {}
    for match in _BRACES.finditer(template):
        if match[0] in ("{{", "}}"):
            continue
        found[match[1].strip() if match[1] is not None else match[0]] = None
    return tuple(found)
