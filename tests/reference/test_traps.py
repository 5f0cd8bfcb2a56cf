"""Each trap of the official files, and the counts their publishers state."""

from __future__ import annotations

import pytest

from validator.reference import Reference


def count(ref: Reference, sql: str, *arguments: str | int) -> int:
    return int(ref.query(f"SELECT COUNT(*) FROM {sql}", *arguments)[0][0])


@pytest.mark.parametrize(
    ("edition", "level", "n"),
    [
        ("2018", "major", 23),
        ("2018", "minor", 98),
        ("2018", "broad", 459),
        ("2018", "detailed", 867),
        ("2010", "major", 23),
        ("2010", "minor", 97),
        ("2010", "broad", 461),
        ("2010", "detailed", 840),
    ],
)
def test_each_edition_has_as_many_codes_as_published(
    ref: Reference, edition: str, level: str, n: int
) -> None:
    assert len(ref.codes(level, edition)) == n


@pytest.mark.parametrize(
    ("of", "n"),
    [
        ("onet_occupations", 1016),
        ("onet_2010_2019", 1164),
        ("job_zones WHERE release = '30.1'", 923),
        ("job_zones WHERE release = '31.0'", 923),
        ("soc_2010_2018", 900),
        ("cip_soc", 5723),
        ("cip_programs WHERE level = 'program'", 2173),
        ("stem", 540),
        ("stem WHERE heading", 74),
        ("bls_entry", 832),
        ("bls_attainment", 832),
        ("wages WHERE level = 'detailed'", 831),
        ("cet WHERE edition = '2024'", 18),
        ("cet WHERE edition = '2022' AND subfield = ''", 19),
        ("occupations WHERE edition = '2018' AND residual", 77),
        ("occupations WHERE edition = '2018' AND level = 'detailed' AND military", 19),
        ("tasks WHERE kind <> 'emerging'", 18796),
    ],
)
def test_each_table_has_as_many_rows_as_its_source(ref: Reference, of: str, n: int) -> None:
    assert count(ref, of) == n


def test_onet_details_belong_to_a_2018_code_by_their_first_seven_characters(ref: Reference) -> None:
    detailed = set(ref.codes())
    assert all(code[:7] in detailed for code in ref.codes("onet"))


# A pair that the CIP-SOC crosswalk leaves out is unusual, never wrong: nothing is filled in, nothing denied.
@pytest.mark.parametrize(
    ("cip", "soc"),
    [
        ("14.1001", "15-1252"),
        ("27.0101", "15-1252"),
        ("14.0901", "15-1221"),
        ("40.0801", "15-2051"),
        ("14.0701", "19-2031"),
    ],
)
def test_real_routes_that_the_crosswalk_omits_stay_omitted_and_are_not_called_wrong(
    ref: Reference, cip: str, soc: str
) -> None:
    assert soc not in ref.codes_of_program(cip)
    assert ref.codes_of_program(cip), "the program itself is known"
    assert "wrong" not in ref.link(cip, soc).text


def test_rows_without_a_match_are_no_pairs(ref: Reference) -> None:
    assert count(ref, "cip_soc WHERE soc LIKE '99-%' OR cip LIKE '99.%'") == 0
    assert ref.programs_of("99-9999") == ()
    assert ref.programs_of("55-3016") == ()


def test_every_pair_joins_a_program_in_force_with_a_2018_code(ref: Reference) -> None:
    programs, codes = set(ref.program_codes()), set(ref.codes())
    pairs = ref.query("SELECT cip, soc FROM cip_soc")
    assert {cip for cip, _ in pairs} <= programs
    assert {soc for _, soc in pairs} <= codes


def test_cip_codes_keep_their_zeros_and_lose_the_spreadsheets_armour(ref: Reference) -> None:
    program = ref.program("01.0000")
    assert program is not None
    assert program.title == "Agriculture, General"
    assert program.parents == ("01.00", "01")
    assert count(ref, "cip_programs WHERE code LIKE '%=%' OR code LIKE '%\"%'") == 0


def test_programs_that_moved_or_were_deleted_are_not_in_force_and_name_their_successor(
    ref: Reference,
) -> None:
    assert ref.program("01.0309") is None
    assert ref.program_successors("01.0309") == ("01.1004",)
    assert ref.program("45.14") is None
    assert ref.program_successors("45.14") == ("45.1103",)
    assert ref.program_successors("60.0499") == ("61",)


def test_every_successor_of_a_cip_2010_code_is_in_force(ref: Reference) -> None:
    in_force = {code for level in ("family", "series", "program") for code in ref.program_codes(level)}
    gone = [
        row for row in ref.query("SELECT code_2010, code_2020 FROM cip_2010_2020") if row[1] not in in_force
    ]
    assert gone == []


@pytest.mark.parametrize(
    ("cip", "by"),
    [
        ("14.1001", "series"),  # Electrical Engineering, listed only as the heading 14.1000
        ("26.0202", "series"),
        ("27.0101", "series"),
        ("40.0801", "series"),
        ("11.0701", "listed"),
        ("15.0000", "listed"),  # a program of its own, although it ends like a heading
        ("52.0201", ""),
        ("42.0101", ""),
    ],
)
def test_a_program_is_stem_by_its_series_or_because_it_is_listed(ref: Reference, cip: str, by: str) -> None:
    assert ref.stem(cip).by == by
    assert ref.is_stem(cip) is bool(by)


def test_every_heading_of_the_stem_list_is_of_a_series_that_counts_whole(ref: Reference) -> None:
    headings = [row[0] for row in ref.query("SELECT code FROM stem WHERE heading")]
    assert {code[:2] for code in headings} == {"14", "26", "27", "40"}


def test_codes_that_bls_merges_get_the_merged_figures(ref: Reference) -> None:
    for code in ("13-1021", "13-1022", "13-1023"):
        entry, wages, growth, held = ref.entry(code), ref.wages(code), ref.growth(code), ref.attainment(code)
        assert entry
        assert wages
        assert growth
        assert held
        assert {entry.bls_code, wages.bls_code, growth.bls_code, held.bls_code} == {"13-1020"}
        assert entry.merged
        assert "several codes" in entry.known.text
    alone = ref.entry("15-1252")
    assert alone
    assert not alone.merged


def test_every_civilian_code_has_entry_attainment_and_growth_and_all_but_one_wages(ref: Reference) -> None:
    civilian = [code for code in ref.codes() if not ref.code(code).military]
    assert len(civilian) == 848
    assert all(ref.entry(code) and ref.attainment(code) and ref.growth(code) for code in civilian)
    assert [code for code in civilian if not ref.wages(code)] == ["45-3031"]


def test_military_codes_are_in_neither(ref: Reference) -> None:
    entry = ref.code("55-3016")
    assert entry.military
    assert entry.exists
    assert (ref.entry("55-3016"), ref.wages("55-3016"), ref.growth("55-3016")) == (None, None, None)


def test_suppressed_and_top_coded_wages_are_marks_and_not_amounts(ref: Reference) -> None:
    chief = ref.wages("11-1011")
    assert chief
    assert (chief.p90.amount, chief.p90.mark) == (None, "#")
    assert chief.median.amount == 206420
    actors = ref.wages("27-2011")  # paid by the hour: no annual figures
    assert actors
    assert (actors.median.amount, actors.median.mark) == (None, "*")
    assert actors.hourly_median.amount is not None


def test_there_are_88_codes_of_2010_alone_and_each_has_successors(ref: Reference) -> None:
    old = [code for code in ref.codes(edition="2010") if not ref.code(code).in_2018]
    assert len(old) == 88
    assert all(ref.code(code).successors for code in old)


def test_a_2010_code_has_candidates_and_no_one_successor(ref: Reference) -> None:
    entry = ref.code("15-1132")
    assert (entry.in_2010, entry.in_2018, entry.successors) == (True, False, ("15-1252", "15-1253"))
    assert entry.title == "Software Developers, Applications", "without the publisher's (#)"


def test_18_numbers_stand_in_both_editions_with_several_successors(ref: Reference) -> None:
    both = [ref.code(code) for code in ref.codes() if ref.code(code).in_2010]
    split = [entry.number for entry in both if len(entry.successors) > 1]
    assert len(split) == 18
    assert "15-2099" in split


def test_a_group_is_found_in_both_editions_and_a_padded_number_in_none(ref: Reference) -> None:
    assert ref.code("15-1200").level == "minor"
    assert "15-1252" in ref.code("15-1200").members
    assert ref.code("15-1130").in_2010
    assert ref.code("15-1130").level == "broad"
    padded = ref.code("15-1000")
    assert padded.padded
    assert not padded.exists
    assert "15-1252" in padded.members
    assert not ref.code("99-9990").padded
    assert not ref.code("15-1252").padded
    assert ref.code("15-1252").parents == ("15-1250", "15-1200", "15-0000")


def test_93_details_and_69_codes_have_no_job_zone_and_27_codes_mix_zones(ref: Reference) -> None:
    assert sum(not ref.job_zones(code) for code in ref.codes("onet")) == 93
    with_details = [code for code in ref.codes() if ref.code(code).details]
    assert sum(not ref.job_zones(code) for code in ref.codes()) == 69 + len(ref.codes()) - len(with_details)
    zones = [{z.level for z in ref.job_zones(code) if z.release == "30.1"} for code in ref.codes()]
    assert sum(len(z) > 1 for z in zones) == 27
    assert sum(len(z) > 1 and min(z) <= 3 and max(z) >= 4 for z in zones) == 13, "on both sides of 3 and 4"


def test_job_zone_and_bls_entry_disagree_for_28_codes(ref: Reference) -> None:
    below: list[str] = []
    merged: list[str] = []
    above: list[str] = []
    for code in ref.codes():
        zones = {z.level for z in ref.job_zones(code) if z.release == "30.1"}
        entry = ref.entry(code)
        if zones and entry:
            bachelor = entry.level in {"bachelor", "master", "doctorate"}
            if bachelor and max(zones) <= 3:
                (merged if entry.merged else below).append(code)
            if not bachelor and min(zones) >= 4:
                above.append(code)
    assert (len(below), len(above)) == (9, 19)
    assert merged == ["13-1022", "29-2012"], "BLS says it of several codes together: entry.merged tells"
    assert "15-1254" in below
    assert {"11-3071", "41-9021"} <= set(above)


def test_a_zone_is_of_a_release_and_its_scheme(ref: Reference) -> None:
    zones = {z.release: (z.scheme, z.level, z.known.version) for z in ref.job_zones("15-1211.00")}
    assert zones == {"30.1": ("1-5", 3, "30.1"), "31.0": ("2-5", 4, "31.0")}


def test_50_zones_changed_between_the_releases_17_of_them_for_another_reason_than_the_scheme(
    ref: Reference,
) -> None:
    rows = ref.query(
        "SELECT a.level, b.level FROM job_zones a JOIN job_zones b ON a.code = b.code"
        " WHERE a.release = '30.1' AND b.release = '31.0' AND a.level <> b.level"
    )
    assert len(rows) == 50
    assert sum(not (old == 1 and new == 2) for old, new in rows) == 17
    assert count(ref, "job_zones WHERE release = '31.0' AND level < 2") == 0


def test_the_two_scales_of_31_0_name_categories_10_and_11_differently(ref: Reference) -> None:
    rows = ref.query("SELECT scale, category, label FROM education_categories WHERE release = '31.0'")
    labels = {(scale, category): label for scale, category, label in rows}
    assert labels["RL", 10] == "First Professional Degree"
    assert labels["RQ", 10].startswith("Doctor's Degree")
    assert labels["RL", 11] != labels["RQ", 11]


def test_the_2022_technologies_are_marked_superseded(ref: Reference) -> None:
    assert all(area.superseded for area in ref.cet_areas("2022"))
    assert not any(area.superseded for area in ref.cet_areas())
    assert all(area.subfields == () for area in ref.cet_areas("2024"))
    assert ref.cet_areas("1999") == ()


@pytest.mark.parametrize("written", ["15-1252", "151252", "15‑1252 ", "１５-1252", "15-1252.00"])
def test_a_code_is_found_however_it_is_written(ref: Reference, written: str) -> None:
    assert ref.code(written).title == "Software Developers"


@pytest.mark.parametrize("written", ["Nov-21", "", "1234", "15-1252.00.01", "' OR 1=1 --"])
def test_what_is_no_code_is_found_nowhere(ref: Reference, written: str) -> None:
    entry = ref.code(written)
    assert (entry.exists, entry.level, entry.title, entry.padded) == (False, "", "", False)
    assert ref.titles_of(written) == ()
    assert ref.job_zones(written) == ()
