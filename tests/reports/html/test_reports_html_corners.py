"""The picture's corners name what the edges rest on, and the documents' cells every value that stands in them."""

from __future__ import annotations

from dataclasses import replace

from tests.reports.html.page_reading import Page
from tests.reports.sample_reports import GENERAL_MANAGER, report, stated
from validator.findings import DraftReport, Row
from validator.reports.html.document import DraftPage
from validator.reports.interface import render

FIRST = stated("d.yaml", 3, 1, "degrees.0.field", "Medieval Art History")
HELD = stated("d.yaml", 9, 1, "degrees.1.us_equivalent.field", "Statistics")
OCCUPATION = stated("d.yaml", 20, 1, "endeavor.occupation", "data scientist")
FIELD = stated("d.yaml", 21, 1, "endeavor.field", "wildfires")


def corners(draft: DraftReport) -> dict[str, tuple[str, ...]]:
    drawing = DraftPage(draft, report(draft), 1).picture
    assert drawing
    return {corner.name: corner.words for corner in drawing.corners}


def drawn(*rows: Row) -> DraftReport:
    edges = tuple(
        replace(edge, degree=HELD if "degree" in edge.between else None) for edge in GENERAL_MANAGER.edges
    )
    return replace(GENERAL_MANAGER, edges=edges, matrix=(Row(document="Degree ba", degree=FIRST), *rows))


def test_the_degree_corner_names_the_degree_that_the_edges_rest_on() -> None:
    assert corners(drawn())["degree"] == ("Statistics",)


def test_the_endeavor_corner_names_the_stated_occupation_else_the_field() -> None:
    field = Row(document="Endeavor statement, its field", endeavor=FIELD)
    both = (Row(document="Endeavor statement", occupation=OCCUPATION), field)
    assert corners(drawn(*both))["endeavor"] == ("data scientist",)
    assert corners(drawn(field))["endeavor"] == ("wildfires",)
    assert corners(drawn())["endeavor"] == ()


def test_a_document_that_states_a_code_and_a_title_shows_both_on_every_page() -> None:
    code = stated("d.yaml", 30, 1, "eta9089.final_determination.soc_code", "15-1252")
    title = stated("d.yaml", 31, 1, "eta9089.final_determination.soc_title", "Software Developers")
    of = report(drawn(Row(document="Final Determination", code=code, occupation=title)))
    assert "Occupation “15-1252” “Software Developers”" in Page(render(of, "html")).words
    assert "15-1252<br>Software Developers" in render(of, "markdown")
    assert "15-1252" in render(of, "text")
