"""What a condition's leaves come to on one draft: read once per binding, for every engine by the same code.

Here, and nowhere else, stands what holds of values that are not known. On a blank or an absent value ``missing`` and
``empty`` are true and every other operator is false, whatever it is held against, so that a blank is never a
contradiction; held against something blank, an operator is false as well. What is not entered makes a leaf unknown,
unless it is false already. A list left blank has no items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from validator.engine.conditions import (
    Condition,
    Count,
    FactRef,
    Leaf,
    Literal,
    Operand,
    Quantifier,
    Several,
    walk,
)
from validator.engine.kleene import Truth, both, either, negated
from validator.engine.operators import OPERATORS, Against, Operator
from validator.engine.outcomes import Bound
from validator.engine.values import ABSENT, BLANK, KNOWN, UNKNOWN, Lookup, Record, Value, known, unknown
from validator.engine.vocabulary import CONCLUDED
from validator.frozen import frozen
from validator.notation import Day


class Scope:
    """The items bound around a condition (the draft itself has none), and what has been read and decided there.

    A reading makes one scope per binding, so that what is remembered here is remembered for the draft.
    """

    __slots__ = ("_bound", "_outer", "decided", "item", "lists", "records", "truths", "values")

    def __init__(self, within: Scope | None = None, item: tuple[str, str, int, Record] | None = None) -> None:
        self.item = item  # alias, list, index and record; None for the draft itself
        self.records: Mapping[str, Record] = {}
        self._outer: tuple[
            Bound, ...
        ] = ()  # and not the scope around: two that hold each other wait for a collector
        if within is not None and item is not None:
            self.records = {**within.records, item[0]: item[3]}
            self._outer = within.bound
        self._bound: tuple[Bound, ...] | None = None
        self.values: dict[str, Value] = {}
        self.truths: dict[int, Truth] = {}  # of leaves, by their number
        self.decided: dict[int, Truth] = {}  # of units, by theirs
        self.lists: dict[tuple[str, str], tuple[Scope, ...] | None] = {}  # by name and alias

    def with_item(self, of: FactRef, alias: str, index: int, record: Record) -> Scope:
        """The scope of one item of a list within this scope."""
        return Scope(self, (alias, of.name, index, record))

    @property
    def bound(self) -> tuple[Bound, ...]:
        """The items bound, outermost first."""
        if self._bound is None:
            self._bound = self._outer
            if self.item is not None:
                alias, list_, index, record = self.item
                own = Bound(alias=alias, list=list_, index=index, id=record.id, record=record)
                self._bound = (*self._outer, own)
        return self._bound


@frozen(kw_only=False)
class Conclusion:
    """What a conclusion holds so far: values settled, those that a rule not checked might add, and what it rests on."""

    settled: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    evidence: tuple[Any, ...] = ()
    needs: tuple[str, ...] = ()


class Prepared:
    """A leaf made ready: its operator looked up, an operand written in the rule prepared once.

    ``decide`` judges the content of a known fact where the rule itself says all that it is held against; it is None for
    conclusions, and for operators that blanks and unknowns are a question for.
    """

    __slots__ = (
        "combine",
        "concluded",
        "decide",
        "leaf",
        "name",
        "number",
        "operator",
        "ready",
        "wanted",
    )

    def __init__(self, leaf: Leaf, number: int) -> None:
        self.leaf = leaf
        self.number = number
        self.name = leaf.fact.name
        self.concluded = self.name.startswith(CONCLUDED)
        self.operator: Operator = OPERATORS[leaf.operator]
        self.combine = _COMBINED.get(leaf.operator, _one)
        content = _written(leaf.operand)
        self.ready = None if content is None else _ready(self.operator, content)
        self.wanted: bool | None = None
        if self.operator.against is Against.flag:
            if content is None:
                raise ValueError(f"{leaf.operator} is held against true or false, written in the rule")
            self.wanted = bool(content[0])
        plain = self.ready is not None and self.wanted is None and not self.concluded
        self.decide = _decides(self) if plain else None


def _decides(prepared: Prepared) -> Callable[[Any], Truth]:
    operator, combine, ready = prepared.operator, prepared.combine, prepared.ready
    assert ready is not None
    if combine is _one:
        judge, wanted = operator.judge, ready[0]
        return lambda content: judge(content, wanted)
    return lambda content: combine(operator, content, ready)


def _written(operand: Operand) -> tuple[Any, ...] | None:
    """The operand's contents where the rule itself holds them all."""
    match operand:
        case Literal(value=value):
            return (value,)
        case Several(items=items):
            values = tuple(i.value for i in items if isinstance(i, Literal))
            return values if len(values) == len(items) else None
        case _:
            return None


def _ready(operator: Operator, contents: tuple[Any, ...]) -> tuple[Any, ...]:
    if operator.against is Against.texts:
        return (operator.prepare(_flat(contents)),)
    if operator.against is Against.several:
        contents = tuple(_flat(contents))
    return tuple(operator.prepare(c) for c in contents)


def _flat(contents: Iterable[Any]) -> Iterable[Any]:
    for content in contents:
        if isinstance(content, tuple):
            yield from content
        else:
            yield content


def prepare(conditions: Iterable[Condition]) -> dict[int, Prepared]:
    """Every leaf of the conditions, made ready, by its ``id()``; leaves that are written alike share one."""
    by_id: dict[int, Prepared] = {}
    alike: dict[Any, Prepared] = {}
    for condition in conditions:
        for node in walk(condition):
            if isinstance(node, Leaf):
                key = (node.fact.name, node.operator, _operand_key(node.operand))
                shared = alike.get(key)
                if shared is None:
                    shared = alike[key] = Prepared(node, len(alike))
                by_id[id(node)] = shared
    return by_id


def _operand_key(operand: Operand) -> Any:
    """What tells operands apart; to Python itself ``True`` and ``1`` and a member of an order are one."""
    match operand:
        case Literal(value=value):
            return (type(value), value)
        case FactRef(name=name):
            return name
        case Several(items=items):
            return tuple(_operand_key(i) for i in items)


_UNREAD = object()


class Reading:
    """One draft, while rules are decided on it. ``leaves`` are those of the program (:func:`prepare`)."""

    __slots__ = ("conclusions", "leaves", "lookup", "whole")

    def __init__(self, lookup: Lookup, leaves: Mapping[int, Prepared]) -> None:
        self.lookup = lookup
        self.leaves = leaves
        self.conclusions: dict[str, Conclusion] = {}
        self.whole = Scope()

    def value(self, ref: FactRef, scope: Scope) -> Value:
        """What a fact is worth within ``scope``; of a conclusion, what is settled of it."""
        return scope.values.get(ref.name) or self._look_up(ref.name, scope)

    def _look_up(self, name: str, scope: Scope) -> Value:
        if scope.records:
            head, dot, rest = name.partition(".")
            if dot and head in scope.records:
                found = scope.values[name] = scope.records[head].get(rest)
                return found
        if name.startswith(CONCLUDED):
            so_far = self.conclusions.get(name, Conclusion())
            if not so_far.settled and so_far.possible:
                return unknown(so_far.needs)
            return known(so_far.settled, so_far.evidence)
        found = self.lookup(name, scope.records)
        scope.values[name] = found
        return found

    def leaf(self, leaf: Leaf, scope: Scope) -> Truth:
        """A leaf's truth within ``scope``, evaluated once."""
        return self.prepared(self.leaves[id(leaf)], scope)

    def prepared(self, prepared: Prepared, scope: Scope) -> Truth:
        """The truth of a leaf made ready, evaluated once per binding."""
        truth: Any = scope.truths.get(prepared.number, _UNREAD)
        if truth is not _UNREAD:
            return truth  # type: ignore[no-any-return]
        if prepared.decide is None:
            truth = self._read(prepared, scope)
        else:  # most leaves: a fact held against what the rule itself says
            value = scope.values.get(prepared.name) or self._look_up(prepared.name, scope)
            state = value.state
            truth = prepared.decide(value.content) if state is KNOWN else None if state is UNKNOWN else False
        scope.truths[prepared.number] = truth
        return truth  # type: ignore[no-any-return]

    def _read(self, prepared: Prepared, scope: Scope) -> Truth:
        name = prepared.name
        if prepared.concluded and not self._hidden(name, scope):
            return self._on_conclusion(prepared, self.conclusions.get(name, Conclusion()), scope)
        return self._judge(prepared, scope.values.get(name) or self._look_up(name, scope), scope)

    @staticmethod
    def _hidden(name: str, scope: Scope) -> bool:
        """An alias hides the conclusions (or facts) of its name."""
        return name.partition(".")[0] in scope.records

    def _on_conclusion(self, prepared: Prepared, so_far: Conclusion, scope: Scope) -> Truth:
        """Decide on a set that may still grow: every operator moves one way as it does, so that two ends settle it."""

        def judged(values: tuple[str, ...]) -> Truth:
            nothing = not values and prepared.operator.name in ("missing", "present")
            return self._judge(prepared, Value(ABSENT) if nothing else known(values), scope)

        least = judged(so_far.settled)
        if not so_far.possible:
            return least
        return least if judged(so_far.settled + so_far.possible) is least else None

    def _judge(self, prepared: Prepared, value: Value, scope: Scope) -> Truth:
        state = value.state
        if prepared.wanted is not None:
            return _on_state(prepared.operator, value, wanted=prepared.wanted)
        if state is BLANK or state is ABSENT:
            return False
        if prepared.ready is not None:
            return (
                None
                if state is UNKNOWN
                else prepared.combine(prepared.operator, value.content, prepared.ready)
            )
        return self._held_against(prepared.operator, value, prepared.leaf.operand, scope)

    def _held_against(self, operator: Operator, value: Value, operand: Operand, scope: Scope) -> Truth:
        refs = operand.items if isinstance(operand, Several) else (operand,)
        values = [known(r.value) if isinstance(r, Literal) else self.value(r, scope) for r in refs]
        stated = [v for v in values if v.state is KNOWN]
        open_ = any(v.state is UNKNOWN for v in values) or any(self._grows(r) for r in refs)
        if operator.against is Against.ends:
            return _between(operator, value, values)
        if not stated and not open_:
            return False
        if value.state is UNKNOWN:
            return None
        truth: Truth = None
        if stated:
            ready = _ready(operator, tuple(v.content for v in stated))
            truth = _COMBINED.get(operator.name, _one)(operator, value.content, ready)
        if not open_:
            return truth
        # What is still open of a list of operands can only add to what was found in the rest of it.
        settled = {"in": True, "has_phrase_from": True, "not_in": False}.get(operator.name)
        return truth if truth is settled and settled is not None else None

    def _grows(self, ref: Any) -> bool:
        found = self.conclusions.get(ref.name) if isinstance(ref, FactRef) else None
        return found is not None and bool(found.possible)

    def items(self, quantifier: Quantifier, scope: Scope) -> tuple[Scope, ...] | None:
        """A scope for each item of the quantifier's list; None where the list is not entered."""
        key = (quantifier.of.name, quantifier.alias)
        try:
            return scope.lists[key]
        except KeyError:
            value = self.value(quantifier.of, scope)
            scopes: tuple[Scope, ...] | None = ()
            if value.state is UNKNOWN:
                scopes = None
            elif value.state is KNOWN:
                records: Any = value.content
                scopes = tuple(
                    scope.with_item(quantifier.of, quantifier.alias, i, record)
                    for i, record in enumerate(records)
                )
            scope.lists[key] = scopes
            return scopes

    def count(self, count: Count, scope: Scope, least: int, most: int) -> Truth:
        """Whether a count somewhere from ``least`` to ``most`` stands the comparison; None where that depends."""
        operator = OPERATORS[count.operator]
        written = _written(count.operand)
        truths: set[Truth] = set()
        for number in range(least, most + 1):
            if written is not None:
                truths.add(_COMBINED.get(operator.name, _one)(operator, number, written))
            else:
                truths.add(self._held_against(operator, known(number), count.operand, scope))
            if len(truths) > 1 or None in truths:
                return None
        return truths.pop()

    def operands(self, operand: Operand, scope: Scope) -> list[tuple[str, Value]]:
        """The facts that an operand names, with their values."""
        refs = operand.items if isinstance(operand, Several) else (operand,)
        return [(r.name, self.value(r, scope)) for r in refs if isinstance(r, FactRef)]

    def needs(self, leaf: Leaf | Count, scope: Scope) -> tuple[str, ...]:
        """The fields that would let an unknown leaf (or a count's operand) be decided."""
        seen = self.operands(leaf.operand, scope)
        if isinstance(leaf, Leaf):
            seen.insert(0, (leaf.fact.name, self.value(leaf.fact, scope)))
        found: dict[str, None] = {}
        for name, value in seen:
            if value.state is UNKNOWN:
                found.update(dict.fromkeys(value.needs or (name,)))
            elif name.startswith(CONCLUDED) and name in self.conclusions:
                found.update(dict.fromkeys(self.conclusions[name].needs))
            elif isinstance(value.content, Day) and value.content.first != value.content.last:
                found[name] = None
        return tuple(found)

    def note(self, leaf: Leaf, scope: Scope) -> str:
        """A few words on what a true leaf found (the phrase), or ""."""
        prepared = self.leaves[id(leaf)]
        value = self.value(leaf.fact, scope)
        if prepared.operator.note is None or not value.is_known or self.leaf(leaf, scope) is not True:
            return ""
        ready = prepared.ready
        if ready is None:
            stated = [v.content for _, v in self.operands(leaf.operand, scope) if v.is_known]
            written = leaf.operand.items if isinstance(leaf.operand, Several) else ()
            stated += [i.value for i in written if isinstance(i, Literal)]
            ready = _ready(prepared.operator, tuple(stated))
        called = getattr(leaf.operand, "called", "")
        return prepared.operator.note(value.content, ready[0]) + (f" ({called})" if called else "")


def _on_state(operator: Operator, value: Value, *, wanted: bool) -> Truth:
    if value.state is UNKNOWN:
        return None
    if value.state is KNOWN:
        return operator.judge(value.content, wanted)
    return (operator.name != "present") is wanted


def _one(operator: Operator, content: Any, ready: tuple[Any, ...]) -> Truth:
    return operator.judge(content, ready[0])


def _any(operator: Operator, content: Any, ready: tuple[Any, ...]) -> Truth:
    truth: Truth = False
    for wanted in ready:
        truth = either(truth, operator.judge(content, wanted))
        if truth:
            return True
    return truth


def _none(operator: Operator, content: Any, ready: tuple[Any, ...]) -> Truth:
    return negated(_any(operator, content, ready))


def _within(_: Operator, content: Any, ready: tuple[Any, ...]) -> Truth:
    low, high = ready
    return both(OPERATORS["at_least"].judge(content, low), OPERATORS["at_most"].judge(content, high))


_COMBINED: dict[str, Callable[[Operator, Any, tuple[Any, ...]], Truth]] = {
    "in": _any,
    "not_in": _none,
    "between": _within,
}


def _between(_: Operator, value: Value, ends: list[Value]) -> Truth:
    truth: Truth = True
    for name, end in zip(("at_least", "at_most"), ends, strict=True):
        if end.state in (BLANK, ABSENT):
            return False
        if end.state is UNKNOWN or value.state is UNKNOWN:
            truth = both(truth, None)
        else:
            truth = both(truth, OPERATORS[name].judge(value.content, end.content))
    return truth
