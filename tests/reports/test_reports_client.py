"""A client's copy says how much counsel has dealt with, and never that nothing was found where something was."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.reports import sample_reports
from tests.reports.decided_reports import DECIDED, DECIDED_REPORT, ENDEAVOR, ENTRY
from tests.reports.html.page_reading import Page
from validator.findings import DraftReport, Severity
from validator.reports.interface import Options, render

ALL_DECIDED = replace(DECIDED, findings=(), not_checked=())
MENTIONS_COUNSELS = "dealt with by counsel"


def said(of: DraftReport, form: str, *, client: bool = True) -> str:
    text = render(sample_reports.report(of), form, Options(client=client))
    return Page(text).words if form == "html" else text


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_client_is_told_how_many_points_counsel_has_dealt_with_and_nothing_of_them(form: str) -> None:
    told = said(ALL_DECIDED, form)
    assert "3 points are dealt with by counsel and are not shown here" in told
    assert not re.search("nothing found|no check that ran found anything|baseline|waived", told.lower())
    for own in (*(f.says for f in (ENDEAVOR, ENTRY)), "Ada Roth", "Paul Iversen", "being amended"):
        assert own not in told


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_what_is_left_to_do_stands_beside_what_counsel_has_dealt_with(form: str) -> None:
    told = said(DECIDED, form)
    assert "3 points dealt with by counsel and not shown here" in told


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_point_that_rests_on_counsels_notes_is_counted_and_not_shown(form: str) -> None:
    note = sample_reports.stated("gm.yaml", 9, 9, "code_choice.because", "The wage is too high.")
    resting = sample_reports.finding(
        "note-on-wage", "The note", Severity.low, ("code",), "The note speaks of a wage.", evidence=(note,)
    )
    told = said(replace(ALL_DECIDED, waived=(), baselined=(), findings=(resting,)), form)
    assert "1 point is dealt with by counsel and is not shown here" in told
    assert "wage" not in told


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_where_counsel_has_dealt_with_nothing_a_client_is_told_of_none(form: str) -> None:
    told = said(replace(ALL_DECIDED, waived=(), baselined=()), form)
    assert "Nothing found in" in told
    assert MENTIONS_COUNSELS not in told


def test_the_page_says_that_there_is_nothing_but_what_was_decided_before() -> None:
    told = said(ALL_DECIDED, "html", client=False)
    assert "Nothing but what was decided before (3, below)." in told
    assert "No check that ran found anything" not in told


def test_the_index_counts_what_was_decided_before() -> None:
    several = sample_reports.report(DECIDED, replace(ALL_DECIDED, baselined=()))
    text = render(several, "html", Options())
    table = text[text.index('id="drafts"') : text.index("</table>")]
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)
    assert "Decided before" in heads
    column = heads.index("Decided before") - 1
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall("<tr>.*?</tr>", table)]
    assert [row[column] for row in rows] == ["3", "1", "4"]


def test_the_index_of_a_client_names_nothing_of_counsels() -> None:
    several = replace(DECIDED_REPORT, drafts=(DECIDED, ALL_DECIDED))
    words = Page(render(several, "html", Options(client=True))).words
    assert "Decided before" not in words
    assert "With counsel" in words
