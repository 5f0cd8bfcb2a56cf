"""Examples prove a rule: each ends as it says, and every part of the condition decides one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from validator.drafts import load_draft
from validator.engine.outcomes import Ending
from validator.engine.vocabulary import Vocabulary
from validator.packs import PackTest, RuleTest, lint_pack, test_pack
from validator.packs.proof_text import notices, problems_of, rule_problems, summary
from validator.packs.proven import Together

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
NO_TITLE = "{agreement: {title_code: {band: weak}}}"
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
    assert (result.rule, result.examples, result.failed, result.unproven) == ("vague-title", 4, (), ())
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
    assert "splendid" in str(result.failed[0].got)


def test_a_failed_example_is_told_with_its_line_and_what_would_mend_it(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = [f"fires: [{GOOD_FIT}]", f"clear: [{NO_BAND}, {FIRES}]", f"unchecked: [{OTHER_TITLE}]"]
    text = HEAD + VAGUE.format(examples="\n".join(f"      {e}" for e in examples))
    result = proof(write_pack("firm", text), vocabulary, toy)
    told = [(p.place and p.place.line, p.line_text.strip(), p.what, p.mend) for p in problems_of(result)]
    band = "“agreement.title_code.band: {in: [weak, none]}”"
    title = "“i140.job_title: {has_phrase_from: [Team Leader]}”"
    assert told == [
        (
            15,
            examples[0],
            "vague-title: expected finding, got no finding.",
            (
                f"It would end so if {band} were the other way round: change that in the example, "
                "or move the example to clear:."
            ),
        ),
        (
            16,
            examples[1],
            "vague-title: expected no finding, got not checked.",
            "Enter agreement.title_code.band, or move the example to unchecked:.",
        ),
        (
            16,
            examples[1],
            "vague-title: expected no finding, got finding.",
            (
                f"It would end so if {title} or {band} were the other way round: change that in the example, "
                "or move the example to fires:."
            ),
        ),
        (
            17,
            examples[2],
            "vague-title: expected not checked, got no finding.",
            "Leave out what decides it, or move the example to clear:.",
        ),
    ]
    assert summary(result) == (
        "firm 1.0.0: 1 rule, 4 examples; 4 of them end otherwise than said, 0 of 1 rules proven."
    )


def test_a_rule_that_contradicts_itself_is_told_to_fire_on_no_draft(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    text = HEAD + VAGUE.format(examples=f"      clear: [{GOOD_FIT}]\n      unchecked: [{NO_TITLE}]")
    text = text.replace("{has_phrase_from: [Team Leader]}", "{missing: true, has_phrase: Leader}")
    result = proof(write_pack("firm", text), vocabulary, toy)
    (problem,) = problems_of(result)
    assert str(problem).endswith(
        "rules.yaml:8:43: vague-title: no draft can make it fire. “i140.job_title: {missing: true}” and "
        "“i140.job_title: {has_phrase: Leader}” cannot hold together. "
        "Change the condition; of parts of which one is enough, write any:."
    )
    assert problem.line_text.strip() == "- i140.job_title: {missing: true, has_phrase: Leader}"


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
    assert result.together == (Together(one="vague-title", other="vague-title-again", examples=2),)
    assert list(notices(result)) == [
        (
            "vague-title and vague-title-again fire together on every example that makes one of them fire "
            "(2 examples). "
            "Add an example on which one of them is silent, or let one yield to the other."
        )
    ]


def test_a_pair_of_which_one_yields_to_the_other_is_said_to_be_expected(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = f"      fires: [{FIRES}]\n      clear: [{OTHER_TITLE}]\n      unchecked: [{NO_BAND}]"
    text = HEAD + VAGUE.format(examples=examples)
    again = VAGUE.format(examples=examples).replace("vague-title", "vague-title-again")
    text += again.replace("    says:", "    yields_to: [vague-title]\n    says:")
    result = proof(write_pack("firm", text), vocabulary, toy)
    assert [p.yields for p in result.together] == ["vague-title-again"]
    assert next(notices(result)).endswith("expected, for vague-title-again yields to vague-title.")


def test_a_rule_that_fires_with_an_inherited_one_is_named_as_its_twin(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = f"      fires: [{FIRES}]\n      clear: [{OTHER_TITLE}]\n      unchecked: [{NO_BAND}]"
    text = HEAD + VAGUE.format(examples=examples)
    write_pack("office", text)
    manifest = "pack: firm\nversion: 1.0.0\nextends: [../office]\n"
    own = text.replace("vague-title", "our-vague-title")
    firm = write_pack("firm", own, manifest=manifest)
    result = proof(firm, vocabulary, toy)
    assert result.together == (Together(one="our-vague-title", other="vague-title", examples=1),)
    off = "change: {vague-title: {off: true, because: ours takes its place}}\n"
    assert proof(write_pack("firm", own, manifest=manifest + off), vocabulary, toy).together == ()


def test_a_mistake_in_an_example_is_told_where_it_stands_one_problem_each(
    write_pack: Write, vocabulary: Vocabulary, toy: Callable[..., object]
) -> None:
    examples = (
        f"      fires: [{{i140: {{job_titel: x}}, endeavor: {{reach: far}}}}]\n      clear: [{OTHER_TITLE}]"
    )
    firm = write_pack("firm", HEAD + VAGUE.format(examples=examples))

    def read(content: object) -> object:
        assert isinstance(content, Mapping)
        return load_draft({k: v for k, v in content.items() if k != "agreement"}, partial=True)

    (rule,) = proof(firm, vocabulary, lambda content: read(content) and toy(content)).rules
    said = [p for p in rule_problems(rule) if p.code == "example"]
    assert [p.line_text[(p.place.column or 1) - 1 :][:9] for p in said[:2] if p.place] == [
        "job_titel",
        "far}}]",
    ]
    assert said[0].what == "vague-title: in this example, “job_titel” is not a field of “i140”."
    assert [p.what for p in lint_pack(firm, vocabulary, read_example=read) if p.code == "example"] == [
        "“job_titel” is not a field of “i140”.",
        "“far” is none of the choices.",
    ]


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
    (said,) = notices(proof(firm, vocabulary, toy))
    assert said.endswith(
        "rules.yaml:16:15: vague-title: in its own pack this example ends as no finding, here as finding."
    )
