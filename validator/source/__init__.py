"""Text files whose every value keeps its place: decoding, and reading YAML and JSON without guessing types.

Drafts, rule packs and waivers are read through here. The values of a :class:`Tree` are what stands in the file
(texts, lists, groups); which type a value has is decided by whoever knows what is expected there.
"""

from __future__ import annotations

from validator.source.json_tree import json_tree
from validator.source.text import SourceError, read_text
from validator.source.tree import Plain, Raw, Tree, raw_of, typed
from validator.source.yaml_tree import yaml_tree

__all__ = ["Plain", "Raw", "SourceError", "Tree", "json_tree", "raw_of", "read_text", "typed", "yaml_tree"]
