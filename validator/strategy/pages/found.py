"""What a search found: occupations or programs, best first, each with what speaks for it."""

from __future__ import annotations

from validator.reports.page import Page
from validator.reports.spans import Span, Style
from validator.strategy.model import CodesFound, FoundCode, FoundProgram, ProgramsFound
from validator.strategy.pages.parts import codes_line, foot, labelled, percent, source

_REASONS = 4
_CODES = 8


def codes_found(page: Page, found: CodesFound) -> None:
    """A page on a search for occupations."""
    page.text(_asked(page, found), hang=2)
    if found.remark:
        page.text([Span(found.remark, Style.poor)], hang=2)
    if found.published_under:
        page.text(
            [
                Span("Published word for word under "),
                Span(codes_line(found.published_under, 6), Style.strong),
                Span("."),
            ]
        )
    if not found.codes:
        page.blank()
        page.text(
            'No occupation is named by it. Say what is done, with what, and for whom: niw soc find --duties "…".'
        )
    for one in found.codes:
        _code(page, one)
    if found.codes:
        page.blank()
        page.text(
            [
                Span(
                    "Scores order this list and say no more; the duties decide. One occupation in"
                    " full: niw soc show CODE.",
                    Style.faint,
                )
            ]
        )
    foot(page, found.datasets)


def _asked(page: Page, found: CodesFound) -> list[Span]:
    spans = [Span("Occupations for ", Style.strong)]
    if found.title:
        spans += page.quoted(found.title, Style.strong)
    if found.duties:
        spans += [
            Span(" and the duties " if found.title else "the duties "),
            *page.quoted(found.duties, limit=200),
        ]
    return spans


def _code(page: Page, one: FoundCode) -> None:
    page.blank()
    own = f"   {page.signs.dot} published title of {', '.join(one.published)}" if one.published else ""
    page.text(
        [
            Span(f"{one.place:>2}  {one.code}  {one.title}", Style.strong),
            Span(f"   {one.score:.2f}", Style.faint),
            Span(own, Style.good),
        ],
        hang=4,
    )
    for reason in one.reasons[:_REASONS]:
        sign = "+" if reason.weight > 0 else "-"
        page.text([Span(f"{sign} {reason.text}"), *source(reason.source)], indent=4, hang=6)


def programs_found(page: Page, found: ProgramsFound) -> None:
    """A page on a search for a field of study."""
    page.text([Span("Programs for ", Style.strong), *page.quoted(found.field, Style.strong)])
    sure = [p for p in found.programs if p.sure]
    if found.joint:
        page.text("Read as several fields joined: the checks take each of them.")
    if not found.programs:
        page.blank()
        page.text(
            "No program is known by these words. Write the field as the diploma or its translation names it."
        )
    elif not sure:
        page.text([Span("None is sure enough for the checks: they take the field as not known.", Style.poor)])
    page.blank()
    for one in found.programs:
        _program(page, one, brief=bool(sure) and not one.sure)
    if any(p.leads_to for p in found.programs):
        page.blank()
        told = "A code that the crosswalk leaves out is unusual: explain it. It is no mismatch by itself."
        page.text([Span(told, Style.faint)])
    foot(page, found.datasets)


def _program(page: Page, one: FoundProgram, *, brief: bool) -> None:
    sureness = (
        f"{percent(100 * one.sureness)} sure" if one.sure else f"unsure ({percent(100 * one.sureness)})"
    )
    head = [
        Span(f"{one.code}  {one.title}", Style.strong),
        Span(f"   {sureness}", Style.good if one.sure else Style.poor),
        Span(f" {page.signs.dot} "),
        Span("STEM (DHS)" if one.stem else "not STEM (DHS)", Style.fair if one.stem else Style.faint),
    ]
    page.text(head, hang=4)
    if brief:
        return
    if one.sure:
        labelled(page, "read from", [Span(one.because)], indent=4)
    leads = codes_line(one.leads_to, _CODES) or "no occupation in the crosswalk"
    labelled(page, "leads to", [Span(leads)], indent=4)
    page.blank()
