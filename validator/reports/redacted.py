"""A report without the draft's own words: for what a CI server publishes, and whoever may read there.

What is left is what names and counts: case ids, paths by the ids of list items, files and lines, rules with their
titles, severities, reasons and authorities, until when a waiver holds and where it stands. What goes is every value of
a draft, every sentence that quotes one, every reason that a person wrote, and who decided. Nothing of it is shortened
or masked: it is not there, so that no format can show it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.errors import Place, Problem
from validator.evidence import Evidence, Known, Stated
from validator.findings import DecisionNote, DraftReport, Failure, Finding, Header, Report, Waived
from validator.reports.words import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTICE = "The drafts' own words are left out of this report; --words puts them in."

_MEND = "Run niw check on this file where it may be read, or with --words: then it says what is wrong."
_MEANS = {
    "duplicate-id": "An id stands twice in one list",
    "duplicate-key": "A key stands twice in one group",
    "identifier": "This looks like a number that belongs in no draft",
    "missing-key": "A key that is needed is missing",
    "no-choice": "This is none of the choices that its key has",
    "no-draft": "This is no draft",
    "no-such-entry": "This names an entry that is not there",
    "none-here": "No draft is here",
    "not-a-date": "This is not a date",
    "sheet-date": "This is a date where an SOC code belongs",
    "unknown-key": "The schema has no such key",
    "unreadable": "This file cannot be read",
    "wrong-type": "What stands here is of another kind than its key takes",
}
_PLACED = re.compile(r"(.+?:\d+:\d+): ")
"""How a notice on a mistake in a file begins; what follows may quote the file."""
_SAFE_NOTES = frozenset({"expired", "unused", "refused", "gone"})
"""Kinds of decision notes whose sentences name ids, files and days, and quote no value."""


def redacted(report: Report) -> Report:
    """``report`` without a word of any draft."""
    return replace(
        report,
        drafts=tuple(map(_draft, report.drafts)),
        failures=tuple(map(_failure, report.failures)),
        decisions=tuple(map(_note, report.decisions)),
        notices=tuple(dict.fromkeys((*map(_notice, report.notices), NOTICE))),
    )


def _draft(draft: DraftReport) -> DraftReport:
    return replace(
        draft,
        header=_header(draft.header),
        findings=tuple(map(_finding, draft.findings)),
        edges=tuple(replace(edge, because=(), degree=None) for edge in draft.edges),
        officer_first=(),
        matrix=(),
        waived=tuple(map(_waived, draft.waived)),
        baselined=tuple(map(_finding, draft.baselined)),
        codes=None,
    )


def _header(header: Header) -> Header:
    """What is stated is left out, and what is not stated still is not: absence must not be made up."""
    said = {name: LEFT_OUT for name in ("track", "filer", "filing_date", "stage") if getattr(header, name)}
    return Header(case=header.case, **said)


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        says=_sentence(finding),
        lowered_by=_stated(finding.lowered_by) if finding.lowered_by else None,
        evidence=tuple(dict.fromkeys(map(_evidence, finding.evidence))),
        under=tuple(map(_finding, finding.under)),
    )


def _sentence(finding: Finding) -> str:
    """The rule's title, how grave it is, and where to look."""
    where = ", ".join(dict.fromkeys(s.where for s in finding.stated if s.where)) or finding.item
    see = f"; see {where}" if where else ""
    return f"{finding.title or finding.rule} ({finding.severity.name}, {finding.rule}{see})."


def _evidence(evidence: Evidence) -> Evidence:
    return _stated(evidence) if isinstance(evidence, Stated) else _known(evidence)


def _stated(stated: Stated) -> Stated:
    return replace(stated, text=LEFT_OUT)


def _known(known: Known) -> Known:
    """A fact of a table says which row was asked for, and so what the draft states."""
    return replace(known, text=LEFT_OUT)


def _waived(waived: Waived) -> Waived:
    """Until when, and in which file: who decided it, and why, stands there."""
    place = waived.waiver.place
    because = f"see {place}" if place else LEFT_OUT
    waiver = replace(waived.waiver, because=because, approved_by=LEFT_OUT, proposed_by="")
    return replace(waived, finding=_finding(waived.finding), waiver=waiver)


def _failure(failure: Failure) -> Failure:
    return replace(failure, problems=tuple(_problems(failure)))


def _problems(failure: Failure) -> Iterable[Problem]:
    for problem in failure.problems:
        place = problem.place
        if not failure.fault and _of_the_file(problem):
            yield problem
            continue
        if failure.fault:
            what = "niw failed on this draft, and the message may quote it"
        else:
            what = _MEANS.get(problem.code, "Something here cannot be read, or does not fit the schema")
        code = f" ({problem.code})" if problem.code else ""
        yield Problem(
            what=f"{what}{code}.",
            mend=_MEND,
            place=Place(file=place.file, line=place.line, column=place.column) if place else None,
            code=problem.code,
        )


def _of_the_file(problem: Problem) -> bool:
    """Whether a problem is one of a path, of which nothing was read that could be quoted."""
    unplaced = problem.place is not None and problem.place.line is None
    return unplaced and not problem.line_text and problem.code in ("", "no-draft", "none-here", "unreadable")


def _note(note: DecisionNote) -> DecisionNote:
    if note.kind in _SAFE_NOTES:
        return note
    says = (
        f"The waiver of {note.rule} on {note.draft} does not apply: what it rests on has changed;"
        " decide again with niw waive."
    )
    return replace(note, says=says)


def _notice(notice: str) -> str:
    placed = _PLACED.match(notice)
    return (
        f"{placed[1]}: There is a mistake here; niw check says which where it may be read."
        if placed
        else notice
    )
