"""The manifest of the tables: which tables there are, and what each of them rests on."""

from __future__ import annotations

import json

from validator.errors import FaultError, Place, Problem
from validator.frozen import frozen

NAME = "manifest.json"
FORMAT = 1


@frozen
class SourceInfo:
    """A published file that a table was made from. ``date`` is the dataset's, as precise as published."""

    file: str
    sha256: str
    dataset: str
    version: str
    date: str
    publisher: str
    licence: str
    attribution: str = ""
    note: str = ""


@frozen
class TableInfo:
    """One table: what it holds, how many rows, its digest, its columns with their kinds, and its sources.

    The first source's dataset and version are those of the table's facts, unless a fact names its own.
    """

    name: str
    about: str
    rows: int
    sha256: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]
    sources: tuple[SourceInfo, ...]

    @property
    def dataset(self) -> str:
        """The dataset of the table's facts."""
        return self.sources[0].dataset

    @property
    def version(self) -> str:
        """The version of that dataset."""
        return self.sources[0].version


@frozen
class Manifest:
    """All tables by name. ``digest`` is the SHA-256 of the manifest, which holds the digest of every table."""

    digest: str
    tables: tuple[TableInfo, ...]


def read_manifest(data: bytes, digest: str, place: str) -> Manifest:
    """The manifest that ``data`` writes; ``digest`` is its SHA-256. Raises FaultError at ``place`` where it is none."""
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise ValueError(content["format"])  # noqa: TRY301 - one answer to all that can be wrong
        datasets = {dataset["id"]: dataset for dataset in content["datasets"]}
        sources = {s["file"]: _source(s, datasets[s["dataset"]]) for s in content["sources"]}
        tables = tuple(
            TableInfo(
                name=table["name"],
                about=table["about"],
                rows=table["rows"],
                sha256=table["sha256"],
                columns=tuple((name, kind) for name, kind in table["columns"]),
                key=tuple(table["key"]),
                indexes=tuple(tuple(columns) for columns in table["indexes"]),
                sources=tuple(sources[file] for file in table["sources"]),
            )
            for table in content["tables"]
        )
    except (ValueError, KeyError, TypeError):
        raise FaultError(
            problems=(
                Problem(
                    what="The manifest of the reference tables cannot be read.",
                    mend="Restore it, or rebuild the tables with niw reference build --from DIR.",
                    place=Place(file=place),
                ),
            )
        ) from None
    return Manifest(digest=digest, tables=tables)


def _source(source: dict[str, str], dataset: dict[str, str]) -> SourceInfo:
    return SourceInfo(
        file=source["file"],
        sha256=source["sha256"],
        dataset=dataset["name"],
        version=dataset["version"],
        date=dataset["date"],
        publisher=dataset["publisher"],
        licence=dataset["licence"],
        attribution=dataset.get("attribution", ""),
        note=dataset.get("note", ""),
    )
