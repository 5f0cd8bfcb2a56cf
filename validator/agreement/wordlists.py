"""The word lists that ship with this room (``data/``), read where they lie: they are part of the package."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"


def table(name: str) -> list[list[str]]:
    """The rows of ``data/name`` as lists of cells (tab-separated); the header of a ``.tsv`` and ``#`` lines
    left out.
    """
    lines = (_DATA / name).read_text(encoding="utf-8").split("\n")
    kept = lines[1:] if name.endswith(".tsv") else lines
    return [line.split("\t") for line in kept if line and not line.startswith("#")]
