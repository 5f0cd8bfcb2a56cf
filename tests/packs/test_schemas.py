"""The schemas that editors complete from agree with what the loader takes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from validator.cli import niw
from validator.engine.operators import OPERATORS
from validator.facts import vocabulary
from validator.packs.rules import KEYS
from validator.packs.schema import rule_schema
from validator.resources import rules_dir, schemas_dir

NAMES = ("rule", "pack", "authorities")
SCHEMA_OF = {"pack.yaml": "pack", "authorities.yaml": "authorities"}
SAMPLES = Path(__file__).parents[2] / "samples" / "packs"
FILES = sorted([*rules_dir().glob("*/*.yaml"), *SAMPLES.glob("*/*.yaml")])


def schema(name: str) -> Any:
    return json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))


def validator_for(name: str) -> Draft202012Validator:
    resources = [Resource.from_contents(schema(n)) for n in NAMES]
    registry: Registry[Any] = Registry().with_resources([(str(r.id()), r) for r in resources])
    return Draft202012Validator(schema(name), registry=registry)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_the_schema_of_rules_is_the_one_made_from_operators_and_facts() -> None:
    made = json.dumps(rule_schema(vocabulary()), indent=2, ensure_ascii=False) + "\n"
    file = schemas_dir() / "rule.schema.json"
    if os.environ.get("NIW_WRITE_DOCS"):
        file.write_text(made, encoding="utf-8")
        pytest.skip("written anew: read the diff")
    assert file.read_text(encoding="utf-8") == made, "NIW_WRITE_DOCS=1 pytest tests/packs/test_schemas.py"


def test_the_schema_knows_every_operator_every_key_of_a_rule_and_every_fact() -> None:
    definitions = schema("rule")["$defs"]
    assert set(definitions["fact"]["anyOf"][0]["properties"]) == set(OPERATORS)
    assert set(definitions["rule"]["properties"]) == set(KEYS)
    assert {spec.name for spec in vocabulary()} <= set(definitions["condition"]["properties"])


def properties(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every property that a schema declares, with its path."""
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items() if path[-11:] != "/properties" else ():
            yield f"{path}/{name}", value
        for key, value in node.items():
            yield from properties(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from properties(value, f"{path}/{index}")


@pytest.mark.parametrize("name", NAMES)
def test_every_key_shows_a_text_when_an_editor_points_at_it(name: str) -> None:
    whole = schema(name)
    silent = []
    for path, value in properties(whole):
        target = value
        while "description" not in target and "$ref" in target:
            target = whole["$defs"][target["$ref"].rpartition("/")[2]]
        if not target.get("description"):
            silent.append(path)
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_stands_by_itself_for_an_editor_follows_no_link_out_of_it(name: str) -> None:
    text = (schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8")
    assert {ref[:8] for ref in re.findall(r'"\$ref": "([^"]*)"', text)} <= {"#/$defs/"}


def test_values_that_an_editor_offers_say_what_they_mean() -> None:
    def offered(node: Any) -> Iterator[Any]:
        if isinstance(node, dict):
            if "enumDescriptions" in node:
                yield node
            for value in node.values():
                yield from offered(value)
        elif isinstance(node, list):
            for value in node:
                yield from offered(value)

    for name in NAMES:
        for node in offered(schema(name)):
            assert len(node["enumDescriptions"]) == len(node["enum"])
    rule = schema("rule")["$defs"]["rule"]["properties"]
    assert all("enumDescriptions" in node for node in (rule["severity"], rule["about"]["items"]))


def fits(condition: Any) -> bool:
    rule = {**RULE, "when": condition}
    return validator_for("rule").is_valid({"rules": [rule]})


RULE = {
    **dict.fromkeys(("title", "says", "why", "remedy"), "A text."),
    "id": "a-rule",
    "severity": "low",
    "about": ["title"],
    "authority": ["practice"],
    "examples": {"fires": [{}], "clear": [{}], "unchecked": [{}]},
}


@pytest.mark.parametrize(
    "condition",
    [
        {"i140.hours_per_week": {"less_than": 35}},
        {"i140.full_time": False},
        {"agreement.title_code.band": {"in": ["weak", "none"]}},
        {"agreement.title_code.band": {"at_most": {"param": "band"}}},
        {"degree.highest": {"at_least": "High School"}},
        {"degrees": {"empty": True}},
        {"concluded.profession": {"equals": "doubtful"}},
        {"d.level_read": {"at_least": "bachelor"}},
        {"endeavor.reach": {"in": ["local", {"param": "reach"}]}},
        {"criteria.claimed": {"equals": "salary"}},
    ],
)
def test_the_schema_takes_what_the_language_has(condition: Any) -> None:
    assert fits(condition)


@pytest.mark.parametrize(
    "condition",
    [
        {"i140.job_titel": {"equals": "x"}},
        {"i140.hours_per_week": {"has_phrase": "x"}},
        {"i140.full_time": {"equals": "often"}},
        {"i140.full_time": {"less_than": True}},
        {"degrees": {"equals": "x"}},
        {"i140.job_title": "Nurse"},
        {"degree.highest": "bachelor"},
        {"l.kind": "employer"},
        [{"i140.full_time": False}],
        {"agreement.title_code.band": {}},
        {"agreement.title_code.band": {"in": []}},
    ],
)
def test_an_editor_marks_a_misspelt_fact_and_an_operator_of_another_type(condition: Any) -> None:
    assert not fits(condition)


def test_an_editor_offers_the_values_of_a_fact_that_has_few() -> None:
    definitions = schema("rule")["$defs"]
    asked = definitions["condition"]["properties"]["endeavor.reach"]["$ref"].rpartition("/")[2]
    one = definitions[asked]["properties"]["equals"]["$ref"].rpartition("/")[2]
    assert definitions[one]["anyOf"][0]["anyOf"][0]["enum"] == [
        "employer",
        "local",
        "regional",
        "national",
        "global",
    ]
    several = definitions[asked]["properties"]["in"]["anyOf"][0]["items"]["$ref"].rpartition("/")[2]
    assert several == one


def test_the_schema_takes_the_rule_of_the_guide_and_refuses_a_misspelt_key() -> None:
    text = """
    rules:
      - id: a-rule
        title: A rule
        severity: low
        about: [title]
        when:
          all:
            - i140.hours_per_week: {at_least: 1, less_than: {param: least_hours}}
            - {for_any: degrees as d, where: {d.level: {in: [bachelor, master]}}}
            - {count: {of: letters as l, where: {l.author: {present: true}}, less_than: 3}}
            - i140.full_time: false
        says: A.
        why: B.
        remedy: C.
        authority: [practice]
        examples: {fires: [{}], clear: [{}], unchecked: [{}]}
    """
    content = yaml.safe_load(text)
    assert list(validator_for("rule").iter_errors(content)) == []
    content["rules"][0]["remdy"] = "D."
    assert not validator_for("rule").is_valid(content)
    del content["rules"][0]["remdy"]
    content["rules"][0]["when"]["all"][0]["i140.hours_per_week"]["atleast"] = 3
    assert not validator_for("rule").is_valid(content)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_shipped_file_fits_its_schema_and_names_it_for_editors(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    name = SCHEMA_OF.get(file.name, "rule")
    head = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert head, "the first line tells editors the schema"
    assert (file.parent / head[1]).resolve() == (schemas_dir() / f"{name}.schema.json").resolve()

    class Texts(yaml.SafeLoader):
        """As editors read YAML (1.2): dates stay texts, and off is a word."""

    Texts.yaml_implicit_resolvers = {
        key: [(tag, regexp) for tag, regexp in pairs if not tag.endswith((":timestamp", ":bool"))]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Texts.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))
    content = yaml.load(text, Loader=Texts)
    errors = [
        f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in validator_for(name).iter_errors(content)
    ]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_can_be_printed(name: str) -> None:
    done = CliRunner().invoke(niw, ["pack", "schema", name])
    assert (done.exit_code, done.stdout) == (
        0,
        (schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"),
    )


def test_a_firm_gets_all_schemas_and_the_lines_that_name_them(tmp_path: Path) -> None:
    done = CliRunner().invoke(niw, ["pack", "schema", "--to", str(tmp_path / "office" / "schemas")])
    assert done.exit_code == 0
    named = re.findall(r"# yaml-language-server: \$schema=(\S+)", done.stdout)
    assert [(tmp_path / "office" / n).is_file() for n in named] == [True, True, True]
