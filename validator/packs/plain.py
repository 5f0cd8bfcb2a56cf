"""Conditions in plain English, for those who read rules: each fact by its form item or by its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from enum import IntEnum

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    Literal,
    NoneOf,
    Operand,
    Several,
)
from validator.engine.operators import OPERATORS
from validator.engine.values import Scalar
from validator.engine.vocabulary import CONCLUDED, NUMBER, FactSpec, Kind, Vocabulary
from validator.frozen import frozen
from validator.notation import Day
from validator.packs.markdown import code, escaped


@frozen(kw_only=False)
class Line:
    """One line of a list, in Markdown, with the lines beneath it."""

    text: str
    inner: tuple[Line, ...] = ()


def markdown(lines: Iterable[Line], depth: int = 0) -> str:
    """Lines as a nested list."""
    return "\n".join(
        f"{'  ' * depth}- {line.text}" + (f"\n{markdown(line.inner, depth + 1)}" if line.inner else "")
        for line in lines
    )


_BANDS = {"none": "not at all", "weak": "weakly", "partial": "in part", "strong": "strongly"}
_COMPARED: dict[tuple[str, Kind | None], str] = {
    ("less_than", None): "is less than {}",
    ("less_than", Kind.ordered): "is below {}",
    ("less_than", Kind.day): "is before {}",
    ("more_than", None): "is more than {}",
    ("more_than", Kind.ordered): "is above {}",
    ("more_than", Kind.day): "is after {}",
    ("at_least", None): "is at least {}",
    ("at_least", Kind.ordered): "is {} or higher",
    ("at_least", Kind.day): "is {} or later",
    ("at_most", None): "is at most {}",
    ("at_most", Kind.ordered): "is {} or lower",
    ("at_most", Kind.day): "is {} or earlier",
    ("before", None): "is before {}",
    ("after", None): "is after {}",
    ("starts_with", None): "begins with {}",
    ("same_as", None): "says the same as {}",
    ("differs_from", None): "says something else than {}",
}
"""What the remaining operators say, of each kind of fact or of all."""
_COUNTED = FactSpec("count", NUMBER, "The number of items")
_PROPER = ("Form", "Appendix", "Part", "Final")


@frozen(kw_only=False)
class Words:
    """Says conditions in words. ``aliases`` are the lists whose items are bound around the place."""

    vocabulary: Vocabulary
    aliases: Mapping[str, FactSpec] = field(default_factory=dict)

    def lines(self, condition: Condition) -> tuple[Line, ...]:
        """A condition as the lines of a list."""
        match condition:
            case Leaf():
                return (Line(self.leaf(condition)),)
            case AllOf(parts=parts):
                flat = _flat(parts)
                if len(flat) == 1:
                    return self.lines(flat[0])
                return (Line("All of this holds:", self._each(flat)),) if flat else (Line("Always."),)
            case AnyOf(parts=parts):
                if len(parts) == 1:
                    return self.lines(parts[0])
                return (Line("At least one of these holds:", self._each(parts)),)
            case NoneOf(parts=parts):
                head = "This does not hold:" if len(parts) == 1 else "None of these holds:"
                return (Line(head, self._each(parts)),)
            case ForAny(of=of, alias=alias, where=where):
                inner = self._within(of, alias)
                return (Line(f"For at least one of {self._list(of)}, this holds:", inner.beneath(where)),)
            case ForAll(of=of, alias=alias, where=where):
                inner = self._within(of, alias)
                return (
                    Line(
                        f"For every one of {self._list(of)} (also when there are none), this holds:",
                        inner.beneath(where),
                    ),
                )
            case Count(of=of, alias=alias, where=where):
                said = self._predicate(_COUNTED, condition.operator, condition.operand)
                if where is None:
                    return (Line(f"The number of {self._list(of)} {said}."),)
                inner = self._within(of, alias)
                head = f"The number of {self._list(of)} of which this holds {said}:"
                return (Line(head, inner.beneath(where)),)

    def _each(self, parts: Iterable[Condition]) -> tuple[Line, ...]:
        return tuple(line for part in parts for line in self.lines(part))

    def beneath(self, condition: Condition) -> tuple[Line, ...]:
        """The lines beneath a heading that says already that all of them hold."""
        return self._each(_flat((condition,)))

    def _within(self, of: FactRef, alias: str) -> Words:
        spec = self.vocabulary.resolve(of.name, self.aliases)
        if not alias or not isinstance(spec, FactSpec):
            return self
        return Words(self.vocabulary, {**self.aliases, alias: spec})

    def _list(self, of: FactRef) -> str:
        spec = self.vocabulary.resolve(of.name, self.aliases)
        doc = _first(spec.doc) if isinstance(spec, FactSpec) else ""
        doc = doc.partition(", one item")[0]
        return f"the {code(of.name)}" + (f" ({escaped(_small(doc))})" if doc else "")

    # ---- a fact with an operator

    def leaf(self, leaf: Leaf) -> str:
        """“The proposed title and the proposed code agree not at all or weakly.”"""
        spec = self.vocabulary.resolve(leaf.fact.name, self.aliases)
        if not isinstance(spec, FactSpec):
            return f"{code(leaf.fact.name)} {leaf.operator}."
        said = self._special(leaf, spec) or f"{self.subject(leaf.fact.name, spec)} " + self._predicate(
            spec, leaf.operator, leaf.operand
        )
        at = 1 if said.startswith(("*", "“")) else 0
        return f"{said[:at]}{said[at : at + 1].upper()}{said[at + 1 :]}."

    def _special(self, leaf: Leaf, spec: FactSpec) -> str:
        """A fact whose meaning is a whole clause: a truth, an agreement, words that were found."""
        flag = leaf.operand.value if isinstance(leaf.operand, Literal) else None
        doc = spec.doc
        if (
            spec.type.kind is Kind.boolean
            and isinstance(flag, bool)
            and leaf.operator in ("equals", "not_equals")
        ):
            wanted = flag is (leaf.operator == "equals")
            for opening, positive in (("True where ", True), ("True unless ", False)):
                if doc.startswith(opening):
                    clause = escaped(_first(doc.removeprefix(opening)))
                    return clause if wanted is positive else f"it is not so that {clause}"
        if spec.type.name == "band" and doc.startswith("How well "):
            members = _fulfilling(leaf, spec)
            if members:
                clause = _first(doc.removeprefix("How well ")).partition(", by ")[0]
                return f"{escaped(clause)} {_either([_BANDS.get(m.name, m.name) for m in members])}"
        if leaf.operator == "empty" and isinstance(flag, bool) and spec.type.kind is Kind.records:
            listed = self._list(leaf.fact).removeprefix("the ")
            return f"the list {listed} is {'' if flag else 'not '}empty"
        if leaf.operator == "empty" and isinstance(flag, bool) and spec.type.kind is Kind.texts:
            phrase = escaped(_small(_first(doc)))
            if doc.startswith("Words "):
                return f"there are {'no ' if flag else ''}{phrase}"
            return f"there is {'nothing' if flag else 'something'} of this kind: {phrase}"
        return ""

    def subject(self, name: str, spec: FactSpec) -> str:
        """What a fact is called in a sentence: what it states, and in brackets the form item; or its meaning."""
        if name.startswith(CONCLUDED):
            return f"the conclusion {code(name.removeprefix(CONCLUDED))}"
        meaning = _first(spec.doc.removeprefix(f"{spec.item}: ") if spec.item else spec.doc)
        if not spec.item:
            return f"*{escaped(_small(meaning))}*"
        meaning = _unlisted(meaning, spec) or name.rpartition(".")[2].replace("_", " ")
        said = escaped(_small(meaning))
        quoted = (
            f"“{said}”" if spec.type.kind is Kind.boolean else said
        )  # it is a question, answered yes or no
        return f"{quoted} ({escaped(_small(spec.item))})"

    def _predicate(self, spec: FactSpec, operator: str, operand: Operand) -> str:
        flag = operand.value if isinstance(operand, Literal) else None
        kind = spec.type.kind
        if kind is Kind.boolean and spec.item and isinstance(flag, bool) and operator == "equals":
            return f"is answered {'yes' if flag else 'no'}"
        if operator in ("missing", "present", "empty"):
            return _state(operator, derived=spec.derived, wanted=flag is True)
        if operator == "matches":
            return f"matches the pattern {code(str(flag))}"
        values = self._values(spec, operand)
        if operator == "between":
            low, high = [*values, ""][:2]
            return f"is between {low} and {high}, both included"
        if operator in ("has_phrase", "has_phrase_from"):
            among = "has an item that holds" if kind is Kind.texts else "holds"
            words = "one of the words or phrases of " if _named(operand) else "the words "
            return f"{among} {words}{_either(values)}"
        if operator in ("not_equals", "not_in"):
            among = "has items, and among them" if kind is Kind.texts else "is stated, and is"
            return f"{among} {'not' if len(values) == 1 else 'neither'} {_either(values, 'nor')}"
        if operator in ("equals", "in"):
            return ("has among its items " if kind is Kind.texts else "is ") + _either(values)
        template = _COMPARED.get((operator, kind)) or _COMPARED[operator, None]
        return template.format(_either(values))

    # ---- what a fact is held against

    def _values(self, spec: FactSpec, operand: Operand) -> list[str]:
        match operand:
            case Several(items=items, called=called) if called:
                if any(isinstance(i, Literal) and not i.called for i in items):
                    return [f"the list {code(called)}"]
                return [
                    f"{_either([_value(i.value, spec) for i in items if isinstance(i, Literal)])} ({code(called)})"
                ]
            case Several(items=items):
                return [v for item in items for v in self._values(spec, item)]
            case Literal(value=value, called=called):
                return [_value(value, spec) + (f" ({code(called)})" if called else "")]
            case FactRef(name=name):
                other = self.vocabulary.resolve(name, self.aliases)
                return [self.subject(name, other) if isinstance(other, FactSpec) else code(name)]


def _state(operator: str, *, derived: bool, wanted: bool) -> str:
    """What is said of a value's being there at all."""
    if operator == "empty":
        return "is empty or blank" if wanted else "is not empty"
    there = wanted is (operator == "present")
    if not derived:
        return "is filled in" if there else "is left blank"
    return "is known" if there else "cannot be told: it is blank, or the official tables have nothing"


def _flat(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    """The parts of an ``all``, with those of an ``all`` within it in its place."""
    return tuple(
        inner for part in parts for inner in (_flat(part.parts) if isinstance(part, AllOf) else (part,))
    )


def _fulfilling(leaf: Leaf, spec: FactSpec) -> list[IntEnum]:
    """The members of an order of which the leaf holds, lowest first; none where the rule does not write its operand."""
    items = leaf.operand.items if isinstance(leaf.operand, Several) else (leaf.operand,)
    values = [i.value for i in items if isinstance(i, Literal) and isinstance(i.value, IntEnum)]
    if len(values) != len(items) or not values:
        return []
    operator = OPERATORS[leaf.operator]

    def holds(member: IntEnum) -> bool:
        match leaf.operator:
            case "in":
                return member in values
            case "not_in":
                return member not in values
            case "between":
                return values[0] <= member <= values[-1]
            case _:
                return operator.judge(member, values[0]) is True

    return [m for m in spec.type.members if holds(m)]


def _named(operand: Operand) -> bool:
    return isinstance(operand, Several) and bool(operand.called)


def _value(value: Scalar, spec: FactSpec) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case IntEnum():
            return value.name.replace("_", " ")
        case int() | Decimal():
            unit = spec.unit if spec.unit.partition(" ")[0] not in spec.doc.lower() else ""
            return f"{value}" + (f" {unit}" if unit else "")
        case Day():
            return str(value)
        case _:
            spoken = value.replace("_", " ") if value in spec.type.choices else value
            return f"“{escaped(spoken)}”"


def _unlisted(meaning: str, spec: FactSpec) -> str:
    """A meaning without the values that it lists at its end; "" where it is nothing but those."""
    values = {re.escape(c) for c in spec.type.choices}
    if not values:
        return meaning
    meaning = re.sub(r" \([^()]*\)$", "", meaning)
    value = f"(?:{'|'.join(sorted(values, key=len, reverse=True))})"
    found = re.search(rf"(?:^|[,.:] | per )(?=(?:[0-9]\.[a-z] )?{value}\b(?:,| or | while ))", meaning)
    return meaning if found is None else meaning[: found.start()]


def _either(words: list[str], word: str = "or") -> str:
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else "".join(words)


def _first(doc: str) -> str:
    """The first clause of a fact's meaning: what follows a semicolon, a colon or a full stop qualifies it."""
    if doc.startswith("Where ") and ": " in doc:
        when, _, rest = doc.partition(": ")
        return f"{_first(rest)}, {_small(when)}"
    for match in re.finditer(r"; |: |\. |\.$|, for example ", doc):
        head = doc[: match.start()]
        if head.count("(") == head.count(")"):
            return head
    return doc


def _small(text: str) -> str:
    """``text`` as it continues a sentence: a small letter first, unless the word is a name or an abbreviation."""
    first = text.split(" ", 1)[0].rstrip(":,")
    return (
        text
        if (not first[1:].islower() and len(first) > 1) or first in _PROPER
        else text[:1].lower() + text[1:]
    )
