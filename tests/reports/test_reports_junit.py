"""The report as tests: valid, read by a real parser, and each rule once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from tests.reports.decided_reports import DECIDED_REPORT, DECIDED_SEVERAL_REPORT
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    BROKEN_REPORT,
    GENERAL_MANAGER,
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY_REPORT,
    REPORTS,
    SEVERAL_REPORT,
    TEAM_LEADER_REPORT,
    report,
)
from validator.findings import Report, Severity
from validator.reports.interface import Options, render

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "schemas" / "junit-10.xsd"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="needs ../shared (the XSD of JUnit)")


def read(of: Report, **options: Any) -> dict[str, dict[str, Any]]:
    """Suites by name, each its tests by name: what a real parser sees."""
    log = JUnitXml.fromstring(render(of, "junit", Options(words=True, **options)).encode())
    return {str(suite.name): {str(case.name): case for case in suite} for suite in log}


def ended(case: Any) -> str:
    kinds = {Failure: "failure", Error: "error", Skipped: "skipped"}
    found = [kinds[type(r)] for r in case.result]
    assert len(found) <= 1
    return found[0] if found else "passed"


@needs_schema
@pytest.mark.parametrize("of", [*REPORTS.values(), DECIDED_SEVERAL_REPORT], ids=[*REPORTS, "decided"])
def test_a_report_fits_the_schema(of: Report) -> None:
    import xmlschema

    xmlschema.XMLSchema(str(SCHEMA)).validate(render(of, "junit", Options(words=True)))


@needs_schema
def test_any_report_fits_the_schema() -> None:
    import xmlschema

    schema = xmlschema.XMLSchema(str(SCHEMA))

    @given(reports())
    @GENTLY
    def fits(of: Report) -> None:
        schema.validate(render(of, "junit", Options(words=True)))

    fits()


def test_a_draft_is_a_suite_and_a_rule_that_ran_a_test() -> None:
    tests = read(GENERAL_MANAGER_REPORT)["GM-2026-014"]
    rules = {f.rule for f in GENERAL_MANAGER.findings} | {"forms-name-different-titles"}
    rules |= {n.rule for n in GENERAL_MANAGER.not_checked} | set(GENERAL_MANAGER.clear)
    assert set(tests) == rules


def test_a_finding_at_the_threshold_is_a_failure_and_a_lesser_one_passes_with_what_it_says() -> None:
    tests = read(GENERAL_MANAGER_REPORT)["GM-2026-014"]
    (failure,) = tests["forms-name-different-codes"].result
    assert (failure.type, ended(tests["forms-name-different-codes"])) == ("blocker", "failure")
    assert failure.message.startswith("The I-140 says 11-1021")
    for told in (
        "drafts/general-manager.yaml:15:13  I-140 Part 6 item 2: “11-1021”",
        "Why: Both forms",
        "Remedy: ",
    ):
        assert told in failure.text
    assert ended(tests["degree-unrelated-to-endeavor"]) == "failure"
    low = tests["job-zone-alone-is-low"]
    assert ended(low) == "passed"
    assert low.system_out.startswith("low: One source puts the usual entry")


@pytest.mark.parametrize(("fail_on", "failures"), [("low", 5), ("medium", 4), ("high", 3), ("blocker", 1)])
def test_which_findings_fail_is_for_fail_on_to_say(fail_on: str, failures: int) -> None:
    text = render(GENERAL_MANAGER_REPORT, "junit", Options(fail_on=Severity[fail_on], words=True))
    assert JUnitXml.fromstring(text.encode()).failures == failures


def test_what_stands_under_a_finding_is_skipped_and_not_failed_twice() -> None:
    tests = read(TEAM_LEADER_REPORT)["박-2026-003"]
    (under,) = (case for name, case in tests.items() if name.startswith("title-is-a-rank"))
    (skipped,) = under.result
    assert ended(under) == "skipped"
    assert "same cause as title-names-no-occupation" in skipped.message
    (failure,) = tests["title-names-no-occupation"].result
    assert "Same cause: medium title-is-a-rank" in failure.text


def test_what_was_not_checked_is_skipped_and_names_what_to_enter() -> None:
    tests = read(NEARLY_EMPTY_REPORT)["CE-1"]
    skipped = [case for case in tests.values() if ended(case) == "skipped"]
    assert len(skipped) == 9
    assert any("enter degrees (Appendix A items B.1 ff.)" in case.result[0].message for case in skipped)


def test_what_was_decided_before_is_skipped_with_who_and_why() -> None:
    suites = read(DECIDED_REPORT)
    tests = suites["GM-2026-014"]
    (waived,) = tests["forms-name-different-codes"].result
    assert waived.type == "waived"
    assert "waived by Ada Roth (proposed by Paul Iversen) on 2026-11-02, until 2027-01-31" in waived.message
    (known,) = tests["endeavor-differs-across-documents"].result
    assert (known.type, ended(tests["endeavor-differs-across-documents"])) == ("baseline", "skipped")
    (expired,) = suites["niw"]["1 title-names-no-occupation (expired)"].result
    assert expired.message.startswith("A waiver has expired: The waiver of title-names-no-occupation")


def test_a_draft_that_cannot_be_read_is_an_error_with_every_problem() -> None:
    tests = read(BROKEN_REPORT)["drafts/broken.yaml"]
    (error,) = tests["the draft can be read"].result
    assert ended(tests["the draft can be read"]) == "error"
    assert error.message == "“jobtitle” is no field of i140."
    assert "drafts/broken.yaml:10:26: “Nov-21” is no SOC code" in error.text


def test_the_counts_of_a_suite_are_those_of_its_tests() -> None:
    log = JUnitXml.fromstring(render(SEVERAL_REPORT, "junit", Options(words=True)).encode())
    for suite in log:
        ends = [ended(case) for case in suite]
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (
            len(ends),
            *(ends.count(end) for end in ("failure", "error", "skipped")),
        )
    assert (log.tests, log.failures, log.errors) == (
        sum(s.tests for s in log),
        sum(s.failures for s in log),
        sum(s.errors for s in log),
    )


def test_a_rule_that_found_two_things_is_two_tests() -> None:
    first = replace(GENERAL_MANAGER.findings[1], item="letter-dean")
    again = replace(first, item="letter-chair")
    same = replace(GENERAL_MANAGER, findings=(first, again, first))
    tests = read(report(same))["GM-2026-014"]
    names = [name for name in tests if name.startswith(first.rule)]
    assert names == [
        f"{first.rule} (letter-dean)",
        f"{first.rule} (letter-chair)",
        f"{first.rule} (letter-dean) #2",
    ]


def test_two_drafts_of_one_case_are_two_suites() -> None:
    assert {"GM-2026-014", "GM-2026-014 #2"} <= set(read(report(GENERAL_MANAGER, GENERAL_MANAGER)))


# --------------------------------------------------------------------------------------------------------- laws

IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
any_text = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("<>&\"'\r\n\t\x1b\x00\u202e\x85]")
)


@given(any_text)
@example("]]> <!-- &amp; \r\n\t end")
@settings(max_examples=200, deadline=None)
def test_every_letter_comes_back_and_what_xml_cannot_hold_is_seen(says: str) -> None:
    one = replace(GENERAL_MANAGER.findings[0], says=says, under=())
    text = render(report(replace(GENERAL_MANAGER, findings=(one,))), "junit", Options(words=True))
    failure = next(iter(ET.fromstring(text.encode()).iter("failure")))
    assert failure.get("message") == IMPOSSIBLE.sub("\ufffd", says)
    assert (failure.text or "").startswith(IMPOSSIBLE.sub("\ufffd", says))


@given(reports(), st.sampled_from(("utf-8", "ascii", "cp1252")))
@GENTLY
def test_any_report_is_read_and_says_the_same_in_any_encoding(of: Report, encoding: str) -> None:
    text = render(of, "junit", Options(encoding=encoding, words=True))
    assert ET.canonicalize(text) == ET.canonicalize(render(of, "junit", Options(words=True)))
    assert encoding == "utf-8" or text.isascii()
    assert not any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u202e\u200b" for c in text)


@given(reports())
@GENTLY
def test_a_test_for_every_rule_that_ran_and_no_two_of_one_name(of: Report) -> None:
    for draft, suite in zip(
        of.drafts, ET.fromstring(render(of, "junit", Options(words=True)).encode()), strict=False
    ):
        names = [case.get("name") for case in suite.iter("testcase")]
        assert len(set(names)) == len(names)
        waiting = [*draft.findings, *(w.finding for w in draft.waived), *draft.baselined]
        least = len(draft.not_checked) + len(draft.clear) + len(draft.left_blank) + len(draft.waived)
        least += len(draft.baselined)
        under = 0
        waiting = list(draft.findings)
        while waiting:
            one = waiting.pop()
            under += 1
            waiting += one.under
        assert len(names) == least + under
