"""The schemas that editors complete from agree with what the loader takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from validator.engine.operators import OPERATORS
from validator.packs.rules import KEYS
from validator.packs.schema import rule_schema
from validator.resources import rules_dir, schemas_dir

NAMES = ("rule", "pack", "authorities")
SCHEMA_OF = {"pack.yaml": "pack", "authorities.yaml": "authorities"}
FILES = sorted(rules_dir().glob("*/*.yaml"))


def schema(name: str) -> Any:
    return json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))


def validator_for(name: str) -> Draft202012Validator:
    resources = [Resource.from_contents(schema(n)) for n in NAMES]
    registry: Registry[Any] = Registry().with_resources([(str(r.id()), r) for r in resources])
    return Draft202012Validator(schema(name), registry=registry)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_the_schema_of_rules_is_the_one_made_from_the_operators() -> None:
    made = json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"
    assert (schemas_dir() / "rule.schema.json").read_text(encoding="utf-8") == made, (
        "write validator.packs.schema.rule_schema() to schemas/rule.schema.json again"
    )


def test_the_schema_knows_every_operator_and_every_key_of_a_rule() -> None:
    definitions = schema("rule")["$defs"]
    assert set(definitions["fact"]["anyOf"][0]["properties"]) == set(OPERATORS)
    assert set(definitions["rule"]["properties"]) == set(KEYS)


def test_the_schema_takes_the_rule_of_the_guide_and_refuses_a_misspelt_key() -> None:
    text = """
    rules:
      - id: a-rule
        title: A rule
        severity: low
        about: [title]
        when:
          all:
            - i140.hours: {at_least: 1, less_than: {param: least_hours}}
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
    content["rules"][0]["when"]["all"][0]["i140.hours"]["atleast"] = 3
    assert not validator_for("rule").is_valid(content)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_shipped_file_fits_its_schema_and_names_it_for_editors(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    name = SCHEMA_OF.get(file.name, "rule")
    assert text.startswith(f"# yaml-language-server: $schema=../../schemas/{name}.schema.json\n")

    class Texts(yaml.SafeLoader):
        """Dates stay texts, as editors take them."""

    Texts.yaml_implicit_resolvers = {
        key: [(tag, regexp) for tag, regexp in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    content = yaml.load(text, Loader=Texts)
    errors = [
        f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in validator_for(name).iter_errors(content)
    ]
    assert errors == []
