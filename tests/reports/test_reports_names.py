"""Documents and choices by the names people use: no path, no key, no list of terms one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reports import sample_reports
from tests.reports.html.page_reading import Page
from tests.reports.sample_reports import GENERAL_MANAGER, report, stated
from validator.evidence import Known, Stated
from validator.findings import DraftReport, Header, Missing, NotChecked, Row, Severity
from validator.reports.interface import Options, render
from validator.reports.screen import stated_label

TERMS = ("first", "cost", "take")


@pytest.mark.parametrize(
    ("path", "where", "label"),
    [
        ("evaluations.0.degree", "evaluations[eval-ms].degree", "Evaluation eval-ms, degree"),
        (
            "degrees.1.us_equivalent.document",
            "degrees[ms].us_equivalent.document",
            "Degree ms, US equivalent, document",
        ),
        ("degrees.1.field", "", "Degree 2, field"),
        ("eta9089.appendix_a.work.0.title", "", "Appendix A, work 1, title"),
        ("case.track", "case.track", "Case file, track"),
        ("other_thing.2", "other_thing[2]", "other thing 3"),
    ],
)  # fmt: skip
def test_a_value_is_called_by_its_document(path: str, where: str, label: str) -> None:
    assert stated_label(replace(stated("d.yaml", 1, 1, path, "x"), where=where)) == label


def test_a_form_item_is_called_as_the_form_calls_it() -> None:
    assert (
        stated_label(Stated(path=("i140", "soc_code"), text="x", item="Part 6, item 2")) == "Part 6, item 2"
    )


def of_terms() -> DraftReport:
    known = tuple(
        Known(text=f"“{term}” is among the heaviest terms of 11-1021", dataset="O*NET", version="30.1")
        for term in TERMS
    )
    found = sample_reports.finding(
        "by-its-words",
        "By its words",
        Severity.low,
        ("code",),
        "It reads so.",
        evidence=(*known, Known(text="typical entry: none", dataset="BLS", version="2024-34")),
    )
    return replace(GENERAL_MANAGER, findings=(found,), not_checked=())


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_terms_of_one_occupation_stand_in_one_line(form: str) -> None:
    told = render(report(of_terms()), form, Options(width=140))
    words = Page(told).words if form == "html" else " ".join(told.split())
    assert "“first”, “cost” and “take” are among the heaviest terms of 11-1021" in words.replace("\\", "")
    assert words.count("heaviest terms") == 1
    assert "typical entry: none" in words


def clients(form: str, draft: DraftReport) -> str:
    told = render(report(draft), form, Options(client=True))
    return Page(told).words if form == "html" else told


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_client_reads_choices_and_documents_in_words(form: str) -> None:
    track = replace(stated("d.yaml", 1, 1, "case.track", "advanced_degree"), where="case.track")
    letter = stated("d.yaml", 9, 1, "letters.1.job_title", "Clerk")
    wants = NotChecked(
        rule="r",
        title="A check",
        severity=Severity.low,
        about=("title",),
        missing=(Missing(field="degrees.us_equivalent.level"),),
    )
    found = sample_reports.finding(
        "of-track",
        "The track",
        Severity.high,
        ("filing",),
        "The case says “advanced_degree”.",
        evidence=(track,),
        item="letter-us",
    )
    edges = tuple(
        replace(e, because=("the crosswalk links 52.0201 with 11-1021",)) for e in GENERAL_MANAGER.edges
    )
    rows = (Row(document="Letter letter-us", title=letter),)
    told = clients(
        form, replace(GENERAL_MANAGER, findings=(found,), not_checked=(wants,), edges=edges, matrix=rows)
    )
    for technical in ("advanced_degree", "us_equivalent", "crosswalk links", "52.0201", "letter-us"):
        assert technical not in told
    for readable in ("advanced degree", "Letter 2", "level (US equivalent)", "Case file"):
        assert readable in told


def test_a_clients_findings_keep_facts_and_leave_out_how_words_were_weighed() -> None:
    told = clients("html", of_terms())
    assert "heaviest terms" not in told
    assert "typical entry: none" in told


def test_a_field_in_markdown_is_code_that_no_site_makes_a_link_of() -> None:
    wants = NotChecked(
        rule="r", title="T", severity=Severity.low, about=(), missing=(Missing(field="case.filing_date"),)
    )
    told = render(report(replace(GENERAL_MANAGER, not_checked=(wants,))), "markdown")
    assert "Enter `case.filing_date`" in told


def test_the_index_sorts_by_the_day_that_is_meant() -> None:
    written = ("03/2027", "2026-12-10", "May 4, 2026", "soon", "")
    drafts = (
        replace(GENERAL_MANAGER, header=Header(case=f"c{at}", filing_date=day))
        for at, day in enumerate(written)
    )
    told = render(report(*drafts), "html")
    for key, shown in (
        ("2027-03-01", "03/2027"),
        ("2026-12-10", "2026-12-10"),
        ("2026-05-04", "May 4, 2026"),
        ("9999 soon", "soon"),
    ):
        assert f'data-sort="{key}">{shown}</td>' in told
