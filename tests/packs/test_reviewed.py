"""Days of review: what cannot be is a mistake, what is overdue is told and fails nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.packs.conftest import Write
from validator.engine.vocabulary import Vocabulary
from validator.packs import lint_pack, load_pack
from validator.packs.reviewed import review_notices

DAY = date(2027, 3, 1)
RULE = """\
rules:
  - id: hours-blank
    title: No hours
    severity: low
    about: [filing]
    when: {{i140.full_time: {{missing: true}}}}
    says: There are none.
    why: Because it is so.
    remedy: Do something.
    authority: [practice]
    reviewed: {reviewed}
    review_by: {review_by}
    examples:
      fires: [{{i140: {{full_time: null}}}}]
      clear: [{{i140: {{full_time: true}}}}]
      unchecked: [{{i140: {{job_title: Nurse}}}}]
"""


@pytest.mark.parametrize(
    ("reviewed", "review_by", "line", "says"),
    [
        ("2027-03-02", "2028-01-01", 11, "“hours-blank” was reviewed on 2027-03-02, which is after today"),
        ("2027-02-01", "2027-01-01", 12, "“review_by” (2027-01-01) is before “reviewed” (2027-02-01)."),
    ],
)
def test_a_day_of_review_that_cannot_be_is_a_mistake(
    write_pack: Write, vocabulary: Vocabulary, reviewed: str, review_by: str, line: int, says: str
) -> None:
    firm = write_pack("firm", RULE.format(reviewed=reviewed, review_by=review_by))
    (problem,) = lint_pack(firm, vocabulary, day=DAY)
    assert problem.what.startswith(says)
    assert problem.place is not None
    assert problem.place.line == line


def test_the_day_of_review_and_the_day_it_is_due_count_as_done_and_not_overdue(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    firm = write_pack("firm", RULE.format(reviewed=DAY, review_by=DAY))
    assert lint_pack(firm, vocabulary, day=DAY) == ()
    assert list(review_notices(load_pack(firm, vocabulary), DAY)) == []
    assert len(list(review_notices(load_pack(firm, vocabulary), date(2027, 3, 2)))) == 1


def test_of_packs_beneath_the_overdue_reviews_are_counted(write_pack: Write, vocabulary: Vocabulary) -> None:
    write_pack("office", RULE.format(reviewed="2026-11-21", review_by="2027-01-01"))
    firm = write_pack("firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office]\n")
    assert list(review_notices(load_pack(firm, vocabulary), DAY)) == [
        "warning: the review of 1 rule of office was due by 2027-01-01 at the latest; it is 2027-03-01."
    ]
    off = "change: {hours-blank: {off: true, because: not used here}}\n"
    write_pack("firm", manifest=f"pack: firm\nversion: 1.0.0\nextends: [../office]\n{off}")
    assert list(review_notices(load_pack(firm, vocabulary), DAY)) == []


@pytest.mark.parametrize("command", ["lint", "test"])
def test_an_overdue_review_is_told_and_leaves_the_exit_code(
    write_pack: Write, run_niw: Callable[[str], tuple[str, int]], command: str
) -> None:
    firm = write_pack("firm", RULE.format(reviewed="2026-11-21", review_by="2027-01-01"))
    before, code = run_niw(f"niw pack {command} {firm} --as-of 2027-01-01")
    assert (code, "warning" in before) == (0, False)
    after, code = run_niw(f"niw pack {command} {firm} --as-of 2027-01-02")
    assert code == 0
    assert (
        "rules.yaml:2: warning: the review of “hours-blank” was due by 2027-01-01; it is 2027-01-02." in after
    )


def test_the_lint_writes_mistakes_where_the_count_is(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    from validator.cli import niw

    firm = write_pack("firm", RULE.format(reviewed="2026-11-31", review_by="2027-01-01"))
    assert niw.main(args=["pack", "lint", str(firm)], standalone_mode=False) == 4
    printed = capsys.readouterr()
    assert printed.out.index("rules.yaml:11:") < printed.out.index("1 mistake.")
    assert printed.err == ""


def test_the_proof_says_which_digest_it_shows(
    write_pack: Write, run_niw: Callable[[str], tuple[str, int]], vocabulary: Vocabulary
) -> None:
    from validator.facts import vocabulary as facts

    firm = write_pack("firm", RULE.format(reviewed="2026-11-21", review_by="2028-01-01"))
    said, _ = run_niw(f"niw pack test {firm}")
    pack = load_pack(firm, facts())
    assert f"Digest {pack.parts[-1].digest[:12]} of its own files, as reports and niw.lock have it." in said
    assert vocabulary
