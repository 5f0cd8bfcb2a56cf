"""What a draft is once it is read: types by the schema, places, notes, and the drafts of a whole run."""

from __future__ import annotations

import io
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from validator.drafts import Annotation, Draft, DraftFailure, load_draft, load_drafts, schema_text
from validator.drafts.links import TARGETS
from validator.drafts.load import parse_draft
from validator.errors import DraftError

WHOLE = """\
case: {id: doe, track: Advanced Degree, stage: draft, filing_date: 12/01/2026}
i140:
  part2_classification: 1.h
  job_title: {value: Engineer, exhibit: B, page: 3, confirmed_by: R. Roe}
  soc_code: "15‑1252 "
  full_time: Yes
  wage: $133,080.50
  hours_per_week:
degrees:
  - {id: bs, level: B.Tech., country: NO, conferred: 2019-06, years: 4}
letters: []
employment:
  - id: 7
    soc_code: 151252
    end: Present
    duties:
      - Leads a group
      - {text: Writes code, share: 20 %}
"""


@pytest.fixture
def draft() -> Draft:
    return parse_draft(WHOLE, "doe.yaml")


def test_values_are_read_by_the_schemas_types_and_not_by_their_looks(draft: Draft) -> None:
    assert draft.id == "doe"
    assert draft.data == {
        "case": {"id": "doe", "track": "advanced_degree", "stage": "draft", "filing_date": "12/01/2026"},
        "i140": {
            "part2_classification": "1.h",
            "job_title": "Engineer",
            "soc_code": "15‑1252 ",
            "full_time": True,
            "wage": Decimal("133080.50"),
            "hours_per_week": None,
        },
        "degrees": [{"id": "bs", "level": "B.Tech.", "country": "NO", "conferred": "2019-06", "years": 4}],
        "letters": [],
        "employment": [
            {
                "id": "7",
                "soc_code": "151252",
                "end": "present",
                "duties": [{"text": "Leads a group"}, {"text": "Writes code", "share": 20}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("path", "place", "written"),
    [
        (("i140", "soc_code"), "doe.yaml:5:13", "15‑1252 "),
        (("i140", "job_title"), "doe.yaml:4:22", "Engineer"),
        (("i140", "full_time"), "doe.yaml:6:14", "Yes"),
        (("i140", "wage"), "doe.yaml:7:9", "$133,080.50"),
        (("i140", "hours_per_week"), "doe.yaml:8:18", ""),
        (("i140", "permanent"), "doe.yaml:2:1", ""),
        (("letters",), "doe.yaml:11:10", ""),
        (("employment", 0, "end"), "doe.yaml:15:10", "Present"),
        (("employment", 0, "duties", 0, "text"), "doe.yaml:17:9", "Leads a group"),
        (("employment", 0, "duties", 1, "share"), "doe.yaml:18:36", "20 %"),
        (("cv", "jobs", 3, "title"), "doe.yaml:1:1", ""),
    ],
)
def test_every_value_keeps_its_place_and_its_very_text(
    draft: Draft, path: Any, place: str, written: str
) -> None:
    assert str(draft.place(path)) == place
    assert draft.place(path).path == path
    assert draft.written(path) == written


def test_not_entered_left_blank_and_none_are_three_things(draft: Draft) -> None:
    assert "permanent" not in draft.data["i140"]
    assert draft.data["i140"]["hours_per_week"] is None
    assert draft.data["letters"] == []


@pytest.mark.parametrize("blank", ['""', "'  '", "~", "null", "", "{value: , page: 2}"])
def test_an_empty_field_is_a_blank_one(blank: str) -> None:
    draft = parse_draft(
        f"case: {{id: a}}\ni140:\n  job_title: {blank}\n  full_time: {blank}\n  wage: {blank}\n", "d.yaml"
    )
    assert draft.data["i140"] == {"job_title": None, "full_time": None, "wage": None}


def test_a_value_may_say_where_it_stands_and_who_confirmed_it(draft: Draft) -> None:
    assert draft.annotation(("i140", "job_title")) == Annotation(exhibit="B", page="3", confirmed_by="R. Roe")
    assert draft.annotation(("i140", "soc_code")) is None


def test_a_value_names_its_form_item(draft: Draft) -> None:
    assert draft.form_item(("i140", "soc_code")) == "Form I-140, Part 6, item 2"
    assert (
        draft.form_item(("eta9089", "appendix_a", "work", 0, "title"))
        == "Form ETA-9089, Appendix A, section E, item 1g"
    )
    assert draft.form_item(("no", "such", "thing")) == ""


def test_a_mapping_is_a_draft_without_lines() -> None:
    draft = load_draft({"case": {"id": "a"}, "i140": {"wage": 133080, "full_time": True, "soc_code": 151252}})
    assert draft.data["i140"] == {"wage": 133080, "full_time": True, "soc_code": "151252"}
    assert draft.place(("i140", "wage")).line is None
    assert draft.written(("i140", "soc_code")) == "151252"


def test_a_mapping_that_is_wrong_says_so_by_path() -> None:
    with pytest.raises(DraftError) as caught:
        load_draft({"case": {"id": "a"}, "i140": {"wage": "lots", "job_title": "A123456789"}})
    assert [p.place.path for p in caught.value.problems if p.place] == [
        ("i140", "wage"),
        ("i140", "job_title"),
    ]
    with pytest.raises(DraftError, match="has no place in a draft"):
        load_draft({"case": {"id": object()}})


def test_an_excerpt_needs_no_case_and_its_entries_no_ids() -> None:
    draft = load_draft({"degrees": [{"field": "Physics"}, {"id": "ms"}], "letters": [{}]}, partial=True)
    assert draft.id == ""
    assert draft.data == {
        "degrees": [{"field": "Physics", "id": "1"}, {"id": "ms"}],
        "letters": [{"id": "1"}],
    }
    with pytest.raises(DraftError):
        load_draft({"degrees": [{"feild": "Physics"}]}, partial=True)


def test_a_draft_travels_between_processes(draft: Draft) -> None:
    again = pickle.loads(pickle.dumps(draft))
    assert again == draft
    assert again.place(("i140", "soc_code")) == draft.place(("i140", "soc_code"))


@pytest.mark.parametrize("written", ["present", "Present", "PRESENT", "current", "Now"])
def test_a_job_that_goes_on_ends_at_present(written: str) -> None:
    draft = parse_draft(f"case: {{id: a}}\nemployment: [{{id: j, end: {written}}}]\n", "d.yaml")
    assert draft.data["employment"][0]["end"] == "present"


@pytest.mark.parametrize(
    "code", ["15-1252.00", "151252", "15‑1252", "１５-１２５２", "15-12", "software", "11-2021"]
)
def test_a_code_that_is_none_is_for_a_rule_to_say(code: str) -> None:
    assert (
        parse_draft(f"case: {{id: a}}\ni140: {{soc_code: {code}}}\n", "d.yaml").data["i140"]["soc_code"]
        == code
    )


# ------------------------------------------------------------------------------------------------- a whole run


def good(name: str) -> str:
    return f"case: {{id: {name}}}\n"


def outcome(found: Draft | DraftFailure) -> str:
    return found.id if isinstance(found, Draft) else f"! {found.file.rpartition('/')[2]}:{found.line}"


def run(*paths: Path | str) -> list[str]:
    return [outcome(found) for found in load_drafts([str(path) for path in paths])]


def test_a_folder_gives_its_drafts_sorted_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "deep/er/c.yaml", "deep/d.json"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        stem = file.stem
        file.write_text(
            good(stem) if file.suffix != ".json" else json.dumps({"case": {"id": stem}}), encoding="utf-8"
        )
    for name in (
        "a.expected.yaml", "waivers.yaml", "team.waivers.yaml", "baseline.json", "niw.yaml", ".hidden.yaml",
        "run.report.json", ".git/x.yaml", "notes.txt", "firm/pack.yaml", "firm/rules.yaml",
    ):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("no draft", encoding="utf-8")
    assert run(tmp_path) == ["a", "b", "d", "c"]


def test_a_file_named_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(good("named"), encoding="utf-8")
    assert run(file) == ["named"]


def test_one_broken_draft_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(good("a"), encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"case: \xff\xfe")
    (tmp_path / "c.yaml").write_text("case: {idd: c}\n", encoding="utf-8")
    (tmp_path / "d.json").write_text("", encoding="utf-8")
    (tmp_path / "e.yaml").write_text(good("e"), encoding="utf-8")
    assert run(tmp_path, tmp_path / "gone.yaml") == [
        "a",
        "! b.yaml:1",
        "! c.yaml:1",
        "! d.json:1",
        "e",
        "! gone.yaml:1",
    ]


def test_every_line_of_jsonl_is_a_draft_with_its_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"case": {"id": "a"}}),
        "",
        '{"case": {}}',
        '{"case": ',
        json.dumps({"case": {"id": "팀"}}, ensure_ascii=False),
    ]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file = tmp_path / "many.jsonl"
        file.write_bytes("\r\n".join(lines).encode(encoding))
        assert run(file) == ["a", "! many.jsonl:3", "! many.jsonl:4", "팀"]
    found = list(load_drafts([str(file)]))
    assert isinstance(found[1], DraftFailure)
    assert str(found[1].problems[0]) == f"{file}:3:2: “case” has no id. Add id: …"
    assert isinstance(found[3], Draft)
    assert found[3].line == 5
    assert str(found[3].place(("case", "id"))) == f"{file}:5:17"


def test_globs_find_drafts_and_each_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("a", "x/b"):
        (tmp_path / f"{name}.yaml").write_text(good(name[-1]), encoding="utf-8")
    assert run(tmp_path / "*.yaml", tmp_path / "**/*.yaml", tmp_path) == ["a", "b"]
    assert run(tmp_path / "z*.yaml") == ["! z*.yaml:1"]


def test_a_folder_with_a_pack_yaml_holds_rules_and_no_drafts_however_it_is_reached(tmp_path: Path) -> None:
    for name in ("a.yaml", "packs/b.yaml", "packs/firm/notes/c.yaml", "packs/firm/d.yaml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(good(file.stem), encoding="utf-8")
    (tmp_path / "packs" / "firm" / "pack.yaml").write_text("pack: firm\n", encoding="utf-8")
    for way in ("", "**", "**/*.yaml", "*", "[ap]*"):
        assert run(tmp_path / way) == ["a", "b"], way
    assert run(tmp_path / "packs/firm/*.yaml") == ["! *.yaml:1"]
    assert run(tmp_path / "packs/firm/d.yaml") == ["d"], "a file that is named itself is read"
    (tmp_path / "pack.yaml").write_text("pack: above\n", encoding="utf-8")
    assert run(tmp_path / "packs/*.yaml") == ["b"], "what lies above the pattern was not asked for"


def test_a_folder_without_drafts_says_so(tmp_path: Path) -> None:
    (found,) = load_drafts([str(tmp_path)])
    assert isinstance(found, DraftFailure)
    assert str(found.problems[0]) == (
        f"{tmp_path}: No draft is here. Drafts end in .yaml, .yml, .json, .jsonl, .ndjson (packed: .gz, .zst); "
        "`niw draft new` begins one."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (good("yaml"), ["yaml"]),
        ('{"case": {"id": "json"}}', ["json"]),
        ('{"case":\n {"id": "json"}}', ["json"]),
        ("{case: {id: flow}}\n", ["flow"]),
        ('{"case": {"id": "a"}}\n{"case": {"id": "b"}}\n', ["a", "b"]),
        ('{"case": {"id": "a"}}\n{"case": {"idd": "b"}}\n', ["a", "! <standard input>:2"]),
        ("", ["! <standard input>:1"]),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(
    text: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("-") == expected


@pytest.mark.parametrize(
    "words",
    [
        "cv: {jobs: [{id: c, job: acme}]}",
        "employment: []\nexplanations: [{id: x, covers: [i-140-of-2023]}]",
        "exhibits: [{id: e}]\ndegrees: [{id: d, us_equivalent: {document: evaluation}}]",
        "letters: [{id: l}]\nemployment: [{id: j, stated_in: [ex-4]}]",
        "employment:\nletters: [{id: l, job: acme}]",
    ],
)
def test_a_link_into_a_list_that_is_not_entered_yet_may_come_to_lead_somewhere(words: str) -> None:
    assert parse_draft(f"case: {{id: a}}\n{words}\n", "d.yaml").id == "a"


def test_every_link_of_the_schema_has_lists_that_it_leads_into() -> None:
    """And nothing else goes by a link's name: a text that is called ``document`` would be taken for an id."""
    schema = json.loads(schema_text())
    found: list[tuple[str, str, bool]] = []

    def look(node: dict[str, Any], group: str) -> None:
        for name, inner in node.get("properties", {}).items():
            kind = inner.get("$ref", "").rpartition("/")[2]
            items = inner.get("items", {})
            records = "properties" in inner or "properties" in items
            found.append((group, name, kind in {"link", "links"} or records))
            if kind in {"link", "links"}:
                assert f"{group}.{name}" in TARGETS or name in TARGETS, (group, name)
            look(inner, name)
            look(items, name)

    look(schema, "")
    named = {name.rpartition(".")[2] for name in TARGETS}
    assert [entry for entry in found if entry[1] in named and not entry[2]] == []
    assert {name for lists in TARGETS.values() for name in lists} <= schema["properties"].keys()
