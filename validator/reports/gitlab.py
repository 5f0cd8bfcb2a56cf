"""``gitlab``: a Code Quality report, for the widget of a merge request.

An array of entries with description, check_name, fingerprint, severity and location, as GitLab documents it. GitLab
compares the fingerprints of two branches, and shows one entry a fingerprint: a finding's is its key, so that it stays
where lines move.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from validator.findings import Severity
from validator.frozen import frozen
from validator.reports.clean import one_line
from validator.reports.json import written
from validator.reports.places import relative, where
from validator.reports.told import gravest_first, same_cause, waived_words
from validator.reports.words import is_of_no_draft, unchecked_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.errors import Place
    from validator.findings import DraftReport, Finding, Report
    from validator.reports.interface import Format, Options

SEVERITY = {
    Severity.blocker: "blocker",
    Severity.high: "critical",
    Severity.medium: "major",
    Severity.low: "minor",
}
"""GitLab's word for each severity; ``info`` is for what is no finding that counts."""


class _Entries:
    """Entries in the making, no two with one fingerprint."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []
        self._seen: dict[str, int] = {}

    def add(
        self,
        told: str,
        *,
        check: str,
        severity: str,
        file: str,
        place: Place | None = None,
        same: tuple[str, ...],
    ) -> None:
        """An entry; ``same`` is what makes it the same one in the next run."""
        digest = hashlib.sha256("\0".join(same).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        again = self._seen[digest] = self._seen.get(digest, 0) + 1
        if again > 1:
            digest = hashlib.sha256(f"{digest} {again}".encode()).hexdigest()[:32]
        self.made.append(
            {
                "description": one_line(told) or check,
                "check_name": check,
                "fingerprint": digest,
                "severity": severity,
                "location": {
                    "path": relative(file) or ".",
                    "lines": {"begin": place.line if place and place.line else 1},
                },
            }
        )


def _finding(entries: _Entries, finding: Finding, draft: DraftReport, *, lead: str = "") -> None:
    file, place = where(finding, draft.file)
    told = " ".join((f"{lead}{finding.says}", *same_cause(finding)))
    entries.add(
        told,
        check=finding.rule,
        severity=SEVERITY[finding.severity],
        file=file,
        place=place,
        same=("finding", relative(draft.file), finding.key),
    )


def _draft(entries: _Entries, draft: DraftReport) -> None:
    for finding in gravest_first(draft.findings):
        _finding(entries, finding, draft)
    for finding in gravest_first(draft.baselined):
        _finding(entries, finding, draft, lead="In the baseline: ")
    for waived in draft.waived:
        file, place = where(waived.finding, draft.file)
        entries.add(
            f"{waived.finding.says} This is {waived_words(waived)}",
            check=waived.finding.rule,
            severity="info",
            file=file,
            place=place,
            same=("waived", relative(draft.file), waived.finding.key),
        )
    if draft.not_checked:
        told = f"{draft.header.case or draft.file}: {unchecked_words(draft)}."
        entries.add(
            told,
            check="not-checked",
            severity="info",
            file=draft.file,
            same=("unchecked", relative(draft.file), draft.header.case),
        )


def _failures(entries: _Entries, report: Report) -> None:
    for failure in report.failures:
        told = "" if is_of_no_draft(failure) else "This draft could not be read: "
        told = "This draft could not be checked: " if failure.fault else told
        for problem in failure.problems:
            entries.add(
                f"{told}{problem.what} {problem.mend}",
                check="niw-fault" if failure.fault else "draft-unreadable",
                severity="blocker",
                file=problem.place.file if problem.place else failure.file,
                place=problem.place,
                same=("failure", relative(failure.file), problem.what),
            )


def _decisions(entries: _Entries, report: Report) -> None:
    files = {draft.header.case: draft.file for draft in report.drafts}
    for note in report.decisions:
        entries.add(
            note.says,
            check=f"decision-{note.kind}",
            severity="info",
            file=note.place.file if note.place else files.get(note.draft, "."),
            place=note.place,
            same=("decision", note.kind, note.draft, note.rule, note.says),
        )


def entries(report: Report) -> Iterator[dict[str, Any]]:
    """The entries of a report: what could not be read, the drafts, decisions that silence nothing."""
    found = _Entries()
    _failures(found, report)
    for draft in report.drafts:
        _draft(found, draft)
    _decisions(found, report)
    yield from found.made


@frozen(kw_only=False)
class GitLab:
    """The format for merge requests on GitLab."""

    name: str = "gitlab"
    media_type: str = "application/json"
    suffix: str = ".json"

    def render(self, report: Report, options: Options) -> str:
        """The report as a JSON array; notices on the run as a whole are about no file and not in it."""
        return written(list(entries(report)), options.encoding)


FORMAT: Format = GitLab()
