"""What this room reads of the reference: rows by key, and where a fact is from."""

from __future__ import annotations

from typing import Any

from validator.evidence import Known
from validator.reference import reference


def rows(sql: str, *arguments: str | int) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return reference().query(sql, *arguments)


def known(table: str, text: str) -> Known:
    """``text`` as a fact of ``table``, with the table's dataset and version."""
    return reference().known(table, text)


def known_title(text: str, *, filed: bool = False) -> Known:
    """``text`` as a fact of the published titles, or of titles that were filed (2010-17)."""
    return (
        Known(text=text, dataset="LCA disclosure records", version="2010-17")
        if filed
        else known("titles", text)
    )
