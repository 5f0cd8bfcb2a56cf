"""``markdown``: for a pull request, a step's summary or a memo.

A draft has its sentence, a table of findings, the picture as a table, and folded away what explains each. Where there
is an end to the room (``Options.at_most``; a comment on GitHub takes 65,536 characters, a step's summary a MiB), whole
parts are left out, the least needed first, and the page says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Severity
from validator.frozen import frozen
from validator.reports.clean import cleaned, fold, is_unicode
from validator.reports.markdown_page import Room, page_text
from validator.reports.page import ASCII, UNICODE
from validator.reports.words import NOTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.findings import Report
    from validator.reports.interface import Format, Options

_LESS = (
    Room(asides=False),
    Room(asides=False, details=Severity.high),
    Room(asides=False, details=None),
    Room(asides=False, details=None, findings=Severity.high),
    Room(asides=False, details=None, findings=None),
)
"""Pages with ever less on them, before drafts of the table of all are left out."""


def _fitting(page: Callable[[Room], str], at_most: int, drafts: int) -> str:
    """The page with most on it that has no more than ``at_most`` characters; the least one where none fits."""
    if len(text := page(Room())) <= at_most:
        return text
    found = ""
    for room in reversed(_LESS):  # from the least on, for it is done soonest where there are many drafts
        if len(text := page(room)) > at_most:
            break
        found = text
    if found:
        return found
    low, high = 0, drafts
    while low < high:  # the most rows that fit
        middle = (low + high + 1) // 2
        fits = len(page(_overview_of(middle))) <= at_most
        low, high = (middle, high) if fits else (low, middle - 1)
    return page(_overview_of(low))


def _overview_of(number: int) -> Room:
    return Room(asides=False, details=None, findings=None, rows=number)


@frozen(kw_only=False)
class Markdown:
    """The format for pull requests and memos."""

    name: str = "markdown"
    media_type: str = "text/markdown"
    suffix: str = ".md"

    def render(self, report: Report, options: Options) -> str:
        """The report as GitHub's Markdown; within ``options.at_most`` characters, where that is not 0."""
        note = NOTE
        if options.client:
            from validator.reports.html.client import NOTE as CLIENT_NOTE
            from validator.reports.html.client import for_client

            report, note = for_client(report), CLIENT_NOTE
        clean = cleaned(report, options.encoding)
        signs = UNICODE if is_unicode(options.encoding) else ASCII

        def page(room: Room) -> str:
            return fold(page_text(clean, signs, room, note), options.encoding)

        return _fitting(page, options.at_most, len(report.drafts)) if options.at_most else page(Room())


FORMAT: Format = Markdown()
