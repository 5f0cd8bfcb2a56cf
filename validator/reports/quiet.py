"""One line a finding, for grep and for editors: ``file:line:column: severity rule: sentence``; never wrapped.

Each draft ends with what a waiver or the baseline keeps from counting, and with what was not checked,
``file: unchecked: …``, so that silence is not taken for approval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reports.told import waived_words
from validator.reports.words import count, unchecked_words

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
    for waived in draft.waived:
        finding = waived.finding
        yield f"{finding.place or draft.file}: waived {finding.rule}: {finding.says} ({waived_words(waived)})"
    if draft.baselined:
        rules = ", ".join(dict.fromkeys(f.rule for f in draft.baselined))
        yield f"{draft.file}: baseline: {count(len(draft.baselined), 'finding')} not counted: {rules}"
    if draft.not_checked:
        yield f"{draft.file}: unchecked: {unchecked_words(draft)}"


def quiet_lines(report: Report) -> Iterator[str]:
    """The lines of ``report``, drafts in their order, then what could not be read, decisions, notices."""
    for draft in report.drafts:
        yield from _draft_lines(draft)
    for failure in report.failures:
        for problem in failure.problems:
            told = f"{problem.what} {problem.mend}".strip()
            yield f"{problem.place or failure.file}: unreadable: {told}"
    for note in report.decisions:
        yield f"{note.place or 'niw'}: {note.kind}: {note.says}"
    for notice in report.notices:
        yield f"niw: note: {notice}"
