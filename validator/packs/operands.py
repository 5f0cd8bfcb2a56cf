"""The right-hand side of an operator: a value, ``{fact: …}``, ``{param: …}``, several of them, or a named list.

Values are read by the type of the fact they are held against, never by their looks: ``15-1252`` beside a text is a
text, ``2026-03`` beside a date is a month, ``bachelor`` beside a level is that level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from decimal import Decimal

from validator.engine.conditions import FactRef, Literal, Operand, Several
from validator.engine.operators import OPERATORS, Against
from validator.engine.values import Scalar
from validator.engine.vocabulary import BOOLEAN, TEXT, FactSpec, FactType, Kind
from validator.frozen import frozen
from validator.notation import Day, read_day
from validator.packs.expressions import read_expression
from validator.packs.params import values_of
from validator.packs.reading import Entry, Node, Reader, near

_HELD: Mapping[str, Callable[[str, str], bool]] = {
    "has_phrase": str.__contains__,
    "has_phrase_from": str.__contains__,
    "starts_with": str.startswith,
}
_SO = {"has_phrase": "holds", "has_phrase_from": "holds", "starts_with": "begins with"}
_NO_TEXT = "Write the text; for a field that was left blank write missing: true."

Resolve = Callable[[str, Node], FactSpec | None]
"""Finds the fact that a name means where it stands, and reports a name that is none."""


_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_INSTEAD = {
    "is": "equals", "eq": "equals", "==": "equals", "=": "equals", "!=": "not_equals", "ne": "not_equals",
    "<": "less_than", "<=": "at_most", ">": "more_than", ">=": "at_least", "gt": "more_than", "gte": "at_least",
    "lt": "less_than", "lte": "at_most", "contains": "has_phrase", "regex": "matches", "exists": "present",
    "greater_than": "more_than", "one_of": "in", "like": "has_phrase", "null": "missing",
}  # fmt: skip
_EXAMPLES = {
    Kind.number: "Write it in digits, without words: 60, or 2.5.",
    Kind.boolean: "Write true or false.",
    Kind.day: "Write it as 2026-11-21, 11/2026 or 2026.",
}


def read_scalar(type_: FactType, text: str) -> Scalar | None:
    """``text`` as a value of ``type_`` (of its items, for a list of texts); None where it is none."""
    match type_.kind:
        case Kind.number:
            if not _NUMBER.fullmatch(text):
                return None
            number = Decimal(text.replace(",", ""))
            return int(number) if number == number.to_integral_value() else number
        case Kind.boolean:
            return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower())
        case Kind.day:
            return read_day(text)
        case Kind.ordered:
            return type_.member(text)
        case _:
            return type_.choice(text)


@frozen(kw_only=False)
class Operands:
    """Reads operands of the rule ``rule``, with the parameters (as text) and the lists that its pack knows.

    ``used_params`` collects the names of the parameters that were read. ``set_at`` says where a parameter is set, for
    those whose value is to blame where it does not fit the rule: of the rule's own pack, or of one built on it.
    """

    reader: Reader
    params: Mapping[str, str | tuple[str, ...] | None]
    lists: Mapping[str, tuple[str, ...]]
    used_params: set[str]
    set_at: Mapping[str, tuple[Reader, Node]] = field(default_factory=dict)
    rule: str = ""

    def read(self, spec: FactSpec | None, entry: Entry, resolve: Resolve) -> Operand | None:
        """The operand of ``entry`` (its key is the operator) for the fact ``spec``; None where it is reported as wrong.

        Where the fact itself was not found (None), operator and references are checked and no more.
        """
        operator = OPERATORS.get(entry.key)
        if operator is None:
            instead = _INSTEAD.get(entry.key.lower())
            mend = f"Did you mean “{instead}”?" if instead else near(entry.key, OPERATORS)
            if re.fullmatch(r"\d{3}", entry.key):
                mend = "A comma ends the value: write 1000 without it."
            mend = mend or f"There are: {', '.join(OPERATORS)}."
            self.reader.problem(
                f"There is no operator “{entry.key}”.", entry.key_node, mend, code="unknown-operator"
            )
            return None
        if spec is not None and spec.type.kind not in operator.accepts:
            fitting = ", ".join(o.name for o in OPERATORS.values() if spec.type.kind in o.accepts)
            self.reader.problem(
                f"“{entry.key}” is not for “{spec.name}”, which is {described(spec.type)}.",
                entry.key_node,
                f"For it there are: {fitting}.",
                code="operator-type",
            )
            return None
        type_ = None if spec is None else _of_one(spec.type)
        operand = self._against(operator.against, entry, type_, resolve)
        if type_ is not None and type_.choices and operand is not None:
            self._can_hold(type_, entry, operand)
        return operand

    def _against(
        self, against: Against, entry: Entry, type_: FactType | None, resolve: Resolve
    ) -> Operand | None:
        match against:
            case Against.flag:
                return self._one(entry.value, BOOLEAN, entry.key, resolve)
            case Against.one:
                return self._one(entry.value, type_, entry.key, resolve)
            case Against.text:
                return self._one(entry.value, TEXT, entry.key, resolve)
            case Against.several:
                return self._several(entry.value, type_, entry.key, resolve)
            case Against.ends:
                return self._ends(entry.value, type_, entry.key, resolve)
            case Against.texts:
                return self._named(entry.value, entry.key, resolve)
            case Against.pattern:
                return read_expression(self.reader, entry.value)

    def _can_hold(self, type_: FactType, entry: Entry, operand: Operand) -> None:
        """Report words that no value of a fact with few values holds; those of a named list are for many facts."""
        held = _HELD.get(entry.key)
        if held is None or (isinstance(operand, Several) and operand.called):
            return
        several = isinstance(operand, Several)
        for index, item in enumerate(operand.items if isinstance(operand, Several) else (operand,)):
            said = item.value if isinstance(item, Literal) else None
            if isinstance(said, str) and not any(held(_plain(c), _plain(said)) for c in type_.choices):
                node = Node(said, (*entry.value.path, index)) if several else entry.value
                what = f"No value that this fact can have {_SO[entry.key]} “{said}”."
                self.reader.problem(what, node, _choices_near(said, type_), code="operand-type")

    # ---- one value

    def _one(
        self, node: Node, type_: FactType | None, operator: str, resolve: Resolve
    ) -> Literal | FactRef | None:
        if isinstance(node.value, dict):
            read = self._reference(node, type_, operator, resolve)
            if isinstance(read, Several):
                if read.called in self.set_at:
                    self._blame(read.called, "", "takes one value", operator, "Write one value.")
                    return None
                self.reader.problem(
                    f"“{operator}” takes one value, and the parameter “{read.called}” has several.",
                    node,
                    "For several values write in, or not_in.",
                    code="operand-type",
                )
                return None
            return read
        said = node.scalar
        if said is None:
            mend = "Write one value after the colon."
            if node.is_list:
                several = {"equals": "in", "not_equals": "not_in"}.get(operator)
                mend = (
                    f"For several values write {several}: [{_listed(node)}]."
                    if several
                    else "Write one value."
                )
            self.reader.problem(
                f"“{operator}” takes one value, not {node.shape()}.", node, mend, code="operand-type"
            )
            return None
        if not said and (type_ is None or type_.kind is Kind.text):
            mend = "Write the words to look for." if operator in _HELD else _NO_TEXT
            self.reader.problem(f"“{operator}” has no text.", node, mend, code="operand-type")
            return None
        return self._literal(said, type_, node, operator)

    def _literal(
        self, said: str, type_: FactType | None, node: Node, operator: str, called: str = ""
    ) -> Literal | None:
        """``said`` read as a value of ``type_``; ``called`` is the parameter it is from."""
        value = said if type_ is None else read_scalar(type_, said)
        if type_ is None or value is not None:
            return Literal(value if value is not None else said, called)
        if type_.choices:
            mend = _choices_near(said, type_)
        elif type_.kind is Kind.ordered:
            mend = near(said, [m.name for m in type_.members])
        else:
            mend = _EXAMPLES.get(type_.kind, "")
        if called in self.set_at:
            self._blame(called, said, f"takes {described(type_)}", operator, mend)
            return None
        given = f"the parameter “{called}” is “{said}”" if called else f"“{said}” is none"
        if called:
            mend = "Read another parameter, or give this one a name and a value in your own pack."
        self.reader.problem(
            f"“{operator}” takes {described(type_)} here; {given}.", node, mend, code="operand-type"
        )
        return None

    def _blame(self, name: str, said: str, takes: str, operator: str, mend: str) -> None:
        """Report a parameter's value where it is set, for the first rule that it does not fit."""
        reader, setting = self.set_at[name]
        at = next((n for n in values_of(setting) if n.scalar == said), setting)
        place = reader.place(at)
        if not any(p.code == "param-type" and p.place == place for p in reader.problems):
            value = f"“{said}”" if said else "a list"
            what = (
                f"The parameter “{name}” is {value}; the rule “{self.rule}” {takes} there, for “{operator}”."
            )
            reader.problem(what, at, mend, code="param-type")

    def _reference(
        self, node: Node, type_: FactType | None, operator: str, resolve: Resolve
    ) -> Literal | FactRef | Several | None:
        """``{fact: name}`` or ``{param: name}``."""
        found = self.reader.fields(node, f"The right-hand side of “{operator}”", ("fact", "param"))
        if len(found) != 1:
            if len(node.value if isinstance(node.value, dict) else ()) == len(found):
                self.reader.problem(
                    f"“{operator}” takes a value, {{fact: …}} or {{param: …}}.",
                    node,
                    "Write one of the three.",
                    code="operand",
                )
            return None
        if "fact" in found:
            return self._fact(found["fact"], type_, operator, resolve)
        name = self.reader.text(found["param"], "“param”")
        if name is None:
            return None
        if name not in self.params:
            self.reader.problem(
                f"There is no parameter “{name}”.",
                found["param"],
                near(name, self.params) or "Write it under params: in pack.yaml, with its value.",
                code="unknown-param",
            )
            return None
        self.used_params.add(name)
        value = self.params[name]
        if value is None:
            return None
        if isinstance(value, str):
            return self._literal(value, type_, found["param"], operator, name)
        items = [self._literal(v, type_, found["param"], operator, name) for v in value]
        return Several(tuple(i for i in items if i is not None), name)

    def _fact(self, node: Node, type_: FactType | None, operator: str, resolve: Resolve) -> FactRef | None:
        name = self.reader.text(node, "“fact”")
        spec = resolve(name, node) if name else None
        if name is None or spec is None:
            return None
        if type_ is not None and not _comparable(type_, spec.type):
            self.reader.problem(
                f"“{name}” is {described(spec.type)}; “{operator}” takes {described(type_)} here.",
                node,
                f"Name a fact that is {described(type_)}; docs/facts.md says what each is.",
                code="operand-type",
            )
            return None
        return FactRef(name)

    # ---- several values

    def _several(self, node: Node, type_: FactType | None, operator: str, resolve: Resolve) -> Several | None:
        if not node.is_list:
            if isinstance(node.value, dict):
                read = self._reference(node, type_, operator, resolve)
                return Several((read,)) if isinstance(read, FactRef | Literal) else read
            said = node.scalar
            self.reader.problem(
                f"“{operator}” takes a list, not {node.shape()}.",
                node,
                f"Write {operator}: [{said}]." if said else f"Write {operator}: [one, two].",
                code="operand-type",
            )
            return None
        nodes = self.reader.items(node, f"“{operator}”")
        if not nodes:
            self.reader.problem(
                f"The list of “{operator}” is empty.",
                node,
                "Write its values in it: [one, two].",
                code="operand-type",
            )
        items = tuple(i for i in [self._one(n, type_, operator, resolve) for n in nodes] if i is not None)
        return Several(items) if items and len(items) == len(nodes) else None

    def _ends(self, node: Node, type_: FactType | None, operator: str, resolve: Resolve) -> Several | None:
        read = self._several(node, type_, operator, resolve)
        if read is None:
            return None
        if len(read.items) != 2:
            self.reader.problem(
                f"“{operator}” takes two values, not {len(read.items)}.",
                node,
                f"Write the lowest and the highest: {operator}: [35, 40].",
                code="operand-type",
            )
            return None
        low, high = read.items
        if isinstance(low, Literal) and isinstance(high, Literal) and type_ is not None and _above(low, high):
            self.reader.problem(
                f"The first value of “{operator}” is above the second.",
                node,
                f"Write the lowest first: {operator}: [{_shown(high)}, {_shown(low)}].",
                code="operand-type",
            )
            return None
        return read

    def _named(self, node: Node, operator: str, resolve: Resolve) -> Several | None:
        if node.is_list or node.is_group:
            return self._several(node, TEXT, operator, resolve)
        name = self.reader.text(node, f"“{operator}”")
        if name is None:
            return None
        if name not in self.lists:
            mend = near(name, self.lists) or "Write it under lists: in lists.yaml, with its words."
            self.reader.problem(f"There is no list “{name}”.", node, mend, code="unknown-list")
            return None
        return Several(tuple(Literal(p) for p in self.lists[name]), name)


def _listed(node: Node) -> str:
    """The items of a list as one line; those that are no plain values are left out."""
    return (
        ", ".join(" ".join(i.split()) for i in node.value if isinstance(i, str))
        if isinstance(node.value, list)
        else ""
    )


def _of_one(type_: FactType) -> FactType:
    """The type of one text of a list of texts; any other type is itself."""
    return replace(type_, kind=Kind.text) if type_.kind is Kind.texts else type_


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.casefold())


def _choices_near(said: str, type_: FactType) -> str:
    return near(said, type_.choices) or f"There are: {', '.join(type_.choices)}."


def _shown(literal: Literal) -> str:
    return literal.value.name if hasattr(literal.value, "name") else str(literal.value)


def _above(low: Literal, high: Literal) -> bool:
    one, other = low.value, high.value
    if isinstance(one, Day) and isinstance(other, Day):
        return one.first > other.last
    return not isinstance(one, Day | str) and not isinstance(other, Day | str) and one > other


def _comparable(wanted: FactType, given: FactType) -> bool:
    if wanted.kind is Kind.ordered:
        return given.kind is Kind.ordered and given.name == wanted.name
    if wanted.kind is Kind.text:
        return given.kind in (Kind.text, Kind.texts)
    return wanted.kind is given.kind


def described(type_: FactType) -> str:
    """A type in words: “a number”, “a level (none < … < doctorate)”, “one of draft, final”."""
    if type_.choices and type_.kind is Kind.text:
        return str(type_)
    match type_.kind:
        case Kind.boolean:
            return "a yes or no"
        case Kind.day:
            return "a date"
        case Kind.texts:
            return "a list of texts"
        case Kind.records:
            return "a list of items"
        case Kind.ordered:
            article = "an" if type_.name[:1] in "aeiou" else "a"
            return f"{article} {type_.name} ({' < '.join(m.name for m in type_.members)})"
        case _:
            return f"a {type_.kind.value}"
