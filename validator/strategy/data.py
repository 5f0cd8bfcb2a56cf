"""Searches, occupations and comparisons for programs: JSON of the dataclasses, key by key.

Keys stand in the order of the dataclasses of :mod:`validator.strategy.model`, and every key is always there.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from validator.reports.json import written

if TYPE_CHECKING:
    from validator.strategy.pages import Shown

SCHEMA_VERSION = "1.0"
"""Major and minor: a new key raises the second number, a key that goes or changes its meaning the first."""


def as_data(value: Any) -> Any:
    """``value`` as what JSON can hold: a dataclass as an object, a severity by name, dollars as a number, a
    day in ISO.
    """
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return [as_data(v) for v in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_data(getattr(value, f.name)) for f in fields(value)}
    return value


def text(of: Shown, encoding: str = "utf-8") -> str:
    """``of`` as one JSON document, indented; a comparison is as schemas/comparison.schema.json describes it."""
    return written({"schema_version": SCHEMA_VERSION, **as_data(of)}, encoding)
