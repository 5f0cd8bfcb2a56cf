"""What all look-ups share: the open database, where a table's facts are from, and a bounded memory."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from validator.evidence import Known
from validator.notation import SocCode, read_soc
from validator.reference.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.reference.database import Database
    from validator.reference.manifest import TableInfo

P = ParamSpec("P")
R = TypeVar("R")

Code = SocCode | str


def remembered(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last ``size`` answers of a look-up; there is one reference in a process, so none is kept alive."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        return cast("Callable[P, R]", lru_cache(maxsize=size)(function))

    return decorate


class Asking:
    """The tables of one database, and what they rest on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        meta = dict(database.rows("SELECT key, value FROM meta"))
        place = str(database.file or "reference")
        self._manifest = read_manifest(meta["manifest"], meta["digest"], place)
        self._tables = {table.name: table for table in self._manifest.tables}

    @property
    def digest(self) -> str:
        """SHA-256 over all tables and what they are made from, in hexadecimal."""
        return self._manifest.digest

    def tables(self) -> tuple[TableInfo, ...]:
        """Every table with its rows, digest and sources, by name."""
        return self._manifest.tables

    def table(self, name: str) -> TableInfo:
        """One table; KeyError where there is none of that ``name``."""
        return self._tables[name]

    def query(self, sql: str, *arguments: str | int) -> list[tuple[Any, ...]]:
        """Rows of a read-only SQL query, for rooms whose tables have no look-up of their own here."""
        return self._database.rows(sql, *arguments)

    def known(self, table: str, text: str) -> Known:
        """``text`` as a fact of ``table``, with its dataset and version."""
        info = self._tables[table]
        return Known(text=text, dataset=info.dataset, version=info.version)


def soc(code: Code) -> SocCode:
    """``code`` read generously; one that is not written like a SOC code stands for itself and is found nowhere."""
    if isinstance(code, SocCode):
        return code
    return read_soc(code) or SocCode(code)
