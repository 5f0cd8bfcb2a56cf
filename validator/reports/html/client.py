"""The copy for a client: the same report without what is counsel's own.

A client is told what the documents state, what stands against what, and why an officer may ask. Counsel's work stays
with counsel: the comparison of codes; the remedies, for who reads what to say before having said which statement is
right has been led; the authorities and their weight, which are an argument; waivers, baseline and the notes on them,
which say who decided what and why; findings that rest on counsel's own notes in the draft (the choice of a code, the
candidate codes); rule ids, places in the firm's files, names of files and the notices of the run.
They are taken out of the report before it is laid out, so that no template can show them. How many findings counsel
has dealt with (waived, in the baseline, on counsel's own notes) stays: something was found, and a client may know it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from validator.evidence import Evidence, Stated
from validator.findings import DraftReport, Failure, Finding, NotChecked, Report, Row, Severity

NOTE = "Prepared at the request of counsel, to be read with counsel. Not legal advice, not a prediction."

_NOTES = {"code_choice", "candidate_codes"}
"""The sections of a draft that are counsel's own notes."""

_WITHHELD = Finding(
    rule="",
    title="",
    severity=Severity.low,
    usual_severity=Severity.low,
    about=(),
    says="",
    why="",
    remedy="",
    key="",
)
"""A finding that is counted and not told."""


def for_client(report: Report) -> Report:
    """``report`` without the attorney's work product."""
    return replace(
        report,
        drafts=tuple(map(_draft, report.drafts)),
        failures=tuple(Failure(file=f"draft {at}", problems=()) for at, _ in enumerate(report.failures, 1)),
        notices=(),
        decisions=(),
    )


def _draft(draft: DraftReport) -> DraftReport:
    withheld = len(draft.waived) + len(draft.baselined) + sum(map(_is_counsels, draft.findings))
    return replace(
        draft,
        file="",
        findings=tuple(_finding(f) for f in draft.findings if not _is_counsels(f)),
        not_checked=tuple(map(_open, draft.not_checked)),
        clear=("",) * len(draft.clear),
        left_blank=("",) * len(draft.left_blank),
        officer_first=tuple(map(_unplaced, draft.officer_first)),
        edges=tuple(replace(edge, degree=edge.degree and _unplaced(edge.degree)) for edge in draft.edges),
        matrix=tuple(map(_row, draft.matrix)),
        waived=(),
        baselined=(_WITHHELD,) * withheld,
        codes=None,
    )


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        rule="",
        catalogue="",
        key="",
        remedy="",
        authorities=(),
        lowered_by=finding.lowered_by and _unplaced(finding.lowered_by),
        evidence=tuple(map(_evidence, finding.evidence)),
        under=tuple(_finding(f) for f in finding.under if not _is_counsels(f)),
    )


def _is_counsels(finding: Finding) -> bool:
    """Whether ``finding`` rests on what counsel noted in the draft for counsel's own use."""
    return any(stated.path[:1] and stated.path[0] in _NOTES for stated in finding.stated)


def _evidence(one: Evidence) -> Evidence:
    return _unplaced(one) if isinstance(one, Stated) else one


def _unplaced(stated: Stated) -> Stated:
    return replace(stated, place=None)


def _open(check: NotChecked) -> NotChecked:
    return replace(check, rule="", catalogue="")


def _row(row: Row) -> Row:
    stated: dict[str, Any] = {kind: _unplaced(of) for cell in row.columns.values() for kind, of in cell}
    return replace(row, **stated)
