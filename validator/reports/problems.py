"""Drafts that could not be read: where, what, the line itself with a caret under the column, and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reports.cells import cells, split_at
from validator.reports.clean import cleaned, fold, safe
from validator.reports.page import Page
from validator.reports.spans import Span, Style, write_ansi, write_plain
from validator.reports.words import count, drafts_and_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.errors import Problem
    from validator.findings import Failure
    from validator.reports.interface import Options


def _window(text: str, column: int, width: int, ellipsis: str) -> tuple[str, int]:
    """The stretch of ``text`` around cell ``column`` that fits ``width``, and where the column is in it."""
    if cells(text) <= width:
        return text, column
    skip = max(0, min(column - width // 2, cells(text) - width + cells(ellipsis)))
    lead = ""
    if skip:
        gone, text = split_at(text, skip)
        column -= cells(gone)
        lead = ellipsis
    room = width - cells(lead)
    if cells(text) > room:
        text = split_at(text, room - cells(ellipsis))[0] + ellipsis
    return lead + text, min(column + cells(lead), cells(lead + text))


def line_part(page: Page, problem: Problem, encoding: str) -> None:
    """The line of the file, its number before it and a caret under the column."""
    place = problem.place
    if place is None or place.line is None or not problem.line_text.strip():
        return
    raw = problem.line_text.rstrip()
    at = max((place.column or 1) - 1, 0)
    before = fold(safe(raw[:at]), encoding)
    whole = before + fold(safe(raw[at:]), encoding)
    number = f"{place.line:>6} | "
    indent = cells(whole) - cells(whole.lstrip())
    shift = min(indent, cells(before))
    shown, column = _window(
        whole[shift:], cells(before) - shift, page.width - len(number) - 1, page.signs.ellipsis
    )
    page.lines.append((Span(number, Style.faint), Span(shown)))
    if place.column:
        page.lines.append((Span(" " * 7 + "| ", Style.faint), Span(" " * column + "^", Style.bad)))


def problem_part(page: Page, problem: Problem, raw: Problem, encoding: str) -> None:
    """One problem; ``raw`` is the same before it was cleaned, for its line keeps its columns."""
    where = [Span(f"{problem.place}: ", Style.strong)] if problem.place else []
    page.text([*where, Span(problem.what)], hang=2)
    line_part(page, raw, encoding)
    if problem.mend:
        page.text([Span(f"{page.signs.arrow} {problem.mend}")], indent=2, hang=5)


def failures_part(page: Page, failures: Sequence[Failure], encoding: str) -> None:
    """The drafts that could not be read, with all their problems; then where there is none."""
    unread, empty = drafts_and_none(failures)
    if unread:
        title = f"Could not be read {page.signs.dash} {count(len(unread), 'draft')}"
        page.heading(title, f"nothing in {'it' if len(unread) == 1 else 'them'} was checked")
        _failures(page, unread, encoding)
    if empty:
        page.heading("No draft found")
        _failures(page, empty, encoding)


def _failures(page: Page, failures: Sequence[Failure], encoding: str) -> None:
    for at, failure in enumerate(failures):
        shown = cleaned(failure, encoding)
        if at:
            page.blank()
        page.text(
            [Span(shown.file, Style.strong), Span(f"  {count(len(shown.problems), 'problem')}", Style.faint)]
        )
        for problem, raw in zip(shown.problems, failure.problems, strict=True):
            problem_part(page, problem, raw, encoding)


def problems_text(problems: Iterable[Problem], options: Options) -> str:
    """Problems alone, for standard error: nothing in them can move the cursor or colour the screen."""
    page = Page.of(options)
    for problem in problems:
        problem_part(page, cleaned(problem, options.encoding), problem, options.encoding)
    return write_ansi(page.lines) if options.colour else write_plain(page.lines)
