"""What an edit of a pack changes on drafts, and which edit is named for it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.preview.conftest import AUTHORITIES, Office, compared, drafts
from validator.checker import Checker
from validator.facts import vocabulary
from validator.preview.compare import preview
from validator.preview.compared import Difference, Preview
from validator.preview.renames import renamed
from validator.preview.sides import Side, read_side

OFFICE = Office()


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    return [(d.draft, d.rule, d.item) for d in found]


def causes(d: Difference) -> list[str]:
    return [c.edit.says for c in d.causes]


def only(found: tuple[Difference, ...]) -> Difference:
    assert len(found) == 1, told(found)
    return found[0]


def test_a_rule_that_is_turned_off_is_told_by_the_line_that_turns_it_off_and_why() -> None:
    done = compared(OFFICE, OFFICE.but(change=(("letter-undated", "off: true"),)))
    lost = only(done.lost)
    assert told(done.lost) == [("letters", "letter-undated", "one")]
    assert (lost.severity.name, lost.ended) == ("medium", "not asked")
    assert lost.before is not None
    assert lost.before.says == "The letter of A. One has no date."
    edit = lost.causes[0].edit
    assert (edit.says, edit.because, edit.approved_by) == ("off: true", "our clients asked", "A. Partner")
    assert edit.place is not None
    assert edit.place.file.endswith("firm/pack.yaml")
    assert edit.place.line == 6


def test_a_change_that_is_taken_back_is_told_where_it_stood() -> None:
    done = compared(OFFICE.but(change=(("letter-undated", "off: true"),)), OFFICE)
    edit = only(done.found).causes[0].edit
    assert edit.says == "a change was taken back: the rule reports again"
    assert edit.because == "our clients asked"


def test_the_word_that_was_taken_out_is_the_one_that_is_named() -> None:
    done = compared(OFFICE, OFFICE.but(words=("Team Leader", "Section Chief")))
    assert told(done.lost) == [("group", "vague-title", "")]
    assert causes(only(done.lost)) == ["the word “Group Leader” was taken from vague_titles"]
    assert [e.says for e in done.idle] == ["the word “Section Chief” was added to vague_titles"]


def test_one_word_among_hundreds_is_found() -> None:
    many = tuple(f"Chief of Section {n}" for n in range(150))
    done = compared(OFFICE.but(words=(*many[:80], "Team Leader", *many[80:])), OFFICE.but(words=("Nobody",)))
    assert causes(only(tuple(d for d in done.lost if d.rule == "vague-title"))) == [
        "the word “Team Leader” was taken from vague_titles"
    ]


def test_a_word_that_is_lost_twice_over_is_told_with_both() -> None:
    # "Team Leader" is found by either word: neither alone loses it, each taken back alone brings it back.
    done = compared(OFFICE.but(words=("Team Leader", "Leader", "X")), OFFICE.but(words=("X",)))
    lost = next(d for d in done.lost if (d.draft, d.rule) == ("leader", "vague-title"))
    assert sorted(causes(lost)) == [
        "the word “Leader” was taken from vague_titles",
        "the word “Team Leader” was taken from vague_titles",
    ]
    assert not any(c.alone for c in lost.causes)


def test_two_edits_that_are_each_enough_are_both_named() -> None:
    new = OFFICE.but(words=("Group Leader",), change=(("vague-title", "off: true"),))
    lost = next(d for d in compared(OFFICE, new).lost if d.rule == "vague-title" and d.draft == "leader")
    assert {(c.edit.says, c.alone) for c in lost.causes} == {
        ("off: true", True),
        ("the word “Team Leader” was taken from vague_titles", True),
    }


def test_a_parameter_is_named_with_its_value_before_and_after() -> None:
    done = compared(OFFICE, OFFICE.but(least_hours=40))
    found = only(done.found)
    assert told(done.found) == [("group", "too-few-hours", "")]
    assert causes(found) == ["the parameter least_hours is 40, was 35"]
    reworded = only(tuple(d for d in done.changed if d.reworded))
    assert reworded.before is not None
    assert reworded.after is not None
    assert (reworded.before.says, reworded.after.says) == (
        "30 hours, and 35 are looked for.",
        "30 hours, and 40 are looked for.",
    )
    assert causes(reworded) == ["the parameter least_hours is 40, was 35"]


def test_a_condition_that_asks_one_thing_more_is_told_by_the_line_of_that_thing() -> None:
    done = compared(OFFICE, OFFICE.but(hours_asks_full_time=True))
    lost = only(done.lost)
    assert (lost.draft, lost.rule, lost.ended) == ("leader", "too-few-hours", "not checked")
    assert lost.missing == ("i140.full_time",)
    says = causes(lost)[0]
    assert says == (
        "the condition is {i140.full_time: {equals: true}}, was {i140.hours_per_week: {present: true}}"
    )
    edit = lost.causes[0].edit
    assert edit.place is not None
    assert edit.place.file.endswith("office/rules.yaml")


def test_a_finding_is_lost_by_a_conclusion_that_another_rule_no_longer_makes() -> None:
    done = compared(OFFICE, OFFICE.but(concludes=False))
    lost = only(done.lost)
    assert (lost.draft, lost.rule) == ("leader", "vague-and-short")
    assert [(c.edit.subject, c.edit.name) for c in lost.causes] == [("vague-title", "concludes")]


def test_a_word_that_a_conclusion_hangs_on_is_named_for_the_rule_that_reads_the_conclusion() -> None:
    done = compared(OFFICE, OFFICE.but(words=("Group Leader",)))
    lost = next(d for d in done.lost if d.rule == "vague-and-short")
    assert causes(lost) == ["the word “Team Leader” was taken from vague_titles"]


def test_a_severity_is_changed_and_not_lost() -> None:
    done = compared(OFFICE, OFFICE.but(change=(("vague-title", "severity: low"),)))
    assert done.lost == done.found == ()
    assert {(d.draft, d.before.severity, d.after.severity) for d in done.changed if d.before and d.after} == {
        ("leader", "high", "low"),
        ("group", "high", "low"),
    }
    assert {s for d in done.changed for s in causes(d)} == {"severity is low, was high"}
    assert not any(d.reworded for d in done.changed)


def test_a_finding_that_now_stands_under_another_says_so() -> None:
    done = compared(OFFICE, OFFICE.but(title_yields=True))
    moved = next(d for d in done.changed if d.draft == "leader")
    assert moved.after is not None
    assert moved.after.under == "too-few-hours"
    assert ("vague-title", "yields_to") in {(c.edit.subject, c.edit.name) for c in moved.causes}


def test_another_sentence_is_a_changed_wording_alone() -> None:
    done = compared(OFFICE, OFFICE.but(title_says="Part 6 reads “{i140.job_title}”."))
    assert done.lost == done.found == done.unchecked == ()
    assert {d.draft for d in done.changed} == {"leader", "group"}
    assert all(d.reworded for d in done.changed)
    assert {s for d in done.changed for s in causes(d)} == {"the sentence changed"}


def test_a_rule_that_can_no_longer_be_checked_says_what_is_missing() -> None:
    done = compared(OFFICE, OFFICE.but(hours_asks_full_time=True))
    now = {d.draft: d for d in done.unchecked}
    assert "group" not in now  # 38 hours are enough, whatever else is not entered
    done = compared(OFFICE, OFFICE.but(title_condition="{present: true}"))
    assert {(d.draft, d.rule) for d in done.found} >= {("engineer", "vague-title")}
    with_rule, without = OFFICE.but(has_blank=True), OFFICE
    gone = {(d.draft, d.rule, d.ended) for d in compared(with_rule, without).unchecked}
    assert ("group", "code-blank", "no such rule, was not checked") in gone


def test_a_rule_under_another_id_is_not_lost() -> None:
    old, new = OFFICE.side(), OFFICE.side()
    done = preview(renamed(old, {"letter-undated": "date-missing"}), new, drafts())
    assert done.lost == done.found == ()
    assert [e.says for e in done.edits] == [
        "the id is new, it was “date-missing”: waivers and baselines still name the old one"
    ]


def test_without_drafts_the_edits_alone_are_compared() -> None:
    done = preview(OFFICE.side(), OFFICE.but(least_hours=40).side())
    assert (done.drafts, done.differences) == (None, ())
    assert [e.says for e in done.edits] == ["the parameter least_hours is 40, was 35"]


def test_conclusions_that_go_in_a_circle_between_the_two_packs_keep_no_draft_from_being_compared(
    tmp_path: Path,
) -> None:
    def side(name: str, one: str, other: str) -> Side:
        def rule(id_: str, when: str, makes: str) -> str:
            return (
                f"  - {{id: {id_}, title: {id_}, severity: low, about: [title], when: {{{when}}}, "
                f"concludes: {{{makes}: it}}, says: {id_}., why: Because., remedy: Do., authority: [practice]}}\n"
            )

        folder = tmp_path / name
        folder.mkdir()
        manifest = "pack: circle\nversion: 1.0.0\nconclusions: {p: the one, q: the other}\n"
        (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
        (folder / "authorities.yaml").write_text(AUTHORITIES, encoding="utf-8")
        rules = rule("a", one, "p") + rule("b", other, "q")
        (folder / "rules.yaml").write_text(f"rules:\n{rules}", encoding="utf-8")
        return read_side(str(folder), vocabulary())

    old = side("old", "i140.job_title: {present: true}", "concluded.p: {equals: it}")
    new = side("new", "concluded.q: {equals: it}", "i140.job_title: {equals: Engineer}")
    done = preview(old, new, drafts())
    assert not done.unread
    assert {(d.draft, d.rule) for d in done.lost} == {(d, r) for d in ("leader", "group") for r in "ab"}
    assert all(d.causes for d in done.lost)


# ---- laws


KNOBS: dict[str, list[Any]] = {
    "words": [("Team Leader", "Group Leader"), ("Group Leader",), ("team  leader", "Leading"), ("Nobody",)],
    "least_hours": [35, 30, 40],
    "title_severity": ["high", "low"],
    "title_condition": ["{has_phrase_from: vague_titles}", "{present: true}", "{missing: true}"],
    "title_says": ["The title is “{i140.job_title}”.", "The title is vague."],
    "title_yields": [False, True],
    "hours_asks_full_time": [False, True],
    "concludes": [True, False],
    "has_letters": [True, False],
    "has_blank": [False, True],
    "change": [(), (("vague-title", "off: true"),), (("too-few-hours", "severity: low"),)],
}
OFFICES = st.fixed_dictionaries({k: st.sampled_from(v) for k, v in KNOBS.items()}).map(lambda k: Office(**k))
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def content(found: tuple[Difference, ...]) -> list[tuple[object, ...]]:
    return sorted((d.draft, d.rule, d.item, d.severity) for d in found)


@FEW
@given(OFFICES)
def test_a_pack_compared_with_itself_differs_in_nothing(office: Office) -> None:
    done = compared(office, office)
    assert not done.edits
    assert not done.differences


@FEW
@given(OFFICES, OFFICES)
def test_what_is_lost_one_way_is_new_the_other_way(one: Office, other: Office) -> None:
    there, back = compared(one, other), compared(other, one)
    assert content(there.lost) == content(back.found)
    assert content(there.found) == content(back.lost)
    assert content(there.changed) == content(back.changed)
    assert content(there.unchecked) == content(back.unchecked)
    assert (there.same, there.same_unchecked) == (back.same, back.same_unchecked)


@FEW
@given(OFFICES, OFFICES)
def test_every_difference_has_an_edit_behind_it_and_no_edit_acts_unseen(one: Office, other: Office) -> None:
    done = compared(one, other)
    assert all(d.causes for d in done.differences), [told((d,)) for d in done.differences if not d.causes]
    assert {e.key for e in done.idle} == {e.key for e in done.edits} - {
        c.edit.key for d in done.differences for c in d.causes
    }


@pytest.mark.parametrize(("knob", "value"), [(k, v) for k, vs in KNOBS.items() for v in vs[1:]])
def test_of_one_edit_every_difference_is_laid_to_what_was_edited(knob: str, value: Any) -> None:
    done = compared(OFFICE, OFFICE.but(**{knob: value}))
    acting = {c.edit.key for d in done.differences for c in d.causes}
    assert done.differences
    assert acting <= {e.key for e in done.edits}
    assert all(c.alone for d in done.differences for c in d.causes) or knob == "words"


def counts(p: Preview) -> tuple[int, int]:
    before = p.same + len(p.lost) + len(p.changed)
    after = p.same + len(p.found) + len(p.changed)
    return before, after


def test_every_finding_of_either_pack_is_counted_once() -> None:
    offices = [OFFICE, OFFICE.but(words=("Leader",), has_letters=False), OFFICE.but(title_yields=True)]
    for one, other in itertools.permutations(offices, 2):
        found = []
        for office in (one, other):
            checker = Checker(office.side().opened.pack, engine="reference")
            reports = [checker.check(d) for d in drafts()]
            found.append(sum(1 + len(f.under) for r in reports for f in r.findings))
        assert counts(compared(one, other)) == tuple(found)
