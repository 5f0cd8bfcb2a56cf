"""Documents held against one another: titles, dates, status, letters, languages, earlier filings, signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.evidence import Stated
from validator.facts import Facts
from validator.facts.filings import status_classes
from validator.facts.proposed import Likeness, likeness
from validator.findings import DraftReport, Finding
from validator.reference import reference

JOB = {
    "id": "j",
    "employer": "Brenholt Rail Inc.",
    "title": "Signal Engineer",
    "start": "03/2018",
    "end": "05/2022",
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def check(checker: Checker, **draft: Any) -> DraftReport:
    return checker.check(load_draft(draft, partial=True))


def found(report: DraftReport, catalogue: str) -> list[Finding]:
    return [f for g in report.findings for f in (g, *g.under) if f.catalogue == catalogue]


def unchecked(report: DraftReport, rule: str) -> bool:
    return rule in {n.rule for n in report.not_checked}


def employment(job: Mapping[str, Any], field: str, **documents: Any) -> Any:
    facts = Facts(load_draft({"employment": [job], **documents}, partial=True), reference())
    jobs = facts.value("employment").content
    assert isinstance(jobs, tuple)
    item = jobs[0]
    assert not isinstance(item, str)
    return item.get(field)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Sr. Data Scientist", "Senior Data Scientist", Likeness.same),
        ("CIVIL ENGINEER", "Civil Engineer", Likeness.same),
        ("Principal Computational Biologi", "Principal Computational Biologist", Likeness.same),
        ("Data Scientist", "Data Scientist (Healthcare Analytics)", Likeness.addition),
        ("Data Scientist - Healthcare", "Data Scientist", Likeness.addition),
        ("Data Scientist", "Sales Manager (Data Scientist)", Likeness.other),
        ("Civil Engineer", "Construction Manager", Likeness.other),
    ],
)
def test_two_titles_compare_as_a_reader_would(one: str, other: str, wanted: Likeness) -> None:
    assert likeness(one, other) is wanted
    assert likeness(other, one) is wanted


def test_an_added_bracket_is_low_and_another_title_high(checker: Checker) -> None:
    form = {"job_title": "Data Scientist", "soc_code": "15-2051"}
    added = check(checker, i140=form, petition_letter={"job_title": "Data Scientist (Healthcare Analytics)"})
    assert [f.severity.name for f in found(added, "K01")] == ["low"]
    other = check(checker, i140=form, petition_letter={"job_title": "Purchasing Clerk"})
    assert [f.severity.name for f in found(other, "K01")] == ["high"]


@pytest.mark.parametrize(
    "documents",
    [
        {"cv": {"jobs": [{"id": "c", "job": "j", "title": "Signal Engineer at Brenholt Rail"}]}},
        {"cv": {"jobs": [{"id": "c", "job": "j", "title": "Signal Engineer (Interlocking)"}]}},
        {
            "cv": {
                "jobs": [
                    {"id": "c", "job": "j", "title": "Signal Engineer"},
                    {"id": "d", "job": "j", "title": "Senior Signal Engineer"},
                ]
            }
        },
        {
            "letters": [
                {"id": "l", "kind": "employer", "job": "j", "job_title": "signal engineer, Brenholt Rail"}
            ]
        },
    ],
)
def test_steps_additions_and_the_employers_name_are_no_other_title(documents: dict[str, Any]) -> None:
    assert employment(JOB, "titles_elsewhere", **documents).content == ()


def test_a_title_of_two_steps_agrees_with_each_of_them() -> None:
    job = {**JOB, "title": "Software Engineer / Senior Software Engineer"}
    cv = {"jobs": [{"id": "c", "job": "j", "title": "Senior Software Engineer"}]}
    assert employment(job, "titles_elsewhere", cv=cv).content == ()


def test_a_finding_names_both_titles_and_the_documents(checker: Checker) -> None:
    report = check(
        checker,
        employment=[JOB],
        cv={"jobs": [{"id": "c", "job": "j", "title": "Purchasing Clerk"}]},
        letters=[
            {"id": "l", "kind": "employer", "author": "Ms. Aldana", "job": "j", "job_title": "Depot Manager"}
        ],
    )
    (finding,) = found(report, "K02")
    for words in (
        "“Signal Engineer”",
        "the CV “Purchasing Clerk”",
        "the letter of Ms. Aldana “Depot Manager”",
    ):
        assert words in finding.says


def test_an_entry_that_names_no_job_leaves_titles_and_dates_unchecked(checker: Checker) -> None:
    entry = {"id": "c", "title": "Signal Engineer", "start": "03/2018", "end": "05/2022"}
    report = check(checker, employment=[JOB], cv={"jobs": [entry]})
    assert unchecked(report, "past-titles-differ")
    assert unchecked(report, "job-dates-differ")
    said = check(
        checker, employment=[JOB], cv={"jobs": [{**entry, "job": "j"}]}, letters=[{"id": "l", "job": None}]
    )
    assert not unchecked(said, "past-titles-differ")
    assert not unchecked(said, "job-dates-differ")


def test_an_experts_letter_about_no_job_leaves_nothing_open(checker: Checker) -> None:
    cv = {"jobs": [{"id": "c", "job": "j", "title": "Signal Engineer", "start": "03/2018", "end": "05/2022"}]}
    letter = {"id": "l", "kind": "independent_expert", "author": "Prof. Q", "job_title": "Signal Engineer"}
    report = check(checker, employment=[JOB], cv=cv, letters=[letter])
    assert not unchecked(report, "past-titles-differ")


def letter(**fields: Any) -> dict[str, Any]:
    return {"letters": [{"id": "l", "kind": "employer", "author": "Ms. Aldana", "job": "j", **fields}]}


def test_present_in_a_letter_is_the_day_it_was_written(checker: Checker) -> None:
    running = letter(start="03/2018", end="present", date="2021-06-15")
    assert employment(JOB, "dates_elsewhere", **running).content == ()
    later = letter(start="03/2018", end="present", date="2024-06-15")
    assert found(check(checker, employment=[JOB], **later), "K03")
    undated = letter(start="03/2018", end="present")
    assert unchecked(check(checker, employment=[JOB], **undated), "job-dates-differ")


def test_steps_of_one_job_in_a_cv_span_it_together(checker: Checker) -> None:
    cv = {
        "jobs": [
            {"id": "c", "job": "j", "title": "Signal Engineer", "start": "03/2018", "end": "06/2020"},
            {"id": "d", "job": "j", "title": "Senior Signal Engineer", "start": "07/2020", "end": "05/2022"},
        ]
    }
    assert found(check(checker, employment=[JOB], cv=cv), "K03") == []


def test_a_finding_names_both_spans_and_the_document(checker: Checker) -> None:
    cv = {"jobs": [{"id": "c", "job": "j", "start": "03/2016", "end": "05/2022"}]}
    (finding,) = found(check(checker, employment=[JOB], cv=cv), "K03")
    assert "from 03/2018 to 05/2022" in finding.says
    assert "the CV from 03/2016 to 05/2022" in finding.says


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("H1B", {"H-1B"}),
        ("F-1 OPT", {"F-1"}),
        ("H-1B Specialty Occupation", {"H-1B"}),
        ("B-1/B-2", {"B-1", "B-2"}),
        ("student", {"F-1"}),
        ("TN", {"TN"}),
        ("parolee", set()),
    ],
)
def test_a_status_is_read_by_its_class(text: str, classes: set[str]) -> None:
    assert status_classes(text) == classes


@pytest.mark.parametrize(
    ("form", "appendix", "differs"),
    [
        ("F-1", "F-1 OPT", False),
        ("H-1B", "H-1B Specialty Occupation", False),
        ("L-1", "L-1A", False),
        ("H-1B", "H-1B1", True),
        ("H-1B", "F-1", True),
        ("J-1", "J-2", True),
        ("Parolee", "parolee", False),
    ],
)
def test_status_differs_where_the_class_does(
    checker: Checker, form: str, appendix: str, differs: bool
) -> None:
    report = check(
        checker,
        i140={"nonimmigrant_status": form},
        eta9089={"appendix_a": {"class_of_admission": appendix}},
    )
    assert bool(found(report, "K06")) is differs


@pytest.mark.parametrize(
    ("form", "immigrant"),
    [
        ("I-140", True),
        ("Form I-140", True),
        ("Form I140, Immigrant Petition for Alien Workers", True),
        ("ETA-9089 with I-140", True),
        ("immigrant petition by a sister", True),
        ("ETA-9089 for an I-140", False),
        ("I-129 with LCA", False),
        ("nonimmigrant petition", False),
        ("DS-160", False),
    ],
)
def test_an_earlier_petition_is_known_by_its_number(checker: Checker, form: str, immigrant: bool) -> None:
    report = check(
        checker, i140={"prior_immigrant_petition": False}, prior_filings=[{"id": "p", "form": form}]
    )
    assert bool(found(report, "K08")) is immigrant
    assert not any("(not stated)" in f.says for f in found(report, "K08"))


@pytest.mark.parametrize(
    ("signs_as", "found_out"),
    [
        ("Self-petitioner", True),
        ("self petitioner", True),
        ("Petitioner and Beneficiary", True),
        ("(Self)", True),
        ("HR Director of the petitioner, Acme", False),
        ("President of the self-storage company", False),
    ],
)
def test_only_one_who_signs_as_self_alone_is_a_self_petitioner(
    checker: Checker, signs_as: str, found_out: bool
) -> None:
    report = check(
        checker,
        i140={"petitioner_type": "employer"},
        eta9089={"final_determination": {"employer_title": signs_as}},
    )
    assert bool(found(report, "K10")) is found_out


def test_signatures_are_asked_for_in_a_final_draft_alone_and_each_by_name(checker: Checker) -> None:
    form = {
        "appendix_a": {"present": True},
        "final_determination": {"present": True, "worker_signed": False, "employer_signed": None},
    }
    assert found(check(checker, case={"stage": "draft"}, eta9089=form), "K11") == []
    report = check(checker, case={"stage": "final"}, eta9089=form)
    assert sorted(f.rule for f in found(report, "K11")) == [
        "employer-signature-missing",
        "worker-signature-missing",
    ]
    (worker,) = (f for f in found(report, "K11") if f.rule == "worker-signature-missing")
    first = worker.evidence[0]
    assert isinstance(first, Stated)
    assert first.path[-1] == "worker_signed"


@pytest.mark.parametrize(
    ("exhibit", "found_out"),
    [
        ({"language": "English", "translated": False, "translation_certified": False}, False),
        ({"language": "en", "translated": False}, False),
        ({"language": "English (original)", "translation_certified": False}, False),
        ({"language": "English and Spanish", "translated": False}, False),
        ({"translation_certified": False}, False),
        ({"language": "Spanish", "translated": False}, True),
        ({"language": "Korean", "translated": True, "translation_certified": False}, True),
    ],
)
def test_only_another_language_needs_a_translation(
    checker: Checker, exhibit: dict[str, Any], found_out: bool
) -> None:
    report = check(checker, exhibits=[{"id": "x", "title": "Diploma", **exhibit}])
    assert bool(found(report, "K13")) is found_out
    if "language" not in exhibit:
        assert unchecked(report, "translation-uncertified")


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ({"kind": "employer", "occupation": "Pastry Chef"}, "high"),
        ({"kind": "independent_expert", "occupation": "Pastry Chef"}, "medium"),
        ({"kind": "employer", "job_title": "Postdoctoral Fellow"}, ""),
        (
            {"kind": "independent_expert", "duties": ["She led our outreach program for graduate students."]},
            "",
        ),
    ],
)
def test_a_letter_is_held_against_the_code_by_the_occupation_it_names(
    checker: Checker, written: dict[str, Any], severity: str
) -> None:
    report = check(
        checker, i140={"soc_code": "17-2051"}, letters=[{"id": "l", "author": "Prof. Q", **written}]
    )
    assert [f.severity.name for f in found(report, "K12")] == ([severity] if severity else [])
    assert not any("(not stated)" in f.says for f in found(report, "K12"))


def test_a_few_words_of_a_letter_are_not_held_against_the_statement() -> None:
    statement = "To extend the service life of coastal highway bridges by corrosion sensors cast into repair concrete."
    draft = {
        "endeavor": {"statement": statement},
        "letters": [{"id": "l", "author": "Boss", "endeavor": "his infrastructure research"}],
    }
    wordings = Facts(load_draft(draft, partial=True), reference()).value("wordings").content
    assert isinstance(wordings, tuple)
    (wording,) = (w for w in wordings if not isinstance(w, str))
    assert wording.get("band").state.name == "unknown"
    assert wording.get("document").content == "letter of Boss"


def test_criteria_are_asked_about_on_the_track_that_claims_them(checker: Checker) -> None:
    report = check(checker, case={"track": "advanced_degree"}, i140={"soc_code": "15-1252"})
    open_rules = {n.catalogue for n in report.not_checked}
    assert not open_rules & {"X05", "X06", "X07"}


def test_what_is_blank_is_called_blank(checker: Checker) -> None:
    blank = {"soc_code": None, "part2_classification": None, "wage": None, "wage_per": None}
    report = check(checker, i140=blank)
    findings = [f for c in ("C01", "K09", "W02") for f in found(report, c)]
    assert sorted(f.rule for f in findings) == ["code-blank", "part-two-blank", "wage-missing"]
    assert not any("(not stated)" in f.says for f in findings)
