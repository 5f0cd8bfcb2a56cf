"""What the reference answers about occupations and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.evidence import Known
from validator.notation import SocCode
from validator.reference import Reference, reference

if TYPE_CHECKING:
    from pathlib import Path


def test_there_is_one_reference_in_a_process() -> None:
    assert reference() is reference()


def test_a_residual_code_and_its_detail_are_told_apart(ref: Reference) -> None:
    group, detail = ref.code("15-1299"), ref.code(SocCode("15-1299", "08"))
    assert (group.level, group.title, group.residual) == ("detailed", "Computer Occupations, All Other", True)
    assert (detail.level, detail.title, detail.residual) == (
        "onet",
        "Computer Systems Engineers/Architects",
        True,
    )
    assert detail.known == Known(
        text="15-1299.08 Computer Systems Engineers/Architects", dataset="O*NET", version="30.1"
    )
    assert group.known.dataset == "SOC"
    assert detail.titles == ("Computer Systems Engineers/Architects", "Computer Occupations, All Other")


def test_a_suffix_that_onet_does_not_have_is_no_detail(ref: Reference) -> None:
    entry = ref.code("15-1252.77")
    assert (entry.exists, entry.in_onet, entry.level) == (True, False, "detailed")


def test_a_detail_of_2010_names_what_onet_made_of_it(ref: Reference) -> None:
    entry = ref.code("15-1199.09")
    assert entry.detail_successors == ("15-1299.09",)
    assert "Information Technology Project Managers" in entry.titles


def test_machine_learning_engineer_is_a_title_of_three_codes(ref: Reference) -> None:
    assert [title.code for title in ref.codes_with_title("machine learning engineer")] == [
        "15-1221.00",
        "15-1299.08",
        "15-2051.00",
    ]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("team leader", {"11-9199"}),
        ("director", {"27-2012"}),
        ("general manager", {"11-1021", "35-1012"}),  # O*NET's "GM (General Manager)" under the second
        ("strategy manager", set()),
        ("senior researcher", set()),
        ("founder", set()),
        ("consultant", set()),
    ],
)
def test_vague_titles_stand_where_the_catalogue_says(ref: Reference, title: str, codes: set[str]) -> None:
    assert {found.number for found in ref.codes_with_title(title)} == codes


def test_titles_say_where_they_are_from(ref: Reference) -> None:
    by_code = {title.code: title for title in ref.codes_with_title("software developer")}
    assert by_code["15-1252"].kinds == ("official",)
    assert by_code["15-1252"].known.dataset == "SOC"
    assert "onet" in by_code["15-1252.00"].kinds
    assert by_code["15-1252.00"].known.version == "30.1"


def test_titles_of_a_code_are_those_of_its_details_too(ref: Reference) -> None:
    assert {title.code for title in ref.titles_of("15-1252")} == {"15-1252", "15-1252.00"}
    assert {title.code for title in ref.titles_of("15-1252.00")} == {"15-1252.00"}
    assert ref.titles_of("99-9999") == ()


def test_required_education_adds_up_and_a_code_is_the_mean_of_its_details(ref: Reference) -> None:
    code = ref.education("15-1299")
    assert code
    details = [ref.education(detail) for detail in code.details]
    mean = sum(detail.bachelor_or_more for detail in details if detail) / len(details)
    assert code.bachelor_or_more == pytest.approx(mean, abs=0.1)
    assert sum(share.percent for share in code.shares) == pytest.approx(100, abs=1)
    assert code.bachelor_or_more >= code.master_or_more
    assert code.known.version == "30.1"


def test_every_education_distribution_adds_up_to_about_a_hundred(ref: Reference) -> None:
    sums = ref.query("SELECT code, SUM(percent) FROM education GROUP BY code")
    assert [row for row in sums if not 98 < row[1] < 102] == []


def test_every_attainment_adds_up_to_about_a_hundred(ref: Reference) -> None:
    for code in ref.codes():
        held = ref.attainment(code)
        if held:
            shares = (held.below_high_school, held.high_school, held.some_college, held.associate)
            assert sum(shares) + held.bachelor_or_more == pytest.approx(100, abs=0.6)


def test_an_occupation_without_data_answers_none_and_not_zero(ref: Reference) -> None:
    for code in ("55-3016", "99-9999"):
        assert ref.entry(code) is None
        assert ref.attainment(code) is None
        assert ref.education(code) is None
        assert ref.wages(code) is None
        assert ref.growth(code) is None


# Figures of the catalogue's comparison of candidate codes.
@pytest.mark.parametrize(
    ("code", "zone", "level", "programs", "median"),
    [
        ("15-2051", 4, "bachelor", 35, 112590),
        ("15-1252", 4, "bachelor", 20, 133080),
        ("15-1221", 5, "master", 15, 140910),
    ],
)
def test_the_candidates_of_the_catalogue_have_its_figures(
    ref: Reference, code: str, zone: int, level: str, programs: int, median: int
) -> None:
    assert {z.level for z in ref.job_zones(f"{code}.00") if z.release == "30.1"} == {zone}
    entry, wages = ref.entry(code), ref.wages(code)
    assert entry
    assert wages
    assert (entry.level, len(ref.programs_of(code))) == (level, programs)
    assert wages.median.amount == median


def test_a_group_has_wages_and_members_but_no_entry_education(ref: Reference) -> None:
    wages = ref.wages("15-1200")
    assert wages
    assert wages.median.amount
    assert ref.entry("15-1200") is None
    assert ref.code("15-0000").members == tuple(code for code in ref.codes() if code.startswith("15-"))


def test_every_code_hangs_under_its_groups(ref: Reference) -> None:
    for edition in ("2018", "2010"):
        for level, depth in (("major", 0), ("minor", 1), ("broad", 2), ("detailed", 3)):
            for code in ref.codes(level, edition):
                entry = ref.code(code)
                assert len(entry.parents) == depth
                if depth:
                    assert entry.parents[-1] == f"{code[:2]}-0000"


def test_successors_and_predecessors_mirror_each_other(ref: Reference) -> None:
    for code in ref.codes(edition="2010"):
        for successor in ref.code(code).successors:
            assert code in ref.code(successor).predecessors


def test_programs_and_codes_mirror_each_other(ref: Reference) -> None:
    for code in ref.codes()[::25]:
        for program in ref.programs_of(code):
            assert code in ref.codes_of_program(program)


def test_a_series_and_a_family_lead_where_their_programs_lead(ref: Reference) -> None:
    assert set(ref.codes_of_program("11.0701")) <= set(ref.codes_of_program("11.07"))
    assert set(ref.codes_of_program("11.07")) <= set(ref.codes_of_program("11"))
    assert ref.codes_of_program("1.0000") == ref.codes_of_program("01.0000")


def test_a_series_is_stem_where_all_its_programs_are(ref: Reference) -> None:
    assert ref.is_stem("14.10")
    assert ref.is_stem("11.07")
    assert not ref.is_stem("52.02")
    assert not ref.is_stem("99.9999")


def test_related_occupations_come_nearest_first_and_leave_out_the_code_itself(ref: Reference) -> None:
    related = ref.related("15-1252")
    assert related[0].rank == 1
    assert [r.rank for r in related] == sorted(r.rank for r in related)
    assert all(not r.code.startswith("15-1252") for r in related)
    assert {r.tier for r in related} <= {"Primary-Short", "Primary-Long", "Supplemental"}


def test_examples_name_programs(ref: Reference) -> None:
    program = ref.program("01.0205")
    assert program
    assert "Farm Equipment Service Technician" in program.examples


def test_the_digest_names_the_tables(ref: Reference) -> None:
    assert len(ref.digest) == 64
    assert {"titles", "job_zones", "stem"} <= {table.name for table in ref.tables()}
    with pytest.raises(KeyError):
        ref.table("no such table")


def test_every_name_that_the_room_exports_is_there() -> None:
    from validator import reference as room

    assert [name for name in room.__all__ if not hasattr(room, name)] == []
    assert not hasattr(room, "no_such_name")


def test_the_documentation_and_the_notice_name_what_they_must(ref: Reference, repo: Path) -> None:
    page = (repo / "docs/reference.md").read_text(encoding="utf-8")
    mine = [
        t.name for t in ref.tables() if not t.name.startswith(("title_", "field_", "term_uses", "priors"))
    ]
    assert [name for name in mine if f"`{name}`" not in page] == []
    assert "O*NET" in (repo / "NOTICE").read_text(encoding="utf-8")
