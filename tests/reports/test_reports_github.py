"""Annotations on GitHub: at the line, the gravest first, and nothing of a draft is ever a command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.reports.decided_reports import DECIDED_REPORT
from tests.reports.github_reader import Read, read_line, read_log
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    BROKEN_REPORT,
    GENERAL_MANAGER,
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY_REPORT,
    SEVERAL_REPORT,
    report,
)
from validator.findings import Report
from validator.reports.clean import one_line
from validator.reports.github import message, property_
from validator.reports.interface import Options, render

GENTLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def commands(of: Report) -> list[Read]:
    """Every line but the last, which says in plain words what the run comes to."""
    read = read_log(render(of, "github", Options(words=True)))
    assert read[-1] is None
    found = [command for command in read[:-1] if command is not None]
    assert len(found) == len(read) - 1
    return found


def test_a_finding_is_an_annotation_at_its_line() -> None:
    first = commands(GENERAL_MANAGER_REPORT)[0]
    assert first.name == "error"
    assert first.properties == {
        "file": "drafts/general-manager.yaml",
        "line": "15",
        "col": "13",
        "title": "blocker: Two sworn forms name different occupations",
    }
    lines = first.message.split("\n")
    assert lines[0].startswith("The I-140 says 11-1021")
    assert lines[1].startswith("Same cause: The I-140 says “General Manager”")
    assert [line.partition(":")[0] for line in lines[2:4]] == ["Why", "Remedy"]
    assert "forms-name-different-codes" in lines[-1]


def test_blocker_and_high_are_errors_medium_warns_and_low_is_a_notice() -> None:
    kinds = [c.name for c in commands(GENERAL_MANAGER_REPORT)]
    assert kinds == ["error", "error", "error", "warning", "notice", "notice"]


def test_the_gravest_of_all_drafts_come_first_and_what_cannot_be_read_before_them() -> None:
    found = commands(SEVERAL_REPORT)
    assert [c.properties["title"].partition(":")[0] for c in found] == [
        *["This draft could not be read"] * 3,
        *["blocker", "high", "high", "high", "medium", "medium", "low"],
        *["Not checked"] * 3,
        "niw",
    ]


def test_what_was_not_checked_is_said_once_a_draft() -> None:
    (only,) = commands(NEARLY_EMPTY_REPORT)
    assert (only.name, only.properties["title"]) == ("notice", "Not checked")
    assert "CE-1: 9 not checked" in only.message


def test_what_was_decided_before_is_not_passed_over_in_silence() -> None:
    found = {c.properties["title"]: c for c in commands(DECIDED_REPORT)}
    waived = found["waived: Two sworn forms name different occupations"]
    assert waived.name == "notice"
    assert "waived by Ada Roth" in waived.message
    assert "2 findings of this draft stood in the baseline already" in found["In the baseline"].message
    expired = found["A waiver has expired"]
    assert (expired.name, expired.properties["file"], expired.properties["line"]) == (
        "warning",
        "drafts/waivers.yaml",
        "12",
    )


def test_a_draft_that_cannot_be_read_is_an_error_at_each_problem() -> None:
    found = commands(BROKEN_REPORT)
    assert [(c.name, c.properties.get("line")) for c in found] == [
        ("error", "9"),
        ("error", "10"),
        ("error", None),
    ]


def test_the_last_line_says_what_the_run_comes_to_and_what_github_leaves_to_the_log() -> None:
    last = render(SEVERAL_REPORT, "github", Options(words=True)).splitlines()[-1]
    assert last.startswith("niw 0.1.0: 3 drafts: 1 blocker, 3 high, 2 medium, 1 low; 15 not checked;")
    assert "GitHub shows" not in last
    many = report(replace(GENERAL_MANAGER, findings=GENERAL_MANAGER.findings[1:2] * 11))
    assert (
        "GitHub shows the first 10 of each kind"
        in render(many, "github", Options(words=True)).splitlines()[-1]
    )


def test_a_draft_from_standard_input_has_no_file_to_annotate() -> None:
    found = commands(
        report(replace(GENERAL_MANAGER, file="-", findings=(), not_checked=GENERAL_MANAGER.not_checked))
    )
    assert all("file" not in c.properties for c in found)


# --------------------------------------------------------------------------------------------------------- laws

HOSTILE = st.lists(
    st.sampled_from(
        [
            "::", "\n", "\r", "\r\n", "::error::", "::add-mask::", "::stop-commands::x", "##[", "##[error]", "]", "%",
            "%0A", "%250A", "%3A", ",", "=", ":", " ", "::set-env name=PATH::", "％０Ａ", "＃＃［error］", "：：", "，",
            "\u2028", "\x85", "\x0b", ",file=x,line=9", "팀장",
        ]
    )
).map("".join)  # fmt: skip


@given(st.text() | HOSTILE)
@example("%250A::error::%25")
def test_what_is_escaped_comes_back(text: str) -> None:
    safe = text.replace("##[", "## [")
    one = f"::error title={property_(text)},col=1::{message(text)}"
    assert "\n" not in one
    assert "\r" not in one
    read = read_line(one)
    assert read is not None
    assert read.message == safe
    assert read.properties.get("title", "") == safe
    assert read.properties["col"] == "1"


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(("utf-8", "ascii", "cp1252")))
@GENTLY
def test_no_text_of_a_draft_starts_a_command_or_changes_one(
    says: str, title: str, why: str, encoding: str
) -> None:
    one = replace(GENERAL_MANAGER.findings[0], says=says, title=title, why=why, under=())
    of = replace(report(replace(GENERAL_MANAGER, findings=(one,))), notices=(says,), version=title)
    log = render(of, "github", Options(encoding=encoding, words=True))
    read = read_log(log)
    assert [c and c.name for c in read] == ["error", "notice", "notice", None]
    first = read[0]
    assert first is not None
    assert set(first.properties) == {"file", "line", "col", "title"}
    assert first.properties["file"] == "drafts/general-manager.yaml"
    if encoding == "utf-8":
        assert first.properties["title"] == one_line(f"blocker: {title}").replace("##[", "## [")
        assert first.message.startswith(one_line(says).replace("##[", "## ["))
    assert (first.properties["line"], first.properties["col"]) == ("15", "13")
    assert "##[" not in log


@given(reports(), st.sampled_from(("utf-8", "ascii", "cp949")))
@GENTLY
def test_a_line_is_a_command_or_the_last(of: Report, encoding: str) -> None:
    text = render(of, "github", Options(encoding=encoding, words=True))
    text.encode(encoding)
    read = read_log(text)
    assert all(c is not None and c.properties.get("title") for c in read[:-1])
    assert read[-1] is None
    findings = sum(len(d.findings) for d in of.drafts)
    assert sum(c is not None and c.name in {"error", "warning", "notice"} for c in read) >= findings
    assert not any(c < " " and c != "\n" for c in text)


@pytest.mark.parametrize("file", ["Drafts 2026/팀장, final.yaml", "a%20b:c.yaml", "x=y.yaml"])
def test_a_file_of_any_name_comes_back(file: str) -> None:
    of = report(replace(GENERAL_MANAGER, file=file, findings=()))
    assert commands(of)[0].properties["file"] == file
