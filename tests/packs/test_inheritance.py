"""A firm's pack builds on another: what it changes, adds and removes, and where each setting comes from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.engine.conditions import Leaf, Literal, Several
from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError
from validator.findings import Severity
from validator.packs import load_pack, shipped_packs
from validator.packs.build import open_pack
from validator.packs.effective import effective

Write = Callable[..., Path]

OFFICE = """\
conclusions: {profession: whether it is one}
rules:
  - id: vague-title
    title: A vague title
    severity: high
    about: [title]
    when: {i140.job_title: {has_phrase_from: vague_titles}}
    says: A title.
    why: Because.
    remedy: Do something.
    authority: [practice]
  - id: too-few-hours
    title: Too few hours
    severity: blocker
    about: [filing]
    when: {i140.hours: {less_than: {param: least_hours}}}
    concludes: {profession: doubtful}
    says: "{i140.hours} hours, and {param.least_hours} are looked for."
    why: Because.
    remedy: Do something.
    authority: [practice]
"""
OFFICE_MANIFEST = """\
pack: office
version: 2.1.0
params: {least_hours: 30}
lists: {vague_titles: [Team Leader, Strategy Manager]}
"""
FIRM = """\
pack: firm
version: 1.0.0
owner: The practice committee
extends: [../office]
change:
  vague-title: {severity: medium, because: our clients' titles are translated}
  too-few-hours: {off: true, because: not used here, approved_by: A. Partner}
params: {least_hours: 35}
lists: {vague_titles: {add: [팀장], remove: [strategy manager]}}
"""


@pytest.fixture
def firm(write_pack: Write) -> Path:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    return write_pack("firm", manifest=FIRM)


def test_a_changed_severity_is_in_force_and_the_usual_one_is_remembered(
    firm: Path, vocabulary: Vocabulary
) -> None:
    rule = load_pack(firm, vocabulary).rule("vague-title")
    assert rule is not None
    assert (rule.severity, rule.usual_severity) == (Severity.medium, Severity.high)
    assert rule.changed_by[0].origin.because == "our clients' titles are translated"
    assert (rule.origin.pack, rule.origin.version) == ("office", "2.1.0")


def test_a_rule_turned_off_keeps_its_conclusion_unless_the_pack_says_otherwise(
    firm: Path, vocabulary: Vocabulary
) -> None:
    rule = load_pack(firm, vocabulary).rule("too-few-hours")
    assert rule is not None
    assert rule.off
    assert rule.concludes == (("profession", "doubtful"),)
    manifest = firm / "pack.yaml"
    text = manifest.read_text(encoding="utf-8").replace("off: true", "off: true, conclusion: false")
    manifest.write_text(text, encoding="utf-8")
    again = load_pack(firm, vocabulary).rule("too-few-hours")
    assert again is not None
    assert again.concludes == ()


def test_words_are_added_to_and_removed_from_an_inherited_list(firm: Path, vocabulary: Vocabulary) -> None:
    pack = load_pack(firm, vocabulary)
    assert pack.lists["vague_titles"].phrases == ("Team Leader", "팀장")
    assert [o.pack for o in pack.lists["vague_titles"].origins] == ["office", "firm"]
    rule = pack.rule("vague-title")
    assert rule is not None
    assert isinstance(rule.when, Leaf)
    assert rule.when.operand == Several((Literal("Team Leader"), Literal("팀장")), "vague_titles")


def test_an_inherited_rule_reads_the_firms_parameter_and_its_own_pack_its_own(
    firm: Path, vocabulary: Vocabulary
) -> None:
    def least(folder: Path) -> object:
        rule = load_pack(folder, vocabulary).rule("too-few-hours")
        assert rule is not None
        assert isinstance(rule.when, Leaf)
        return rule.when.operand

    assert least(firm) == Literal(35, "least_hours")
    assert least(firm.parent / "office") == Literal(30, "least_hours")


def test_every_setting_in_force_says_where_it_comes_from(firm: Path, vocabulary: Vocabulary) -> None:
    shown = effective(open_pack(firm, vocabulary))
    vague, hours = shown.rule("vague-title"), shown.rule("too-few-hours")
    assert vague is not None
    assert hours is not None
    severity = vague.setting("severity")
    assert (severity.value, severity.was, severity.origin.pack) == ("medium", "high", "firm")
    reports = hours.setting("reports")
    assert (reports.value, reports.was, reports.origin.approved_by) == ("no", "yes", "A. Partner")
    untouched = vague.setting("reports")
    assert (untouched.value, untouched.origin.pack, untouched.was) == ("yes", "office", "")
    assert [(p.name, p.value, p.was, p.origin.pack) for p in shown.params] == [
        ("least_hours", "35", "30", "firm")
    ]


def test_parts_name_every_pack_and_a_byte_of_any_changes_the_digest(
    firm: Path, vocabulary: Vocabulary
) -> None:
    before = load_pack(firm, vocabulary)
    assert [(p.name, p.version) for p in before.parts] == [("office", "2.1.0"), ("firm", "1.0.0")]
    rules = firm.parent / "office" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    after = load_pack(firm, vocabulary)
    assert after.digest != before.digest
    assert [b.digest == a.digest for b, a in zip(before.parts, after.parts, strict=True)] == [False, True]


def test_a_firm_may_revoke_an_authority_and_meets_the_rules_that_fall_with_it(
    firm: Path, vocabulary: Vocabulary
) -> None:
    (firm / "authorities.yaml").write_text(
        "authorities: {practice: {citation: Practice, status: revoked, supports: nothing}}\n",
        encoding="utf-8",
    )
    with pytest.raises(PackError) as caught:
        load_pack(firm, vocabulary)
    assert [p.code for p in caught.value.problems] == ["revoked-authority"] * 2


def test_a_pack_comes_from_an_installed_distribution(
    write_pack: Write, vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    pack = site / "office_rules" / "pack"
    pack.mkdir(parents=True)
    (site / "office_rules" / "__init__.py").write_text(
        "raise RuntimeError('a pack is data')\n", encoding="utf-8"
    )
    (pack / "pack.yaml").write_text(OFFICE_MANIFEST, encoding="utf-8")
    (pack / "rules.yaml").write_text(OFFICE, encoding="utf-8")
    (pack / "authorities.yaml").write_text(
        "authorities: {practice: {citation: Practice, status: practice, supports: care}}\n", encoding="utf-8"
    )
    info = site / "office_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: office-rules\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[niw.packs]\noffice = office_rules:pack\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    firm = write_pack("firm", manifest=FIRM.replace("../office", "office"))
    assert [p.name for p in load_pack(firm, vocabulary).parts] == ["office", "firm"]


def test_a_pack_extended_twice_is_read_once(write_pack: Write, vocabulary: Vocabulary) -> None:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    write_pack("strict", manifest="pack: strict\nversion: 1.0.0\nextends: [../office]\n")
    firm = write_pack("firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office, ../strict]\n")
    pack = load_pack(firm, vocabulary)
    assert [p.name for p in pack.parts] == ["office", "strict", "firm"]
    assert len(pack.rules) == 2


def test_a_name_that_is_nowhere_is_answered_with_the_nearest(vocabulary: Vocabulary) -> None:
    assert "niw-core" in shipped_packs()
    with pytest.raises(PackError, match=r"There is no pack “niw-cor”\. Did you mean “niw-core”\?"):
        load_pack("niw-cor", vocabulary)
