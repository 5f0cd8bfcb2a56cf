"""Work on a Dask cluster: the same pieces, the same results in the same order.

The scheduler gives the pieces of a worker that is lost to another one; a piece that has taken several workers down
with it (``distributed.scheduler.allowed-failures``) is tried alone, and if it does so again it is lost, and alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any, TypeVar

from validator import __version__
from validator.batch.work import Lost, Make, Sizes, chunks, seldom_collecting
from validator.errors import Problem, UsageError

T = TypeVar("T")
R = TypeVar("R")

_MADE: dict[str, Any] = {}
"""In a worker: the function that was made for a run, by the run's name, so that it is made once a process."""
_ONE = Lock()
"""In a worker: whoever works."""
SCHEDULER_WAIT = 10.0
"""Seconds that a scheduler has to answer."""


def in_cluster(
    pieces: Iterable[T],
    make: Make[T, R],
    *,
    address: str,
    limit: float = 60.0,
    sizes: Sizes | None = None,
) -> Iterator[R | Lost[T]]:
    """The result of every piece, in their order, worked out by the workers of the scheduler at ``address``.

    :param limit: seconds a piece may take; Dask cannot end what runs, so the pieces of a chunk that takes longer than
        all of them may are lost together, and the worker is left to the scheduler.
    :raises UsageError: without ``distributed``, where no scheduler answers, or where workers cannot do the work.
    """
    sizes = sizes or Sizes(chunk=32)
    client = _client(address)
    try:
        _same_everywhere(client)
        yield from _results(client, pieces, make, sizes, limit)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        what = "A cluster is reached by distributed, which is not installed."
        raise UsageError(
            (Problem(what=what, mend='Install it: pip install "niw-validator[cluster]".'),)
        ) from None
    try:
        client: Any = Client(address, timeout=SCHEDULER_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        what = f"No scheduler answers at {address}: {str(error) or type(error).__name__}."
        mend = (
            "Start one (dask scheduler) and workers (dask worker ADDRESS --nworkers N --nthreads 1), and name its"
            " address: tcp://host:8786."
        )
        raise UsageError((Problem(what=what, mend=mend),)) from None
    if not client.scheduler_info(n_workers=-1)["workers"]:
        client.close()
        what = f"The scheduler at {address} has no workers."
        raise UsageError(
            (Problem(what=what, mend="Start some: dask worker ADDRESS --nworkers N --nthreads 1."),)
        )
    return client


def _same_everywhere(client: Any) -> None:
    """Refuse workers of several threads, and those that have another niw than the one who asks, or none.

    They would judge otherwise, or not at all. One of another niw that comes later is seen by :func:`_labour`, and of
    several threads one works at a time.
    """
    several = [
        w["name"] for w in client.scheduler_info(n_workers=-1)["workers"].values() if w["nthreads"] > 1
    ]
    if several:  # the function that was made, and what it keeps, are for one thread
        what = f"{len(several)} of the workers have several threads, and niw checks one draft at a time in a process."
        mend = "Start a worker a core, each of one thread: dask worker ADDRESS --nworkers N --nthreads 1."
        raise UsageError((Problem(what=what, mend=mend, code="threads"),))
    of_workers = client.run(_version, on_error="return")
    other = [
        f"{worker}: {found if isinstance(found, str) else f'none that runs ({type(found).__name__}: {found})'}"
        for worker, found in sorted(of_workers.items())
        if found != __version__
    ]
    if other:
        raise _other_version(__version__, other)


def _other_version(asked: str, other: list[str]) -> UsageError:
    more = f" and {len(other) - 3} more" if len(other) > 3 else ""
    what = f"These workers have another niw than the {asked} that asks: {'; '.join(other[:3])}{more}."
    mend = f"Install niw-validator {asked} where the workers run, and start them again."
    return UsageError((Problem(what=what, mend=mend, code="other-version"),))


def _version() -> str:
    """In a worker: the niw it has."""
    return __version__


def _results(
    client: Any, pieces: Iterable[T], make: Make[T, R], sizes: Sizes, limit: float
) -> Iterator[R | Lost[T]]:
    from uuid import uuid4

    run = f"{__version__} {uuid4().hex}"
    workers = max(sum(w["nthreads"] for w in client.scheduler_info(n_workers=-1)["workers"].values()), 1)
    handed = client.submit(_itself, make, pure=False)  # not scattered: that would be lost with its worker
    waiting: deque[tuple[list[T], Any]] = deque()

    def submit(chunk: list[T]) -> Any:
        return client.submit(_labour, handed, run, chunk, pure=False, retries=0)

    source = chunks(pieces, sizes.chunk)
    more = True
    while more or waiting:
        while more and len(waiting) < sizes.ahead * workers:
            chunk = next(source, None)
            if chunk is None:
                more = False
                break
            waiting.append((chunk, submit(chunk)))
        if waiting:
            chunk, future = waiting.popleft()
            yield from _settled(chunk, future, submit, limit)


TRIES = 2
"""How often a piece is tried alone: it may have shared a worker with another that took it down."""


def _settled(chunk: list[T], future: Any, submit: Any, limit: float, tries: int = 0) -> Iterator[Any]:
    """The results of a chunk; where it took workers down, of each of its pieces alone, one after the other."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed import TimeoutError as DaskTimeoutError

    try:
        said = future.result(timeout=limit * len(chunk) + SCHEDULER_WAIT)
    except KilledWorker:
        if tries == TRIES:
            yield from (Lost(piece, "The workers that read it ended at once.") for piece in chunk)
            return
        for piece in chunk:
            yield from _settled([piece], submit([piece]), submit, limit, tries + 1)
        return
    except (DaskTimeoutError, TimeoutError):
        future.cancel()
        yield from (Lost(piece, f"It took more than {limit:g} seconds.") for piece in chunk)
        return
    except CancelledError:
        yield from (Lost(piece, "The cluster dropped it.") for piece in chunk)
        return
    finally:
        future.release()
    yield from said


def _itself(make: Any) -> Any:
    """What makes the function, as a task of its own: it travels once to each worker, and again where it was lost."""
    return make


def _labour(make: Any, run: str, chunk: list[Any]) -> list[Any]:
    """In a worker: what a chunk comes to."""
    asked = run.partition(" ")[0]
    if asked != __version__:
        raise _other_version(asked, [f"one that came later: {__version__}"])
    with _ONE:
        work = _MADE.get(run)
        if work is None:
            _MADE.clear()
            work = _MADE[run] = make()
            seldom_collecting()
        return [work(piece) for piece in chunk]
