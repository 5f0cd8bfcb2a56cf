"""Work on a real cluster of this machine: a scheduler and two workers, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.trouble import double, refuse
from validator.batch import Lost
from validator.batch.cluster import in_cluster
from validator.batch.work import Sizes
from validator.errors import PackError, UsageError

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler on the loopback address, and workers of it that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        self.address = ""
        for _ in range(300):
            if file.exists() and (text := file.read_text(encoding="utf-8")).strip().endswith("}"):
                import json

                self.address = json.loads(text)["address"]
                break
            time.sleep(0.1)
        assert self.address, "the scheduler did not begin"

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
        }
        with (self.folder / f"{arguments[0]}-{len(self.started)}.log").open("wb") as log:
            done = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(done)
        return done

    def worker(self, *, again: bool) -> subprocess.Popen[bytes]:
        """A worker of one thread; with a nanny that starts it again when it dies, or without."""
        return self._start(
            "worker", self.address, "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard",
            "--nanny" if again else "--no-nanny", "--local-directory", str(self.folder),
        )  # fmt: skip

    def wait_for(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address, timeout=20, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=40)

    def end(self) -> None:
        for process in reversed(self.started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


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


def told(pieces: list[object], cluster: Cluster, size: int = 8) -> list[object]:
    found = in_cluster(pieces, double, address=cluster.address, sizes=Sizes(chunk=size))
    return [f"lost {r.piece}" if isinstance(r, Lost) else r for r in found]


@pytest.mark.slow
def test_every_piece_has_its_result_in_order(cluster: Cluster) -> None:
    assert told(list(range(100)), cluster) == [2 * n for n in range(100)]
    assert told([], cluster) == []


@pytest.mark.slow
def test_a_piece_that_takes_workers_down_costs_itself_alone(cluster: Cluster) -> None:
    pieces: list[object] = [*range(10), "kill", *range(10, 30)]
    assert told(pieces, cluster, size=4) == [
        *(2 * n for n in range(10)),
        "lost kill",
        *(2 * n for n in range(10, 30)),
    ]


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    victim = cluster.worker(again=False)
    cluster.wait_for(3)
    pieces: list[object] = ["slow", 1] * 200
    found: list[object] = []
    results = in_cluster(pieces, double, address=cluster.address, sizes=Sizes(chunk=4, ahead=2))
    for number, result in enumerate(results):
        found.append(result)
        if number == 40:
            os.killpg(victim.pid, signal.SIGKILL)
    assert found == ["slow", 2] * 200
    assert victim.wait(10) == -signal.SIGKILL


@pytest.mark.slow
def test_what_keeps_workers_from_beginning_is_raised_here(cluster: Cluster) -> None:
    with pytest.raises(PackError, match="not valid"):
        list(in_cluster([1], refuse, address=cluster.address))


def test_no_scheduler_is_said_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validator.batch.cluster.SCHEDULER_WAIT", 1.0)
    with pytest.raises(UsageError, match="No scheduler answers at tcp"):
        list(in_cluster([1], double, address="tcp://127.0.0.1:9"))


def test_without_the_library_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="distributed"):
        list(in_cluster([1], double, address="tcp://127.0.0.1:9"))
