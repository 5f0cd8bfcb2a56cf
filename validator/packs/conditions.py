"""The ``when`` of a rule, read from YAML into the engine's conditions, each word held against the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace

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
    Operand,
)
from validator.engine.operators import ON_COUNTS, OPERATORS
from validator.engine.vocabulary import CONCLUDED, NUMBER, FactSpec, Kind, UnknownName, Vocabulary
from validator.frozen import frozen
from validator.packs.operands import Operands, described
from validator.packs.reading import Entry, Node, Reader, closest, near

_COMPOSED: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
_OVER: dict[str, type[ForAny | ForAll]] = {"for_any": ForAny, "for_all": ForAll}
_WORDS = (*_COMPOSED, *_OVER, "count", "where")
_BOUND = re.compile(r"(?P<list>[\w.]+)(?:\s+as\s+(?P<alias>[a-z][a-z0-9_]*))?")
_COUNT = FactSpec("count", NUMBER, "how many items there are")

NOTHING = AllOf(())
"""Stands where a condition could not be read; the problem is reported, and the rule never leaves the loader."""


@frozen(kw_only=False)
class _Bound:
    of: str
    alias: str
    spec: FactSpec


@frozen(kw_only=False)
class ConditionReader:
    """Reads conditions of one file. ``aliases`` are the records facts whose items are bound around the place read."""

    reader: Reader
    vocabulary: Vocabulary
    operands: Operands
    aliases: Mapping[str, FactSpec] = field(default_factory=dict)

    def read(self, node: Node) -> Condition:
        """The condition at ``node``: a mapping, several keys of which must all hold."""
        if node.is_list:
            self.reader.problem(
                "A list of conditions needs a word above it.",
                node,
                "Write all: on the line above and the list below it, two columns further in; or any:, or none:.",
                code="shape",
            )
            return self._joined([self.read(item) for item in self.reader.items(node, "a condition")], node)
        entries = list(self.reader.entries(node, "a condition"))
        if not entries:
            self.reader.problem(
                "The condition is empty.",
                node,
                "Write a fact with what it should be, such as i140.full_time: {equals: false}.",
                code="empty-condition",
            )
            return NOTHING
        keys = {e.key: e for e in entries}
        for word in _OVER:
            if word in keys:
                return self._over(word, keys)
        if "where" in keys:
            self.reader.problem(
                "“where” stands without “for_any” or “for_all” beside it.",
                keys["where"].key_node,
                "Put for_any: letters as l on the line above, in the same column; in a count it stands inside.",
                code="where",
            )
        return self._joined([c for e in entries if e.key != "where" for c in self._entry(e)], node)

    def _joined(self, parts: list[Condition], node: Node) -> Condition:
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts), self.reader.place(node))

    def _entry(self, entry: Entry) -> list[Condition]:
        if entry.key in _COMPOSED:
            parts = self.reader.items(entry.value, f"“{entry.key}”")
            if not parts:
                self.reader.problem(
                    f"“{entry.key}” holds no condition.",
                    entry.key_node,
                    "Write the conditions below it, each after “- ”, or remove it.",
                    code="empty-condition",
                )
            read = tuple(self.read(part) for part in parts)
            return [_COMPOSED[entry.key](read, self.reader.place(entry.key_node))]
        if entry.key == "count":
            return self._count(entry)
        return self._leaves(entry)

    # ---- a fact with operators

    def _leaves(self, entry: Entry) -> list[Condition]:
        spec = self.resolve(entry.key, entry.key_node)
        if entry.value.is_null:
            self.reader.problem(
                f"Nothing is said of “{entry.key}”.",
                entry.key_node,
                "Say what to look for: {missing: true} for a field left blank, {equals: …} for a value.",
                code="empty-condition",
            )
            return []
        if spec is None and not entry.value.is_group:
            return []  # what stands there can only be read by the fact's type
        if entry.value.is_group:
            said = list(self.reader.entries(entry.value, f"“{entry.key}”"))
        elif spec is not None and spec.type.kind is not Kind.boolean:
            mend = _with_operator(entry, spec)
            self.reader.problem(f"“{entry.key}” has no operator.", entry.value, mend, code="no-operator")
            return []
        else:  # the one shorthand: `fact: true` is `fact: {equals: true}`
            said = [Entry("equals", entry.value)]
        leaves: list[Condition] = []
        for operator in said:
            operand = self.operands.read(spec, operator, self.resolve)
            if operand is not None:
                place = self.reader.place(operator.key_node)
                leaves.append(Leaf(FactRef(entry.key), operator.key, operand, place))
        return leaves

    def resolve(self, name: str, node: Node) -> FactSpec | None:
        """The fact that ``name`` means here; None, and a problem with the nearest known one, where there is none."""
        found = self.vocabulary.resolve(name, self.aliases)
        if isinstance(found, FactSpec):
            return found
        self._unknown(found, node)
        return None

    def _unknown(self, unknown: UnknownName, node: Node) -> None:
        head = unknown.name.partition(".")[0]
        held = self.vocabulary.get(head)
        if held is not None and held.type.kind is Kind.records and head not in self.aliases:
            field = f"{head[0]}{unknown.name.removeprefix(head)}"
            mend = f"“{head}” is a list: write for_any: {head} as {head[0]}, and {field} under where:."
            self.reader.problem(f"There is no fact “{unknown.name}”.", node, mend, code="unknown-fact")
            return
        if unknown.name.startswith(CONCLUDED):
            made = [s.name.removeprefix(CONCLUDED) for s in self.vocabulary if s.name.startswith(CONCLUDED)]
            name = unknown.name.removeprefix(CONCLUDED)
            mend = (
                near(name, made) or "Declare it under conclusions: in pack.yaml, and let a rule conclude it."
            )
            self.reader.problem(f"There is no conclusion “{name}”.", node, mend, code="unknown-conclusion")
            return
        nearest = [f"“{n}”" for n in closest(unknown.name, unknown.nearest)]
        if unknown.name in ("and", "or", "not", "if"):
            word = {"and": "all", "or": "any", "not": "none"}.get(unknown.name, "when")
            nearest = [f"“{word}”"]
        elif not nearest:
            close = near(unknown.name, _WORDS)
            if close.startswith("Did"):
                self.reader.problem(f"There is no fact “{unknown.name}”.", node, close, code="unknown-fact")
                return
        mend = f"Did you mean {' or '.join(nearest)}?" if nearest else "docs/facts.md lists all facts."
        self.reader.problem(f"There is no fact “{unknown.name}”.", node, mend, code="unknown-fact")

    # ---- over the items of a list

    def _over(self, word: str, keys: dict[str, Entry]) -> Condition:
        entry = keys[word]
        for key, other in keys.items():
            if key not in (word, "where"):
                self.reader.problem(
                    f"“{key}” stands beside “{word}”.",
                    other.key_node,
                    f"Put both under all:, each after “- ”; “where” goes with “{word}”.",
                    code="beside",
                )
        bound = self._bound(entry, needs_alias=True)
        if "where" not in keys:
            self.reader.problem(
                f"“{word}” needs a “where”.",
                entry.key_node,
                f"Add on the next line what must hold of an item: {self._where(bound)}",
                code="where",
            )
            return NOTHING
        if bound is None:
            return NOTHING
        where = self._inside(bound).read(keys["where"].value)
        return _OVER[word](FactRef(bound.of), bound.alias, where, self.reader.place(entry.key_node))

    def _where(self, bound: _Bound | None) -> str:
        """A line that would do, with a field that the list has."""
        if bound is None:
            return "where: {…}"
        field = next((f.name for f in bound.spec.fields if f.name != "id"), "id")
        return f"where: {{{bound.alias}.{field}: {{missing: true}}}}"

    def _count(self, entry: Entry) -> list[Condition]:
        said = {e.key: e for e in self.reader.entries(entry.value, "“count”")}
        if "of" not in said:
            self.reader.problem(
                "“count” does not say of what.",
                entry.key_node,
                "Add of: letters as l.",
                code="count",
            )
            return []
        bound = self._bound(said.pop("of"), needs_alias="where" in said)
        where_entry = said.pop("where", None)
        where = self._inside(bound).read(where_entry.value) if bound and where_entry else None
        if not said:
            self.reader.problem(
                "“count” is compared with nothing.",
                entry.key_node,
                "Add how many there should be: less_than: 3, or at_least: 1.",
                code="count",
            )
        compared = [(e, self._count_operand(e)) for e in said.values()]
        if bound is None:
            return []
        place, of = self.reader.place(entry.key_node), FactRef(bound.of)
        return [
            Count(of, bound.alias, where, e.key, operand, place)
            for e, operand in compared
            if operand is not None
        ]

    def _count_operand(self, entry: Entry) -> Operand | None:
        if entry.key in OPERATORS and entry.key not in ON_COUNTS:
            fitting = ", ".join(o for o in OPERATORS if o in ON_COUNTS)
            self.reader.problem(
                f"“{entry.key}” is not for a count.",
                entry.key_node,
                f"For it there are: {fitting}.",
                code="operator-type",
            )
            return None
        return self.operands.read(_COUNT, entry, self.resolve)

    def _inside(self, bound: _Bound) -> ConditionReader:
        return replace(self, aliases={**self.aliases, bound.alias: bound.spec})

    def _bound(self, entry: Entry, *, needs_alias: bool) -> _Bound | None:
        """The list and the name in “degrees as d”."""
        said = self.reader.text(entry.value, f"“{entry.key}”")
        match = _BOUND.fullmatch(said) if said else None
        if match is None:
            if said:
                self.reader.problem(
                    f"“{said}” does not name a list.",
                    entry.value,
                    "Write the list, “as” and a short name for one of its items: degrees as d.",
                    code="bound",
                )
            return None
        spec = self.resolve(match["list"], entry.value)
        if spec is None:
            return None
        if spec.type.kind is not Kind.records:
            lists = [s.name for s in self.vocabulary if s.type.kind is Kind.records]
            mend = near(match["list"], lists)
            self.reader.problem(
                f"“{match['list']}” is {described(spec.type)}, no list of items.",
                entry.value,
                f"It needs no “{entry.key}”: write {match['list']}: {{…}}."
                if not mend.startswith("Did")
                else mend,
                code="bound",
            )
            return None
        alias = match["alias"] or ""
        if needs_alias and not alias:
            letter = match["list"].rpartition(".")[2][:1]
            self.reader.problem(
                f"The items of “{said}” have no name here.",
                entry.value,
                f"Write {said} as {letter}.",
                code="bound",
            )
            return None
        if alias in self.aliases or self.vocabulary.get(alias):
            self.reader.problem(
                f"“{alias}” is a name already.",
                entry.value,
                "Take another letter or word after “as”.",
                code="bound",
            )
            return None
        return _Bound(match["list"], alias, spec)


def _with_operator(entry: Entry, spec: FactSpec) -> str:
    """The mend for a fact beside which a value stands alone: the same with an operator that suits both."""
    kind, said = spec.type.kind, entry.value.scalar
    if kind is Kind.records:
        return f"Write {entry.key}: {{empty: true}}, or for_any: {entry.key} as {entry.key[0]}."
    if said is None:
        items = entry.value.value if isinstance(entry.value.value, list) else ()
        return f"Write {entry.key}: {{in: [{', '.join(' '.join(str(i).split()) for i in items)}]}}."
    if kind in (Kind.text, Kind.texts) and not spec.type.choices:
        return f"Write {entry.key}: {{has_phrase: {said}}}; for that text and no other {{equals: {said}}}."
    return f"Write {entry.key}: {{equals: {said}}}."
