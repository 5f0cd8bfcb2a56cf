"""Work in processes of this machine: results in the order of the pieces, and none lost but the one that does harm.

Each worker says in shared memory at which piece of its chunk it is and since when. One that ends before its chunk
is done died at that piece; one that stays at a piece too long is ended. Either way that piece is lost, the rest of the
chunk is done again by a new worker, and nothing else notices.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from validator.batch.work import Lost, Make, Sizes, chunks, seldom_collecting

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_LOOK = 0.2
"""Seconds between looks at workers that say nothing."""
_STARTING = -1


def usable_cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(
    pieces: Iterable[T],
    make: Make[T, R],
    *,
    jobs: int,
    limit: float = 60.0,
    sizes: Sizes | None = None,
) -> Iterator[R | Lost[T]]:
    """The result of every piece, in their order, worked out by ``jobs`` processes.

    Pieces are taken from ``pieces`` as they are needed; what is held at a time does not depend on how many there are.

    :param limit: seconds a piece may take; making the function may take ten times as long.
    :raises Exception: what ``make`` raises in a worker, as it raised it.
    """
    sizes = sizes or Sizes()
    crew = _Crew(make, jobs, limit)
    try:
        yield from crew.results(pieces, sizes)
    finally:
        crew.end()


class _Chunk(Generic[T]):
    """Pieces with the number of the first; ``results`` holds those that have one."""

    __slots__ = ("first", "left", "results")

    def __init__(self, first: int, pieces: list[T]) -> None:
        self.first = first
        self.left = list(enumerate(pieces, first))
        self.results: dict[int, Any] = {}


class _Worker:
    """A process, the line to it, and its slot of shared memory: where in its chunk it is, and since when."""

    def __init__(self, make: Make[Any, Any], at: Any, slot: int) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self.at, self.slot = at, slot
        self.at[2 * slot], self.at[2 * slot + 1] = _STARTING, time.monotonic()
        ours, theirs = context.Pipe()
        self.line: Connection[Any, Any] = ours
        self.process = context.Process(
            target=_labour, args=(make, theirs, at, slot), daemon=True, name=f"niw-worker-{slot}"
        )
        self.process.start()
        theirs.close()
        self.chunk: _Chunk[Any] | None = None

    @property
    def where(self) -> int:
        """The place in its chunk that it works at; -1 while it is starting."""
        return int(self.at[2 * self.slot])

    def give(self, chunk: _Chunk[Any]) -> None:
        """Let it do what is left of ``chunk``."""
        self.chunk = chunk
        if self.where != _STARTING:
            self.at[2 * self.slot], self.at[2 * self.slot + 1] = 0, time.monotonic()
        self.line.send([piece for _, piece in chunk.left])

    def overdue(self, limit: float) -> bool:
        """Whether it has been at one piece for longer than ``limit`` seconds."""
        since = time.monotonic() - self.at[2 * self.slot + 1]
        return self.chunk is not None and since > limit * (10 if self.where == _STARTING else 1)

    def end(self) -> None:
        """Stop the process, and wait until it is gone."""
        self.line.close()
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(2)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


class _Crew(Generic[T, R]):
    """The workers, and the chunks they are at."""

    def __init__(self, make: Make[T, R], jobs: int, limit: float) -> None:
        import multiprocessing

        self.make, self.limit = make, limit
        self.at: Any = multiprocessing.get_context("spawn").RawArray("d", 2 * jobs)
        self.workers = [_Worker(make, self.at, slot) for slot in range(jobs)]

    def results(self, pieces: Iterable[T], sizes: Sizes) -> Iterator[R | Lost[T]]:
        """Every result, in order."""
        source = chunks(pieces, sizes.chunk)
        again: deque[_Chunk[T]] = deque()  # what is left of chunks whose worker was lost
        waiting: deque[_Chunk[T]] = deque()  # every chunk that was handed out, in order, until its turn comes
        number, more = 0, True
        while True:
            while idle := [w for w in self.workers if w.chunk is None]:
                if again:
                    idle[0].give(again.popleft())
                    continue
                if not more or len(waiting) >= sizes.ahead * len(self.workers):
                    break
                taken = next(source, None)
                if taken is None:
                    more = False
                    break
                chunk = _Chunk(number, taken)
                number += len(taken)
                waiting.append(chunk)
                idle[0].give(chunk)
            while waiting and not waiting[0].left:
                done = waiting.popleft()
                yield from (done.results[n] for n in sorted(done.results))
            if not waiting and not more:
                return
            if any(w.chunk is not None for w in self.workers):
                again.extend(self._news())

    def _news(self) -> list[_Chunk[T]]:
        """Wait for a worker to say something, or to be lost; the chunks that somebody else must end."""
        from multiprocessing.connection import wait

        busy = {worker.line: worker for worker in self.workers if worker.chunk is not None}
        again: list[_Chunk[T]] = []
        for line in wait(list(busy), _LOOK):
            worker = busy[line]  # type: ignore[index]
            try:
                said = worker.line.recv()
            except (EOFError, OSError):
                again += self._lost(worker, "The process that read it ended at once")
                continue
            if isinstance(said, BaseException):
                raise said
            assert worker.chunk is not None
            for (n, _), result in zip(worker.chunk.left, said, strict=True):
                worker.chunk.results[n] = result
            worker.chunk.left.clear()
            worker.chunk = None
        for worker in busy.values():
            if worker.chunk is not None and worker.overdue(self.limit):
                again += self._lost(worker, f"It took more than {self.limit:g} seconds, and was stopped")
        return again

    def _lost(self, worker: _Worker, why: str) -> list[_Chunk[T]]:
        """Take a new worker in the place of ``worker``, and the piece it was at as lost."""
        chunk, where = worker.chunk, worker.where
        assert chunk is not None
        worker.end()
        code = worker.process.exitcode
        if where == _STARTING:
            raise RuntimeError(f"A worker could not begin (it ended with {code}).")
        if code is not None and "ended" in why:
            why += f" (signal {-code})" if code < 0 else f" (exit code {code})"
        n, piece = chunk.left.pop(min(where, len(chunk.left) - 1))
        chunk.results[n] = Lost(piece, f"{why}.")
        self.workers[worker.slot] = _Worker(self.make, self.at, worker.slot)
        return [chunk] if chunk.left else []

    def end(self) -> None:
        """Stop every worker."""
        for worker in self.workers:
            worker.end()


def _labour(make: Make[Any, Any], line: Connection[Any, Any], at: Any, slot: int) -> None:
    """What a worker does: chunk after chunk, until nobody sends any more."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who was asked to stop stops us
    try:
        work = make()
    except BaseException as error:  # noqa: BLE001  (it is the asker's to show)
        line.send(error)
        return
    seldom_collecting()
    at[2 * slot], at[2 * slot + 1] = 0, time.monotonic()
    while True:
        try:
            pieces = line.recv()
        except (EOFError, OSError):
            return
        results = []
        for place, piece in enumerate(pieces):
            at[2 * slot], at[2 * slot + 1] = place, time.monotonic()
            results.append(work(piece))
        try:
            line.send(results)
        except OSError:  # who asked is gone
            return
