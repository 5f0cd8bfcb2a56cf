"""What was decided before: waivers and baselines take findings out of what counts, and never more than was decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

from validator.checker import Checker
from validator.decisions import Baseline, Decided, RuleNow, WrittenWaiver, decide, read_baseline, read_waivers
from validator.decisions.baseline import entries_of, every_finding
from validator.decisions.values import recorded, same
from validator.decisions.writing import Decision, add_waiver, waiver_text
from validator.drafts import load_draft
from validator.errors import UsageError
from validator.findings import DraftReport, Finding
from validator.packs.fingerprint import fingerprint

ROOT = Path(__file__).parents[2]
TEAM_LEADER = ROOT / "samples" / "troubled" / "team-leader-from-korea.yaml"
TODAY = date(2026, 11, 21)
TITLE = "title-names-no-occupation"


@cache
def checker() -> Checker:
    return Checker("niw-core")


def rule_now(name: str) -> RuleNow | None:
    rule = checker().pack.rule(name)
    return None if rule is None else RuleNow(waivable=rule.waivable, fingerprint=fingerprint(rule))


def report_of(path: Path, *changes: tuple[str, str], tmp: Path | None = None) -> DraftReport:
    """The report on a sample, with words of it exchanged."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    if tmp is None:
        return checker().check(load_draft(path))
    copy = tmp / path.name
    copy.write_text(text, encoding="utf-8")
    return checker().check(load_draft(copy))


def finding(report: DraftReport, rule: str) -> Finding:
    return next(f for f in every_finding(report) if f.rule == rule)


def waiver(
    folder: Path,
    report: DraftReport,
    rule: str,
    *,
    approved_by: str = "A. Attorney",
    until: date = date(2027, 6, 30),
    change: Callable[[str], str] = str,
) -> tuple[WrittenWaiver, ...]:
    decision = Decision(
        proposed_by="P. Paralegal",
        approved_by=approved_by,
        because="The letters keep the certified literal translation.",
        on=TODAY,
        until=until,
    )
    now = rule_now(rule)
    assert now is not None
    file = folder / "waivers.yaml"
    file.unlink(missing_ok=True)
    add_waiver(file, change(waiver_text(decision, finding(report, rule), report, now.fingerprint)))
    waivers, problems = read_waivers(file)
    assert not problems
    return waivers


def decided(report: DraftReport, waivers: tuple[WrittenWaiver, ...], today: date = TODAY) -> Decided:
    return decide(report, waivers, rule_now, today=today)


def kinds(of: Decided) -> list[str]:
    return [note.kind for note in of.notes]


# ---------------------------------------------------------------------------------------------- waivers


def test_a_waiver_takes_its_finding_out_and_no_other(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    result = decided(report, waiver(tmp_path, report, TITLE))
    assert [w.finding.rule for w in result.report.waived] == [TITLE]
    assert result.report.waived[0].waiver.approved_by == "A. Attorney"
    before = {f.key for f in every_finding(report)}
    assert {f.key for f in every_finding(result.report)} == before, "nothing is lost"
    assert TITLE not in {f.rule for f in result.report.findings}
    assert not result.notes


def test_a_waiver_that_nobody_approved_silences_nothing_and_says_so(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    result = decided(report, waiver(tmp_path, report, TITLE, approved_by=""))
    assert result.report.findings == report.findings
    assert kinds(result) == ["refused"]
    assert "approval" in result.notes[0].says


@pytest.mark.parametrize(("today", "expired"), [(date(2027, 6, 30), False), (date(2027, 7, 1), True)])
def test_a_waiver_holds_to_the_end_of_its_last_day(tmp_path: Path, today: date, expired: bool) -> None:
    report = report_of(TEAM_LEADER)
    result = decided(report, waiver(tmp_path, report, TITLE), today)
    assert kinds(result) == (["expired"] if expired else [])
    assert bool(result.report.waived) is not expired


def test_a_waiver_does_not_outlive_a_value_it_rested_on(tmp_path: Path) -> None:
    waivers = waiver(tmp_path, report_of(TEAM_LEADER), TITLE)
    changed = report_of(TEAM_LEADER, ("job_title: Team Leader", "job_title: Group Leader"), tmp=tmp_path)
    assert TITLE in {f.rule for f in changed.findings}
    result = decided(changed, waivers)
    assert kinds(result) == ["outdated"]
    assert "i140.job_title has changed since; it was “Team Leader”" in result.notes[0].says
    assert result.report.findings == changed.findings


def test_a_waiver_outlives_values_it_did_not_rest_on(tmp_path: Path) -> None:
    waivers = waiver(tmp_path, report_of(TEAM_LEADER), TITLE)
    text = TEAM_LEADER.read_text(encoding="utf-8")
    (tmp_path / "moved.yaml").write_text("# a line more\n\n" + text, encoding="utf-8")
    moved = checker().check(load_draft(tmp_path / "moved.yaml"))
    assert [w.finding.rule for w in decided(moved, waivers).report.waived] == [TITLE]


def test_a_waiver_does_not_outlive_the_band_it_rested_on(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    waivers = waiver(
        tmp_path, report, TITLE, change=lambda t: t.replace("title-code: weak", "title-code: partial")
    )
    result = decided(report, waivers)
    assert kinds(result) == ["outdated"]
    assert "title and code agreed as partial and now do as weak" in result.notes[0].says


@pytest.mark.parametrize("old_new", [("rule_was: ", "rule_was: 0"), ("O*NET: '", "O*NET: '2")])
def test_a_changed_rule_or_table_asks_for_a_review_and_no_more(
    tmp_path: Path, old_new: tuple[str, str]
) -> None:
    report = report_of(TEAM_LEADER)
    waivers = waiver(tmp_path, report, TITLE, change=lambda t: t.replace(*old_new))
    result = decided(report, waivers)
    assert "look at it again" in result.report.waived[0].review
    assert not result.notes


def test_a_waiver_of_what_is_mended_is_reported_as_unused(tmp_path: Path) -> None:
    waivers = waiver(tmp_path, report_of(TEAM_LEADER), TITLE)
    mended = report_of(TEAM_LEADER, ("job_title: Team Leader", "job_title: Software Developer"), tmp=tmp_path)
    assert kinds(decided(mended, waivers)) == ["unused"]


def test_a_waiver_of_a_rule_that_may_not_be_waived_is_refused(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    waivers = waiver(tmp_path, report, TITLE)
    result = decide(report, waivers, lambda _: RuleNow(waivable=False, fingerprint=""), today=TODAY)
    assert kinds(result) == ["refused"]
    assert result.report.findings == report.findings


def test_a_waiver_of_another_draft_is_nobody_s_business(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    waivers = waiver(tmp_path, report, TITLE, change=lambda t: t.replace("draft: team", "draft: other-team"))
    assert decided(report, waivers) == Decided(report=report)


def test_what_stood_under_a_waived_finding_counts_by_itself(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    host = finding(report, TITLE)
    under = replace(host, rule="another-rule", key="0" * 16)
    nested = replace(report, findings=(replace(host, under=(under,)),))
    result = decided(nested, waiver(tmp_path, nested, TITLE))
    assert [f.rule for f in result.report.findings] == ["another-rule"]
    assert result.report.waived[0].finding.under == ()


def test_the_written_file_fits_its_schema_and_reads_back(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    waivers = waiver(tmp_path, report, TITLE)
    text = (tmp_path / "waivers.yaml").read_text(encoding="utf-8")
    schema = (ROOT / "schemas" / "waivers.schema.json").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    jsonschema.validate(data, yaml.safe_load(schema))
    assert [w.waiver.until for w in waivers] == [date(2027, 6, 30)]
    assert waivers[0].rests_on["i140.job_title"] == "Team Leader"


def test_every_mistake_of_a_waivers_file_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(
        "waivers:\n"
        "  - {draft: a, rule: r, becuase: x, proposed_by: y, on: 2026-11-21, until: 2026-01-01, rests_on: {}}\n"
        "  - {draft: a, rule: r, because: x, proposed_by: y, on: soon, until: 2027-01-01, rests_on: {}}\n"
        "  - {draft: a, rule: r, because: x, proposed_by: y, on: 2026-11-21, until: 2027-01-01, rests_on: {}}\n",
        encoding="utf-8",
    )
    whole, problems = read_waivers(file)
    assert len(whole) == 1, "a mistake in one takes no other with it"
    told = [f"{p.place and p.place.line}: {p.what} {p.mend}" for p in problems]
    assert told == [
        "2: A waiver has no key “becuase”. Did you mean “because”?",
        "2: The waiver has no “because”. The command niw waive writes all of it.",
        "2: “until” is before “on”. Exchange the two.",
        "3: “on” should be a date, not “soon”. Write it as 2026-11-21: year, month, day.",
    ]


def test_a_file_that_cannot_take_an_entry_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    report = report_of(TEAM_LEADER)
    decision = Decision(proposed_by="P", because="b", on=TODAY, until=TODAY)
    entry = waiver_text(decision, finding(report, TITLE), report, "")
    add_waiver(file, entry)
    (own,) = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["waivers"]
    text = json.dumps({"waivers": [own]}, ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        add_waiver(file, entry)
    assert file.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("text", ["Team Leader", "", "x" * 81, "two\nlines", "a [sha256 0123456789abcdef]"])
def test_a_recorded_value_is_the_same_as_its_own_text_alone(text: str) -> None:
    assert same(recorded(text), text)
    assert not same(recorded(text), text + " ")
    assert len(recorded(text)) <= 90


# --------------------------------------------------------------------------------------------- baseline


def baseline_of(*reports: DraftReport) -> Baseline:
    return Baseline(entry for report in reports for entry in entries_of(report))


def test_what_the_baseline_holds_does_not_count(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    file = tmp_path / "baseline.json"
    file.write_text(baseline_of(report).text(), encoding="utf-8")
    result = decide(report, (), rule_now, today=TODAY, baseline=read_baseline(file))
    assert result.report.findings == ()
    assert {f.key for f in every_finding(result.report)} == {f.key for f in every_finding(report)}
    assert not result.notes


def test_a_new_finding_is_not_in_the_baseline(tmp_path: Path) -> None:
    old = baseline_of(report_of(TEAM_LEADER))
    changed = report_of(TEAM_LEADER, ("job_title: Team Leader", "job_title: Group Leader"), tmp=tmp_path)
    result = decide(changed, (), rule_now, today=TODAY, baseline=old)
    assert TITLE in {f.rule for f in result.report.findings}, "another value is another finding"


def test_the_order_of_a_list_and_the_lines_of_a_file_do_not_matter(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "troubled" / "dates-and-titles-differ.yaml"
    data = load_draft(sample)
    old = baseline_of(checker().check(data))
    turned = yaml.load(sample.read_text(encoding="utf-8"), yaml.BaseLoader)
    for group in (turned["employment"], turned["letters"], turned["cv"]["jobs"]):
        group.reverse()
    copy = tmp_path / "turned.yaml"
    copy.write_text(yaml.safe_dump(turned, allow_unicode=True), encoding="utf-8")
    result = decide(checker().check(load_draft(copy)), (), rule_now, today=TODAY, baseline=old)
    assert result.report.findings == ()


def test_entries_that_no_longer_occur_are_told_and_can_be_dropped(tmp_path: Path) -> None:
    other = report_of(ROOT / "samples" / "troubled" / "residual-code.yaml")
    old = baseline_of(report_of(TEAM_LEADER), other)
    mended = report_of(TEAM_LEADER, ("job_title: Team Leader", "job_title: Software Developer"), tmp=tmp_path)
    result = decide(mended, (), rule_now, today=TODAY, baseline=old)
    gone = old.gone(result.report)
    assert TITLE in {entry.rule for entry in gone}
    assert "gone" in kinds(result)
    left = old.without(gone)
    assert set(entries_of(other)) <= set(left.entries), "entries of drafts that were not in the run stay"
    assert not left.gone(result.report)


def test_the_baseline_holds_no_word_of_a_draft() -> None:
    text = baseline_of(report_of(TEAM_LEADER)).text()
    assert "Team Leader" not in text
    assert "team-leader-from-korea" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "no baseline of format 1"),
        ('{"niw_baseline": 1, "findings": [{"draft": "a"}]}', "Entry 1"),
        ('{"niw_baseline": 2, "findings": []}', "no baseline of format 1"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        read_baseline(file)
    assert caught.value.problems[0].place


# ------------------------------------------------------------------------------- not in force, twice, unreadable


def test_a_waiver_silences_nothing_before_its_first_day(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    later = waiver(tmp_path, report, TITLE, change=lambda t: t.replace("on: 2026-11-21", "on: 2026-12-01"))
    early = decided(report, later)
    assert kinds(early) == ["refused"]
    assert "not yet in force; its first day is 2026-12-01" in early.notes[0].says
    assert TITLE in [f.rule for f in every_finding(early.report)]
    assert not early.report.waived
    assert kinds(decided(report, later, date(2026, 12, 1))) == []


def test_the_second_waiver_of_one_finding_is_told(tmp_path: Path) -> None:
    report = report_of(TEAM_LEADER)
    first = waiver(tmp_path, report, TITLE)
    file = tmp_path / "waivers.yaml"
    entry = file.read_text(encoding="utf-8").partition("waivers:\n")[2]
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    both, problems = read_waivers(file)
    assert not problems
    assert both[0] == first[0]
    assert len(both) == 2
    found = decided(report, both)
    assert kinds(found) == ["unused"]
    assert "another waiver of the finding counts" in found.notes[0].says
    assert found.notes[0].place == both[1].waiver.place
    assert len(found.report.waived) == 1


def test_an_empty_list_of_waivers_takes_an_entry(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    report = report_of(TEAM_LEADER)
    for text in ("waivers: []\n", "# ours\nwaivers: [ ] # none yet\n", "waivers: [\n]"):
        file.write_text(text, encoding="utf-8")
        decision = Decision(proposed_by="P", because="b", on=TODAY, until=TODAY)
        add_waiver(file, waiver_text(decision, finding(report, TITLE), report, ""))
        waivers, problems = read_waivers(file)
        assert not problems
        assert len(waivers) == 1, text
        assert ("# ours" in text) == ("# ours" in file.read_text(encoding="utf-8"))
        assert ("none yet" in text) == ("none yet" in file.read_text(encoding="utf-8"))


UNREADABLE = {
    "merged": (
        '{\n  "niw_baseline": 1,\n  "findings": [\n<<<<<<< HEAD\n    {}\n=======\n    {}\n>>>>>>> theirs\n  ]\n}\n',
        "base.json:4:1",
        "Keep the lines of both sides",
    ),
    "a draft": ("case:\n  id: c-1\n", "base.json", "This is a draft, and no baseline"),
    "a draft in JSON": ('{"case": {"id": "c-1"}}', "base.json", "This is a draft, and no baseline"),
    "an unknown key": ('{"niw_baseline": 1, "findings": [], "extra": 1}', "base.json", "a key “extra”"),
    "an unknown key of an entry": (
        '{"niw_baseline": 1, "findings": [{"draft": "a", "rule": "r", "item": "", "key": "k", "kay": 1}]}',
        "base.json",
        "Entry 1 of the baseline has a key “kay”",
    ),
    "nothing there": (None, "base.json", "There is no such baseline. Check the name"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_baseline_that_is_none_gets_the_mend_that_fits(tmp_path: Path, case: str) -> None:
    text, place, said = UNREADABLE[case]
    file = tmp_path / "base.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_baseline(file)
    (problem,) = refused.value.problems
    assert said in f"{problem.what} {problem.mend}"
    assert str(problem.place).endswith(place)
    if case == "merged":
        assert "--write-baseline" not in problem.mend, "that would take in findings that nobody has looked at"
