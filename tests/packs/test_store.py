"""A pack that was read is kept, and used for as long as no byte of it has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.engine.vocabulary import TEXT, FactSpec, Vocabulary
from validator.errors import PackError
from validator.packs import Pack, build, load_pack
from validator.packs.sources import PackFiles

Write = Callable[..., Path]

RULES = """\
conclusions: {profession: whether it is one}
rules:
  - id: everything
    catalogue: X99
    title: A rule with every kind of condition
    severity: medium
    about: [title, code]
    when:
      all:
        - i140.soc_code: {in: ["15-1252", "true", "15"]}
        - i140.hours: {between: [30.5, 40]}
        - i140.full_time: false
        - case.filing_date: {after: 03/2026}
        - degree.highest: {at_least: bachelor}
        - i140.job_title: {has_phrase_from: vague_titles, differs_from: {fact: code.title}}
        - any:
            - {for_any: degrees as d, where: {d.level: {less_than: {param: least_level}}}}
            - {for_all: letters as l, where: {l.author: {present: true}}}
            - {count: {of: letters, less_than: 3}}
            - {count: {of: degrees as e, where: {e.field: {missing: true}}, at_least: 1}}
            - none: [{i140.hours: {equals: {param: fee}}}]
    concludes: {profession: doubtful}
    says: A title.
    why: Because.
    remedy: Do something.
    authority: [practice]
    effective: {from: 2026-01-01}
    reviewed: 2026-11-21
"""
MANIFEST = """\
pack: office
version: 1.0.0
params:
  least_level: master
  fee: {dated: [{until: 2026-06-30, value: 35}, {from: 2026-07-01, value: 36}]}
lists: {vague_titles: [Team Leader, 팀장]}
"""
FIRM = """\
pack: firm
version: 1.0.0
extends: [../office]
change: {everything: {severity: low, because: we read it so}}
"""


@pytest.fixture
def firm(write_pack: Write) -> Path:
    write_pack("office", RULES, manifest=MANIFEST)
    return write_pack("firm", manifest=FIRM)


@pytest.fixture
def load(firm: Path, vocabulary: Vocabulary, tmp_path: Path) -> Callable[[], Pack]:
    return lambda: load_pack(firm, vocabulary, cache=tmp_path / "kept")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the packs that were read from YAML."""
    read: list[str] = []
    really = build.build_pack

    def counted(files: PackFiles, vocabulary: Vocabulary) -> Pack:
        read.append(files.folder.name)
        return really(files, vocabulary)

    monkeypatch.setattr(build, "build_pack", counted)
    return read


def test_what_was_kept_is_what_was_read(load: Callable[[], Pack], reads: list[str]) -> None:
    first, again = load(), load()
    assert reads == ["firm"]
    assert again == first
    assert again.rules[0].when == first.rules[0].when
    assert len(again.rules[0].dated) == 2


@pytest.mark.parametrize("changed", ["firm/pack.yaml", "office/rules.yaml", "office/pack.yaml"])
def test_a_byte_changed_in_any_pack_of_the_chain_is_seen(
    load: Callable[[], Pack], reads: list[str], firm: Path, changed: str
) -> None:
    load()
    file = firm.parent / changed
    file.write_text(file.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    load()
    assert reads == ["firm", "firm"]


def test_a_file_added_or_removed_is_seen(load: Callable[[], Pack], reads: list[str], firm: Path) -> None:
    load()
    extra = firm / "more.yaml"
    extra.write_text("lists: {more: [words]}\n", encoding="utf-8")
    assert "more" in load().lists
    extra.unlink()
    assert "more" not in load().lists


def test_another_vocabulary_is_another_entry(
    load: Callable[[], Pack], reads: list[str], firm: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    load()
    wider = vocabulary.extended([FactSpec("i140.another", TEXT, "another")])
    load_pack(firm, wider, cache=tmp_path / "kept")
    assert reads == ["firm", "firm"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"parts": []}', "null", "\x00"])
def test_an_entry_that_is_damaged_is_made_again(
    load: Callable[[], Pack], reads: list[str], tmp_path: Path, damage: str
) -> None:
    first = load()
    (entry,) = (tmp_path / "kept").glob("*.json")
    entry.write_text(damage, encoding="utf-8")
    assert load() == first
    assert load() == first
    assert reads == ["firm", "firm"]


def test_an_entry_cut_anywhere_inside_is_made_again(
    load: Callable[[], Pack], reads: list[str], tmp_path: Path
) -> None:
    first = load()
    (entry,) = (tmp_path / "kept").glob("*.json")
    whole = json.loads(entry.read_text(encoding="utf-8"))
    for key in whole["rules"][0]:
        damaged = {**whole, "rules": [{k: v for k, v in whole["rules"][0].items() if k != key}]}
        entry.write_text(json.dumps(damaged), encoding="utf-8")
        assert load() == first, key


def test_a_place_that_cannot_be_written_to_is_no_error(
    firm: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    assert load_pack(firm, vocabulary, cache=blocked).name == "firm"


def test_a_pack_with_mistakes_is_not_kept(load: Callable[[], Pack], firm: Path, tmp_path: Path) -> None:
    (firm / "pack.yaml").write_text(FIRM.replace("low", "lowish"), encoding="utf-8")
    with pytest.raises(PackError):
        load()
    assert not list(tmp_path.glob("kept/*.json"))
