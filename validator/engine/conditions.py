"""Conditions as a typed tree, frozen: what a rule's ``when`` says once its YAML has been read and resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from validator.engine.values import Scalar
from validator.errors import Place
from validator.frozen import frozen


@frozen(kw_only=False)
class FactRef:
    """A fact by its name in the vocabulary (``i140.job_title``), or a field of a bound item (``d.level``)."""

    name: str


@frozen(kw_only=False)
class Literal:
    """A value written in the rule. ``called`` names the parameter it came from, for those who read an explanation."""

    value: Scalar
    called: str = ""


@frozen(kw_only=False)
class Several:
    """Several operands: the list of ``in``, the two ends of ``between``, the phrases of a named list (``called``)."""

    items: tuple[Literal | FactRef, ...]
    called: str = ""


Operand = Literal | FactRef | Several


@frozen(kw_only=False)
class Leaf:
    """A fact, an operator of :mod:`validator.engine.operators`, and what it is held against."""

    fact: FactRef
    operator: str
    operand: Operand
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class AllOf:
    """True when every part is; true without parts."""

    parts: tuple[Condition, ...]
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class AnyOf:
    """True when one part is; false without parts."""

    parts: tuple[Condition, ...]
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class NoneOf:
    """True when every part is false."""

    parts: tuple[Condition, ...]
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class ForAny:
    """True when ``where`` is for one item of the list ``of``, bound to ``alias``; false without items."""

    of: FactRef
    alias: str
    where: Condition
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class ForAll:
    """True when ``where`` is for every item of the list ``of``; true without items (so ``none`` of it is false)."""

    of: FactRef
    alias: str
    where: Condition
    place: Place | None = field(default=None, compare=False)


@frozen(kw_only=False)
class Count:
    """Compares the number of items for which ``where`` is true (all items, without it) by an operator on numbers."""

    of: FactRef
    alias: str
    where: Condition | None
    operator: str
    operand: Operand
    place: Place | None = field(default=None, compare=False)


Condition = Leaf | AllOf | AnyOf | NoneOf | ForAny | ForAll | Count
Quantifier = ForAny | ForAll | Count


def inside(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside ``condition``."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts) | NoneOf(parts=parts):
            return parts
        case ForAny(where=where) | ForAll(where=where):
            return (where,)
        case Count(where=where):
            return () if where is None else (where,)
        case _:
            return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """``condition`` and every condition within it, outermost first."""
    yield condition
    for part in inside(condition):
        yield from walk(part)


def facts_of(condition: Condition) -> Iterator[FactRef]:
    """Every fact that ``condition`` names, in the order written, operands included; names repeat."""
    for node in walk(condition):
        match node:
            case Leaf(fact=fact, operand=operand):
                yield fact
                yield from _facts_in(operand)
            case Count(of=of, operand=operand):
                yield of
                yield from _facts_in(operand)
            case ForAny(of=of) | ForAll(of=of):
                yield of
            case _:
                pass


def _facts_in(operand: Operand) -> Iterator[FactRef]:
    match operand:
        case FactRef():
            yield operand
        case Several(items=items):
            yield from (i for i in items if isinstance(i, FactRef))
        case _:
            pass
