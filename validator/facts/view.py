"""One draft, seen through the reference: every fact a rule may name, worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from validator.engine.values import ABSENT, BLANK, KNOWN, Record, State, Value, blank, unknown
from validator.errors import Path
from validator.evidence import Evidence, Late, Stated
from validator.facts.frame import DERIVED, DERIVED_OF_ITEMS, Seen, work_out
from validator.facts.stated import Shape, stated_shapes
from validator.notation import Day, read_day, read_soc

if TYPE_CHECKING:
    from validator.agreement.result import Agreement
    from validator.drafts import Draft
    from validator.reference import Reference

PRESENT = Day(date(9000, 1, 1), date(9000, 1, 1))
"""What ``present`` means as the end of a job: no day that has come yet."""

_MISSING = object()
_BLANK = blank()


class Way:
    """How a stated fact is found: the steps from its draft (or item) to it, its shape, how what is entered there is
    read, and its value while not entered.

    Of a list ``derived`` are the facts derived for its items.
    """

    __slots__ = ("_fields", "_name", "derived", "open", "read", "shape", "steps")

    def __init__(self, name: str, shape: Shape, within: str = "") -> None:
        self._name = f"{within}.{name}" if within else name
        self._fields: dict[str, Way] = {}
        self.steps: Path = tuple(name.split("."))
        self.shape = shape
        self.read = _READ[shape.reads]
        self.open = unknown((self._name,))
        self.derived = DERIVED_OF_ITEMS.get(self._name, {})

    def field(self, name: str) -> Way:
        """The way from an item of the list to its field (KeyError where it has none)."""
        way = self._fields.get(name)
        if way is None:
            way = self._fields[name] = Way(name, self.shape.fields[name], self._name)
        return way


@cache
def way_to(name: str) -> Way:
    """The way to a stated fact of the draft (KeyError where there is none)."""
    return Way(name, stated_shapes()[name])


@lru_cache(maxsize=8192)
def _one_writing(text: str) -> str:
    """The same object for equal texts: what is remembered of them is found at once, and holds each once."""
    return text


@lru_cache(maxsize=2048)
def _as_code(text: str) -> str:
    return str(read_soc(text) or text.strip())


@lru_cache(maxsize=4096)
def _as_day(text: str) -> Day | None:
    return PRESENT if text.strip().casefold() == "present" else read_day(text)


class Facts:
    """A draft's facts, by name; each is worked out once. A callable of the engine's ``Lookup`` shape."""

    def __init__(self, draft: Draft, reference: Reference) -> None:
        self.draft = draft
        self.reference = reference
        self.final = _at(draft.data, ("case", "stage")) == "final"
        self.comparisons: dict[str, tuple[Agreement, Sequence[Evidence]]] = {}
        self.kept: dict[Any, Any] = {}  # what facts share, by a name of theirs
        self._values: dict[str, Value] = {}

    def __call__(self, name: str, binding: Mapping[str, Record] | None = None, /) -> Value:
        """The value of ``name``; the records bound around it do not change what a fact of the draft is."""
        return self.value(name)

    def value(self, name: str) -> Value:
        """The fact ``name`` (KeyError where the vocabulary has none)."""
        value = self._values.get(name)
        if value is None:
            value = self._values[name] = self._work_out(name)
        return value

    def _work_out(self, name: str) -> Value:
        derived = DERIVED.get(name)
        if derived is not None:
            return work_out(derived, Seen(self))
        return self.stated(way_to(name), self.draft.data, ())

    def stated(self, way: Way, within: Any, base: Path) -> Value:
        """The stated value that ``way`` leads to within the mapping at ``base``."""
        node = within
        for step in way.steps:
            node = node.get(step, _MISSING) if node.__class__ is dict else _MISSING
            if node is None:
                return self._blank(way, within, base)
            if node is _MISSING:
                return _BLANK if self.final else way.open
        return way.read(self, way, node, base, way.steps)

    def _blank(self, way: Way, within: Any, base: Path) -> Value:
        """The value that is blank because of a blank somewhere on the way, which is its evidence."""
        node = within
        for depth, step in enumerate(way.steps, start=1):
            node = node[step]
            if node is None:
                return blank(Late(_words, self.draft, way.shape, base, way.steps[:depth]))
        raise ValueError(f"nothing is blank on the way to {way.steps}")

    def close(self) -> None:
        """Let go of what was worked out: facts and list items hold each other, and would wait for a collector."""
        self._values.clear()
        self.kept.clear()
        self.comparisons.clear()


def _words(draft: Draft, shape: Shape, base: Path, steps: Path) -> tuple[Stated, ...]:
    path = base + steps
    return (Stated(path=path, text=draft.written(path), item=shape.spec.item),)


def _each(draft: Draft, shape: Shape, path: Path, count: int) -> Iterator[Stated]:
    """The words of each text of a list."""
    for index in range(count):
        yield from _words(draft, shape, path, (index,))


Read = Callable[[Facts, Way, Any, Path, Path], Value]
"""What is entered at some steps under a base, made a value."""


def _text(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    text = _one_writing(node if node.__class__ is str else str(node))
    words = Late(_words, facts.draft, way.shape, base, steps)
    return Value(KNOWN, text, words) if text and not text.isspace() else Value(BLANK, None, words)


def _records(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    path = base + steps
    records = [DraftRecord(facts, way, item, (*path, i)) for i, item in enumerate(node) if item is not None]
    return Value(KNOWN, tuple(records))


def _texts(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    texts = tuple([str(text) for text in node if text is not None])
    return Value(KNOWN, texts, Late(_each, facts.draft, way.shape, base + steps, len(node)))


def _codes(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    codes = tuple([str(read_soc(str(code)) or code) for code in node if code is not None])
    return Value(KNOWN, codes, Late(_each, facts.draft, way.shape, base + steps, len(node)))


def _number(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    if isinstance(node, str):
        return _text(facts, way, node, base, steps)
    words = Late(_words, facts.draft, way.shape, base, steps)
    return Value(KNOWN, node if isinstance(node, int | Decimal) else Decimal(str(node)), words)


def _yes_no(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    if not isinstance(node, bool):
        return _text(facts, way, node, base, steps)
    return Value(KNOWN, node, Late(_words, facts.draft, way.shape, base, steps))


def _code(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    text = str(node)
    words = Late(_words, facts.draft, way.shape, base, steps)
    return Value(KNOWN, _as_code(text), words) if text.strip() else Value(BLANK, None, words)


def _day(facts: Facts, way: Way, node: Any, base: Path, steps: Path) -> Value:
    text = str(node)
    words = Late(_words, facts.draft, way.shape, base, steps)
    if not text.strip():
        return Value(BLANK, None, words)
    day = _as_day(text)
    return Value(ABSENT, None, words) if day is None else Value(KNOWN, day, words)


_READ: Mapping[str, Read] = {
    "text": _text,
    "records": _records,
    "texts": _texts,
    "codes": _codes,
    "number": _number,
    "yes_no": _yes_no,
    "code": _code,
    "day": _day,
}


class DraftRecord:
    """One item of a list in the draft: its stated fields and the facts derived for it."""

    __slots__ = ("_facts", "_node", "_values", "_way", "path")

    def __init__(self, facts: Facts, way: Way, node: Any, path: Path) -> None:
        self._facts, self._way, self._node = facts, way, node
        self._values: dict[str, Value] = {}
        self.path = path

    @property
    def id(self) -> str:
        """The item's id, or its place in the list counted from 1 where it has none."""
        own = self._node.get("id") if isinstance(self._node, dict) else None
        return str(own) if own is not None else f"#{int(self.path[-1]) + 1}"

    def get(self, field: str) -> Value:
        """The item's field ``field``, stated or derived (KeyError where the vocabulary has none)."""
        value = self._values.get(field)
        if value is None:
            value = self._values[field] = self._work_out(field)
        return value

    def _work_out(self, field: str) -> Value:
        derived = self._way.derived.get(field)
        if derived is not None:
            return work_out(derived, Seen(self._facts, self))
        way = self._way.field(field)
        if isinstance(self._node, dict):
            return self._facts.stated(way, self._node, self.path)
        # A duty written as a bare sentence, which is its text.
        return way.read(self._facts, way, self._node, self.path, ()) if field == "text" else _BLANK


class MadeRecord:
    """An item of a derived list: fields worked out beforehand.

    Those of ``later`` are made when they are asked for, as the words of a sentence are, which most items never need.
    """

    __slots__ = ("_fields", "_later", "id")

    def __init__(
        self, id_: str, fields: dict[str, Value], later: Mapping[str, Callable[[], Value]] | None = None
    ) -> None:
        self.id = id_
        self._fields = fields
        self._later = later or {}

    def get(self, field: str) -> Value:
        """The item's field (KeyError where the vocabulary has none)."""
        value = self._fields.get(field)
        if value is None:
            value = self._fields[field] = self._later[field]()
        return value


def _at(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def is_known(value: Value) -> bool:
    """There is content."""
    return value.state is State.known
