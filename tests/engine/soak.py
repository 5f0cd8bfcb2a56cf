"""Three thousand drafts through the engine on durable-rules, in a process of its own: prints its memory (MB).

``python -m tests.engine.soak``; test_durable.py holds the first figure against the last.
"""

# ruff: noqa: T201 - it prints figures

from __future__ import annotations

import resource
from pathlib import Path

from tests.engine.generated import Draft, Item
from validator.engine.conditions import AllOf, AnyOf, Condition, FactRef, ForAny, Leaf, Literal
from validator.engine.durable import DurableEngine
from validator.engine.program import CompiledRule, Program
from validator.engine.values import blank, known

DRAFTS = 3000


def _says(fact: str) -> Leaf:
    return Leaf(FactRef(fact), "equals", Literal("yes"))


def _rules() -> list[CompiledRule]:
    conditions: list[Condition] = [
        AllOf((_says(f"x{i}"), AnyOf((_says(f"x{i + 1}"), _says(f"x{i + 2}"))))) for i in range(60)
    ]
    conditions.append(AnyOf(tuple(_says(f"x{i}") for i in range(70))))
    conditions.append(ForAny(FactRef("items"), "i", AllOf((_says("i.a"), _says("i.b")))))
    return [CompiledRule(id=f"rule-{i}", condition=c) for i, c in enumerate(conditions)]


def _draft(number: int) -> Draft:
    """Every draft another one: some facts true, some false, some blank, some not entered."""
    values = (known("yes"), known("no"), blank())
    facts = {f"x{i}": values[(number * 7 + i * i) % 3] for i in range(75) if (number + i) % 5}
    items = (Item(str(i), {"a": values[0], "b": values[(number + i) % 2]}) for i in range(4))
    return Draft({**facts, "items": known(tuple(items))})


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    engine = DurableEngine(Program(_rules()))
    for number in range(1, DRAFTS + 1):
        engine.run(_draft(number))
        if number in (100, 1000, 2000, DRAFTS):
            print(f"{_megabytes():.2f}")
