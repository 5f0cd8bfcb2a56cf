"""The page of a comparison: why the first is first, the tables side by side, then code by code."""

from __future__ import annotations

from collections.abc import Sequence

from validator.findings import Severity
from validator.reports.page import Page
from validator.reports.spans import Span, Style, unbroken
from validator.reports.words import count, listed
from validator.strategy.model import Candidate, Comparison, TriedFinding
from validator.strategy.pages.parts import foot, labelled, source
from validator.strategy.pages.side_by_side import LEVELS, duties, figures, fits, label, levels

_SEVERITY = {
    Severity.blocker: Style.blocker,
    Severity.high: Style.high,
    Severity.medium: Style.medium,
    Severity.low: Style.low,
}
_DO_NOT_ADD = (
    "Add none that the petitioner has not confirmed: a fact that is not so makes the petition worse,"
    " not better."
)


def comparison(page: Page, one: Comparison) -> None:
    """The whole page."""
    _head(page, one)
    _first(page, one)
    _choice(page, one)
    fits(page, one)
    levels(page, one)
    duties(page, one)
    figures(page, one)
    page.heading("Code by code", "what each adds and removes, and what it presupposes")
    page.text([Span(_DO_NOT_ADD, Style.strong)])
    for candidate in one.candidates:
        _candidate(page, candidate, one)
    page.heading("How this was made")
    for line in one.method:
        page.text(line, indent=1)
    dot = f" {page.signs.dot} "
    made = dot.join((one.version, f"engine {one.engine}", f"as of {one.as_of.isoformat()}"))
    packs = dot.join(
        unbroken(f"{p.name} {p.version} ({count(p.rules, 'rule')}, {p.digest[:12]})") for p in one.packs
    )
    foot(page, one.datasets, made, packs)


def _head(page: Page, one: Comparison) -> None:
    page.rule(heavy=True)
    page.text([Span(f"{one.case}  SOC codes side by side", Style.strong), Span(f"  {one.file}", Style.faint)])
    page.rule(heavy=True)
    title: list[Span] = page.quoted(one.title) if one.title else [Span("not entered", Style.faint)]
    if one.title_compared != one.title:
        title += [Span("; compared as the functional US title "), *page.quoted(one.title_compared)]
    labelled(page, "title", title)
    labelled(page, "code", page.quoted(one.code) if one.code else [Span("not entered", Style.faint)])
    held = [_degree_words(d.level, d.field, d.program, d.program_title, d.stem) for d in one.degrees]
    labelled(page, "degrees", [Span("; ".join(held))] if held else [Span("not entered", Style.faint)])
    if one.technologies:
        told = []
        for t in one.technologies:
            said = (
                f"the endeavor says {listed([f'{page.signs.opening}{w}{page.signs.closing}' for w in t.words[:3]])}"
                if t.words
                else "the endeavor does not speak of it"
            )
            told.append(f"{t.area} ({t.edition} list; {'claimed' if t.claimed else 'not claimed'}, {said})")
        labelled(
            page,
            "CET areas",
            [Span("; ".join(told)), Span(". Of the endeavor, whichever the code.", Style.faint)],
        )


def _degree_words(level: str, field: str, program: str, title: str, stem: bool | None) -> str:
    read = (
        f" (read as {program} {title}, {'STEM' if stem else 'not STEM'})" if program else " (field not known)"
    )
    return f"{LEVELS.get(level, 'level not known')}, {field or 'field not entered'}{read}"


def _first(page: Page, one: Comparison) -> None:
    page.heading("Why the first is first", "by fit to what the draft states; not a recommendation")
    for sentence in one.first_because:
        page.text(sentence, indent=1, hang=3)


def _choice(page: Page, one: Comparison) -> None:
    choice = one.choice
    if choice is None:
        return
    page.heading("The attorney's note on the choice")
    agrees = {
        True: "agrees with Part 6 item 2",
        False: "differs from Part 6 item 2",
        None: "cannot be held against Part 6 item 2",
    }
    style = {True: Style.good, False: Style.bad, None: Style.faint}[choice.agrees]
    by = ", ".join(
        x for x in (choice.chosen_by, choice.date, "signed" if choice.signed else "not signed") if x
    )
    page.text(
        [
            Span(choice.code or "no code", Style.strong),
            Span("  "),
            Span(agrees[choice.agrees], style),
            Span(f"  ({by})"),
        ],
        indent=1,
    )
    if choice.reasons:
        labelled(page, "reasons", page.quoted(choice.reasons))
    if choice.considered:
        labelled(page, "weighed", [Span(", ".join(choice.considered))])
    for remark in choice.remarks:
        page.text([Span(remark, Style.poor)], indent=1, hang=3)


def _candidate(page: Page, c: Candidate, one: Comparison) -> None:
    page.blank()
    page.text([Span(f"{c.place}  "), *label(c)], indent=0, hang=3)
    if c.remark:
        told = f"{c.remark}: {c.detail_title}" if c.detail_title else c.remark
        page.text([Span(told + ".", Style.poor)], indent=3)
    origins = list(dict.fromkeys(o.text for o in c.origins))
    labelled(page, "here as", [Span("; ".join(origins))], indent=3, column=17)
    level = next((f for f in c.fits if f.of == "level"), None)
    if level is not None:
        spans = [Span(level.relation, Style.strong)]
        for at, reason in enumerate(level.because):
            spans += [Span(f"{';' if at else ':'} {reason.text}"), *source(reason.source)]
        labelled(page, "level", spans, indent=3, column=17)
    chosen = any(o.kind == "chosen" for o in c.origins)
    if chosen:
        _findings(page, "findings now", c.findings)
        if not c.findings:
            labelled(page, "findings now", [Span("none", Style.good)], indent=3, column=17)
    else:
        _findings(page, "adds", c.adds)
        _findings(page, "removes", c.removes, brief=True)
        stays = len(c.findings) - len(c.adds)
        if not c.adds and not c.removes:
            labelled(page, "findings", [Span(f"as they are now ({stays})")], indent=3, column=17)
    lead = "presupposes"
    for fact in c.presupposes:
        page.labelled(Span(lead, Style.faint), [Span(fact.text), *source(fact.source)], indent=3, column=17)
        lead = ""
    if not c.presupposes:
        told = (
            "nothing found that the draft does not state"
            if c.number and one.duties
            else "not known: too little is entered"
        )
        labelled(page, lead, [Span(told)], indent=3, column=17)


def _findings(page: Page, label: str, found: Sequence[TriedFinding], *, brief: bool = False) -> None:
    for at, finding in enumerate(found):
        severity = Span(f" {finding.severity.name.upper()} ", _SEVERITY[finding.severity])
        spans = [
            severity,
            Span(f" {finding.title}", Style.strong),
            Span(f" ({finding.catalogue or finding.rule})", Style.faint),
        ]
        if not brief:
            spans.append(Span(f": {finding.says}"))
        if finding.other_document:
            spans.append(Span(f" It goes when {finding.other_document} is brought in line.", Style.fair))
        if finding.under:
            spans.append(Span(f" Same cause as {finding.under}.", Style.faint))
        page.labelled(Span(label if not at else "", Style.faint), spans, indent=3, column=17)
