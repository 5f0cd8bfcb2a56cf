"""A job title against a SOC code: what fits, what belongs elsewhere, and what names no occupation."""

from __future__ import annotations

import pytest

from validator import agreement
from validator.agreement import Band, Kind


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Software Engineer", "15-1252"),
        ("SR. SOFTWARE ENGR II (JC60)", "15-1252"),
        ("Civil Engineer", "17-2051"),
        ("Aircraft Mechanic", "49-3011"),
        ("Registered Nurse", "29-1141"),
        ("Assistant Professor of Finance", "25-1011"),
    ],
)
def test_a_title_that_people_use_fits_its_code(title: str, code: str) -> None:
    found = agreement.title_code(title, code)
    assert found.band is Band.strong
    assert found.evidence


@pytest.mark.parametrize(
    ("title", "code"),
    [("Software Engineer", "29-1141"), ("Civil Engineer", "23-1011"), ("Pharmacist", "17-2141")],
)
def test_a_title_of_another_field_does_not_fit(title: str, code: str) -> None:
    found = agreement.title_code(title, code)
    assert found.band is Band.none
    assert found.relation == "listed elsewhere only"


def test_a_published_title_says_that_it_is_listed_and_where_that_is_from() -> None:
    found = agreement.title_code("Machine Learning Engineer", "15-1221")
    assert found.relation == "listed"
    source = found.evidence[0].source
    assert source is not None
    assert source.dataset == "O*NET"
    assert "15-1221" in source.text


def test_a_2010_code_is_compared_through_its_best_successor_and_says_so() -> None:
    found = agreement.title_code("Software Engineer", "15-1132")
    assert found.band is Band.strong
    assert "SOC 2010" in found.evidence[0].words


def test_a_group_is_compared_through_its_best_member_and_says_so() -> None:
    found = agreement.title_code("Civil Engineer", "17-2050")
    assert found.band is Band.strong
    assert "group" in found.evidence[0].words


@pytest.mark.parametrize("code", ["99-9999", "Nov-21", "", "software"])
def test_a_code_that_is_none_gives_unknown(code: str) -> None:
    found = agreement.title_code("Software Engineer", code)
    assert (found.band, found.score, found.relation) == (Band.unknown, 0.0, "no such code")


@pytest.mark.parametrize(
    "title",
    [
        "팀장",
        "Team Leader",
        "부장 ",
        "Abteilungsleiter",
        "課長",
        "Chef de Service",
        "Senior Manager",
        "部门经理",
    ],
)
def test_a_rank_or_a_vague_title_names_no_occupation_and_never_fits_well(title: str) -> None:
    found = agreement.title_code(title, "15-1252")
    assert found.relation == "names no occupation"
    assert found.band <= Band.weak


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Team Leader", Kind.rank),
        ("책임연구원", Kind.rank),
        ("Gwajang", Kind.rank),
        ("Deputy General Manager", Kind.rank),
        ("Chefe de Departamento", Kind.rank),
        ("Strategy Manager", Kind.vague),
        ("DIRECTOR", Kind.vague),
        ("Founder", Kind.vague),
        ("Software Engineer", Kind.occupation),
        ("Bakers", Kind.occupation),
        ("Data Scientist and Pilot", Kind.several),
        ("Ingeniero", Kind.unread),
        ("", Kind.empty),
        ("123", Kind.empty),
    ],
)
def test_what_a_title_names(title: str, kind: Kind) -> None:
    assert agreement.title_kind(title).kind is kind


def test_a_rank_says_what_it_means_and_whose_usage_it_is() -> None:
    found = agreement.title_kind("팀장")
    assert (found.language, found.means) == ("Korean", "team leader")


def test_suggestions_come_best_first_with_what_carried_them() -> None:
    found = agreement.suggest_codes("Web Developer", limit=5)
    assert found[0].code == "15-1254"
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len(found) == 5
    assert all(s.evidence and s.title for s in found)


def test_duties_move_the_suggestions_of_a_title() -> None:
    duties = "Keeps beehives, breeds queens, and harvests honey; inspects colonies for mites and disease."
    codes = [s.code for s in agreement.suggest_codes("Specialist", duties, limit=10)]
    assert codes != [s.code for s in agreement.suggest_codes("Specialist", limit=10)]


@pytest.mark.parametrize("title", ["", "!!!", "Ωμέγα"])
def test_a_title_that_says_nothing_is_suggested_nothing(title: str) -> None:
    assert agreement.suggest_codes(title) == ()


def test_a_title_cut_off_by_the_forms_field_is_the_same_title() -> None:
    whole = "Senior Principal Semiconductor Process Engineer"
    assert agreement.same_title(whole[:31], whole)
    assert not agreement.same_title(whole[:20], whole)


def test_titles_are_compared_as_an_officer_would() -> None:
    assert agreement.same_title("Sr. Software Engineer", "SENIOR SOFTWARE ENGINEER")
    assert not agreement.same_title("Software Engineer", "Software Developer")
    assert agreement.codes_titled("software developers") == ("15-1252",)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Restaurant Cook", "35-2014"),
        ("machine learning research scientist", "15-1221"),
        ("Training and Development Manager", "11-3131"),
        ("Data Scientist", "15-2051"),
        ("Project Management Specialist", "13-1082"),
        ("Violinist", "27-2042"),
        ("Dental Hygienist", "29-1292"),
    ],
)
def test_a_title_that_is_published_for_one_code_alone_ranks_it_first(title: str, code: str) -> None:
    assert agreement.suggest_codes(title, limit=1)[0].code == code


@pytest.mark.parametrize("title", ["Restaurant Cook", "Waiter", "Dental Hygienist", "Pastry Chef"])
def test_a_title_listed_in_another_major_group_alone_does_not_fit(title: str) -> None:
    for code in ("17-2051", "15-1252"):
        assert agreement.title_code(title, code).band is Band.none
