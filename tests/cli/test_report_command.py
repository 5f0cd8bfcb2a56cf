"""``niw report``: an old report can be read again, in any format, and says what has changed since."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from validator.reports.interface import FORMATS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
OLD = ROOT / "tests" / "data" / "report-1.0.json"
"""Written by niw when the schema of reports had version 1.0: no waivers, no baseline, no paths by item ids."""


def niw(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "validator.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=stdin,
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of today, of one troubled draft, in every format: written by one check."""
    folder = tmp_path_factory.mktemp("fresh")
    pairs = [part for name in FORMATS for part in ("--format", name, "-o", str(folder / name))]
    draft = str(SAMPLES / "troubled" / "machine-learning-engineer.yaml")
    assert niw("check", draft, "--no-settings", *pairs).returncode == 1
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_read_again_is_the_one_that_the_check_wrote(name: str, fresh: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    done = niw("report", str(fresh / "json"), "--format", name, "-o", str(again))
    assert (done.returncode, done.stdout) == (0, "")
    assert again.read_bytes() == (fresh / name).read_bytes()


def test_it_says_when_and_with_what_the_report_was_made(fresh: Path) -> None:
    done = niw("report", str(fresh / "json"))
    made = json.loads((fresh / "json").read_text(encoding="utf-8"))
    assert (
        f"made as of {made['as_of']} with niw {made['version']} (this one). Nothing was checked"
        in done.stderr
    )
    assert f"The pack niw-core {made['packs'][0]['version']}" in done.stderr
    assert "is at hand as it was." in done.stderr
    assert niw("report", str(fresh / "json"), "--quiet").stderr == ""


def test_a_report_of_an_older_minor_version_is_read_and_its_pack_is_another_now() -> None:
    assert json.loads(OLD.read_text(encoding="utf-8"))["schema_version"] == "1.0"
    done = niw("report", str(OLD))
    assert done.returncode == 0
    assert "machine-learning-engineer" in done.stdout
    assert "Machine Learning Engineer" in done.stdout
    assert "The pack niw-core 0.1.0 (4ff2dea53493) is at hand with other rules by now" in done.stderr
    assert "`niw pack find 4ff2dea53493`" in done.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_an_older_report_can_be_shown_in_any_format(name: str) -> None:
    done = niw("report", str(OLD), "--format", name, "-q")
    assert done.returncode == 0
    assert "machine-learning-engineer" in done.stdout


def test_a_pack_that_is_not_here_is_named_with_the_way_to_find_it(fresh: Path, tmp_path: Path) -> None:
    data = json.loads((fresh / "json").read_text(encoding="utf-8"))
    data["packs"][0]["name"] = "firm-of-long-ago"
    file = tmp_path / "old.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    told = niw("report", str(file)).stderr
    assert "The pack firm-of-long-ago" in told
    assert "is not at hand: name its folder with --pack" in told
    again = niw("report", str(file), "--pack", str(ROOT / "rules" / "niw-core")).stderr
    assert "is at hand as it was." in again


def test_it_reads_from_standard_input(fresh: Path) -> None:
    done = niw("report", "-", "--format", "github", stdin=(fresh / "json").read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith("::warning file=")
    assert "<standard input>: made as of" in done.stderr


def test_fail_on_and_length_are_for_the_formats_that_know_them(fresh: Path) -> None:
    file = str(fresh / "json")
    assert 'failures="2"' in niw("report", file, "--format", "junit").stdout.splitlines()[1]
    assert (
        'failures="0"' in niw("report", file, "--format", "junit", "--fail-on", "high").stdout.splitlines()[1]
    )
    short = niw("report", file, "--format", "markdown", "--at-most", "1500").stdout
    assert len(short) <= 1500
    assert "Left out here for length" in short


def test_a_client_gets_no_format_that_keeps_nothing_back(fresh: Path) -> None:
    file = str(fresh / "json")
    done = niw("report", file, "--for", "client")
    assert done.returncode == 2
    assert "A client's copy is html or markdown, not text." in done.stderr
    copy = niw("report", file, "--for", "client", "--format", "markdown")
    assert copy.returncode == 0
    assert "Remedy" not in copy.stdout
    draft = str(SAMPLES / "troubled" / "machine-learning-engineer.yaml")
    assert niw("check", draft, "--no-settings", "--for", "client").returncode == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "There is no such file."),
        (b"", "This is no JSON"),
        (b"{", "This is no JSON"),
        (b"[]", "This is no report of schema version"),
        (b'{"schema_version": "9.0"}', "it says '9.0'"),
        (b"\xff\xfe\xfa", ""),
        (b"case: {id: d}\n", "This is no JSON"),
        (b"[" * 100_000, "This is no report"),
        (b"[1" + b"0" * 10_000 + b"]", "This is no report"),
    ],
    ids=range(9),
)
def test_what_is_no_report_ends_with_2_and_a_mend(text: bytes | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    if text is not None:
        file.write_bytes(text)
    done = niw("report", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert "→" in done.stderr
