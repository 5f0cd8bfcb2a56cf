"""What is said of degrees: nothing where a level, a date or a link is not told; both words where documents differ."""

from __future__ import annotations

import pytest

from validator.checker import Checker
from validator.drafts.load import parse_draft
from validator.facts.places import is_us
from validator.findings import DraftReport

ADVANCED = {"id": "a", "track": "advanced_degree", "filing_date": "2026-12-01"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def check(checker: Checker, text: str, **case: str) -> DraftReport:
    head = ", ".join(f"{name}: {value}" for name, value in {**ADVANCED, **case}.items())
    return checker.check(parse_draft(f"case: {{{head}}}\n{text}\n", "draft.yaml"))


def found(report: DraftReport, *rules: str) -> list[str]:
    return sorted(f.rule for f in report.findings if f.catalogue in rules)


def unchecked(report: DraftReport) -> set[str]:
    return {n.rule for n in report.not_checked}


def degrees(*written: str) -> str:
    return "degrees: [" + ", ".join(written) + "]"


@pytest.mark.parametrize(
    "level",
    [
        "MSN",
        "A.B.",
        "BSN",
        "Diplôme d'ingénieur",
        "Médico Cirujano",
        "Specialist Diploma",
        "Graduate Certificate",
    ],
)
def test_a_degree_by_any_of_its_names_is_a_degree(checker: Checker, level: str) -> None:
    report = check(checker, degrees(f'{{id: d, level: "{level}", country: United States}}'))
    assert found(report, "D01") == []
    assert "no-bachelor-on-advanced-degree-track" not in unchecked(report)


@pytest.mark.parametrize("level", ["Engineer", "Título de posgrado", "Diplom"])
def test_a_name_that_tells_no_level_accuses_nobody(checker: Checker, level: str) -> None:
    report = check(checker, degrees(f"{{id: d, level: {level}, country: Russia, conferred: 2015-07-01}}"))
    assert found(report, "D01", "D09", "D15", "P07") == []
    assert "no-bachelor-on-advanced-degree-track" in unchecked(report)


def test_a_levels_name_that_is_not_read_does_not_take_a_masters_away(checker: Checker) -> None:
    report = check(
        checker,
        degrees("{id: x, level: Engineer, country: Russia}", "{id: m, level: MSc, country: United States}"),
    )
    assert found(report, "D01") == []
    assert "no-bachelor-on-advanced-degree-track" not in unchecked(report)


@pytest.mark.parametrize("entered", ["degrees: []", "degrees:", "i140: {job_title: Engineer}"])
def test_a_final_petition_on_the_track_names_a_degree(checker: Checker, entered: str) -> None:
    assert found(check(checker, entered, stage="final"), "D01") == ["no-degree-entered"]


def test_a_petition_that_grows_is_not_asked_for_its_degree_yet(checker: Checker) -> None:
    report = check(checker, "i140: {job_title: Engineer}")
    assert found(report, "D01") == []
    assert "no-degree-entered" in unchecked(report)


US = "field: Physics, country: United States"
LONG = "employment: [{id: j, title: Physicist, start: 06/2015, end: present, full_time: yes}]"
SHORT = "employment: [{id: j, title: Physicist, start: 06/2024, end: present, full_time: yes}]"


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (
            [
                f"{{id: m, level: MS, {US}, conferred: 05/2022}}",
                f"{{id: p, level: PhD, {US}, conferred: 05/2027}}",
            ],
            [],
        ),
        ([f"{{id: m, level: MS, {US}, conferred: 05/2027}}"], ["requirements-met-after-filing"]),
        (
            [
                f"{{id: b, level: BS, {US}, conferred: 05/2024}}",
                f"{{id: m, level: MS, {US}, conferred: 05/2027}}",
            ],
            ["requirements-met-after-filing"],
        ),
        (
            [
                f"{{id: b, level: BS, {US}, conferred: 05/2015}}",
                f"{{id: m, level: MS, {US}, conferred: 05/2027}}",
            ],
            [],
        ),
        ([f"{{id: m, level: MS, {US}, conferred: null}}"], ["degree-undated"]),
        ([f"{{id: m, level: MS, {US}, conferred: 12/2026}}"], []),
    ],
)
def test_what_is_conferred_after_filing_matters_where_the_track_rests_on_it(
    checker: Checker, entered: list[str], expected: list[str]
) -> None:
    jobs = LONG if "05/2015" in entered[0] else SHORT
    assert found(check(checker, f"{degrees(*entered)}\n{jobs}"), "D15") == expected


def test_a_final_petition_without_a_date_is_told_that_and_not_that_the_date_is_late(checker: Checker) -> None:
    report = check(checker, degrees(f"{{id: m, level: MS, {US}}}"), stage="final")
    assert found(report, "D15") == ["degree-undated"]


def test_five_years_are_not_counted_from_a_second_bachelors_while_the_first_has_no_date(
    checker: Checker,
) -> None:
    entered = degrees(f"{{id: a, level: BS, {US}}}", f"{{id: b, level: BA, {US}, conferred: 05/2024}}")
    report = check(checker, f"{entered}\n{LONG}")
    assert found(report, "D09", "D10", "D11") == []
    assert "fewer-than-sixty-months" in unchecked(report)


BTECH = "{id: b, level: B.Tech., field: Physics, country: India, conferred: 05/2010}"


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ([BTECH], 1),
        ([BTECH, f"{{id: p, level: PhD, {US}}}"], 0),
        ([BTECH, "{id: p, level: PhD, field: Physics, country: Brazil}"], 2),
        (["{id: p, level: PhD, field: Physics, country: Puerto Rico}"], 0),
        (["{id: p, level: PhD, field: Physics, country: The United States}"], 0),
    ],
)
def test_only_a_foreign_degree_that_is_relied_on_needs_an_evaluation(
    checker: Checker, entered: list[str], expected: int
) -> None:
    assert len(found(check(checker, f"{degrees(*entered)}\nevaluations: []"), "D03")) == expected


def test_an_evaluation_that_names_no_degree_may_be_about_this_one(checker: Checker) -> None:
    report = check(checker, f"{degrees(BTECH)}\nevaluations: [{{id: e, level: Master of Science}}]\n{SHORT}")
    assert found(report, "D03", "D09") == []
    assert {"foreign-degree-without-evaluation", "fewer-than-sixty-months"} <= unchecked(report)


def test_a_final_petition_has_no_evaluation_that_is_not_entered(checker: Checker) -> None:
    assert len(found(check(checker, degrees(BTECH), stage="final"), "D03")) == 1
    assert found(check(checker, degrees(BTECH)), "D03") == []


@pytest.mark.parametrize(
    ("country", "ours"),
    [
        ("U.S", True), ("U.S.A.", True), ("the United States of America", True), ("Estados Unidos", True),
        ("EE. UU.", True), ("États-Unis", True), ("미국", True), ("Puerto Rico", True), ("U.S. Virgin Islands", True),
        ("Guam", True), ("Austin, Texas, USA", True), ("Georgia", False), ("United Kingdom", False),
        ("British Virgin Islands", False), ("Mexico (Estados Unidos Mexicanos)", False), ("", False),
    ],
)  # fmt: skip
def test_the_united_states_go_by_several_names(country: str, ours: bool) -> None:
    assert is_us(country) is ours


THREE = "{id: d, level: BSc (Hons), field: Physics, country: United Kingdom, years: 3, conferred: 07/2012"
ALONE = "combines_experience: no, combines_degrees: no"


@pytest.mark.parametrize(
    ("equivalent", "evaluations", "expected"),
    [
        ("", "[]", 1),
        ("", f"[{{id: e, degree: d, level: bachelor, {ALONE}}}]", 0),
        ("", "[{id: e, degree: d, level: bachelor, combines_experience: yes, combines_degrees: no}]", 1),
        ("", "[{id: e, degree: d, level: bachelor, combines_experience: no, combines_degrees: yes}]", 1),
        ("", f"[{{id: e, degree: d, level: associate, {ALONE}}}]", 1),
        (", us_equivalent: {level: bachelor, document: e}", f"[{{id: e, {ALONE}}}]", 0),
        (", us_equivalent: {level: bachelor, document: ex}", "[]", 0),
        (", us_equivalent: {level: bachelor}", "[]", 1),
    ],
)
def test_a_three_year_degree_that_is_found_a_bachelors_by_itself_is_one(
    checker: Checker, equivalent: str, evaluations: str, expected: int
) -> None:
    entered = f"degrees: [{THREE}{equivalent}}}]\nevaluations: {evaluations}\nexhibits: [{{id: ex}}]"
    assert len(found(check(checker, entered), "D04")) == expected


def test_what_an_evaluation_counts_is_not_guessed(checker: Checker) -> None:
    report = check(checker, f"degrees: [{THREE}}}]\nevaluations: [{{id: e, degree: d, level: bachelor}}]")
    assert found(report, "D04") == []
    assert "three-year-bachelor-alone" in unchecked(report)


@pytest.mark.parametrize(
    ("level", "track", "further", "expected"),
    [
        ("bachelor", "advanced_degree", "", 1),
        ("bachelor", "both", "", 1),
        ("Master of Science", "advanced_degree", "", 0),
        ("bachelor", "exceptional_ability", "", 0),
        ("bachelor", "advanced_degree", f"{{id: m, level: MS, {US}}}", 0),
    ],
)
def test_work_in_a_bachelors_matters_where_the_track_rests_on_that_bachelors(
    checker: Checker, level: str, track: str, further: str, expected: int
) -> None:
    entered = degrees(BTECH, *([further] if further else []))
    evaluation = (
        f"evaluations: [{{id: e, degree: b, evaluator: N, level: {level}, combines_experience: yes}}]"
    )
    assert len(found(check(checker, f"{entered}\n{evaluation}", track=track), "D05")) == expected


@pytest.mark.parametrize(
    ("degree", "stated", "expected"),
    [
        (
            "{id: d, level: Licenciatura, country: Mexico, us_equivalent: {level: Doctor of Medicine}}",
            "Doctorate",
            0,
        ),
        (
            "{id: d, level: Diplom-Ing. (FH), country: Germany, us_equivalent: {level: bachelor}}",
            "Bachelor's",
            0,
        ),
        (
            "{id: d, level: Diplom-Ingenieur, country: Germany, us_equivalent: {level: bachelor}}",
            "Master's",
            0,
        ),
        ("{id: d, level: MBBS, country: India}", "Doctorate", 0),
        ("{id: d, level: B.Tech., country: India}", "Master's", 1),
        ("{id: d, level: Licenciatura, country: Mexico, us_equivalent: {level: bachelor}}", "Doctorate", 1),
        ("{id: d, level: Diplom, country: Germany}", "Master's", 0),
    ],
)
def test_a_document_may_give_the_diplomas_level_or_its_us_equivalent(
    checker: Checker, degree: str, stated: str, expected: int
) -> None:
    education = f"eta9089: {{appendix_a: {{education: [{{id: e, degree: d, level: {stated}}}]}}}}"
    assert len(found(check(checker, f"{degrees(degree)}\n{education}"), "D08")) == expected


def test_where_levels_differ_the_sentence_names_the_document_and_both(checker: Checker) -> None:
    report = check(
        checker,
        "degrees: [{id: d, level: BSc, country: Ghana}]\ncv: {degrees: [{id: c, degree: d, level: MSc}]}",
    )
    (says,) = [f.says for f in report.findings if f.catalogue == "D08"]
    assert says == "The BSc is “MSc” in the CV, and “BSc” on the diploma or as its US equivalent."


@pytest.mark.parametrize(
    ("diploma", "stated", "expected"),
    [
        ("Informatics", "Computer Science", ["degree-field-varies"]),
        ("Mechatronics", "Mechanical Engineering", ["degree-field-varies"]),
        ("Electronics and Communication", "Electrical Engineering", []),
        ("Génie civil", "Civil Engineering", []),
        ("Fine Arts", "Chemical Engineering", ["degree-field-differs"]),
        ("Gxyzzy", "Chemical Engineering", []),
    ],
)
def test_a_field_in_other_words_is_another_field_only_where_the_programs_lie_apart(
    checker: Checker, diploma: str, stated: str, expected: list[str]
) -> None:
    entered = f"degrees: [{{id: d, level: BS, field: {diploma}, country: United States}}]"
    report = check(checker, f"{entered}\ncv: {{degrees: [{{id: c, degree: d, field: {stated}}}]}}")
    assert found(report, "D07") == expected
    for finding in report.findings:
        if finding.catalogue == "D07":
            assert f"“{diploma}”" in finding.says
            assert f"“{stated}”" in finding.says
            assert "the CV" in finding.says


def test_an_entry_that_names_no_degree_is_held_against_none(checker: Checker) -> None:
    report = check(
        checker,
        "degrees: [{id: d, level: BS, field: Fine Arts, country: Peru}]\n"
        "cv: {degrees: [{id: c, level: PhD, field: Chemical Engineering}]}",
    )
    assert found(report, "D07", "D08") == []
    assert {"degree-field-differs", "degree-level-differs"} <= unchecked(report)


EXPECTED = f"{{id: p, level: PhD, {US}, conferred: 05/2027, date_is: expected, status: in_progress}}"


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ([f"{{id: m, level: MS, {US}, conferred: 05/2022}}", EXPECTED], 0),
        ([EXPECTED], 1),
        ([f"{{id: b, level: BS, {US}, conferred: 05/2015}}", EXPECTED], 0),
        ([f"{{id: b, level: BS, {US}, conferred: 05/2024}}", EXPECTED], 1),
        ([f"{{id: m, level: MS, {US}, conferred: 05/2022, date_is: defense}}"], 1),
    ],
)  # fmt: skip
def test_an_expected_degree_that_nothing_rests_on_is_no_fault(
    checker: Checker, entered: list[str], expected: int
) -> None:
    assert len(found(check(checker, f"{degrees(*entered)}\n{LONG}"), "D16")) == expected


@pytest.mark.parametrize(
    ("degree", "expected", "open_"),
    [
        ("{id: d, level: MBBS, field: Medicine, country: India}", 0, True),
        ("{id: d, level: Bachelor, field: Medicina, country: Peru}", 0, True),
        (
            "{id: d, level: MBBS, field: Medicine, country: India, us_equivalent: {level: Doctor of Medicine}}",
            0,
            False,
        ),
        ("{id: d, level: MPH, field: Public Health, country: United States}", 1, False),
    ],
)
def test_a_physicians_first_degree_from_abroad_may_be_a_professional_one(
    checker: Checker, degree: str, expected: int, open_: bool
) -> None:
    report = check(checker, f"i140: {{soc_code: 29-1216}}\n{degrees(degree)}")
    assert len(found(report, "P07")) == expected
    assert ("doctorate-customary-not-held" in unchecked(report)) is open_


def test_a_band_over_all_degrees_is_said_of_all_degrees(checker: Checker) -> None:
    entered = degrees(
        "{id: m, level: MBA, field: Theology, country: United States}",
        "{id: b, level: BA, field: Music Performance, country: United States}",
    )
    report = check(checker, f"i140: {{soc_code: 17-2141}}\n{entered}")
    (says,) = [f.says for f in report.findings if f.catalogue == "G02"]
    assert "Theology and Music Performance" in says
