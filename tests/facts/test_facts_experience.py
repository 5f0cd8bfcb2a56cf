"""What is said of working time: overlaps end at filing, letters count wherever they are entered, ranks tell no work."""

from __future__ import annotations

import pytest

from validator.checker import Checker
from validator.drafts.load import parse_draft
from validator.findings import DraftReport

DEGREE = "degrees: [{id: d, level: BS, field: Civil Engineering, country: United States, conferred: 05/2015}]"
JOB = "id: j, title: Civil Engineer, start: 07/2015, end: present, full_time: yes"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def check(checker: Checker, text: str, **case: str) -> DraftReport:
    base = {"id": "a", "track": "advanced_degree", "filing_date": "2026-12-01"}
    head = ", ".join(f"{name}: {value}" for name, value in {**base, **case}.items() if value)
    return checker.check(parse_draft(f"case: {{{head}}}\n{text}\n", "draft.yaml"))


def says(report: DraftReport, catalogue: str) -> list[str]:
    return [f.says for f in report.findings if f.catalogue == catalogue]


def unchecked(report: DraftReport) -> set[str]:
    return {n.rule for n in report.not_checked}


def jobs(*written: str) -> str:
    return "employment: [" + ", ".join(f"{{{job}}}" for job in written) + "]"


FULL = "id: a, title: Engineer, start: 01/2020, end: present, full_time: yes"
SECOND = "id: b, title: Director, start: 09/2021, end: present, full_time: yes"


def test_an_overlap_that_goes_on_ends_at_filing(checker: Checker) -> None:
    (said,) = says(check(checker, jobs(FULL, SECOND)), "K04")
    assert "for 62 months" in said


def test_without_a_filing_date_an_overlap_that_goes_on_is_not_counted(checker: Checker) -> None:
    report = check(checker, jobs(FULL, SECOND), filing_date="")
    assert says(report, "K04") == []
    assert "full-time-jobs-overlap" in unchecked(report)


def test_an_overlap_of_ended_jobs_needs_no_filing_date(checker: Checker) -> None:
    ended = [job.replace("present", "12/2023") for job in (FULL, SECOND)]
    assert len(says(check(checker, jobs(*ended), filing_date=""), "K04")) == 1


@pytest.mark.parametrize(
    ("hours", "expected", "open_"),
    [
        ("", 0, True),
        (", hours_per_week: 40", 1, False),
        (", hours_per_week: 6", 0, False),
        (", full_time: no", 0, False),
    ],
)
def test_a_job_whose_hours_are_not_entered_is_not_taken_for_full_time(
    checker: Checker, hours: str, expected: int, open_: bool
) -> None:
    report = check(
        checker, jobs(FULL, f"id: b, title: Adjunct Lecturer, start: 09/2021, end: present{hours}")
    )
    assert len(says(report, "K04")) == expected
    assert ("full-time-jobs-overlap" in unchecked(report)) is open_


@pytest.mark.parametrize(
    ("entered", "expected", "open_"),
    [
        (f"{jobs(JOB)}\nletters: []", 1, False),
        (f"{jobs(JOB)}\nletters: [{{id: l, kind: employer, job: j}}]", 0, False),
        (f"{jobs(JOB + ', stated_in: [l]')}\nletters: [{{id: l, kind: employer}}]", 0, False),
        (f"{jobs(JOB + ', stated_in: [x]')}\nletters: [{{id: l, kind: employer, document: x}}]", 0, False),
        (
            f"{jobs(JOB + ', stated_in: [x]')}\nletters: []\nexhibits: [{{id: x, title: Letter of employer}}]",
            0,
            False,
        ),
        (
            f"{jobs(JOB + ', stated_in: [x]')}\nletters: []\nexhibits: [{{id: x, title: Experience certificate}}]",
            0,
            False,
        ),
        (
            f"{jobs(JOB + ', stated_in: [x]')}\nletters: []\nexhibits: [{{id: x, title: Pay slips of 2019}}]",
            1,
            False,
        ),
        (f"{jobs(JOB + ', stated_in: [x]')}\nletters: []", 0, True),
        (f"{jobs(JOB)}\nletters: [{{id: l, kind: employer}}]", 0, True),
        (f"{jobs(JOB)}\nletters: [{{id: l, job: j}}]", 0, True),
        (f"{jobs(JOB)}\nletters: [{{id: l, kind: independent_expert, job: j}}]", 1, False),
    ],
)
def test_an_employers_letter_counts_wherever_it_is_entered(
    checker: Checker, entered: str, expected: int, open_: bool
) -> None:
    report = check(checker, f"{DEGREE}\n{entered}")
    assert len(says(report, "D11")) == expected
    assert ("five-years-without-employer-letters" in unchecked(report)) is open_


@pytest.mark.parametrize(
    ("title", "duties", "expected", "open_"),
    [
        ("Officer", "", 0, True),
        ("Manager", "", 0, True),
        ("Restaurant Manager", "", 1, False),
        ("Officer", ", duties: [Plans menus and orders food for the dining room., Seats guests.]", 1, False),
    ],
)  # fmt: skip
def test_a_rank_alone_does_not_say_in_which_specialty_the_work_was(
    checker: Checker, title: str, duties: str, expected: int, open_: bool
) -> None:
    job = JOB.replace("Civil Engineer", title) + duties
    report = check(
        checker,
        f"i140: {{soc_code: 17-2051}}\n{DEGREE}\n{jobs(job)}\npetition_letter: {{specialty: civil engineering}}",
    )
    assert len(says(report, "D12")) == expected
    assert ("experience-outside-specialty" in unchecked(report)) is open_


def test_what_is_assumed_of_a_part_time_job_is_said(checker: Checker) -> None:
    criteria = "petition_letter: {exceptional_ability: {criteria: [{id: c, criterion: experience}]}}"
    job = "id: j, title: Chef, start: 01/2010, end: present, full_time: no"
    (said,) = says(check(checker, f"{jobs(job)}\n{criteria}", track="exceptional_ability"), "X04")
    assert "102 months" in said
    assert "a part-time job without hours counts as half" in said


@pytest.mark.parametrize(
    ("countries", "expected", "open_"),
    [
        (["", ", country: Brazil"], 1, False),
        (["", ", country: United States"], 0, True),
        ([", country: United States", ", country: Puerto Rico"], 0, False),
    ],
)
def test_one_present_job_abroad_is_enough(
    checker: Checker, countries: list[str], expected: int, open_: bool
) -> None:
    entered = jobs(
        *(f"id: j{i}, title: Founder, start: 01/2012, end: present{c}" for i, c in enumerate(countries))
    )
    report = check(checker, f"{entered}\nendeavor: {{us_delivery: null}}")
    assert len(says(report, "K15")) == expected
    assert ("no-delivery-in-united-states" in unchecked(report)) is open_
