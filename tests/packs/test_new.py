"""niw pack new makes a folder that its owner can read, and that passes its own lint and test at once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from validator.checker import Checker, Selection
from validator.drafts import Draft, load_drafts
from validator.errors import PackError, UsageError
from validator.facts import vocabulary
from validator.packs import lint_pack, load_pack
from validator.packs.new import NewPack, new_pack
from validator.proof import example_draft, prove
from validator.resources import schemas_dir

TODAY = date(2028, 2, 29)


def make(at: Path, name: str = "our-office", **settings: object) -> NewPack:
    return new_pack(name, vocabulary(), at=at, today=TODAY, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "extends", [(), ("niw-core",), ("niw-strict",), ("niw-core", "niw-strict")], ids=" ".join
)
def test_a_new_pack_has_no_mistakes_and_is_proven_in_every_part(tmp_path: Path, extends: tuple[str]) -> None:
    made = make(tmp_path, extends=extends)
    assert lint_pack(made.folder, vocabulary(), day=TODAY) == ()
    proof = prove(f"{made.folder}")
    assert made.rule in {rule.rule for rule in proof.rules}
    assert proof.passed
    assert all(rule.proven for rule in proof.rules)


def test_a_new_pack_checks_the_samples_and_finds_nothing_more(tmp_path: Path, repo: Path) -> None:
    drafts = [d for d in load_drafts([str(repo / "samples")]) if isinstance(d, Draft)]
    ours, core = Checker(str(make(tmp_path).folder), engine="reference"), Checker(engine="reference")
    assert len(drafts) >= 14
    for draft in drafts:
        assert [f.rule for f in ours.check(draft).findings] == [f.rule for f in core.check(draft).findings]


def test_the_rule_of_a_new_pack_finds_what_it_is_for(tmp_path: Path) -> None:
    made = make(tmp_path)
    checker = Checker(str(made.folder), engine="reference", selection=Selection(only=(made.rule,)))
    left = example_draft(
        {"case": {"id": "a"}, "endeavor": {"statement": "To serve [client name] and others."}}
    )
    assert [f.rule for f in checker.check(left).findings] == [made.rule]


def test_a_pack_made_on_another_new_pack_takes_names_of_its_own(tmp_path: Path) -> None:
    first = make(tmp_path)
    second = make(tmp_path / "deep" / "er", "second", extends=(str(first.folder),))
    assert second.rule != first.rule
    assert lint_pack(second.folder, vocabulary(), day=TODAY) == ()
    assert prove(str(second.folder)).passed
    manifest = yaml.safe_load((second.folder / "pack.yaml").read_text(encoding="utf-8"))
    assert manifest["extends"] == ["../../../our-office"]


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    made = make(tmp_path)
    before = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    (made.folder / "pack.yaml").write_text("pack: ours\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        make(tmp_path)
    after = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    assert after == before | {made.folder / "pack.yaml": b"pack: ours\n"}


def test_a_file_of_that_name_is_not_written_over_and_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "our-office").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        make(tmp_path)
    assert (tmp_path / "our-office").read_text(encoding="utf-8") == "mine"
    (tmp_path / "second").mkdir()
    assert (make(tmp_path, "second").folder / "pack.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("Our Office", "niw pack new our-office"),
        ("Büro Müller & Söhne", "niw pack new buro-muller-sohne"),
        ("../elsewhere", "niw pack new elsewhere"),
        ("2026-rules", "niw pack new rules"),
        ("법률사무소", "our-office"),
        ("", "our-office"),
        ("niw-core", "--extends niw-core"),
    ],
)
def test_a_name_that_is_none_is_refused_with_one_that_is(tmp_path: Path, name: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        make(tmp_path, name)
    assert mend in caught.value.problems[0].mend
    assert list(tmp_path.iterdir()) == []


def test_a_pack_to_build_on_that_is_not_there_stops_it_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="Did you mean “niw-core”"):
        make(tmp_path, extends=("niw-cor",))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("owner", ["Kim & Osei: NIW group", "“quoted”", '# "one" \\ two', "법무팀"])
def test_any_owner_can_be_named(tmp_path: Path, owner: str) -> None:
    folder = make(tmp_path, owner=owner).folder
    assert load_pack(folder, vocabulary(), fresh=True).parts[-1].owner == owner


def test_every_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    folder = make(tmp_path).folder
    for file in folder.glob("*.yaml"):
        line = file.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert named, file
        schema = folder / named[1]
        assert schema.read_bytes() == (schemas_dir() / schema.name).read_bytes()


def test_the_page_for_the_owner_names_every_file_and_the_four_commands(tmp_path: Path) -> None:
    made = make(tmp_path)
    page = (made.folder / "README.md").read_text(encoding="utf-8")
    for file in made.files:
        assert f"`{Path(file).parts[0]}" in page or file == "README.md", file
    assert len(re.findall(r"^\| `niw ", page, re.MULTILINE)) == 4
    assert "@" not in page
