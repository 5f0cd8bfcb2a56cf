"""Work on a real cluster of this machine: a scheduler and two workers, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.local_cluster import Cluster
from tests.batch.trouble import double, refuse
from validator.batch import Lost
from validator.batch.cluster import in_cluster
from validator.batch.work import Sizes
from validator.errors import PackError, UsageError


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
