"""The engine on durable-rules: a Rete network in C combines the flags that Python has read.

Every unit (:mod:`validator.engine.formulas`) is a rule of the network. To decide one on a binding, a fact of its own is
asserted: its number, and the flags that are true. If it matches, the unit is true. If not, a second fact carries the
unknown flags too; if that one matches, the unit is unknown. What the network says of a fact is read at once.

The library is unforgiving, so that every way into it is here, and each guard says what it is for. Rules have no
actions: what matched is drained by this module, for the library swallows whatever an action raises.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import durable.engine
import durable_rules_engine as network

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    ForAll,
    ForAny,
    Leaf,
    NoneOf,
    Quantifier,
)
from validator.engine.formulas import All, Atom, Either, Flag, Formula, Unit, Units, packed
from validator.engine.gathering import Judge
from validator.engine.interface import Engine
from validator.engine.kleene import Truth, every, negated, some
from validator.engine.program import Program
from validator.engine.reading import Reading, Scope
from validator.errors import FaultError, Problem

_ANCHOR = {"all": [{"m": {"kind": "anchor"}}]}

# Ids of states and of facts are never used twice in a process. Without an id the library makes one, a 32-bit hash of
# the content, in which 1 and "1" are the same.
_ids = itertools.count(1)


class _Ruleset(durable.engine.Ruleset):  # type: ignore[misc]
    """A ruleset that is asked one fact at a time, and answers whether it matched."""

    def ask(self, sid: str, what: str) -> bool:
        """Whether a new fact of ``what`` (the inside of a JSON object) and nothing else matches.

        One fact at a time: asserting a list of facts loses matches as soon as one of them matches nothing, and with
        some sixty of them kills the process.
        """
        fact = f"n{next(_ids)}"
        # (code, state): 0 matched what it could, 1 no rule is interested (no error here), 2 seen before.
        code, state = network.assert_fact(self._handle, f'{{"id":"{fact}","sid":"{sid}",{what}}}')
        if code == 1:
            return False
        if code != 0:
            raise FaultError(
                (Problem(what=f"durable-rules refused a fact of its own ruleset (code {code})."),)
            )
        return self._drained(state, f'"{fact}"')

    def _drained(self, state: int, fact: str) -> bool:
        """Take every match that waits in a state; whether one is of ``fact``. Nothing is run that could fail unseen."""
        found = False
        started = network.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        while message:  # once per true branch of an or
            found = found or fact in message
            message = network.complete_and_start_action(self._handle, state)
        return found


class _Host(durable.engine.Host):  # type: ignore[misc]
    """A host without the two timer threads that the library starts and nobody here needs."""

    def _run(self) -> None:
        pass


_host: _Host | None = None
_rulesets: dict[
    str, _Ruleset
] = {}  # by definition: about 1.1 MB of each is never freed, so that none is made twice


def _ruleset(definition: dict[str, Any]) -> _Ruleset:
    global _host  # noqa: PLW0603 - one host a process
    if _host is None:
        _host = _Host()
    key = json.dumps(definition, sort_keys=True)
    found = _rulesets.get(key)
    if found is None:
        with_actions = {name: {**rule, "run": _no_action} for name, rule in definition.items()}
        found = _rulesets[key] = _Ruleset(f"rules{len(_rulesets)}", _host, with_actions)
    return found


def _no_action(_: Any) -> None:
    """Do nothing: every rule of the library needs an action."""


def definition_of(units: list[Unit]) -> dict[str, Any]:
    """The ruleset of these units, as the library reads it, without actions: an anchor, and a rule for each unit."""
    rules: dict[str, Any] = {"anchor": _ANCHOR}
    for unit in units:
        assert not isinstance(unit.formula, bool)
        # The unit's number comes first: a positive test that no other unit's fact passes.
        test = {"$and": [{"unit": unit.number}, *_tests(unit.formula)]}
        rules[f"{unit.name} {unit.number}"] = {"all": [{"m": test}]}
    return rules


def _tests(formula: Formula) -> list[dict[str, Any]]:
    match formula:
        case All(parts=parts):
            return [t for p in parts for t in _tests(p)]
        case Either(parts=parts):
            return [{"$or": [_one(p) for p in parts]}]
        case Flag(slot=slot):
            return [{f"f{slot}": 1}]


def _one(formula: Formula) -> dict[str, Any]:
    found = _tests(formula)
    return found[0] if len(found) == 1 else {"$and": found}


def _flags(slots: list[int]) -> str:
    """The flags as the rest of a JSON object."""
    return "".join([f',"f{slot}":1' for slot in slots])


class DurableEngine(Engine):
    """Combines on durable-rules."""

    name: ClassVar[str] = "durable"

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.units = Units(program)
        self._shares = {unit.number: share for share in packed(self.units.all) for unit in share}
        self._rulesets: dict[int, _Ruleset] = {}

    def ruleset(self, unit: Unit) -> _Ruleset:
        """The ruleset that a unit is a rule of; made when the first of its units is asked about."""
        found = self._rulesets.get(unit.number)
        if found is None:
            share = self._shares[unit.number]
            found = _ruleset(definition_of(share))
            self._rulesets.update((of_share.number, found) for of_share in share)
        return found

    @contextmanager
    def judging(self, reading: Reading) -> Iterator[Judge]:
        """Open a state for the draft, and delete it when the draft is done, whatever happened."""
        session = _Session(self, reading)
        try:
            yield session.judge
        finally:
            session.close()


class _Session:
    """One draft: what was decided on it, and the state it has in each ruleset."""

    def __init__(self, engine: DurableEngine, reading: Reading) -> None:
        self._units = engine.units
        self._ruleset = engine.ruleset
        self._reading = reading
        self._sid = f"d{next(_ids)}"
        self._open: list[_Ruleset] = []

    def close(self) -> None:
        for ruleset in self._open:
            ruleset.delete_state(self._sid)
        self._open.clear()

    def judge(self, condition: Condition, scope: Scope) -> Truth:
        """A rule's condition and a quantifier's part are units; anything between is put together from them."""
        units = self._units.roots if scope.item is None else self._units.bodies
        unit = units.get(id(condition))
        if unit is not None:
            return self._decide(unit, scope)
        match condition:
            case Leaf():
                return self._reading.leaf(condition, scope)
            case AllOf(parts=parts):
                return every(self.judge(p, scope) for p in parts)
            case AnyOf(parts=parts):
                return some(self.judge(p, scope) for p in parts)
            case NoneOf(parts=parts):
                return negated(some(self.judge(p, scope) for p in parts))
            case _:
                return self._quantified(condition, scope)

    def _quantified(self, quantifier: Quantifier, scope: Scope) -> Truth:
        scopes = self._reading.items(quantifier, scope)
        if scopes is None:
            return None
        if isinstance(quantifier, Count) and quantifier.where is None:
            return self._reading.count(quantifier, scope, len(scopes), len(scopes))
        unit = self._units.bodies[id(quantifier.where)]
        truths = map(self._decide, itertools.repeat(unit), scopes)
        match quantifier:
            case ForAny():
                return some(truths)
            case ForAll():
                return every(truths)
            case Count():
                found = list(truths)
                least = found.count(True)
                return self._reading.count(quantifier, scope, least, least + found.count(None))

    def _decide(self, unit: Unit, scope: Scope) -> Truth:
        decided = scope.decided
        if unit.number in decided:
            return decided[unit.number]
        if unit.alone is not None:
            found = self._flag(unit.alone, scope)
        elif unit.formula is True or unit.formula is False:
            found = unit.formula
        else:
            found = self._combined(unit, scope)
        decided[unit.number] = found
        return found

    def _combined(self, unit: Unit, scope: Scope) -> Truth:
        """Whether the unit's formula holds, as the network says it."""
        true: list[int] = []
        unknown: list[int] = []
        atoms, leaf_read = unit.atoms, self._reading.prepared
        for slot in unit.musts:
            atom = atoms[slot]
            plain = atom.leaf if atom.positive else None
            truth = self._flag(atom, scope) if plain is None else leaf_read(plain, scope)
            if truth is False:
                return False  # it cannot hold: nothing needs to be sent, nor any other leaf to be read
            (true if truth else unknown).append(slot)
        sure = not unknown
        if unit.keys:
            found = len(true) + len(unknown)
            self._sort(unit, unit.keys, scope, true, unknown)
            if len(true) + len(unknown) == found:
                return False
        self._sort(unit, unit.rest, scope, true, unknown)
        return self._asked(unit, true, unknown, sure=sure)

    def _asked(self, unit: Unit, true: list[int], unknown: list[int], *, sure: bool) -> Truth:
        """What the network makes of the flags; ``sure`` unless a flag that must be there is unknown."""
        ruleset = self._ruleset(unit)
        self._anchor(ruleset)
        fact = f'"unit":{unit.number}{_flags(true)}'
        if sure and ruleset.ask(self._sid, fact):
            return True
        return None if unknown and ruleset.ask(self._sid, fact + _flags(unknown)) else False

    def _sort(
        self, unit: Unit, slots: tuple[int, ...], scope: Scope, true: list[int], unknown: list[int]
    ) -> None:
        for slot in slots:
            truth = self._flag(unit.atoms[slot], scope)
            if truth is not False:
                (true if truth else unknown).append(slot)

    def _flag(self, atom: Atom, scope: Scope) -> Truth:
        what = atom.what
        if atom.leaf is not None:
            truth = self._reading.prepared(atom.leaf, scope)
        elif isinstance(what, Unit):
            truth = self._decide(what, scope)
        else:
            truth = self._quantified(what, scope)  # type: ignore[arg-type]
        return truth if atom.positive or truth is None else not truth

    def _anchor(self, ruleset: _Ruleset) -> None:
        """Assert the anchor first: the library crashes when it deletes a state in which nothing ever matched."""
        if ruleset not in self._open:
            if not ruleset.ask(self._sid, '"kind":"anchor"'):
                raise FaultError((Problem(what="durable-rules did not match an anchor."),))
            self._open.append(ruleset)  # not before: a state without its anchor must not be deleted
