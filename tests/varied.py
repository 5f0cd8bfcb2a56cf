"""Drafts in great variety, the same at every run: the samples with values left out, blanked, exchanged and moved.

They are no cases to judge by, but to hold two ways of doing one thing together: whatever a change of code does to the
judgement shows on some of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from validator.source import yaml_tree

SAMPLES = sorted(
    p for p in (Path(__file__).parents[1] / "samples").glob("*/*.yaml") if not p.match("*.expected.yaml")
)
SEED = 20261121
_SPARED = {"id", "case"}


def samples() -> list[dict[str, Any]]:
    """The samples as they stand in their files, each a tree of its own, unquoted values as texts."""
    return [_plain(yaml_tree(path.read_text(encoding="utf-8"), path.name).value) for path in SAMPLES]


def varied(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """``count`` samples in turn, each changed in one to six ways; some are broken by it."""
    draw, originals = random.Random(seed), samples()
    for number in range(count):
        draft = json.loads(json.dumps(originals[number % len(originals)]))
        for _ in range(draw.randint(1, 6)):
            _changed(draft, draw.choice(originals), draw)
        draft.setdefault("case", {})["id"] = f"varied-{number}"
        yield draft


def as_json(draft: dict[str, Any]) -> str:
    """The draft as one line of JSONL."""
    return json.dumps(draft, ensure_ascii=False)


def as_yaml(draft: dict[str, Any]) -> str:
    """The draft in YAML, in block style, as a program would write it."""
    import yaml

    written: str = yaml.safe_dump(draft, allow_unicode=True, sort_keys=False, width=100)
    return written


def _plain(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key: _plain(inner) for key, inner in raw.items()}
    if isinstance(raw, list):
        return [_plain(inner) for inner in raw]
    return str(raw) if isinstance(raw, str) else raw


def _changed(draft: dict[str, Any], other: dict[str, Any], draw: random.Random) -> None:
    """One change somewhere in ``draft``; what it takes from elsewhere is at the same place of ``other``."""
    here: Any = draft
    there: Any = other
    while True:
        keys = [k for k in (here if isinstance(here, dict) else range(len(here))) if k not in _SPARED]
        if not keys:
            return
        key = draw.choice(keys)
        there = _inner(there, key)
        if isinstance(here[key], dict | list) and here[key] and draw.random() < 0.8:
            here = here[key]
            continue
        break
    match draw.randrange(6):
        case 0 | 1:
            del here[key]
        case 2:
            if isinstance(here, dict):
                here[key] = None
        case 3 if isinstance(here[key], str):
            here[key] = draw.choice(("", "x", "yes", "no", "03/2019", "15-1252", "Senior Manager", "12", "é"))
        case _:
            if there is not None:
                here[key] = json.loads(json.dumps(there))


def _inner(node: Any, key: Any) -> Any:
    if isinstance(node, dict):
        return node.get(key)
    if isinstance(node, list) and isinstance(key, int) and key < len(node):
        return node[key]
    return None
