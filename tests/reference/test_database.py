"""Opening the reference wherever a user may stand: an installed copy, a checkout, a disk that cannot be written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from validator.errors import FaultError
from validator.reference import Reference
from validator.reference.compile import TABLES, compile_file
from validator.reference.database import Database, open_database
from validator.resources import user_cache

if TYPE_CHECKING:
    from collections.abc import Callable

NONE = TABLES / "no-such-file.sqlite"
SMALL = ("cet", "soc_2010_2018")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("compiled") / "reference.sqlite"
    compile_file(TABLES, file)
    return file


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two real tables with a manifest of their own, which compile in an instant."""
    folder = tmp_path / "tables"
    folder.mkdir()
    manifest = json.loads((TABLES / "manifest.json").read_text(encoding="utf-8"))
    manifest["tables"] = [table for table in manifest["tables"] if table["name"] in SMALL]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name in SMALL:
        shutil.copy(TABLES / f"{name}.tsv", folder)
    return folder


def areas(database: Database) -> int:
    return int(database.rows("SELECT COUNT(*) FROM cet WHERE edition = '2024'")[0][0])


def test_the_same_tables_compile_to_the_same_bytes(compiled: Path, tmp_path: Path) -> None:
    compile_file(TABLES, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == compiled.read_bytes()


def test_the_database_holds_every_row_of_every_table(ref: Reference) -> None:
    for table in ref.tables():
        assert ref.query(f"SELECT COUNT(*) FROM {table.name}") == [(table.rows,)]


def test_an_installed_copy_needs_no_tables_and_no_cache(compiled: Path, tmp_path: Path) -> None:
    installed = Reference(open_database(tmp_path / "no-tables", compiled, []))
    assert installed.code("15-1252").title == "Software Developers"


def test_an_installed_copy_opens_on_a_file_system_that_cannot_be_written(
    compiled: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    file = folder / "odd name #1?%20.sqlite"
    shutil.copy(compiled, file)
    file.chmod(0o444)
    folder.chmod(0o555)
    try:
        database = open_database(tmp_path / "no-tables", file, [])
        assert areas(database) == 18
        assert [path.name for path in folder.iterdir()] == [file.name], "no journal, no lock file"
    finally:
        folder.chmod(0o755)


def test_the_reference_cannot_be_written(compiled: Path, tmp_path: Path) -> None:
    database = open_database(tmp_path / "no-tables", compiled, [])
    with pytest.raises(FaultError):
        database.rows("DELETE FROM cet")
    assert areas(database) == 18


def test_a_checkout_compiles_once_into_the_cache(small: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = open_database(small, NONE, [cache])
    assert first.file
    made = first.file.stat().st_mtime_ns
    second = open_database(small, NONE, [cache])
    assert (second.file, areas(second)) == (first.file, 18)
    assert first.file.stat().st_mtime_ns == made


def test_the_next_cache_serves_where_the_first_cannot_be_written(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("no folder can be made below a file", encoding="utf-8")
    database = open_database(small, NONE, [blocked / "niw", tmp_path / "other"])
    assert database.file
    assert database.file.parent == tmp_path / "other"


def test_memory_serves_where_nothing_can_be_written(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("", encoding="utf-8")
    database = open_database(small, NONE, [blocked / "niw"])
    assert database.file is None
    assert areas(database) == 18


SPOIL: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "no database": lambda _: b"spoilt" * 100,
    "cut short": lambda data: data[: len(data) // 2],
    "zeros in its pages": lambda data: data[:4096] + bytes(len(data) - 4096),
    "garbage in its pages": lambda data: data[:4096] + os.urandom(len(data) - 4096),
    "garbage in its schema": lambda data: data[:100] + os.urandom(3996) + data[4096:],
}


@pytest.mark.parametrize("how", SPOIL)
def test_a_damaged_cache_is_made_anew(small: Path, tmp_path: Path, how: str) -> None:
    cache = tmp_path / "cache"
    database = open_database(small, NONE, [cache])
    file = database.file
    assert file
    database.close()
    good = file.read_bytes()
    file.write_bytes(SPOIL[how](good))
    again = open_database(small, NONE, [cache])
    assert areas(again) == 18
    assert again.rows("SELECT COUNT(*) FROM soc_2010_2018") == [(900,)]
    assert file.read_bytes() == good


def test_a_damaged_installed_copy_says_so_and_what_to_do(compiled: Path, tmp_path: Path) -> None:
    broken = tmp_path / "reference.sqlite"
    broken.write_bytes(compiled.read_bytes()[:5000])
    with pytest.raises(FaultError) as caught:
        open_database(tmp_path / "no-tables", broken, [])
    assert "Install niw-validator again" in str(caught.value)


def test_a_table_that_was_edited_by_hand_is_refused_by_name(small: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_database(small, NONE, [cache]).close()
    table = small / "cet.tsv"
    table.write_text(table.read_text(encoding="utf-8").replace("Hypersonics", "Hypnosis"), encoding="utf-8")
    later = time.time_ns() + 10**9
    os.utime(table, ns=(later, later))
    with pytest.raises(FaultError) as caught:
        open_database(small, NONE, [cache])
    assert "cet.tsv" in str(caught.value)
    assert "niw reference build" in str(caught.value)


def test_tables_that_were_rebuilt_beside_an_installed_copy_take_its_place(
    small: Path, compiled: Path, tmp_path: Path
) -> None:
    database = open_database(small, compiled, [tmp_path / "cache"])
    assert database.file
    assert database.file != compiled


OPENING = """
import sys
from pathlib import Path
from validator.reference.database import open_database
tables, cache = map(Path, sys.argv[1:])
for _ in range(3):
    database = open_database(tables, Path("none"), [cache])
    print(database.rows("SELECT COUNT(*) FROM cet WHERE edition = '2024'")[0][0], database.file.name)
"""


def test_processes_that_compile_at_once_do_not_disturb_each_other(
    small: Path, tmp_path: Path, repo: Path
) -> None:
    command = [sys.executable, "-c", OPENING, str(small), str(tmp_path / "cache")]
    environment = os.environ | {"PYTHONPATH": str(repo)}
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60) for process in running]
    assert [error for _, error in said] == [""] * 4
    assert len({line for out, _ in said for line in out.splitlines()}) == 1
    assert len(list((tmp_path / "cache").iterdir())) == 1, "no temporary file is left"


def test_threads_share_one_reference(compiled: Path, tmp_path: Path) -> None:
    database = open_database(tmp_path / "no-tables", compiled, [])
    wrong: list[object] = []

    def ask() -> None:
        for number in ("15-1252", "11-1011", "29-1141") * 60:
            rows = database.rows("SELECT code FROM occupations WHERE code = ? AND edition = '2018'", number)
            if rows != [(number,)]:
                wrong.append(rows)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_forked_process_reads_on_with_a_connection_of_its_own(compiled: Path, tmp_path: Path) -> None:
    database = open_database(tmp_path / "no-tables", compiled, [])
    before = database._connection
    child = os.fork()
    if child == 0:
        ok = database._connection is not before and areas(database) == 18
        os._exit(0 if ok else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert database._connection is before
    assert areas(database) == 18


def test_a_cache_keeps_a_few_databases_and_no_more(small: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for n in range(9):
        old = cache / f"reference-{n:016d}.sqlite"
        old.write_bytes(b"")
        os.utime(old, (n, n))
    database = open_database(small, NONE, [cache])
    kept = sorted(path.name for path in cache.iterdir())
    assert len(kept) == 4
    assert database.file
    assert database.file.name in kept


def test_a_query_that_is_wrong_is_a_fault_and_not_a_traceback_of_sqlite(small: Path, tmp_path: Path) -> None:
    database = open_database(small, NONE, [tmp_path / "cache"])
    with pytest.raises(FaultError) as caught:
        database.rows("SELECT * FROM no_such_table")
    assert not isinstance(caught.value, sqlite3.Error)


@pytest.mark.parametrize("base", ["", "/somewhere/else"])
def test_the_cache_is_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert user_cache() == Path(platformdirs.user_cache_dir("niw", appauthor=False))
