"""What the first screen says of a draft: nothing that contradicts is hidden, and the picture names what it rests on."""

from __future__ import annotations

from pathlib import Path

from validator.drafts import Draft, load_draft, load_drafts
from validator.facts import Facts
from validator.findings import Edge, Row
from validator.overview import edges, matrix
from validator.reference import reference

SAMPLES = Path(__file__).parents[2] / "samples"

CASE = {"case": {"id": "held-side-by-side"}}
I140 = {"job_title": "Data Scientist", "soc_code": "15-2051"}


def rows(draft: Draft) -> dict[str, dict[str, list[str]]]:
    return {row.document: told(row) for row in matrix(Facts(draft, reference()))}


def told(row: Row) -> dict[str, list[str]]:
    return {column: [s.text for _, s in cell] for column, cell in row.columns.items() if cell}


def entered(**sections: object) -> Draft:
    return load_draft({**CASE, **sections}, partial=True)


def by_degree(draft: Draft) -> dict[frozenset[str], str]:
    drawn: tuple[Edge, ...] = edges(Facts(draft, reference()))
    return {frozenset(e.between): e.degree.text for e in drawn if e.degree}


def test_the_code_and_the_title_of_a_document_stand_side_by_side() -> None:
    (draft,) = load_drafts((str(SAMPLES / "troubled" / "forms-that-differ.yaml"),))
    assert isinstance(draft, Draft)
    found = rows(draft)
    assert found["Final Determination"]["occupation"] == ["15-1252", "Software Developers"]
    assert found["Form I-140, Part 6"]["occupation"] == ["15-2051"]
    assert found["Petition letter"]["occupation"] == ["15-2051", "data scientist"]


def test_a_diploma_states_its_own_field_and_the_equivalent_has_a_row_of_its_own() -> None:
    degree = {"id": "ms", "field": "Kyung-young-hak", "us_equivalent": {"field": "Business Administration"}}
    evaluation = {"id": "eval", "degree": "ms", "field": "Management", "foreign_field": "Kyung-young"}
    found = rows(entered(degrees=[degree], evaluations=[evaluation]))
    assert found["Degree ms"] == {"degree": ["Kyung-young-hak"]}
    assert found["Degree ms, US equivalent"] == {"degree": ["Business Administration"]}
    assert found["Evaluation eval"] == {"degree": ["Management"]}
    assert found["Evaluation eval, degree abroad"] == {"degree": ["Kyung-young"]}


def test_every_document_that_a_finding_may_quote_has_a_row() -> None:
    found = rows(
        entered(
            employment=[{"id": "pikes", "title": "Analyst", "occupation": "analyst", "soc_code": "15-2051"}],
            cv={
                "jobs": [{"id": "cv-1", "title": "Manager"}],
                "degrees": [{"id": "cv-ms", "field": "Statistics"}],
            },
            eta9089={"appendix_a": {"present": True, "work": [{"id": "a-pikes", "title": "Clerk"}]}},
            endeavor={"field": "wildfires", "other_wordings": [{"id": "w", "text": "To predict fires."}]},
            letters=[{"id": "dean", "soc_code": "15-1252", "occupation": "developer"}],
            prior_filings=[{"id": "h1b", "soc_code": "15-1211", "occupation": "systems analyst"}],
        )
    )
    assert found == {
        "Endeavor statement, its field": {"endeavor": ["wildfires"]},
        "Other wording w": {"endeavor": ["To predict fires."]},
        "Appendix A, work a-pikes": {"title": ["Clerk"]},
        "Employment pikes": {"title": ["Analyst"], "occupation": ["15-2051", "analyst"]},
        "CV, job cv-1": {"title": ["Manager"]},
        "CV, degree cv-ms": {"degree": ["Statistics"]},
        "Letter dean": {"occupation": ["15-1252", "developer"]},
        "Earlier filing h1b": {"occupation": ["15-1211", "systems analyst"]},
    }


def test_the_edges_name_the_degree_that_they_rest_on() -> None:
    degrees = [{"id": "ba", "field": "Medieval Art History"}, {"id": "ms", "field": "Statistics"}]
    found = by_degree(entered(i140=I140, degrees=degrees))
    assert found == {
        frozenset({"degree", "code"}): "Statistics",
        frozenset({"title", "degree"}): "Statistics",
    }


def test_the_degree_that_an_evaluation_finds_is_named_where_the_edges_rest_on_it() -> None:
    evaluation = {"id": "eval", "degree": "ms", "field": "Statistics"}
    found = by_degree(
        entered(i140=I140, degrees=[{"id": "ms", "field": "Tonggye-hak"}], evaluations=[evaluation])
    )
    assert found[frozenset({"degree", "code"})] == "Statistics"


def test_an_edge_without_a_degree_names_none() -> None:
    assert by_degree(entered(i140=I140)) == {}
