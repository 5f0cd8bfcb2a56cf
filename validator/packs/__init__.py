"""Rule files, their language, manifests, inheritance, parameters, lint and examples. Knows no draft on disk."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.packs.lint import lint_pack
    from validator.packs.load import load_pack
    from validator.packs.model import Effective, Example, Origin, Pack, PackPart, Param, PhraseList, Rule
    from validator.packs.proof import ExampleDraft, test_pack
    from validator.packs.proven import PackTest, RuleTest
    from validator.packs.sentence import quoted, render
    from validator.packs.sources import shipped_packs

__all__ = [
    "Effective",
    "Example",
    "ExampleDraft",
    "Origin",
    "Pack",
    "PackPart",
    "PackTest",
    "Param",
    "PhraseList",
    "Rule",
    "RuleTest",
    "lint_pack",
    "load_pack",
    "quoted",
    "render",
    "shipped_packs",
    "test_pack",
]

_HOMES = {
    "lint_pack": "lint",
    "load_pack": "load",
    **dict.fromkeys(("ExampleDraft", "test_pack"), "proof"),
    **dict.fromkeys(("PackTest", "RuleTest"), "proven"),
    **dict.fromkeys(("quoted", "render"), "sentence"),
    "shipped_packs": "sources",
}


def __getattr__(name: str) -> object:
    """Each name comes with its own module when it is first asked for: a check does not pay for the lint."""
    if name not in __all__:
        raise AttributeError(name)
    value = getattr(importlib.import_module(f"validator.packs.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value
