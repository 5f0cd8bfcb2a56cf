"""What the proof of a pack found, for machines: JSON in the shape of schemas/pack-test.schema.json."""

from __future__ import annotations

import json
from typing import Any

from validator.engine.outcomes import Ending
from validator.errors import Place
from validator.escapes import json_escaped
from validator.packs.proof_text import problems_of
from validator.packs.proven import PackTest, Part, RuleTest, Tried

FORMAT = "1"
"""Raised when a key changes its meaning or goes away."""


def proof_json(test: PackTest) -> str:
    """The proof as JSON text; the same proof gives the same bytes."""
    return json_escaped(json.dumps(proof_content(test), ensure_ascii=False, indent=2)) + "\n"


def proof_content(test: PackTest) -> dict[str, Any]:
    """The proof as JSON knows it: groups, lists, texts, numbers."""
    return {
        "format": FORMAT,
        "pack": test.pack,
        "version": test.version,
        "digest": test.digest,
        "passed": test.passed,
        "proven": test.proven,
        "examples": test.examples,
        "rules": [_rule(rule) for rule in test.rules],
        "problems": [
            {"code": p.code, "place": _place(p.place), "what": p.what, "mend": p.mend}
            for p in problems_of(test)
        ],
        "together": [
            {"rules": [p.one, p.other], "examples": p.examples, "yields": p.yields or None}
            for p in test.together
        ],
        "flipped": [
            {"rule": f.rule, "place": _place(f.place), "was": _ending(f.was), "now": _ending(f.now)}
            for f in test.flipped
        ],
    }


def _rule(rule: RuleTest) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "place": _place(rule.place),
        "passed": rule.passed,
        "proven": rule.proven,
        "fires": not rule.never_fires,
        "cannot_fire": rule.contradiction.text if rule.contradiction else None,
        "missing": list(rule.missing),
        "unproven": [_part(part) for part in rule.unproven],
        "examples": [_tried(tried) for tried in rule.tried],
    }


def _tried(tried: Tried) -> dict[str, Any]:
    return {
        "kind": tried.kind,
        "number": tried.number,
        "place": _place(tried.place),
        "passed": tried.passed,
        "expected": tried.wanted.value,
        "got": _ending(tried.got),
        "error": tried.got if isinstance(tried.got, str) else None,
        "needs": list(tried.needs),
        "decided_by": [_part(part) for part in tried.by],
    }


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "place": _place(part.place)}


def _ending(ending: Ending | str) -> str:
    return ending.value if isinstance(ending, Ending) else "no draft"


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}
