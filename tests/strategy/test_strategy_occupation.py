"""The page on one occupation, and the two searches, on the real tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from validator.agreement import Band, degree_code
from validator.reports.cells import cells
from validator.reports.interface import Options
from validator.strategy import find_codes, find_programs, show_code
from validator.strategy.pages import text


def test_software_developers_have_level_evidence_from_every_source_with_its_release() -> None:
    one = show_code("15-1252")
    assert [(z.release, z.scheme, z.level) for z in one.level.zones] == [
        ("30.1", "1-5", 4),
        ("31.0", "2-5", 4),
    ]
    assert one.level.entry is not None
    assert one.level.entry.level == "bachelor"
    assert one.wages is not None
    assert one.wages.median.amount == Decimal(133080)
    assert len(one.programs) == 20
    assert not one.listed_profession
    shown = text(one, Options())
    for said in (
        "O*NET 31.0",
        "O*NET 30.1",
        "never compare",
        "OEWS May 2024",
        "BLS Employment Projections 2024-34",
    ):
        assert said in shown


def test_a_code_of_2010_has_successors_as_candidates_and_none_is_chosen() -> None:
    one = show_code("15-1132")
    assert [s.code for s in one.successors] == ["15-1252", "15-1253"]
    assert one.edition == "2010"
    assert "never one without the duties" in text(one, Options())


def test_a_group_shows_its_members() -> None:
    assert [m.code for m in show_code("15-1250").members] == [
        "15-1251",
        "15-1252",
        "15-1253",
        "15-1254",
        "15-1255",
    ]


def test_a_detail_is_told_from_the_code_that_the_form_takes() -> None:
    one = show_code("15-1299.08")
    assert {z.level for z in one.level.zones} == {3}
    assert any("has room for 15-1299" in remark for remark in one.remarks)


def test_the_professions_of_the_statute_are_marked() -> None:
    assert show_code("17-2051").listed_profession
    assert show_code("23-1011").listed_profession
    assert not show_code("11-1021").listed_profession


def test_military_codes_say_that_there_are_no_figures() -> None:
    one = show_code("55-1011")
    assert one.military
    assert one.wages is None
    assert any("no figures" in remark for remark in one.remarks)


@pytest.mark.parametrize(
    "code", ["15-1252", "15-1299.08", "15-1132", "15-1100", "11-0000", "55-1011", "13-1021"]
)
@pytest.mark.parametrize("width", [60, 100])
def test_no_page_is_wider_than_the_terminal(code: str, width: int) -> None:
    lines = text(show_code(code), Options(width=width)).splitlines()
    assert max(map(cells, lines)) <= width


def test_a_search_names_the_codes_that_publish_the_title_whatever_their_rank() -> None:
    found = find_codes("Machine Learning Engineer", limit=1)
    assert {c.code for c in found.published_under} == {"15-1221", "15-1299.08", "15-2051"}
    (first,) = found.codes
    assert first.reasons
    assert all(r.source is None or (r.source.dataset and r.source.version) for r in first.reasons)


def test_duties_alone_find_the_occupation() -> None:
    found = find_codes(
        duties="Designs bridges and inspects highways, dams and foundations for cities", limit=3
    )
    assert found.codes[0].code == "17-2051"


def test_a_rank_names_no_occupation_and_is_not_guessed_at() -> None:
    found = find_codes("팀장")
    assert not found.codes
    assert "names no occupation" in found.remark


def test_a_field_is_found_with_sureness_stem_and_codes() -> None:
    first = find_programs("B.Tech. in Computer Science").programs[0]
    assert (first.code, first.sure, first.stem) == ("11.0701", True, True)
    assert "15-1252" in {c.code for c in first.leads_to}


def test_what_no_program_is_called_is_not_guessed_at() -> None:
    assert not any(p.sure for p in find_programs("zzyzx quux").programs)
    assert degree_code("zzyzx quux", "15-1252").band is Band.unknown


def test_a_program_code_is_answered_with_itself_and_an_old_one_with_what_it_became() -> None:
    assert [p.code for p in find_programs("11.0701").programs] == ["11.0701"]
    assert [p.code for p in find_programs("27.9999").programs] == ["27.9999"]
