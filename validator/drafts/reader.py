"""Values as they stand in a file, held against the shape that the schema gives them; every problem in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from validator.drafts.links import dangling
from validator.drafts.quick import ANNOTATION, quick
from validator.drafts.shape import Shape, draft_shape, named
from validator.drafts.values import READERS, Wrong, listed, read_choice, shown
from validator.errors import Path
from validator.source import Raw

_NEVER = (
    "ssn",
    "social_security",
    "passport",
    "alien_number",
    "a_number",
    "alien_registration",
    "receipt_number",
)
_DROP = object()


class Mistake(NamedTuple):
    """A problem at a path of the file; ``of_key``: at the key and not at the value."""

    path: Path
    what: str
    mend: str
    code: str
    of_key: bool = False


class Reading:
    """What came of reading: ``data`` with plain values, the notes on values, and every mistake.

    ``moved`` says where a value stands in the file when that is not its own path: ``{value: …}`` and bare duties.
    """

    def __init__(
        self,
        data: dict[str, Any] | None = None,
        notes: dict[Path, dict[str, str]] | None = None,
        moved: dict[Path, Path] | None = None,
    ) -> None:
        self.data = data or {}
        self.notes = notes or {}
        self.moved = moved or {}
        self.mistakes: list[Mistake] = []


def read(raw: Raw, *, partial: bool = False) -> Reading:
    """``raw`` as a draft.

    :param partial: an excerpt, as in a rule's examples: nothing is required, and items of lists that have no ``id``
        get one from their position ("1", "2" …).
    """
    if not partial and (found := quick(raw)) is not None:
        return Reading(found.data, found.notes, found.moved)
    return thorough(raw, partial=partial)


def thorough(raw: Raw, *, partial: bool = False) -> Reading:
    """``raw`` as a draft, with every mistake in it; ``partial`` as above."""
    reader = _Reader(partial)
    shape = draft_shape()
    if isinstance(raw, dict):
        reader.out.data = reader.group(shape, raw, ())
        for link in dangling(reader.out.data):
            path = reader.out.moved.get(link.path, link.path)
            reader.mistake(path, link.what, link.mend, "no-such-entry")
    else:
        what = "Nothing is entered." if raw is None else f"{shown(raw)} stands where a draft belongs."
        reader.mistake(
            (),
            what,
            "A draft is a group of keys such as case: and i140:. Begin with `niw draft new`.",
            "no-draft",
        )
    return reader.out


class _Reader:
    def __init__(self, partial: bool) -> None:
        self.partial = partial
        self.out = Reading()

    def mistake(self, path: Path, what: str, mend: str, code: str, *, of_key: bool = False) -> None:
        self.out.mistakes.append(Mistake(path=path, what=what, mend=mend, code=code, of_key=of_key))

    def value(self, shape: Shape, raw: Raw, path: Path) -> Any:
        if raw is None:
            return self.null(shape, path)
        kind = shape.kind
        if kind == "group":
            if isinstance(raw, dict):
                return self.group(shape, raw, path)
            if shape.bare and isinstance(raw, str):
                self.out.moved[(*path, shape.bare)] = path
                return {shape.bare: str(raw)} if raw.strip() else _DROP
            self.mistake(
                path, f"{shown(raw)} stands where a group of keys belongs.", _group_mend(shape), "wrong-type"
            )
            return _DROP
        if kind == "list":
            return self.entries(shape, raw, path)
        if isinstance(raw, dict):
            raw = self.annotated(raw, path)
            if raw is None or raw is _DROP:
                return raw if raw is _DROP else self.null(shape, path)
        found = read_choice(raw, shape.options) if kind == "choice" else READERS[kind](raw)
        if isinstance(found, Wrong):
            self.mistake(self.out.moved.get(path, path), found.what, found.mend, found.code)
            return _DROP
        return found if found is not None else self.null(shape, path)

    def null(self, shape: Shape, path: Path) -> Any:
        if shape.blank:
            return None
        self.mistake(path, "Nothing is entered here.", "Enter a value, or remove the line.", "empty")
        return _DROP

    def group(self, shape: Shape, raw: dict[str, Raw], path: Path) -> dict[str, Any]:
        group: dict[str, Any] = {}
        fields = shape.fields
        for key, inner in raw.items():
            of_key = fields.get(key)
            if of_key is None:
                self.unknown(shape, key, path)
                continue
            value = self.value(of_key, inner, (*path, key))
            if value is not _DROP:
                group[key] = value
        for key in () if self.partial else shape.required:
            if key not in raw:
                where = (
                    "The draft"
                    if not path
                    else f"“{path[-1]}”"
                    if isinstance(path[-1], str)
                    else "This entry"
                )
                self.mistake(path, f"{where} has no {key}.", f"Add {key}: …", "missing", of_key=True)
        return group

    def entries(self, shape: Shape, raw: Raw, path: Path) -> Any:
        assert shape.item is not None
        if not isinstance(raw, list):
            self.mistake(
                path,
                f"{shown(raw)} stands where a list belongs.",
                "Begin each entry with a dash: - …",
                "wrong-type",
            )
            return _DROP
        items: list[Any] = []
        for index, inner in enumerate(raw):
            at = (*path, index)
            value = self.value(shape.item, inner, at) if inner is not None else None
            if value is None:
                self.mistake(at, "An entry of the list is empty.", "Fill it in, or remove its dash.", "empty")
            # Items keep their index in the file, so that a path means the same in both.
            items.append({} if value is _DROP or value is None else value)
        if "id" in shape.item.fields:
            self.ids(shape.item, items, path)
        return items

    def ids(self, item: Shape, items: list[Any], path: Path) -> None:
        first: dict[str, int] = {}
        for index, entry in enumerate(items):
            name = entry.get("id")
            if name is None:
                if self.partial and "id" in item.required:
                    entry["id"] = str(index + 1)
            elif name in first:
                self.mistake(
                    (*path, index, "id"),
                    f"The id “{name}” is used twice in this list, first in entry {first[name] + 1}.",
                    "Give each entry an id of its own.",
                    "duplicate-id",
                )
            else:
                first[name] = index

    def annotated(self, raw: dict[str, Raw], path: Path) -> Any:
        if "value" not in raw:
            self.mistake(
                path,
                "A group of keys stands where a single value belongs.",
                "Write the value after the colon, or value: … with exhibit:, page: and confirmed_by: beside it.",
                "wrong-type",
            )
            return _DROP
        note: dict[str, str] = {}
        for key, inner in raw.items():
            if key == "value":
                continue
            if key not in ANNOTATION:
                self.mistake(
                    (*path, key),
                    f"“{key}” has no place beside a value.",
                    _near(key, ANNOTATION[1:]),
                    "unknown-key",
                    of_key=True,
                )
            elif isinstance(inner, dict | list | bool):
                self.mistake(
                    (*path, key),
                    f"{shown(inner)} stands where a text belongs.",
                    f"Write the {key} alone.",
                    "wrong-type",
                )
            elif inner is not None:
                note[key] = str(inner)
        self.out.moved[path] = (*path, "value")
        self.out.notes[path] = note
        value = raw["value"]
        if isinstance(value, dict | list):
            self.mistake(
                (*path, "value"),
                f"{shown(value)} stands where a single value belongs.",
                "Write one value.",
                "wrong-type",
            )
            return _DROP
        return value

    def unknown(self, shape: Shape, key: str, path: Path) -> None:
        folded = _folded(key)
        if any(never in folded for never in _NEVER):
            self.mistake(
                (*path, key),
                f"“{key}” is a personal identifier.",
                "Remove it: no check needs it.",
                "identifier",
                of_key=True,
            )
            return
        group = (
            f"“{path[-1]}”"
            if path and isinstance(path[-1], str)
            else "an entry of this list"
            if path
            else "a draft"
        )
        mend = _near(key, tuple(shape.fields))
        if not mend.startswith("Did"):
            homes = list(named(folded))
            if homes:
                mend = f"It belongs in {listed(tuple(homes[:3]))}."
        self.mistake((*path, key), f"“{key}” is not a field of {group}.", mend, "unknown-key", of_key=True)


def _folded(key: str) -> str:
    """``Job Title``, ``jobTitle`` and ``job-title`` as ``job_title``."""
    out = "".join(f"_{c}" if c.isupper() and i and key[i - 1].islower() else c for i, c in enumerate(key))
    return "_".join(out.replace("-", " ").replace("_", " ").lower().split())


def _near(key: str, names: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    folded = _folded(key)
    near = [folded] if folded in names else get_close_matches(folded, names, n=1, cutoff=0.7)
    return f"Did you mean {near[0]}?" if near else f"Its fields are {listed(names)}."


def _group_mend(shape: Shape) -> str:
    return f"Indent its fields below it: {', '.join(list(shape.fields)[:3])} …"


def lookup(data: Mapping[str, Any], path: Path) -> Any:
    """The value at ``path`` of ``data``. :raises LookupError: where there is none."""
    value: Any = data
    for step in path:
        if value is None or isinstance(value, str):
            raise LookupError(step)
        value = value[step]
    return value
