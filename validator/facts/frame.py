"""How a derived fact is declared, and how it is worked out from what it needs.

A derived fact is a function of one argument, :class:`Seen`: what the function reads through it becomes the fact's
evidence, and a fact that needs something the draft does not say settles as unknown (or blank) with the fields that
would let it be known. The function returns the content, or None where the reference has nothing (*absent*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from validator.agreement.result import Agreement, Band
from validator.engine.values import KNOWN, UNKNOWN, Record, Value, absent
from validator.engine.vocabulary import FactSpec, FactType
from validator.evidence import Evidence, Known, Late
from validator.frozen import frozen

if TYPE_CHECKING:
    from validator.facts.view import DraftRecord, Facts
    from validator.reference import Reference


def records_in(value: Value) -> tuple[Record, ...]:
    """The items of a list of records; none where the list is not known."""
    content = value.content
    if not isinstance(content, tuple) or (content and isinstance(content[0], str)):
        return ()
    return cast("tuple[Record, ...]", content)


def texts_in(value: Value) -> tuple[str, ...]:
    """The texts of a list; none where the list is not known."""
    content = value.content
    if not isinstance(content, tuple) or (content and not isinstance(content[0], str)):
        return ()
    return cast("tuple[str, ...]", content)


T = TypeVar("T")
Work = Callable[["Seen"], object]


class Unsettled(Exception):
    """A fact that is needed is not known; carries the value it has."""

    def __init__(self, value: Value) -> None:
        self.value = value


@frozen(kw_only=False)
class Derived:
    """A declared derived fact: its place in the vocabulary and the function that works it out."""

    spec: FactSpec
    work: Work


class Seen:
    """What one derived fact reads, and with it the evidence it rests on.

    ``item`` is the list item that an item's fact is worked out for; its own fields are read with :meth:`own`.
    """

    __slots__ = ("_rests_on", "facts", "item")

    def __init__(self, facts: Facts, item: DraftRecord | None = None) -> None:
        self.facts = facts
        self.item = item
        self._rests_on: list[Iterable[Evidence]] = []

    @property
    def evidence(self) -> Sequence[Evidence]:
        """What has been read so far, each piece once, in the order read."""
        return Late(_pieces, tuple(self._rests_on)) if self._rests_on else ()

    @property
    def reference(self) -> Reference:
        """The official tables."""
        return self.facts.reference

    def value(self, name: str) -> Value:
        """A fact of the draft with its state; it does not become evidence."""
        return self.facts.value(name)

    def need(self, name: str) -> Any:
        """The content of a fact; where it is not known the fact that asks is not either."""
        value = self.facts.value(name)
        if value.state is not KNOWN:
            raise Unsettled(value)
        self.add(value.evidence)
        return value.content

    def maybe(self, name: str) -> Any:
        """The content of a fact, or None where it is blank, absent or not entered."""
        value = self.facts.value(name)
        return self._take(value) if value.state is KNOWN else None

    def asked(self, name: str) -> Any:
        """The content of a fact, or None where it is blank or absent; where it is not entered, unknown."""
        return self._asked(self.facts.value(name))

    def own(self, name: str) -> Any:
        """Like :meth:`need`, for a field of the list item."""
        return self._take(self._item().get(name))

    def own_maybe(self, name: str) -> Any:
        """Like :meth:`maybe`, for a field of the list item."""
        value = self._item().get(name)
        return self._take(value) if value.state is KNOWN else None

    def of(self, record: Record, name: str) -> Any:
        """The content of a field of ``record``, or None where it is not known; it becomes evidence."""
        value = record.get(name)
        return self._take(value) if value.state is KNOWN else None

    def once(self, name: str | tuple[Any, ...], make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once a draft for several facts; nothing of it becomes evidence by itself."""
        kept = self.facts.kept
        if name not in kept:
            kept[name] = make()
        return cast("T", kept[name])

    def cite(self, text: str, dataset: str, version: str) -> None:
        """Name a reference fact that the answer rests on."""
        self.note(Known(text=text, dataset=dataset, version=version))

    def band(self, agreement: Agreement) -> Band | None:
        """The band of a comparison, with what carried it as evidence; None where it cannot be made."""
        self._rests_on.append(Late(_sources, agreement))
        return None if agreement.band is Band.unknown else agreement.band

    def item_id(self) -> str:
        """The id of the list item."""
        return self._item().id

    def note(self, *evidence: Evidence) -> None:
        """Add evidence, each piece once."""
        self._rests_on.append(evidence)

    def rest_on(self, *values: Value) -> None:
        """Add what these values rest on."""
        for value in values:
            self.add(value.evidence)

    def add(self, evidence: Sequence[Evidence]) -> None:
        """Add evidence that need not be read before somebody asks for it."""
        if evidence.__class__ is Late or evidence:
            self._rests_on.append(evidence)

    def _item(self) -> DraftRecord:
        if self.item is None:
            raise TypeError("a fact of the whole draft has no item")
        return self.item

    def _asked(self, value: Value) -> Any:
        if value.state is UNKNOWN:
            raise Unsettled(value)
        return self._take(value) if value.state is KNOWN else None

    def _take(self, value: Value) -> Any:
        if value.state is not KNOWN:
            raise Unsettled(value)
        self.add(value.evidence)
        return value.content


def work_out(derived: Derived, seen: Seen) -> Value:
    """The value of a derived fact: its content with evidence, absent, or as unsettled as what it needed."""
    try:
        content: Any = derived.work(seen)
    except Unsettled as unsettled:
        return unsettled.value
    if content is None:
        return absent(seen.evidence)
    return Value(KNOWN, content, seen.evidence)


def _pieces(rests_on: tuple[Iterable[Evidence], ...]) -> Iterable[Evidence]:
    """Each piece once, in the order read."""
    return dict.fromkeys(piece for pieces in rests_on for piece in pieces)


def _sources(agreement: Agreement) -> Iterable[Evidence]:
    """The reference facts that carried a comparison."""
    return (carried.source for carried in agreement.evidence if carried.source is not None)


DERIVED: dict[str, Derived] = {}
"""Derived facts of the whole draft, by name."""

DERIVED_OF_ITEMS: dict[str, dict[str, Derived]] = {}
"""Derived facts of the items of a list, by the list's name and the fact's."""


def fact(
    name: str, type_: FactType, doc: str, *, unit: str = "", fields: tuple[FactSpec, ...] = ()
) -> Callable[[Work], Work]:
    """Declare a derived fact of the whole draft; ``doc`` says what it is, its range and its source."""

    def declare(work: Work) -> Work:
        if name in DERIVED:
            raise ValueError(f"the fact {name} is declared twice")
        DERIVED[name] = Derived(
            FactSpec(name=name, type=type_, doc=doc, unit=unit, fields=fields, derived=True), work
        )
        return work

    return declare


def item_fact(list_: str, name: str, type_: FactType, doc: str, *, unit: str = "") -> Callable[[Work], Work]:
    """Declare a derived fact of each item of the list ``list_``."""

    def declare(work: Work) -> Work:
        of_list = DERIVED_OF_ITEMS.setdefault(list_, {})
        if name in of_list:
            raise ValueError(f"the fact {list_}.{name} is declared twice")
        of_list[name] = Derived(FactSpec(name=name, type=type_, doc=doc, unit=unit, derived=True), work)
        return work

    return declare
