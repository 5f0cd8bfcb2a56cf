"""Every setting in force says where it comes from, word by word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from validator.engine.vocabulary import Vocabulary
from validator.packs.build import open_pack
from validator.packs.effective import EffectivePack, effective

Write = Callable[..., Path]

OFFICE = """\
rules:
  - id: vague-title
    title: A vague title
    severity: high
    about: [title]
    when:
      all:
        - i140.job_title: {has_phrase_from: vague_titles}
        - i140.hours: {less_than: {param: least_hours}}
    effective: {from: 2026-01-01}
    review_by: 2027-01-01
    says: "{param.said}."
    why: Because.
    remedy: Do something.
    authority: [practice, cfr-k2]
"""
MANIFEST = """\
pack: office
version: 2.1.0
params: {least_hours: 30, said: Hours}
lists:
  vague_titles:
    - Team Leader
    - Strategy Manager
"""
FIRM = """\
pack: firm
version: 1.0.0
extends: [../office]
change:
  vague-title:
    severity: medium
    because: our clients asked
params: {least_hours: 35}
lists:
  vague_titles: {add: [Lead, team leader], remove: [strategy manager]}
"""


@pytest.fixture
def shown(write_pack: Write, vocabulary: Vocabulary) -> EffectivePack:
    write_pack("office", OFFICE, manifest=MANIFEST)
    firm = write_pack("firm", manifest=FIRM)
    return effective(open_pack(firm, vocabulary))


def test_a_setting_that_a_pack_changed_names_its_line_and_why(shown: EffectivePack) -> None:
    rule = shown.rule("vague-title")
    assert rule is not None
    severity = rule.setting("severity")
    assert (severity.value, severity.was, severity.origin.because) == ("medium", "high", "our clients asked")
    assert severity.origin.place.line == 6
    assert severity.origin.place.file.endswith("firm/pack.yaml")


def test_a_setting_of_the_rule_itself_names_the_line_it_stands_on(shown: EffectivePack) -> None:
    rule = shown.rule("vague-title")
    assert rule is not None
    found = {
        name: (rule.setting(name).value, rule.setting(name).origin.place.line)
        for name in ("effective", "review_by")
    }
    assert found == {"effective": ("from 2026-01-01", 10), "review_by": ("2027-01-01", 11)}
    assert rule.setting("authority").value == "practice (practice), cfr-k2 (confirmed)"


def test_a_rule_names_the_lists_and_parameters_of_its_condition_and_its_sentence(
    shown: EffectivePack,
) -> None:
    rule = shown.rule("vague-title")
    assert rule is not None
    assert (rule.lists, rule.params) == (("vague_titles",), ("least_hours", "said"))


def test_every_word_says_who_put_it_there_or_took_it_out(shown: EffectivePack) -> None:
    words = next(entry for entry in shown.lists if entry.name == "vague_titles")
    assert words.words == ("Team Leader", "Lead")
    assert [(s.word, s.added, s.origin.pack, s.origin.place.line) for s in words.steps] == [
        ("Team Leader", True, "office", 6),
        ("Strategy Manager", True, "office", 7),
        ("strategy manager", False, "firm", 10),
        ("Lead", True, "firm", 10),
    ]
    step = words.step("STRATEGY  Manager")
    assert step is not None
    assert not step.added


def test_the_words_in_force_are_those_whose_last_step_put_them_in(
    vocabulary: Vocabulary, write_pack: Write
) -> None:
    write_pack("office", OFFICE, manifest=MANIFEST)
    write_pack("firm", manifest=FIRM)
    top = write_pack(
        "top",
        manifest="pack: top\nversion: 1.0.0\nextends: [../firm]\n"
        "lists: {vague_titles: {add: [Strategy Manager], remove: [Lead]}}\n",
    )
    found = effective(open_pack(top, vocabulary))
    for entry in found.lists:
        last = {s.word.casefold(): s.added for s in entry.steps}
        assert sorted(w.casefold() for w in entry.words) == sorted(w for w, added in last.items() if added)


def test_an_authority_names_the_pack_whose_entry_is_in_force(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    write_pack("office", OFFICE, manifest=MANIFEST)
    firm = write_pack("firm", manifest=FIRM)
    (firm / "authorities.yaml").write_text(
        "authorities:\n  old-order: {status: revoked, because: it ran out, seen_on: 2026-11-02}\n",
        encoding="utf-8",
    )
    found = {a.key: a for a in effective(open_pack(firm, vocabulary)).authorities}
    mine, theirs = found["old-order"], found["cfr-k2"]
    assert (mine.status, mine.origin.pack, mine.origin.because) == ("revoked", "firm", "it ran out")
    assert (mine.citation, mine.supports) == ("An order", "nothing any more")
    assert mine.origin.place.line == 2
    assert (theirs.status, theirs.origin.pack) == ("confirmed", "office")


def test_of_the_packs_that_ship_every_setting_has_a_line(vocabulary: Vocabulary) -> None:
    from validator.facts import vocabulary as facts

    found = effective(open_pack("niw-strict", facts()))
    assert found.rules
    for rule in found.rules:
        assert all(s.origin.place.line for s in rule.settings)
    assert all(s.origin.place.line for entry in found.lists for s in entry.steps)
    assert vocabulary
