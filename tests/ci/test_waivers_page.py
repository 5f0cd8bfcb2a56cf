"""docs/waivers.md: its commands, run in order, and the file it shows, held to the file that they write."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.ci.pages import ROOT, blocks, with_our_days
from validator.decisions.written import KEYS, NEEDED
from validator.reports.told import DECISION_MEANS

PAGE = (ROOT / "docs" / "waivers.md").read_text(encoding="utf-8")
Sh = Callable[..., subprocess.CompletedProcess[str]]


def test_the_commands_of_the_page_end_as_it_says(tmp_path: Path, sh: Sh) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "drafts").mkdir()
    shutil.copy(ROOT / "samples/troubled/team-leader-from-korea.yaml", tmp_path / "drafts")
    said = ""
    for block in blocks(PAGE):
        if block.file:
            shown = yaml.safe_load(with_our_days(block.text))["waivers"][0]
            (written,) = yaml.safe_load((tmp_path / block.file).read_text(encoding="utf-8"))["waivers"]
            assert shown.keys() <= written.keys()
            for key in set(shown) - {True, "on", "rests_on"}:
                assert shown[key] == written[key], key
            assert shown["rests_on"].items() <= written["rests_on"].items()
            continue
        for command, code in block.commands():
            done = sh(with_our_days(command), tmp_path)
            said = done.stdout + done.stderr
            assert done.returncode == code, f"{command}\n{said[-1500:]}"
    assert "literal-and-functional-titles-mixed" in said
    assert "no longer occurs" in said
    assert "literal-and-functional" not in (tmp_path / "baseline.json").read_text(encoding="utf-8")


def test_the_page_tells_every_key_and_every_way_a_waiver_ends() -> None:
    for key in (*KEYS, *NEEDED):
        assert f"`{key}`" in PAGE
    rows = [line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("|")]
    assert set(DECISION_MEANS) - {"gone"} <= set(rows)
    assert "“gone”" in PAGE
