"""One draft, seen through the reference: every fact a rule may name, worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from validator.engine.values import Record, State, Value, absent, blank, known, unknown
from validator.errors import Path
from validator.evidence import Evidence, Stated
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


class Facts:
    """A draft's facts, by name; each is worked out once. A callable of the engine's ``Lookup`` shape."""

    def __init__(self, draft: Draft, reference: Reference) -> None:
        self.draft = draft
        self.reference = reference
        self.final = _at(draft.data, ("case", "stage")) == "final"
        self.comparisons: dict[str, tuple[Agreement, tuple[Evidence, ...]]] = {}
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
        return self.stated(stated_shapes()[name], self.draft.data, tuple(name.split(".")), (), name)

    def stated(self, shape: Shape, within: Any, steps: tuple[str, ...], base: Path, name: str) -> Value:
        """The stated value at ``steps`` within the mapping at ``base``; ``name`` is how a reader would ask for it."""
        node = within
        for depth, step in enumerate(steps):
            node = node.get(step, _MISSING) if isinstance(node, Mapping) else _MISSING
            if node is None:
                return blank((self._words(base + steps[: depth + 1], shape),))
            if node is _MISSING:
                return blank() if self.final else unknown((name,))
        return self.read(shape, node, base + steps, name)

    def read(self, shape: Shape, node: Any, path: Path, name: str) -> Value:
        """What is entered at ``path``, read as its field is read."""
        if shape.reads == "records":
            return known(tuple(self._records(shape, node, path, name)))
        if shape.reads in ("texts", "codes"):
            texts = [str(text) for text in node if text is not None]
            if shape.reads == "codes":
                texts = [str(read_soc(text) or text) for text in texts]
            return known(tuple(texts), (self._words((*path, i), shape) for i in range(len(node))))
        words = self._words(path, shape)
        if shape.reads == "number" and not isinstance(node, str):
            return known(node if isinstance(node, int | Decimal) else Decimal(str(node)), (words,))
        if shape.reads == "yes_no" and isinstance(node, bool):
            return known(node, (words,))
        text = str(node)
        if not text.strip():
            return blank((words,))
        if shape.reads == "code":
            return known(str(read_soc(text) or text.strip()), (words,))
        if shape.reads == "day":
            day = PRESENT if text.strip().casefold() == "present" else read_day(text)
            return absent((words,)) if day is None else known(day, (words,))
        return known(text, (words,))

    def _records(self, shape: Shape, node: Sequence[Any], path: Path, name: str) -> list[DraftRecord]:
        return [
            DraftRecord(
                self,
                name,
                shape,
                item if isinstance(item, Mapping) else {"text": item},
                (*path, i),
                bare=not isinstance(item, Mapping),
            )
            for i, item in enumerate(node)
            if item is not None
        ]

    def _words(self, path: Path, shape: Shape) -> Stated:
        return Stated(path=path, text=self.draft.written(path), item=shape.spec.item)


class DraftRecord:
    """One item of a list in the draft: its stated fields and the facts derived for it."""

    __slots__ = ("_bare", "_facts", "_list", "_node", "_shape", "_values", "path")

    def __init__(
        self,
        facts: Facts,
        list_: str,
        shape: Shape,
        node: Mapping[str, Any],
        path: Path,
        *,
        bare: bool = False,
    ) -> None:
        self._facts, self._list, self._shape, self._node, self._bare = facts, list_, shape, node, bare
        self._values: dict[str, Value] = {}
        self.path = path

    @property
    def id(self) -> str:
        """The item's id, or its place in the list counted from 1 where it has none."""
        own = self._node.get("id")
        return str(own) if own is not None else f"#{int(self.path[-1]) + 1}"

    def get(self, field: str) -> Value:
        """The item's field ``field``, stated or derived (KeyError where the vocabulary has none)."""
        value = self._values.get(field)
        if value is None:
            value = self._values[field] = self._work_out(field)
        return value

    def _work_out(self, field: str) -> Value:
        derived = DERIVED_OF_ITEMS.get(self._list, {}).get(field)
        if derived is not None:
            return work_out(derived, Seen(self._facts, self))
        shape = self._shape.fields[field]
        if self._bare:  # a duty written as a bare sentence
            return (
                self._facts.read(shape, self._node[field], self.path, field)
                if field in self._node
                else blank()
            )
        return self._facts.stated(
            shape, self._node, tuple(field.split(".")), self.path, f"{self._list}.{field}"
        )


class MadeRecord:
    """An item of a derived list: fields worked out beforehand."""

    __slots__ = ("_fields", "id")

    def __init__(self, id_: str, fields: Mapping[str, Value]) -> None:
        self.id = id_
        self._fields = fields

    def get(self, field: str) -> Value:
        """The item's field (KeyError where the vocabulary has none)."""
        return self._fields[field]


def _at(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def is_known(value: Value) -> bool:
    """There is content."""
    return value.state is State.known
