"""A file's values as they stand there, and the place of each."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from validator.errors import Path, Place, Problem
from validator.source.text import problem_at, spot


class Plain(str):
    """A value written without quotation marks (in JSON: a number): what it means is for the reader to say."""

    __slots__ = ()


Raw: TypeAlias = "dict[str, Raw] | list[Raw] | str | Plain | bool | None"
"""What stands in a file: groups, lists, quoted text (``str``), unquoted text (:class:`Plain`), true and false of JSON,
and None for null, ``~`` or nothing at all."""

Span: TypeAlias = tuple[int | None, int, int]
"""Where the key begins (None in a list or at the top), where the value begins, and where it ends."""

MAX_DEPTH = 60
"""Levels of nesting that a file may have; a draft needs eight."""
MAX_VALUES = 200_000
"""Values that a file may hold when every alias is followed; a long draft has a thousand."""


class Tree(ABC):
    """The values of one document, and their places. ``problems`` are those that leave the rest readable."""

    file: str
    text: str
    first_line: int
    value: Raw
    problems: tuple[Problem, ...]

    @abstractmethod
    def span(self, path: Path) -> Span | None:
        """Key start, start and end of the value at ``path`` as indices into ``text``; None where there is none."""

    def place(self, path: Path) -> Place:
        """The place of the value at ``path``; where it is not in the file, that of the nearest group that is."""
        return self._place(path, of_key=False)

    def key_place(self, path: Path) -> Place:
        """The place of the key that names the value at ``path`` (of the value itself in a list)."""
        return self._place(path, of_key=True)

    def problem(self, path: Path, what: str, mend: str, *, of_key: bool = False, code: str = "") -> Problem:
        """A problem that stands at the value at ``path``, or at its key."""
        return problem_at(
            self.text,
            self._index(path, of_key=of_key),
            what,
            mend,
            file=self.file,
            first_line=self.first_line,
            path=path,
            code=code,
        )

    def _place(self, path: Path, *, of_key: bool) -> Place:
        line, column = spot(self.text, self._index(path, of_key=of_key), self.first_line)
        return Place(file=self.file, line=line, column=column, path=path)

    def _index(self, path: Path, *, of_key: bool) -> int:
        for length in range(len(path), -1, -1):
            found = self.span(path[:length])
            if found is not None:
                key, start, _ = found
                # A value that is not there is shown at the key of the group that should hold it.
                at_key = of_key or length < len(path)
                return key if at_key and key is not None else start
        return 0


def raw_at(value: Raw, path: Path) -> Raw:
    """The value at ``path`` inside ``value``. :raises LookupError: where there is none."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value[step]
            continue
        if not isinstance(value, list) or not isinstance(step, int):
            raise LookupError(step)
        value = value[step]
    return value


def raw_of(value: object) -> Raw:
    """A Python value (from a program, not from a file) as a file would hold it. :raises TypeError: for other types."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return Plain(format(Decimal(repr(value)), "f"))
    if isinstance(value, int | Decimal | date):
        return Plain(format(value, "f") if isinstance(value, Decimal) else str(value))
    if isinstance(value, Mapping):
        return {str(key): raw_of(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [raw_of(inner) for inner in value]
    raise TypeError(f"a {type(value).__name__} has no place in a draft")


_INTEGER = r"[-+]?[0-9]+"
_DECIMAL = r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]{1,3})"
Typed: TypeAlias = "dict[str, Typed] | list[Typed] | str | int | Decimal | bool | None"


def typed(raw: Raw) -> Typed:
    """``raw`` with unquoted values read by their looks, for files that no schema types: true and false, whole numbers,
    decimals; everything else stays text (``yes``, ``NO``, dates too).
    """
    if isinstance(raw, dict):
        return {key: typed(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [typed(value) for value in raw]
    if isinstance(raw, Plain):
        if raw in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return raw in {"true", "True", "TRUE"}
        if re.fullmatch(_INTEGER, raw) and len(raw) < 40:
            return int(raw)
        if re.fullmatch(_DECIMAL, raw):
            return Decimal(raw)
        return str(raw)
    return raw
