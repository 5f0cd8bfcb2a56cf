"""A firm's pack builds on another: what it changes, adds and removes, and where each setting comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packs.conftest import AUTHORITIES, FIRM, OFFICE, OFFICE_MANIFEST, Write
from validator.engine.conditions import Leaf, Literal, Several
from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError
from validator.findings import Severity
from validator.packs import load_pack, shipped_packs
from validator.packs.build import open_pack
from validator.packs.effective import effective


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
        "authorities:\n  practice: {status: revoked, because: nobody does so now, seen_on: 2026-11-02}\n",
        encoding="utf-8",
    )
    with pytest.raises(PackError) as caught:
        load_pack(firm, vocabulary)
    (problem,) = caught.value.problems  # the other rule is turned off
    assert problem.what.startswith("With “practice” one rule falls: vague-title (")
    assert problem.place is not None
    assert problem.place.file.endswith("firm/authorities.yaml")
    manifest = firm / "pack.yaml"
    text = manifest.read_text(encoding="utf-8").replace("severity: medium", "off: true")
    manifest.write_text(text, encoding="utf-8")
    assert load_pack(firm, vocabulary).authorities["practice"].status == "revoked"


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
    (pack / "authorities.yaml").write_text(AUTHORITIES, encoding="utf-8")
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


SILENCED = """\
pack: firm
version: 1.0.0
extends: [../office]
params:
  least_hours: {value: 0, because: agreed with the partners, approved_by: A. Partner}
"""


def test_a_parameter_that_silences_a_blocker_says_why_and_who_approved_it(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    firm = write_pack("firm", manifest=SILENCED)
    (setting,) = effective(open_pack(firm, vocabulary)).params
    assert (setting.value, setting.was) == ("0", "30")
    assert (setting.origin.because, setting.origin.approved_by) == ("agreed with the partners", "A. Partner")
    for less in (", approved_by: A. Partner", ", because: agreed with the partners"):
        write_pack("firm", manifest=SILENCED.replace(less, ""))
        with pytest.raises(
            PackError, match="The blocker “too-few-hours” rests on the parameter “least_hours”"
        ):
            load_pack(firm, vocabulary)


def test_a_parameter_that_only_a_milder_rule_reads_needs_no_approval(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    write_pack("office", OFFICE.replace("severity: blocker", "severity: high"), manifest=OFFICE_MANIFEST)
    firm = write_pack(
        "firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office]\nparams: {least_hours: 0}\n"
    )
    assert load_pack(firm, vocabulary).params["least_hours"].values[0].value == "0"


def test_a_value_given_again_as_it_was_needs_no_approval(write_pack: Write, vocabulary: Vocabulary) -> None:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    firm = write_pack(
        "firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office]\nparams: {least_hours: 30}\n"
    )
    assert load_pack(firm, vocabulary).name == "firm"


def test_what_one_pack_approved_does_not_approve_another_change_on_top(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    write_pack("firm", manifest=SILENCED.replace("value: 0", "value: 20"))
    top = write_pack(
        "top", manifest="pack: top\nversion: 1.0.0\nextends: [../firm]\nparams: {least_hours: 0}\n"
    )
    with pytest.raises(PackError, match=r"top/pack.yaml:4:10: The blocker “too-few-hours”"):
        load_pack(top, vocabulary)


def test_the_months_that_the_blockers_that_ship_count_cannot_be_changed_without_approval(
    tmp_path: Path,
) -> None:
    from validator.facts import vocabulary as facts

    for value in ("0", "{dated: [{until: 1999-12-31, value: 60}]}"):
        manifest = f"pack: firm\nversion: 1.0.0\nextends: [niw-core]\nparams: {{minimum_months: {value}}}\n"
        (tmp_path / "pack.yaml").write_text(manifest, encoding="utf-8")
        with pytest.raises(
            PackError, match="rests on the parameter “minimum_months”, which this pack changes"
        ):
            load_pack(tmp_path, facts())
