"""A pack is read, whole, into rules that an engine can run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from validator.engine.conditions import AllOf, Count, FactRef, ForAny, Leaf, Literal, NoneOf, Several
from validator.engine.vocabulary import Vocabulary
from validator.findings import Severity
from validator.notation import read_day
from validator.packs import Pack, load_pack
from validator.packs.model import Rule

Write = Callable[..., Path]

RULE = """\
rules:
  - id: {id}
    title: A title
    severity: {severity}
    about: [title]
    when: {when}
    says: "“{{i140.job_title}}” is said."
    why: Because.
    remedy: Do something.
    authority: [practice]
{more}
"""


def rule_text(when: str, rule_id: str = "a-rule", severity: str = "medium", more: str = "") -> str:
    return RULE.format(id=rule_id, when=when, severity=severity, more=more)


def one_rule(write_pack: Write, vocabulary: Vocabulary, when: str, more: str = "", **files: str) -> Rule:
    return load_pack(write_pack("firm", rule_text(when, more=more), **files), vocabulary).rules[0]


def test_a_rule_file_becomes_a_typed_rule(write_pack: Write, vocabulary: Vocabulary) -> None:
    folder = write_pack(
        "firm",
        """\
        rules:
          - id: title-names-no-occupation
            catalogue: T03
            title: The job title names no occupation
            severity: high
            about: [title, code]
            when:
              all:
                - i140.job_title: {has_phrase_from: vague_titles}
                - agreement.title_code.band: {in: [weak, none]}
            says: "“{i140.job_title}” does not tell which occupation {i140.soc_code} ({code.title}) describes."
            why: >-
              A title that fits any field
              leaves the code alone.
            remedy: State the functional US title.
            authority: [practice]
            reviewed: 2026-11-21
            explainable: false
        """,
        lists="lists: {vague_titles: [Team Leader, 팀장]}\n",
    )
    pack = load_pack(folder, vocabulary)
    rule = pack.rules[0]
    assert rule.when == AllOf(
        (
            Leaf(
                FactRef("i140.job_title"),
                "has_phrase_from",
                Several((Literal("Team Leader"), Literal("팀장")), "vague_titles"),
            ),
            Leaf(
                FactRef("agreement.title_code.band"),
                "in",
                Several(tuple(Literal(vocabulary_band(vocabulary, b)) for b in ("weak", "none"))),
            ),
        )
    )
    assert (rule.id, rule.catalogue, rule.severity, rule.about) == (
        "title-names-no-occupation",
        "T03",
        Severity.high,
        ("title", "code"),
    )
    assert rule.why == "A title that fits any field leaves the code alone."
    assert rule.reviewed == date(2026, 11, 21)
    assert (rule.explainable, rule.waivable, rule.off) == (False, True, False)
    assert (rule.origin.pack, rule.origin.place.line) == ("firm", 2)
    assert [a.citation for a in pack.authorities_of(rule)] == ["Practice"]


def vocabulary_band(vocabulary: Vocabulary, name: str) -> int:
    spec = vocabulary.get("agreement.title_code.band")
    assert spec is not None
    member = spec.type.member(name)
    assert member is not None
    return member


def test_values_are_read_by_the_type_of_the_fact_and_never_by_their_looks(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    when = """
      all:
        - i140.soc_code: {equals: 15-1252}
        - i140.job_title: {equals: no}
        - i140.full_time: {equals: no}
        - i140.hours: {less_than: 35.50}
        - case.filing_date: {before: 03/2026}
        - endeavor.reach: {equals: Employer}
        - degree.highest: {at_least: Bachelor}
        - code.title: {equals: 2026-03-01}
    """
    rule = one_rule(write_pack, vocabulary, when)
    assert isinstance(rule.when, AllOf)
    values = [leaf.operand.value for leaf in rule.when.parts]  # type: ignore[union-attr]
    day = read_day("2026-03")
    assert [str(v) for v in values[:4]] == ["15-1252", "no", "False", "35.50"]
    assert values[4] == day
    assert values[5] == "employer"
    assert values[6].name == "bachelor"  # type: ignore[union-attr]
    assert values[7] == "2026-03-01"


def test_several_operators_and_several_facts_in_one_group_must_all_hold(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    rule = one_rule(
        write_pack, vocabulary, "{i140.hours: {at_least: 1, less_than: 35}, i140.full_time: false}"
    )
    assert isinstance(rule.when, AllOf)
    assert [leaf.operator for leaf in rule.when.parts if isinstance(leaf, Leaf)] == [
        "at_least",
        "less_than",
        "equals",
    ]


def test_items_of_lists_get_a_name_and_may_nest(write_pack: Write, vocabulary: Vocabulary) -> None:
    when = """
      for_any: letters as l
      where:
        all:
          - l.author: {present: true}
          - none:
              - {for_any: l.duties as t, where: {t.text: {has_phrase: research}}}
    """
    rule = one_rule(write_pack, vocabulary, when)
    assert isinstance(rule.when, ForAny)
    assert (rule.when.of, rule.when.alias) == (FactRef("letters"), "l")
    assert isinstance(rule.when.where, AllOf)
    inner = rule.when.where.parts[1]
    assert isinstance(inner, NoneOf)
    assert isinstance(inner.parts[0], ForAny)
    assert inner.parts[0].of == FactRef("l.duties")


def test_items_are_counted(write_pack: Write, vocabulary: Vocabulary) -> None:
    rule = one_rule(
        write_pack,
        vocabulary,
        "{count: {of: degrees as d, where: {d.level: {at_least: master}}, less_than: 1}}",
    )
    assert isinstance(rule.when, Count)
    assert (rule.when.of.name, rule.when.alias, rule.when.operator, rule.when.operand) == (
        "degrees",
        "d",
        "less_than",
        Literal(1),
    )
    bare = one_rule(write_pack, vocabulary, "{count: {of: letters, equals: 0}}")
    assert isinstance(bare.when, Count)
    assert bare.when.where is None


def test_the_right_hand_side_may_be_a_fact_or_a_parameter(write_pack: Write, vocabulary: Vocabulary) -> None:
    manifest = "pack: firm\nversion: 1.0.0\nparams: {least_hours: 35}\n"
    rule = one_rule(
        write_pack,
        vocabulary,
        "{i140.hours: {less_than: {param: least_hours}}, i140.job_title: {differs_from: {fact: code.title}}}",
        manifest=manifest,
    )
    assert isinstance(rule.when, AllOf)
    assert [leaf.operand for leaf in rule.when.parts if isinstance(leaf, Leaf)] == [
        Literal(35, "least_hours"),
        FactRef("code.title"),
    ]


def test_rules_hold_on_the_filing_date_and_parameters_have_their_dates(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    manifest = """\
        pack: firm
        version: 1.0.0
        params:
          fee:
            dated:
              - {until: 2025-12-31, value: 10}
              - {from: 2026-01-01, value: 20}
        """
    rules = rule_text("{i140.hours: {equals: {param: fee}}}", "by-fee") + rule_text(
        "{i140.hours: {equals: 1}}", "from-july", more="    effective: {from: 2026-07-01}"
    ).removeprefix("rules:\n")
    pack = load_pack(write_pack("firm", rules, manifest=manifest), vocabulary)

    def fee(day: date | None) -> object:
        when = next(r.when for r in pack.on(day) if r.id == "by-fee")
        assert isinstance(when, Leaf)
        assert isinstance(when.operand, Literal)
        return when.operand.value

    assert (fee(date(2025, 12, 31)), fee(date(2026, 1, 1)), fee(None)) == (10, 20, 20)
    assert [r.id for r in pack.on(date(2026, 6, 30))] == ["by-fee"]
    assert [r.id for r in pack.on(date(2026, 7, 1))] == ["by-fee", "from-july"]


def test_the_digest_changes_with_any_byte_and_with_nothing_else(
    write_pack: Write, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    folder = write_pack("firm", rule_text("{i140.hours: {equals: 1}}"))

    def digest() -> str:
        return load_pack(folder, vocabulary).digest

    first = digest()
    assert len(first) == 64
    rules = folder / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("Because.", "Because!"), encoding="utf-8")
    assert digest() != first
    rules.write_bytes(text.replace("\n", "\r\n").encode())
    assert digest() == first, "the line ends of a Windows checkout are no change"
    folder.rename(tmp_path / "elsewhere")
    assert load_pack(tmp_path / "elsewhere", vocabulary).digest == first


def test_a_pack_without_dates_is_the_same_on_every_day(write_pack: Write, vocabulary: Vocabulary) -> None:
    pack: Pack = load_pack(write_pack("firm", rule_text("{i140.hours: {equals: 1}}")), vocabulary)
    assert pack.on(date(2026, 1, 1)) is pack.rules


def test_a_review_that_is_due_is_told(write_pack: Write, vocabulary: Vocabulary) -> None:
    rule = rule_text("{i140.hours: {equals: 1}}", more="    review_by: 2026-06-30")
    pack = load_pack(write_pack("firm", rule), vocabulary)
    assert [r.id for r in pack.overdue(date(2026, 7, 1))] == ["a-rule"]
    assert pack.overdue(date(2026, 6, 30)) == ()
