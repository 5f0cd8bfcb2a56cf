"""action.yml: its shell steps run for real, with the files that GitHub gives a step."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
BAD = ROOT / "samples" / "troubled" / "team-leader-from-korea.yaml"
GOOD = ROOT / "samples" / "clean" / "civil-engineer.yaml"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass
class Done:
    """What the action came to."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    temp: Path
    uploaded: bool


class Runner:
    """A runner of GitHub Actions as far as this action needs one."""

    def __init__(self, folder: Path, env: dict[str, str], temp: Path) -> None:
        self.folder = folder
        self.env = env
        self.temp = temp

    def value(self, expression: str, inputs: dict[str, str], outputs: dict[str, str]) -> str:
        """One expression of the kinds that stand in action.yml."""
        if expression.startswith("inputs."):
            return inputs[expression.removeprefix("inputs.")]
        if expression.startswith("steps.check.outputs."):
            return outputs.get(expression.removeprefix("steps.check.outputs."), "")
        assert expression == "github.action_path", expression
        return str(ROOT)

    def step(
        self, name: str, inputs: dict[str, str], outputs: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a step's script as the runner does: bash, stopping at the first failure."""
        step = STEPS[name]
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        env = {
            key: EXPRESSION.sub(lambda m: self.value(m[1], inputs, outputs), str(text))
            for key, text in step.get("env", {}).items()
        }
        files = {
            n: str(self.temp / n)
            for n in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH", "GITHUB_ENV")
        }
        for file in files.values():
            Path(file).touch()
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder,
            env={**self.env, **files, **env, "RUNNER_TEMP": str(self.temp)},
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, **said: str) -> Done:
        """The action after its installation, with the inputs given."""
        inputs = {name: str(i.get("default", "")) for name, i in ACTION["inputs"].items()}
        given = {name.replace("_", "-"): text for name, text in said.items()}
        assert given.keys() <= inputs.keys()
        inputs |= given
        checked = self.step("Check the drafts", inputs, {})
        assert checked.returncode == 0, checked.stderr
        lines = (self.temp / "GITHUB_OUTPUT").read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        last = self.step("Fail where niw check did", inputs, outputs)
        uploaded = inputs["upload-sarif"] == "true" and outputs.get("sarif", "") != ""
        summary = (self.temp / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
        return Done(last.returncode, checked.stdout + checked.stderr, outputs, summary, self.temp, uploaded)


@pytest.fixture
def runner(tmp_path: Path, env: dict[str, str]) -> Runner:
    folder, temp = tmp_path / "repository", tmp_path / "runner temp"
    (folder / "drafts").mkdir(parents=True)
    (folder / ".git").mkdir()
    temp.mkdir()
    return Runner(folder, env, temp)


def test_a_bad_draft_fails_the_job_with_annotations_summary_and_sarif(runner: Runner) -> None:
    shutil.copy(BAD, runner.folder / "drafts")
    done = runner.run()
    assert done.code == 1
    assert done.outputs["exit-code"] == "1"
    assert re.search(
        r"^::error file=drafts/team-leader-from-korea\.yaml,line=\d+,col=\d+,title=high",
        done.log,
        re.MULTILINE,
    )
    sarif = json.loads(Path(done.outputs["sarif"]).read_text(encoding="utf-8"))
    assert {r["ruleId"] for r in sarif["runs"][0]["results"]} >= {"title-names-no-occupation"}
    assert "The job title is one that fits any field" in done.summary
    assert "Team Leader" not in done.log + done.summary + json.dumps(sarif, ensure_ascii=False)
    assert not list(runner.temp.glob("*.json")), "the whole report does not stay on the machine"


def test_words_are_there_where_they_are_asked_for(runner: Runner) -> None:
    shutil.copy(BAD, runner.folder / "drafts")
    done = runner.run(words="true")
    assert done.code == 1
    assert "“Team Leader”" in done.log
    assert "Team Leader" in done.summary
    assert "Team Leader" in Path(done.outputs["sarif"]).read_text(encoding="utf-8")


def test_the_settings_of_a_repository_cannot_ask_for_words(runner: Runner) -> None:
    shutil.copy(BAD, runner.folder / "drafts")
    (runner.folder / "niw.toml").write_text("words = true\n", encoding="utf-8")
    done = runner.run()
    assert "Team Leader" not in done.log + done.summary


def test_a_clean_draft_passes(runner: Runner) -> None:
    shutil.copy(GOOD, runner.folder / "drafts")
    done = runner.run()
    assert (done.code, done.outputs["exit-code"]) == (0, "0")


def test_an_unreadable_draft_ends_with_3_and_is_quoted_nowhere(runner: Runner) -> None:
    (runner.folder / "drafts" / "d.yaml").write_text(
        "case: {id: c}\ni140: {soc_cod: Zqvx}\n", encoding="utf-8"
    )
    done = runner.run()
    assert done.code == 3
    assert "::error file=drafts/d.yaml,line=2,col=" in done.log
    assert "soc_cod" not in done.log + done.summary
    assert "Zqvx" not in done.log + done.summary


def test_wrong_usage_ends_with_2_and_says_so_in_the_summary(runner: Runner) -> None:
    shutil.copy(GOOD, runner.folder / "drafts")
    done = runner.run(fail_on="hihg", upload_sarif="true")
    assert done.code == 2
    assert "hihg" in done.log
    assert "ended with 2" in done.summary
    assert not done.uploaded


def test_every_input_reaches_the_command(runner: Runner, sh: Any) -> None:
    shutil.copy(BAD, runner.folder / "drafts")
    assert runner.run(fail_on="never").code == 0
    (runner.temp / "GITHUB_OUTPUT").unlink()
    assert runner.run(fail_on="never", fail_on_unchecked="low").code == 1
    (runner.temp / "GITHUB_OUTPUT").unlink()
    assert sh("niw check drafts --write-baseline base.json -q", runner.folder).returncode == 0
    assert runner.run(baseline="base.json").code == 0
    (runner.temp / "GITHUB_OUTPUT").unlink()
    assert runner.run(pack="no-such-pack").code == 4
    (runner.temp / "GITHUB_OUTPUT").unlink()
    assert runner.run(args="--only\ntitle-names-no-occupation\n--skip\nT03\n").log.count("::error file") == 0
    (runner.temp / "GITHUB_OUTPUT").unlink()
    assert "tomorrow" in runner.run(as_of="tomorrow").log


def test_several_paths_and_paths_with_spaces(runner: Runner) -> None:
    (runner.folder / "more drafts").mkdir()
    shutil.copy(GOOD, runner.folder / "drafts")
    shutil.copy(BAD, runner.folder / "more drafts")
    assert runner.run(paths="drafts\nmore drafts\n").code == 1


HOSTILE = (
    "$(touch owned) `touch owned` ; touch owned ; ' ; touch owned ; ' "
    '" ; touch owned ; " | touch owned & touch owned'
)


@pytest.mark.parametrize("name", [n for n in ACTION["inputs"] if n not in ("upload-sarif", "words")])
def test_no_input_is_run_as_a_command(runner: Runner, name: str) -> None:
    (runner.folder / "drafts" / "d.yaml").write_text("case: {id: c}\n", encoding="utf-8")
    runner.run(**{name.replace("-", "_"): f"drafts\n{HOSTILE}" if name == "paths" else HOSTILE})
    assert not (runner.folder / "owned").exists()
    assert not (runner.temp / "owned").exists()


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 3
    for script in scripts:
        assert "${{" not in script


def test_every_step_and_input_is_as_github_wants_it() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert ("run" in step) != ("uses" in step)
        assert "run" not in step or step["shell"] == "bash"
        if "uses" in step:
            assert re.fullmatch(r"github/codeql-action/upload-sarif@v\d+", step["uses"])
            assert "inputs.upload-sarif == 'true'" in step["if"]
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert all(isinstance(i["default"], str) for i in ACTION["inputs"].values()), "inputs are texts"


def test_the_summary_has_room_for_many_drafts(runner: Runner) -> None:
    data = yaml.load(BAD.read_text(encoding="utf-8"), yaml.BaseLoader)
    lines = []
    for number in range(90):
        data["case"]["id"] = f"case-{number:04}"
        lines.append(json.dumps(data))
    (runner.folder / "drafts" / "all.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = runner.run()
    assert done.code == 1
    assert 1000 < len(done.summary.encode()) <= 1024 * 1024
    assert "Left out here for length" in done.summary


@pytest.mark.slow
def test_the_action_installs_niw_from_its_own_folder(runner: Runner) -> None:
    copy = runner.temp / "action"
    ignored = shutil.ignore_patterns(
        ".git", ".venv*", "__pycache__", "*.sqlite", ".*_cache", ".hypothesis", "dist"
    )
    shutil.copytree(ROOT, copy, ignore=ignored)
    env = {
        **runner.env,
        "PYTHONPATH": "",
        "GITHUB_PATH": str(runner.temp / "GITHUB_PATH"),
        "NIW_SOURCE": str(copy),
    }
    env["PATH"] = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if "tools" not in p)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", STEPS["Install niw"]["run"]],
        cwd=runner.folder,
        env={**env, "RUNNER_TEMP": str(runner.temp)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and _no_registry(done.stderr):
        pytest.skip("needs the package registry")
    assert done.returncode == 0, done.stderr[-2000:]
    (bin_,) = (runner.temp / "GITHUB_PATH").read_text(encoding="utf-8").split("\n")[:1]
    said = subprocess.run([f"{bin_}/niw", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("niw ")
    assert sys.executable not in said.stdout


def _no_registry(log: str) -> bool:
    return (
        "No matching distribution found for hatchling" in log or "Failed to establish a new connection" in log
    )
