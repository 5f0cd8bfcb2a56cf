"""What a table of facts is: its columns, the files it is made from, and how it lies on disk.

A table is a text file that a person can review in a diff: UTF-8, LF, a header line, tab-separated, sorted,
one row per fact. Nothing in it is quoted, so a cell never holds a tab or a line break.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from validator.errors import FaultError, Problem
from validator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.reference.builders.sources import Sources

Kind = Literal["text", "integer", "real"]
Cell = str | int | float | None
Row = tuple[Cell, ...]


@frozen
class TableSpec:
    """How one table is made.

    ``columns`` maps each column to its kind, in order; an empty cell is ``NULL`` in a number column and
    ``""`` in a text column. ``key`` are the columns that make a row unique (two rows with one key are an
    error). ``indexes`` are further column groups that look-ups use. ``sources`` are the files it reads, as
    paths in the data folder; the first names the dataset and the version that its facts carry unless a row says
    otherwise. ``rows`` yields the rows, in any order.
    """

    name: str
    about: str
    columns: Mapping[str, Kind]
    key: tuple[str, ...]
    sources: tuple[str, ...]
    rows: Callable[[Sources], Iterable[Row]]
    indexes: tuple[tuple[str, ...], ...] = ()

    def text(self, rows: Iterable[Row]) -> tuple[str, int]:
        """The table as a file's text, and how many rows it has. Raises FaultError where a row breaks the rules."""
        seen: set[tuple[str, ...]] = set()
        where = [list(self.columns).index(column) for column in self.key]
        lines: list[str] = []
        for row in rows:
            cells = tuple(map(_cell, row))
            if len(cells) != len(self.columns):
                raise _fault(
                    self.name, f"has a row of {len(cells)} cells for {len(self.columns)} columns: {cells}"
                )
            key = tuple(cells[i] for i in where)
            if key in seen:
                raise _fault(self.name, f"has two rows with the key {key}")
            seen.add(key)
            line = "\t".join(cells)
            if line.count("\t") != len(cells) - 1 or "\n" in line or "\r" in line:
                raise _fault(self.name, f"has a tab or a line break in {cells}")
            lines.append(line)
        lines.sort()
        return "\n".join(["\t".join(self.columns), *lines]) + "\n", len(lines)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _fault(table: str, what: str) -> FaultError:
    return FaultError(problems=(Problem(what=f"The table {table} {what}."),))


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
