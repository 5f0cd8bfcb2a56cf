"""Examples prove a rule: each ends as it says, and every part of the condition decides one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from validator.engine.outcomes import Ending
from validator.engine.vocabulary import Vocabulary
from validator.packs import PackTest, RuleTest, test_pack

Write = Callable[..., Path]

HEAD = """\
rules:
"""
VAGUE = """\
  - id: vague-title
    title: A vague title
    severity: high
    about: [title]
    when:
      all:
        - i140.job_title: {{has_phrase_from: [Team Leader]}}
        - agreement.title_code.band: {{in: [weak, none]}}
    says: "“{{i140.job_title}}” names no occupation."
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples:
{examples}
"""
FIRES = "{i140: {job_title: Team Leader}, agreement: {title_code: {band: weak}}}"
OTHER_TITLE = "{i140: {job_title: Engineer}, agreement: {title_code: {band: weak}}}"
GOOD_FIT = "{i140: {job_title: Team Leader}, agreement: {title_code: {band: strong}}}"
NO_BAND = "{i140: {job_title: Team Leader}}"


def run(write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object], *examples: str) -> RuleTest:
    text = HEAD + VAGUE.format(examples="\n".join(f"      {e}" for e in examples))
    result = proof(write_pack("firm", text), vocabulary, toy)
    return result.rules[0]


def proof(folder: Path, vocabulary: Vocabulary, toy: Callable[..., object]) -> PackTest:
    return test_pack(folder, vocabulary, toy)  # type: ignore[arg-type]


def test_examples_that_end_as_they_say_prove_the_rule(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    result = run(
        write_pack,
        vocabulary,
        toy,
        f"fires: [{FIRES}]",
        f"clear: [{OTHER_TITLE}, {GOOD_FIT}]",
        f"unchecked: [{NO_BAND}]",
    )
    assert result == RuleTest(rule="vague-title", examples=4)
    assert result.passed
    assert result.proven


def test_an_example_that_ends_otherwise_is_reported_with_its_place(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    result = run(
        write_pack,
        vocabulary,
        toy,
        f"fires: [{FIRES}, {GOOD_FIT}]",
        f"clear: [{NO_BAND}]",
        f"unchecked: [{NO_BAND}]",
    )
    assert [(f.place.line, f.wanted, f.got) for f in result.failed] == [
        (15, Ending.finding, Ending.no_finding),
        (16, Ending.no_finding, Ending.not_checked),
    ]
    assert not result.passed


def test_a_part_that_no_example_decides_is_named(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    # With no example that fires, turning the title's part round changes nothing that any example sees.
    result = run(write_pack, vocabulary, toy, f"clear: [{GOOD_FIT}]", f"unchecked: [{NO_BAND}]")
    assert result.never_fires
    assert result.missing == ("fires",)
    proven = run(
        write_pack, vocabulary, toy, f"fires: [{FIRES}]", f"clear: [{OTHER_TITLE}]", f"unchecked: [{NO_BAND}]"
    )
    assert proven.unproven == (), "one example that fires decides every part of an all"


def test_an_alternative_that_no_example_needs_is_unproven(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    rules = """\
        rules:
          - id: either
            title: Either
            severity: low
            about: [title]
            when:
              any:
                - i140.job_title: {has_phrase: Team Leader}
                - all:
                    - i140.hours: {less_than: 35}
                    - i140.full_time: false
            says: Something.
            why: Because.
            remedy: Do something.
            authority: [practice]
            examples:
              fires: [{i140: {job_title: Team Leader, hours: 40, full_time: true}}]
              clear: [{i140: {job_title: Engineer, hours: 40, full_time: true}}]
              unchecked: [{i140: {hours: 40, full_time: true}}]
        """
    result = proof(write_pack("firm", rules), vocabulary, toy).rules[0]
    assert result.passed
    assert [(u.text, u.place.line if u.place else None) for u in result.unproven] == [
        ("i140.hours: {less_than: 35}", 10),
        ("i140.full_time: {equals: false}", 11),
    ]


def test_a_draft_that_the_schema_refuses_fails_its_example_with_the_reason(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    result = run(
        write_pack,
        vocabulary,
        toy,
        f"fires: [{FIRES}, {{agreement: {{title_code: {{band: splendid}}}}}}]",
        f"clear: [{OTHER_TITLE}]",
        f"unchecked: [{NO_BAND}]",
    )
    assert len(result.failed) == 1
    assert result.failed[0].wanted is Ending.finding


def test_rules_that_read_a_conclusion_are_run_with_the_rules_that_make_it(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    rules = """\
        conclusions: {hours: whether the hours look odd}
        rules:
          - id: odd-hours
            title: Odd
            severity: low
            about: [filing]
            when: {i140.hours: {more_than: 80}}
            concludes: {hours: odd}
            says: "{i140.hours} hours."
            why: Because.
            remedy: Do something.
            authority: [practice]
            examples:
              fires: [{i140: {hours: 90}}]
              clear: [{i140: {hours: 40}}]
              unchecked: [{}]
          - id: odd-and-full-time
            title: Both
            severity: low
            about: [filing]
            when: {concluded.hours: {equals: odd}, i140.full_time: true}
            says: Both.
            why: Because.
            remedy: Do something.
            authority: [practice]
            examples:
              fires: [{i140: {hours: 90, full_time: true}}]
              clear: [{i140: {hours: 90, full_time: false}}, {i140: {hours: 40, full_time: true}}]
              unchecked: [{i140: {full_time: true}}]
        """
    result = proof(write_pack("firm", rules), vocabulary, toy)
    assert result.proven
    assert result.together == ()


def test_rules_whose_examples_always_fire_together_are_named(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = f"      fires: [{FIRES}]\n      clear: [{OTHER_TITLE}]\n      unchecked: [{NO_BAND}]"
    text = HEAD + VAGUE.format(examples=examples)
    text += VAGUE.format(examples=examples).replace("vague-title", "vague-title-again")
    result = proof(write_pack("firm", text), vocabulary, toy)
    assert result.together == (("vague-title", "vague-title-again"),)


def test_a_firm_pack_proves_its_own_rules_and_leaves_the_others_to_their_packs(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    base = HEAD + VAGUE.format(examples=f"      fires: [{FIRES}]")
    write_pack("office", base)
    firm = write_pack("firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office]\n")
    result = proof(firm, vocabulary, toy)
    assert (result.rules, result.flipped) == ((), ())


def test_a_firm_hears_of_inherited_examples_that_its_words_turn_round(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = f"      fires: [{FIRES}]\n      clear: [{OTHER_TITLE}]\n      unchecked: [{NO_BAND}]"
    rules = (HEAD + VAGUE.format(examples=examples)).replace("[Team Leader]", "vague_titles")
    write_pack("office", rules, lists="lists: {vague_titles: [Team Leader]}\n")
    lists = "lists: {vague_titles: {add: [Engineer]}}\n"
    firm = write_pack("firm", manifest=f"pack: firm\nversion: 1.0.0\nextends: [../office]\n{lists}")
    flipped = proof(firm, vocabulary, toy).flipped
    assert [(f.rule, f.place.line, f.was, f.now) for f in flipped] == [
        ("vague-title", 16, Ending.no_finding, Ending.finding)
    ]
