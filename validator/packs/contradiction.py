"""Conditions that no draft can fulfil, where the rule itself settles it; where it does not, nothing is said.

The parts of a condition that speak of one fact are held, by the engine itself, against every value that could matter:
all there are of a yes or no or a level; of numbers and dates the ones written, the ones between and beyond them; of a
text the values that the rule names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

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
    Several,
)
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.engine.values import Content, Record, Value, absent, blank, known, unknown
from validator.engine.vocabulary import CONCLUDED, NUMBER, FactSpec, FactType, Kind, Vocabulary
from validator.errors import Place
from validator.frozen import frozen
from validator.notation import Day
from validator.packs.printing import condition_text, leaf_text

_OF_TEXTS = ("equals", "in", "not_equals", "not_in", "missing", "present", "empty")
"""The operators that tell two texts apart by more than their wording."""
_MOST_ITEMS = 1000
"""A count is held against every number of items up to the largest that it names, unless that is above this."""


@frozen
class Contradiction:
    """What keeps a condition from ever holding, in a sentence, and where it stands."""

    what: str
    place: Place | None


def contradiction(
    condition: Condition, vocabulary: Vocabulary, aliases: Mapping[str, FactSpec] | None = None
) -> Contradiction | None:
    """Why ``condition`` can hold of no draft; None where it can, and where that cannot be told."""
    aliases = aliases or {}
    match condition:
        case AnyOf(parts=parts, place=place):
            inner = [contradiction(part, vocabulary, aliases) for part in parts]
            if not parts or not all(inner):
                return None
            said = " ".join(i.what for i in inner if i)
            return Contradiction(what=f"None of the alternatives can hold. {said}", place=place)
        case ForAny(of=of, alias=alias, where=where):
            return contradiction(where, vocabulary, _bound(aliases, vocabulary, of, alias))
        case ForAll():
            return None  # it holds of an empty list
        case _:
            return _of_parts(condition, vocabulary, aliases)


def _bound(
    aliases: Mapping[str, FactSpec], vocabulary: Vocabulary, of: FactRef, alias: str
) -> Mapping[str, FactSpec]:
    spec = vocabulary.resolve(of.name, aliases)
    return {**aliases, alias: spec} if alias and isinstance(spec, FactSpec) else aliases


def _of_parts(
    condition: Condition, vocabulary: Vocabulary, aliases: Mapping[str, FactSpec]
) -> Contradiction | None:
    parts = list(_parts(condition, held=True))
    held = [c for c, wanted in parts if wanted]
    refused = [c for c, wanted in parts if not wanted]
    for part in held:
        found = contradiction(part, vocabulary, aliases) if isinstance(part, AnyOf | ForAny) else _empty(part)
        if found:
            return found
    for part in refused:
        if part in held:
            return Contradiction(
                what=f"{_said(part)} is to hold, and under none: not to.", place=_place(part)
            )
    groups: dict[object, list[tuple[Leaf | Count, bool]]] = {}
    for part, wanted in parts:
        key: object = None
        match part:
            case Leaf(fact=fact) if not fact.name.startswith(CONCLUDED) or CONCLUDED[:-1] in aliases:
                key = fact.name
            case Count(of=of, alias=alias, where=where):
                key = (of, alias, where)
        if key is not None and isinstance(part, Leaf | Count):
            groups.setdefault(key, []).append((part, wanted))
    for group in groups.values():
        clash = _clash(group, vocabulary, aliases)
        if clash:
            return clash
    return None


def _parts(condition: Condition, *, held: bool) -> Iterator[tuple[Condition, bool]]:
    """What must be true (True) and what must be false (False) for ``condition`` to hold, as far as that is certain."""
    match condition:
        case AllOf(parts=parts) if held or len(parts) == 1:
            for part in parts:
                yield from _parts(part, held=held)
        case AnyOf(parts=parts) if not held or len(parts) == 1:
            for part in parts:
                yield from _parts(part, held=held)
        case NoneOf(parts=parts) if held or len(parts) == 1:
            for part in parts:
                yield from _parts(part, held=not held)
        case _:
            yield condition, held


def _empty(part: Condition) -> Contradiction | None:
    if (
        isinstance(part, Leaf)
        and part.operator in ("in", "has_phrase_from")
        and part.operand == _nothing(part)
    ):
        return Contradiction(what=f"{_said(part)} is held against an empty list.", place=part.place)
    return None


def _nothing(part: Leaf) -> Several:
    return Several((), part.operand.called if isinstance(part.operand, Several) else "")


def _clash(
    group: list[tuple[Leaf | Count, bool]], vocabulary: Vocabulary, aliases: Mapping[str, FactSpec]
) -> Contradiction | None:
    first = group[0][0]
    if isinstance(first, Leaf):
        spec = vocabulary.resolve(first.fact.name, aliases)
        if not isinstance(spec, FactSpec) or not any(wanted for _, wanted in group):
            return None
        type_ = spec.type
    else:
        type_ = NUMBER
    for size in (1, 2, len(group)):
        for some in combinations(group, size):
            if any(wanted for _, wanted in some) and _never(list(some), type_):
                return _reported([p for p, _ in some], [w for _, w in some])
    return None


def _reported(parts: list[Leaf | Count], wanted: list[bool]) -> Contradiction:
    said = [_said(p) if w else f"{_said(p)} under none:" for p, w in zip(parts, wanted, strict=True)]
    if len(said) == 1:
        return Contradiction(what=f"{said[0]} holds of no value.", place=_place(parts[0]))
    what = f"{', '.join(said[:-1])} and {said[-1]} cannot hold together."
    return Contradiction(what=what, place=_place(parts[-1]))


def _never(group: list[tuple[Leaf | Count, bool]], type_: FactType) -> bool:
    """Whether no value of the type fulfils the group; False also where that cannot be told."""
    counted = isinstance(group[0][0], Count)
    leaves = [(_as_leaf(part), wanted) for part, wanted in group]
    states = [] if counted else [blank(), absent()]
    if not any(_only_blank(leaf, wanted) for leaf, wanted in leaves):
        if type_.kind is Kind.text:
            leaves = [(leaf, wanted) for leaf, wanted in leaves if leaf.operator in _OF_TEXTS]
        leaves = [(leaf, wanted) for leaf, wanted in leaves if _written(leaf) is not None]
        contents = _counts(leaves) if counted else _contents(leaves, type_)
        if contents is None or not any(wanted for _, wanted in leaves):
            return False
        states += [known(content) for content in contents]
    condition = AllOf(tuple(leaf if wanted else NoneOf((leaf,)) for leaf, wanted in leaves))
    engine = ReferenceEngine(Program([CompiledRule(id="", condition=condition)]))
    name = leaves[0][0].fact.name
    return all(engine.run(_One(name, s))[0].ending is not Ending.finding for s in states)


@frozen(kw_only=False)
class _One:
    """A draft that holds one value."""

    name: str
    value: Value

    def __call__(self, name: str, _binding: Mapping[str, Record], /) -> Value:
        return self.value if name == self.name else unknown((name,))


def _as_leaf(part: Leaf | Count) -> Leaf:
    return part if isinstance(part, Leaf) else Leaf(FactRef("count"), part.operator, part.operand)


def _only_blank(leaf: Leaf, wanted: bool) -> bool:
    """Whether it asks for a value that is not there."""
    match leaf:
        case Leaf(operator="missing" | "present" as operator, operand=Literal(value=bool() as flag)):
            return (flag is (operator == "missing")) is wanted
        case _:
            return False


def _written(leaf: Leaf) -> tuple[Content, ...] | None:
    """What the leaf is held against, where the rule writes all of it."""
    items = leaf.operand.items if isinstance(leaf.operand, Several) else (leaf.operand,)
    values = tuple(i.value for i in items if isinstance(i, Literal))
    return values if len(values) == len(items) else None


def _contents(leaves: list[tuple[Leaf, bool]], type_: FactType) -> list[Content] | None:
    """Contents of which one fulfils the leaves, if any does; None where they cannot be listed."""
    said = [value for leaf, _ in leaves for value in _written(leaf) or ()]
    match type_.kind:
        case Kind.boolean:
            return [True, False]
        case Kind.ordered:
            return list(type_.members)
        case Kind.number:
            return _around(
                [Decimal(v) for v in said if isinstance(v, int | Decimal) and not isinstance(v, bool)]
            )
        case Kind.day:
            return _days([v for v in said if isinstance(v, Day)])
        case Kind.text:
            named = [leaf for leaf, wanted in leaves if wanted and leaf.operator in ("equals", "in")]
            return list(_written(named[0]) or ()) if named else None
        case _:
            return None


def _around(numbers: Iterable[Decimal]) -> list[Content]:
    """The numbers, one between each two, and one beyond either end."""
    line = sorted(set(numbers)) or [Decimal(0)]
    between = [(one + other) / 2 for one, other in pairwise(line)]
    return [*line, *between, line[0] - 1, line[-1] + 1]


def _days(days: Iterable[Day]) -> list[Content]:
    one = timedelta(days=1)
    found = {date(2000, 1, 1)}
    for day in days:
        for end in (day.first, day.last):
            found.add(end)
            if date.min < end < date.max:
                found |= {end - one, end + one}
    return [Day(day, day) for day in sorted(found)]


def _counts(leaves: list[tuple[Leaf, bool]]) -> list[Content] | None:
    """Every number of items up to one above the largest that is named."""
    named = [v for leaf, _ in leaves for v in _written(leaf) or () if isinstance(v, int | Decimal)]
    most = int(max(named, default=0))
    return list(range(max(most, 0) + 2)) if most <= _MOST_ITEMS else None


def _said(part: Condition) -> str:
    return f"“{leaf_text(part) if isinstance(part, Leaf | Count) else condition_text(part)}”"


def _place(part: Condition) -> Place | None:
    return part.place
