"""Where keys and values of a TOML file stand: whatever tomllib reads, every path of it is found, at its own place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.errors import Path
from validator.settings.toml_places import toml_places

EVERY_SHAPE = '''# a comment = with "signs" [in] it
pack = "niw-core" # behind
'only' = [ "a", # inside "a list"
  'b]', """x"]""""", { deep = [1, 2] } ]
"quoted \\"key\\"" = 'C:\\Users'
a.b . "c.d" = 1979-05-27 07:32:00
text = """
[not.a.table]
key = "no"
"""
[tool.niw] # header
fail-on = "high"
inline = { x = 1, y.z = [ { w = true } ] }
[ tool . "niw" . more ]
k = +1_000
[[list.of]]
n = 1
[[list.of]]
n = 2
[list.of.inner]
m = 3.0e2'''


def paths_of(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(data, dict):
        for key, inner in data.items():
            yield (*path, key), inner
            yield from paths_of(inner, (*path, key))
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            yield (*path, number), inner
            yield from paths_of(inner, (*path, number))


def test_every_path_that_tomllib_reads_has_a_place_and_no_other_has() -> None:
    assert toml_places(EVERY_SHAPE).keys() == {path for path, _ in paths_of(tomllib.loads(EVERY_SHAPE))}


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("pack",), "pack =", '"niw-core"'),
        (("only",), "'only'", '[ "a"'),
        (("only", 1), "'b]'", "'b]'"),
        (("only", 2), '"""x', '"""x'),
        (("only", 3, "deep", 1), "2]", "2]"),
        (("a", "b", "c.d"), '"c.d"', "1979"),
        (("tool", "niw"), "niw]", "niw]"),
        (("tool", "niw", "fail-on"), "fail-on", '"high"'),
        (("tool", "niw", "inline", "y", "z", 0, "w"), "w = true", "true"),
        (("list", "of", 1, "n"), "n = 2", "2\n"),
        (("list", "of", 1, "inner", "m"), "m = 3", "3.0e2"),
    ],
)
def test_a_place_is_that_of_the_key_and_of_the_value(path: Path, key: str, value: str) -> None:
    spot = toml_places(EVERY_SHAPE)[path]
    assert EVERY_SHAPE[spot.key :].startswith(key)
    assert EVERY_SHAPE[spot.value :].startswith(value)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
KEYS = st.one_of(st.sampled_from(["pack", "fail-on", "a", "b_2", "1"]), TEXTS)
LEAVES = st.one_of(TEXTS, st.integers(-99, 99), st.booleans())
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
SPACES = st.sampled_from(["", " ", "\t ", "  "])
BREAKS = st.sampled_from(["", " ", "\n", " # ] } \" '\n  "])


def quoted(draw: st.DrawFn, text: str) -> str:
    basic = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    ways = [basic, '""' + basic + '""'] if text and text[0] != '"' and text[-1] not in '"\\' else [basic]
    if "'" not in text:
        ways.append(f"'{text}'")
    return draw(st.sampled_from(ways))


def written_key(draw: st.DrawFn, key: str) -> str:
    bare = key and all(c.isascii() and (c.isalnum() or c in "-_") for c in key)
    if bare and draw(st.booleans()):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(draw: st.DrawFn, value: Any) -> str:
    """A value as TOML, in one of the many ways there are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(draw, value)
    if isinstance(value, list):
        items = [f"{draw(BREAKS)}{written(draw, v)}{draw(BREAKS)}" for v in value]
        return f"[{','.join(items)}{draw(BREAKS)}]"
    if isinstance(value, dict):
        pairs = [f"{draw(SPACES)}{written_key(draw, k)} = {written(draw, v)}" for k, v in value.items()]
        return "{" + ",".join(pairs) + "}"
    return str(value)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    top = draw(st.dictionaries(KEYS, VALUES, max_size=4))
    for key, value in top.items():
        lines.append(
            f"{draw(SPACES)}{written_key(draw, key)}{draw(SPACES)}={draw(SPACES)}{written(draw, value)}"
        )
    for name in draw(st.lists(st.sampled_from(["x", "y", "z"]), unique=True)):
        path = ".".join(written_key(draw, part) for part in (f"table {name}", name))
        lines.append(f"[{draw(SPACES)}{path}{draw(SPACES)}] # [no]")
        for key, value in draw(st.dictionaries(KEYS, VALUES, max_size=2)).items():
            lines.append(f"{written_key(draw, key)} = {written(draw, value)}")
    return "\n".join(lines)


@given(documents())
def test_whatever_tomllib_reads_is_found_where_its_value_stands(text: str) -> None:
    data = tomllib.loads(text)
    spots = toml_places(text)
    leaves = dict(paths_of(data))
    assert spots.keys() == leaves.keys()
    for path, value in leaves.items():
        if not isinstance(
            value, dict
        ):  # from its place on, the text begins with the value, so that it can be read again
            again = tomllib.loads(f"k = {value_text(text, spots[path].value, value)}")["k"]
            assert again == value


def value_text(text: str, at: int, value: Any) -> str:
    """The shortest stretch of ``text`` from ``at`` on that TOML reads as a value like ``value``."""
    for end in range(at + 1, len(text) + 1):
        try:
            if tomllib.loads(f"k = {text[at:end]}")["k"] == value:
                return text[at:end]
        except tomllib.TOMLDecodeError:
            continue
    return text[at:]
