"""The picture's geometry: four boxes and six lines on a canvas of 400 by 320 units, for the template to write as SVG.

Bands differ by the weight and the dashes of their line and by the word on it, never by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.frozen import frozen
from validator.reports.cells import cells, shorten, tokens
from validator.reports.picture import BANDS, band_word, in_order, out_of_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.findings import Edge

WIDTH, HEIGHT = 400, 320
_BOX = (122, 66)
_LEFT, _RIGHT = 1, WIDTH - _BOX[0] - 1
_TOP, _BOTTOM = 1, HEIGHT - _BOX[1] - 1
_CORNERS = {
    "title": (_LEFT, _TOP), "code": (_RIGHT, _TOP), "degree": (_LEFT, _BOTTOM), "endeavor": (_RIGHT, _BOTTOM),
}  # fmt: skip
_CELLS = 17  # of a corner's own words that fit a line of its box, which has two

_REASONS = 150  # cells of what carried an edge


@frozen
class Corner:
    """A box: its corner's name, what the draft states there (no line, one or two), and its upper left point."""

    name: str
    words: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int
    odd: bool


@frozen
class Line:
    """An edge from (x1, y1) to (x2, y2), the middle of its label, and what it says."""

    one: str
    other: str
    band: str
    word: str
    because: str
    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float
    label_width: float


@frozen
class Picture:
    """The four corners, the six lines, and the one corner that is out of line with the others, or ""."""

    corners: tuple[Corner, ...]
    lines: tuple[Line, ...]
    odd: str

    @property
    def told(self) -> str:
        """The whole picture in one sentence, for who does not see it."""
        return "; ".join(f"{line.one} and {line.other}: {line.word}" for line in self.lines) + "."


def picture(edges: Sequence[Edge], words: Mapping[str, str]) -> Picture:
    """The picture of ``edges``; ``words`` is what the draft states at each corner."""
    odd = out_of_line(edges)
    corners = tuple(
        Corner(
            name=name,
            words=_two_lines(words.get(name, "")),
            x=x,
            y=y,
            width=_BOX[0],
            height=_BOX[1],
            odd=name == odd,
        )
        for name, (x, y) in _CORNERS.items()
    )
    return Picture(corners=corners, lines=tuple(map(_line, in_order(edges))), odd=odd)


def _two_lines(text: str) -> tuple[str, ...]:
    """``text`` on two lines at most, broken between words where it can be."""
    first = ""
    for token in tokens(text):
        if cells(first + token) > _CELLS:
            break
        first += token
    if not first.strip():
        return (shorten(text, _CELLS),) if text else ()
    rest = text[len(first) :].strip()
    return (first.strip(), shorten(rest, _CELLS)) if rest else (first.strip(),)


def _line(edge: Edge) -> Line:
    one, other = sorted(edge.between, key=tuple(_CORNERS).index)
    (ax, ay), (bx, by) = _CORNERS[one], _CORNERS[other]
    wide, high = _BOX
    if ay == by:  # along the top or the bottom
        x1, y1, x2, y2 = float(ax + wide), ay + high / 2, float(bx), by + high / 2
        at = 0.5
    elif ax == bx:  # down one side
        x1, y1, x2, y2 = ax + wide / 2, float(ay + high), bx + wide / 2, float(by)
        at = 0.5
    else:  # across, from inner corner to inner corner; the labels stand above the crossing
        x1, x2 = (float(ax + wide), float(bx)) if ax < bx else (float(ax), float(bx + wide))
        y1, y2 = float(ay + high), float(by)
        at = 0.2
    band = edge.band if edge.band in BANDS else "unknown"
    word = band_word(band)
    reasons = (edge.relation.replace("_", " "), *edge.because)
    return Line(
        one=one,
        other=other,
        band=band,
        word=word,
        because=shorten("; ".join(dict.fromkeys(r for r in reasons if r)), _REASONS),
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        x=x1 + (x2 - x1) * at,
        y=y1 + (y2 - y1) * at,
        label_width=16 + 7.2 * len(word),
    )
