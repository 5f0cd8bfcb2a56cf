"""Rule files, their language, manifests, inheritance, parameters, lint and examples. Knows no draft on disk."""

from __future__ import annotations

from validator.packs.load import lint_pack, load_pack
from validator.packs.model import Effective, Example, Origin, Pack, PackPart, Param, PhraseList, Rule
from validator.packs.proof import PackTest, RuleTest, examples_of, test_pack
from validator.packs.render import quoted, render
from validator.packs.sources import shipped_packs

__all__ = [
    "Effective",
    "Example",
    "Origin",
    "Pack",
    "PackPart",
    "PackTest",
    "Param",
    "PhraseList",
    "Rule",
    "RuleTest",
    "examples_of",
    "lint_pack",
    "load_pack",
    "quoted",
    "render",
    "shipped_packs",
    "test_pack",
]
