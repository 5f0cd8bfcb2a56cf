"""Which file governs which folder, and what its relative paths are seen from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.settings import Given, Settings, SettingsFinder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder niw is run in; the root of a git repository, so that nothing above it is looked at."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def put(here: Path) -> Callable[[str, str], None]:
    def write(name: str, text: str) -> None:
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


Put = Callable[[str, str], None]


def of(file: str) -> Settings:
    finder = SettingsFinder(Given())
    settings = finder.of_file(file)
    assert not finder.problems
    return settings


def test_without_a_file_everything_has_its_default(here: Path) -> None:
    settings = of("a/b/draft.yaml")
    assert settings.file is None
    assert {value.origin for _, value in settings.each()} == {"default"}
    assert [value.value for _, value in settings.each()] == [known.default for known, _ in settings.each()]


def test_the_nearest_file_upwards_counts_whole(put: Put) -> None:
    put("niw.toml", 'fail-on = "low"\nskip = ["P01"]\n')
    put("a/niw.toml", 'fail-on = "high"\n')
    assert of("draft.yaml").fail_on.value == "low"
    assert of("b/c/draft.yaml").skip.value == ("P01",)
    near = of("a/b/c/draft.yaml")
    assert near.fail_on.value == "high"
    assert near.skip.value == (), "nothing is taken from the file above"
    assert near.shown == "a/niw.toml"


@pytest.mark.parametrize("git", ["folder", "file"])
def test_nothing_above_the_root_of_a_git_repository_counts(put: Put, here: Path, git: str) -> None:
    put("niw.toml", 'fail-on = "low"\n')
    (here / "repo" / "drafts").mkdir(parents=True)
    if git == "folder":
        (here / "repo" / ".git").mkdir()
    else:
        put("repo/.git", "gitdir: ../elsewhere\n")
    assert of("repo/drafts/d.yaml").fail_on.origin == "default"
    put("repo/niw.toml", 'fail-on = "high"\n')
    assert of("repo/drafts/d.yaml").fail_on.value == "high", "the root itself still counts"


def test_a_table_in_pyproject_toml_counts_as_a_file_of_its_own_would(put: Put) -> None:
    put("a/pyproject.toml", '[project]\nname = "x"\n\n[tool.niw]\nfail-on = "high"\n')
    settings = of("a/b/d.yaml")
    assert settings.fail_on.value == "high"
    assert str(settings.fail_on.place) == "a/pyproject.toml:5:1"


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "niw-drafts"\ndependencies = ["niw-validator"]\n[tool.ruff]\n',
        "[tool]\nother = 1\n",
        "tool.other = 1\n",
        "this is no TOML, and nobody's business here: niw\n",
    ],
)
def test_a_pyproject_toml_without_the_table_is_passed_over(put: Put, text: str) -> None:
    put("niw.toml", 'fail-on = "low"\n')
    put("a/pyproject.toml", text)
    assert of("a/d.yaml").fail_on.value == "low"


@pytest.mark.parametrize(
    "text",
    [
        '[tool.niw]\nfail-on = "high"',
        '[ "tool" . \'niw\' ]\nfail-on = "high"',
        '[tool]\nniw = {fail-on = "high"}',
        '[tool]\nniw.fail-on = "high"',
        'tool.niw.fail-on = "high"',
        'tool = {niw = {fail-on = "high"}}',
        '[project]\nx=1\n  [tool]\n[tool.ruff]\n[tool.niw]\n"fail-on" = "high"',
    ],
)
def test_however_the_table_is_written_it_is_found(put: Put, text: str) -> None:
    put("pyproject.toml", text)
    assert of("d.yaml").fail_on.value == "high"


def test_a_broken_pyproject_toml_that_holds_the_table_is_told(put: Put) -> None:
    put("pyproject.toml", "[tool.niw]\nfail-on = high\n")
    finder = SettingsFinder(Given())
    finder.of_file("d.yaml")
    assert [str(p.place) for p in finder.problems] == ["pyproject.toml:2:11"]


def test_a_table_that_is_passed_over_for_niw_toml_is_told_once(put: Put) -> None:
    put("pyproject.toml", '[tool.niw]\nfail-on = "high"\n')
    put("niw.toml", 'fail-on = "low"\n')
    finder = SettingsFinder(Given())
    assert finder.of_file("d.yaml").fail_on.value == "low"
    finder.of_file("a/d.yaml")
    (notice,) = finder.notices
    assert "The [tool.niw] of pyproject.toml is not used: niw.toml stands beside it" in notice


def test_a_link_that_leads_nowhere_is_no_file_that_is_not_there(here: Path) -> None:
    (here / "niw.toml").symlink_to(here / "gone.toml")
    finder = SettingsFinder(Given())
    finder.of_file("d.yaml")
    assert [str(p.place) for p in finder.problems] == ["niw.toml"]


def test_relative_paths_are_seen_from_the_file_they_stand_in(put: Put) -> None:
    put(
        "cases/niw.toml",
        'pack = "../packs/firm"\nbaseline = "baseline.json"\nwaivers = ["w/a.yaml", "/etc/w.yaml"]\n'
        'format = ["text", "html:out/report.html"]\n',
    )
    settings = of("cases/2026/d.yaml")
    assert settings.pack.value == "packs/firm"
    assert settings.baseline.value == "cases/baseline.json"
    assert settings.waivers.value == ("cases/w/a.yaml", "/etc/w.yaml")
    assert settings.format.value == ("text", "html:cases/out/report.html")


def test_a_pack_in_the_files_own_folder_stays_a_folder(put: Put) -> None:
    put("niw.toml", 'pack = "./firm"\n')
    assert of("d.yaml").pack.value == "./firm"


def test_paths_hold_from_whatever_folder_niw_is_run_in(
    put: Put, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("cases/niw.toml", 'pack = "packs/firm"\n')
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    found = of("../cases/d.yaml").pack.value
    assert os.path.normpath(found) == str(here / "cases" / "packs" / "firm")


def test_standard_input_is_governed_by_the_folder_niw_is_run_in(put: Put) -> None:
    put("niw.toml", 'fail-on = "low"\n')
    assert of("-").fail_on.value == "low"
    assert of("<standard input>").fail_on.value == "low"


def test_one_named_file_governs_everything_and_none_can_be_asked_for(put: Put) -> None:
    put("niw.toml", 'fail-on = "low"\n')
    put("ci/strict.toml", 'fail-on = "high"\npack = "./p"\n')
    named = SettingsFinder(Given(), file="ci/strict.toml")
    assert named.of_file("a/d.yaml").fail_on.value == "high"
    assert named.of_file("a/d.yaml").pack.value == "ci/p"
    assert SettingsFinder(Given(), isolated=True).of_file("d.yaml").fail_on.value == "medium"
    missing = SettingsFinder(Given(), file="ci/gone.toml")
    missing.of_run()
    assert [str(p.place) for p in missing.problems] == ["ci/gone.toml"]


def test_a_lock_is_found_as_settings_are_and_else_where_niw_is_run(put: Put, here: Path) -> None:
    put("niw.lock", "")
    put("a/niw.lock", "")
    (here / "repo" / ".git").mkdir(parents=True)
    finder = SettingsFinder(Given())
    assert finder.lock_of("a/b") == str(here / "a" / "niw.lock")
    assert finder.lock_of("") == str(here / "niw.lock")
    assert finder.lock_of("repo") == str(here / "niw.lock"), (
        "none in its repository: that of the folder niw is run in"
    )
    put("repo/niw.lock", "")
    assert SettingsFinder(Given()).lock_of("repo") == str(here / "repo" / "niw.lock")


FOLDERS = st.lists(st.sampled_from(["a", "b"]), max_size=4).map("/".join)


@given(st.sets(FOLDERS), FOLDERS)
def test_the_file_that_counts_is_the_one_of_the_longest_path_above(
    tmp_path_factory: pytest.TempPathFactory, with_file: set[str], asked: str
) -> None:
    root = tmp_path_factory.mktemp("tree")
    (root / ".git").mkdir()
    for folder in with_file | {asked}:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for folder in with_file:
        (root / folder / "niw.toml").write_text("", encoding="utf-8")
    finder = SettingsFinder(Given())
    above = [f for f in with_file if f == "" or (asked + "/").startswith(f + "/")]
    expected = str(root / max(above, key=len) / "niw.toml") if above else None
    for order in (sorted(with_file), [asked]):  # whatever was asked before
        for folder in order:
            finder.of_folder(str(root / folder))
    assert finder.of_folder(str(root / asked)).file == expected


def test_a_pack_is_seen_from_the_file_that_names_it_and_from_nowhere_where_the_command_line_does(
    put: Put, here: Path
) -> None:
    put("a/niw.toml", 'pack = "firm"\n')
    assert of("a/draft.yaml").pack_base == str(here / "a")
    said = SettingsFinder(Given(pack="firm")).of_file("a/draft.yaml")
    assert said.file == str(here / "a" / "niw.toml")
    assert said.pack_base is None
