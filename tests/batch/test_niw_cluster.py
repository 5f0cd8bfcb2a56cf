"""`niw check --cluster`: a real scheduler and two workers, and the same file of results as one process writes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.local_cluster import ROOT, Cluster
from validator import __version__

pytestmark = pytest.mark.slow

SAMPLES = sorted(f for f in (ROOT / "samples").glob("*/*.yaml") if not f.match("*.expected.yaml"))
AS_OF = ("--as-of", "2026-11-21")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.worker(again=True)
        made.worker(again=True)
        made.wait_for(2)
        yield made
    finally:
        made.end()


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder of a hundred and twenty drafts, some of them broken."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    for number in range(120):
        text = SAMPLES[number % len(SAMPLES)].read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(case:\n(?: .*\n)*?  id: ).*$", rf"\g<1>case-{number}", text)
        if number % 17 == 3:
            text += "\nletter: [unclosed\n"
        (folder / f"draft-{number:03d}.yaml").write_text(text, encoding="utf-8")
    return folder


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "validator.cli", "check", *map(str, arguments), "--format", "jsonl", *AS_OF]


def niw(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
        timeout=120,
    )


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_worker_killed_in_the_middle_changes_no_byte_of_the_results(
    cluster: Cluster, drafts: Path, tmp_path: Path
) -> None:
    alone = niw("drafts", "--jobs", "1", "-o", "alone.results.jsonl", cwd=tmp_path)
    assert alone.returncode == 3, alone.stderr
    victim = cluster.worker(again=False)
    cluster.wait_for(3)
    far = tmp_path / "far.results.jsonl"
    with (
        (tmp_path / "said").open("wb") as said,
        subprocess.Popen(
            command("drafts", "--cluster", cluster.address, "--words", "-o", far.name),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=said,
        ) as running,
    ):
        for _ in range(3000):  # until the first drafts have their results
            if far.exists() and far.read_bytes().count(b"\n") > 1:
                break
            time.sleep(0.01)
        assert running.poll() is None, "the run ended before anything could be killed"
        os.killpg(victim.pid, signal.SIGKILL)
        assert running.wait(120) == 3, (tmp_path / "said").read_text(encoding="utf-8")
    assert victim.wait(10) == -signal.SIGKILL
    results = lines(far)
    assert [r["number"] for r in results[1:-1]] == list(range(1, 121)), "every draft has exactly one result"
    assert sum(r["kind"] == "failure" for r in results) == 7
    without = [r for r in results if r["kind"] != "run"]
    assert without == [r for r in lines(tmp_path / "alone.results.jsonl") if r["kind"] != "run"]
    assert far.read_bytes() == (tmp_path / "alone.results.jsonl").read_bytes()


def test_drafts_at_an_address_are_read_by_the_workers(cluster: Cluster, drafts: Path, tmp_path: Path) -> None:
    address = f"file://{drafts}"
    for name, how in (("alone", ("--jobs", "1")), ("far", ("--cluster", cluster.address, "--words"))):
        done = niw(address, *how, "-o", f"{name}.results.jsonl", cwd=tmp_path)
        assert done.returncode == 3, done.stderr
    assert (tmp_path / "far.results.jsonl").read_bytes() == (tmp_path / "alone.results.jsonl").read_bytes()
    assert len(lines(tmp_path / "far.results.jsonl")) == 122


def test_workers_need_not_see_the_files_of_the_one_who_asks(cluster: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "one.yaml").write_text(SAMPLES[0].read_text(encoding="utf-8"), encoding="utf-8")
    both = [("alone", ("--jobs", "1")), ("far", ("--cluster", cluster.address, "--words"))]
    for name, how in both:  # the workers run in another folder
        done = niw("one.yaml", "missing.yaml", *how, "-o", f"{name}.results.jsonl", cwd=folder)
        assert done.returncode == 3, done.stderr
    assert [line["kind"] for line in lines(folder / "far.results.jsonl")] == [
        "run",
        "draft",
        "failure",
        "end",
    ]
    assert (folder / "far.results.jsonl").read_bytes() == (folder / "alone.results.jsonl").read_bytes()


def test_waivers_beside_the_drafts_count_and_their_mistakes_are_told(
    cluster: Cluster, tmp_path: Path
) -> None:
    sample = ROOT / "samples" / "troubled" / "wrong-boxes.yaml"
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "wrong-boxes.yaml").write_bytes(sample.read_bytes())
    waived = subprocess.run(
        [sys.executable, "-m", "validator.cli", "waive", "drafts/wrong-boxes.yaml", "part-time-without-hours",
         "--because", "The hours stand in Part 11.", "--by", "R. Roe", "--approved-by", "A. Attorney",
         "--until", "2027-06-30"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert waived.returncode == 0, waived.stderr
    both = [("alone", ("--jobs", "1")), ("far", ("--cluster", cluster.address, "--words"))]
    for name, how in both:
        niw("drafts", *how, "-o", f"{name}.results.jsonl", cwd=tmp_path)
    assert lines(tmp_path / "far.results.jsonl")[1]["waived"][0]["rule"] == "part-time-without-hours"
    assert (tmp_path / "far.results.jsonl").read_bytes() == (tmp_path / "alone.results.jsonl").read_bytes()
    waivers = tmp_path / "drafts" / "waivers.yaml"
    waivers.write_text(waivers.read_text(encoding="utf-8") + "\nnobody: knows\n", encoding="utf-8")
    said = [niw("drafts", *how, "-o", f"{name}.results.jsonl", cwd=tmp_path) for name, how in both]
    assert (tmp_path / "far.results.jsonl").read_bytes() == (tmp_path / "alone.results.jsonl").read_bytes()
    assert [done.returncode for done in said] == [2, 2]
    assert all("nobody" in done.stderr for done in said)


def test_workers_with_another_niw_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "validator").mkdir(parents=True)
    for name in (ROOT / "validator").iterdir():
        if name.name not in {"__init__.py", "__pycache__"}:
            (other / "validator" / name.name).symlink_to(name)
    text = (ROOT / "validator" / "__init__.py").read_text(encoding="utf-8")
    (other / "validator" / "__init__.py").write_text(text.replace(__version__, "0.0.9"), encoding="utf-8")
    made = Cluster(tmp_path)
    try:
        made.worker(again=False, path=other)
        made.wait_for(1)
        done = niw(SAMPLES[0], "--cluster", made.address, "-o", "r.results.jsonl", cwd=tmp_path)
    finally:
        made.end()
    assert done.returncode == 2, done.stderr
    assert f"another niw than the {__version__} that asks" in " ".join(done.stderr.split())
    assert ": 0.0.9" in done.stderr
    assert "Install niw-validator" in done.stderr


def test_workers_of_several_threads_are_refused_with_the_command_that_starts_others(tmp_path: Path) -> None:
    made = Cluster(tmp_path)
    try:
        made.worker(again=False, threads=3)
        made.wait_for(1)
        done = niw(SAMPLES[0], "--cluster", made.address, "-o", "r.results.jsonl", cwd=tmp_path)
    finally:
        made.end()
    assert done.returncode == 2, done.stderr
    assert "--nworkers N --nthreads 1" in " ".join(done.stderr.split())
