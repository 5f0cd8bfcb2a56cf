"""The proposed title: vague, a rank, from another language, or an employer's; what honest titles are not told."""

from __future__ import annotations

from typing import Any

import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.findings import DraftReport


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def check(checker: Checker, **draft: Any) -> DraftReport:
    return checker.check(load_draft(draft, partial=True))


def told(report: DraftReport) -> dict[str, str]:
    return {f.catalogue: f.severity.name for g in report.findings for f in (g, *g.under)}


@pytest.mark.parametrize(
    ("title", "code", "severity"),
    [
        ("Team Leader", "15-1252", "high"),
        ("Senior Associate", "15-2031", "high"),
        ("Senior Specialist", "29-1216", "medium"),
        ("Member of Technical Staff", "15-1252", "medium"),
        ("Senior Scientist", "19-2031", "low"),
        ("Senior Engineer", "17-2141", "low"),
        ("Research Fellow", "19-1042", "low"),
        ("Vice President", "11-1021", "low"),
        ("Managing Director", "11-1021", "low"),
        ("Entrepreneur", "11-1021", "low"),
        ("Mechanical Engineer", "17-2141", ""),
    ],
)
def test_a_vague_title_weighs_as_much_as_it_leaves_open(
    checker: Checker, title: str, code: str, severity: str
) -> None:
    report = told(check(checker, i140={"job_title": title, "soc_code": code}))
    assert report.get("T03", "") == severity
    assert "T14" not in report


@pytest.mark.parametrize(
    ("title", "found_out"),
    [
        ("책임연구원", True),
        ("Kwajang", True),
        ("Vice President", False),
        ("Executive Director", False),
        ("Engineer (µ-systems)", False),
        ("Ingénieur civil", False),
    ],
)
def test_a_rank_of_another_language_is_told_apart(checker: Checker, title: str, found_out: bool) -> None:
    assert ("T14" in told(check(checker, i140={"job_title": title}))) is found_out


@pytest.mark.parametrize(
    ("title", "code", "catalogue"),
    [
        ("Chief Technologist", "15-1221", "T08"),
        ("Textile Technologist", "17-2131", "T08"),
        ("Product Owner", "15-1299", "T11"),
        ("Vice President, Quantitative Modeling", "15-2041", "T11"),
        ("Principal Investigator", "19-1042", "T02"),
    ],
)
def test_an_ordinary_title_is_not_taken_for_another(
    checker: Checker, title: str, code: str, catalogue: str
) -> None:
    assert catalogue not in told(check(checker, i140={"job_title": title, "soc_code": code}))


@pytest.mark.parametrize("title", ["Owner", "President and Chief Engineer", "Founder", "CEO"])
def test_one_who_runs_a_company_is_known_by_the_title(checker: Checker, title: str) -> None:
    assert "T11" in told(check(checker, i140={"job_title": title, "soc_code": "17-2141"}))


@pytest.mark.parametrize(
    ("code", "duties", "catalogue"),
    [
        (
            "15-2051",
            "Builds statistical models that forecast sales and set pricing for hospital supplies.",
            "T09",
        ),
        ("19-2041", "Assesses contaminated sites and helps in business development.", "T09"),
        ("11-9121", "Responsible for a team of fourteen chemists; assigns tasks and reviews results.", "T06"),
        ("29-1216", "Examines patients and delivers preventive care including routine vaccinations.", "N1"),
    ],
)
def test_duties_of_honest_work_are_not_misread(
    checker: Checker, code: str, duties: str, catalogue: str
) -> None:
    assert catalogue not in told(check(checker, i140={"soc_code": code, "nontechnical_description": duties}))


@pytest.mark.parametrize(
    ("employer", "title", "duties", "found_out"),
    [
        ("Target", "Target Identification Scientist", "Studies the target of a drug.", False),
        ("Research", "Research Scientist", "Research on lithium.", False),
        ("Target", "Data Scientist", "Forecasts demand for Target and its suppliers.", True),
        ("Halvorsen Hydraulics", "Engineer", "Designs pumps for Halvorsen Hydraulics.", True),
        ("Nvidia", "Nvidia Engineer", "Designs chips.", True),
    ],
)
def test_an_employer_is_found_by_name_and_not_by_an_ordinary_word(
    checker: Checker, employer: str, title: str, duties: str, found_out: bool
) -> None:
    report = check(
        checker,
        i140={"job_title": title, "nontechnical_description": duties},
        employment=[{"id": "a", "employer": employer}],
    )
    assert ("T17" in told(report)) is found_out


def test_a_blank_title_and_blank_duties_are_found_in_a_final_draft(checker: Checker) -> None:
    rules = {
        stage: {f.rule for f in check(checker, case={"stage": stage}, i140={"soc_code": "15-1252"}).findings}
        for stage in ("draft", "final")
    }
    assert {"title-blank", "duties-blank"} <= rules["final"]
    assert not {"title-blank", "duties-blank"} & rules["draft"]
