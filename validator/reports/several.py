"""Several drafts in one run: a compact block each, and a table of all of them at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Severity
from validator.reports.body import place_text
from validator.reports.cells import cells, pad, shorten
from validator.reports.picture import in_one_line
from validator.reports.screen import badge
from validator.reports.spans import Span, Style
from validator.reports.told import waived_words
from validator.reports.words import count, decided_words, drafts_and_none, is_of_no_draft, listed, summary

if TYPE_CHECKING:
    from validator.findings import DraftReport, Finding, Report
    from validator.reports.page import Page

_COUNTS = ("blocker", "high", "medium", "low", "unchecked", "blank", "clear")


def _finding(page: Page, finding: Finding, file: str, indent: int) -> None:
    told = [badge(finding.severity, page), Span(f" {finding.says}"), Span(f"  [{finding.rule}]", Style.faint)]
    page.text(told, indent=indent, hang=indent + 3)
    page.text([Span(place_text(finding.place, file), Style.faint)], indent=indent + 3)
    for other in finding.under:
        _finding(page, other, file, indent + 3)


def block(page: Page, draft: DraftReport) -> None:
    """A draft in brief: its case, the one sentence, the edges, each finding with its place."""
    page.blank()
    page.rule()
    case = draft.header.case or "(no case id)"
    page.text([Span(case, Style.strong), Span(f"  {draft.file}", Style.faint)], hang=2)
    page.text([Span(summary(draft), Style.strong)], indent=1)
    if any(e.band != "unknown" for e in draft.edges):
        page.text(in_one_line(draft.edges, page), indent=1)
    for finding in sorted(draft.findings, key=lambda f: -f.severity):
        _finding(page, finding, draft.file, 1)
    for waived in draft.waived:
        one = waived.finding
        told = [Span(f"{one.severity.name}  {one.says}", Style.faint), Span(f"  [{one.rule}]", Style.faint)]
        page.text([*told, Span(f"  {waived_words(waived)}")], indent=1, hang=4)
    if draft.baselined:
        rules = listed(list(dict.fromkeys(f.rule for f in draft.baselined)))
        page.text([Span(f"in the baseline: {rules}", Style.faint)], indent=1, hang=4)


def _counts(draft: DraftReport) -> list[int]:
    by_severity = [sum(f.severity is s for f in draft.findings) for s in sorted(Severity, reverse=True)]
    return [*by_severity, len(draft.not_checked), len(draft.left_blank), len(draft.clear)]


def table(page: Page, report: Report) -> None:
    """One row a draft: how many of each severity, how many unchecked, blank and clear; then the sums."""
    read = count(len(report.drafts), "draft")
    unread = len(drafts_and_none(report.failures)[0])
    page.heading("Summary", f"{read}, {unread} not readable" if unread else read)
    widths = [9, 6, 8, 5, 11, 7, 7]
    room = page.width - sum(widths) - 1
    longest = max((cells(d.header.case or d.file) for d in report.drafts), default=0)
    name_width = max(min(room - 1, max(longest, 12)), 1)
    titles = "".join(name.rjust(width) for name, width in zip(_COUNTS, widths, strict=True))
    page.lines.append((Span(" " + pad("case", name_width) + titles, Style.faint),))
    sums = [0] * len(_COUNTS)
    for draft in report.drafts:
        counts = _counts(draft)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        name = pad(shorten(draft.header.case or draft.file, name_width, page.signs.ellipsis), name_width)
        page.lines.append((Span(" " + name), *_numbers(page, counts, widths)))
    for failure in report.failures:
        name = pad(shorten(failure.file, page.width - 20, page.signs.ellipsis), name_width)
        state = "no draft here" if is_of_no_draft(failure) else "could not be read"
        page.lines.append((Span(f" {name}"), Span(f"  {state}", Style.bad)))
    page.lines.append((Span(" " + pad("all", name_width), Style.strong), *_numbers(page, sums, widths)))
    if decided := decided_words(report.drafts):
        page.text(f"Decided before, and not counted above: {decided}.", indent=1)


def _numbers(page: Page, counts: list[int], widths: list[int]) -> list[Span]:
    spans = []
    for at, (number, width) in enumerate(zip(counts, widths, strict=True)):
        grave = number and at < 2
        text = str(number) if number else page.signs.nothing
        spans.append(Span(text.rjust(width), Style.bad if grave else Style.plain if number else Style.faint))
    return spans
