"""The engine in plain Python: the conditions as they are written, decided by recursion.

It defines what a rule means. The other engine is held against it on generated rules and drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from validator.engine.conditions import AllOf, AnyOf, Condition, Count, ForAll, ForAny, Leaf, NoneOf
from validator.engine.gathering import Judge
from validator.engine.interface import Engine
from validator.engine.kleene import Truth, every, negated, some
from validator.engine.reading import Reading, Scope


class ReferenceEngine(Engine):
    """Decides by recursion over the conditions."""

    name: ClassVar[str] = "reference"

    @contextmanager
    def judging(self, reading: Reading) -> Iterator[Judge]:
        """Decide each condition when it is asked for."""
        yield lambda condition, scope: decide(condition, scope, reading)


def decide(condition: Condition, scope: Scope, reading: Reading) -> Truth:
    """The truth of ``condition`` within ``scope``: this is the semantics."""
    match condition:
        case Leaf():
            return reading.leaf(condition, scope)
        case AllOf(parts=parts):
            return every(decide(p, scope, reading) for p in parts)
        case AnyOf(parts=parts):
            return some(decide(p, scope, reading) for p in parts)
        case NoneOf(parts=parts):
            return negated(some(decide(p, scope, reading) for p in parts))
    scopes = reading.items(condition, scope)
    if scopes is None:
        return None
    match condition:
        case ForAny(where=where):
            return some(decide(where, s, reading) for s in scopes)
        case ForAll(where=where):
            return every(decide(where, s, reading) for s in scopes)
        case Count(where=None):
            return reading.count(condition, scope, len(scopes), len(scopes))
        case Count(where=counted):
            assert counted is not None
            truths = [decide(counted, s, reading) for s in scopes]
            least = truths.count(True)
            return reading.count(condition, scope, least, least + truths.count(None))
