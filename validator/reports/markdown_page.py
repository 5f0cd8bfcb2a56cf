"""A page of Markdown for a report: its sentence, its findings, the picture, and folded away what explains each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Severity, at_any_depth
from validator.frozen import frozen
from validator.reports.markup import code, folded, link, plain, quoted, table
from validator.reports.picture import band_sign, band_word, in_order, out_of_line
from validator.reports.screen import stated_label
from validator.reports.told import (
    DECISION_MEANS,
    cited,
    gravest_first,
    run_words,
    waived_words,
)
from validator.reports.words import (
    LEFT_OUT,
    NOTE,
    count,
    drafts_and_none,
    entries,
    facts_of,
    field_words,
    is_of_no_draft,
    spoken,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.findings import Authority, CodesCompared, DraftReport, Edge, Failure, Finding, Report, Row
    from validator.reports.page import Signs

_WHOLE = "The whole report: `niw check --format markdown`, or any other format, without a limit."
_CORNERS = ("title", "code", "degree", "endeavor")


@frozen
class Room:
    """What a page has room for."""

    details: Severity | None = Severity.low  # findings explained from this severity on; None: none
    findings: Severity | None = Severity.low  # findings told from this severity on; None: none
    asides: bool = True  # documents, comparison of codes, what was not checked rule by rule
    rows: int | None = None  # drafts of the table of all; None: all

    @property
    def left_out(self) -> str:
        """What has no room, in words; "" where everything has."""
        parts = []
        if self.findings is None:
            parts.append("every finding")
        elif self.findings > Severity.low:
            parts.append(f"findings below {self.findings.name}")
        if self.findings is not None and self.details is None:
            parts.append("why, remedy and authority of each finding")
        elif self.details is not None and self.details > Severity.low:
            parts.append(f"why, remedy and authority of findings below {self.details.name}")
        if not self.asides:
            parts.append(
                "documents side by side, codes compared, decisions one by one, checks that could not run"
            )
        return "; ".join(parts)


def _strong(text: str) -> str:
    shown = plain(text)
    return f"**{shown}**" if shown else ""


def page_text(report: Report, signs: Signs, room: Room, note: str) -> str:
    """The page of a report that is clean. :param note: what stands at its foot; another than NOTE for a client."""
    return _Page(report, signs, room, note).text()


class _Page:
    def __init__(self, report: Report, signs: Signs, room: Room, note: str) -> None:
        self.report = report
        self.signs = signs
        self.room = room
        self.note = note
        self.client = note != NOTE
        self.lines: list[str] = []

    def severity(self, severity: Severity) -> str:
        return f"{plain(getattr(self.signs, severity.name))} **{severity.name}**"

    # ------------------------------------------------------------------------------------------- one draft

    def draft(self, draft: DraftReport) -> None:
        head = draft.header
        self.lines += [f"## {plain(head.case or '(no case id)')}", ""]
        about = [
            code(draft.file),
            f"track {plain(spoken(head.track))}" if head.track else "",
            plain(spoken(head.filer)),
            f"filing {plain(head.filing_date)}" if head.filing_date else "",
            f"stage {plain(spoken(head.stage))}" if head.stage else "",
        ]
        if told := f" {self.signs.dot} ".join(a for a in about if a):
            self.lines += [told, ""]
        self.lines += [_strong(summary(draft)), ""]
        if self.room.findings is None:
            return
        shown = [f for f in gravest_first(draft.findings) if f.severity >= self.room.findings]
        self.findings(shown, draft.file)
        if any(e.band != "unknown" for e in draft.edges):
            self.picture(draft.edges)
        self.details(shown, draft.file)
        if self.room.asides:
            self.unchecked(draft)
            self.lines += folded("Document by document, as each states it", _matrix(draft.matrix))
            if draft.codes:
                self.codes(draft.codes)
            self.decided(draft)
        if draft.clear or draft.left_blank:
            told = f"{count(len(draft.clear), 'check')} ran and found nothing."
            if draft.left_blank:
                told += f" {len(draft.left_blank)} had nothing to judge: what they read was left blank."
            self.lines += [told, ""]

    def findings(self, findings: Sequence[Finding], file: str) -> None:
        rows = []
        for finding in findings:
            says = finding.says.removeprefix(
                finding.title
            ).strip()  # without the draft's words it begins with it
            told = [f"{_strong(finding.title)} {plain(says)} {code(finding.rule)}".strip()]
            told += [
                f"{self.signs.under} {other.severity.name}, same cause: {plain(other.says)} {code(other.rule)}".strip()
                for other in at_any_depth(finding.under)
            ]
            where = code(str(finding.place) if finding.place else file)
            rows.append((self.severity(finding.severity), "<br>".join(told), where))
        if not rows:
            return
        if any(where for _, _, where in rows):
            self.lines += [*table(("Severity", "What", "Where"), rows), ""]
        else:
            self.lines += [*table(("Severity", "What"), [row[:2] for row in rows]), ""]

    def details(self, findings: Sequence[Finding], file: str) -> None:
        if self.room.details is None:
            return
        lines: list[str] = []
        for finding in findings:
            if finding.severity >= self.room.details:
                lines += [*_explained(finding, file), ""]
        self.lines += folded(
            "Finding by finding: what it rests on, why it matters, what mends it", lines[:-1]
        )

    def picture(self, edges: Sequence[Edge]) -> None:
        bands = {frozenset(e.between): e.band for e in in_order(edges)}

        def cell(row: int, column: int) -> str:
            if column <= row:
                return ""
            band = bands[frozenset((_CORNERS[row], _CORNERS[column]))]
            return f"{plain(band_sign(band, self.signs).text)} {plain(band_word(band))}"

        rows = [(f"**{_CORNERS[row]}**", *(cell(row, column) for column in (1, 2, 3))) for row in (0, 1, 2)]
        self.lines += [*table(("How well they agree", *_CORNERS[1:]), rows), ""]
        if odd := out_of_line(edges):
            self.lines += [f"**The {odd} is out of line:** the others agree among themselves.", ""]

    def field(self, field: str) -> str:
        """A field as a draft names it, as code, for sites make links of ``case.track``; for a client, in words."""
        return _strong(field_words(field)) if self.client else code(field)

    def unchecked(self, draft: DraftReport) -> None:
        lines = []
        for entry in entries(draft.not_checked):
            fields = " and ".join(
                self.field(m.field) + (f" ({plain(m.item)})" if m.item else "") for m in entry.fields
            )
            lets = f"{self.signs.arrow} lets {count(len(entry.checks), 'check')} run"
            lines.append(
                f"- Enter {fields} {lets}" if fields else "- Open for another reason than a missing field"
            )
            for check in entry.checks:
                told = f"{check.severity.name}: {plain(check.title)} {code(check.rule)} {plain(check.items)}"
                lines.append(f"  - {told.rstrip()}")
        self.lines += folded(f"Not checked: {len(draft.not_checked)}. What to enter next", lines)

    def codes(self, codes: CodesCompared) -> None:
        rows = []
        for one in codes.candidates:
            fits = ", ".join(f"{plain(f.of)} {plain(f.band)}" for f in one.fits)
            name = f"{plain(one.code)} {plain(one.title)}"
            rows.append(
                (
                    str(one.place),
                    f"**{name}** (chosen)" if one.chosen else name,
                    fits,
                    "<br>".join(f"{f.severity.name}: {plain(f.says)}" for f in one.adds)
                    or self.signs.nothing,
                    "<br>".join(f"{f.severity.name}: {plain(f.says)}" for f in one.removes)
                    or self.signs.nothing,
                )
            )
        heads = ("", "Code", "Fit", "Findings it would add", "Findings it would remove")
        told = ["", *(plain(sentence) for sentence in codes.method)] if codes.method else []
        self.lines += folded("Codes side by side, by fit to the stated facts", [*table(heads, rows), *told])

    def decided(self, draft: DraftReport) -> None:
        if self.client:
            return
        if draft.waived:
            self.lines += ["**Waived**, and not counted:", ""]
            for waived in draft.waived:
                finding = waived.finding
                told = f"{self.severity(finding.severity)} {plain(finding.says)} {code(finding.rule)}"
                self.lines.append(f"- {told}: {plain(waived_words(waived))}")
            self.lines.append("")
        lines = [
            f"- {self.severity(f.severity)} {plain(f.says)} {code(f.rule)} {code(str(f.place) if f.place else '')}"
            for f in gravest_first(draft.baselined)
        ]
        title = f"In the baseline, and not counted: {count(len(draft.baselined), 'finding')}"
        self.lines += folded(title, [line.rstrip() for line in lines])

    # -------------------------------------------------------------------------------------------- the run

    def overview(self) -> None:
        """The table of all drafts."""
        drafts = self.report.drafts
        shown = drafts if self.room.rows is None else drafts[: self.room.rows]
        severities = sorted(Severity, reverse=True)

        def row(name: str, of: Sequence[DraftReport]) -> tuple[str, ...]:
            numbers = [sum(f.severity is s for d in of for f in d.findings) for s in severities]
            numbers += [
                sum(len(d.not_checked) for d in of),
                sum(len(d.waived) + len(d.baselined) for d in of),
            ]
            return (name, *(str(n) if n else self.signs.nothing for n in numbers))

        rows = [row(plain(d.header.case) or code(d.file), [d]) for d in shown]
        if len(shown) < len(drafts):
            rest = len(drafts) - len(shown)
            rows.append(row(f"{count(rest, 'more draft')}, left out for length", drafts[len(shown) :]))
        if self.room.rows is None:
            for failure in self.report.failures:
                state = "holds no draft" if is_of_no_draft(failure) else "could not be read"
                rows.append((f"{plain(failure.file)} {state}", *[self.signs.nothing] * 6))
        rows.append(row("**all**", drafts))
        heads = (
            "Draft",
            *(s.name for s in severities),
            "not checked",
            "with counsel" if self.client else "decided before",
        )
        self.lines += ["## niw", "", plain(run_words(self.report)), "", *table(heads, rows, 6), ""]

    def failures(self, failures: Sequence[Failure]) -> None:
        unread, empty = drafts_and_none(failures)
        if unread:
            self.lines += [f"## Could not be read: {count(len(unread), 'draft')}", ""]
            self.problems(unread)
        if empty:
            self.lines += ["## No draft found", ""]
            self.problems(empty)

    def problems(self, failures: Sequence[Failure]) -> None:
        if self.room.findings is None:
            return
        for failure in failures:
            for problem in failure.problems:
                where = code(str(problem.place)) if problem.place else code(failure.file)
                self.lines.append(f"- {where} {plain(problem.what)} {plain(problem.mend)}".rstrip())
            if not failure.problems:
                self.lines.append(f"- {plain(failure.file)}")
        self.lines.append("")

    def decisions(self) -> None:
        notes = self.report.decisions
        if not notes or self.room.findings is None:
            return
        self.lines += ["## Decisions to look at", ""]
        for note in notes:
            where = f" {code(str(note.place))}" if note.place else ""
            self.lines.append(f"- **{DECISION_MEANS.get(note.kind, note.kind)}.** {plain(note.says)}{where}")
        self.lines.append("")

    def foot(self) -> None:
        report = self.report
        if told := self.room.left_out:
            self.lines += [f"**Left out here for length:** {told}. {_WHOLE}", ""]
        self.lines += ["---", "", f"**{self.note}**", ""]
        self.lines += [f"Note: {plain(notice)}  " for notice in report.notices]
        dot = f" {self.signs.dot} "
        packs = (f"{plain(p.name)} {plain(p.version)} ({code(p.digest[:12])})" for p in report.packs)
        data = (f"{plain(d.name)} {plain(d.version)} ({plain(d.licence)})" for d in report.datasets)
        made = (
            f"niw {plain(report.version)}",
            f"engine {plain(report.engine)}",
            f"as of {report.as_of.isoformat()}",
        )
        self.lines += [f"{dot.join((*made, *packs))}", ""]
        if report.drafts and self.room.findings is not None and (told := dot.join(data)):
            self.lines += folded("Data that it was checked with", [told])

    def text(self) -> str:
        """The page."""
        drafts = self.report.drafts
        if len(drafts) > 1 or (drafts and self.report.failures):
            self.overview()
        for draft in drafts if self.room.rows is None else ():
            self.draft(draft)
        if not drafts and not self.report.failures:
            self.lines += ["No draft was checked.", ""]
        self.failures(self.report.failures)
        self.decisions()
        self.foot()
        return "\n".join(self.lines).rstrip("\n") + "\n"


def _explained(finding: Finding, file: str) -> list[str]:
    """A finding in full, as a heading and a list."""
    lines = [f"#### {finding.severity.name}: {plain(finding.title)}", "", plain(finding.says), ""]
    for stated in finding.stated:
        place = code(str(stated.place) if stated.place else file)
        words = code(stated.where) if stated.text == LEFT_OUT else quoted(stated.text)
        lines.append(f"- {plain(stated_label(stated))}: {words} {place}".rstrip())
    lines += [f"- Reference: {plain(text)} ({plain(source)})" for text, source in facts_of(finding)]
    lines += [f"- **Why** {plain(finding.why)}"] if finding.why else []
    lines += [f"- **Remedy** {plain(finding.remedy)}"] if finding.remedy else []
    for authority in finding.authorities:
        lines.append(f"- **Authority** {_cited(authority)}")
    if lowered := finding.lowered_by:
        told = f"from {finding.usual_severity.name} because you explain:"
        lines.append(f"- **Lowered** {told} {quoted(lowered.text)}")
    return lines


def _cited(authority: Authority) -> str:
    """An authority, its citation a link where it has an address."""
    name = authority.citation or authority.key
    rest = cited(authority)[len(name) :].removeprefix(":").strip()
    return f"{link(name, authority.address)} {plain(rest)}".strip()


def _matrix(rows: Sequence[Row]) -> list[str]:
    columns = ("title", "occupation", "degree", "endeavor")
    shown = [row for row in rows if row.states]
    if not shown:
        return []
    cells = [
        (
            _strong(row.document),
            *("<br>".join(plain(s.text) for _, s in cell) for cell in row.columns.values()),
        )
        for row in shown
    ]
    return table(("Document", *columns), cells)
