"""Rules made ready to run: in layers, so that a conclusion is complete before a rule reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from validator.engine.conditions import Condition, facts_of
from validator.engine.reading import Prepared, prepare
from validator.engine.vocabulary import CONCLUDED
from validator.errors import PackError, Place, Problem
from validator.frozen import frozen


@frozen
class CompiledRule:
    """A rule as the engine sees it.

    ``concludes`` pairs names of conclusions with the values it adds to them when it fires:
    ``("profession", "doubtful")``.
    """

    id: str
    condition: Condition
    concludes: tuple[tuple[str, str], ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def reads_conclusions(self) -> tuple[str, ...]:
        """The names of the conclusions its condition reads, in the order written, each once."""
        names = (
            f.name.removeprefix(CONCLUDED) for f in facts_of(self.condition) if f.name.startswith(CONCLUDED)
        )
        return tuple(dict.fromkeys(names))


class Program:
    """A set of rules, checked and layered. Raises PackError for an id used twice and for a circle of conclusions.

    ``layers`` hold indices into ``rules``: every rule that adds to a conclusion stands in an earlier layer than every
    rule that reads it. Within a layer rules keep their order.
    """

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self.rules: tuple[CompiledRule, ...] = tuple(rules)
        self.by_id: dict[str, int] = {}
        for index, rule in enumerate(self.rules):
            if rule.id in self.by_id:
                raise PackError((Problem(what=f"Two rules have the id “{rule.id}”.", place=rule.place),))
            self.by_id[rule.id] = index
        self.concluders = _concluders(self.rules)
        self.layers = _layers(self.rules, self.concluders)
        self.leaves: Mapping[int, Prepared] = prepare(r.condition for r in self.rules)


def _concluders(rules: tuple[CompiledRule, ...]) -> dict[str, tuple[int, ...]]:
    """The rules that add to each conclusion."""
    found: dict[str, dict[int, None]] = {}
    for index, rule in enumerate(rules):
        for name, _ in rule.concludes:
            found.setdefault(name, {})[index] = None
    return {name: tuple(indices) for name, indices in found.items()}


def _layers(
    rules: tuple[CompiledRule, ...], concluders: Mapping[str, tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    depths: dict[int, int] = {}
    path: list[tuple[int, str]] = []  # the rules being placed, each with the conclusion it was reached by

    def depth(index: int, by: str) -> int:
        if index in depths:
            return depths[index]
        if index in (i for i, _ in path):
            raise _circle(rules, [*path, (index, by)])
        path.append((index, by))
        found = 0
        for name in rules[index].reads_conclusions:
            for concluder in concluders.get(name, ()):
                found = max(found, depth(concluder, name) + 1)
        path.pop()
        depths[index] = found
        return found

    for index in range(len(rules)):
        depth(index, "")
    return tuple(
        tuple(i for i in range(len(rules)) if depths[i] == layer)
        for layer in range(max(depths.values(), default=-1) + 1)
    )


def _circle(rules: tuple[CompiledRule, ...], path: list[tuple[int, str]]) -> PackError:
    last = path[-1][0]
    start = next(at for at, (index, _) in enumerate(path) if index == last)
    circle = path[start:]
    steps = [f"“{rules[circle[0][0]].id}”"]
    steps += [f"reads “{name}”, which “{rules[index].id}” concludes" for index, name in circle[1:]]
    text = steps[0] + " " + "; that one ".join(steps[1:])
    return PackError(
        (
            Problem(
                what=f"The rules' conclusions go round in a circle: {text}.",
                mend="Let one of them read facts in place of the conclusion.",
                place=rules[circle[0][0]].place,
            ),
        )
    )
