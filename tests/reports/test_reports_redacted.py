"""A report without the draft's own words still says where to look, and no message of a fault quotes the draft."""

from __future__ import annotations

from dataclasses import replace

from tests.reports.sample_reports import GENERAL_MANAGER, report
from validator.errors import Place, Problem
from validator.findings import Failure
from validator.reports.redacted import redacted


def test_a_finding_that_quotes_nothing_names_the_item_it_is_about() -> None:
    finding = replace(GENERAL_MANAGER.findings[0], evidence=(), item="dean")
    one = redacted(report(replace(GENERAL_MANAGER, findings=(finding,)))).drafts[0].findings[0]
    assert one.says.endswith(f"{finding.rule}; see dean).")


def test_the_message_of_a_fault_is_left_out_though_it_is_of_no_line() -> None:
    problem = Problem(what="niw failed on “Team Leader”.", place=Place(file="d.yaml"))
    (failure,) = redacted(
        report(failures=(Failure(file="d.yaml", problems=(problem,), fault=True),))
    ).failures
    assert "Team Leader" not in str(failure)
    (path,) = redacted(report(failures=(Failure(file="d.yaml", problems=(problem,)),))).failures
    assert path.problems == (problem,), "of a path that led to no draft nothing was read"
