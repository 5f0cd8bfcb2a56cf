"""One line a finding, for grep and for editors: ``file:line:column: severity rule: sentence``; never wrapped.

Each draft ends with what was not checked, ``file: unchecked: …``, so that silence is not taken for approval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reports.words import unchecked_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.findings import DraftReport, Finding, Report


def _finding_lines(finding: Finding, file: str, parent: str = "") -> Iterator[str]:
    where = finding.place or file
    under = f" (same cause as {parent})" if parent else ""
    yield f"{where}: {finding.severity.name} {finding.rule}: {finding.says}{under}"
    for other in finding.under:
        yield from _finding_lines(other, file, finding.rule)


def _draft_lines(draft: DraftReport) -> Iterator[str]:
    for finding in sorted(draft.findings, key=lambda f: -f.severity):
        yield from _finding_lines(finding, draft.file)
    if draft.not_checked:
        yield f"{draft.file}: unchecked: {unchecked_words(draft)}"


def quiet_lines(report: Report) -> Iterator[str]:
    """The lines of ``report``, drafts in their order, then what could not be read, then notices."""
    for draft in report.drafts:
        yield from _draft_lines(draft)
    for failure in report.failures:
        for problem in failure.problems:
            told = f"{problem.what} {problem.mend}".strip()
            yield f"{problem.place or failure.file}: unreadable: {told}"
    for notice in report.notices:
        yield f"niw: note: {notice}"
