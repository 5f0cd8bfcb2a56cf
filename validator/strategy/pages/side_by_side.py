"""The tables of a comparison: fit, level evidence, duties, programs and wages, a row or a column a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from validator.evidence import Known
from validator.reports.cells import shorten
from validator.reports.page import Page
from validator.reports.picture import band_sign
from validator.reports.spans import Span, Style, unbroken
from validator.reports.words import listed
from validator.strategy.model import Candidate, Comparison, Duty, Fit, LevelEvidence, TriedFinding
from validator.strategy.pages.occupation import money
from validator.strategy.pages.parts import Cell, percent, table, zones

_FITS = ("duties", "title", "degree", "endeavor", "words", "level")
LEVELS = {
    "none": "no degree",
    "high_school": "high school",
    "associate": "associate's",
    "bachelor": "bachelor's",
    "master": "master's",
    "doctorate": "doctorate",
}


def note(page: Page, told: str, *, sources: Iterable[Known] = ()) -> None:
    """A remark below a table, and the datasets that it is from."""
    named = listed(list(dict.fromkeys(f"{k.dataset} {k.version}" for k in sources)))
    page.text([Span(f"{told} From {named}." if named else told, Style.faint)], indent=1)


def label(candidate: Candidate) -> list[Span]:
    """A code with its title, marked where it stands on the form."""
    detail = f" (O*NET {candidate.detail})" if _argued(candidate) else ""
    chosen = any(o.kind == "chosen" for o in candidate.origins)
    spans = [Span(candidate.code, Style.strong)]
    spans += [Span(" on the form", Style.fair)] if chosen else []
    return [*spans, Span(f" {candidate.title or 'no such code'}{detail}")]


def _argued(candidate: Candidate) -> bool:
    """Whether an O*NET detail is argued from that is not simply the code itself."""
    return (
        bool(candidate.detail) and not candidate.detail.endswith(".00") and candidate.detail != candidate.code
    )


def _place(candidate: Candidate) -> list[Span]:
    return [Span(f"{candidate.place}{'=' if candidate.close else ''}", Style.strong)]


def fits(page: Page, one: Comparison) -> None:
    """How what the draft states fits each code."""
    page.heading("Fit", "of what the draft states with each code")
    heads = ["", "code", *_FITS[:5], "level", "findings"]
    rows = []
    for c in one.candidates:
        fits = {f.of: f for f in c.fits}
        rows.append([_place(c), label(c), *(_fit(page, fits.get(of)) for of in _FITS), _severities(c)])
    table(page, heads, [3, 0, 9, 10, 9, 9, 9, 9, 9], rows)
    note(
        page,
        "= close to the one above. Title: * published under the code, ' under other codes alone;"
        " says none: it names no occupation. Words: those of"
        " the code's own title, in the draft's words. Level: the highest degree held against what entry asks for; it"
        " does not rank. Findings: all that this code leaves, B blocker, H high, M medium, L low; in parentheses those"
        " that go when another document is brought in line with it.",
    )


def _fit(page: Page, fit: Fit | None) -> Cell:
    if fit is None:
        return [Span(page.signs.nothing, Style.faint)]
    if fit.of == "title" and not fit.ranks:
        return [Span("says none", Style.faint)]
    word = fit.band
    mark = ("*" if fit.relation == "listed" else "'" if fit.elsewhere else "") if fit.of == "title" else ""
    sign = band_sign(fit.band, page.signs)
    return [sign, Span(unbroken(f" {word}{mark}"), sign.style)]


def _severities(c: Candidate) -> Cell:
    own = [f for f in c.findings if not f.under]
    stays, goes = (
        _counted(f for f in own if not f.other_document),
        _counted(f for f in own if f.other_document),
    )
    told = " ".join([stays, f"({goes})"] if stays and goes else [stays or (f"({goes})" if goes else "")])
    return [Span(told)] if told else [Span("none", Style.good)]


def _counted(findings: Iterable[TriedFinding]) -> str:
    """``1B 2M``."""
    numbers = Counter(f.severity for f in findings)
    return " ".join(
        f"{numbers[severity]}{severity.name[0].upper()}" for severity in sorted(numbers, reverse=True)
    )


def levels(page: Page, one: Comparison) -> None:
    """What entry to each code asks for, source by source, beside the degree held."""
    held = LEVELS.get(one.highest_level, "not entered")
    page.heading("Level evidence", f"highest degree held: {held}")
    releases = _releases(one.candidates)
    heads = ["", "code", *(f"job zone O*NET {r} (of {s.replace('-', ' to ')})" for r, s in releases)]
    heads += ["typical entry (BLS)", "required, of those asked", "held by workers (BLS)"]
    rows = [
        [_place(c), [Span(c.detail or c.code, Style.strong)], *_level_cells(page, c.level, releases)]
        for c in one.candidates
    ]
    table(page, heads, [3, 11, *[13] * len(releases), 0, 21, 18], rows)
    told = "B+ bachelor's or more, M+ master's or more. Zones of two releases may be counted differently."
    if any(c.level.education is not None and c.level.education.doubtful for c in one.candidates):
        told += " ~ O*NET calls part of the figure unreliable."
    if any(c.level.entry is not None and c.level.entry.merged for c in one.candidates):
        told += " + BLS publishes it for several codes together."
    parts = [p for c in one.candidates for p in (c.level.entry, c.level.education, c.level.attainment)]
    note(page, told, sources=[p.known for p in parts if p is not None])


def _releases(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    found = {(release, scheme) for c in candidates for release, scheme, _ in zones(c.level)}
    return sorted(found, key=lambda pair: tuple(map(int, pair[0].split("."))), reverse=True)


def _level_cells(page: Page, level: LevelEvidence, releases: list[tuple[str, str]]) -> list[Cell]:
    nothing = [Span(page.signs.nothing, Style.faint)]
    own = {(release, scheme): levels for release, scheme, levels in zones(level)}
    out: list[Cell] = [[Span(own[key])] if key in own else nothing for key in releases]
    out.append(
        [Span(level.entry.education + ("+" if level.entry.merged else ""))] if level.entry else nothing
    )
    education, held = level.education, level.attainment
    doubt = "~" if education is not None and education.doubtful else ""
    out.append(
        [Span(f"B+ {percent(education.bachelor_or_more)}, M+ {percent(education.master_or_more)}{doubt}")]
        if education
        else nothing
    )
    out.append(
        [Span(f"B+ {percent(held.bachelor_or_more)}, M+ {percent(held.master_or_more)}")] if held else nothing
    )
    return out


def duties(page: Page, one: Comparison) -> None:
    """The duties, document by document, against each code."""
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
        rows.append(_sum(of, shown))
        table(page, heads, widths, rows)
    signs = page.signs
    note(
        page,
        f"{signs.strong} {signs.partial} matched (strong, partial); {signs.weak} {signs.none} not matched;"
        f" {signs.unknown} too little said. By words: a match is a place to look, no proof. Duties of a job"
        " held now count for the proposed one only where it is the same work.",
    )


def _duty(page: Page, at: int, duty: Duty, shown: Sequence[Candidate]) -> list[Cell]:
    share = [Span(percent(duty.share))] if duty.share is not None else [Span(page.signs.nothing, Style.faint)]
    return [
        share,
        [Span(shorten(duty.text, 400, page.signs.ellipsis))],
        *([band_sign(c.duties[at].band, page.signs)] for c in shown),
    ]


def _sum(of: str, shown: Sequence[Candidate]) -> list[Cell]:
    sums = [next(s for s in c.duty_sums if s.of == of) for c in shown]
    timed = all(s.matched_share is not None for s in sums)
    label = (
        "matched, per cent of the time"
        if timed
        else f"matched, of {sums[0].matched + sums[0].unmatched + sums[0].unread}"
    )
    cells: list[Cell] = [
        [
            Span(
                f"{s.matched_share:.0f}" if timed and s.matched_share is not None else str(s.matched),
                Style.strong,
            )
        ]
        for s in sums
    ]
    return [[], [Span(label, Style.strong)], *cells]


def figures(page: Page, one: Comparison) -> None:
    """Programs, STEM and wages."""
    page.heading("Programs, STEM and wages", "none of it ranks")
    rows = []
    for c in one.candidates:
        stem = sum(p.stem for p in c.programs)
        linked = "; ".join(
            ("yes, " if r.weight else "no, ") + r.text.partition(" ")[0] for r in c.degree_links
        )
        w = c.wages
        rows.append(
            [
                _place(c),
                [Span(c.code, Style.strong)],
                [Span(f"{len(c.programs)}, {stem} STEM")],
                [Span(linked or page.signs.nothing)],
                [Span(money(w.median) + ("+" if w.merged else ""))]
                if w
                else [Span(page.signs.nothing, Style.faint)],
                [Span(f"{money(w.p10)} to {money(w.p90)}")] if w else [Span(page.signs.nothing, Style.faint)],
            ]
        )
    table(
        page,
        ["", "code", "programs linked", "the degree's linked", "median wage", "10th to 90th percentile"],
        [3, 11, 16, 0, 14, 24],
        rows,
    )
    sources = [c.wages.known for c in one.candidates if c.wages is not None]
    sources += [r.source for c in one.candidates for r in c.degree_links if r.source is not None]
    told = (
        "A link that the crosswalk lacks is unusual, no mismatch. National wages; a waiver has no wage test."
    )
    note(page, told, sources=sources)
