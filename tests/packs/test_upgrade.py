"""A pack changes beneath a firm's changes: which of them rest on something different."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.packs.conftest import FIRM, OFFICE, OFFICE_MANIFEST, Write
from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError
from validator.packs.build import open_pack
from validator.packs.lock import lock_text, read_lock
from validator.packs.upgrade import Upgrade, upgrade

OWN = """\
rules:
  - id: firm-rule
    title: Ours
    severity: low
    about: [title]
    when: {concluded.profession: {equals: doubtful}}
    says: Ours.
    why: Because.
    remedy: Do something.
    authority: [practice]
"""

Shift = Callable[..., Upgrade]


@pytest.fixture
def after(write_pack: Write, vocabulary: Vocabulary) -> Shift:
    """The upgrade report after the office's pack was edited: ``after(rules=(from, to), manifest=(from, to))``."""

    def shifted(
        rules: tuple[str, str] = ("", ""), manifest: tuple[str, str] = ("", ""), add: str = ""
    ) -> Upgrade:
        write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
        firm = write_pack("firm", OWN, manifest=FIRM)
        file = firm.parent / "niw.lock"
        file.write_text(lock_text([open_pack(firm, vocabulary)], firm.parent), encoding="utf-8")
        assert rules[0] in OFFICE
        assert manifest[0] in OFFICE_MANIFEST
        write_pack(
            "office",
            OFFICE.replace(*rules) + add if rules[0] else OFFICE + add,
            manifest=OFFICE_MANIFEST.replace(*manifest) if manifest[0] else OFFICE_MANIFEST,
        )
        return upgrade(firm, read_lock(file), vocabulary)

    return shifted


def told(done: Upgrade) -> list[tuple[str, str, str]]:
    return [(s.of, s.name, s.kind) for s in done.shifted]


def test_where_nothing_changed_every_change_rests_on_what_was_reviewed(after: Shift) -> None:
    done = after()
    assert (done.moved, done.shifted, done.unrecorded) == ((), (), ())
    assert (
        done.standing == 5
    )  # two rules, a list, a parameter, and the firm's own rule that reads a conclusion


def test_a_severity_that_came_to_the_firms_own_makes_its_change_idle(after: Shift) -> None:
    done = after(rules=("severity: high", "severity: medium"))
    assert told(done) == [("rule", "vague-title", "severity")]
    shifted = done.shifted[0]
    assert (
        shifted.says == "the severity beneath is medium, was high: your change to medium now changes nothing"
    )
    assert shifted.idle
    assert shifted.place is not None
    assert shifted.place.line == 6
    assert [m.name for m in done.moved] == ["office"]


def test_another_severity_leaves_the_change_a_change(after: Shift) -> None:
    done = after(rules=("severity: high", "severity: low"))
    assert [(s.kind, s.idle) for s in done.shifted] == [("severity", False)]


CASES = {
    "the condition": ({"rules": ("has_phrase_from: vague_titles", "present: true")}, ["condition", "reads"]),
    "the wording": ({"rules": ("says: A title.", "says: This title.")}, ["wording"]),
    "the examples": ({"rules": ("{job_title: Team Leader}", "{job_title: Strategy Manager}")}, ["examples"]),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_what_changed_of_a_rule_is_told_apart(after: Shift, case: str) -> None:
    edit, kinds = CASES[case]
    done = after(**edit)
    assert [s.kind for s in done.shifted if s.name == "vague-title"] == kinds


def test_a_rule_that_is_gone_is_told_and_not_an_error(after: Shift) -> None:
    done = after(rules=(OFFICE[OFFICE.index("  - id: vague-title") : OFFICE.index("  - id: too-few")], ""))
    assert ("rule", "vague-title", "gone") in told(done)


def test_a_rule_that_has_another_id_is_recognised_by_what_it_looks_for(after: Shift) -> None:
    done = after(rules=("id: vague-title", "id: title-fits-any-field"))
    shifted = next(s for s in done.shifted if s.name == "vague-title")
    assert shifted.kind == "renamed"
    assert "title-fits-any-field" in shifted.says


def test_words_that_came_and_went_beneath_are_told(after: Shift) -> None:
    done = after(manifest=("[Team Leader, Strategy Manager]", "[Team Leader, 팀장, Group Head]"))
    says = [s.says for s in done.shifted if s.of == "list"]
    assert says == [
        "“팀장”, which you add, is there now",
        "“strategy manager”, which you take out, is gone",
        "the list beneath has “Group Head” as well",
    ]
    assert ("rule", "vague-title", "reads") in told(done)


def test_a_parameter_that_came_to_the_firms_own_value_is_idle(after: Shift) -> None:
    done = after(manifest=("least_hours: 30", "least_hours: 35"))
    shifted = next(s for s in done.shifted if s.of == "param")
    assert shifted.says == "the value beneath is 35, was 30: your value now changes nothing"
    assert shifted.idle


def test_a_firms_own_rule_is_told_when_a_conclusion_it_reads_is_made_otherwise(after: Shift) -> None:
    done = after(rules=("i140.hours: {less_than", "i140.hours: {at_most"))
    assert ("rule", "firm-rule", "reads") in told(done)
    own = next(s for s in done.shifted if s.name == "firm-rule")
    assert own.says == "the conclusion “profession” that it reads changed"


def test_a_mistake_that_the_upgrade_made_is_told_with_the_rest(after: Shift) -> None:
    taken = OWN.removeprefix("rules:\n")
    done = after(add=taken)  # the office now has a rule of that id as well
    assert any(s.kind == "broken" and "firm-rule" in s.says for s in done.shifted)


def test_a_change_that_is_newer_than_the_lock_is_named(write_pack: Write, vocabulary: Vocabulary) -> None:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    firm = write_pack("firm", OWN, manifest=FIRM.replace("params: {least_hours: 35}\n", ""))
    file = firm.parent / "niw.lock"
    file.write_text(lock_text([open_pack(firm, vocabulary)], firm.parent), encoding="utf-8")
    write_pack("firm", OWN, manifest=FIRM)
    assert upgrade(firm, read_lock(file), vocabulary).unrecorded == ("parameter least_hours",)


def test_a_pack_beneath_that_is_broken_in_itself_is_an_error(after: Shift) -> None:
    with pytest.raises(PackError, match="is no severity"):
        after(rules=("severity: high", "severity: highest"))
