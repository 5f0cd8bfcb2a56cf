"""Where the compiled tables are, and how they are read.

An installed wheel carries the database. A source checkout compiles it once into the user's cache, under a name that
changes with the tables; where that cannot be written into a folder of the temporary directory, and where nothing
can be written into memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
import sys
import threading
import time
from array import array
from bisect import bisect_left
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from validator.errors import FaultError, Place, Problem
from validator.reference.compile import COMPILER, TABLES, compile_file, expected, fill
from validator.resources import user_cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PACKAGED = Path(__file__).resolve().parent / "reference.sqlite"
_INDEX, _PAIR = 2, 10  # bytes of an index, and of an index with its number
_KEPT = 4  # compiled databases that stay in a cache, the newest

_open: WeakSet[Database] = WeakSet()
_left: list[sqlite3.Connection] = []


class Database:
    """The compiled tables, read only. Safe to use from several threads and after a fork.

    ``file`` is None for a database in memory. ``connect`` opens it; ``repair`` makes it anew when a query finds
    it damaged, and is None where that cannot be done.
    """

    def __init__(
        self,
        file: Path | None,
        connect: Callable[[], sqlite3.Connection],
        repair: Callable[[], None] | None = None,
    ) -> None:
        self.file = file
        self._connect = connect
        self._repair = repair
        self._lock = threading.Lock()
        self._connection = connect()
        _open.add(self)

    def rows(self, sql: str, *arguments: str | int) -> list[tuple[Any, ...]]:
        """All rows of a query. A damaged database is made anew once; FaultError where that does not help."""
        try:
            with self._lock:
                return self._connection.execute(sql, arguments).fetchall()
        except sqlite3.DatabaseError:
            if self._repair is None:
                raise _broken(self.file) from None
        with self._lock:
            repair, self._repair = self._repair, None
            try:
                if repair is not None:
                    self._connection.close()
                    repair()
                    self._connection = self._connect()
                return self._connection.execute(sql, arguments).fetchall()
            except (sqlite3.Error, OSError) as error:
                raise _broken(self.file) from error

    def close(self) -> None:
        """Close the connection; the database is of no use afterwards."""
        self._connection.close()

    def _forked(self) -> None:
        # SQLite forbids to use, or even to close, a connection that came through a fork.
        if self.file is not None:
            _left.append(self._connection)
            self._connection = self._connect()
        self._lock = threading.Lock()


def _after_fork() -> None:
    for database in tuple(_open):
        database._forked()  # noqa: SLF001 - this module's own


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def open_database(
    tables: Path = TABLES, packaged: Path = PACKAGED, caches: Sequence[Path] | None = None
) -> Database:
    """The compiled tables: the packaged file, or the one compiled from ``tables`` in the first usable cache.

    The packaged file gives way to tables that were rebuilt beside it.

    ``caches`` are folders to try in order (default: the user's cache, then one in the temporary directory).
    Raises FaultError where there is neither a packaged file nor tables, or a table is not the manifest's.
    """
    text = sorted(tables.glob("*.tsv"))
    digest = _digest(packaged)
    if digest and not (text and expected(tables)[0] != digest):
        return Database(packaged, partial(_connect, packaged))
    if not text:
        raise _broken(packaged)
    _, key = expected(tables)
    for folder in _cache_folders() if caches is None else caches:
        file = folder / f"reference-{key}.sqlite"
        with contextlib.suppress(OSError, sqlite3.DatabaseError):
            if not _digest(file) or _older(file, text):
                _compile(tables, file)
            return Database(file, partial(_connect, file), partial(_compile, tables, file))
    return Database(None, partial(_in_memory, tables))


def packed(values: Sequence[float]) -> bytes:
    """Numbers as a table holds them: doubles, so that what is read is to the last bit what was written."""
    return struct.pack(f"<{len(values)}d", *values)


def numbers(kept: bytes) -> tuple[float, ...]:
    """The numbers of :func:`packed`."""
    return struct.unpack(f"<{len(kept) // 8}d", kept)


class Pairs:
    """Indices up to 65,535, each with a number: ten bytes a pair. Iterating gives the pairs."""

    __slots__ = ("indices", "numbers")

    def __init__(self, indices: Iterable[int] = (), numbers: Iterable[float] = ()) -> None:
        self.indices = array("H", indices)
        self.numbers = array("d", numbers)

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, float]]) -> Pairs:
        """Of pairs of Python's own."""
        listed = tuple(pairs)
        return cls([i for i, _ in listed], [n for _, n in listed])

    def at(self, index: int) -> float:
        """The number of an index, where they stand in order; 0 where it has none."""
        place = bisect_left(self.indices, index)
        return self.numbers[place] if place < len(self) and self.indices[place] == index else 0.0

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.indices, self.numbers, strict=True)

    def __len__(self) -> int:
        return len(self.indices)


NO_PAIRS = Pairs()


def packed_pairs(pairs: Sequence[tuple[int, float]]) -> bytes:
    """Indices up to 65,535, each with a number, as a table holds them: all indices, then all numbers."""
    indices, numbers = [i for i, _ in pairs], [n for _, n in pairs]
    return struct.pack(f"<{len(pairs)}H{len(pairs)}d", *indices, *numbers)


def pairs(kept: bytes) -> Pairs:
    """The pairs of :func:`packed_pairs`."""
    split = len(kept) // _PAIR * _INDEX
    found = Pairs()
    found.indices.frombytes(kept[:split])
    found.numbers.frombytes(kept[split:])
    if sys.byteorder == "big":
        found.indices.byteswap()
        found.numbers.byteswap()
    return found


def _connect(file: Path) -> sqlite3.Connection:
    path = file.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    uri = f"file:{path}?mode=ro&immutable=1"
    return sqlite3.connect(
        uri, uri=True, check_same_thread=False, isolation_level=None, cached_statements=256
    )


def _in_memory(tables: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection, tables)
    return connection


def _compile(tables: Path, file: Path) -> None:
    """Compile into ``file``; two processes at once each make their own copy, and the later rename stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    compile_file(tables, file)
    # Never older than the tables, also where their clock runs ahead of ours.
    stamp = max(time.time_ns(), *(path.stat().st_mtime_ns for path in tables.iterdir()))
    os.utime(file, ns=(stamp, stamp))
    with contextlib.suppress(OSError):
        found = sorted(file.parent.glob("reference-*.sqlite"), key=lambda path: -path.stat().st_mtime_ns)
        for old in found[_KEPT:]:
            old.unlink()


def _digest(file: Path) -> str:
    """The digest of the tables in ``file``; ``""`` where it is no whole database of this compiler.

    A look at the header, the length and the meta table; damage elsewhere shows when a query meets it.
    """
    try:
        with file.open("rb") as handle:
            header = handle.read(100)
            length = handle.seek(0, os.SEEK_END)
        if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
            return ""
        (page,) = struct.unpack(">H", header[16:18])
        (pages,) = struct.unpack(">I", header[28:32])
        if length != (65536 if page == 1 else page) * pages:
            return ""
        connection = _connect(file)
        try:
            meta = dict(connection.execute("SELECT key, value FROM meta WHERE key <> 'manifest'"))
        finally:
            connection.close()
    except (OSError, sqlite3.DatabaseError):
        return ""
    return str(meta["digest"]) if meta.get("compiler") == COMPILER else ""


def _older(file: Path, tables: Sequence[Path]) -> bool:
    """Whether a table was touched after ``file`` was compiled: then it is compiled, and so checked, again."""
    made = file.stat().st_mtime_ns
    return any(table.stat().st_mtime_ns > made for table in tables)


def _cache_folders() -> Iterator[Path]:
    own = user_cache()
    if own is not None:
        yield own
    import tempfile

    owner = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"niw-{owner}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
        # Anyone can make folders there: one that others own or can write to is not used.
        if not hasattr(os, "getuid") or (state.st_uid == owner and not state.st_mode & 0o022):
            yield folder


def _broken(file: Path | None) -> FaultError:
    mend = "Install niw-validator again."
    place = None if file is None else Place(file=str(file))
    problem = Problem(what="The reference database is missing or damaged.", mend=mend, place=place)
    return FaultError(problems=(problem,))
