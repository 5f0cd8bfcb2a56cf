"""docs/ci.md: a repository set up as the page says, with git and a real pre-commit, command by command."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tests.ci.pages import ROOT, blocks, with_our_days

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
Sh = Callable[..., subprocess.CompletedProcess[str]]


def local_hooks(text: str) -> str:
    """The page's configuration, its hooks taken from the manifest and run by the interpreter that is under test."""
    hooks = {
        h["id"]: h for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    (repo,) = yaml.safe_load(text)["repos"]
    local = [{**hooks[hook["id"]], **hook, "language": "system"} for hook in repo["hooks"]]
    for hook in local:
        hook.pop("minimum_pre_commit_version")
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]})


def test_a_repository_that_is_set_up_as_the_page_says_behaves_as_it_says(tmp_path: Path, sh: Sh) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (tmp_path / "niw").symlink_to(ROOT)
    said: dict[str, str] = {}
    wrong = []
    for block in blocks(PAGE):
        if block.file.startswith((".github", ".gitlab")):
            continue
        if block.file:
            text = local_hooks(block.text) if block.file.startswith(".pre-commit") else block.text
            (office / block.file).write_text(text, encoding="utf-8")
            continue
        for command, code in block.commands():
            done = sh(with_our_days(command), office)
            said[command] = done.stdout + done.stderr
            if done.returncode != code:
                wrong.append(f"{command}: {done.returncode}, not {code}\n{said[command][-1500:]}")
                pytest.fail("\n".join(wrong))
    log = sh("git log --format=%s", office).stdout.splitlines()
    committed = [re.search('-m "(.*?)"', c) for b in blocks(PAGE) for c, code in b.commands() if code == 0]
    assert sorted(log) == sorted(m[1] for m in committed if m), "what fails is not committed"
    assert "title-names-no-occupation" in said['git commit -a -m "Another title"']
    assert "niw pack test" in said['git commit -m "Our drafts, and a gate for them"']
    assert "statement-not-finished" in said['git commit -a -m "A statement"']
    assert "A. Roth" in sh("niw check drafts", office).stdout
    expired = said["niw check drafts --as-of 2027-07-01"]
    assert "has expired" in expired


def test_what_a_check_says_of_a_changed_pack_names_the_lock(tmp_path: Path, sh: Sh) -> None:
    shutil.copy(ROOT / "samples/clean/civil-engineer.yaml", tmp_path / "d.yaml")
    (tmp_path / ".git").mkdir()
    assert sh("niw pack new ours && niw pack lock ours", tmp_path).returncode == 0
    assert sh("niw check d.yaml --pack ./ours", tmp_path).returncode == 0
    with (tmp_path / "ours" / "lists.yaml").open("a", encoding="utf-8") as file:
        file.write("    - TODO\n")
    done = sh("niw check d.yaml --pack ./ours", tmp_path)
    assert done.returncode == 4
    assert "niw.lock" in done.stderr


def test_the_github_workflow_uses_the_action_as_it_is() -> None:
    (block,) = (b for b in blocks(PAGE) if b.file.startswith(".github"))
    workflow = yaml.safe_load(block.text)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    used = job["steps"][-1]
    assert used["uses"].startswith("our-office/niw@")
    assert used["with"].keys() <= action["inputs"].keys()
    table = PAGE[PAGE.index("| input | default |") :].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z-]+)`", "\n".join(r.split("|")[1] for r in table.splitlines()))) == set(
        action["inputs"]
    )
    assert set(re.findall(r"Its outputs are `([a-z-]+)` and `([a-z-]+)`", PAGE)[0]) == set(action["outputs"])


def test_the_gitlab_job_is_run_line_by_line_and_leaves_what_it_names(tmp_path: Path, sh: Sh) -> None:
    (block,) = (b for b in blocks(PAGE) if b.file.startswith(".gitlab"))
    job: dict[str, Any] = yaml.safe_load(block.text)["niw"]
    (tmp_path / "drafts").mkdir()
    shutil.copy(ROOT / "samples/troubled/team-leader-from-korea.yaml", tmp_path / "drafts")
    install, *rest = job["script"]
    assert install == 'python -m pip install "$NIW"', "what it installs is under test already"
    done = sh("\n".join(["set -e", *rest]), tmp_path)
    assert done.returncode == 1
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always", "a failed job has its reports too"
    quality = json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))
    assert "title-names-no-occupation" in {entry["check_name"] for entry in quality}
    log = JUnitXml.fromfile(str(tmp_path / reports["junit"]))
    assert log.failures >= 1
    for file in reports.values():
        assert "Team Leader" not in (tmp_path / file).read_text(encoding="utf-8")
    assert "Team Leader" not in done.stdout + done.stderr


def test_the_table_of_exit_codes_is_that_of_the_command() -> None:
    from validator.errors import DraftError, FaultError, PackError, UsageError
    from validator.run import EXIT_FINDINGS

    codes = [int(code) for code in re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE)]
    assert codes == [
        0,
        EXIT_FINDINGS,
        *(e.exit_code for e in (UsageError, DraftError, PackError, FaultError)),
    ]
