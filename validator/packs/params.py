"""The parameters of a pack: one value, several, or one for each stretch of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise

from validator.packs.model import DatedValue, Origin, Param
from validator.packs.reading import Entry, Node, Reader
from validator.packs.settings import check_name, read_effective, read_reasons

MakeOrigin = Callable[[Node, str, str], Origin]
"""Makes the origin of a setting: where it stands, why it is so, and who approved it."""

_KEYS = ("value", "dated", "because", "approved_by")


def read_param(reader: Reader, entry: Entry, origin: MakeOrigin) -> Param | None:
    """The parameter of ``entry``; None where none of its values can be read. What is wrong goes to ``reader``."""
    check_name(reader, entry, "a parameter", "minimum_months")
    because = approved = ""
    if entry.value.is_group:
        fields = reader.fields(entry.value, f"“{entry.key}”", _KEYS)
        because, approved = read_reasons(reader, fields)
        values = _of_group(reader, entry, fields)
    else:
        values = _one(reader, entry.value, entry.key)
    _in_order(reader, entry, values)
    if not values:
        return None
    return Param(name=entry.key, values=tuple(values), origin=origin(entry.key_node, because, approved))


def _of_group(reader: Reader, entry: Entry, fields: dict[str, Node]) -> list[DatedValue]:
    if ("value" in fields) == ("dated" in fields):
        both = "both “value” and “dated”" if "value" in fields else "no “value”"
        mend = "Keep one of the two." if "value" in fields else "Add value: and the value, or dated:."
        reader.problem(f"The parameter “{entry.key}” has {both}.", entry.key_node, mend, code="missing-key")
    if "value" in fields:
        return _one(reader, fields["value"], entry.key)
    return list(_dated(reader, fields["dated"], entry.key)) if "dated" in fields else []


def _one(reader: Reader, node: Node, name: str) -> list[DatedValue]:
    value = _value(reader, node, name)
    return [] if value is None else [DatedValue(value=value)]


def _dated(reader: Reader, node: Node, name: str) -> Iterator[DatedValue]:
    for item in reader.items(node, "“dated”"):
        dated = reader.fields(item, "A dated value", ("from", "until", "value"))
        if "value" not in dated:
            mend = "Add value: and the value of those days."
            reader.problem("A dated value has no “value”.", item, mend, code="missing-key")
            continue
        value = _value(reader, dated["value"], name)
        effective = read_effective(reader, {k: dated[k] for k in ("from", "until") if k in dated})
        if value is not None:
            yield DatedValue(value=value, effective=effective)


def _value(reader: Reader, node: Node, name: str) -> str | tuple[str, ...] | None:
    return reader.texts(node, f"“{name}”") if node.is_list else reader.text(node, f"“{name}”")


def _in_order(reader: Reader, entry: Entry, values: list[DatedValue]) -> None:
    for one, other in pairwise(values):
        until, since = one.effective.until, other.effective.since
        if until is None or since is None or until >= since:
            reader.problem(
                f"The dated values of “{entry.key}” overlap, or do not stand in order.",
                entry.key_node,
                "Give each but the last an until: the day before the next from:.",
                code="dated",
            )
            break


def report_holes(param: Param, reader: Reader, setting: Node) -> None:
    """Report each stretch of days between two values of ``param``; ``setting`` is where the parameter is set."""
    items = list(_dated_items(setting))
    if len(items) != len(param.values):  # one of them could not be read, and is reported
        return
    for (one, before), (other, after) in pairwise(zip(param.values, items, strict=True)):
        until, since = one.effective.until, other.effective.since
        if until is None or since is None or until + timedelta(days=1) >= since:
            continue
        first, last = until + timedelta(days=1), since - timedelta(days=1)
        days = f"On {first}" if first == last else f"Between {first} and {last}"
        reader.problem(
            f"{days} “{param.name}” has no value, and rules that read it are not in force: "
            f"the value before ends at {reader.place(_under(before, 'until'))}.",
            _under(after, "from"),
            f"Write from: {first} here, or a later until: there; or add a value for those days.",
            code="dated-hole",
        )


def _dated_items(setting: Node) -> Iterator[Node]:
    node = _under(setting, "dated")
    for index, item in enumerate(node.value if isinstance(node.value, list) else ()):
        yield Node(item, (*node.path, index))


def values_of(setting: Node) -> Iterator[Node]:
    """Every value that a parameter is given: one, several, or one for each stretch of time."""
    value = setting.value
    if isinstance(value, list):
        for index, item in enumerate(value):
            inner = Node(item, (*setting.path, index))
            yield from values_of(_under(inner, "value") if inner.is_group else inner)
    elif isinstance(value, dict):
        yield from values_of(_under(setting, "value" if "value" in value else "dated"))
    else:
        yield Node(value, setting.path)


def _under(node: Node, key: str) -> Node:
    return Node(node.value.get(key) if isinstance(node.value, dict) else None, (*node.path, key))
