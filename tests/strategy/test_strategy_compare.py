"""Candidate codes side by side, on samples, as an attorney would read them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.errors import UsageError
from validator.reports.cells import cells
from validator.reports.interface import Options
from validator.strategy import compare, model
from validator.strategy.data import text as json_text
from validator.strategy.model import Candidate, Comparison, Fit
from validator.strategy.pages import text
from validator.strategy.ranking import fit_value

REPO = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((REPO / "schemas/comparison.schema.json").read_text(encoding="utf-8"))
THREE = ("troubled/machine-learning-engineer", "troubled/team-leader-from-korea", "clean/ai-researcher")
OTHERS = (
    "started/code-and-title",
    "troubled/code-of-2010",
    "troubled/aircraft-mechanic",
    "troubled/wrong-boxes",
)

Compared = Callable[[str], Comparison]


def by_code(comparison: Comparison) -> dict[str, Candidate]:
    return {c.code: c for c in comparison.candidates}


# ------------------------------------------------------------------------------------------------- what is in it


def test_the_chosen_code_the_office_s_candidates_and_suggestions_stand_side_by_side(
    compared: Compared,
) -> None:
    one = by_code(compared("troubled/machine-learning-engineer"))
    assert {"15-1299.08", "15-1299", "15-2051", "15-1221"} < one.keys()
    assert [o.kind for o in one["15-1299.08"].origins] == ["chosen"]
    assert {o.kind for o in one["15-2051"].origins} >= {"candidate"}
    assert any(all(o.kind == "suggested" for o in c.origins) for c in one.values())


def test_the_successors_of_a_2010_code_are_candidates(compared: Compared) -> None:
    one = by_code(compared("troubled/code-of-2010"))
    assert any(o.kind == "successor" for o in one["15-1252"].origins)
    assert any(o.kind == "successor" for o in one["15-1253"].origins)


def test_a_code_that_is_asked_for_is_compared_and_one_that_does_not_exist_is_refused(
    checker: Checker,
) -> None:
    draft = load_draft(REPO / "samples/clean/ai-researcher.yaml")
    asked = by_code(compare(draft, ("15-1299.07",), checker=checker))
    assert asked["15-1299"].detail == "15-1299.07"
    with pytest.raises(UsageError):
        compare(draft, ("15-1259",), checker=checker)


def test_a_draft_with_nothing_to_go_by_is_told_what_to_enter(checker: Checker) -> None:
    with pytest.raises(UsageError, match=r"job_title"):
        compare(load_draft({"case": {"id": "empty"}}), checker=checker)


# -------------------------------------------------------------------------------------------------- how it is ranked


def test_a_researcher_s_own_code_is_not_put_behind_commoner_ones_that_fit_no_better(
    compared: Compared,
) -> None:
    one = compared("clean/ai-researcher")
    assert one.candidates[0].code == "15-1221"


def test_a_translated_rank_is_compared_by_the_functional_title(compared: Compared) -> None:
    one = compared("troubled/team-leader-from-korea")
    assert (one.title, one.title_compared) == ("Team Leader", "Software Developer")
    assert one.candidates[0].code == "15-1252"
    assert len(one.candidates) > 1, "a comparison of one code is none"


def test_a_title_that_names_no_occupation_does_not_rank(checker: Checker) -> None:
    draft = load_draft({"case": {"id": "x"}, "i140": {"job_title": "Team Leader", "soc_code": "15-1252"}})
    one = compare(draft, ("11-1021",), checker=checker)
    assert all(not f.ranks for c in one.candidates for f in c.fits if f.of == "title")


def test_a_level_that_no_source_supports_does_not_rank_but_is_told_of_the_first(compared: Compared) -> None:
    one = compared("troubled/aircraft-mechanic")
    first = one.candidates[0]
    assert first.code == "49-3011"
    assert next(f for f in first.fits if f.of == "level").band == "none"
    assert any(
        "may draw skepticism" in sentence and "BLS" not in sentence[:3] for sentence in one.first_because
    )


def test_neither_level_nor_wage_nor_findings_move_a_code(compared: Compared) -> None:
    for sample in (*THREE, *OTHERS):
        for candidate in compared(sample).candidates:
            without = tuple(f for f in candidate.fits if f.of != "level")
            assert candidate.fit == fit_value(without)


def test_places_run_from_one_and_only_close_calls_part_from_the_order_of_fit(compared: Compared) -> None:
    for sample in (*THREE, *OTHERS):
        candidates = compared(sample).candidates
        assert [c.place for c in candidates] == list(range(1, len(candidates) + 1))
        for a, b in pairwise(candidates):
            assert b.close or a.fit >= b.fit
        assert not candidates[0].close


@pytest.mark.parametrize(
    ("sample", "what", "elsewhere"),
    [
        ("troubled/engineering-doctor-bakery", "its endeavor fits", "Bakers"),
        ("troubled/research-code-sales-duties", "its duties fit", "11-2021"),
    ],
)
def test_a_draft_that_pulls_apart_is_told_so_before_any_code_is_praised(
    sample: str, what: str, elsewhere: str, compared: Compared
) -> None:
    (told,) = (s for s in compared(sample).first_because if s.startswith("The draft does not tell one story"))
    assert what in told
    assert elsewhere in told


@pytest.mark.parametrize("sample", ["clean/civil-engineer", "clean/ai-researcher", "clean/biostatistician"])
def test_a_draft_in_order_has_its_own_code_first_and_pulls_nowhere(sample: str, compared: Compared) -> None:
    one = compared(sample)
    assert any(o.kind == "chosen" for o in one.candidates[0].origins)
    assert not any("does not tell one story" in s for s in one.first_because)


def test_a_specific_code_stands_before_the_residual_that_was_chosen(compared: Compared) -> None:
    one = compared("troubled/residual-code")
    assert not one.candidates[0].residual
    residual = by_code(one)["17-2199"]
    assert {f.catalogue for f in residual.findings} & {"C08", "C09"}
    assert not {f.catalogue for f in one.candidates[0].findings} & {"C08", "C09"}


def test_a_candidate_that_is_no_code_is_tried_as_it_is_written(checker: Checker) -> None:
    raw = {
        "case": {"id": "x"},
        "i140": {"job_title": "Data Scientist", "soc_code": "15-2051"},
        "candidate_codes": [{"id": "a", "soc_code": "nonsense"}, {"id": "b", "soc_code": "55-1011"}],
    }
    one = by_code(compare(load_draft(raw), checker=checker))
    assert "C01" in {f.catalogue for f in one["nonsense"].adds}
    assert one["nonsense"].fit == 0.0
    assert one["55-1011"].level.entry is None


def test_among_close_codes_a_residual_stands_behind_specific_ones(compared: Compared) -> None:
    for sample in ("troubled/machine-learning-engineer", "troubled/residual-code"):
        candidates = compared(sample).candidates
        for a, b in pairwise(candidates):
            assert not (b.close and a.residual and b.fileable and not b.residual)


def test_what_cannot_be_filed_as_it_stands_is_never_first(compared: Compared) -> None:
    for sample in ("troubled/code-of-2010", "troubled/machine-learning-engineer"):
        one = compared(sample)
        assert one.candidates[0].fileable
        assert any("not what its boxes take" in s for s in one.first_because)


def test_an_unknown_fit_speaks_neither_for_a_code_nor_against_it() -> None:
    strong = Fit(of="title", band="strong", score=0.5, relation="listed", ranks=True)
    unknown = Fit(of="duties", band="unknown", score=0.0, relation="too little said", ranks=True)
    assert fit_value((strong, unknown)) == fit_value((strong,)) == 1.0
    assert fit_value((unknown,)) == 0.0


# ----------------------------------------------------------------------------------------- findings, duties, facts


def test_adds_and_removes_are_what_the_rules_find(compared: Compared) -> None:
    one = by_code(compared("troubled/machine-learning-engineer"))
    assert {f.catalogue for f in one["15-1221"].removes} >= {"C05", "C09"}
    assert {f.catalogue for f in one["15-1299"].removes} == {"C05"}
    assert not one["15-1299.08"].adds
    assert not one["15-1299.08"].removes


def test_a_code_names_what_it_presupposes_and_the_draft_does_not_state(compared: Compared) -> None:
    one = by_code(compared("troubled/machine-learning-engineer"))
    assert any("“research”" in p.text for p in one["15-1221"].presupposes)
    assert any(p.kind == "residual" and "15-2051" in p.text for p in one["15-1299"].presupposes)
    mine = by_code(compared("clean/ai-researcher"))["15-1221"]
    assert not any("“research”" in p.text for p in mine.presupposes), "her duties are research, and say so"


def test_shares_of_time_are_summed_where_every_duty_has_one(compared: Compared) -> None:
    one = compared("troubled/machine-learning-engineer")
    job = "present job “beacon”"
    assert [d.share for d in one.duties if d.of == job] == [40, 25, 20, 15]
    for candidate in one.candidates:
        form, held = candidate.duty_sums
        assert form.matched_share is None, "the form gives no shares"
        assert held.matched_share is not None
        assert held.unmatched_share is not None
        assert held.matched_share + held.unmatched_share <= 100
        assert held.matched + held.unmatched + held.unread == 4


def test_level_evidence_keeps_releases_apart_and_names_them(compared: Compared) -> None:
    candidate = by_code(compared("troubled/machine-learning-engineer"))["15-1299.08"]
    assert {(z.release, z.scheme, z.level) for z in candidate.level.zones} == {
        ("30.1", "1-5", 3),
        ("31.0", "2-5", 3),
    }
    assert next(f for f in candidate.fits if f.of == "level").band != "strong", (
        "the detail argued from is in zone 3"
    )


def test_the_attorney_s_note_is_held_against_the_form(compared: Compared, checker: Checker) -> None:
    choice = compared("clean/ai-researcher").choice
    assert choice is not None
    assert (choice.agrees, choice.signed, choice.place) == (True, True, 1)
    raw = {
        "case": {"id": "x"},
        "i140": {"job_title": "Data Scientist", "soc_code": "15-2051"},
        "code_choice": {"soc_code": "15-1221", "reasons": "r", "onet_release": "30.1"},
    }
    other = compare(load_draft(raw), checker=checker).choice
    assert other is not None
    assert other.agrees is False
    assert any("15-1221" in r and "15-2051" in r for r in other.remarks)
    assert any("not signed" in r for r in other.remarks)
    assert any("O*NET 30.1" in r for r in other.remarks)
    assert compared("troubled/team-leader-from-korea").choice is None


# ------------------------------------------------------------------------------------------------- how it is shown


@pytest.mark.parametrize("sample", [*THREE, *OTHERS])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_page_fits_the_terminal_and_says_what_it_is_not(
    sample: str, width: int, compared: Compared
) -> None:
    page = text(compared(sample), Options(width=width))
    assert max(map(cells, page.splitlines())) <= width
    told = " ".join(page.split())
    assert "Attorney work product. Not legal advice" in told
    assert "Add none that the petitioner has not confirmed" in told
    assert "O*NET 31.0 (CC BY 4.0)" in told.replace("\u00a0", " ")
    for never in ("ineligible", "will be denied", "must use", "guarantee"):
        assert never not in told


def test_the_page_can_be_written_in_ascii(compared: Compared) -> None:
    text(compared(THREE[1]), Options(encoding="ascii")).encode("ascii")


@pytest.mark.parametrize("sample", [*THREE, *OTHERS])
def test_json_is_as_its_schema_says(sample: str, compared: Compared) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json_text(compared(sample))))


def test_the_schema_has_the_keys_of_the_dataclasses_and_describes_each() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    classes = {name.lower(): cls for name, cls in vars(model).items() if is_dataclass(cls)}
    for name, of in {"comparison": SCHEMA, **SCHEMA["$defs"]}.items():
        keys = set(of["properties"]) - {"schema_version"}
        assert all(p.get("description") for p in of["properties"].values()), name
        cls = classes.get(name.replace("_", ""))
        if cls is not None:
            assert keys == {f.name for f in fields(cls)}, name


def test_a_check_imports_nothing_of_it() -> None:
    code = (
        "import sys\nfrom validator.cli import main\n"
        "try:\n main(['check', 'samples/clean/civil-engineer.yaml'])\nexcept SystemExit: pass\n"
        "sys.exit(any(n.startswith('validator.strategy') for n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPO, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
