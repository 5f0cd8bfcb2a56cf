"""The first screen: case, sentence, the gravest, the picture, what an officer reads first, the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evidence import Stated
from validator.findings import Severity, at_any_depth
from validator.reports.cells import cells, shorten
from validator.reports.picture import picture
from validator.reports.spans import Line, Span, Style, unbroken, wrap
from validator.reports.words import facts_of, spoken, summary, where_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.findings import DraftReport, Finding, Report, Row
    from validator.reports.page import Page

_STYLE = {
    Severity.blocker: Style.blocker, Severity.high: Style.high, Severity.medium: Style.medium, Severity.low: Style.low,
}  # fmt: skip
_GRAVEST = 3
_QUOTE = 130  # cells of a long statement that the first screen quotes


def severity_sign(severity: Severity, page: Page) -> str:
    """The sign of a severity, readable without colour."""
    return str(getattr(page.signs, severity.name))


def badge(severity: Severity, page: Page) -> Span:
    """A severity as a badge: sign and word."""
    return Span(unbroken(f" {severity_sign(severity, page)} {severity.name.upper()} "), _STYLE[severity])


def stated_label(stated: Stated) -> str:
    """What a statement is called: its form item, or its document and what it is of it."""
    return stated.item or where_words(stated.where, stated.path) or "draft"


def head(page: Page, draft: DraftReport, report: Report) -> None:
    """Case, track, who files, filing date, dates of the data, and the one sentence."""
    header = draft.header
    case = Span(header.case or "(no case id)", Style.strong)
    room = page.width - cells(case.text) - 2
    file = Span(draft.file, Style.faint)
    page.rule(heavy=True)
    if cells(file.text) <= room:
        page.lines.append((case, Span(" " * (room - cells(file.text) + 2)), file))
    else:
        page.text([case])
        page.text([file])
    told: list[Span] = []
    for label, value in (
        ("track", spoken(header.track)),
        ("filer", spoken(header.filer)),
        ("filing", header.filing_date),
        ("stage", spoken(header.stage)),
    ):
        told += [Span("    ")] if told else []
        if not value:
            told.append(Span(unbroken(f"{label} not stated"), Style.faint))
            continue
        told += (
            [Span(unbroken(f"{label} "), Style.faint)] if label != "filer" else []
        )  # "self-petition" says it
        told.append(Span(unbroken(value)))
    page.text(told)
    if report.datasets:
        dot = f" {page.signs.dot} "
        used = {(k.dataset, k.version) for f in at_any_depth(draft.findings) for k in f.known}
        shown = [unbroken(f"{d.name} {d.version}") for d in report.datasets if (d.name, d.version) in used]
        rest = "all of them at the foot" if shown else "named at the foot; no finding rests on them"
        page.text(
            [Span("data ", Style.faint), Span(dot.join(shown)), Span(f" ({rest})"[not shown :], Style.faint)],
            hang=5,
        )
    page.rule(heavy=True)
    page.text([Span(summary(draft), Style.strong)])


def gravest(draft: DraftReport) -> list[Finding]:
    """Three findings at most, the gravest first; of equals, those that hold document against document."""

    def rank(finding: Finding) -> tuple[int, int]:
        return (-finding.severity, -min(len({stated_label(s) for s in finding.stated}), 2))

    return sorted((f for f in draft.findings if f.severity > Severity.low), key=rank)[:_GRAVEST]


def against(page: Page, finding: Finding) -> list[tuple[str, list[Span]]]:
    """What stands against what in ``finding``: label and quotation, the draft's words first, then reference facts."""
    stated = list(dict.fromkeys((stated_label(s), s.text) for s in finding.stated))[:3]
    pairs = [(label, page.quoted(text, limit=_QUOTE)) for label, text in stated]
    if len(pairs) < 2:
        for text, source in facts_of(finding)[: 2 - len(pairs)]:
            pairs.append((source, [Span(shorten(text, _QUOTE, page.signs.ellipsis))]))
    return pairs


def gravest_part(page: Page, draft: DraftReport) -> None:
    """The gravest findings, document against document."""
    found = gravest(draft)
    if not found:
        return
    page.heading("The gravest" if len(found) > 1 else "The one to look at", "what stands against what")
    column = max(30, page.width // 3)
    for number, finding in enumerate(found, 1):
        if number > 1:
            page.blank()
        page.text(
            [Span(f"{number} "), badge(finding.severity, page), Span(f" {finding.title}", Style.strong)],
            hang=2,
        )
        for label, quotation in against(page, finding):
            page.labelled(Span(label), quotation, indent=2, column=column)


def officer_part(page: Page, stated: Sequence[Stated]) -> None:
    """What an officer reads first: the form items as they stand, beside the endeavor sentence."""
    if not stated:
        return
    page.heading("What an officer reads first")
    endeavor = [s for s in stated if s.path[:1] == ("endeavor",)]
    items = [s for s in stated if s not in endeavor]

    def block(of: Sequence[Stated], width: int, column: int) -> list[Line]:
        part = page.part(width)
        for s in of:
            part.labelled(
                Span(stated_label(s), Style.faint),
                page.quoted(s.text, limit=4 * width),
                indent=0,
                column=column,
            )
        return part.lines

    if page.width < 80 or not endeavor or not items:
        page.add((Span(" "), *line) for line in block([*items, *endeavor], page.width - 1, 22))
        return
    half = page.width * 11 // 20
    right = page.part(page.width - half - 2)
    for s in endeavor:
        right.text([Span(stated_label(s), Style.faint)])
        right.text(page.quoted(s.text, limit=6 * right.width))
    page.beside(block(items, half - 1, 21), right.lines, column=half + 2, indent=1)


_COLUMNS = ("title", "occupation", "degree", "endeavor")


def _cell(page: Page, stated: Stated, first: str, width: int, most: int) -> list[Line]:
    """A value of the matrix; what only repeats the first statement of its kind stands back."""
    text = shorten(stated.text or '""', width * most - most, page.signs.ellipsis)
    style = Style.faint if first and stated.text.casefold() == first.casefold() else Style.plain
    lines = wrap([Span(text, style)], width)
    if len(lines) > most:
        rest = " ".join(s.text for line in lines[most - 1 :] for s in line) + page.signs.ellipsis
        lines = [*lines[: most - 1], (Span(shorten(rest, width, page.signs.ellipsis), style),)]
    return lines


def matrix_part(page: Page, rows: Sequence[Row]) -> None:
    """Title, occupation, degree and endeavor by each document that states any of them."""
    rows = [row for row in rows if row.states]
    if not rows:
        return
    page.heading("Document by document", "as each states it")
    if page.width < 90:
        for row in rows:
            page.text([Span(row.document, Style.strong)], indent=1)
            for name, stated in (value for cell in row.columns.values() for value in cell):
                page.labelled(
                    Span(name, Style.faint), page.quoted(stated.text, limit=_QUOTE), indent=3, column=15
                )
        return
    left = 22
    width = (page.width - 1 - left) // 4
    titles = "".join(name.upper().ljust(width) for name in _COLUMNS)
    page.lines.append((Span(" " + "DOCUMENT".ljust(left) + titles.rstrip(), Style.faint),))
    firsts: dict[str, str] = {}
    for row in rows:
        columns = [wrap([Span(row.document)], left - 2)]
        for cell in row.columns.values():
            lines: list[Line] = []
            for kind, stated in cell:
                lines += _cell(page, stated, firsts.get(kind, ""), width - 2, 4)
                firsts[kind] = firsts.get(kind) or stated.text
            columns.append(lines or [(Span(page.signs.nothing, Style.faint),)])
        for at in range(max(map(len, columns))):
            spans: list[Span] = [Span(" ")]
            for column, room in zip(columns, (left, *[width] * 4), strict=True):
                line = column[at] if at < len(column) else ()
                spans += [*line, Span(" " * (room - sum(cells(s.text) for s in line)))]
            page.lines.append(tuple(spans))


def first_screen(page: Page, draft: DraftReport, report: Report) -> None:
    """All that stands before the findings."""
    head(page, draft, report)
    gravest_part(page, draft)
    if any(e.band != "unknown" for e in draft.edges):
        picture(page, draft.edges)
    officer_part(page, draft.officer_first)
    matrix_part(page, draft.matrix)
