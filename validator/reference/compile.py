"""From the text tables to one SQLite file, with the standard library alone: a wheel's build runs it too.

The same tables, compiler and SQLite library give the same bytes. The file is complete or not there: it is
written under another name and renamed.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from validator.digest import sha256
from validator.errors import FaultError, Place, Problem
from validator.reference import manifest as manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.manifest import TableInfo

# Raised whenever the same tables compile to something else.
COMPILER = 3

TABLES = Path(__file__).resolve().parent / "tables"
_KINDS = {"text": "TEXT NOT NULL", "integer": "INTEGER", "real": "REAL"}


def compile_file(tables: Path, target: Path) -> None:
    """Compile the folder ``tables`` into the file ``target``, replacing it in one step.

    Raises FaultError where a table is missing or is not the one of the manifest, OSError where ``target``
    cannot be written.
    """
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        connection = sqlite3.connect(temporary)
        try:
            fill(connection, tables)
        finally:
            connection.close()
        temporary.chmod(0o644)
        temporary.replace(target)
    except sqlite3.OperationalError as error:  # a full disk, a file system that cannot lock
        raise OSError(str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def fill(connection: sqlite3.Connection, tables: Path) -> None:
    """Compile the folder ``tables`` into an empty database. Raises as :func:`compile_file` does."""
    from validator.reference.derived import derive

    data = read(tables / manifests.NAME)
    digest, _ = expected(tables)
    manifest = manifests.read_manifest(data, digest, str(tables / manifests.NAME))
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID")
        meta = (("manifest", data), ("compiler", COMPILER), ("digest", digest))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        for table in manifest.tables:
            _fill_table(connection, tables, table)
        derive(connection)
    connection.execute("ANALYZE")
    connection.execute("VACUUM")


def _fill_table(connection: sqlite3.Connection, tables: Path, table: TableInfo) -> None:
    columns = ", ".join(f"{_name(name)} {_KINDS[kind]}" for name, kind in table.columns)
    key = ", ".join(map(_name, table.key))
    connection.execute(f"CREATE TABLE {_name(table.name)} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {_name(table.name)} VALUES ({marks})"  # noqa: S608 - names are checked
    connection.executemany(statement, _rows(tables / f"{table.name}.tsv", table))
    for number, group in enumerate(table.indexes):
        index, on = _name(f"{table.name}_{number}"), ", ".join(map(_name, group))
        connection.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({on})")


def _rows(path: Path, table: TableInfo) -> Iterator[tuple[str | None, ...]]:
    data = read(path)
    if sha256(data).hexdigest() != table.sha256:
        raise _fault(path, "This reference table is not the one that the manifest describes.")
    is_text = [kind == "text" for _, kind in table.columns]
    # SQLite's column affinity turns the text of a number into the number.
    for line in data.decode().split("\n")[1:-1]:
        cells = line.split("\t")
        yield tuple(c if c or text else None for c, text in zip(cells, is_text, strict=True))


def read(path: Path) -> bytes:
    """The bytes of a table or the manifest. Raises FaultError where the file is not there."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _fault(path, f"This reference table cannot be read: {error.strerror}.") from None


def expected(tables: Path) -> tuple[str, str]:
    """The digest of ``tables``, and the key under which a database compiled from them is kept."""
    digest = sha256(read(tables / manifests.NAME)).hexdigest()
    return digest, sha256(f"{digest} {COMPILER}".encode()).hexdigest()[:16]


def _name(word: str) -> str:
    if not word.isidentifier() or not word.isascii():
        raise FaultError(problems=(Problem(what=f"{word!r} cannot name a table or a column."),))
    return f'"{word}"'


def _fault(path: Path, what: str) -> FaultError:
    mend = "Restore it, or rebuild the tables with niw reference build --from DIR."
    return FaultError(problems=(Problem(what=what, mend=mend, place=Place(file=str(path))),))
