"""From the published files to the tables: one module per subject, each with its ``TABLES``.

To add a table, write a module in ``builders/`` with ``TABLES: tuple[TableSpec, ...]`` and name it in ``SUBJECTS``.
Every source file that a table names must belong to a dataset of ``builders/datasets.py``; its digest enters the
manifest.

``python -m validator.reference.build --from DIR [--to DIR] [--accept-changed]`` runs it.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import sys
from pathlib import Path

from validator.errors import NiwError, Place, Problem, UsageError
from validator.reference.builders.datasets import Dataset, dataset_of
from validator.reference.builders.sources import Sources
from validator.reference.builders.table import TableSpec, sha256
from validator.reference.compile import TABLES

SUBJECTS: tuple[str, ...] = (
    "validator.reference.builders.bls",
    "validator.reference.builders.evidence",
    "validator.reference.builders.fields",
    "validator.reference.builders.onet",
    "validator.reference.builders.programs",
    "validator.reference.builders.profiles",
    "validator.reference.builders.soc",
    "validator.reference.builders.titles",
)

MANIFEST = "manifest.json"
FORMAT = 1


def specs() -> tuple[TableSpec, ...]:
    """All tables, by name. Two of one name are a mistake that the tests would show."""
    found = [spec for subject in SUBJECTS for spec in importlib.import_module(subject).TABLES]
    return tuple(sorted(found, key=lambda spec: spec.name))


def build_tables(source: Path, out: Path = TABLES, *, accept_changed: bool = False) -> tuple[str, ...]:
    """Make every table from the published files in ``source`` and write them with ``manifest.json`` to ``out``.

    Returns the names of the tables that changed. Nothing is written before all tables are made; the manifest is
    written last. Raises UsageError naming each source file that is missing, altered (unless ``accept_changed``) or of
    another form, and where ``out`` cannot be written.
    """
    sources = Sources(source, _recorded(), accept_changed=accept_changed)
    tables = specs()
    sources.check(sorted({file for spec in tables for file in spec.sources}))
    files: dict[str, bytes] = {}
    entries: list[dict[str, object]] = []
    for spec in tables:
        text, rows = _made(spec, sources)
        files[f"{spec.name}.tsv"] = data = text.encode()
        entries.append(_entry(spec, rows, data))
    files[MANIFEST] = _manifest(entries, sources)
    return _write(out, files)


def _made(spec: TableSpec, sources: Sources) -> tuple[str, int]:
    try:
        return spec.text(spec.rows(sources))
    except (KeyError, ValueError, IndexError) as error:  # a value that its reader does not know
        what = f"The table {spec.name} cannot be made: {type(error).__name__} {error} in {', '.join(spec.sources)}."
        mend = "Restore the files as published; a release in a new form needs a reader of its own."
        raise UsageError(problems=(Problem(what=what, mend=mend),)) from error


def _recorded() -> dict[str, str]:
    """The digests of the source files of the tables that ship; none where there are no tables yet."""
    try:
        manifest = json.loads((TABLES / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {source["file"]: source["sha256"] for source in manifest.get("sources", [])}


def _entry(spec: TableSpec, rows: int, data: bytes) -> dict[str, object]:
    return {
        "name": spec.name,
        "about": spec.about,
        "rows": rows,
        "sha256": sha256(data),
        "columns": [[name, kind] for name, kind in spec.columns.items()],
        "key": list(spec.key),
        "indexes": [list(columns) for columns in spec.indexes],
        "sources": list(spec.sources),
    }


def _manifest(entries: list[dict[str, object]], sources: Sources) -> bytes:
    used: dict[str, Dataset] = {}
    listed = []
    for file, digest in sorted(sources.used.items()):
        dataset = dataset_of(file)
        assert dataset is not None  # Sources.check refuses a file of no dataset
        used[dataset.id] = dataset
        listed.append({"file": file, "dataset": dataset.id, "sha256": digest})
    datasets = [
        {
            name: getattr(d, name)
            for name in Dataset.__dataclass_fields__
            if name != "files" and getattr(d, name)
        }
        for d in sorted(used.values(), key=lambda d: d.id)
    ]
    manifest = {"format": FORMAT, "datasets": datasets, "sources": listed, "tables": entries}
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def _write(out: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    changed = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = out / name
            if path.exists() and path.read_bytes() == data:
                continue
            temporary = path.with_name(f".{name}.{os.getpid()}")
            temporary.write_bytes(data)
            temporary.replace(path)
            if name != MANIFEST:
                changed.append(name.removesuffix(".tsv"))
        for path in out.glob("*.tsv"):
            if path.name not in files:
                path.unlink()
                changed.append(path.stem)
    except OSError as error:
        with contextlib.suppress(UnboundLocalError, OSError):
            temporary.unlink()
        raise UsageError(
            problems=(
                Problem(
                    what=f"The tables cannot be written: {error.strerror}.",
                    mend="Name a folder that you may write to.",
                    place=Place(file=str(out)),
                ),
            )
        ) from None
    return tuple(sorted(changed))


def main(arguments: list[str] | None = None) -> int:
    """Rebuild the tables; 0, or the error's exit code with its problems on standard error."""
    parser = argparse.ArgumentParser(prog="python -m validator.reference.build", description=main.__doc__)
    parser.add_argument(
        "--from", dest="source", type=Path, required=True, help="folder of the published files"
    )
    parser.add_argument("--to", dest="out", type=Path, default=TABLES, help="folder of the tables")
    parser.add_argument("--accept-changed", action="store_true", help="read files other than those recorded")
    given = parser.parse_args(arguments)
    try:
        changed = build_tables(given.source, given.out, accept_changed=given.accept_changed)
    except NiwError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write("Changed: " + ", ".join(changed) + ".\n" if changed else "No table changed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
