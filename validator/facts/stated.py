"""The stated part of the vocabulary: one fact for every field of the draft schema, named by its path.

``i140.job_title`` is a fact of the draft; the fields of a list's items (``letters`` … ``job_title``) are facts of the
item, read through the name a rule gives it. What a field means stands in the schema's description alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from validator.engine.vocabulary import FactSpec, FactType, Kind, one_of
from validator.facts.types import BOOLEAN, DAY, NUMBER, RECORDS, TEXT, TEXTS
from validator.frozen import frozen
from validator.resources import schemas_dir

_SCALARS = {
    "yes_no": (BOOLEAN, "yes_no"),
    "number": (NUMBER, "number"),
    "percent": (NUMBER, "number"),
    "date": (DAY, "day"),
    "end_date": (DAY, "day"),
    "code": (TEXT, "code"),
    "texts": (TEXTS, "texts"),
    "links": (TEXTS, "texts"),
    "codes": (TEXTS, "codes"),
}


@frozen(kw_only=False)
class Shape:
    """One field of the draft as facts see it: ``reads`` is how its content is read."""

    spec: FactSpec
    reads: str
    fields: Mapping[str, Shape] = field(default_factory=dict)


@cache
def stated_shapes() -> Mapping[str, Shape]:
    """Every stated fact by name; the fields of list items stand in their list's ``fields``."""
    schema = json.loads((schemas_dir() / "draft.schema.json").read_text(encoding="utf-8"))
    shapes: dict[str, Shape] = {}
    _object(schema, schema["$defs"], "", shapes)
    return shapes


def _object(
    node: Mapping[str, Any], definitions: Mapping[str, Any], prefix: str, shapes: dict[str, Shape]
) -> None:
    for key, sub in node["properties"].items():
        name = f"{prefix}{key}"
        doc = sub.get("description", "")
        form_item = doc.partition(":")[0] if ":" in doc else ""
        kind = sub.get("$ref", "").rpartition("/")[2]
        target = definitions[kind] if kind else sub
        item = _item_node(target, definitions)
        if "properties" in target:
            _object(target, definitions, f"{name}.", shapes)
        elif item is not None:
            fields: dict[str, Shape] = {}
            _object(item, definitions, "", fields)
            fields_ = tuple(s.spec for s in fields.values())
            spec = FactSpec(name=name, type=RECORDS, doc=doc, item=form_item, fields=fields_)
            shapes[name] = Shape(spec, "records", fields)
        elif kind in _SCALARS:
            type_, reads = _SCALARS[kind]
            shapes[name] = Shape(FactSpec(name=name, type=type_, doc=doc, item=form_item), reads)
        elif "items" in target:
            inner = target["items"].get("$ref", "").rpartition("/")[2]
            several = _choices(definitions[inner], inner, Kind.texts) if inner else None
            shapes[name] = Shape(FactSpec(name=name, type=several or TEXTS, doc=doc, item=form_item), "texts")
        else:
            one = _choices(target, kind or key, Kind.text)
            shapes[name] = Shape(FactSpec(name=name, type=one or TEXT, doc=doc, item=form_item), "text")


def _choices(node: Mapping[str, Any], name: str, kind: Kind) -> FactType | None:
    """The type of a field that has the values of an ``enum`` and no others."""
    options = node.get("anyOf", ({},))
    values = node.get("enum") or options[0].get("enum")
    return one_of(name, [v for v in values if v is not None], kind) if values else None


def _item_node(target: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The object that a list's items are, or None where ``target`` is no list of objects."""
    items = target.get("items")
    if not isinstance(items, Mapping):
        return None
    if "$ref" in items:
        items = definitions[items["$ref"].rpartition("/")[2]]
    if "properties" in items:
        return items
    return next(
        (
            option
            for option in items.get("anyOf", ())
            if "properties" in option and "text" in option["properties"]
        ),
        None,
    )
