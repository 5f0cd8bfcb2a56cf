"""The published schema, and the template that is made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from validator.drafts import load_draft, schema_text, template
from validator.drafts.load import parse_draft
from validator.drafts.shape import Shape, draft_shape
from validator.drafts.sources import NOT_DRAFTS
from validator.resources import rules_dir, schemas_dir

SCHEMA = json.loads(schema_text())


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield path, node
        for key, inner in node.items():
            yield from nodes(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from nodes(inner, f"{path}/{index}")


def test_the_schema_is_json_schema_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_no_group_takes_keys_that_it_does_not_name() -> None:
    assert [path for path, node in nodes(SCHEMA) if node.get("additionalProperties") is not False] == []


def test_every_field_says_which_item_or_document_it_is_from() -> None:
    told = re.compile(r"[A-Z][^:]*:|The (ids?|page|value itself)\b|Your own |Name or initials ")
    silent = [
        f"{path}/{name}"
        for path, node in nodes(SCHEMA)
        for name, inner in node["properties"].items()
        if not told.match(inner.get("description", "")) and "properties" not in inner and "items" not in inner
    ]
    assert silent == []


def test_every_item_of_the_forms_that_a_rule_needs_has_its_field() -> None:
    items = {shape.form_item for shape in fields(draft_shape())}
    part6 = {f"Form I-140, Part 6, item {n}" for n in range(1, 10)}
    assert part6 <= items
    assert {
        "Form I-140, Part 2, item 1",
        "Form I-140, Part 4, item 8",
        "Form I-140, Part 5, item 1",
        "Form I-140, Part 5, item 11",
    } <= items
    assert {f"Form ETA-9089, Final Determination, item {n}" for n in (8, 9, 10)} <= items
    assert {f"Form ETA-9089, Appendix A, section E, item 1{x}" for x in "ghikl"} <= items


def fields(shape: Shape) -> Iterator[Shape]:
    for inner in shape.fields.values():
        yield inner
        yield from fields(inner)
    if shape.item is not None:
        yield from fields(shape.item)


def test_no_field_asks_for_a_number_that_identifies_a_person() -> None:
    names = {name for _, node in nodes(SCHEMA) for name in node["properties"]}
    assert not {name for name in names if re.search(r"ssn|passport|alien|a_number|receipt|birth", name)}


def test_the_template_loads_as_it_is() -> None:
    assert parse_draft(template(), "new.yaml").data == {"case": {"id": "my-case"}}


def test_the_template_with_every_line_turned_on_loads_too_and_names_every_field() -> None:
    head, _, body = template().partition("\ncase:\n")
    on = "case:\n" + "\n".join(line.removeprefix("# ") for line in body.split("\n"))
    draft = parse_draft(on, "new.yaml")
    told = set(re.findall(r"^[ -]*(\w+):", on, re.MULTILINE))
    wanted = {
        name
        for path, node in nodes(SCHEMA)
        if "annotated" not in path and "duties" not in path
        for name in node["properties"]
    }
    assert wanted - told == set()
    assert len(draft.data) == len(SCHEMA["properties"])
    assert head.startswith("#")


def test_no_line_of_the_template_is_too_wide_for_a_screen() -> None:
    assert max(map(len, template().split("\n"))) <= 118


def test_the_smallest_draft_is_a_case_with_an_id() -> None:
    assert load_draft({"case": {"id": "a"}}).data == {"case": {"id": "a"}}


def test_the_shipped_folders_are_found() -> None:
    assert (schemas_dir() / "draft.schema.json").is_file()
    assert rules_dir().name == "rules"


def test_the_example_of_the_documentation_is_a_draft() -> None:
    page = (Path(__file__).parents[2] / "docs" / "draft.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    draft = parse_draft(example, "draft.md")
    assert draft.data["employment"][0]["duties"][0] == {"text": "Builds inspection software", "share": 70}
    assert draft.data["i140"]["hours_per_week"] is None


def test_the_documentation_names_every_pattern_that_a_folder_passes_over() -> None:
    page = (Path(__file__).parents[2] / "docs" / "draft.md").read_text(encoding="utf-8")
    assert [pattern for pattern in NOT_DRAFTS if f"`{pattern}`" not in page] == []
