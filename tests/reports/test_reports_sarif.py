"""The report for code scanning: valid, complete, each finding once and at its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.reports.decided_reports import DECIDED_REPORT, DECIDED_SEVERAL_REPORT, ENDEAVOR, FORMS, moved
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    BROKEN_REPORT,
    GENERAL_MANAGER,
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY_REPORT,
    REPORTS,
    TEAM_LEADER_REPORT,
    report,
)
from validator.findings import Finding, Report, Severity
from validator.reports.interface import Options, render
from validator.reports.sarif import FINGERPRINT

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "schemas" / "sarif-schema-2.1.0.json"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="needs ../shared (the OASIS schema)")


def run_of(of: Report, **options: Any) -> dict[str, Any]:
    log = json.loads(render(of, "sarif", Options(words=True, **options)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def flat(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from flat(finding.under)


# --------------------------------------------------------------------------------------------------- the schema


def _validator() -> jsonschema.protocols.Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@needs_schema
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_fits_the_schema_of_oasis(name: str) -> None:
    _validator().validate(json.loads(render(REPORTS[name], "sarif", Options(words=True))))


@needs_schema
def test_decisions_fit_the_schema_of_oasis() -> None:
    _validator().validate(json.loads(render(DECIDED_SEVERAL_REPORT, "sarif", Options(words=True))))


@needs_schema
def test_any_report_fits_the_schema_of_oasis() -> None:
    validator = _validator()

    @given(reports())
    @GENTLY
    def fits(of: Report) -> None:
        validator.validate(json.loads(render(of, "sarif", Options(words=True))))

    fits()


# ------------------------------------------------------------------------------------------------ tool and rules


def test_the_tool_says_what_it_is_and_which_packs_it_ran_with() -> None:
    tool = run_of(GENERAL_MANAGER_REPORT)["tool"]
    assert (tool["driver"]["name"], tool["driver"]["version"]) == ("niw", "0.1.0")
    assert tool["extensions"] == [
        {
            "name": "niw-core",
            "version": "0.1.0",
            "properties": {"digest": "9f2c41d07be35a88c1e2", "rules": 55},
        }
    ]


def test_a_rule_says_why_what_mends_it_and_on_what_authority() -> None:
    rules = {r["id"]: r for r in run_of(GENERAL_MANAGER_REPORT)["tool"]["driver"]["rules"]}
    rule = rules["endeavor-differs-across-documents"]
    assert rule["shortDescription"]["text"] == "The endeavor is not the same in every document"
    assert rule["fullDescription"]["text"].startswith("A change of plan")
    assert "Remedy: Choose one endeavor" in rule["help"]["text"]
    assert "**Authority**" in rule["help"]["markdown"]
    assert rule["helpUri"].startswith("https://meritdraft.com/")
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["catalogue"] == "E05"
    assert "security-severity" not in json.dumps(rules)


def test_the_level_of_a_rule_is_its_usual_severity_and_that_of_a_result_what_it_is_now() -> None:
    run = run_of(GENERAL_MANAGER_REPORT)
    (result,) = [r for r in run["results"] if r["ruleId"] == "degree-unrelated-to-endeavor"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["defaultConfiguration"]["level"], rule["properties"]["severity"]) == ("error", "high")
    assert (result["level"], result["properties"]["severity"]) == ("warning", "medium")
    assert any("Lowered from high" in at["message"]["text"] for at in result["relatedLocations"])


# ------------------------------------------------------------------------------------------------------ results


def test_a_result_stands_where_the_finding_stands_and_names_the_other_places() -> None:
    result = run_of(GENERAL_MANAGER_REPORT)["results"][0]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "drafts/general-manager.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 15, "startColumn": 13},
    }
    assert location["message"]["text"] == "I-140 Part 6 item 2: “11-1021”"
    other = result["relatedLocations"][0]
    assert other["physicalLocation"]["region"] == {"startLine": 31, "startColumn": 15}
    assert other["message"]["text"] == "Final Determination item 9: “13-2051”"


def test_what_stands_under_a_finding_is_told_in_it_and_is_no_result_of_its_own() -> None:
    run = run_of(TEAM_LEADER_REPORT)
    assert [r["ruleId"] for r in run["results"]] == ["title-names-no-occupation", "code-has-onet-suffix"]
    first = run["results"][0]
    assert "Same cause: “팀장” is a rank, not an occupation. [title-is-a-rank]" in first["message"]["text"]
    assert [u["rule"] for u in first["properties"]["sameCause"]] == ["title-is-a-rank"]
    assert any(at["physicalLocation"]["region"]["startLine"] == 44 for at in first["relatedLocations"])


def test_a_waived_finding_is_suppressed_with_who_why_and_until_when() -> None:
    run = run_of(DECIDED_REPORT)
    by_rule = {r["ruleId"]: r for r in run["results"]}
    (suppression,) = by_rule[FORMS.rule]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    for told in (
        "Ada Roth",
        "Paul Iversen",
        "2027-01-31",
        "The Final Determination is being amended",
        "look at",
    ):
        assert told in suppression["justification"]
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "drafts/waivers.yaml"
    assert [r["suppressions"] for r in run["results"] if r["ruleId"] != FORMS.rule] == [[]] * 4


def test_the_baseline_state_is_said_only_where_there_was_a_baseline() -> None:
    states = {r["ruleId"]: r["baselineState"] for r in run_of(DECIDED_REPORT)["results"]}
    assert states[ENDEAVOR.rule] == "unchanged"
    assert states["degree-unrelated-to-endeavor"] == "new"
    assert not any("baselineState" in r for r in run_of(GENERAL_MANAGER_REPORT)["results"])


def test_what_was_not_checked_is_a_notification_of_its_rule_and_never_a_result() -> None:
    run = run_of(NEARLY_EMPTY_REPORT)
    assert run["results"] == []
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert len(told) == 9
    rules = run["tool"]["driver"]["rules"]
    for notification in told:
        assert notification["descriptor"]["id"] == "not-checked"
        rule = notification["associatedRule"]
        assert rules[rule["index"]]["id"] == rule["id"]
    assert any("degrees (Appendix A items B.1 ff.)" in n["message"]["text"] for n in told)


def test_what_could_not_be_read_is_an_error_of_the_run_at_its_place() -> None:
    (invocation,) = run_of(BROKEN_REPORT)["invocations"]
    assert invocation["executionSuccessful"] is False
    first = invocation["toolExecutionNotifications"][0]
    assert (first["level"], first["descriptor"]["id"]) == ("error", "draft-unreadable")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 9, "startColumn": 3}
    assert "Did you mean “job_title”?" in first["message"]["text"]


def test_decisions_that_silence_nothing_are_notifications_of_the_configuration() -> None:
    (invocation,) = run_of(DECIDED_REPORT)["invocations"]
    told = invocation["toolConfigurationNotifications"]
    assert [(n["descriptor"]["id"], n["level"]) for n in told] == [
        ("decision-expired", "warning"),
        ("decision-gone", "note"),
    ]


# --------------------------------------------------------------------------------------------------------- laws


@given(reports())
@GENTLY
def test_every_finding_is_in_one_result_and_no_result_is_without_one(of: Report) -> None:
    run = run_of(of)
    tops = [f for d in of.drafts for f in (*d.findings, *(w.finding for w in d.waived), *d.baselined)]
    assert len(run["results"]) == len(tops)
    told = sorted(r["ruleId"] for r in run["results"])
    told += [u["rule"] for r in run["results"] for u in r["properties"].get("sameCause", ())]
    assert sorted(told) == sorted(f.rule for f in flat(tuple(tops)))


@given(reports())
@GENTLY
def test_indices_point_at_what_they_name(of: Report) -> None:
    run = run_of(of)
    rules = run["tool"]["driver"]["rules"]
    assert len({r["id"] for r in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            assert location["physicalLocation"]["region"]["startLine"] >= 1
    known = {n["id"] for n in run["tool"]["driver"]["notifications"]}
    for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
        assert {n["descriptor"]["id"] for n in run["invocations"][0][kind]} <= known


def test_a_fingerprint_does_not_change_when_lines_move() -> None:
    later = replace(GENERAL_MANAGER, findings=tuple(moved(f, 40) for f in GENERAL_MANAGER.findings))
    before, after = run_of(GENERAL_MANAGER_REPORT)["results"], run_of(report(later))["results"]
    assert before[0]["locations"] != after[0]["locations"]
    assert [r["partialFingerprints"] for r in before] == [r["partialFingerprints"] for r in after]
    assert all(set(r["partialFingerprints"]) == {FINGERPRINT} for r in before)


def test_a_file_of_any_name_is_a_uri_and_comes_back() -> None:
    for file in ("Drafts of 2026/팀장 #1.yaml", "a%20b.yaml", "c?d:e[1].json", "./x/../y.yaml"):
        (artifact,) = run_of(report(replace(GENERAL_MANAGER, file=file)))["artifacts"]
        uri = artifact["location"]["uri"]
        assert uri.isascii()
        assert not set(' #?[]:"') & set(uri)
        assert unquote(uri) == file.removeprefix("./x/../")


def test_an_absolute_path_is_seen_from_the_folder_niw_runs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside = report(replace(GENERAL_MANAGER, file=str(tmp_path / "drafts" / "a.yaml")))
    assert run_of(inside)["artifacts"][0]["location"] == {"uri": "drafts/a.yaml", "uriBaseId": "%SRCROOT%"}
    (outside,) = run_of(report(replace(GENERAL_MANAGER, file="/elsewhere/a b.yaml")))["artifacts"]
    assert outside["location"] == {"uri": "file:///elsewhere/a%20b.yaml"}


def test_no_words_of_a_draft_become_a_link_or_a_placeholder() -> None:
    one = replace(GENERAL_MANAGER.findings[0], says="See [our site](https://evil.example) and {0}.", under=())
    (result,) = run_of(report(replace(GENERAL_MANAGER, findings=(one,))))["results"]
    assert result["message"]["text"] == "See [our site] (https://evil.example) and {{0}}."


def test_every_severity_has_its_level() -> None:
    levels = {r["properties"]["severity"]: r["level"] for r in run_of(GENERAL_MANAGER_REPORT)["results"]}
    assert levels == {"blocker": "error", "high": "error", "medium": "warning", "low": "note"}
    assert set(levels) == {s.name for s in Severity}


@given(reports())
@GENTLY
def test_sarif_on_a_terminal_cannot_act_on_it(of: Report) -> None:
    text = render(of, "sarif", Options(encoding="ascii", words=True))
    assert text.isascii()
    assert json.loads(text) == json.loads(render(of, "sarif", Options(words=True)))
    assert not any(c < " " and c != "\n" for c in render(of, "sarif", Options(words=True)))
