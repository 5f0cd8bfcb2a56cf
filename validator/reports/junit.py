"""``junit``: JUnit's XML, for whatever shows tests: a suite a draft, a test a rule that ran.

JUnit has no severities: a finding from ``Options.fail_on`` on is a failure, a lesser one passes with what it says as
the test's output. A rule that found two things is two tests, for most readers show one failure a test. What somebody
decided before, what could not be checked and what stands under another finding is skipped, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.escapes import xml_escaped
from validator.findings import at_any_depth
from validator.frozen import frozen
from validator.reports.told import (
    DECISION_MEANS,
    cited,
    gravest_first,
    missing_words,
    run_words,
    stated_words,
    waived_words,
)
from validator.reports.words import is_of_no_draft, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.findings import DraftReport, Failure, Finding, Report
    from validator.reports.interface import Format, Options


def _lines(told: Iterable[str]) -> str:
    """Lines of element content: the ends of lines that are ours stand as they are."""
    return "\n".join(xml_escaped(line) for line in told if line)


@frozen
class Case:
    """A test: how it ended (passed, failure, error or skipped), the word for it in a few words, and its text."""

    name: str
    ended: str = "passed"
    type: str = ""
    message: str = ""
    told: tuple[str, ...] = ()

    def xml(self, suite: str) -> list[str]:
        """The lines of its element."""
        head = f'    <testcase classname="{xml_escaped(suite)}" name="{xml_escaped(self.name)}"'
        if self.ended == "passed" and not self.told:
            return [f"{head}/>"]
        if self.ended == "passed":
            inner = f"      <system-out>{_lines(self.told)}</system-out>"
        else:
            inner = (
                f'      <{self.ended} type="{xml_escaped(self.type)}" message="{xml_escaped(self.message)}"'
            )
            inner += f">{_lines(self.told)}</{self.ended}>" if self.told else "/>"
        return [f"{head}>", inner, "    </testcase>"]


def _told(finding: Finding, file: str) -> tuple[str, ...]:
    """A finding in lines: what it says, where, why, what mends it, on what authority."""
    told = [finding.says]
    told += [f"Where: {stated.place or file}  {stated_words(stated)}" for stated in finding.stated]
    if not finding.stated:
        told.append(f"Where: {file}")
    told += [f"Reference: {known.text} [{known.dataset} {known.version}]" for known in finding.known]
    told += [f"Why: {finding.why}"] if finding.why else []
    told += [f"Remedy: {finding.remedy}"] if finding.remedy else []
    for authority in finding.authorities:
        told.append(f"Authority: {cited(authority)} {authority.address}".rstrip())
    if finding.lowered_by:
        explained = stated_words(finding.lowered_by)
        told.append(f"Lowered from {finding.usual_severity.name} because you explain: {explained}")
    told += [f"Same cause: {f.severity.name} {f.rule}: {f.says}" for f in at_any_depth(finding.under)]
    return tuple(told)


def _name(finding: Finding) -> str:
    return f"{finding.rule} ({finding.item})" if finding.item else finding.rule


def _found(finding: Finding, draft: DraftReport, options: Options) -> Iterator[Case]:
    failed = finding.severity >= options.fail_on
    yield Case(
        name=_name(finding),
        ended="failure" if failed else "passed",
        type=finding.severity.name,
        message=finding.says,
        told=(
            *(() if failed else (f"{finding.severity.name}: {finding.title}",)),
            *_told(finding, draft.file),
        ),
    )
    for other in at_any_depth(finding.under):
        said = f"{other.severity.name}: same cause as {finding.rule}, and counted there: {other.says}"
        yield Case(name=_name(other), ended="skipped", type="same-cause", message=said)


def cases(draft: DraftReport, options: Options) -> Iterator[Case]:
    """The tests of a draft, no two of one name: findings, what was decided before, what is open, what is clear."""
    seen: dict[str, int] = {}
    for case in _cases(draft, options):
        again = seen[case.name] = seen.get(case.name, 0) + 1
        yield (
            case
            if again == 1
            else Case(
                name=f"{case.name} #{again}",
                ended=case.ended,
                type=case.type,
                message=case.message,
                told=case.told,
            )
        )


def _cases(draft: DraftReport, options: Options) -> Iterator[Case]:
    for finding in gravest_first(draft.findings):
        yield from _found(finding, draft, options)
    for waived in draft.waived:
        yield Case(
            name=_name(waived.finding),
            ended="skipped",
            type="waived",
            message=f"{waived.finding.severity.name}, {waived_words(waived)}",
            told=_told(waived.finding, draft.file),
        )
    for finding in gravest_first(draft.baselined):
        yield Case(
            name=_name(finding),
            ended="skipped",
            type="baseline",
            message=f"{finding.severity.name}, in the baseline: {finding.says}",
            told=_told(finding, draft.file),
        )
    for check in draft.not_checked:
        said = f"{check.severity.name}, not checked: {missing_words(check)}"
        yield Case(name=check.rule, ended="skipped", type="not-checked", message=said, told=(check.title,))
    for rule in draft.clear:
        yield Case(name=rule)
    for rule in draft.left_blank:
        yield Case(name=rule, told=("Nothing to judge: what this rule reads was left blank.",))


def _failed(failure: Failure) -> Case:
    told = []
    for problem in failure.problems:
        told += [f"{problem.place or failure.file}: {problem.what} {problem.mend}".rstrip()]
        told += [f"    {problem.line_text}"] if problem.line_text else []
    first = failure.problems[0].what if failure.problems else "This draft could not be read."
    name = "a draft is here" if is_of_no_draft(failure) else "the draft can be read"
    return Case(
        name="the draft can be checked" if failure.fault else name,
        ended="error",
        type="fault" if failure.fault else "unreadable",
        message=first,
        told=tuple(told),
    )


def _decisions(report: Report) -> list[Case]:
    return [
        Case(
            name=f"{number} {note.rule} ({note.kind})",
            ended="skipped",
            type=note.kind,
            message=f"{DECISION_MEANS.get(note.kind, note.kind)}: {note.says}",
            told=(str(note.place),) if note.place else (),
        )
        for number, note in enumerate(report.decisions, 1)
    ]


def _suite(
    name: str, of: list[Case], properties: Iterable[tuple[str, str]] = (), file: str = ""
) -> list[str]:
    counts = {ended: sum(case.ended == ended for case in of) for ended in ("failure", "error", "skipped")}
    head = (
        f'  <testsuite name="{xml_escaped(name)}" tests="{len(of)}" failures="{counts["failure"]}"'
        f' errors="{counts["error"]}" skipped="{counts["skipped"]}"'
    )
    head += f' file="{xml_escaped(file)}">' if file else ">"
    told = [f'      <property name="{xml_escaped(n)}" value="{xml_escaped(v)}"/>' for n, v in properties if v]
    if told:
        told = ["    <properties>", *told, "    </properties>"]
    return [head, *told, *(line for case in of for line in case.xml(name)), "  </testsuite>"]


def _run_properties(report: Report) -> list[tuple[str, str]]:
    made = [("niw", report.version), ("engine", report.engine), ("as of", report.as_of.isoformat())]
    made += [(f"pack {p.name}", f"{p.version} {p.digest}") for p in report.packs]
    made += [(f"data {d.name}", d.version) for d in report.datasets]
    return made + [(f"notice {number}", notice) for number, notice in enumerate(report.notices, 1)]


@frozen(kw_only=False)
class JUnit:
    """The format of test reports."""

    name: str = "junit"
    media_type: str = "application/xml"
    suffix: str = ".xml"

    def render(self, report: Report, options: Options) -> str:
        """The report as XML 1.0: UTF-8, or ASCII with references where the encoding is another."""
        suites: list[str] = []
        every: list[Case] = []
        names: dict[str, int] = {}

        def add(
            name: str, of: list[Case], properties: Iterable[tuple[str, str]] = (), file: str = ""
        ) -> None:
            again = names[name] = names.get(name, 0) + 1
            every.extend(of)
            suites.extend(_suite(name if again == 1 else f"{name} #{again}", of, properties, file))

        for draft in report.drafts:
            about = [("summary", summary(draft)), ("filing date", draft.header.filing_date)]
            add(draft.header.case or draft.file, list(cases(draft, options)), about, draft.file)
        for failure in report.failures:
            add(failure.file, [_failed(failure)], (), failure.file)
        add("niw", _decisions(report), [*_run_properties(report), ("summary", run_words(report))])
        counts = [sum(case.ended == ended for case in every) for ended in ("failure", "error")]
        head = f'<testsuites name="niw" tests="{len(every)}" failures="{counts[0]}" errors="{counts[1]}">'
        text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>", ""])
        if options.encoding.casefold().replace("_", "-") not in {"utf-8", "utf8", "utf-8-sig"}:
            text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
        return text


FORMAT: Format = JUnit()
