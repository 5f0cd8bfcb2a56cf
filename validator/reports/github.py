"""``github``: workflow commands, which a step of GitHub Actions shows as annotations at the line.

``::error file=…,line=…,col=…,title=…::message``. The runner reads a line as a command where it begins with ``::``,
and by an older rule where ``##[`` stands anywhere in it; it takes ``%25 %0D %0A`` back in a message, ``%3A %2C`` too
in a property (actions/runner, ActionCommand.cs). Every line here begins with letters of ours, nothing of a draft ends
a line or a property, and no ``##[`` is left whole.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.errors import Place
from validator.findings import Severity
from validator.frozen import frozen
from validator.reports.clean import fold, one_line, safe
from validator.reports.places import is_file, relative, where
from validator.reports.told import (
    DECISION_MATTERS,
    DECISION_MEANS,
    gravest_first,
    run_words,
    same_cause,
    waived_words,
)
from validator.reports.words import count, is_of_no_draft, unchecked_words

if TYPE_CHECKING:
    from validator.findings import DraftReport, Finding, Report
    from validator.reports.interface import Format, Options

LEVEL = {
    Severity.blocker: "error",
    Severity.high: "error",
    Severity.medium: "warning",
    Severity.low: "notice",
}
"""The kind of annotation for each severity."""

SHOWN = 10
"""How many annotations of a kind GitHub shows of one step; the log holds them all."""


def message(text: str) -> str:
    """``text`` as the message of a command."""
    return _unmarked(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_(text: str) -> str:
    """``text`` as the value of a property of a command."""
    return message(text).replace(":", "%3A").replace(",", "%2C")


def _unmarked(text: str) -> str:
    """``text`` without the mark that begins a command by the older rule, wherever it stands."""
    return text.replace("##[", "## [")


@frozen
class Command:
    """An annotation: ``error``, ``warning`` or ``notice``; its title, the lines of its message, where it stands."""

    kind: str
    title: str
    lines: tuple[str, ...]
    file: str = ""
    place: Place | None = None

    def text(self, encoding: str = "utf-8") -> str:
        """The command on one line; what an encoding lacks is folded before anything is escaped."""

        def clean(told: str) -> str:
            return fold(one_line(told), encoding)

        properties = []
        if is_file(self.file):
            properties.append(("file", fold(safe(relative(self.file)), encoding)))
            if self.place and self.place.line:
                properties.append(("line", str(self.place.line)))
                properties.append(("col", str(self.place.column or 1)))
        properties.append(("title", clean(self.title) or "niw"))
        told = ",".join(f"{name}={property_(value)}" for name, value in properties)
        lines = [line for line in map(clean, self.lines) if line]
        return f"::{self.kind} {told}::{message(chr(10).join(lines))}"


def _finding(finding: Finding, draft: DraftReport) -> Command:
    file, place = where(finding, draft.file)
    lines = [
        finding.says,
        *same_cause(finding),
        f"Why: {finding.why}" if finding.why else "",
        f"Remedy: {finding.remedy}" if finding.remedy else "",
        f"{draft.header.case}  {finding.rule}  {finding.catalogue}",
    ]
    if not is_file(file) and place:
        lines.append(str(place))
    return Command(
        kind=LEVEL[finding.severity],
        title=f"{finding.severity.name}: {finding.title}",
        lines=tuple(lines),
        file=file,
        place=place,
    )


def _failures(report: Report) -> list[Command]:
    lines = []
    for failure in report.failures:
        title = "No draft found" if is_of_no_draft(failure) else "This draft could not be read"
        title = "niw failed on this draft" if failure.fault else title
        for problem in failure.problems:
            file = problem.place.file if problem.place else failure.file
            told = (problem.what, problem.mend)
            lines.append(Command(kind="error", title=title, lines=told, file=file, place=problem.place))
    return lines


def _decided(draft: DraftReport) -> list[Command]:
    """What counts for nothing, and is not passed over in silence: waivers, the baseline, what was not checked."""
    lines = []
    for waived in draft.waived:
        file, place = where(waived.finding, draft.file)
        title = f"waived: {waived.finding.title}"
        said = (waived.finding.says, f"This is {waived_words(waived)}")
        lines.append(Command(kind="notice", title=title, lines=said, file=file, place=place))
    if draft.baselined:
        rules = ", ".join(dict.fromkeys(f.rule for f in gravest_first(draft.baselined)))
        told = (
            f"{count(len(draft.baselined), 'finding')} of this draft stood in the baseline already: {rules}."
        )
        lines.append(Command(kind="notice", title="In the baseline", lines=(told,), file=draft.file))
    if draft.not_checked:
        told = f"{draft.header.case or draft.file}: {unchecked_words(draft)}."
        lines.append(Command(kind="notice", title="Not checked", lines=(told,), file=draft.file))
    return lines


def _decisions(report: Report) -> list[Command]:
    files = {draft.header.case: draft.file for draft in report.drafts}
    return [
        Command(
            kind="warning" if note.kind in DECISION_MATTERS else "notice",
            title=DECISION_MEANS.get(note.kind, note.kind),
            lines=(note.says,),
            file=note.place.file if note.place else files.get(note.draft, ""),
            place=note.place,
        )
        for note in report.decisions
    ]


def commands(report: Report) -> list[Command]:
    """The commands of a report, the gravest first whichever draft they are of: GitHub shows the first ones."""
    found = [(f, draft) for draft in report.drafts for f in draft.findings]
    found.sort(key=lambda pair: -pair[0].severity)
    return [
        *_failures(report),
        *(_finding(finding, draft) for finding, draft in found),
        *_decisions(report),
        *(line for draft in report.drafts for line in _decided(draft)),
        *(Command(kind="notice", title="niw", lines=(notice,)) for notice in report.notices),
    ]


@frozen(kw_only=False)
class GitHub:
    """The format for the log of a step of GitHub Actions."""

    name: str = "github"
    media_type: str = "text/plain"
    suffix: str = ".txt"

    def render(self, report: Report, options: Options) -> str:
        """A command a line, then what the run comes to, and how many annotations GitHub leaves to the log."""
        found = commands(report)
        kinds = Counter(command.kind for command in found)
        told = f"niw {one_line(report.version)}: {run_words(report)}"
        if any(number > SHOWN for number in kinds.values()):
            told += f" GitHub shows the first {SHOWN} of each kind beside the files; all of them stand in this log."
        lines = [command.text(options.encoding) for command in found]
        return "".join(f"{line}\n" for line in (*lines, _unmarked(fold(told, options.encoding))))


FORMAT: Format = GitHub()
