"""The README shows what really happens: every command in it is run here, and its output compared.

After a wanted change, write the output anew with NIW_WRITE_README=1 and read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
DAY = re.compile(r"as of \d{4}-\d\d-\d\d")


def _run(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "niw", command
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "validator.cli", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in range(5), done.stderr
    assert "Traceback" not in done.stderr
    return _steady(done.stdout + done.stderr)


def _steady(text: str) -> str:
    """Without what differs from day to day, from engine to engine and with every change of a rule."""
    text = DAY.sub("as of the day of the run", text)
    text = re.sub(r"rules, [0-9a-f]{12}", "rules, its digest", text)
    return re.sub(r"engine (durable|reference)", "engine durable", text)


def _commands() -> list[str]:
    return [match["command"] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))]


def test_the_output_in_the_readme_is_real() -> None:
    text = README.read_text(encoding="utf-8")
    real = BLOCK.sub(lambda m: f"```console\n$ {m['command']}\n{_run(m['command'])}```", text)
    if os.environ.get("NIW_WRITE_README"):
        README.write_text(real, encoding="utf-8")
        pytest.skip("written anew: read the diff")
    assert real == text


def test_the_python_in_the_readme_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for code in PYTHON.findall(README.read_text(encoding="utf-8")):
        exec(compile(code, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "P01" in shown
    assert "17-2051" in shown


def test_the_readme_shows_the_commands_there_are() -> None:
    assert any(command.startswith("niw check") for command in _commands())
    assert "niw --help" in _commands()
    text = README.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_page_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_every_comparison_that_the_readme_names_is_there() -> None:
    from validator import agreement

    table = README.read_text(encoding="utf-8").partition("| function | compares |")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)\(", table)
    assert len(named) == 9
    for name in named:
        assert callable(getattr(agreement, name)), name
