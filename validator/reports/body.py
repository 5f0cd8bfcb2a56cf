"""The findings in full, grouped by severity; then what could not be checked, what was clear, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Severity
from validator.reports.screen import badge, severity_sign, stated_label
from validator.reports.spans import Span, Style, unbroken
from validator.reports.told import DECISION_MATTERS, DECISION_MEANS, gravest_first, waived_words
from validator.reports.words import NOTE, SEVERITY_MEANS, count, entries, facts_of, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.errors import Place
    from validator.evidence import Stated
    from validator.findings import (
        Authority,
        CodesCompared,
        DecisionNote,
        DraftReport,
        Finding,
        NotChecked,
        Report,
    )
    from validator.reports.page import Page

_INDENT = 3
_COLUMN = 14  # where the words begin, right of "authority"
_QUOTE = 130  # cells of a long statement that a finding quotes; the first screen has shown more of it


def place_text(place: Place | None, file: str) -> str:
    """``file:line:column``, which editors and terminals open; the draft's file where a value has no place."""
    return str(place) if place else file


def _authority(authority: Authority) -> list[Span]:
    status = Style.bad if authority.status == "revoked" else Style.faint
    spans = [Span(authority.citation or authority.key)]
    if authority.status and authority.status != authority.citation:
        spans.append(Span(f" ({authority.status})", status))
    if authority.supports:
        spans.append(Span(f": {authority.supports}"))
    if authority.address:
        spans.append(Span(f"  {authority.address}", Style.faint))
    return spans


def _stated(page: Page, stated: Stated, file: str) -> list[Span]:
    where = [
        Span(place_text(stated.place, file), Style.faint),
        Span("  "),
        Span(unbroken(stated_label(stated))),
        Span("  "),
    ]
    return [*where, *page.quoted(stated.text, limit=_QUOTE)]


def _under(page: Page, finding: Finding, file: str) -> None:
    """The findings of the same cause, and theirs, each in two lines or three."""
    for other in finding.under:
        told = [
            Span(f"{page.signs.under} {severity_sign(other.severity, page)} {other.severity.name}  "),
            Span(other.says),
        ]
        page.text([*told, Span(f"  [{other.rule}]", Style.faint)], indent=_COLUMN, hang=_COLUMN + 2)
        if other.place:
            page.text([Span(place_text(other.place, file), Style.faint)], indent=_COLUMN + 2)
        _under(page, other, file)


def finding_part(page: Page, finding: Finding, file: str) -> None:
    """One finding in full."""
    tags = [finding.rule, *([finding.catalogue] if finding.catalogue else []), listed(finding.about)]
    if finding.item:
        tags.append(finding.item)
    page.text([badge(finding.severity, page), Span(f" {finding.title}", Style.strong)])
    page.text([Span(f" {page.signs.dot} ".join(t for t in tags if t), Style.faint)], indent=_INDENT)
    page.text([Span(finding.says)], indent=_INDENT)

    def row(label: str, spans: list[Span]) -> None:
        page.labelled(Span(label, Style.faint), spans, indent=_INDENT, column=_COLUMN)

    for at, stated in enumerate(finding.stated):
        row("" if at else "where", _stated(page, stated, file))
    for at, (text, source) in enumerate(facts_of(finding)):
        row("" if at else "reference", [Span(text), Span(f"  [{source}]", Style.faint)])
    if finding.why:
        row("why", [Span(finding.why)])
    if finding.remedy:
        row("remedy", [Span(finding.remedy, Style.strong)])
    for at, authority in enumerate(finding.authorities):
        row("" if at else "authority", _authority(authority))
    if finding.lowered_by:
        told = Span(f"from {finding.usual_severity.name} because you explain: ")
        quotation = page.quoted(finding.lowered_by.text, limit=2 * _QUOTE)
        row(
            "lowered",
            [told, *quotation, Span(f"  {place_text(finding.lowered_by.place, file)}", Style.faint)],
        )
    if finding.under:
        page.text([Span("same cause, so shown here and not counted apart:", Style.faint)], indent=_COLUMN)
        _under(page, finding, file)


def findings_part(page: Page, draft: DraftReport) -> None:
    """The findings by severity, the gravest first."""
    for severity in sorted(Severity, reverse=True):
        group = [f for f in draft.findings if f.severity is severity]
        if group:
            page.heading(f"{severity.name} {page.signs.dash} {len(group)}", SEVERITY_MEANS[severity])
            for at, finding in enumerate(group):
                if at:
                    page.blank()
                finding_part(page, finding, draft.file)


def _check_line(page: Page, check: NotChecked) -> None:
    name = check.rule if not check.catalogue else f"{check.rule}, {check.catalogue}"
    told = [Span(check.title), Span(f"  [{name}]", Style.faint)]
    if check.items:
        told.append(Span(f"  {check.items}", Style.faint))
    label = Span(f"{severity_sign(check.severity, page)} {check.severity.name}", Style.faint)
    page.labelled(label, told, indent=_INDENT, column=_COLUMN)


def unchecked_part(page: Page, draft: DraftReport) -> None:
    """What could not be checked, by what is missing, the most useful entry first."""
    if not draft.not_checked:
        return
    found = entries(draft.not_checked)
    page.heading(
        f"Not checked {page.signs.dash} {len(draft.not_checked)}", "the draft does not say enough yet"
    )
    for at, entry in enumerate(found):
        if at:
            page.blank()
        if entry.fields:
            names: list[Span] = []
            for missing in entry.fields:
                names += [Span(" and ")] if names else []
                names.append(Span(missing.field, Style.strong))
                names += [Span(f" ({missing.item})")] if missing.item else []
            lets = unbroken(f"{page.signs.arrow} lets {count(len(entry.checks), 'check')} run")
            page.text([Span("Enter "), *names, Span("  "), Span(lets, Style.faint)], indent=1, hang=_INDENT)
        else:
            page.text("Open for another reason than a missing field:", indent=1)
        for check in entry.checks:
            _check_line(page, check)
    if len(found) > 1 and found[1].fields:
        page.blank()
        page.text(
            [Span("Each count supposes that what stands above it is entered too.", Style.faint)], indent=1
        )


def clear_part(page: Page, draft: DraftReport) -> None:
    """How many checks ran and found nothing."""
    page.blank()
    if draft.clear:
        page.text([Span(f"{count(len(draft.clear), 'check')} ran and found nothing.", Style.good)])
    else:
        page.text("No check ran clear.")
    if draft.left_blank:
        page.text(
            f"{count(len(draft.left_blank), 'check')} had nothing to judge: what they read was left blank."
        )


def decided_part(page: Page, draft: DraftReport) -> None:
    """What does not count because somebody decided on it: who, until when, why; then what the baseline holds."""
    known = gravest_first(draft.baselined)
    if not draft.waived and not known:
        return
    page.heading(f"Decided before {page.signs.dash} {len(draft.waived) + len(known)}", "not counted")
    for at, waived in enumerate(draft.waived):
        if at:
            page.blank()
        _brief(page, waived.finding, draft.file)
        waiver = waived_words(waived)
        where = f"  {waived.waiver.place}" if waived.waiver.place else ""
        page.text([Span(waiver[:1].upper() + waiver[1:]), Span(where, Style.faint)], indent=_INDENT)
    if known:
        if draft.waived:
            page.blank()
        page.text([Span("In the baseline:", Style.strong)], indent=1)
        for finding in known:
            _brief(page, finding, draft.file)


def _brief(page: Page, finding: Finding, file: str) -> None:
    """A finding in a sentence, with its rule and its place; what stands under it below."""
    sign = f"{severity_sign(finding.severity, page)} {finding.severity.name}  "
    told = [Span(sign), Span(finding.says), Span(f"  [{finding.rule}]", Style.faint)]
    page.text([*told, Span(f"  {place_text(finding.place, file)}", Style.faint)], indent=1, hang=_INDENT)
    _under(page, finding, file)


def codes_part(page: Page, codes: CodesCompared) -> None:
    """The candidate codes, each with how it fits and the findings it would add and remove."""
    page.heading("Codes side by side", "by fit to the stated facts")
    for at, one in enumerate(codes.candidates):
        if at:
            page.blank()
        name = f"{one.place}  {one.code} {one.title}"
        tags = ["chosen"] if one.chosen else []
        tags += ["close to the one before it"] if one.close else []
        told = f"  ({', '.join(tags)})" if tags else ""
        page.text([Span(name, Style.strong), Span(told, Style.faint)], indent=1, hang=_INDENT)

        def row(label: str, text: str, *, indent: int = _INDENT) -> None:
            if text:
                page.labelled(Span(label, Style.faint), [Span(text)], indent=indent, column=_COLUMN)

        row("here for", listed(one.why_here))
        row("fits", f" {page.signs.dot} ".join(unbroken(f"{f.of} {f.band}") for f in one.fits))
        wage = f"median wage ${one.median_wage:,}" if one.median_wage is not None else ""
        row("level", f" {page.signs.dot} ".join(part for part in (one.zone, one.entry, wage) if part))
        for label, found in (("adds", one.adds), ("removes", one.removes)):
            for number, finding in enumerate(found):
                row("" if number else label, f"{finding.severity.name}: {finding.says} [{finding.rule}]")
        for number, fact in enumerate(one.presupposes):
            row("" if number else "rests on", f"{fact} (not stated)")
    if codes.candidates:
        page.blank()
    same = count(codes.unchanged, "finding")
    page.text(f"{same} would stand with every one of them.", indent=1)
    for sentence in codes.method:
        page.text([Span(sentence, Style.faint)], indent=1)


def decisions_part(page: Page, notes: Sequence[DecisionNote]) -> None:
    """Waivers, and entries of a baseline, that silence nothing: what of them, and the mend."""
    if not notes:
        return
    page.heading(f"Decisions to look at {page.signs.dash} {len(notes)}")
    for note in notes:
        means = DECISION_MEANS.get(note.kind, note.kind)
        told = [
            Span(f"{means}. ", Style.bad if note.kind in DECISION_MATTERS else Style.strong),
            Span(note.says),
        ]
        where = [Span(f"  {note.place}", Style.faint)] if note.place else []
        page.text([*told, *where], indent=1, hang=_INDENT)


def foot(page: Page, report: Report) -> None:
    """What it is not, and what it was made with."""
    page.blank()
    page.rule(heavy=True)
    page.text([Span(NOTE, Style.strong)])
    for notice in report.notices:
        page.text([Span(f"Note: {notice}")], hang=2)
    dot = f" {page.signs.dot} "
    packs = dot.join(
        unbroken(f"{p.name} {p.version} ({count(p.rules, 'rule')}, {p.digest[:12]})") for p in report.packs
    )
    data = dot.join(unbroken(f"{d.name} {d.version} ({d.licence})") for d in report.datasets)
    for label, told in (
        ("niw", dot.join((report.version, f"engine {report.engine}", f"as of {report.as_of.isoformat()}"))),
        ("packs", packs),
        ("data", data if report.drafts else ""),  # nothing was held against it, and it is long
    ):
        if told:
            page.labelled(Span(label, Style.faint), [Span(told, Style.faint)], indent=0, column=7)
