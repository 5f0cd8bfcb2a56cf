"""Lines of styled spans: what the layout makes, and what a writer turns into text, plain or with ANSI colours."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from validator.reports.cells import cells, split_at, tokens
from validator.reports.clean import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Style(Enum):
    """What a span is for; the value is its ANSI code.

    The sixteen colours alone, for those follow the reader's own palette. Badges set both colours, so that they
    stand on dark and on light; nothing is said by colour only.
    """

    plain = ""
    strong = "1"
    faint = "2"
    blocker = "1;97;41"
    high = "30;43"
    medium = "30;46"
    low = "30;47"
    good = "32"
    fair = "36"
    poor = "33"
    bad = "1;31"


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    style: Style = Style.plain


Line = tuple[Span, ...]
"""A line; its width is the cells of its spans."""


def unbroken(text: str) -> str:
    """``text`` with blanks at which no line ends; the writers make ordinary blanks of them."""
    return text.replace(" ", "\u00a0")


def line_cells(line: Sequence[Span]) -> int:
    """The cells that ``line`` takes."""
    return sum(cells(s.text) for s in line)


def _pieces(spans: Iterable[Span], width: int) -> Iterator[tuple[Span, bool]]:
    """Blanks and words, none wider than ``width``, and whether one may not be parted from the one before it.

    Spans that touch stay together (an opening quote and what it quotes); inside a span every token may start a line.
    """
    for span in spans:
        touches = True
        for token in tokens(span.text):
            rest = token
            while cells(rest) > width:
                head, rest = split_at(rest, width)
                yield Span(head, span.style), touches
                touches = False
            if rest:
                yield Span(rest, span.style), touches
            touches = False


class _Setter:
    """Sets words in lines of at most ``width`` cells."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.line: list[Span] = []
        self.used = 0

    def end_line(self) -> None:
        while self.line and not self.line[-1].text.strip():
            self.line.pop()
        self.lines.append(joined(self.line))
        self.line, self.used = [], 0

    def put(self, piece: Span) -> None:
        if self.used and self.used + cells(piece.text) > self.width:
            self.end_line()
        self.line.append(piece)
        self.used += cells(piece.text)

    def blank(self, piece: Span) -> None:
        """Blanks end a line or stand in it; they never begin one."""
        if self.used:
            self.put(piece) if self.used + len(piece.text) < self.width else self.end_line()

    def word(self, pieces: Sequence[Span]) -> None:
        """A word of several styles: on one line where it fits one."""
        if self.used and self.used + line_cells(pieces) > self.width:
            self.end_line()
        for piece in pieces:
            self.put(piece)


def wrap(spans: Iterable[Span], width: int) -> list[Line]:
    """``spans`` set in lines of at most ``width`` cells, broken inside a word only where it is longer than a line."""
    spans = joined(spans)
    if not spans or (line_cells(spans) <= width and spans[0].text[0] != " " and spans[-1].text[-1] != " "):
        return [spans]
    setter = _Setter(width)
    word: list[Span] = []
    for piece, touches in _pieces(spans, width):
        blank = piece.text.isspace()
        if word and (blank or not touches):
            setter.word(word)
            word = []
        if blank:
            setter.blank(piece)
        else:
            word.append(piece)
    if word:
        setter.word(word)
    if setter.line or not setter.lines:
        setter.end_line()
    return setter.lines


def joined(spans: Iterable[Span]) -> Line:
    """``spans`` with neighbours of one style made one."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].style is span.style:
            out[-1] = Span(out[-1].text + span.text, span.style)
        elif span.text:
            out.append(span)
    return tuple(out)


def write_plain(lines: Iterable[Line]) -> str:
    """``lines`` without styles, each ended by a newline, no blanks at their ends."""
    return "".join("".join(safe(s.text) for s in line).rstrip() + "\n" for line in lines)


def write_ansi(lines: Iterable[Line]) -> str:
    """``lines`` with ANSI styles, each span closed on its own line."""
    out: list[str] = []
    for line in lines:
        for span in joined(line):
            text = safe(span.text)
            out.append(
                f"\x1b[{span.style.value}m{text}\x1b[0m" if span.style.value and text.strip() else text
            )
        out.append("\n")
    return "".join(out)
