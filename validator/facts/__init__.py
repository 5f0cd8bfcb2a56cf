"""One draft, seen through the reference: the flat vocabulary that rules may speak of, each name documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from validator.engine.vocabulary import FactSpec, Vocabulary
from validator.facts import (  # noqa: F401  (each declares its facts)
    ability,
    agreements,
    code,
    code_level,
    degree,
    degree_dates,
    degree_documents,
    degrees_held,
    documents,
    endeavor,
    entry,
    experience,
    filings,
    gaps,
    jobs,
    korean,
    past_dates,
    past_jobs,
    progression,
    proposed,
    sentences,
    stem,
    title,
    translations,
    wages,
)
from validator.facts.frame import DERIVED, DERIVED_OF_ITEMS
from validator.facts.stated import Shape, stated_shapes
from validator.facts.view import Facts

__all__ = ["Facts", "vocabulary"]


@cache
def vocabulary() -> Vocabulary:
    """Every fact: the stated ones in the order of the draft schema, then the derived ones by name."""
    stated = stated_shapes()
    specs = [_with_items(name, shape) for name, shape in stated.items()]
    unknown_lists = DERIVED_OF_ITEMS.keys() - stated.keys()
    if unknown_lists:
        raise ValueError(f"facts are declared for lists that no draft has: {sorted(unknown_lists)}")
    return Vocabulary([*specs, *(DERIVED[name].spec for name in sorted(DERIVED))])


def _with_items(name: str, shape: Shape) -> FactSpec:
    derived: Mapping[str, object] = DERIVED_OF_ITEMS.get(name, {})
    if not derived:
        return shape.spec
    return replace(
        shape.spec, fields=(*shape.spec.fields, *(DERIVED_OF_ITEMS[name][f].spec for f in sorted(derived)))
    )
