"""The page of a comparison: why the first is first, the tables side by side, then code by code."""

from __future__ import annotations

from collections.abc import Sequence

from validator.findings import Severity
from validator.reports.cells import shorten
from validator.reports.page import Page
from validator.reports.picture import band_sign
from validator.reports.spans import Span, Style, unbroken
from validator.reports.words import count, listed
from validator.strategy.model import Candidate, Comparison, Duty, Fit, LevelEvidence, TriedFinding
from validator.strategy.pages.occupation import money
from validator.strategy.pages.parts import Cell, foot, labelled, percent, source, table, zones

_FITS = ("duties", "title", "degree", "endeavor", "words", "level")
_SEVERITY = {
    Severity.blocker: Style.blocker,
    Severity.high: Style.high,
    Severity.medium: Style.medium,
    Severity.low: Style.low,
}
_LEVELS = {
    "none": "no degree",
    "high_school": "high school",
    "associate": "associate's",
    "bachelor": "bachelor's",
    "master": "master's",
    "doctorate": "doctorate",
}
_DO_NOT_ADD = "Add none that the petitioner has not confirmed: a fact that is not so makes the petition worse, not better."


def comparison(page: Page, one: Comparison) -> None:
    """The whole page."""
    _head(page, one)
    _first(page, one)
    _choice(page, one)
    _fits(page, one)
    _levels(page, one)
    _duties(page, one)
    _figures(page, one)
    page.heading("Code by code", "what each adds and removes, and what it presupposes")
    page.text([Span(_DO_NOT_ADD, Style.strong)])
    for candidate in one.candidates:
        _candidate(page, candidate, one)
    page.heading("How this was made")
    for line in one.method:
        page.text(line, indent=1)
    dot = f" {page.signs.dot} "
    made = dot.join((one.version, f"engine {one.engine}", f"as of {one.as_of.isoformat()}"))
    packs = dot.join(unbroken(f"{p.name} {p.version} ({count(p.rules, 'rule')}, {p.digest[:12]})") for p in one.packs)
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
            said = f"the endeavor says {listed([f'{page.signs.opening}{w}{page.signs.closing}' for w in t.words[:3]])}" if t.words else "the endeavor does not speak of it"
            told.append(f"{t.area} ({t.edition} list; {'claimed' if t.claimed else 'not claimed'}, {said})")
        labelled(page, "CET areas", [Span("; ".join(told)), Span(". Of the endeavor, whichever the code.", Style.faint)])


def _degree_words(level: str, field: str, program: str, title: str, stem: bool | None) -> str:
    read = f" (read as {program} {title}, {'STEM' if stem else 'not STEM'})" if program else " (field not known)"
    return f"{_LEVELS.get(level, 'level not known')}, {field or 'field not entered'}{read}"


def _first(page: Page, one: Comparison) -> None:
    page.heading("Why the first is first", "by fit to what the draft states; not a recommendation")
    for sentence in one.first_because:
        page.text(sentence, indent=1, hang=3)


def _choice(page: Page, one: Comparison) -> None:
    choice = one.choice
    if choice is None:
        return
    page.heading("The attorney's note on the choice")
    agrees = {True: "agrees with Part 6 item 2", False: "differs from Part 6 item 2", None: "cannot be held against Part 6 item 2"}
    style = {True: Style.good, False: Style.bad, None: Style.faint}[choice.agrees]
    by = ", ".join(x for x in (choice.chosen_by, choice.date, "signed" if choice.signed else "not signed") if x)
    page.text([Span(choice.code or "no code", Style.strong), Span("  "), Span(agrees[choice.agrees], style), Span(f"  ({by})")], indent=1)
    if choice.reasons:
        labelled(page, "reasons", page.quoted(choice.reasons))
    if choice.considered:
        labelled(page, "weighed", [Span(", ".join(choice.considered))])
    for remark in choice.remarks:
        page.text([Span(remark, Style.poor)], indent=1, hang=3)


def _label(candidate: Candidate) -> list[Span]:
    detail = f" (O*NET {candidate.detail})" if _argued(candidate) else ""
    chosen = any(o.kind == "chosen" for o in candidate.origins)
    spans = [Span(candidate.code, Style.strong)]
    spans += [Span(" on the form", Style.fair)] if chosen else []
    return [*spans, Span(f" {candidate.title or 'no such code'}{detail}")]


def _argued(candidate: Candidate) -> bool:
    """Whether an O*NET detail is argued from that is not simply the code itself."""
    return bool(candidate.detail) and not candidate.detail.endswith(".00") and candidate.detail != candidate.code


def _place(candidate: Candidate) -> list[Span]:
    return [Span(f"{candidate.place}{'=' if candidate.close else ''}", Style.strong)]


def _fits(page: Page, one: Comparison) -> None:
    page.heading("Fit", "of what the draft states with each code")
    heads = ["", "code", *_FITS[:5], "level", "findings"]
    rows = []
    for c in one.candidates:
        fits = {f.of: f for f in c.fits}
        rows.append([_place(c), _label(c), *(_fit(page, fits.get(of)) for of in _FITS), _severities(page, c)])
    table(page, heads, [3, 0, 9, 10, 9, 9, 9, 9, 9], rows)
    told = (
        "= close to the one above. Title: * published under the code, ' under other codes alone. Words: those of the code's own title,"
        " in the draft's words. Level: the highest degree held against what entry asks for; it does not rank. Findings: all that this"
        " code leaves, B blocker, H high, M medium, L low."
    )
    page.text([Span(told, Style.faint)], indent=1)


def _fit(page: Page, fit: Fit | None) -> Cell:
    if fit is None:
        return [Span(page.signs.nothing, Style.faint)]
    word = "unknown" if fit.band == "unknown" else fit.band
    mark = ("*" if fit.relation == "listed" else "'" if fit.elsewhere else "") if fit.of == "title" else ""
    sign = band_sign(fit.band, page.signs)
    return [sign, Span(unbroken(f" {word}{mark}"), sign.style)]


def _severities(page: Page, c: Candidate) -> Cell:
    own = [f for f in c.findings if not f.under]
    spans: list[Span] = []
    for severity in sorted(Severity, reverse=True):
        number = sum(f.severity is severity for f in own)
        if number:
            spans += [Span(" ")] if spans else []
            spans.append(Span(f"{number}{severity.name[0].upper()}"))
    return spans or [Span("none", Style.good)]


def _levels(page: Page, one: Comparison) -> None:
    held = _LEVELS.get(one.highest_level, "not entered")
    page.heading("Level evidence", f"highest degree held: {held}")
    releases = _releases(one.candidates)
    heads = ["", "code", *(f"job zone O*NET {r} (of {s.replace('-', ' to ')})" for r, s in releases)]
    heads += ["typical entry (BLS)", "required, of those asked", "held by workers (BLS)"]
    rows = [
        [_place(c), [Span(c.detail or c.code, Style.strong)], *_level_cells(page, c.level, releases)] for c in one.candidates
    ]
    table(page, heads, [3, 11, *[13] * len(releases), 0, 21, 18], rows)
    notes = ["B+ bachelor's or more, M+ master's or more. Zones of two releases may be counted differently: never compare across."]
    if any(c.level.education is not None and c.level.education.doubtful for c in one.candidates):
        notes.append("~ O*NET calls part of the figure unreliable.")
    if any(c.level.entry is not None and c.level.entry.merged for c in one.candidates):
        notes.append("+ BLS publishes it for several codes together.")
    sources = dict.fromkeys(
        f"{k.dataset} {k.version}"
        for c in one.candidates
        for part in (c.level.entry, c.level.education, c.level.attainment)
        if part is not None and (k := part.known)
    )
    page.text([Span(f"{' '.join(notes)} From {listed(list(sources))}." if sources else " ".join(notes), Style.faint)], indent=1)


def _releases(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    found = {(release, scheme) for c in candidates for release, scheme, _ in zones(c.level)}
    return sorted(found, key=lambda pair: tuple(map(int, pair[0].split("."))), reverse=True)


def _level_cells(page: Page, level: LevelEvidence, releases: list[tuple[str, str]]) -> list[Cell]:
    nothing = [Span(page.signs.nothing, Style.faint)]
    own = {(release, scheme): levels for release, scheme, levels in zones(level)}
    out: list[Cell] = [[Span(own[key])] if key in own else nothing for key in releases]
    out.append([Span(level.entry.education + ("+" if level.entry.merged else ""))] if level.entry else nothing)
    education, held = level.education, level.attainment
    doubt = "~" if education is not None and education.doubtful else ""
    out.append(
        [Span(f"B+ {percent(education.bachelor_or_more)}, M+ {percent(education.master_or_more)}{doubt}")] if education else nothing
    )
    out.append([Span(f"B+ {percent(held.bachelor_or_more)}, M+ {percent(held.master_or_more)}")] if held else nothing)
    return out


def _duties(page: Page, one: Comparison) -> None:
    page.heading("Duties", "each as the draft words it, against each code by its place above")
    if not one.duties:
        page.text("None are entered: nothing weighs more when a code is chosen.", indent=1)
        return
    width = 4
    shown = [c for c in one.candidates if c.number]
    heads = ["time", "duty", *(str(c.place) for c in shown)]
    widths = [6, 0, *[width] * len(shown)]
    for of in dict.fromkeys(d.of for d in one.duties):
        page.text([Span(of, Style.strong)], indent=1)
        rows = [_duty(page, at, duty, shown) for at, duty in enumerate(one.duties) if duty.of == of]
        rows.append(_sum(page, of, shown))
        table(page, heads, widths, rows)
    signs = page.signs
    page.text(
        [
            Span(
                f"{signs.strong} {signs.partial} matched (strong, partial); {signs.weak} {signs.none} not matched; {signs.unknown} too"
                " little said. By words: a match is a place to look, no proof. Duties of a job held now count for the proposed one"
                " only where it is the same work.",
                Style.faint,
            )
        ],
        indent=1,
    )


def _duty(page: Page, at: int, duty: Duty, shown: Sequence[Candidate]) -> list[Cell]:
    share = [Span(percent(duty.share))] if duty.share is not None else [Span(page.signs.nothing, Style.faint)]
    return [share, [Span(shorten(duty.text, 400, page.signs.ellipsis))], *([band_sign(c.duties[at].band, page.signs)] for c in shown)]


def _sum(page: Page, of: str, shown: Sequence[Candidate]) -> list[Cell]:
    sums = [next(s for s in c.duty_sums if s.of == of) for c in shown]
    timed = all(s.matched_share is not None for s in sums)
    label = "matched, per cent of the time" if timed else f"matched, of {sums[0].matched + sums[0].unmatched + sums[0].unread}"
    cells: list[Cell] = [
        [Span(f"{s.matched_share:.0f}" if timed and s.matched_share is not None else str(s.matched), Style.strong)] for s in sums
    ]
    return [[], [Span(label, Style.strong)], *cells]


def _figures(page: Page, one: Comparison) -> None:
    page.heading("Programs, STEM and wages", "none of it ranks")
    rows = []
    for c in one.candidates:
        stem = sum(p.stem for p in c.programs)
        linked = "; ".join(("yes, " if r.weight else "no, ") + r.text.partition(" ")[0] for r in c.degree_links)
        w = c.wages
        rows.append(
            [
                _place(c),
                [Span(c.code, Style.strong)],
                [Span(f"{len(c.programs)}, {stem} STEM")],
                [Span(linked or page.signs.nothing)],
                [Span(money(w.median) + ("+" if w is not None and w.merged else ""))] if w else [Span(page.signs.nothing, Style.faint)],
                [Span(f"{money(w.p10)} to {money(w.p90)}")] if w else [Span(page.signs.nothing, Style.faint)],
            ]
        )
    table(page, ["", "code", "programs linked", "the degree's linked", "median wage", "10th to 90th percentile"], [3, 11, 16, 0, 14, 24], rows)
    known = [k for c in one.candidates if c.wages and (k := c.wages.known)]
    links = [r.source for c in one.candidates for r in c.degree_links if r.source]
    told = listed(list(dict.fromkeys(f"{k.dataset} {k.version}" for k in [*known, *links])))
    note = "A link that the crosswalk lacks is unusual, and no mismatch by itself. National wages; a waiver has no wage test."
    page.text([Span(f"{note} From {told}." if told else note, Style.faint)], indent=1)


def _candidate(page: Page, c: Candidate, one: Comparison) -> None:
    page.blank()
    page.text([Span(f"{c.place}  "), *_label(c)], indent=0, hang=3)
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
        told = "nothing found that the draft does not state" if c.number and one.duties else "not known: too little is entered"
        labelled(page, lead, [Span(told)], indent=3, column=17)


def _findings(page: Page, label: str, found: Sequence[TriedFinding], *, brief: bool = False) -> None:
    for at, finding in enumerate(found):
        severity = Span(f" {finding.severity.name.upper()} ", _SEVERITY[finding.severity])
        spans = [severity, Span(f" {finding.title}", Style.strong), Span(f" ({finding.catalogue or finding.rule})", Style.faint)]
        if not brief:
            spans.append(Span(f": {finding.says}"))
        if finding.other_document:
            spans.append(Span(f" It goes when {finding.other_document} is brought in line.", Style.fair))
        if finding.under:
            spans.append(Span(f" Same cause as {finding.under}.", Style.faint))
        page.labelled(Span(label if not at else "", Style.faint), spans, indent=3, column=17)
