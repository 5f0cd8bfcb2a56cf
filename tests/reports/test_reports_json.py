"""The report for programs: valid, stable, and readable again."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.reports.report_strategies import reports
from tests.reports.sample_reports import GENERAL_MANAGER_REPORT, REPORTS
from validator import errors, evidence, findings
from validator.errors import UsageError
from validator.findings import Report
from validator.reports.interface import Options, render
from validator.reports.json import read_report

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "schemas" / "report.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

OF_CLASS = {
    "place": errors.Place,
    "problem": errors.Problem,
    "stated": evidence.Stated,
    "known": evidence.Known,
    "authority": findings.Authority,
    "finding": findings.Finding,
    "missing": findings.Missing,
    "not_checked": findings.NotChecked,
    "edge": findings.Edge,
    "row": findings.Row,
    "header": findings.Header,
    "draft": findings.DraftReport,
    "waiver": findings.Waiver,
    "waived": findings.Waived,
    "decision_note": findings.DecisionNote,
    "code_fit": findings.CodeFit,
    "code_finding": findings.CodeFinding,
    "candidate_code": findings.CandidateCode,
    "codes_compared": findings.CodesCompared,
    "failure": findings.Failure,
    "pack": findings.PackUsed,
    "dataset": findings.DatasetUsed,
}


def test_the_schema_is_a_schema_of_2020_12_and_describes_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, definition in {"report": SCHEMA, **SCHEMA["$defs"]}.items():
        for key, of in definition.get("properties", {}).items():
            told = of.get("description") or of.get("const") or of.get("$ref")
            assert told, f"{name}.{key}"


@pytest.mark.parametrize("name", OF_CLASS)
def test_the_schema_has_the_keys_of_the_findings_and_no_others(name: str) -> None:
    keys = set(SCHEMA["$defs"][name]["properties"])
    derived = {"stated": {"kind"}, "known": {"kind"}, "finding": {"place"}}.get(name, set())
    assert keys - derived == {f.name for f in fields(OF_CLASS[name])}


def test_the_schema_has_the_keys_of_the_report() -> None:
    assert set(SCHEMA["properties"]) - {"schema_version", "summary"} == {f.name for f in fields(Report)}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_valid_and_comes_back_as_it_was(name: str) -> None:
    text = render(REPORTS[name], "json")
    VALIDATOR.validate(json.loads(text))
    assert read_report(text) == REPORTS[name]


@given(reports())
@GENTLY
def test_any_report_is_valid_and_comes_back_as_it_was(of: Report) -> None:
    text = render(of, "json")
    VALIDATOR.validate(json.loads(text))
    assert read_report(text) == of
    assert render(read_report(text), "json") == text
    assert read_report(render(of, "json", Options(encoding="ascii")).encode("ascii").decode()) == of


@given(reports())
@GENTLY
def test_json_on_a_terminal_cannot_act_on_it(of: Report) -> None:
    text = render(of, "json")
    assert not any(c < " " and c != "\n" for c in text)
    assert not any("\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u2028\u200b" for c in text)


def test_the_summary_counts_what_is_there() -> None:
    summary = json.loads(render(GENERAL_MANAGER_REPORT, "json"))["summary"]
    assert summary == {
        "drafts": 1,
        "failures": 0,
        "findings": {"blocker": 1, "high": 2, "medium": 1, "low": 1},
        "not_checked": 3,
        "clear": 46,
        "left_blank": 0,
        "worst": "blocker",
    }


def test_a_finding_carries_its_place_and_dates_are_iso() -> None:
    data = json.loads(render(GENERAL_MANAGER_REPORT, "json"))
    one = data["drafts"][0]["findings"][0]
    assert one["place"] == {
        "file": "drafts/general-manager.yaml",
        "line": 15,
        "column": 13,
        "path": ["i140", "soc_code"],
    }
    assert data["as_of"] == "2026-11-21"
    assert list(data)[:3] == ["schema_version", "summary", "version"]


def _changed(**changes: object) -> str:
    return json.dumps(json.loads(render(GENERAL_MANAGER_REPORT, "json")) | changes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "This is no JSON"),
        ("[]", "schema version"),
        (_changed(schema_version="2.0"), "it says '2.0'"),
        (_changed(as_of="21 November"), "as_of: '21 November' is no date"),
        (_changed(drafts={}), "drafts: a list belongs here"),
        (_changed(engine=7), "engine: 7 stands where a str belongs"),
        (_changed(packs=[{"name": "x"}]), "packs[0]: “version” is missing"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_report(text, file="old.json")
    (problem,) = caught.value.problems
    assert told in problem.what
    assert problem.mend
    assert problem.place is not None
    assert problem.place.file == "old.json"


def test_a_report_from_before_a_key_came_can_be_read() -> None:
    data = json.loads(render(GENERAL_MANAGER_REPORT, "json"))
    del data["notices"], data["drafts"][0]["findings"][0]["catalogue"]
    read = read_report(json.dumps(data))
    assert read.notices == ()
    assert read.drafts[0].findings[0].catalogue == ""


def test_a_report_of_a_later_minor_version_can_be_read() -> None:
    assert read_report(_changed(schema_version="1.7", novelty=[])) == GENERAL_MANAGER_REPORT
