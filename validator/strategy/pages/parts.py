"""What these pages share: a table of wrapped cells, figures in words, and the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from validator.evidence import Known
from validator.findings import DatasetUsed
from validator.reports.cells import cells
from validator.reports.page import Page
from validator.reports.spans import Line, Span, Style, line_cells, unbroken, wrap
from validator.reports.words import NOTE
from validator.strategy.model import CodeTitle, LevelEvidence

Cell = Sequence[Span]
_NARROWEST = 14


def table(page: Page, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> None:
    """A table of wrapped cells; a width of 0 takes what the page leaves. Columns are parted by one blank.

    Where the page leaves too little, each row is told in a paragraph instead, cell by cell with its head.
    """
    room = page.width - 1 - sum(widths) - (len(widths) - 1)
    free = sum(width == 0 for width in widths)
    if room < _NARROWEST * free:
        for row in rows:
            page.text(_told(heads, row), indent=1, hang=4)
        return
    set_widths = [width or room // free for width in widths]
    _row(page, [[Span(head, Style.faint)] for head in heads], set_widths)
    for row in rows:
        _row(page, row, set_widths)


def _told(heads: Sequence[str], row: Sequence[Cell]) -> list[Span]:
    out: list[Span] = []
    for head, cell in zip(heads, row, strict=True):
        if cell:
            out += [
                Span("; " if out and head else " " if out else ""),
                Span(f"{head} " if head else "", Style.faint),
                *cell,
            ]
    return out


def _row(page: Page, row: Sequence[Cell], widths: Sequence[int]) -> None:
    columns = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    for at in range(max(map(len, columns))):
        line: Line = (Span(" "),)
        for column, width in zip(columns, widths, strict=True):
            part = column[at] if at < len(column) else ()
            line = (*line, *part, Span(" " * (width - line_cells(part) + 1)))
        page.lines.append(line)


def source(known: Known | None) -> list[Span]:
    """``  [O*NET 30.1]``, or nothing."""
    return [Span(unbroken(f"  [{known.dataset} {known.version}]"), Style.faint)] if known is not None else []


def codes_line(codes: Sequence[CodeTitle], limit: int = 99) -> str:
    """``15-1252 Software Developers; 15-1253 …``, and how many more there are."""
    shown = "; ".join(f"{c.code} {c.title or '(a group of SOC 2010)'}" for c in codes[:limit])
    return f"{shown}; and {len(codes) - limit} more" if len(codes) > limit else shown


def zones(level: LevelEvidence) -> list[tuple[str, str, str]]:
    """(release, scheme, levels) newest first: ``("31.0", "2-5", "3-4")``; levels of several details as a span."""
    found: dict[tuple[str, str], set[int]] = {}
    for zone in level.zones:
        found.setdefault((zone.release, zone.scheme), set()).add(zone.level)
    ordered = sorted(found, key=lambda key: tuple(map(int, key[0].split("."))), reverse=True)
    return [(release, scheme, _span(found[release, scheme])) for release, scheme in ordered]


def _span(levels: set[int]) -> str:
    return str(min(levels)) if len(levels) == 1 else f"{min(levels)} to {max(levels)}"


def percent(number: float) -> str:
    """``94 %``, the blank unbroken."""
    return unbroken(f"{number:.0f} %")


def foot(page: Page, datasets: Sequence[DatasetUsed], made_with: str = "", packs: str = "") -> None:
    """What it is not, and which data it rests on."""
    page.blank()
    page.rule(heavy=True)
    page.text([Span(NOTE, Style.strong)])
    dot = f" {page.signs.dot} "
    data = dot.join(unbroken(f"{d.name} {d.version} ({d.licence})") for d in datasets)
    for label, told in (("niw", made_with), ("packs", packs), ("data", data)):
        if told:
            page.labelled(Span(label, Style.faint), [Span(told, Style.faint)], indent=0, column=7)


def labelled(page: Page, label: str, spans: Sequence[Span], *, indent: int = 1, column: int = 16) -> None:
    """A label and its paragraph, where there is one."""
    if any(cells(s.text) for s in spans):
        page.labelled(Span(label, Style.faint), spans, indent=indent, column=column)
