"""Fields of study as people write them, and how well they fit a code or a title."""

from __future__ import annotations

import pytest

from validator import agreement
from validator.agreement import Band


@pytest.mark.parametrize(
    ("written", "cip"),
    [
        ("Computer Science", "11.0701"),
        ("B.Tech. in Computer Science", "11.0701"),
        ("ELECTRICAL ENGINEERING (ELECTRONIC CIRCUITS AND SYSTEMS)", "14.1001"),
        ("Electrical Engineering or a related field", "14.1001"),
        ("BUSINESS ADMINSTRATION", "52.0201"),
        ("Diplom-Ingenieur Maschinenbau", "14.1901"),
        ("Licenciatura en Psicología", "42.0101"),
        ("Ingeniería de Minas", "14.2101"),
        ("Engenharia de Produção", "14.3601"),
        ("컴퓨터공학", "14.0901"),
        ("전자공학", "14.1001"),
        ("Génie civil", "14.0801"),
        ("Ph.D. in Physics", "40.0801"),
        ("MBA IN INTERNATIONAL FINANCE", "52.0806"),
        ("SCIENCE (CHEMISTRY)", "40.0501"),
    ],
)
def test_a_field_is_read_as_people_write_it(written: str, cip: str) -> None:
    assert cip in [p.code for p in agreement.resolve_field(written).programs[:2]]


@pytest.mark.parametrize(
    "written", ["", "HIGH SCHOOL", "PhD", "Bachelor", "xyzzy", "N.A.", "2013", "Vishwesvaraya University"]
)
def test_what_is_no_field_is_not_guessed(written: str) -> None:
    found = agreement.resolve_field(written)
    assert found.programs == ()
    assert found.sureness == 0.0
    assert agreement.degree_code(written, "15-1252").band is Band.unknown


def test_a_joint_degree_gives_both_fields() -> None:
    found = agreement.resolve_field("Electrical Engineering and Computer Science")
    assert {"14.1001", "11.0701"} <= {p.code for p in found.programs}
    assert found.joint


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("Electrical Engineering", "15-1252"),
        ("Mathematics", "15-1252"),
        ("Computer Engineering", "15-1221"),
        ("Physics", "15-2051"),
        ("Chemical Engineering", "19-2031"),
    ],
)
def test_a_route_that_the_crosswalk_leaves_out_is_bridged(field: str, code: str) -> None:
    found = agreement.degree_code(field, code)
    assert found.relation != "linked"
    assert found.band >= Band.weak


@pytest.mark.parametrize(
    ("field", "code"), [("Civil Engineering", "17-2051"), ("Law", "23-1011"), ("Accounting", "13-2011")]
)
def test_a_linked_pair_is_strong(field: str, code: str) -> None:
    found = agreement.degree_code(field, code)
    assert (found.band, found.relation) == (Band.strong, "linked")


@pytest.mark.parametrize(
    ("field", "code"), [("Music", "17-2051"), ("Dentistry", "15-1252"), ("Culinary Arts", "29-1216")]
)
def test_an_unrelated_field_is_none_and_worded_as_unusual(field: str, code: str) -> None:
    found = agreement.degree_code(field, code)
    assert (found.band, found.relation) == (Band.none, "unrelated")
    assert "unusual" in found.evidence[-1].words


def test_title_and_degree_meet_in_the_occupations_that_the_title_may_mean() -> None:
    assert agreement.title_degree("Civil Engineer", "Civil Engineering").band is Band.strong
    assert agreement.title_degree("Civil Engineer", "Music").band is Band.none
    assert agreement.title_degree("Team Leader", "Music").relation == "names no occupation"


def test_fields_are_the_same_across_languages() -> None:
    assert agreement.same_field("Ingeniería Mecánica", "Mechanical Engineering") is True
    assert agreement.same_field("Music", "Mechanical Engineering") is False
    assert agreement.same_field("xyzzy", "Mechanical Engineering") is None


def test_a_search_finds_programs_best_first() -> None:
    found = agreement.find_programs("semiconductor", limit=5)
    assert len(found) <= 5
    assert found == tuple(sorted(found, key=lambda p: (-p.sureness, p.code)))
