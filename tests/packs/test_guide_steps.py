"""docs/writing-rules.md, followed to the letter: files are written as it says, and commands print what it shows.

Above a block of YAML an invisible note says what the reader does with it: ``add to FILE``, ``find in FILE`` and then
``make it``, or ``rule ID`` (a rule as it ships). Every ``console`` block is one command with all that it prints.
After a wanted change, write the output anew with NIW_WRITE_GUIDE=1 and read the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.resources import rules_dir
from validator.source import yaml_tree

Run = Callable[[str], tuple[str, int]]
STEP = re.compile(
    r"(?:<!-- (?P<do>add to|find in|make it|rule) ?(?P<what>\S*) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```\n",
    re.DOTALL,
)
MISTAKES = "\n## What you will get wrong"


@pytest.fixture
def page(repo: Path) -> Path:
    return repo / "docs" / "writing-rules.md"


@pytest.fixture
def desk(tmp_path: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the reader has it: the samples in it, and git with somewhere to push to."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed, and the last step is done with it")
    folder = tmp_path / "desk"
    shutil.copytree(repo / "samples", folder / "samples")
    monkeypatch.chdir(folder)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Paralegal")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "paralegal@office.example")
    _git("init -q -b main .")
    _git(f"init -q --bare {tmp_path / 'office.git'}")
    _git(f"remote add origin {tmp_path / 'office.git'}")
    _git("commit -q --allow-empty -m Begin")
    return folder


def _git(arguments: str) -> str:
    import shlex

    done = subprocess.run(
        ["git", *shlex.split(arguments)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout + done.stderr


def steady(text: str) -> str:
    """Without what differs from day to day and with every change of a rule that ships."""
    text = re.sub(r"as of \d{4}-\d\d-\d\d", "as of the day of the run", text)
    return re.sub(r"\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b", "0123456789ab", text)


def shipped(rule: str) -> str:
    """A rule of niw-core as it stands in its file."""
    for file in sorted(rules_dir().glob("niw-core/*.yaml")):
        found = re.search(
            rf"^  - id: {rule}\n(?:    .*\n|\n)*", file.read_text(encoding="utf-8"), re.MULTILINE
        )
        if found:
            return found[0].rstrip() + "\n"
    raise LookupError(rule)


class Reader:
    """Somebody who does what the page says; :meth:`done` gives a block of the page as it should be."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.found: tuple[Path, str] | None = None

    def done(self, match: re.Match[str]) -> str:
        body, before = match["body"], match.string[: match.start()]
        if match["kind"] == "console":
            body = self._command(body)
        elif match["do"] == "rule":
            body = shipped(match["what"])
        elif match["do"]:
            self._edit(match["do"], match["what"], body, before)
        else:
            assert yaml_tree(body, "the page").problems == (), body
        start, end = (at - match.start() for at in match.span("body"))
        return match[0][:start] + body + match[0][end:]

    def _command(self, body: str) -> str:
        line = body.partition("\n")[0].removeprefix("$ ")
        if line.startswith("git "):
            said = _git(line.removeprefix("git "))
        else:
            command, _, file = line.partition(" > ")
            said, code = self.run(command)
            assert code in (0, 1, 4), f"{line}: {said}"
            if file:
                Path(file).write_text(said, encoding="utf-8")
                said = ""
        return f"$ {line}\n{steady(said)}"

    def _edit(self, do: str, what: str, body: str, before: str) -> None:
        if do == "make it":
            assert self.found is not None, body
            file, old = self.found
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {file}"
            file.write_text(text.replace(old, body), encoding="utf-8")
            self.found = None
            return
        assert f"`{what}`" in before[-600:], f"the page does not say that this is in {what}"
        file = Path(what)
        if do == "find in":
            self.found = (file, body)
        else:
            file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\n{body}", encoding="utf-8")


def test_who_follows_the_guide_sees_what_it_shows(page: Path, desk: Path, run_niw: Run) -> None:
    text = page.read_text(encoding="utf-8")
    steps, heading, rest = text.partition(MISTAKES)
    real = STEP.sub(Reader(run_niw).done, steps) + heading + rest
    if os.environ.get("NIW_WRITE_GUIDE"):
        page.write_text(real, encoding="utf-8")
        pytest.skip("written anew: read the diff")
    assert real == text


def test_the_guide_has_ten_steps_and_shows_no_command_without_its_output(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## Step (\d+):", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        assert block.startswith("$ "), block
        assert block.count("\n$ ") == 0, "one command a block, so that each has its own output"


def test_every_page_that_the_guide_names_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
