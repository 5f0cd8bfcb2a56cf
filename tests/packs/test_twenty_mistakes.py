"""The mistakes of docs/writing-rules.md, made in a copy of the example pack: each gets the answer that is shown there.

An invisible note above each answer says which edit makes the mistake: ``mistake FILE: what stood => what is written``.
After a wanted change of a message, write the answers anew with NIW_WRITE_GUIDE=1 and read the diff.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.facts import vocabulary
from validator.packs import lint_pack

Run = Callable[[str], tuple[str, int]]
GUIDE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
MISTAKE = re.compile(
    r"#### (?P<title>[^\n]+)\n\n[^#`]*?(?:`[^\n]*\n+)*<!-- mistake (?P<file>\S+): (?P<old>.*?) => (?P<new>.*?) -->\n"
    r"```console\n\$ (?P<command>[^\n]+)\n(?P<said>.*?)```\n",
    re.DOTALL,
)
MISTAKES = list(MISTAKE.finditer(GUIDE.read_text(encoding="utf-8")))


def make(mistake: re.Match[str], folder: Path) -> None:
    """The edit that makes the mistake: small, and in one place."""
    old, new = (
        mistake[part].replace("\\n", "\n").replace("\\t", "\t").replace("\\u00a0", "\u00a0")
        for part in ("old", "new")
    )
    if mistake["file"] == "rename":
        (folder / old).rename(folder / new)
        return
    file = folder / mistake["file"]
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {file.name} any more"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def firm(tmp_path: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(repo / "samples" / "packs" / "example-firm", tmp_path / "example-firm"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m["title"])
def test_a_mistake_of_the_guide_gets_the_answer_that_it_shows(
    mistake: re.Match[str], firm: Path, run_niw: Run
) -> None:
    make(mistake, firm)
    said, code = run_niw(mistake["command"])
    assert code == 4
    first, *rest = said.splitlines()
    if mistake["file"] == "rename":
        assert first.startswith("example-firm/style.yaml.txt: ")
    else:
        assert re.match(rf"example-firm/{mistake['file']}:\d+:\d+: \S", first), "the place"
        assert any(re.match(r" *\d+ \| *\S", line) for line in rest), "the line itself"
        assert any(re.match(r" +\| +\^$", line) for line in rest), "the mark"
    assert any(line.startswith("  → ") for line in rest), "the mend"
    assert rest[-1] == "1 mistake.", "one slip, one answer"
    if os.environ.get("NIW_WRITE_GUIDE"):
        text = GUIDE.read_text(encoding="utf-8")
        start, end = (at - mistake.start() for at in mistake.span("said"))
        GUIDE.write_text(
            text.replace(mistake[0], mistake[0][:start] + said + mistake[0][end:]), encoding="utf-8"
        )
        pytest.skip("written anew: read the diff")
    assert said == mistake["said"]


def test_the_guide_has_twenty_mistakes_and_more_of_every_kind(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(MISTAKES) == GUIDE.read_text(encoding="utf-8").count("<!-- mistake ") >= 20
    assert [m["title"].partition(".")[0] for m in MISTAKES] == [str(n + 1) for n in range(len(MISTAKES))]
    monkeypatch.chdir(tmp_path)
    codes = set()
    for number, mistake in enumerate(MISTAKES):
        folder = Path(shutil.copytree(repo / "samples" / "packs" / "example-firm", tmp_path / str(number)))
        make(mistake, folder)
        codes |= {problem.code for problem in lint_pack(folder, vocabulary())}
    assert codes >= {
        "unknown-fact", "unknown-operator", "operator-type", "unknown-list", "placeholder", "duplicate-id",
        "conclusion-circle", "unknown-rule", "because", "pattern", "unknown-authority", "revoked-authority", "wording",
        "yaml", "examples", "approval", "unknown-param", "no-pack", "date", "severity", "file-name",
    }  # fmt: skip
