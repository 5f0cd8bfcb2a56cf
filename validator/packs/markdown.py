"""Text from packs put into Markdown pages as text: nothing in it makes a link, a tag, a heading or a table cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"[\\`*\[\]<>~]|(?<!\w)_|_(?!\w)|^[ ]*(?:[#+=-]+(?=\s|$)|\d+[.)](?=\s|$))|&(?=#?\w+;)")
_WEB = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%-]+")


def escaped(text: str) -> str:
    """``text`` on one line, with what Markdown and HTML would take for their own marked as text."""
    return _SPECIAL.sub(_marked, " ".join(text.split()))


def _marked(match: re.Match[str]) -> str:
    said = match[0]
    return f"{said[:-1]}\\{said[-1]}"


def code(text: str) -> str:
    """``text`` as code on one line, whatever backquotes are in it."""
    text = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def fenced(text: str, language: str = "yaml") -> str:
    """``text`` as a block of code."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(longest + 1, 3)
    return f"{marks}{language}\n{text}\n{marks}"


def address(text: str) -> str:
    """A web address as a link; what is none, as code."""
    return f"<{text}>" if _WEB.fullmatch(text) else code(text)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of cells that are Markdown already; a bar in one, in code too, is no border of the cell."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(c.replace('|', chr(92) + '|') for c in cells)} |" for cells in lines)


def sentence_template(says: str) -> str:
    """A rule's sentence; its placeholders as code, everything else as text."""
    parts = re.split(r"(\{[^{}]*\})", says)
    return "".join(code(p) if p.startswith("{") and p.endswith("}") else escaped_within(p) for p in parts)


def escaped_within(text: str) -> str:
    """Like :func:`escaped`, with the white space at either end kept."""
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :] if text.strip() else ""
    return f"{' ' if lead else ''}{escaped(text)}{' ' if tail else ''}"
