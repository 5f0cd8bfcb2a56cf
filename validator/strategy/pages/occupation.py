"""The page on one occupation."""

from __future__ import annotations

from validator.reference import Education
from validator.reference.figures import Wage
from validator.reports.page import Page
from validator.reports.spans import Span, Style, unbroken
from validator.strategy.model import Occupation
from validator.strategy.pages.parts import codes_line, foot, labelled, percent, source

_MEMBERS = 24
_PROGRAMS = 12
_KINDS = {
    "major": "major group",
    "minor": "minor group",
    "broad": "broad occupation",
    "detailed": "detailed occupation",
    "onet": "O*NET detail",
}


def occupation(page: Page, one: Occupation) -> None:
    """A page on one occupation: what it is, its titles, level, programs, figures and neighbours, each with
    its source.
    """
    page.rule(heavy=True)
    title = one.title or "(the tables hold no titles of SOC 2010's groups)"
    page.text([Span(f"{one.code}  {title}", Style.strong)])
    marks = [_KINDS.get(one.kind, one.kind), f"SOC {one.edition}"]
    marks += ["All Other (residual)"] if one.residual else []
    marks += ["military"] if one.military else []
    page.text([Span(f" {page.signs.dot} ".join(marks)), *(source(one.sources[0]) if one.sources else [])])
    page.rule(heavy=True)
    for remark in one.remarks:
        page.text([Span(remark, Style.poor)], hang=2)
    _place(page, one)
    _titles(page, one)
    if one.kind in {"detailed", "onet"} and one.edition == "2018":
        _level(page, one)
        _programs(page, one)
    _figures(page, one)
    if one.related:
        page.heading(
            "Related occupations", f"as O*NET relates them, nearest first{_dataset(one.related[0].known)}"
        )
        page.text("; ".join(f"{r.code} {r.title}" for r in one.related), indent=1)
    if one.kind in {"detailed", "onet"} and one.edition == "2018":
        page.blank()
        first = one.code if len(one.code) > 7 else next((d.code for d in one.details), "")
        if first:
            page.text(
                [
                    Span(
                        f"Definition and tasks are read at https://www.onetonline.org/link/summary/{first}",
                        Style.faint,
                    )
                ]
            )
    foot(page, one.datasets)


def _dataset(known: object) -> str:
    return f" [{getattr(known, 'dataset', '')} {getattr(known, 'version', '')}]"


def _place(page: Page, one: Occupation) -> None:
    page.blank()
    labelled(page, "stands in", [Span(codes_line(one.above))])
    labelled(page, "members", [Span(codes_line(one.members, _MEMBERS))])
    if one.kind == "detailed" and len(one.details) > 1:
        labelled(page, "O*NET details", [Span(codes_line(one.details, _MEMBERS))])
    elif one.kind == "onet":
        others = tuple(d for d in one.details if d.code != one.code)
        labelled(page, "other details", [Span(codes_line(others, _MEMBERS))])
    if one.successors:
        many = "candidates, never one without the duties: " if len(one.successors) > 1 else ""
        labelled(page, "became", [Span(many), Span(codes_line(one.successors, _MEMBERS), Style.strong)])
    if one.in_2010 and one.edition == "2018":
        labelled(page, "in SOC 2010", [Span(one.in_2010)])
    if one.kind in {"detailed", "onet"}:
        law = (
            "INA 101(a)(32) names this profession (which codes its words cover is our reading)."
            if one.listed_profession
            else "Not among those that INA 101(a)(32) names: a profession where a bachelor's is the minimum for entry."
        )
        labelled(page, "profession", [Span(law)])


def _titles(page: Page, one: Occupation) -> None:
    if not one.titles:
        return
    page.heading(
        "Titles that tell most", f"of {one.titles_published} published; in parentheses where else one stands"
    )
    told = []
    for title in one.titles:
        also = f" ({', '.join(title.also[:3])}{' …' if len(title.also) > 3 else ''})" if title.also else ""
        told.append(unbroken(title.title) + also)
    page.text("; ".join(told), indent=1)


def _level(page: Page, one: Occupation) -> None:
    level = one.level
    page.heading("Level", "source by source; they need not agree")
    releases: dict[tuple[str, str], list[str]] = {}
    for zone in level.zones:
        releases.setdefault((zone.release, zone.scheme), []).append(
            f"{zone.level}" + (f" ({zone.onet_code})" if len(one.details) > 1 else "")
        )
    for (release, scheme), found in sorted(releases.items(), reverse=True):
        spans = [
            Span(f"{', '.join(found)}", Style.strong),
            Span(f"  of zones {scheme.replace('-', ' to ')}"),
            Span(f"  [O*NET {release}]", Style.faint),
        ]
        labelled(page, "job zone", spans, column=24)
    if len(releases) > 1:
        page.text(
            [
                Span(
                    "The releases count zones differently: name the release, and never compare across.",
                    Style.faint,
                )
            ],
            indent=24,
        )
    if level.entry is not None:
        entry = level.entry
        more = [f"experience: {entry.experience}", f"training: {entry.training}"]
        told = f"; {'; '.join(more)}"
        labelled(
            page,
            "typical entry (BLS)",
            [Span(entry.education, Style.strong), Span(told), *source(entry.known)],
            column=24,
        )
        if entry.merged:
            page.text(
                [Span(f"Published for {entry.bls_code}, several codes together.", Style.faint)], indent=24
            )
    if level.education is not None:
        labelled(page, "required, say workers", _required(level.education), column=24)
    if level.attainment is not None:
        held = level.attainment
        told = (
            f"bachelor's or more {percent(held.bachelor_or_more)}, master's or more"
            f" {percent(held.master_or_more)}, doctorate {percent(held.doctorate)}"
        )
        inexact = "; of a wider occupation" if held.inexact else ""
        labelled(page, "held by workers", [Span(told + inexact), *source(held.known)], column=24)
    if not level.zones and level.entry is None and level.education is None:
        page.text("The tables have no level evidence for it: an absence, which speaks neither way.", indent=1)


def _required(education: Education) -> list[Span]:
    shares = sorted((s for s in education.shares if s.percent >= 1), key=lambda s: -s.percent)
    told = ", ".join(f"{s.label} {percent(s.percent)}" for s in shares)
    asked = f"; {education.respondents} asked" if education.respondents else "; rated by O*NET's analysts"
    doubtful = "; O*NET calls part of it unreliable" if education.doubtful else ""
    return [Span(f"{told}{asked}{doubtful}"), *source(education.known)]


def _programs(page: Page, one: Occupation) -> None:
    stem = sum(p.stem for p in one.programs)
    page.heading(
        "Programs that lead here", f"{len(one.programs)} in the CIP-SOC crosswalk, {stem} of them STEM (DHS)"
    )
    if not one.programs:
        page.text(
            "None. An absence is unusual and calls for an explanation; it is no mismatch by itself.", indent=1
        )
        return
    shown = "; ".join(
        f"{p.code} {p.title}{'' if p.stem else ' (not STEM)'}" for p in one.programs[:_PROGRAMS]
    )
    more = f"; and {len(one.programs) - _PROGRAMS} more" if len(one.programs) > _PROGRAMS else ""
    page.text(shown + more, indent=1)


def _figures(page: Page, one: Occupation) -> None:
    if one.wages is None and one.growth is None:
        return
    page.heading("Wages and growth", "national; a waiver has no wage test")
    if one.wages is not None:
        w = one.wages
        told = f"10th percentile {money(w.p10)}, median {money(w.median)}, 90th {money(w.p90)}"
        merged = f"; published for {w.bls_code}, several codes together" if w.merged else ""
        labelled(page, "a year", [Span(told + merged), *source(w.known)], column=24)
        if w.employment:
            labelled(page, "employed", [Span(f"{w.employment:,}"), *source(w.known)], column=24)
    if one.growth is not None and one.growth.change is not None:
        labelled(
            page,
            "by 2034",
            [Span(f"{one.growth.change:+.1f} % employment"), *source(one.growth.known)],
            column=24,
        )


def money(wage: Wage) -> str:
    """``$133,080``; what OEWS suppresses or top-codes, in words."""
    if wage.amount is None:
        return "top-coded" if wage.mark == "#" else "not published"
    return f"${wage.amount:,.0f}"
