"""The commands, as somebody types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).parents[2]
DRAFT = "samples/troubled/machine-learning-engineer.yaml"


def niw(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "validator.cli", *words],
        cwd=REPO,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": str(REPO), "PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"},
    )


def test_compare_prints_a_page_or_json() -> None:
    page = niw("soc", "compare", DRAFT, "15-1252")
    assert page.returncode == 0, page.stderr
    assert "WHY THE FIRST IS FIRST" in page.stdout
    data = json.loads(niw("soc", "compare", DRAFT, "--format", "json").stdout)
    assert data["schema_version"] == "1.0"
    assert data["case"] == "machine-learning-engineer"


def test_a_code_that_does_not_exist_is_wrong_usage_with_a_mend() -> None:
    for words in (("soc", "show", "15-1259"), ("soc", "compare", DRAFT, "15-1259")):
        done = niw(*words)
        assert done.returncode == 2
        assert "15-1252" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_draft_that_is_not_there_is_no_traceback() -> None:
    done = niw("soc", "compare", "no-such-draft.yaml")
    assert done.returncode == 3
    assert "no-such-draft.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_find_takes_a_title_duties_or_both_and_asks_for_one() -> None:
    assert "15-2051" in niw("soc", "find", "Data Scientist").stdout
    assert "17-2051" in niw("soc", "find", "--duties", "Designs bridges, dams and highways").stdout
    sentence = "Designs bridges, dams and highways and inspects their foundations for cities"
    assert "the duties “" in niw("soc", "find", sentence).stdout
    assert niw("soc", "find").returncode == 2


def test_degree_find_names_the_program() -> None:
    done = niw("degree", "find", "컴퓨터공학")
    assert done.returncode == 0, done.stderr
    assert "STEM" in done.stdout
