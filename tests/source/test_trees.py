"""YAML and JSON trees: what stands in the file, untyped, and where; hostile files bounded."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.errors import Path
from validator.source import Plain, Raw, SourceError, Tree, json_tree, raw_of, typed, yaml_tree
from validator.source.yaml_tree import _LOOKS_DEEP, _looks_deep

PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["in C", "in Python"])
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"),
    max_size=8,
)
VALUES = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT.filter(lambda k: k != "<<"), inner, max_size=3)
    ),
    max_leaves=12,
)


def at(tree: Tree, path: Path) -> str:
    place = tree.place(path)
    assert place.line is not None
    assert place.column is not None
    return tree.text.split("\n")[place.line - 1][place.column - 1 :]


@PARSERS
def test_nothing_is_guessed(pure: bool) -> None:
    tree = yaml_tree("a: NO\nb: 151252\nc: 2019-06\nd: yes\ne: '5'\nf:\ng: ~\nh: 1:30\n", "f", pure=pure)
    assert tree.value == {
        "a": "NO",
        "b": "151252",
        "c": "2019-06",
        "d": "yes",
        "e": "5",
        "f": None,
        "g": None,
        "h": "1:30",
    }
    assert isinstance(tree.value, dict)
    assert [type(v) for v in tree.value.values()] == [
        Plain,
        Plain,
        Plain,
        Plain,
        str,
        type(None),
        type(None),
        Plain,
    ]


def test_looks_are_read_where_nobody_says_better() -> None:
    tree = yaml_tree("[true, 5, -1.50, 1e3, yes, NO, 2026-11-21, '5', null, 0x10]", "f")
    assert typed(tree.value) == [
        True,
        5,
        Decimal("-1.50"),
        Decimal("1e3"),
        "yes",
        "NO",
        "2026-11-21",
        "5",
        None,
        "0x10",
    ]


@PARSERS
def test_a_value_that_came_through_an_alias_is_found_where_it_is_written(pure: bool) -> None:
    text = (
        "base: &b\n  title: Engineer\n  code: 15-1252\none: *b\n"
        "two:\n  <<: *b\n  code: 17-2061\nthree:\n  <<: [{x: 1}, *b]\n"
    )
    tree = yaml_tree(text, "f", pure=pure)
    assert tree.value == {
        "base": {"title": "Engineer", "code": "15-1252"},
        "one": {"title": "Engineer", "code": "15-1252"},
        "two": {"title": "Engineer", "code": "17-2061"},
        "three": {"x": "1", "title": "Engineer", "code": "15-1252"},
    }
    for path in (("one", "title"), ("two", "title"), ("three", "title")):
        assert str(tree.place(path)) == "f:2:10"
    assert str(tree.place(("two", "code"))) == "f:7:9"
    assert str(tree.place(("three", "x"))) == "f:9:12"
    assert tree.problems == ()


def test_what_is_not_there_is_shown_at_its_group() -> None:
    tree = yaml_tree("case:\n  id: a\nlist:\n  - x: 1\n", "f")
    assert str(tree.place(("case", "track"))) == "f:1:1"
    assert str(tree.place(("list", 0, "y"))) == "f:4:5"
    assert str(tree.place(("nothing", "at", "all"))) == "f:1:1"
    assert tree.place(("case", "track")).path == ("case", "track")


@settings(deadline=None)
@given(st.dictionaries(TEXT.filter(lambda k: k != "<<"), VALUES, min_size=1), st.booleans())
def test_yaml_values_stand_where_the_tree_says(value: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    tree = yaml_tree(text, "f")
    assert _same(tree.value, value)
    _each(tree.value, (), lambda path, raw: _stands(tree, path, raw))
    if not any(c in text for c in "\\\t"):  # the plain parser is stricter about escapes and tabs
        assert yaml_tree(text, "f", pure=True).value == tree.value


@settings(deadline=None)
@given(st.dictionaries(TEXT, VALUES, min_size=1), st.sampled_from([None, 1]), st.booleans())
def test_json_values_stand_where_the_tree_says(
    value: dict[str, Any], indent: int | None, ascii_only: bool
) -> None:
    tree = json_tree(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "f", first_line=7)
    assert _same(tree.value, value)
    first = tree.place(()).line
    assert first == 7
    tree.first_line = 1
    _each(tree.value, (), lambda path, raw: _stands(tree, path, raw))
    assert tree.problems == ()


def _same(raw: Raw, value: Any) -> bool:
    """Numbers and YAML's booleans come as they are written."""
    if isinstance(value, dict):
        return (
            isinstance(raw, dict)
            and raw.keys() == value.keys()
            and all(_same(raw[k], value[k]) for k in value)
        )
    if isinstance(value, list):
        return isinstance(raw, list) and len(raw) == len(value) and all(map(_same, raw, value))
    if isinstance(value, bool):
        return raw is value or raw == str(value).lower()
    return raw == (str(value) if isinstance(value, int) else value)


def _each(raw: Raw, path: Path, look: Callable[[Path, Raw], None]) -> None:
    look(path, raw)
    inner = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for step, value in inner:
        _each(value, (*path, step), look)


def _stands(tree: Tree, path: Path, raw: Raw) -> None:
    rest = at(tree, path)
    if isinstance(raw, Plain):
        assert rest.startswith(raw)
    elif isinstance(raw, str):
        assert rest[:1] in {"'", '"', "|", ">"}
    if path and isinstance(path[-1], str) and path[-1].isalnum() and path[-1].isascii():
        place = tree.key_place(path)
        assert place.line is not None
        assert place.column is not None
        assert tree.text.split("\n")[place.line - 1][place.column - 1 :].lstrip("\"'? ").startswith(path[-1])


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)
)


@PARSERS
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "More than 200,000 values"),
        ("a: &a [*a]\n", "Nested more than 60 levels deep."),
        ("a: &a {<<: *a, b: 1}\n", "Nested more than 60 levels deep."),
        ("[" * 100_000, "Nested more than 60 levels deep."),
        ("- " * 50_000 + "x", "Nested more than 60 levels deep."),
        ("? " * 5_000, "Nested more than 60 levels deep."),
        ("\n".join(" " * i + f"k{i}:" for i in range(1_000)), "Nested more than 60 levels deep."),
        ("[" * 80 + "]" * 80, "Nested more than 60 levels deep."),
        ("a: \x00\n", "The control character U+0000 has no place in a text file."),
        ("a: \x1b[31m\n", "The control character U+001B has no place in a text file."),
    ],
    ids=[
        "alias bomb",
        "itself",
        "merged into itself",
        "brackets",
        "dashes",
        "keys",
        "indents",
        "80 levels",
        "zero",
        "escape",
    ],
)
def test_a_hostile_file_is_refused_soon(text: str, says: str, pure: bool) -> None:
    began = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        yaml_tree(text, "f", pure=pure)
    assert caught.value.problems[0].what.startswith(says)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "text", ["[" * 100_000 + "]" * 100_000, "[" * 61 + "]" * 61, '{"a":' * 80 + "1" + "}" * 80]
)
def test_json_too_deep_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"Nested more than 60 levels deep"):
        json_tree(text, "f")


def test_half_a_pair_is_refused_and_a_whole_one_read() -> None:
    with pytest.raises(SourceError, match=r"f:1:7: Half of a .u pair stands alone"):
        json_tree('{"a": "\\ud800"}', "f")
    assert json_tree('{"a": "\\ud83d\\ude00"}', "f").value == {"a": "😀"}
    for pure in (False, True):
        with pytest.raises(SourceError):
            yaml_tree('a: "\\ud800"\n', "f", pure=pure)


WRONG = {
    "a:\n\tb: 1\n": "f:2:1: A tab stands where spaces belong.",
    "a:\n  b: 1\n\tc: 2\n": "f:3:1: A tab stands where spaces belong.",
    "a: b: c\n": "f:1:5: A second colon stands in an unquoted value.",
    "a:\n  b: 1\n   c: 2\n": "f:3:5: A key is indented as if it belonged to the value above.",
    "a:\n    b: 1\n  c: 2\n": "f:3:3: This line is indented like none of the lines above.",
    "a: 1\nb\nc: 2\n": "f:2:1: This line has no colon after its key.",
    "a: 1\n- b\n": "f:2:1: An entry of a list stands among the keys of a group.",
    "- b\na: 1\n": "f:2:1: A list goes on with a line that has no dash.",
    "a: - b\n": "f:1:4: A list begins on the line of its key.",
    "a: *x\n": "f:1:4: “*x” refers to an anchor that is not there.",
    "a: &x 1\nb: &x 2\n": "f:2:4: This anchor name is used twice.",
    "a: 'it's'\n": "f:1:8: Text goes on after the closing quotation mark.",
    'a: "x\nb: 1\n': "f:1:4: What is opened here is never closed.",
    "a: [1, 2\nb: 3\n": "f:1:4: The bracket opened here is not closed, or a comma is missing in it.",
    "a: {x: 1\nb: 3\n": "f:1:4: The bracket opened here is not closed, or a comma is missing in it.",
    "a: @x\n": "f:1:4: An unquoted value cannot begin with “@”.",
    "a: `x`\n": "f:1:4: An unquoted value cannot begin with “`”.",
    "a: 1\n---\nb: 2\n": "f:2:1: A second document begins here.",
    "": "f:1:1: The file is empty.",
}


@PARSERS
@pytest.mark.parametrize("text", WRONG, ids=repr)
def test_both_parsers_say_the_same_of_a_mistake(text: str, pure: bool) -> None:
    with pytest.raises(SourceError) as caught:
        yaml_tree(text, "f", pure=pure)
    assert str(caught.value).startswith(WRONG[text])


def test_a_tree_travels_between_processes() -> None:
    for tree in (yaml_tree("a: {b: 1}\n", "f"), json_tree('{"a": {"b": 1}}', "f", 3)):
        again = pickle.loads(pickle.dumps(tree))
        assert again.value == tree.value
        assert again.place(("a", "b")) == tree.place(("a", "b"))


def test_values_of_a_program_become_what_a_file_would_hold() -> None:
    assert raw_of({"a": 1, "b": 2.5, "c": True, "d": None, "e": (Decimal("1.0"), "x"), 3: 1e20}) == {
        "a": "1", "b": "2.5", "c": True, "d": None, "e": ["1.0", "x"], "3": "100000000000000000000"
    }  # fmt: skip
    with pytest.raises(TypeError):
        raw_of({"a": object()})


@given(st.text(alphabet="-?: \t\nx", max_size=40), st.integers(0, 220), st.sampled_from("-?:- \t"))
def test_what_looks_too_deep_is_seen_by_the_short_look(text: str, times: int, mark: str) -> None:
    deep = text + f"{mark} " * times + text
    assert _looks_deep(deep) is (_LOOKS_DEEP.search(deep) is not None)
