"""Figures for docs/engine.md: ``python -m tests.engine.measure`` prints them. It is no test.

Composing alone: the flags of each draft are drawn beforehand, and nothing is read. Three ways of telling true, unknown
and false apart are held against each other; the engine uses the first.
"""

# ruff: noqa: T201 - it prints figures

from __future__ import annotations

import platform
import random
import resource
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from validator.engine import durable
from validator.engine.conditions import AllOf, AnyOf, Condition, FactRef, Leaf, Literal, NoneOf
from validator.engine.durable import DurableEngine, definition_of
from validator.engine.formulas import Flag, Unit, packed
from validator.engine.kleene import Truth
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.engine.values import Value, known, unknown

DRAFTS = 400
FACTS = 80
FLAGS: tuple[Truth, ...] = (True,) * 2 + (None,) + (False,) * 7
"""How often a leaf is true, unknown and false: as in a draft where few rules fire and some cannot be checked."""


def _rules(count: int, pick: random.Random) -> list[CompiledRule]:
    def leaf() -> Leaf:
        return Leaf(FactRef(f"fact{pick.randrange(FACTS)}"), "equals", Literal(pick.randrange(4)))

    def condition(number: int) -> Condition:
        if number % 3 == 0:
            return AllOf((leaf(), AnyOf((leaf(), leaf(), leaf())), NoneOf((leaf(),))))
        if number % 3 == 1:
            return AnyOf((AllOf((leaf(), leaf())), AllOf((leaf(), leaf()))))
        return AllOf((leaf(), leaf(), leaf()))

    return [CompiledRule(id=f"rule-{n}", condition=condition(n)) for n in range(count)]


Sent = tuple[
    Unit, str, str, bool
]  # a unit, its true flags and its unknown ones as JSON, whether it may be true


def _draft(units: list[Unit], pick: random.Random) -> list[Sent]:
    """What is sent of one draft: units that lack a flag they must have are left out, as in the engine."""
    sent = []
    for unit in units:
        truths = {slot: pick.choice(FLAGS) for slot in range(len(unit.atoms))}
        if any(truths[s] is False for s in unit.musts) or (
            unit.keys and all(truths[s] is False for s in unit.keys)
        ):
            continue
        true = "".join(f',"f{s}":1' for s, t in truths.items() if t)
        open_ = "".join(f',"f{s}":1' for s, t in truths.items() if t is None)
        sent.append((unit, true, open_, all(truths[s] for s in unit.musts)))
    return sent


def _true_first(ruleset: Any, sid: str, sent: Sent) -> Truth:
    unit, true, open_, sure = sent
    if sure and ruleset.ask(sid, f'"unit":{unit.number}{true}'):
        return True
    return None if open_ and ruleset.ask(sid, f'"unit":{unit.number}{true}{open_}') else False


def _unknown_first(ruleset: Any, sid: str, sent: Sent) -> Truth:
    unit, true, open_, sure = sent
    if open_ and not ruleset.ask(sid, f'"unit":{unit.number}{true}{open_}'):
        return False
    if sure and ruleset.ask(sid, f'"unit":{unit.number}{true}'):
        return True
    return None if open_ else False


def _side_by_side(ruleset: Any, sid: str, sent: Sent) -> Truth:
    """One fact with two sets of flags, for a rule that fires and a rule that could: the message names the rules."""
    unit, true, open_, _ = sent
    fact = f"n{next(durable._ids)}"
    could = (true + open_).replace('"f', '"c')
    body = f'{{"id":"{fact}","sid":"{sid}","unit":{unit.number}{true}{could}}}'
    code, state = durable.network.assert_fact(ruleset._handle, body)  # type: ignore[attr-defined]
    if code == 1:
        return False
    fired = False
    started = durable.network.start_action_for_state(ruleset._handle, state)  # type: ignore[attr-defined]
    message = started[1] if started else None
    while message:
        fired = fired or message.startswith('{"fires')
        message = durable.network.complete_and_start_action(ruleset._handle, state)  # type: ignore[attr-defined]
    return True if fired else None


def _both_definitions(units: list[Unit]) -> dict[str, Any]:
    definition = definition_of(units)
    both: dict[str, Any] = {"anchor": definition.pop("anchor")}
    for name, rule in definition.items():
        both["fires " + name] = rule
        both["could " + name] = _with_prefix(rule)
    return both


def _with_prefix(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_prefix(p) for p in part]
    if isinstance(part, dict):
        return {
            ("c" + k[1:] if k[0] == "f" and k[1:].isdecimal() else k): _with_prefix(v)
            for k, v in part.items()
        }
    return part


def _timed(
    shares: list[list[Unit]],
    define: Callable[[list[Unit]], dict[str, Any]],
    ask: Callable[[Any, str, Sent], Truth],
    drafts: list[list[Sent]],
) -> tuple[float, list[list[Truth]]]:
    rulesets = {u.number: r for share in shares for r in [durable._ruleset(define(share))] for u in share}
    found: list[list[Truth]] = []
    started = time.process_time()
    for draft in drafts:
        sid = f"d{next(durable._ids)}"
        open_: dict[Any, None] = {}
        truths = []
        for sent in draft:
            ruleset = rulesets[sent[0].number]
            if ruleset not in open_:
                ruleset.ask(sid, '"kind":"anchor"')
                open_[ruleset] = None
            truths.append(ask(ruleset, sid, sent))
        for ruleset in open_:
            ruleset.delete_state(sid)
        found.append(truths)
    return len(drafts) / (time.process_time() - started), found


def _composing(count: int) -> None:
    pick = random.Random(count)
    engine = DurableEngine(Program(_rules(count, pick)))
    units = [u for u in engine.units.all if not isinstance(u.formula, bool | Flag)]
    shares = packed(units)
    drafts = [_draft(units, pick) for _ in range(DRAFTS)]
    halves = [half for share in shares for half in (share[: len(share) // 2], share[len(share) // 2 :])]
    print(
        f"{count} rules, {len(shares)} rulesets, {sum(map(len, drafts)) / DRAFTS:.0f} units sent of a draft"
    )
    first, expected = _timed(shares, definition_of, _true_first, drafts)
    for name, figure in (
        ("two questions, what is true first", (first, expected)),
        ("two questions, with what is unknown first", _timed(shares, definition_of, _unknown_first, drafts)),
        ("a rule that fires and one that could", _timed(halves, _both_definitions, _side_by_side, drafts)),
    ):
        assert figure[1] == expected, name
        print(f"  {name}: {figure[0]:.0f} drafts a second")


class _Drawn:
    """A draft of drawn numbers, a tenth of them not entered."""

    def __init__(self, pick: random.Random) -> None:
        self._facts = {f"fact{n}": known(pick.randrange(4)) for n in range(FACTS) if pick.random() > 0.1}

    def __call__(self, name: str, _: object, /) -> Value:
        return self._facts.get(name) or unknown((name,))


def _whole(count: int) -> None:
    pick = random.Random(count)
    program = Program(_rules(count, pick))
    drafts = [_Drawn(pick) for _ in range(DRAFTS)]
    print(f"{count} rules, leaves read and outcomes gathered")
    for kind in (DurableEngine, ReferenceEngine):
        started = time.process_time()
        engine = kind(program)
        compiled = time.process_time() - started
        engine.run(drafts[0])
        started = time.process_time()
        for draft in drafts:
            engine.run(draft)
        rate = DRAFTS / (time.process_time() - started)
        print(f"  {kind.name}: {rate:.0f} drafts a second, {compiled * 1000:.0f} ms to make")


if __name__ == "__main__":
    print(
        f"Python {platform.python_version()}, durable-rules {version('durable-rules')}, {platform.machine()}"
    )
    for rules in (120, 1000):
        _composing(rules)
        _whole(rules)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
