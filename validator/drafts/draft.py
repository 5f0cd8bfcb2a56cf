"""A draft that was read: its plain values, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from validator.drafts.shape import shape_at
from validator.errors import Path, Place, Problem
from validator.frozen import frozen
from validator.source import Raw, Tree
from validator.source.tree import raw_at


@frozen
class Annotation:
    """What a draft says about a value beside it; ``""`` where it says nothing."""

    exhibit: str = ""
    page: str = ""
    confirmed_by: str = ""


@frozen
class Draft:
    """One petition draft.

    ``data`` holds plain values by the schema's types: texts as written, yes/no as ``bool``, numbers as ``int`` or
    ``Decimal``, dates and codes as the text that stands there (read them with :mod:`validator.notation`), the end of a
    job that goes on as ``"present"``. A key that is absent is *not entered yet*, ``None`` is *left blank on the form*
    (an empty text too), ``[]`` is *none*. Duties are always groups with ``text``.

    ``line`` is the line of ``file`` on which the draft begins (1, except in JSONL).
    """

    id: str
    file: str
    data: Mapping[str, Any]
    line: int = 1
    source: Tree | None = field(default=None, repr=False, compare=False)
    raw: Raw = field(default=None, repr=False, compare=False)
    notes: Mapping[Path, Mapping[str, str]] = field(default_factory=dict, repr=False, compare=False)
    moved: Mapping[Path, Path] = field(default_factory=dict, repr=False, compare=False)

    def place(self, path: Path) -> Place:
        """Where the value at ``path`` stands; of a value that is not entered, where its group stands.

        A value that came through a YAML alias has the place where it is written. A draft that came from a program
        and not from a file has no lines.
        """
        if self.source is None:
            return Place(file=self.file, path=path)
        written = self.moved.get(path)
        if written is None:
            return self.source.place(path)
        return replace(self.source.place(written), path=path)

    def where(self, path: Path) -> str:
        """``path`` by the ids of list items: ``letters[dean].text``; an item without an id by its index."""
        out = ""
        value: Any = self.data
        for step in path:
            inner: Any = None
            if isinstance(step, int):
                inner = value[step] if isinstance(value, list) and step < len(value) else None
                named = inner.get("id") if isinstance(inner, Mapping) else None
                out += f"[{step if named is None else named}]"
            else:
                inner = value.get(step) if isinstance(value, Mapping) else None
                out += f".{step}" if out else step
            value = inner
        return out

    def written(self, path: Path) -> str:
        """The text of the value at ``path`` exactly as it was entered, untrimmed; ``""`` where nothing stands."""
        try:
            raw = raw_at(self.raw, self.moved.get(path, path))
        except LookupError:
            return ""
        if raw is None or isinstance(raw, dict | list):
            return ""
        return str(raw).lower() if isinstance(raw, bool) else str(raw)

    def annotation(self, path: Path) -> Annotation | None:
        """The exhibit and page of the value at ``path``, and who confirmed it; None where nothing is noted."""
        note = self.notes.get(path)
        return Annotation(**note) if note is not None else None

    def form_item(self, path: Path) -> str:
        """The form item or document of the value at ``path``: ``Form I-140, Part 6, item 2``; ``""`` if none."""
        shape = shape_at(path)
        return shape.form_item if shape else ""


@frozen
class DraftFailure:
    """A draft of a run that could not be read or does not fit the schema; the others of the run are not touched."""

    file: str
    line: int = 1
    problems: tuple[Problem, ...]
