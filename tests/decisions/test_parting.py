"""A decision takes out what it is about: findings beneath others, several of one rule, values that came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from validator.decisions import Baseline, RuleNow, WrittenWaiver, decide
from validator.decisions.baseline import Entry
from validator.decisions.values import LONGEST, recorded
from validator.evidence import Stated
from validator.findings import DraftReport, Edge, Finding, Header, NotChecked, Severity, Waiver

TODAY = date(2026, 11, 21)


def found(rule: str, *under: Finding, item: str = "", on: tuple[str, ...] = ("i140.job_title",)) -> Finding:
    return Finding(
        rule=rule,
        title=rule,
        severity=Severity.high,
        usual_severity=Severity.high,
        about=("title",),
        says="It says so.",
        why="",
        remedy="",
        key=f"{rule}:{item}",
        item=item,
        evidence=tuple(Stated(path=tuple(where.split(".")), text="Engineer", where=where) for where in on),
        under=under,
    )


def report(*findings: Finding) -> DraftReport:
    return DraftReport(file="d.yaml", header=Header(case="C-1"), findings=findings, not_checked=(), clear=())


def waiver(rule: str, item: str = "", on: tuple[str, ...] = ("i140.job_title",)) -> WrittenWaiver:
    said = Waiver(
        draft="C-1",
        rule=rule,
        item=item,
        proposed_by="P. Paralegal",
        approved_by="A. Attorney",
        because="The letters say why.",
        on=TODAY,
        until=date(2027, 6, 30),
    )
    return WrittenWaiver(waiver=said, rests_on=dict.fromkeys(on, "Engineer"))


def any_rule(_: str) -> RuleNow:
    return RuleNow(waivable=True, fingerprint="")


def shape(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, *map(shape, finding.under))


def test_what_stood_beneath_a_decided_finding_moves_up_a_step() -> None:
    before = report(found("host", found("middle", found("low"), found("gone too"))))
    held = Baseline(Entry(draft="C-1", rule=rule, item="", key=f"{rule}:") for rule in ("middle", "gone too"))
    after = decide(before, (), any_rule, today=TODAY, baseline=held).report
    assert [shape(f) for f in after.findings] == [("host", ("low",))]
    assert [shape(f) for f in after.baselined] == [("middle",), ("gone too",)]


def test_a_waiver_that_silences_one_finding_more_than_another_is_used() -> None:
    before = report(found("r", item="a"), found("r", item="b"))
    decided = decide(before, (waiver("r", item="a"), waiver("r")), any_rule, today=TODAY)
    assert decided.report.findings == ()
    assert [w.waiver.item for w in decided.report.waived] == ["a", ""]
    assert not decided.notes
    again = decide(before, (waiver("r"), waiver("r", item="a")), any_rule, today=TODAY)
    assert [note.kind for note in again.notes] == ["unused"]


def test_a_waiver_does_not_cover_a_value_that_the_finding_rests_on_since() -> None:
    before = report(found("r", on=("i140.job_title", "letters[dean].text")))
    decided = decide(before, (waiver("r"),), any_rule, today=TODAY)
    assert decided.report.findings == before.findings
    (note,) = decided.notes
    assert note.kind == "outdated"
    assert "the finding now rests on letters[dean].text too" in note.says


def test_a_value_of_the_longest_length_is_recorded_whole_and_a_longer_one_by_its_digest() -> None:
    assert recorded("x" * LONGEST) == "x" * LONGEST
    assert "sha256" in recorded("x" * (LONGEST + 1))


def test_an_entry_of_a_rule_that_is_open_on_another_item_is_not_gone() -> None:
    held = Baseline([Entry(draft="C-1", rule="r", item="b", key="r:b")])
    part = NotChecked(
        rule="r", title="r", severity=Severity.low, about=("title",), missing=(), items="1 of 2"
    )
    one = report(found("r", item="a"))
    assert [e.item for e in held.gone(one)] == ["b"]
    assert held.gone(replace(one, not_checked=(part,))) == ()


def test_corners_of_which_nobody_knows_how_they_agree_now_do_not_undo_a_waiver() -> None:
    finding = replace(found("r"), about=("title", "code"))
    before = replace(report(finding), edges=(Edge(between=("title", "code"), band="unknown", score=0.0),))
    held = replace(waiver("r"), bands={"title-code": "weak"})
    assert decide(before, (held,), any_rule, today=TODAY).report.findings == ()
    known = replace(before, edges=(Edge(between=("title", "code"), band="strong", score=0.9),))
    assert decide(known, (held,), any_rule, today=TODAY).report.findings == (finding,)
