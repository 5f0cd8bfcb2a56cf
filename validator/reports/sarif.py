"""``sarif``: SARIF 2.1.0, for code scanning and for viewers of static analysis.

A finding is one result; what stands under it is told in it, as related locations and in its properties, so that
nothing is lost and nothing counted twice. Waived and baselined findings are results too, with their suppressions and
baseline state. What could not be checked is a notification of the run, bound to its rule, and no result of the kind
``open``: GitHub takes no notice of kinds and would show an alert for each. Positions count characters (code points)
from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.findings import Severity, at_any_depth
from validator.frozen import frozen
from validator.reports.clean import one_line
from validator.reports.json import written
from validator.reports.places import is_file, relative, uri, where
from validator.reports.told import (
    DECISION_MATTERS,
    DECISION_MEANS,
    cited,
    gravest_first,
    missing_words,
    same_cause,
    stated_words,
    waived_words,
)
from validator.reports.words import LEFT_OUT, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.errors import Place
    from validator.findings import Authority, DraftReport, Failure, Finding, NotChecked, Report, Waived
    from validator.reports.interface import Format, Options

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "niw/findingKey/v1"
"""The name of our fingerprint. GitHub's own, ``primaryLocationLineHash``, is left to its upload action, which warns of
every value that it has not made itself."""

LEVEL = {
    Severity.blocker: "error",
    Severity.high: "error",
    Severity.medium: "warning",
    Severity.low: "note",
}

_NOTIFICATIONS = {
    "not-checked": "A rule that could not be decided, because the draft does not say enough",
    "draft-unreadable": "A draft that could not be read or does not fit the schema",
    "niw-fault": "A draft that niw itself failed on",
    "notice": "A notice on the run as a whole",
} | {f"decision-{kind}": means for kind, means in DECISION_MEANS.items()}


def message(text: str) -> dict[str, str]:
    """``text`` as a message: braces doubled, as SARIF has it, and nothing in it a link."""
    told = one_line(text).replace("{", "{{").replace("}", "}}")
    return {"text": told.replace("](", "] (") or "-"}


def _artifact_location(file: str) -> dict[str, Any]:
    if not is_file(file):
        return {"description": message("standard input")}
    reference = uri(file)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": ROOT}


def _location(file: str, place: Place | None, told: str = "", number: int | None = None) -> dict[str, Any]:
    """A place; its first line where only the file is known, for GitHub shows nothing without a line."""
    region = {"startLine": place.line if place and place.line else 1}
    if place and place.line and place.column:
        region |= {"startColumn": place.column}
    location: dict[str, Any] = {} if number is None else {"id": number}
    location["physicalLocation"] = {"artifactLocation": _artifact_location(file), "region": region}
    return location | ({"message": message(told)} if told else {})


def _related(finding: Finding, file: str) -> list[dict[str, Any]]:
    """The other places that a finding rests on, the explanation that lowered it, and what stands under it."""
    first = finding.place
    told: list[tuple[str, Place | None, str]] = []
    for stated in finding.stated:
        if stated.place and (stated.place != first or told):
            told.append((stated.place.file, stated.place, stated_words(stated)))
    if lowered := finding.lowered_by:
        words = f"Lowered from {finding.usual_severity.name} because you explain: {stated_words(lowered)}"
        told.append((lowered.place.file if lowered.place else file, lowered.place, words))
    for other, words in zip(at_any_depth(finding.under), same_cause(finding), strict=True):
        told.append((*where(other, file), words))
    return [_location(of, place, words, number) for number, (of, place, words) in enumerate(told, 1)]


def _under(finding: Finding) -> list[dict[str, Any]]:
    return [
        {"rule": f.rule, "severity": f.severity.name, "says": f.says, "key": f.key}
        for f in at_any_depth(finding.under)
    ]


class _Rules:
    """The rules of a run, each once, in the order in which they are met."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []
        self._index: dict[str, int] = {}

    def index(self, of: Finding | NotChecked) -> int:
        known = self._index.get(of.rule)
        if known is not None:
            return known
        self._index[of.rule] = len(self.made)
        self.made.append(_descriptor(of))
        return self._index[of.rule]


def _descriptor(of: Finding | NotChecked) -> dict[str, Any]:
    from validator.findings import Finding

    found = of if isinstance(of, Finding) else None
    usual = found.usual_severity if found else of.severity
    why, remedy, authorities = (found.why, found.remedy, found.authorities) if found else ("", "", ())
    address = next((a.address for a in authorities if a.address.startswith(("https://", "http://"))), "")
    rule: dict[str, Any] = {
        "id": of.rule,
        "name": _pascal(of.rule),
        "shortDescription": message(of.title or of.rule),
        "fullDescription": message(why or of.title or of.rule),
        "help": {
            "text": message(_help(of.title, why, remedy, authorities))["text"],
            "markdown": _help_markdown(of.title, why, remedy, authorities),
        },
        "defaultConfiguration": {"level": LEVEL[usual]},
        "properties": {
            "severity": usual.name,
            "corners": list(of.about),
            "tags": ["EB-2 NIW", *dict.fromkeys(of.about)],
        },
    }
    if address:
        rule["helpUri"] = address
    if of.catalogue:
        rule["properties"]["catalogue"] = of.catalogue
    return rule


def _pascal(rule: str) -> str:
    """``title-names-no-occupation`` as ``TitleNamesNoOccupation``: a name is to be readable, and not the id."""
    return "".join(word[:1].upper() + word[1:] for word in rule.split("-"))


def _help(title: str, why: str, remedy: str, authorities: Iterable[Authority]) -> str:
    parts = [f"Why: {why}" if why else title, f"Remedy: {remedy}" if remedy else ""]
    parts += [f"Authority: {cited(authority)} {authority.address}".rstrip() for authority in authorities]
    return " ".join(part for part in parts if part)


def _help_markdown(title: str, why: str, remedy: str, authorities: Iterable[Authority]) -> str:
    from validator.reports.markup import link, plain

    parts = [f"**{plain(title)}**" if title else ""]
    parts += [f"**Why** {plain(why)}" if why else "", f"**Remedy** {plain(remedy)}" if remedy else ""]
    rests_on = []
    for authority in authorities:
        words = cited(authority)
        rests_on.append(f"- {link(words, authority.address) if authority.address else plain(words)}")
    if rests_on:
        parts.append("\n".join(["**Authority**", "", *rests_on]))
    return "\n\n".join(part for part in parts if part) or "-"


class _Run:
    """One run in the making."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rules = _Rules()
        self.baseline = any(d.baselined for d in report.drafts) or any(
            n.kind == "gone" for n in report.decisions
        )

    def result(
        self,
        finding: Finding,
        draft: DraftReport,
        *,
        waived: Waived | None = None,
        known: bool = False,
    ) -> dict[str, Any]:
        file, place = where(finding, draft.file)
        told = next((s for s in finding.stated if s.place), None)
        for other in at_any_depth(finding.under):
            self.rules.index(other)
        properties: dict[str, Any] = {
            "severity": finding.severity.name,
            "usualSeverity": finding.usual_severity.name,
            "case": draft.header.case,
            "item": finding.item,
            "corners": list(finding.about),
            "reference": [
                {"text": k.text, "dataset": k.dataset, "version": k.version} for k in finding.known
            ],
        }
        if finding.under:
            properties["sameCause"] = _under(finding)
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self.rules.index(finding),
            "kind": "fail",
            "level": LEVEL[finding.severity],
            "message": message(" ".join((finding.says, *same_cause(finding)))),
            "locations": [_location(file, place, stated_words(told) if told else "")],
            "partialFingerprints": {FINGERPRINT: finding.key or finding.rule},
            "suppressions": [_suppression(waived)] if waived else [],
            "properties": properties,
        }
        if related := _related(finding, draft.file):
            result["relatedLocations"] = related
        if self.baseline:
            result["baselineState"] = "unchanged" if known else "new"
        return result

    def results(self) -> Iterator[dict[str, Any]]:
        for draft in self.report.drafts:
            for finding in gravest_first(draft.findings):
                yield self.result(finding, draft)
            for waived in draft.waived:
                yield self.result(waived.finding, draft, waived=waived)
            for finding in gravest_first(draft.baselined):
                yield self.result(finding, draft, known=True)

    def not_checked(self) -> Iterator[dict[str, Any]]:
        for draft in self.report.drafts:
            for check in draft.not_checked:
                told = f"{check.title or check.rule}: not checked; {missing_words(check)}."
                yield _notification("not-checked", "note", told, draft.file) | {
                    "associatedRule": {"id": check.rule, "index": self.rules.index(check)},
                    "properties": {
                        "severity": check.severity.name,
                        "case": draft.header.case,
                        "missing": [m.field for m in check.missing],
                    },
                }

    def data(self) -> dict[str, Any]:
        report = self.report
        results = list(self.results())
        notifications = [n for f in report.failures for n in _failed(f)] + list(self.not_checked())
        return {
            "tool": {
                "driver": {
                    "name": "niw",
                    "version": report.version,
                    "language": "en-US",
                    "rules": self.rules.made,
                    "notifications": [
                        {"id": name, "shortDescription": message(means)}
                        for name, means in _NOTIFICATIONS.items()
                    ],
                },
                "extensions": [
                    {
                        "name": pack.name,
                        "version": pack.version,
                        "properties": {"digest": pack.digest, "rules": pack.rules},
                    }
                    for pack in report.packs
                ],
            },
            "invocations": [
                {
                    "executionSuccessful": not report.failures,
                    "toolExecutionNotifications": notifications,
                    "toolConfigurationNotifications": [*_noted(report)],
                }
            ],
            "originalUriBaseIds": {ROOT: {"description": message("The folder that niw was run in.")}},
            "artifacts": _artifacts(report),
            "results": results,
            "columnKind": "unicodeCodePoints",
            "properties": {
                "asOf": report.as_of.isoformat(),
                "engine": report.engine,
                "datasets": [
                    {"name": d.name, "version": d.version, "licence": d.licence} for d in report.datasets
                ],
                "drafts": [
                    {
                        "file": relative(draft.file),
                        "case": draft.header.case,
                        "summary": summary(draft),
                        "clear": list(draft.clear),
                        "leftBlank": list(draft.left_blank),
                    }
                    for draft in report.drafts
                ],
            },
        }


def _suppression(waived: Waived) -> dict[str, Any]:
    waiver = waived.waiver
    who: dict[str, Any] = {}
    if waiver.approved_by != LEFT_OUT:
        who = {
            "proposedBy": waiver.proposed_by,
            "approvedBy": waiver.approved_by,
            "on": waiver.on.isoformat(),
        }
    suppression: dict[str, Any] = {
        "kind": "external",
        "status": "accepted",
        "justification": one_line(waived_words(waived)),
        "properties": {**who, "until": waiver.until.isoformat(), "review": waived.review},
    }
    if waiver.place:
        suppression["location"] = _location(waiver.place.file, waiver.place)
    return suppression


def _notification(
    kind: str, level: str, told: str, file: str = "", place: Place | None = None
) -> dict[str, Any]:
    notification: dict[str, Any] = {"descriptor": {"id": kind}, "level": level, "message": message(told)}
    return notification | ({"locations": [_location(file, place)]} if file else {})


def _failed(failure: Failure) -> Iterator[dict[str, Any]]:
    kind = "niw-fault" if failure.fault else "draft-unreadable"
    for problem in failure.problems:
        file = problem.place.file if problem.place else failure.file
        yield _notification(kind, "error", f"{problem.what} {problem.mend}", file, problem.place)


def _noted(report: Report) -> Iterator[dict[str, Any]]:
    for note in report.decisions:
        level = "warning" if note.kind in DECISION_MATTERS else "note"
        kind = f"decision-{note.kind}"
        file = note.place.file if note.place else ""
        yield _notification(kind if kind in _NOTIFICATIONS else "notice", level, note.says, file, note.place)
    for notice in report.notices:
        yield _notification("notice", "note", notice)


def _artifacts(report: Report) -> list[dict[str, Any]]:
    files = dict.fromkeys((*(d.file for d in report.drafts), *(f.file for f in report.failures)))
    return [{"location": _artifact_location(file), "roles": ["analysisTarget"]} for file in files]


@frozen(kw_only=False)
class Sarif:
    """The format of static analysis, version 2.1.0."""

    name: str = "sarif"
    media_type: str = "application/sarif+json"
    suffix: str = ".sarif"

    def render(self, report: Report, options: Options) -> str:
        """The report as one run; the same report gives the same bytes."""
        return written(
            {"$schema": SCHEMA, "version": VERSION, "runs": [_Run(report).data()]}, options.encoding
        )


FORMAT: Format = Sarif()
