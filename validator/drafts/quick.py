"""The short way through a draft without a mistake: its values and notes, in one pass over what stands in the file.

Each shape of the schema becomes a function when a draft first comes to it. Wherever anything is amiss the short way
gives up, and :mod:`validator.drafts.reader` reads the draft again and says what it is; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from validator.drafts.links import lists_of, targets
from validator.drafts.shape import Shape, draft_shape
from validator.drafts.values import READERS, Wrong, read_choice
from validator.errors import Path
from validator.source import Raw

ANNOTATION = ("value", "exhibit", "page", "confirmed_by")
"""The keys of a value that says where it stands and who confirmed it."""

_KEPT = 4096  # readings of dates, codes, numbers and choices that are kept of each kind


class _Amiss(Exception):
    """Something is not as it should be; which, the reader says."""


class Found:
    """What the short way found; ``links`` are the ids that entries point at, with the lists they point into."""

    __slots__ = ("data", "ids", "links", "moved", "notes")

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.notes: dict[Path, dict[str, str]] = {}
        self.moved: dict[Path, Path] = {}
        self.links: list[tuple[tuple[str, ...], str]] = []
        self.ids: set[str] = set()


Read = Callable[[Any, Path, "str | int", Found], Any]
"""Reads what stands (it is not null) under a key or an index of the group or list at a path."""


class _Plan(NamedTuple):
    """How one field is read, whether it may be left blank, and the lists that it points into (None: it is no link)."""

    read: Read
    blank: bool
    into: tuple[str, ...] | None


def quick(raw: Raw) -> Found | None:
    """What ``raw`` says as a whole draft; None where there is any mistake in it."""
    if not isinstance(raw, dict):
        return None
    found = Found()
    try:
        found.data = _whole()(raw, (), found)
    except _Amiss:
        return None
    return found if _linked(found) else None


def _linked(found: Found) -> bool:
    """Whether every link leads to an entry, or into a list that is not entered yet."""
    known: dict[tuple[str, ...], Any] = {}
    for lists, id_ in found.links:
        if lists not in known:
            known[lists] = targets(found.data, lists, lambda: found.ids)
        ids = known[lists]
        if ids is not None and id_ not in ids:
            return False
    return True


@cache
def _whole() -> Callable[[dict[str, Raw], Path, Found], dict[str, Any]]:
    return _group(draft_shape(), "")


def _group(shape: Shape, name: str) -> Callable[[dict[str, Raw], Path, Found], dict[str, Any]]:
    """A function that reads a group that stands under the key ``name``, given its own path."""
    fields, required = shape.fields, shape.required
    plans: dict[str, _Plan] = {}

    def planned(key: str) -> _Plan:
        if key not in fields:
            raise _Amiss
        inner = fields[key]
        plans[key] = _Plan(_reads(inner, key), inner.blank, lists_of(name, key))
        return plans[key]

    def read(raw: dict[str, Raw], path: Path, found: Found) -> dict[str, Any]:
        group: dict[str, Any] = {}
        for key, inner in raw.items():
            how, blank, into = plans.get(key) or planned(key)
            value = group[key] = None if inner is None else how(inner, path, key, found)
            if value is None:
                if not blank:
                    raise _Amiss
            elif into is not None:
                texts = value if value.__class__ is list else (value,)
                found.links += [(into, text) for text in texts if text.__class__ is str]
        for key in required:
            if key not in raw:
                raise _Amiss
        if (own := group.get("id")) is not None:
            found.ids.add(own)
        return group

    return read


def _reads(shape: Shape, key: str) -> Read:
    if shape.kind == "list":
        assert shape.item is not None
        return _groups(shape.item, key) if shape.item.kind == "group" else _singles(shape.item)
    if shape.kind != "group":
        return _scalar(shape)
    within = _group(shape, key)

    def read(raw: Raw, path: Path, step: str | int, found: Found) -> Any:
        if not isinstance(raw, dict):
            raise _Amiss
        return within(raw, (*path, step), found)

    return read


def _singles(item: Shape) -> Read:
    """Reads a list of single values."""
    one = _reads(item, "")

    def read(raw: Raw, path: Path, step: str | int, found: Found) -> list[Any]:
        if not isinstance(raw, list) or None in raw:
            raise _Amiss
        here = (*path, step)
        values = [one(inner, here, index, found) for index, inner in enumerate(raw)]
        if None in values:
            raise _Amiss
        return values

    return read


def _groups(item: Shape, key: str) -> Read:
    """Reads a list of groups; where an item may be a bare text, that is the group's field of this name."""
    within, bare, named = _group(item, key), item.bare, "id" in item.fields

    def read(raw: Raw, path: Path, step: str | int, found: Found) -> list[Any]:
        if not isinstance(raw, list):
            raise _Amiss
        here = (*path, step)
        entries: list[dict[str, Any]] = []
        for index, inner in enumerate(raw):
            if isinstance(inner, dict):
                entries.append(within(inner, (*here, index), found))
            elif bare and isinstance(inner, str):
                found.moved[*here, index, bare] = (*here, index)
                entries.append({bare: str(inner)} if inner.strip() else {})
            else:
                raise _Amiss
        if named:
            ids = [own for entry in entries if (own := entry.get("id")) is not None]
            if len(ids) != len(set(ids)):
                raise _Amiss
        return entries

    return read


def _scalar(shape: Shape) -> Read:
    """Reads a single value as :data:`READERS` does, or the value of a group that says where it stands."""
    kind, of_text = shape.kind, _of_text(shape.kind, shape.options)

    def read(raw: Raw, path: Path, step: str | int, found: Found) -> Any:
        if isinstance(raw, dict):
            raw = _annotated(raw, (*path, step), found)
        if raw.__class__ is str:
            value = of_text(raw)
        elif isinstance(raw, str):
            value = of_text(str(raw))
        elif raw is None or (raw.__class__ is bool and kind == "yes_no"):
            return raw
        else:
            raise _Amiss
        if value.__class__ is Wrong:
            raise _Amiss
        return value

    return read


@cache
def _of_text(kind: str, options: tuple[str, ...]) -> Callable[[str], Any]:
    """The reader of a kind of value, with a memory for all but free texts."""
    if kind in {"text", "entry_text", "entry_code"}:
        return _text
    if kind == "choice":
        return lru_cache(maxsize=_KEPT)(lambda text: read_choice(text, options))
    return lru_cache(maxsize=_KEPT)(READERS[kind])


def _text(text: str) -> str | None:
    return text if text and not text.isspace() else None  # an empty field is a blank one


def _annotated(raw: dict[str, Raw], path: Path, found: Found) -> Raw:
    """The value of a group that says where it stands, too; its note is kept."""
    if "value" not in raw:
        raise _Amiss
    note: dict[str, str] = {}
    for key, inner in raw.items():
        if key == "value":
            continue
        if key not in ANNOTATION or isinstance(inner, dict | list | bool):
            raise _Amiss
        if inner is not None:
            note[key] = str(inner)
    value = raw["value"]
    if isinstance(value, dict | list):
        raise _Amiss
    found.moved[path] = (*path, "value")
    found.notes[path] = note
    return value
