"""The copy for a client: the same report without what is counsel's own.

A client is told what the documents state, what stands against what, and why an officer may ask. Counsel's work stays
with counsel: the comparison of codes; the remedies, for who reads what to say before having said which statement is
right has been led; the authorities and their weight, which are an argument; waivers, baseline and the notes on them,
which say who decided what and why; findings that rest on counsel's own notes in the draft (the choice of a code, the
candidate codes); how words and fields were weighed against the tables; rule ids, ids of list items, places in the
firm's files, names of files and the notices of the run.
They are taken out of the report before it is laid out, so that no template can show them. How many findings counsel
has dealt with (waived, in the baseline, on counsel's own notes) stays: something was found, and a client may know it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from validator.evidence import Evidence, Known, Stated
from validator.findings import DraftReport, Edge, Failure, Finding, NotChecked, Report, Row, Severity
from validator.reports.words import path_words, spoken

NOTE = "Prepared at the request of counsel, to be read with counsel. Not legal advice, not a prediction."

_NOTES = {"code_choice", "candidate_codes"}
"""The sections of a draft that are counsel's own notes."""

_PARTS = {"US equivalent", "degree abroad"}
"""What the name of a document may end in, after the id of a list item."""

_CHOICE = re.compile(r"(?<![\w.@/-])[a-z0-9]+(?:_[a-z0-9]+)+(?![\w@/-])")
_WEIGHING = re.compile(r"heaviest terms|published titles? of|filed under|crosswalk|leads to|links of family")

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
        edges=tuple(map(_edge, draft.edges)),
        matrix=tuple(map(_row, draft.matrix)),
        waived=(),
        baselined=(_WITHHELD,) * withheld,
        codes=None,
    )


def _edge(edge: Edge) -> Edge:
    return replace(edge, relation="", because=(), degree=edge.degree and _unplaced(edge.degree))


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        rule="",
        catalogue="",
        key="",
        item="",
        says=_readable(finding.says),
        remedy="",
        authorities=(),
        lowered_by=finding.lowered_by and _unplaced(finding.lowered_by),
        evidence=tuple(_evidence(e) for e in finding.evidence if not _is_weighing(e)),
        under=tuple(_finding(f) for f in finding.under if not _is_counsels(f)),
    )


def _is_counsels(finding: Finding) -> bool:
    """Whether ``finding`` rests on what counsel noted in the draft for counsel's own use."""
    return any(stated.path[:1] and stated.path[0] in _NOTES for stated in finding.stated)


def _evidence(one: Evidence) -> Evidence:
    return _unplaced(one) if isinstance(one, Stated) else one


def _unplaced(stated: Stated) -> Stated:
    return replace(stated, text=_readable(stated.text), place=None, where="")


def _readable(text: str) -> str:
    """``text`` with the draft's choices as people say them: ``advanced_degree`` as ``advanced degree``."""
    return _CHOICE.sub(lambda choice: spoken(choice[0]), text)


def _is_weighing(one: Evidence) -> bool:
    """Whether it says how a word or a field of study was weighed, which is no fact that a client could check."""
    return isinstance(one, Known) and bool(_WEIGHING.search(one.text))


def _open(check: NotChecked) -> NotChecked:
    return replace(check, rule="", catalogue="")


def _row(row: Row) -> Row:
    document = row.document
    for path in (of.path for cell in row.columns.values() for _, of in cell):
        if (at := next((at for at, step in enumerate(path) if isinstance(step, int)), None)) is not None:
            _, comma, part = document.rpartition(", ")
            kept = f", {part}" if comma and part in _PARTS else ""
            document = path_words(path[: at + 1]) + kept
            break
    stated: dict[str, Any] = {kind: _unplaced(of) for cell in row.columns.values() for kind, of in cell}
    return replace(row, document=document, **stated)
