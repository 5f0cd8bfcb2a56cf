"""``text``: a page for the terminal, read from the top; plain in a pipe; one line a finding if quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.frozen import frozen
from validator.reports.body import (
    clear_part,
    codes_part,
    decided_part,
    decisions_part,
    findings_part,
    foot,
    unchecked_part,
)
from validator.reports.clean import cleaned
from validator.reports.page import Page
from validator.reports.problems import failures_part
from validator.reports.screen import first_screen
from validator.reports.spans import Span, Style, write_ansi, write_plain

if TYPE_CHECKING:
    from validator.findings import Report
    from validator.reports.interface import Format, Options
    from validator.reports.spans import Line


def lay_out(report: Report, options: Options) -> list[Line]:
    """The lines of ``report``: one draft in full, several in brief with a table of all."""
    clean = cleaned(report, options.encoding)
    page = Page.of(options)
    if len(clean.drafts) == 1:
        (draft,) = clean.drafts
        first_screen(page, draft, clean)
        findings_part(page, draft)
        decided_part(page, draft)
        unchecked_part(page, draft)
        clear_part(page, draft)
        if draft.codes:
            codes_part(page, draft.codes)
    several = len(clean.drafts) > 1
    if several:
        from validator.reports.several import block, table

        for draft in clean.drafts:
            block(page, draft)
    failures_part(page, report.failures, options.encoding)
    if several:
        table(page, clean)
        told = "Check one draft alone to read why, the remedy, the authority and what to enter next."
        page.text([Span(told, Style.faint)])
    if not clean.drafts and not clean.failures:
        page.text("No draft was checked.")
    decisions_part(page, clean.decisions)
    foot(page, clean)
    return page.lines


@frozen(kw_only=False)
class Text:
    """The format for people at a terminal."""

    name: str = "text"
    media_type: str = "text/plain"
    suffix: str = ".txt"

    def render(self, report: Report, options: Options) -> str:
        """The report as text; see :class:`validator.reports.interface.Options` for width, colour and quiet."""
        if options.quiet:
            from validator.reports.quiet import quiet_lines

            clean = cleaned(report, options.encoding)
            return "".join(line + "\n" for line in quiet_lines(clean))
        lines = lay_out(report, options)
        return write_ansi(lines) if options.colour else write_plain(lines)


FORMAT: Format = Text()
