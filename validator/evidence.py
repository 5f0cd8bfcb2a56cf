"""What a judgement rests on: the draft's own words, and the reference facts held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar, overload

from validator.errors import Path, Place
from validator.frozen import frozen


@frozen
class Stated:
    """A value as the draft states it. ``text`` is what was written, untouched; ``item`` names the form item.

    ``where`` is its path by the ids of list items (``letters[dean].text``), which stays when the list is reordered;
    "" until the evidence is placed.
    """

    path: Path
    text: str
    place: Place | None = None
    item: str = ""
    where: str = ""


@frozen
class Known:
    """A fact of a reference table: what it says in a few words, which dataset and version it is from."""

    text: str
    dataset: str
    version: str


Evidence = Stated | Known

T = TypeVar("T")


class Late(Sequence[T]):
    """What a judgement rests on, put together when somebody reads it: most rules find nothing, and nobody asks.

    ``make`` of ``given`` gives the pieces, the same whenever it is called. In every other way it is the tuple of them.
    """

    __slots__ = ("_found", "_given", "_make")

    def __init__(self, make: Callable[..., Iterable[T]], *given: Any) -> None:
        self._make = make
        self._given = given
        self._found: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._found is None:
            self._found = tuple(self._make(*self._given))
            self._given = ()
        return self._found

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Late) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return (tuple, (self._all(),))


def together(*parts: Sequence[T]) -> Sequence[T]:
    """Several, one after the other, put together when somebody reads them."""
    return Late(chain.from_iterable, parts)
