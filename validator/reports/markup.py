"""Text of a draft as Markdown that says it and nothing else, on GitHub, on GitLab and in CommonMark.

No markup, tag, image, link, mention, reference, emoji, formula or quick action comes of it. What a site makes a link
of by its looks, without brackets (an address, @somebody, #12), is parted by an empty comment, which is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from validator.reports.clean import one_line

_PART = "<!-- -->"

_MARKS = {c: f"\\{c}" for c in "\\`*_[]|~#!^"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# A dollar begins a formula on GitHub even where it is escaped; in an element of its own it does not.
_MARKS["$"] = "<span>$</span>"
_MARK = re.compile("[" + re.escape("".join(_MARKS)) + "]")

# Where a comment must part what follows from what stands before.
_LOOKS = re.compile(
    r"(?<=[@#!~%&$])(?=[\w\"({-])"  # @user, #12, !12, ~label, %milestone, &12, $12
    r"|(?<=:)(?=[+\w-]+:)"  # :emoji:
    r"|(?<=:)(?=//)|(?<=/)(?=/)"  # https://, //
    r"|(?<=www)(?=\.)"
    r"|(?<=GH-)(?=\d)"
    r"|(?<=mailto:)|(?<=xmpp:)"
    r"|(?<=[\w.+-])(?=@)",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"\d{1,9}(?=[.)](?: |$))")
_BULLET = re.compile(r"[-+=:/]")

_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+")


def plain(text: str) -> str:
    """``text`` on one line, to stand in a paragraph, a heading or a cell of a table, also at its beginning."""
    line = one_line(text)
    out = [
        _MARK.sub(lambda m: _MARKS[m[0]], piece) if piece is not _PART else piece for piece in _parted(line)
    ]
    shown = "".join(out)
    if (begins := _ORDERED.match(shown)) is not None:
        return f"{begins[0]}\\{shown[begins.end() :]}"
    return f"\\{shown}" if _BULLET.match(shown) else shown


def _parted(line: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    for match in _LOOKS.finditer(line):
        if match.start() > at:
            pieces += [line[at : match.start()], _PART]
            at = match.start()
    return [*pieces, line[at:]]


def code(text: str) -> str:
    """``text`` as code, in which no site looks for links or mentions; plain where a pipe is in it."""
    line = one_line(text)
    if "|" in line:  # code would show a backslash outside a table, and without one part the cell inside it
        return plain(line)
    if not line:
        return ""
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or longest else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def quoted(text: str) -> str:
    """``text`` between curly quotes."""
    return f"“{plain(text)}”"


def link(text: str, address: str) -> str:
    """``text`` as a link; without one where ``address`` is no plain web address."""
    if not _ADDRESS.fullmatch(address):
        return plain(text)
    return f"[{plain(text)}](<{address}>)"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> list[str]:
    """The lines of a table of cells that are Markdown already; the last ``numbers`` columns are set to the right."""
    lines = ["---"] * (len(heads) - numbers) + ["---:"] * numbers
    return [f"| {' | '.join(cells)} |" for cells in (heads, lines, *rows)]


def folded(title: str, body: Sequence[str]) -> list[str]:
    """The lines of ``body`` behind a line that opens it; both are Markdown already."""
    return ["<details>", f"<summary>{title}</summary>", "", *body, "", "</details>", ""] if body else []
