"""The draft schema, compiled to what the reader needs at each place: the kind of value, the fields, the form item.

``schemas/draft.schema.json`` is the one source. A keyword that this compiler does not know is an error of ours and not
ignored, so that the schema never asks for what the reader does not check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import Any

from validator.errors import FaultError, Path, Problem
from validator.frozen import frozen
from validator.resources import schemas_dir

SCALARS = frozenset(
    (
        "id",
        "link",
        "text",
        "code",
        "date",
        "end_date",
        "yes_no",
        "number",
        "percent",
        "entry_text",
        "entry_code",
    )
)
_NEVER_BLANK = frozenset(("id", "entry_text", "entry_code"))
_KNOWN = frozenset(
    "$ref $schema $id $defs title description type additionalProperties required properties items anyOf enum".split()
)


@frozen
class Shape:
    """What belongs at one place of a draft.

    ``kind`` is ``group``, ``list``, ``choice`` or one of :data:`SCALARS`. ``bare`` names the field that an item of a
    list means when it is written as a bare text instead of a group. ``blank`` says whether null may stand there.
    """

    kind: str
    description: str = ""
    fields: Mapping[str, Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    item: Shape | None = None
    options: tuple[str, ...] = ()
    bare: str = ""
    blank: bool = True

    @property
    def form_item(self) -> str:
        """The form item or the document that the value is from: ``Form I-140, Part 6, item 2``; ``""`` for none."""
        return self.description.partition(":")[0] if ":" in self.description else ""


@cache
def draft_shape() -> Shape:
    """The shape of a whole draft. :raises FaultError: the schema is missing, or says what no reader checks."""
    schema = json.loads(schema_file())
    return _compile(schema, schema["$defs"])


@cache
def schema_file() -> str:
    """The text of ``schemas/draft.schema.json``."""
    path = schemas_dir() / "draft.schema.json"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FaultError(
            (Problem(what=f"{path} cannot be read: {error}.", mend="Install niw again."),)
        ) from error


def shape_at(path: Path) -> Shape | None:
    """The shape at ``path`` (an index or a name of a list's item alike); None where the schema has no such place."""
    shape: Shape | None = draft_shape()
    for step in path:
        if shape is None:
            return None
        shape = shape.item if isinstance(step, int) else shape.fields.get(step)
    return shape


def named(name: str) -> Iterator[str]:
    """Where in a draft a key ``name`` belongs, as dotted names (``letters[].job_title``)."""

    def look(shape: Shape, prefix: str) -> Iterator[str]:
        for key, inner in shape.fields.items():
            if key == name:
                yield prefix + key
            yield from look(inner, f"{prefix}{key}.")
        if shape.item is not None:
            yield from look(shape.item, prefix.removesuffix(".") + "[].")

    return look(draft_shape(), "")


def _compile(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Shape:
    unknown = node.keys() - _KNOWN
    if unknown:
        raise FaultError(
            (Problem(what=f"The draft schema uses {sorted(unknown)}, which the reader does not check."),)
        )
    description = node.get("description", "")
    name = node.get("$ref", "").removeprefix("#/$defs/")
    if name in SCALARS:
        return Shape(kind=name, description=description, blank=name not in _NEVER_BLANK)
    if name:
        return _compile({**definitions[name], "description": description}, definitions)
    if "properties" in node:
        fields = {key: _compile(inner, definitions) for key, inner in node["properties"].items()}
        return Shape(
            kind="group",
            description=description,
            fields=fields,
            required=tuple(node.get("required", ())),
            blank="null" in node["type"],
        )
    if "items" in node:
        return _compile_list(node, description, definitions)
    values = node["enum"] if "enum" in node else node["anyOf"][0]["enum"]
    options = tuple(value for value in values if value is not None)
    return Shape(kind="choice", description=description, options=options, blank=None in values)


def _compile_list(node: Mapping[str, Any], description: str, definitions: Mapping[str, Any]) -> Shape:
    items = node["items"]
    if "anyOf" in items:  # a bare text, or a group with the text and more
        group = _compile(next(option for option in items["anyOf"] if "properties" in option), definitions)
        item = Shape(kind="group", fields=group.fields, required=group.required, bare="text", blank=False)
    elif set(items) == {"type"}:
        item = Shape(kind="link", blank=False)
    else:
        item = _compile(items, definitions)
    return Shape(kind="list", description=description, item=item)
