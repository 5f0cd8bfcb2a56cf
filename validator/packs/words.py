"""The named lists of a pack, and the conclusions that it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validator.frozen import frozen
from validator.packs.model import Origin
from validator.packs.params import MakeOrigin
from validator.packs.reading import Entry, Node, Reader
from validator.packs.settings import check_name, read_reasons
from validator.source import Plain

_KEYS = ("add", "remove", "because", "approved_by")


@frozen
class ListChange:
    """A list of its own (``words``), or words to add and to remove."""

    name: str
    origin: Origin
    reader: Reader
    at: Node
    own: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[tuple[str, Node], ...] = ()


def read_lists(reader: Reader, node: Node, origin: MakeOrigin) -> Iterator[ListChange]:
    """The named lists under ``lists:``, in pack.yaml or in a file of rules or lists."""
    for entry in reader.entries(node, "“lists”"):
        check_name(reader, entry, "a list", "vague_titles")
        yield _changed(reader, entry, origin) if entry.value.is_group else _own(reader, entry, origin)


def _changed(reader: Reader, entry: Entry, origin: MakeOrigin) -> ListChange:
    fields = reader.fields(entry.value, f"“{entry.key}”", _KEYS)
    because, approved = read_reasons(reader, fields)
    return ListChange(
        name=entry.key,
        origin=origin(entry.key_node, because, approved),
        reader=reader,
        at=entry.key_node,
        add=_phrases(reader, fields["add"], "“add”") if "add" in fields else (),
        remove=_with_nodes(reader, fields["remove"]) if "remove" in fields else (),
    )


def _own(reader: Reader, entry: Entry, origin: MakeOrigin) -> ListChange:
    at, words = entry.key_node, _phrases(reader, entry.value, f"“{entry.key}”")
    if not words:
        mend = "Write its words below it, each on a line of its own after “- ”."
        reader.problem(f"The list “{entry.key}” is empty.", at, mend, code="empty-list")
    return ListChange(name=entry.key, origin=origin(at, "", ""), reader=reader, at=at, own=words)


def _phrases(reader: Reader, node: Node, what: str) -> tuple[str, ...]:
    """The words of a list, and what was probably meant to be several of them."""
    for each in [node] if node.scalar else reader.items(node, what):
        _one_phrase(reader, each, alone=each is node)
    return reader.texts(node, what)


def _one_phrase(reader: Reader, node: Node, *, alone: bool) -> None:
    """YAML takes these for one text without a word, and then the rule looks for what nobody writes."""
    if not isinstance(node.value, Plain):
        return
    said = node.scalar or ""
    if re.match(r"-\w", said):
        reader.problem("A dash needs a space after it.", node, f"Write - {said[1:]}", code="one-phrase")
    elif alone and "," in said:
        mend = f'For several write [{said}]; for one with a comma in it ["{said}"].'
        reader.problem("This is one text with a comma in it, and no list.", node, mend, code="one-phrase")
    elif "\n" in reader.written(node):
        mend = "Give each its own dash, or write the entry on one line."
        reader.problem("This entry goes on in the next line.", node, mend, code="one-phrase")


def _with_nodes(reader: Reader, node: Node) -> tuple[tuple[str, Node], ...]:
    _phrases(reader, node, "“remove”")
    nodes = [node] if node.scalar else reader.items(node, "“remove”")
    return tuple((n.scalar, n) for n in nodes if n.scalar)


def read_conclusions(reader: Reader, node: Node) -> Iterator[tuple[Entry, str]]:
    """Declared conclusions, each with what it means."""
    for entry in reader.entries(node, "“conclusions”"):
        check_name(reader, entry, "a conclusion", "profession")
        said = reader.text(entry.value, f"The conclusion “{entry.key}”")
        if said is not None:
            yield entry, said
