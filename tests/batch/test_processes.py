"""Work in several processes: every piece has exactly one result, in order, whatever some of them do to their worker."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator, Sequence

import pytest

from tests.batch.trouble import double, leave, refuse
from validator.batch import Lost
from validator.batch.processes import in_processes
from validator.batch.work import Sizes
from validator.errors import PackError


def told(pieces: Sequence[object], **options: object) -> list[object]:
    found = in_processes(pieces, double, **{"jobs": 2, "limit": 5.0, **options})  # type: ignore[arg-type]
    return [f"lost {r.piece}: {r.why}" if isinstance(r, Lost) else r for r in found]


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 200])
def test_every_piece_has_its_result_in_order(count: int) -> None:
    assert told(list(range(count))) == [2 * n for n in range(count)]


def test_more_than_one_process_works() -> None:
    pids = set(told(["who", "slow"] * 60, sizes=Sizes(chunk=4))) - {"slow"}
    assert len(pids) == 2


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("leave", "The process that read it ended at once (exit code 3)."),
        ("kill", "The process that read it ended at once (signal 9)."),
        ("hang", "It took more than 0.5 seconds, and was stopped."),
    ],
)
def test_a_piece_that_takes_its_worker_down_costs_itself_alone(harm: str, why: str) -> None:
    pieces: list[object] = [*range(20), harm, *range(20, 60)]
    expected = [*(2 * n for n in range(20)), f"lost {harm}: {why}", *(2 * n for n in range(20, 60))]
    assert told(pieces, limit=0.5 if harm == "hang" else 5.0) == expected


def test_whatever_the_mixture_every_piece_has_one_result() -> None:
    chance = random.Random(20261121)
    pieces = [chance.choice([n, n, n, n, n, "leave" if n % 9 == 0 else n]) for n in range(150)]
    found = told(pieces, sizes=Sizes(chunk=8))
    assert len(found) == len(pieces)
    for piece, result in zip(pieces, found, strict=True):
        assert result == 2 * piece if isinstance(piece, int) else str(result).startswith("lost leave")


def test_pieces_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    found = in_processes(endless(), double, jobs=2, sizes=Sizes(chunk=4, ahead=2))
    assert [next(found) for _ in range(100)] == [2 * n for n in range(1, 101)]
    assert taken <= 100 + 4 * 2 * 2 + 4
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children(), "workers end with the one who asked"


def test_what_keeps_workers_from_beginning_is_raised_here() -> None:
    with pytest.raises(PackError, match="not valid"):
        list(in_processes([1], refuse, jobs=2))
    with pytest.raises(RuntimeError, match="could not begin"):
        list(in_processes([1], leave, jobs=1))
    assert not multiprocessing.active_children()
