"""Results as JSON lines: one that says what the run is made of, one a draft in the order of the drafts, a last one.

For runs of thousands of drafts: a line is written when its draft is done, and what is written is whole. The last line
is there when the run came to its end; ``niw check --resume`` goes on after the last whole line of one that did not.
schemas/results.schema.json describes the lines. A line has of a finding what tells it from others and where it is;
why, remedy and authority are the rule's, and stand in docs of the pack (``niw explain``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from validator.escapes import json_escaped
from validator.findings import DecisionNote, DraftReport, Failure, Finding, Report, Severity
from validator.frozen import frozen
from validator.reports.clean import is_unicode

if TYPE_CHECKING:
    from validator.reports.interface import Format, Options

SCHEMA = 1


def _line(data: dict[str, Any]) -> str:
    return json_escaped(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)) + "\n"


def head(report: Report, about: dict[str, Any]) -> str:
    """The first line: what the run was made with. ``about`` is what a run that goes on must have in common with it."""
    return _line(
        {
            "kind": "run",
            "niw_results": SCHEMA,
            "version": report.version,
            "as_of": report.as_of.isoformat(),
            "engine": report.engine,
            "packs": [{"name": p.name, "version": p.version, "digest": p.digest} for p in report.packs],
            "datasets": [{"name": d.name, "version": d.version} for d in report.datasets],
            **about,
        }
    )


def result_line(
    number: int,
    of: DraftReport | Failure,
    *,
    line: int = 1,
    exit_code: int = 0,
    decisions: tuple[DecisionNote, ...] = (),
    words: bool = True,
) -> str:
    """The line of one draft. :param words: whether the draft's own words may stand in it."""
    if isinstance(of, Failure):
        data: dict[str, Any] = {
            "kind": "failure",
            "number": number,
            "file": of.file,
            "line": line,
            "exit_code": exit_code,
            "fault": of.fault,
            "problems": [
                {
                    "what": p.what if words else p.code or "unreadable",
                    "mend": p.mend if words else "",
                    "line": p.place.line if p.place else None,
                    "column": p.place.column if p.place else None,
                    "code": p.code,
                }
                for p in of.problems
            ],
        }
        return _line(data)
    data = {
        "kind": "draft",
        "number": number,
        "file": of.file,
        "line": line,
        "case": of.header.case,
        "exit_code": exit_code,
        "counts": {
            **{s.name: sum(f.severity is s for f in of.findings) for s in sorted(Severity, reverse=True)},
            "not_checked": len(of.not_checked),
            "clear": len(of.clear),
            "left_blank": len(of.left_blank),
            "waived": len(of.waived),
            "baselined": len(of.baselined),
        },
        "findings": [_finding(f, words=words) for f in of.findings],
        "not_checked": [{"rule": n.rule, "missing": [m.field for m in n.missing]} for n in of.not_checked],
    }
    if of.waived:
        data["waived"] = [
            {
                "rule": w.finding.rule,
                "key": w.finding.key,
                "until": w.waiver.until.isoformat(),
                "review": w.review,
            }
            for w in of.waived
        ]
    if of.baselined:
        data["baselined"] = [{"rule": f.rule, "key": f.key} for f in of.baselined]
    if decisions:
        data["decisions"] = [
            {"kind": d.kind, "rule": d.rule, "says": d.says if words else ""} for d in decisions
        ]
    return _line(data)


def _finding(finding: Finding, *, words: bool) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "catalogue": finding.catalogue,
        "severity": finding.severity.name,
        "usual_severity": finding.usual_severity.name,
        "item": finding.item,
        "says": finding.says if words else finding.title,
        "key": finding.key,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "where": list(dict.fromkeys(s.where for s in finding.stated)),
        "under": [_finding(f, words=words) for f in finding.under],
    }


def foot(counts: dict[str, int], exit_code: int, notices: tuple[str, ...] = ()) -> str:
    """The last line of a run that came to its end: counts over all drafts."""
    return _line({"kind": "end", "exit_code": exit_code, "counts": counts, "notices": list(notices)})


@frozen(kw_only=False)
class Lines:
    """The format for a report that is there as a whole; :mod:`validator.run.streaming` writes lines as they come."""

    name: str = "jsonl"
    media_type: str = "application/x-ndjson"
    suffix: str = ".jsonl"

    def render(self, report: Report, options: Options) -> str:
        """The lines of ``report``: the drafts in their order, then those that could not be read."""
        every: list[DraftReport | Failure] = [*report.drafts, *report.failures]
        notes: dict[str, list[DecisionNote]] = {}
        for note in report.decisions:
            notes.setdefault(note.draft, []).append(note)
        lines = [
            result_line(
                number,
                of,
                decisions=tuple(notes.get(of.header.case, ())) if isinstance(of, DraftReport) else (),
            )
            for number, of in enumerate(every, 1)
        ]
        counts = {"drafts": len(report.drafts), "failures": len(report.failures)}
        text = head(report, {}) + "".join(lines) + foot(counts, 0, report.notices)
        if is_unicode(options.encoding):
            return text
        return re.sub(
            "[^\x00-\x7f]", lambda m: json.dumps(m[0])[1:-1], text
        )  # such letters stand in strings alone


FORMAT: Format = Lines()
