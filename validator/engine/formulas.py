"""Conditions as formulas over flags: what an engine that only combines can be given.

A condition is brought to negation normal form first: and, or, and flags, where a negated leaf has a flag of its own.
Such a formula is monotone: sending more flags never makes it false. So it is true when it holds with the flags that are
true, and unknown when it holds with those that are unknown as well.

Each rule, and each condition inside a quantifier, becomes a *unit*, decided per binding. A unit that could match in too
many ways, or is too long for the engine's bounds, hands parts of itself to further units, decided before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Leaf,
    NoneOf,
    Quantifier,
    inside,
)
from validator.engine.program import Program
from validator.engine.reading import Prepared
from validator.frozen import frozen

MOST_MATCHES = 60
"""Ways in which one fact may match: from 64 on the engine gives error 303, also within one rule."""

MOST_TESTS = 96
"""Flags that the formula of one unit may test, repetitions included (the engine bounds properties and tests alike)."""


MOST_TESTS_A_RULESET = 240
"""Tests of flags in one ruleset: from 512 on the library hangs."""

MOST_UNITS_A_RULESET = 60


@frozen(kw_only=False)
class Flag:
    """The unit's flag of this number is sent."""

    slot: int


@frozen(kw_only=False)
class All:
    """Every part holds. Never without parts."""

    parts: tuple[Formula, ...]


@frozen(kw_only=False)
class Either:
    """One part holds. Never without parts."""

    parts: tuple[Formula, ...]


Formula = Flag | All | Either


class Atom:
    """What a flag stands for: a leaf, a quantifier, or another unit; sent when that is ``positive``."""

    __slots__ = ("leaf", "positive", "what")

    def __init__(self, what: Prepared | Quantifier | Unit, positive: bool) -> None:
        self.what = what
        self.leaf = what if isinstance(what, Prepared) else None
        self.positive = positive


class Unit:
    """A formula over its own flags. ``formula`` may be True or False where a condition has no leaf to depend on.

    ``atoms`` says what each flag stands for. The formula cannot hold without every flag of ``musts`` and one of
    ``keys`` (if there are any): where those are missing nothing else needs to be read. ``rest`` are the other flags.
    Where one flag is all of the formula, ``alone`` is what it stands for.
    """

    __slots__ = ("alone", "atoms", "formula", "keys", "musts", "name", "number", "rest")

    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name
        self.atoms: list[Atom] = []
        self.formula: Formula | bool = True
        self.alone: Atom | None = None
        self.musts: tuple[int, ...] = ()
        self.keys: tuple[int, ...] = ()
        self.rest: tuple[int, ...] = ()

    def keyed(self) -> None:
        """Find ``musts``, ``keys`` and ``rest`` for the formula."""
        if isinstance(self.formula, bool):
            return
        if isinstance(self.formula, Flag):
            self.alone = self.atoms[self.formula.slot]
        conjuncts = self.formula.parts if isinstance(self.formula, All) else (self.formula,)
        musts = [p.slot for p in conjuncts if isinstance(p, Flag)]
        ors = [_keys(p, self) for p in conjuncts if not isinstance(p, Flag)]
        self.musts = tuple(sorted(musts, key=lambda s: _lists((s,), self)))  # leaves are read before lists
        self.keys = min(ors, key=lambda ks: (_lists(ks, self), len(ks)), default=())
        known = {*self.musts, *self.keys}
        self.rest = tuple(s for s in sorted(_slots(self.formula)) if s not in known)


class Units:
    """The units of a program: of its rules by index, and of the conditions inside quantifiers by their ``id()``."""

    def __init__(self, program: Program) -> None:
        self.all: list[Unit] = []
        self.bodies: dict[int, Unit] = {}
        self._program = program
        self.roots = {id(rule.condition): self._unit(rule.condition, rule.id) for rule in program.rules}

    def _unit(self, condition: Condition, name: str) -> Unit:
        for node in _outside(condition):
            for body in inside(node):
                self.bodies[id(body)] = self._unit(body, name)
        unit = self._new(name)
        slots: dict[tuple[int, bool], int] = {}
        formula = self._normal(condition, unit, slots, positive=True)
        unit.formula = formula if isinstance(formula, bool) else self._fitted(formula, unit)
        unit.keyed()
        return unit

    def _new(self, name: str) -> Unit:
        unit = Unit(len(self.all), name)
        self.all.append(unit)
        return unit

    def _normal(
        self, condition: Condition, unit: Unit, slots: dict[tuple[int, bool], int], *, positive: bool
    ) -> Formula | bool:
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                conjunction = isinstance(condition, AllOf) is positive
                return _combined(
                    (self._normal(p, unit, slots, positive=positive) for p in parts), conjunction
                )
            case NoneOf(parts=parts):
                return _combined(
                    (self._normal(p, unit, slots, positive=not positive) for p in parts), positive
                )
            case Leaf():
                prepared = self._program.leaves[id(condition)]
                return _flag(unit, slots, id(prepared), Atom(prepared, positive))
            case _:
                return _flag(unit, slots, id(condition), Atom(condition, positive))

    def _fitted(self, formula: Formula, unit: Unit) -> Formula:
        """The formula within the engine's bounds; parts that break them become flags for units of their own."""
        if matches(formula) <= MOST_MATCHES and length(formula) <= MOST_TESTS:
            return formula
        assert not isinstance(formula, Flag)
        parts = [self._fitted(p, unit) for p in formula.parts]
        kind = type(formula)
        while not _fits(kind, parts):
            largest = max(range(len(parts)), key=lambda i: (matches(parts[i]), length(parts[i])))
            if isinstance(parts[largest], Flag):  # nothing but flags: take as many as one unit holds
                parts = [*parts[MOST_MATCHES:], self._apart(kind(tuple(parts[:MOST_MATCHES])), unit)]
            else:
                parts[largest] = self._apart(parts[largest], unit)
        return kind(tuple(parts))

    def _apart(self, formula: Formula, unit: Unit) -> Flag:
        """A flag that stands for ``formula``, which becomes a unit with flags of its own."""
        other = self._new(unit.name)
        slots: dict[int, int] = {}

        def moved(part: Formula) -> Formula:
            if isinstance(part, Flag):
                if part.slot not in slots:
                    slots[part.slot] = len(other.atoms)
                    other.atoms.append(unit.atoms[part.slot])
                return Flag(slots[part.slot])
            return type(part)(tuple(moved(p) for p in part.parts))

        other.formula = moved(formula)
        other.keyed()
        unit.atoms.append(Atom(other, True))
        return Flag(len(unit.atoms) - 1)


def _outside(condition: Condition) -> Iterable[Quantifier]:
    """The quantifiers of a condition that no other quantifier holds."""
    match condition:
        case AllOf() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from _outside(part)
        case Leaf():
            pass
        case _:
            yield condition


def _flag(unit: Unit, slots: dict[tuple[int, bool], int], what: int, atom: Atom) -> Flag:
    key = (what, atom.positive)
    if key not in slots:
        slots[key] = len(unit.atoms)
        unit.atoms.append(atom)
    return Flag(slots[key])


def _combined(parts: Iterable[Formula | bool], conjunction: bool) -> Formula | bool:
    """And (or or) of the parts, flattened; parts that are decided for good are taken out."""
    kind = All if conjunction else Either
    kept: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not conjunction:
                return part
        elif isinstance(part, kind):
            kept.update(dict.fromkeys(part.parts))
        else:
            kept[part] = None
    if not kept:
        return conjunction
    return next(iter(kept)) if len(kept) == 1 else kind(tuple(kept))


def matches(formula: Formula) -> int:
    """In how many ways one fact can match: the engine matches once per true branch of an or."""
    match formula:
        case Flag():
            return 1
        case All(parts=parts):
            return prod(map(matches, parts))
        case Either(parts=parts):
            return sum(map(matches, parts))


def length(formula: Formula) -> int:
    """How many flags it tests, each as often as it stands there."""
    return 1 if isinstance(formula, Flag) else sum(map(length, formula.parts))


def _fits(kind: type[All | Either], parts: list[Formula]) -> bool:
    ways = (prod if kind is All else sum)(map(matches, parts))
    return ways <= MOST_MATCHES and sum(map(length, parts)) <= MOST_TESTS


def _keys(formula: Formula, unit: Unit) -> tuple[int, ...]:
    """The smallest set of flags that holds one of every way to match; leaves before lists, then as written."""
    match formula:
        case Flag(slot=slot):
            return (slot,)
        case Either(parts=parts):
            return tuple(dict.fromkeys(k for p in parts for k in _keys(p, unit)))
        case All(parts=parts):
            return min((_keys(p, unit) for p in parts), key=lambda ks: (_lists(ks, unit), len(ks)))


def _slots(formula: Formula) -> set[int]:
    return {formula.slot} if isinstance(formula, Flag) else set().union(*map(_slots, formula.parts))


def _lists(keys: tuple[int, ...], unit: Unit) -> int:
    return sum(not isinstance(unit.atoms[k].what, Prepared) for k in keys)


def packed(units: list[Unit]) -> list[list[Unit]]:
    """The units that need a network, shared out over rulesets within the library's bounds."""
    shares: list[list[Unit]] = []
    room = 0
    for unit in units:
        if isinstance(unit.formula, bool | Flag):
            continue  # nothing to combine
        size = length(unit.formula) + 1
        if not shares or size > room or len(shares[-1]) >= MOST_UNITS_A_RULESET:
            shares.append([])
            room = MOST_TESTS_A_RULESET
        shares[-1].append(unit)
        room -= size
    return shares
