"""What governs in the end: the command line over the file over the default, each value with where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from validator.errors import Place
from validator.frozen import frozen
from validator.settings.known import KNOWN, Known, is_folder

if TYPE_CHECKING:
    from validator.settings.reading import FileSettings

T_co = TypeVar("T_co", covariant=True)

COMMAND_LINE = "command line"
IN_FILE = "file"
DEFAULT = "default"


@frozen
class Valued(Generic[T_co]):
    """A value and where it is from: ``command line``, ``file`` (with its place, and its items' places) or ``default``.

    ``over`` is the value of the file that the command line set aside.
    """

    value: T_co
    origin: str = DEFAULT
    place: Place | None = None
    items: tuple[Place, ...] = ()
    over: Valued[T_co] | None = None


@frozen
class Given:
    """What the command line says, by setting; None: nothing. Paths are seen from the folder niw is run in."""

    pack: str | None = None
    only: tuple[str, ...] | None = None
    skip: tuple[str, ...] | None = None
    fail_on: str | None = None
    fail_on_unchecked: str | None = None
    waivers: tuple[str, ...] | None = None
    baseline: str | None = None
    locked: bool | None = None
    engine: str | None = None
    as_of: date | None = None
    format: tuple[str, ...] | None = None
    words: bool | None = None


@frozen
class Settings:
    """Every setting as it governs the drafts of ``file``, the settings file (None: there is none).

    ``pack`` is a name or a folder, paths are seen from the folder niw is run in, ``fail_on`` and ``fail_on_unchecked``
    are a severity or ``never``; ``locked`` None means: where there is a niw.lock. ``format`` holds ``FORMAT`` or
    ``FORMAT:FILE``; ``words`` None means: in all but the formats that are published.
    """

    file: str | None
    shown: str | None
    pack: Valued[str]
    only: Valued[tuple[str, ...]]
    skip: Valued[tuple[str, ...]]
    fail_on: Valued[str]
    fail_on_unchecked: Valued[str]
    waivers: Valued[tuple[str, ...]]
    baseline: Valued[str | None]
    locked: Valued[bool | None]
    engine: Valued[str]
    as_of: Valued[date | None]
    format: Valued[tuple[str, ...]]
    words: Valued[bool | None]

    @property
    def pack_base(self) -> str | None:
        """The folder in which a pack that is named without a slash is looked for last; None: the one niw is run in."""
        if self.file is None or self.pack.origin != IN_FILE or is_folder(self.pack.value):
            return None
        return os.path.dirname(self.file)  # noqa: PTH120

    def each(self) -> Iterator[tuple[Known, Valued[Any]]]:
        """Every setting with its value, in the order of the documentation."""
        return ((known, getattr(self, known.field)) for known in KNOWN)


def effective(given: Given, governing: FileSettings | None) -> Settings:
    """The settings where ``governing`` is the file that counts."""
    return Settings(
        file=governing.file if governing else None,
        shown=governing.shown if governing else None,
        **{known.field: _valued(known, given, governing) for known in KNOWN},
    )


def _valued(known: Known, given: Given, governing: FileSettings | None) -> Valued[Any]:
    entry = governing.entries.get(known.name) if governing else None
    written: Valued[Any] | None = (
        Valued(value=entry.value, origin=IN_FILE, place=entry.place, items=entry.items) if entry else None
    )
    said = getattr(given, known.field)
    if said is not None:
        return Valued(value=said, origin=COMMAND_LINE, over=written)
    return written or Valued(value=known.default)
