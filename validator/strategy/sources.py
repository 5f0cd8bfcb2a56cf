"""Which datasets stand behind a page: printed wherever their facts are used."""

from __future__ import annotations

from validator.findings import DatasetUsed
from validator.reference import Reference


def datasets_of(tables: Reference, *names: str) -> tuple[DatasetUsed, ...]:
    """The datasets behind the tables ``names`` (behind all where none is named), by name."""
    used = {
        (s.dataset, s.version): s.licence
        for table in tables.tables()
        if not names or table.name in names
        for s in table.sources
    }
    return tuple(
        DatasetUsed(name=name, version=version, licence=licence)
        for (name, version), licence in sorted(used.items())
    )
