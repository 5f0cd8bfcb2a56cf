"""What work is: a function made once a process, called once a piece, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from validator.frozen import frozen

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[T], R]
"""Does one piece. It raises nothing for a piece that is merely bad: that is a result."""
Make = Callable[[], Callable[[T], R]]
"""Makes the function in the process that will call it; it travels there, so it can be pickled."""


def seldom_collecting() -> None:
    """Let this process look for garbage at each 100,000 objects, and not at each 700, and not in what is there already.

    A draft leaves hardly anything in circles; looking for it took a twentieth of the time.
    """
    import gc

    gc.freeze()
    gc.set_threshold(100_000)


class Lost(Generic[T]):
    """A piece that has no result: its worker died at it, or it took too long; ``why`` is a sentence."""

    __slots__ = ("piece", "why")

    def __init__(self, piece: T, why: str) -> None:
        self.piece = piece
        self.why = why


@frozen
class Sizes:
    """How work is handed out: ``chunk`` pieces at a time, at most ``ahead`` chunks a worker before their turn."""

    chunk: int = 16
    ahead: int = 4


def chunks(pieces: Iterable[T], size: int) -> Iterator[list[T]]:
    """``pieces`` in lists of ``size``, the last one shorter."""
    left = iter(pieces)
    while found := list(islice(left, size)):
        yield found
