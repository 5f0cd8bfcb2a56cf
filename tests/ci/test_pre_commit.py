""".pre-commit-hooks.yaml: what the hooks look at, and a real pre-commit that installs them from the checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from validator.drafts.sources import LINES, PACK, SUFFIXES, draft_sources

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
Sh = Callable[..., subprocess.CompletedProcess[str]]
NO_REGISTRY = (
    "No matching distribution found",
    "Failed to establish a new connection",
    "Temporary failure in name",
)


def taken(path: str) -> bool:
    hook = HOOKS["niw-check"]
    return bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)


parts = st.sampled_from(
    ("waivers", "d", "baseline", "niw", "c.expected", "c.waivers", "my", "c.results", ".x", "niwx")
)
endings = st.sampled_from((*SUFFIXES, ".toml", ".txt", ".lock", ".md"))


@given(st.lists(parts, min_size=1, max_size=2), endings)
def test_the_hook_takes_of_a_folder_what_niw_takes_of_it(
    tmp_path_factory: pytest.TempPathFactory, named: list[str], ending: str
) -> None:
    name = ".".join(named) + ending
    folder = tmp_path_factory.mktemp("drafts")
    (folder / name).write_text("{}\n", encoding="utf-8")
    found = [s.file for s in draft_sources([str(folder)]) if not s.problems]
    assert taken(f"drafts/{name}") == bool(found), name


def test_the_hook_takes_no_rules_and_nothing_outside_of_drafts() -> None:
    assert taken("drafts/2027/c-1.yaml")
    assert taken(f"drafts/all{LINES[0]}")
    assert not taken(f"drafts/{PACK}")
    assert not taken("packs/our-office/rules.yaml")
    assert not taken("README.md")


def test_a_commit_that_changes_decisions_alone_has_a_hook_that_checks_all_drafts() -> None:
    hook = HOOKS["niw-check-decisions"]
    assert hook["pass_filenames"] is False
    assert hook["args"] == ["drafts"]
    decisions = (
        "drafts/waivers.yaml",
        "drafts/c-1.waivers.yaml",
        "baseline.json",
        "a/old.baseline.json",
        "niw.toml",
    )
    for path in decisions:
        assert re.search(hook["files"], path), path
        assert not taken(path), path
    for path in ("drafts/c-1.yaml", "README.md", "packs/our-office/rules.yaml", "drafts/c-1.report.json"):
        assert not re.search(hook["files"], path), path


def test_every_hook_calls_a_command_that_there_is() -> None:
    from validator.cli import niw

    assert set(HOOKS) == {"niw-check", "niw-check-decisions", "niw-pack-lint", "niw-pack-test"}
    for hook in HOOKS.values():
        program, *command = hook["entry"].split()
        assert program == "niw"
        found: Any = niw
        for word in command:
            found = found.get_command(None, word)
            assert found is not None, hook["entry"]
        assert hook["require_serial"]


@pytest.mark.slow
def test_pre_commit_installs_the_hooks_from_this_checkout_and_runs_them(tmp_path: Path, sh: Sh) -> None:
    source = tmp_path / "niw"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = [n for n in listed.stdout.split("\0") if n and (ROOT / n).is_file()]
    for name in names or ["."]:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        if name == ".":
            shutil.copytree(
                ROOT, source, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".venv*", "__pycache__")
            )
        else:
            shutil.copy(ROOT / name, source / name)
    made = sh("git init -q -b main && git add -Af . && git commit -q -m niw && git rev-parse HEAD", source)
    assert made.returncode == 0, made.stderr
    office = tmp_path / "office"
    (office / "drafts").mkdir(parents=True)
    config = {"repos": [{"repo": str(source), "rev": made.stdout.strip(), "hooks": [{"id": "niw-check"}]}]}
    (office / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (office / "drafts" / "waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    shutil.copy(ROOT / "samples/clean/civil-engineer.yaml", office / "drafts")
    assert sh("git init -q -b main && git add . && pre-commit install", office).returncode == 0
    first = sh("git commit -m one", office, PYTHONPATH="", CPPFLAGS="-O2")
    if first.returncode and any(words in first.stdout + first.stderr for words in NO_REGISTRY):
        pytest.skip("needs the package registry")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "niw check" in first.stdout + first.stderr
    shutil.copy(ROOT / "samples/troubled/team-leader-from-korea.yaml", office / "drafts")
    second = sh("git add . && git commit -m two", office, PYTHONPATH="")
    assert second.returncode == 1
    assert "title-names-no-occupation" in second.stdout + second.stderr
    broken = office / "drafts" / "broken.yaml"
    broken.write_text("case: {id: b}\ni140: {soc_cod: 1}\n", encoding="utf-8")
    (office / "drafts" / "team-leader-from-korea.yaml").unlink()
    third = sh("git add -A . && git commit -m three", office, PYTHONPATH="")
    assert third.returncode == 1
    assert "soc_cod" in third.stdout + third.stderr
