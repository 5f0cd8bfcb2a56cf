"""The official tables: occupations, titles, levels, programs, wages; each fact knows dataset and version.

``reference()`` opens them. An absence in a table is "unusual, explain it", never a mismatch by itself.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from validator.reference.database import open_database
from validator.reference.entries import (
    Attainment,
    CodeEntry,
    Education,
    Entry,
    JobZone,
    Program,
    Share,
    Stem,
    TaskBag,
    Term,
    Title,
)
from validator.reference.levels import Levels
from validator.reference.manifest import SourceInfo, TableInfo
from validator.reference.occupations import Occupations
from validator.reference.profiles import Profiles
from validator.reference.programs import Programs

if TYPE_CHECKING:
    from validator.reference.figures import CetArea, Growth, Related, Wage, Wages


class Reference(Occupations, Levels, Programs, Profiles):
    """Every look-up, on one read-only database. Safe to share between threads and to use after a fork."""


_lock = threading.Lock()
_reference: list[Reference] = []


def reference() -> Reference:
    """The reference of this process, opened once. Raises FaultError where the tables are missing or damaged."""
    if not _reference:
        with _lock:
            if not _reference:
                _reference.append(Reference(open_database()))
    return _reference[0]


def __getattr__(name: str) -> object:
    if name in __all__:
        from validator.reference import figures

        return getattr(figures, name)
    raise AttributeError(name)


__all__ = [
    "Attainment",
    "CetArea",
    "CodeEntry",
    "Education",
    "Entry",
    "Growth",
    "JobZone",
    "Program",
    "Reference",
    "Related",
    "Share",
    "SourceInfo",
    "Stem",
    "TableInfo",
    "TaskBag",
    "Term",
    "Title",
    "Wage",
    "Wages",
    "reference",
]
