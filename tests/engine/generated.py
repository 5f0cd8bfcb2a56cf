"""Generated rules and drafts: every kind of condition, every state of every fact, lists within lists, conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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
from validator.engine.program import CompiledRule
from validator.engine.values import Content, Record, Value, absent, blank, known, unknown
from validator.engine.vocabulary import Kind
from validator.evidence import Stated
from validator.notation import Day


class Level(IntEnum):
    """An order of its own, so that no word of a domain is needed."""

    low = 1
    middle = 2
    high = 3


@dataclass(frozen=True)
class Item:
    """A record in memory."""

    id: str
    fields: Mapping[str, Value]

    def get(self, field: str) -> Value:
        """The field, unknown where the item does not have it."""
        return self.fields.get(field) or unknown((f"{self.id}.{field}",))


@dataclass(frozen=True)
class Draft:
    """A draft in memory; calling it looks a fact up."""

    facts: Mapping[str, Value]

    def __call__(self, name: str, binding: Mapping[str, Record], /) -> Value:
        return self.facts.get(name) or unknown((name,))


SCALARS = {
    "text": Kind.text,
    "other": Kind.text,
    "number": Kind.number,
    "flag": Kind.boolean,
    "day": Kind.day,
}
SCALARS |= {"level": Kind.ordered, "words": Kind.texts, "sum": Kind.number}
LISTS = {"": ("jobs", "letters"), "jobs": ("tasks",), "letters": (), "tasks": ()}
MADE = ("red", "green", "blue")
NAMES = ("first", "second", "third")

TEXTS = st.sampled_from(["Team Leader", "team-leader", "Engineer", "Ingénieur", "", "팀장", "15-1252"])
NUMBERS = st.integers(-2, 3) | st.sampled_from([Decimal("1.5"), Decimal(2)])


@st.composite
def days(draw: DrawFn) -> Day:
    """A day, a month or a year of a short stretch, so that they meet."""
    year = draw(st.integers(2020, 2022))
    month = draw(st.integers(1, 3))
    return draw(
        st.sampled_from(
            [
                Day(date(year, month, 10), date(year, month, 10)),
                Day(date(year, month, 1), date(year, month, 28)),
                Day(date(year, 1, 1), date(year, 12, 31)),
            ]
        )
    )


BY_KIND: dict[Kind, SearchStrategy[Content]] = {
    Kind.text: TEXTS,
    Kind.number: NUMBERS,
    Kind.boolean: st.booleans(),
    Kind.day: days(),
    Kind.ordered: st.sampled_from(Level),
    Kind.texts: st.lists(TEXTS, max_size=2).map(tuple),
}


@st.composite
def values(draw: DrawFn, name: str, content: SearchStrategy[Content]) -> Value:
    """A value in any state."""
    evidence = (Stated(path=(name,), text=name),)
    state = draw(st.sampled_from(("known",) * 5 + ("unknown", "unknown", "blank", "absent")))
    if state == "known":
        return known(draw(content), evidence)
    return unknown((name,)) if state == "unknown" else blank(evidence) if state == "blank" else absent()


@st.composite
def facts(draw: DrawFn, inside: str, prefix: str) -> dict[str, Value]:
    """The facts of a draft (``inside`` is "") or of an item of the list ``inside``."""
    found = {n: draw(values(prefix + n, BY_KIND[k])) for n, k in SCALARS.items()}
    for name in LISTS[inside]:
        size = draw(st.sampled_from((2, 1, 3, 0)))
        items = tuple(
            Item(f"{prefix}{name}{i}", draw(facts(name, f"{prefix}{name}{i}."))) for i in range(size)
        )
        found[name] = draw(values(prefix + name, st.just(items)))
    return found


def drafts() -> SearchStrategy[Draft]:
    """A draft of every state."""
    return facts("", "").map(Draft)


_ONE = ("equals", "not_equals")
_RANKED = (*_ONE, "less_than", "at_most", "more_than", "at_least")
_SEVERAL = ("in", "not_in")
_STATES = ("missing", "present")
_WRITTEN = ("has_phrase", "has_phrase_from", "matches", "starts_with", "same_as", "differs_from", "empty")
OPERATORS_OF: dict[Kind, tuple[str, ...]] = {
    Kind.text: (*_ONE, *_SEVERAL, *_STATES, *_WRITTEN),
    Kind.number: (*_RANKED, *_SEVERAL, *_STATES, "between"),
    Kind.boolean: (*_ONE, *_STATES),
    Kind.day: (*_RANKED, *_SEVERAL, *_STATES, "between", "before", "after", "same_as", "differs_from"),
    Kind.ordered: (*_RANKED, *_SEVERAL, *_STATES, "between"),
    Kind.texts: (*_ONE, *_SEVERAL, *_STATES, *_WRITTEN),
}

Aliases = Mapping[str, str]
"""The lists that aliases are bound to."""


@st.composite
def operands(draw: DrawFn, operator: str, kind: Kind, aliases: Aliases) -> Operand:
    """Something to hold a fact against: written in the rule, or another fact, or some of each."""
    scalar = Kind.text if kind is Kind.texts else kind
    if operator in ("missing", "present", "empty"):
        return Literal(draw(st.booleans()))
    if operator == "matches":
        return Literal(draw(st.sampled_from(["^team", "(?i)leader$", r"\d{2}-\d{4}", "e+r|é"])))
    names = [p + n for p in ("", *(f"{a}." for a in aliases)) for n, k in SCALARS.items() if k is scalar]
    literal = BY_KIND[scalar].map(Literal)  # type: ignore[arg-type]
    one: SearchStrategy[Literal | FactRef] = st.one_of(literal, literal, st.sampled_from(names).map(FactRef))
    if operator in ("in", "not_in", "has_phrase_from"):
        return Several(tuple(draw(st.lists(one, min_size=1, max_size=3))))
    if operator == "between":
        return Several((draw(one), draw(one)))
    return draw(one)


@st.composite
def leaves(draw: DrawFn, aliases: Aliases, conclusions: tuple[str, ...]) -> Leaf:
    """A leaf on a fact of the draft, of a bound item, or on a conclusion."""
    names = {p + n: k for p in ("", *(f"{a}." for a in aliases)) for n, k in SCALARS.items()}
    if conclusions and draw(st.integers(0, 3)) == 0:
        fact = "concluded." + draw(st.sampled_from(conclusions))
        operator = draw(
            st.sampled_from(("equals", "not_equals", "in", "not_in", "empty", "present", "missing"))
        )
        made = Literal(draw(st.sampled_from(MADE)))
        if operator in _SEVERAL:
            return Leaf(FactRef(fact), operator, Several((made,)))
        return Leaf(FactRef(fact), operator, made if operator in _ONE else Literal(draw(st.booleans())))
    name = draw(st.sampled_from(sorted(names)))
    operator = draw(st.sampled_from(OPERATORS_OF[names[name]]))
    return Leaf(FactRef(name), operator, draw(operands(operator, names[name], aliases)))


JOINED: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
SORTS = ("leaf", "all", "any", "any", "none", "for_any", "for_any", "for_all", "count")


@st.composite
def conditions(
    draw: DrawFn, aliases: Aliases, conclusions: tuple[str, ...], depth: int, sorts: tuple[str, ...] = SORTS
) -> Condition:
    """A condition of at most ``depth`` levels."""
    lists = list(LISTS[""]) + [f"{a}.{n}" for a, of in aliases.items() for n in LISTS[of]]
    sort = draw(st.sampled_from(sorts)) if depth else "leaf"
    if sort == "leaf":
        return draw(leaves(aliases, conclusions))
    if sort in JOINED:
        size = draw(st.sampled_from((2, 3, 2, 1, 4, 0)))
        return JOINED[sort](tuple(draw(conditions(aliases, conclusions, depth - 1)) for _ in range(size)))
    of = draw(st.sampled_from(lists))
    alias = draw(st.sampled_from("xy"))
    within = {**aliases, alias: of.rpartition(".")[2]}
    where = draw(conditions(within, conclusions, depth - 1))
    if sort != "count":
        return (ForAny if sort == "for_any" else ForAll)(FactRef(of), alias, where)
    operator = draw(st.sampled_from(("equals", "less_than", "at_least", "between", "in")))
    operand = draw(operands(operator, Kind.number, aliases))
    return Count(FactRef(of), alias, draw(st.sampled_from((where, None))), operator, operand)


@st.composite
def rulesets(draw: DrawFn, most: int = 4, depth: int = 3) -> tuple[CompiledRule, ...]:
    """Some rules, of which later ones read the conclusions of earlier ones, in any order."""
    rules = []
    for number in range(draw(st.integers(1, most))):
        readable = NAMES[: min(number, len(NAMES))]
        concludes = ((NAMES[min(number, len(NAMES) - 1)], draw(st.sampled_from(MADE))),) if number < 3 else ()
        condition = draw(conditions({}, readable, depth, sorts=("any", "all", "for_any", "none", "leaf")))
        rules.append(CompiledRule(id=f"rule-{number}", condition=condition, concludes=concludes))
    return tuple(draw(st.permutations(rules)))
