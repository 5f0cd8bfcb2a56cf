"""The proof of a pack for machines: JSON by its schema, JUnit as CI servers read it; and the command for both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped

from validator.cli import niw
from validator.packs import PackTest
from validator.packs.proof_json import proof_content, proof_json
from validator.packs.proof_junit import proof_junit
from validator.proof import prove
from validator.resources import schemas_dir

XSD = Path(__file__).parents[3] / "shared" / "data" / "schemas" / "junit-10.xsd"
RULES = """\
rules:
  - id: short-title
    title: A short title
    severity: low
    about: [title]
    when:
      any:
        - title.length: {less_than: 5}
        - i140.full_time: false
    says: "“{i140.job_title}” is short."
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples:
      fires:
        - {i140: {job_title: Cook}}
        - {i140: {job_title: "Engineer <&\\u0007>", full_time: true}}
      clear: [{i140: {title: Cook}}]
      unchecked: [{i140: {job_title: Engineer}}]
  - id: half-proven
    title: Half
    severity: low
    about: [title]
    when: {any: [{i140.wage: {at_least: 5}}, {i140.hours_per_week: {less_than: 35}, i140.full_time: false}]}
    says: Something.
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples:
      fires: [{i140: {wage: 6, hours_per_week: 40, full_time: true}}]
      clear: [{i140: {wage: 1, hours_per_week: 40, full_time: true}}]
      unchecked: [{i140: {hours_per_week: 40, full_time: true}}]
  - id: never
    title: Never
    severity: low
    about: [title]
    when: {code.zone.most: {at_least: 5, at_most: 3}}
    says: Something.
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples: {clear: [{i140: {soc_code: 15-1252}}], unchecked: [{}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "office"
    folder.mkdir()
    (folder / "pack.yaml").write_text("pack: office\nversion: 1.0.0\n", encoding="utf-8")
    (folder / "authorities.yaml").write_text(
        "authorities: {practice: {citation: Practice, status: practice, supports: habit}}\n", encoding="utf-8"
    )
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def proof(folder: Path) -> PackTest:
    return prove(str(folder))


def test_the_json_fits_its_schema_and_says_all_there_is(proof: PackTest) -> None:
    schema = json.loads((schemas_dir() / "pack-test.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    content = json.loads(proof_json(proof))
    Draft202012Validator(schema).validate(content)
    assert content == proof_content(proof)
    assert [r["rule"] for r in content["rules"] if not r["proven"]] == ["short-title", "half-proven", "never"]
    assert [p["code"] for p in content["problems"]] == [
        "example",
        "example",
        "unproven",
        "unproven",
        "cannot-fire",
    ]
    first = content["rules"][0]["examples"][1]
    assert (first["expected"], first["got"]) == ("finding", "no finding")
    assert [part["text"] for part in first["decided_by"]] == [
        "title.length: {less_than: 5}",
        "i140.full_time: {equals: false}",
    ]
    assert content["rules"][0]["examples"][2]["error"].startswith("“title” is not a field of “i140”.")
    assert content["rules"][2]["cannot_fire"]


def read(xml: str, tmp_path: Path) -> Any:
    file = tmp_path / "report.xml"
    file.write_text(xml, encoding="utf-8")
    return JUnitXml.fromfile(str(file))


def test_a_junit_reader_sees_a_case_per_example_and_per_proof(proof: PackTest, tmp_path: Path) -> None:
    (suite,) = read(proof_junit(proof), tmp_path)
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("office", 9 + 3 * 3, 5, 0)
    failed = {(c.classname, c.name): c.result[0] for c in suite if c.result}
    assert sorted(failed) == [
        ("half-proven", "every part is proven"),
        ("never", "can fire"),
        ("never", "has an example of each kind"),
        ("short-title", "clear 1 (rules.yaml:18)"),
        ("short-title", "fires 2 (rules.yaml:17)"),
    ]
    for (rule, _), failure in failed.items():
        assert isinstance(failure, Failure)
        assert rule in failure.message
        assert "rules.yaml:" in failure.text, "a failure says where"


def test_what_is_allowed_to_be_unproven_is_skipped(proof: PackTest, tmp_path: Path) -> None:
    (suite,) = read(proof_junit(proof, allow_unproven=True), tmp_path)
    skipped = [(c.classname, c.name) for c in suite if c.result and isinstance(c.result[0], Skipped)]
    assert skipped == [("half-proven", "every part is proven")]
    assert suite.skipped == 1


@pytest.mark.skipif(not XSD.is_file(), reason="needs ../shared")
@pytest.mark.parametrize("allow_unproven", [True, False])
def test_the_junit_report_is_valid_by_the_schema_of_its_readers(
    proof: PackTest, *, allow_unproven: bool
) -> None:
    xmlschema.XMLSchema(str(XSD)).validate(proof_junit(proof, allow_unproven=allow_unproven))
    xmlschema.XMLSchema(str(XSD)).validate(proof_junit(prove("niw-strict")))


def niw_pack_test(*args: str) -> Result:
    return CliRunner().invoke(niw, ["pack", "test", *args])


def test_a_pack_that_is_not_proven_ends_with_4_and_one_that_is_with_0(folder: Path) -> None:
    done = niw_pack_test(str(folder))
    assert done.exit_code == 4
    assert "rules.yaml:17:11: short-title: expected finding, got no finding." in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-1] == (
        "office 1.0.0: 3 rules, 9 examples; 2 of them end otherwise than said, 2 parts of conditions unproven, "
        "0 of 3 rules proven."
    )
    assert niw_pack_test("niw-strict").exit_code == 0


def test_unproven_parts_can_be_allowed_and_are_still_told(folder: Path) -> None:
    half = folder.parent / "half"
    half.mkdir()
    for name in ("pack.yaml", "authorities.yaml"):
        (half / name).write_text((folder / name).read_text(encoding="utf-8"), encoding="utf-8")
    rule = RULES[RULES.index("  - id: half-proven") : RULES.index("  - id: never")]
    (half / "rules.yaml").write_text(f"rules:\n{rule}", encoding="utf-8")
    assert niw_pack_test(str(half)).exit_code == 4
    allowed = niw_pack_test(str(half), "--allow-unproven")
    assert allowed.exit_code == 0
    assert "no example decides “i140.hours_per_week: {less_than: 35}”" in " ".join(allowed.stdout.split())


@pytest.mark.parametrize("format_", ["text", "json", "junit"])
def test_the_proof_goes_to_a_file_and_its_sum_to_the_screen(
    folder: Path, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / "proof"
    done = niw_pack_test(str(folder), "--format", format_, "-o", str(file))
    assert (done.exit_code, done.stdout) == (4, "")
    assert "0 of 3 rules proven" in done.stderr
    text = file.read_text(encoding="utf-8")
    if format_ == "json":
        json.loads(text)
    elif format_ == "junit":
        ET.fromstring(text)
    else:
        assert "\x1b" not in text


def test_a_file_that_cannot_be_written_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    done = niw_pack_test(str(folder), "-o", str(tmp_path / "no" / "such" / "folder"))
    assert "The proof cannot be written" in str(done.exception)
    assert getattr(done.exception, "exit_code", None) == 2
