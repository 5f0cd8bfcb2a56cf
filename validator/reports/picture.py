"""The picture: four corners, six edges, each drawn by how well the two agree, and the same in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import CORNERS, Edge
from validator.reports.cells import pad, shorten
from validator.reports.page import Page, Signs
from validator.reports.spans import Line, Span, Style, joined, unbroken, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

BANDS = ("strong", "partial", "weak", "none", "unknown")
_STYLE = {
    "strong": Style.good, "partial": Style.fair, "weak": Style.poor, "none": Style.bad, "unknown": Style.faint,
}  # fmt: skip
_WORD = {"unknown": "not known"}
_ORDER = (
    ("title", "code"), ("title", "degree"), ("title", "endeavor"),
    ("code", "degree"), ("code", "endeavor"), ("degree", "endeavor"),
)  # fmt: skip
_WIDTH, _HEIGHT = 32, 9
_COLUMN = _WIDTH + 6  # where the words begin, beside the picture


def band_sign(band: str, signs: Signs) -> Span:
    """The sign of ``band`` in its colour."""
    name = band if band in BANDS else "unknown"
    return Span({b: getattr(signs, b) for b in BANDS}[name], _STYLE[name])


def band_word(band: str) -> str:
    """``band`` in words."""
    return _WORD.get(band, band)


def in_order(edges: Sequence[Edge]) -> list[Edge]:
    """The six edges in the order they are read; one that the report does not hold is unknown."""
    by_corners = {frozenset(e.between): e for e in edges}
    return [
        by_corners.get(frozenset(pair)) or Edge(between=pair, band="unknown", score=0.0) for pair in _ORDER
    ]


def out_of_line(edges: Sequence[Edge]) -> str:
    """The one corner that no other agrees with while the others agree with each other; else "".

    It needs two known edges that are weak or none, no better one, and among the rest one that is partial or strong
    and none that is not.
    """
    known = [e for e in in_order(edges) if e.band in BANDS and e.band != "unknown"]
    for corner in CORNERS:
        at = [e for e in known if corner in e.between]
        rest = [e for e in known if corner not in e.between]
        apart = len(at) >= 2 and all(e.band in {"weak", "none"} for e in at)
        if apart and rest and all(e.band in {"strong", "partial"} for e in rest):
            return corner
    return ""


class _Canvas:
    def __init__(self) -> None:
        self.cell = [[Span(" ")] * _WIDTH for _ in range(_HEIGHT)]

    def put(self, x: int, y: int, text: str, style: Style) -> None:
        for at, char in enumerate(text):
            self.cell[y][x + at] = Span(char, style)

    def lines(self) -> list[Line]:
        return [joined(row) for row in self.cell]


def _stroke(band: str, at: int, signs: Signs, drawn: tuple[str, str, str, str]) -> str:
    """The sign at step ``at`` of an edge, so that bands differ in their drawing and not in colour alone."""
    if band == "strong":
        return drawn[0]
    if band == "partial":
        return drawn[1]
    if band == "weak":
        return " " if at % 2 else drawn[2]
    if band == "none":
        return " " if at % 4 else signs.none
    return " " if at % 3 else drawn[3]


def _slant(band: str, row: int, sign: str, signs: Signs) -> str:
    """The same for a diagonal, which has one sign a row: doubled, single, every second row, crosses, dots."""
    if band == "strong":
        return sign * 2
    if band == "partial":
        return sign
    if band == "unknown":
        return signs.level[3]
    return " " if row % 2 == 0 else sign if band == "weak" else signs.none


def draw(edges: Sequence[Edge], signs: Signs) -> list[Line]:
    """The picture as nine lines of 32 cells: title and code above, degree and endeavor below."""
    top, left, fall, rise, right, bottom = (
        (e.band if e.band in BANDS else "unknown") for e in in_order(edges)
    )
    canvas = _Canvas()
    last = _HEIGHT - 1
    odd = out_of_line(edges)
    corners = (("title", 0, 0), ("code", _WIDTH - 4, 0), ("degree", 0, last), ("endeavor", _WIDTH - 8, last))
    for y, band, start, end in ((0, top, 6, _WIDTH - 5), (last, bottom, 7, _WIDTH - 9)):
        for x in range(start, end):
            canvas.put(x, y, _stroke(band, x - start, signs, signs.level), _STYLE[band])
        middle = (start + end) // 2
        canvas.put(middle - 1, y, f" {band_sign(band, signs).text} ", _STYLE[band])
    for x, band in ((2, left), (_WIDTH - 3, right)):
        for y in range(1, last):
            step = (y - 1) * (2 if band == "none" else 1)
            canvas.put(x, y, _stroke(band, step, signs, signs.upright), _STYLE[band])
        canvas.put(x, last // 2, band_sign(band, signs).text, _STYLE[band])
    inner = _WIDTH - 13
    for y in range(1, last):
        x = 6 + round(inner * (y - 1) / (last - 2))
        for band, at, sign in ((fall, x, signs.falling), (rise, _WIDTH - 1 - x, signs.rising)):
            canvas.put(at, y, _slant(band, y, sign, signs), _STYLE[band])
        if y == 2:
            canvas.put(x, y, f"{band_sign(fall, signs).text} ", _STYLE[fall])
            canvas.put(_WIDTH - 1 - x, y, f"{band_sign(rise, signs).text} ", _STYLE[rise])
    for name, x, y in corners:
        canvas.put(x, y, name.upper(), Style.bad if name == odd else Style.strong)
    return canvas.lines()


def in_words(edges: Sequence[Edge], page: Page) -> list[Line]:
    """The six edges in words: the two corners, sign and band, what carried it; two lines each at most."""
    lines: list[Line] = []
    for edge in in_order(edges):
        name = pad(f"{edge.between[0]} {page.signs.dash} {edge.between[1]}", 19)
        sign = band_sign(edge.band, page.signs)
        told = (Span(name), sign, Span(" " + pad(band_word(edge.band), 10), sign.style))
        room = page.width - 31
        reasons = "; ".join(dict.fromkeys(r for r in (edge.relation.replace("_", " "), *edge.because) if r))
        set_lines = wrap([Span(reasons, Style.faint)], room) if reasons else [()]
        if len(set_lines) > 2:
            second = " ".join(s.text for line in set_lines[1:] for s in line)
            set_lines = [set_lines[0], (Span(shorten(second, room, page.signs.ellipsis), Style.faint),)]
        lines.append((*told, *set_lines[0]))
        lines.extend((Span(" " * 31), *line) for line in set_lines[1:])
    return lines


def picture(page: Page, edges: Sequence[Edge]) -> None:
    """The picture and its words on ``page``: side by side where there is room."""
    page.heading("The picture", "how well the four agree, two by two")
    drawing = draw(edges, page.signs)
    if page.width >= _COLUMN + 50:
        page.beside(drawing, in_words(edges, page.part(page.width - _COLUMN)), column=_COLUMN, indent=1)
    else:
        page.add((Span(" "), *line) for line in drawing)
        page.blank()
        page.add(in_words(edges, page))
    if odd := out_of_line(edges):
        page.blank()
        page.text(
            [Span(f"The {odd} is out of line", Style.strong), Span(": the others agree among themselves.")],
            indent=1,
        )


def in_one_line(edges: Sequence[Edge], page: Page) -> list[Span]:
    """The six edges as a run of signs and words, for a compact block."""
    spans: list[Span] = []
    for edge in in_order(edges):
        sign = band_sign(edge.band, page.signs)
        spans += [Span("   ")] if spans else []
        spans.append(Span(unbroken(f"{edge.between[0]}{page.signs.dash}{edge.between[1]} ")))
        spans += [sign, Span(unbroken(f" {band_word(edge.band)}"), sign.style)]
    return spans
