"""What a decided rule has to show: where it fired, on what evidence, and what is open.

Both engines decide; this tells the story of the decision, by asking them for the truth of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    NoneOf,
    Quantifier,
)
from validator.engine.kleene import Truth
from validator.engine.outcomes import Bound, Ending, Firing, OpenItems, Outcome, Seen, Trace
from validator.engine.reading import Reading, Scope
from validator.evidence import Evidence

Judge = Callable[[Condition, Scope], Truth]
"""An engine's answer to: how does this condition stand within this scope?"""

_Carried = tuple[dict[Evidence, None], dict[str, None]]  # evidence and notes, in the order read, each once


class _Open:
    """What is open: the fields needed, and the items of each list (their indices, and how many there are)."""

    __slots__ = ("items", "needs")

    def __init__(self) -> None:
        self.needs: dict[str, None] = {}
        self.items: dict[str, tuple[set[int], int]] = {}


class Gathering:
    """Gathers on one draft, with the truths of one engine."""

    __slots__ = ("judge", "reading")

    def __init__(self, reading: Reading, judge: Judge) -> None:
        self.reading = reading
        self.judge = judge

    def outcome(self, rule: str, condition: Condition, truth: Truth) -> Outcome:
        """The outcome of a rule whose condition is true, or unknown (``truth``), on the whole draft."""
        scope, open_ = self.reading.whole, _Open()
        if truth is None:
            self._needs(condition, scope, open_)
            return Outcome(
                rule=rule, ending=Ending.not_checked, needs=tuple(open_.needs), open_items=_told(open_)
            )
        self._uncovered(condition, scope, open_)
        firings = tuple(
            Firing(binding=bound, evidence=tuple(evidence), notes=tuple(notes))
            for bound, (evidence, notes) in self._firings(condition, scope).items()
        )
        return Outcome(
            rule=rule,
            ending=Ending.finding,
            firings=firings,
            needs=tuple(open_.needs),
            open_items=_told(open_),
        )

    # ------------------------------------------------------------------------------------- where it fired

    def _firings(self, condition: Condition, scope: Scope) -> dict[tuple[Bound, ...], _Carried]:
        """The bindings on which a true condition holds, with what carried each."""
        match condition:
            case AllOf(parts=parts):
                found: dict[tuple[Bound, ...], _Carried] = {(): ({}, {})}
                for part in parts:
                    found = _joined(found, self._firings(part, scope))
                return found
            case AnyOf(parts=parts):
                return _united(self._firings(p, scope) for p in parts if self.judge(p, scope) is True)
            case ForAny(where=where):
                return _united(
                    {(s.bound[-1], *bound): carried for bound, carried in self._firings(where, s).items()}
                    for s in self._items(condition, scope, True)
                )
            case _:
                carried: _Carried = ({}, {})
                self._support(condition, scope, carried, holds=True)
                return {(): carried}

    def _support(self, condition: Condition, scope: Scope, carried: _Carried, *, holds: bool) -> None:
        """Add what makes ``condition`` true (or false): the leaves that carry it, not those that do not matter."""
        match condition:
            case Leaf():
                self._of_facts([condition.fact], scope, carried)
                self._of_operand(condition, scope, carried)
                if note := self.reading.note(condition, scope):
                    carried[1][note] = None
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    if self.judge(part, scope) is holds:
                        self._support(part, scope, carried, holds=holds)
            case NoneOf(parts=parts):
                for part in parts:
                    if self.judge(part, scope) is not holds:
                        self._support(part, scope, carried, holds=not holds)
            case ForAny(where=where) | ForAll(where=where):
                self._of_facts([condition.of], scope, carried)
                for inner in self._items(condition, scope, holds):
                    self._support(where, inner, carried, holds=holds)
            case Count(where=counted):
                self._of_facts([condition.of], scope, carried)
                self._of_operand(condition, scope, carried)
                for inner in self._items(condition, scope, True) if counted is not None else ():
                    assert counted is not None
                    self._support(counted, inner, carried, holds=True)

    def _of_facts(self, refs: Iterable[FactRef], scope: Scope, carried: _Carried) -> None:
        for ref in refs:
            carried[0].update(dict.fromkeys(self.reading.value(ref, scope).evidence))

    def _of_operand(self, condition: Leaf | Count, scope: Scope, carried: _Carried) -> None:
        for _, value in self.reading.operands(condition.operand, scope):
            carried[0].update(dict.fromkeys(value.evidence))

    def _items(self, quantifier: Quantifier, scope: Scope, truth: Truth) -> Iterator[Scope]:
        """The items for which the quantifier's part stands as ``truth``."""
        for inner in self.reading.items(quantifier, scope) or ():
            if quantifier.where is not None and self.judge(quantifier.where, inner) is truth:
                yield inner

    # ---------------------------------------------------------------------------------------- what is open

    def _needs(self, condition: Condition, scope: Scope, open_: _Open, *, count: bool = True) -> None:
        """Add the needs of a condition that is unknown: of its unknown leaves alone, those that matter."""
        match condition:
            case Leaf():
                open_.needs.update(dict.fromkeys(self.reading.needs(condition, scope)))
            case AllOf(parts=parts) | AnyOf(parts=parts) | NoneOf(parts=parts):
                for part in parts:
                    if self.judge(part, scope) is None:
                        self._needs(part, scope, open_, count=count)
            case ForAny() | ForAll() | Count():
                self._open_list(condition, scope, open_, count=count)
                if isinstance(condition, Count):
                    open_.needs.update(dict.fromkeys(self.reading.needs(condition, scope)))

    def _open_list(self, quantifier: Quantifier, scope: Scope, open_: _Open, *, count: bool) -> None:
        scopes = self.reading.items(quantifier, scope)
        if scopes is None:
            value = self.reading.value(quantifier.of, scope)
            open_.needs.update(dict.fromkeys(value.needs or (quantifier.of.name,)))
            return
        undecided = list(self._items(quantifier, scope, None))
        for inner in undecided:
            assert quantifier.where is not None
            self._needs(quantifier.where, inner, open_, count=False)
        if undecided and count:
            # Two quantifiers over one list leave an item open once.
            keys, _ = open_.items.setdefault(quantifier.of.name, (set(), len(scopes)))
            keys.update(inner.bound[-1].index for inner in undecided)

    def _uncovered(self, condition: Condition, scope: Scope, open_: _Open) -> None:
        """Add what a condition that is true leaves open: items of a ``for_any`` that may hold as well."""
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    if self.judge(part, scope) is True:
                        self._uncovered(part, scope, open_)
            case ForAny():
                self._open_list(condition, scope, open_, count=True)
            case _:
                pass

    # ------------------------------------------------------------------------------------------- explaining

    def trace(self, condition: Condition, scope: Scope, item: str = "") -> Trace:
        """The condition with its truth, what it saw, and the same of each of its parts."""
        seen: list[Seen] = []
        parts: list[Trace] = []
        note = ""
        match condition:
            case Leaf():
                seen = [Seen(name=condition.fact.name, value=self.reading.value(condition.fact, scope))]
                seen += [Seen(name=n, value=v) for n, v in self.reading.operands(condition.operand, scope)]
                note = self.reading.note(condition, scope)
            case AllOf() | AnyOf() | NoneOf():
                parts = [self.trace(p, scope) for p in condition.parts]
            case ForAny() | ForAll() | Count():
                seen = [Seen(name=condition.of.name, value=self.reading.value(condition.of, scope))]
                if isinstance(condition, Count):
                    seen += [
                        Seen(name=n, value=v) for n, v in self.reading.operands(condition.operand, scope)
                    ]
                if condition.where is not None:
                    inner = self.reading.items(condition, scope) or ()
                    parts = [self.trace(condition.where, s, item=s.bound[-1].id) for s in inner]
        return Trace(
            condition=condition,
            truth=self.judge(condition, scope),
            seen=tuple(seen),
            parts=tuple(parts),
            item=item,
            note=note,
        )


def _told(open_: _Open) -> tuple[OpenItems, ...]:
    return tuple(
        OpenItems(list=name, open=len(keys), total=total) for name, (keys, total) in open_.items.items()
    )


def _joined(
    one: dict[tuple[Bound, ...], _Carried], other: dict[tuple[Bound, ...], _Carried]
) -> dict[tuple[Bound, ...], _Carried]:
    """Every binding of one with every binding of the other."""
    return _united(
        {(*a, *b): ({**evidence, **more}, {**notes, **further})}
        for a, (evidence, notes) in one.items()
        for b, (more, further) in other.items()
    )


def _united(each: Iterable[dict[tuple[Bound, ...], _Carried]]) -> dict[tuple[Bound, ...], _Carried]:
    found: dict[tuple[Bound, ...], _Carried] = {}
    for firings in each:
        for bound, (evidence, notes) in firings.items():
            before = found.setdefault(bound, ({}, {}))
            before[0].update(evidence)
            before[1].update(notes)
    return found
