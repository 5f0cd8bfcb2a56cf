"""The commented template that ``niw draft new`` writes, made from the schema so that it cannot grow stale."""

from __future__ import annotations

from collections.abc import Iterator

from validator.drafts.shape import Shape, draft_shape, schema_file

_WIDTH = 100
_HEAD = """\
# A draft of an EB-2 National Interest Waiver petition, for `niw check`.
#
# Enter each value once for each document that states it, as it stands there; copy nothing from one document to
# another. Take the "# " away from the lines you need. A line that is not there is not entered yet; a key with nothing
# after its colon is left blank on the form; [] means that there are none.
# In place of a value you may write {value: ..., exhibit: ..., page: ..., confirmed_by: ...}.
# Leave out A-numbers, social security, passport and receipt numbers: no check needs them.

case:
  # Your own short name for the case. No A-number, no receipt number.
  id: my-case
"""


def schema_text() -> str:
    """The JSON Schema of a draft, as it ships."""
    return schema_file()


def template() -> str:
    """A draft in YAML with every field of the schema as a comment that says which form item it is; it loads as it is.

    Taking ``# `` away at the beginning of lines turns them on; with all of them on, it is a draft too.
    """
    lines = [_HEAD.rstrip("\n")]
    shape = draft_shape()
    lines += _off(_fields(shape.fields["case"], 2, skip="id"))
    for name, section in shape.fields.items():
        if name != "case":
            lines += ["", *_off(_field(name, section, 0))]
    return "\n".join(lines) + "\n"


def _off(lines: Iterator[str]) -> Iterator[str]:
    return (f"# {line}".rstrip() for line in lines)


def _fields(shape: Shape, indent: int, skip: str = "") -> Iterator[str]:
    for name, inner in shape.fields.items():
        if name != skip:
            yield from _field(name, inner, indent)


def _field(name: str, shape: Shape, indent: int, dash: str = "") -> Iterator[str]:
    pad = " " * indent
    words = shape.description
    if shape.kind == "choice":
        words += f" One of: {', '.join(shape.options)}."
    from textwrap import wrap

    for line in wrap(words, _WIDTH - indent):
        yield f"{pad}# {line}"
    key = f"{pad[: len(pad) - len(dash)]}{dash}{name}:"
    if shape.kind == "group":
        yield key
        yield from _fields(shape, indent + 2)
    elif shape.kind == "list":
        yield from _list(key, shape.item or shape, indent)
    else:
        yield f"{key} entry-1" if shape.kind == "id" else key


def _list(key: str, item: Shape, indent: int) -> Iterator[str]:
    if item.bare:
        yield f"{key} []"
        return
    if item.kind != "group":
        yield f"{key} []"
        return
    yield key
    first = True
    for name, inner in item.fields.items():
        yield from _field(name, inner, indent + 4, "- " if first else "")
        first = False
