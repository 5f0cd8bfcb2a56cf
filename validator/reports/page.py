"""A page being filled: its width, its signs, and the few shapes that everything on it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.frozen import frozen
from validator.reports.cells import cells, shorten
from validator.reports.clean import is_unicode
from validator.reports.spans import Line, Span, Style, line_cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.reports.interface import Options


@frozen
class Signs:
    """The signs of a page: one set for Unicode, one for everything else."""

    opening: str
    closing: str
    ellipsis: str
    dot: str
    arrow: str
    nothing: str
    line: str
    double: str
    dash: str
    under: str
    blocker: str
    high: str
    medium: str
    low: str
    strong: str
    partial: str
    weak: str
    none: str
    unknown: str
    level: tuple[str, str, str, str]  # how an edge is drawn: strong, partial, weak, unknown
    upright: tuple[str, str, str, str]
    falling: str
    rising: str


UNICODE = Signs(
    opening="“", closing="”", ellipsis="…", dot="·", arrow="→", nothing="—", line="─", double="━", dash="–", under="└",
    blocker="■", high="▲", medium="◆", low="▪",
    strong="●", partial="◐", weak="○", none="✗", unknown="?",
    level=("═", "─", "╌", "·"), upright=("║", "│", "╎", "·"), falling="╲", rising="╱",
)  # fmt: skip

ASCII = Signs(
    opening='"', closing='"', ellipsis="...", dot="-", arrow="->", nothing="-", line="-", double="=", dash="-",
    under="+", blocker="!!", high="!", medium="*", low="-",
    strong="#", partial="+", weak="o", none="x", unknown="?",
    level=("=", "-", "~", "."), upright=("H", "|", ":", "."), falling="\\", rising="/",
)  # fmt: skip


class Page:
    """Lines in the making, none of them wider than ``width``."""

    def __init__(self, width: int, signs: Signs) -> None:
        self.width = width
        self.signs = signs
        self.lines: list[Line] = []

    @classmethod
    def of(cls, options: Options) -> Page:
        """An empty page for ``options``."""
        return cls(options.columns, UNICODE if is_unicode(options.encoding) else ASCII)

    def part(self, width: int) -> Page:
        """An empty page of the same signs, for a column of this one."""
        return Page(width, self.signs)

    def blank(self) -> None:
        """One empty line, however often it is asked for."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def add(self, lines: Iterable[Line]) -> None:
        """Lines that were laid out elsewhere."""
        self.lines.extend(lines)

    def text(self, spans: Iterable[Span] | str, *, indent: int = 0, hang: int | None = None) -> None:
        """A paragraph, ``indent`` cells in; ``hang`` is where its later lines begin (as the first does, by default)."""
        spans = [Span(spans)] if isinstance(spans, str) else list(spans)
        hang = indent if hang is None else hang
        if hang == indent:
            set_lines = wrap(spans, self.width - indent)
            self.lines.extend((Span(" " * indent), *line) for line in set_lines)
            return
        # The first line is set as wide as the rest, and moved: the page is never overrun.
        lead = max(indent, hang)
        for at, line in enumerate(wrap(spans, self.width - lead)):
            self.lines.append((Span(" " * (hang if at else indent)), *line))

    def labelled(self, label: Span, spans: Iterable[Span], *, indent: int, column: int) -> None:
        """``label``, and beside it from ``column`` on a paragraph; below it where the label is too long."""
        lines = wrap(spans, self.width - column)
        room = column - indent - 1
        if cells(label.text) > room:
            self.text([label], indent=indent)
        else:
            gap = " " * (column - indent - cells(label.text))
            self.lines.append((Span(" " * indent), label, Span(gap), *lines.pop(0)))
        self.lines.extend((Span(" " * column), *line) for line in lines)

    def rule(self, heavy: bool = False) -> None:
        """A line across the page."""
        sign = self.signs.double if heavy else self.signs.line
        self.lines.append((Span(sign * self.width, Style.faint),))

    def heading(self, text: str, note: str = "") -> None:
        """A heading with a line under it, an empty line before."""
        self.blank()
        spans = [Span(text.upper(), Style.strong)]
        if note:
            spans.append(Span("  " + note, Style.faint))
        self.text(spans)
        self.rule()

    def quoted(self, text: str, style: Style = Style.plain, limit: int = 0) -> list[Span]:
        """``text`` between quotes, at most ``limit`` cells of it (0: all)."""
        if limit:
            text = shorten(text, limit, self.signs.ellipsis)
        return [
            Span(self.signs.opening, Style.faint),
            Span(text, style),
            Span(self.signs.closing, Style.faint),
        ]

    def beside(self, left: Sequence[Line], right: Sequence[Line], *, column: int, indent: int = 0) -> None:
        """Two blocks side by side, the right one from ``column`` on."""
        for at in range(max(len(left), len(right))):
            line = (Span(" " * indent), *(left[at] if at < len(left) else ()))
            if at < len(right) and right[at]:
                line = (*line, Span(" " * (column - line_cells(line))), *right[at])
            self.lines.append(line)
