"""Code Quality on GitLab: the documented shape, and fingerprints that are unique and stay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.reports.decided_reports import DECIDED_REPORT, ENDEAVOR, FORMS, moved
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
from validator.findings import Report
from validator.reports.interface import Options, render

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# What GitLab's documentation asks of an entry ("Code Quality report format"), as a schema of our own.
SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def entries(of: Report) -> list[dict[str, Any]]:
    found = json.loads(render(of, "gitlab", Options(words=True)))
    jsonschema.validate(found, SHAPE)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_the_documented_shape(name: str) -> None:
    assert entries(REPORTS[name])


def test_a_finding_has_its_sentence_rule_severity_and_line() -> None:
    first = entries(GENERAL_MANAGER_REPORT)[0]
    assert first["description"].startswith("The I-140 says 11-1021")
    assert (first["check_name"], first["severity"]) == ("forms-name-different-codes", "blocker")
    assert first["location"] == {"path": "drafts/general-manager.yaml", "lines": {"begin": 15}}
    severities = [e["severity"] for e in entries(GENERAL_MANAGER_REPORT)]
    assert severities == ["blocker", "critical", "critical", "major", "minor", "info"]


def test_what_stands_under_a_finding_is_told_in_it() -> None:
    told = entries(TEAM_LEADER_REPORT)
    assert "Same cause: “팀장” is a rank, not an occupation. [title-is-a-rank]" in told[0]["description"]
    assert [e["check_name"] for e in told] == [
        "title-names-no-occupation",
        "code-has-onet-suffix",
        "not-checked",
    ]


def test_what_was_not_checked_and_what_cannot_be_read_are_entries_too() -> None:
    (only,) = entries(NEARLY_EMPTY_REPORT)
    assert (only["check_name"], only["severity"]) == ("not-checked", "info")
    broken = entries(BROKEN_REPORT)
    assert [e["severity"] for e in broken] == ["blocker"] * 3
    assert broken[0]["location"]["lines"]["begin"] == 9


def test_a_waived_finding_is_information_and_an_old_one_stays_what_it_was() -> None:
    before = {e["check_name"]: e for e in entries(GENERAL_MANAGER_REPORT)}
    after = {e["check_name"]: e for e in entries(DECIDED_REPORT)}
    assert after[FORMS.rule]["severity"] == "info"
    assert "waived by Ada Roth" in after[FORMS.rule]["description"]
    assert after[FORMS.rule]["fingerprint"] != before[FORMS.rule]["fingerprint"]
    assert after[ENDEAVOR.rule]["fingerprint"] == before[ENDEAVOR.rule]["fingerprint"]
    assert after["decision-expired"]["location"] == {"path": "drafts/waivers.yaml", "lines": {"begin": 12}}


def test_a_fingerprint_stays_where_lines_move_and_parts_what_is_the_same_twice() -> None:
    later = report(replace(GENERAL_MANAGER, findings=tuple(moved(f, 7) for f in GENERAL_MANAGER.findings)))
    before, after = entries(GENERAL_MANAGER_REPORT), entries(later)
    assert [e["fingerprint"] for e in before] == [e["fingerprint"] for e in after]
    assert before[0]["location"] != after[0]["location"]
    twice = entries(report(GENERAL_MANAGER, GENERAL_MANAGER))
    assert len({e["fingerprint"] for e in twice}) == len(twice) == 2 * len(before)


@given(reports())
@GENTLY
def test_every_finding_has_an_entry_and_no_two_one_fingerprint(of: Report) -> None:
    found = entries(of)
    assert len({e["fingerprint"] for e in found}) == len(found)
    number = sum(len(d.findings) + len(d.waived) + len(d.baselined) + bool(d.not_checked) for d in of.drafts)
    number += sum(len(f.problems) for f in of.failures) + len(of.decisions)
    assert len(found) == number
    assert not any(c < " " for e in found for c in e["description"])


@given(reports())
@GENTLY
def test_there_is_no_byte_order_mark_in_any_encoding(of: Report) -> None:
    text = render(of, "gitlab", Options(words=True))
    assert text.startswith("[")
    plain = render(of, "gitlab", Options(encoding="ascii", words=True))
    assert plain.isascii()
    assert json.loads(plain) == json.loads(text)


def test_paths_are_seen_from_the_folder_niw_runs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    of = report(replace(GENERAL_MANAGER, file=str(tmp_path / "drafts" / "a.yaml"), findings=()))
    assert entries(of)[0]["location"]["path"] == "drafts/a.yaml"
    of = report(replace(GENERAL_MANAGER, file="./drafts/b.yaml", findings=()))
    assert entries(of)[0]["location"]["path"] == "drafts/b.yaml"
