"""JSON to a :class:`Tree`: the standard parser reads, and positions are found only when somebody asks for one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # public in all but its stub
from typing import Any

from validator.errors import Path, Problem
from validator.source.text import EMPTY, HALF_PAIR, SourceError, forbidden, problem_at
from validator.source.tree import MAX_DEPTH, Plain, Raw, Span, Tree


def json_tree(text: str, file: str, first_line: int = 1) -> Tree:
    r"""The one JSON value of ``text``. Numbers stay as written; duplicate keys are ``problems`` of the tree.

    :param first_line: the line of ``file`` on which ``text`` begins (a line of a JSONL file).
    :raises SourceError: not JSON (NaN, comments and trailing commas are not), empty, nested too deep, broken \u pairs.
    """
    doubled = False
    try:
        try:
            value: Raw = _DECODER.decode(text)
        except _DoubledError:
            doubled, value = True, _decoder(_first_of_each).decode(text)
    except JSONDecodeError as error:
        index, what, mend = _in_plain_words(error, text)
        raise SourceError((problem_at(text, index, what, mend, file=file, first_line=first_line),)) from error
    except RecursionError as error:
        raise SourceError(
            (problem_at(text, 0, _TOO_DEEP, _MEND_DEEP, file=file, first_line=first_line),)
        ) from error
    tree = JsonTree(text, file, first_line, value)
    if doubled or _LONE.search(text) or _is_deep(value):
        tree.problems = _second_look(tree)
    return tree


_TOO_DEEP = f"Nested more than {MAX_DEPTH} levels deep."
_MEND_DEEP = "Look for a bracket that is never closed."
_LONE = re.compile(r"\\u[dD][89a-fA-F]")
_SPACE = re.compile(r"[ \t\n\r]*")
_BLANKS = frozenset(" \t\n\r")
_ATOM = re.compile(r"[-+.0-9A-Za-z]+")


def _is_deep(value: Raw) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[Raw] = []
        for outer in level:
            if isinstance(outer, dict):
                inner += outer.values()
            elif isinstance(outer, list):
                inner += outer
        if not inner:
            return False
        level = inner
    return True


class _Spot:
    """A value from ``start`` to ``end``; its entries by key (with where the key begins) or by index."""

    __slots__ = ("doubles", "end", "groups", "items", "start")

    def __init__(self, start: int, end: int = 0) -> None:
        self.start, self.end = start, end
        self.groups: dict[str, tuple[int, _Spot]] | None = None
        self.items: list[_Spot] | None = None
        self.doubles: list[tuple[str, int, int]] = []  # key, where it stands, where it stood first


class JsonTree(Tree):
    """A JSON value; places are found in the text when somebody asks for one, level by level, and then kept."""

    def __init__(self, text: str, file: str, first_line: int, value: Raw) -> None:
        self.text, self.file, self.first_line, self.value = text, file, first_line, value
        self.problems: tuple[Problem, ...] = ()
        self._levels: dict[int, dict[str | int, Span]] = {}  # by where a group or a list begins

    def __reduce__(self) -> tuple[object, tuple[str, str, int]]:
        return (json_tree, (self.text, self.file, self.first_line))

    def span(self, path: Path) -> Span | None:
        """Key start, start and end of the value at ``path``."""
        text = self.text
        start = _skip(text, 0)
        if not path:
            return None, start, _end_of(text, start)
        found: Span | None = None
        for step in path:
            level = self._levels.get(start)
            if level is None:
                level = self._levels[start] = _level(text, start)
            found = level.get(step)
            if found is None:
                return None
            start = found[1]
        return found


# Values between the entries of a level are passed over by the standard scanner, which is written in C.
_scan_once: Any = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).scan_once  # type: ignore[attr-defined]


def _end_of(text: str, start: int) -> int:
    """Where the value that begins at ``start`` ends."""
    return int(_scan_once(text, start)[1])


# What stands between a key and its value, and between a value and the next; in a value that was read, one is there.
_colon: Any = re.compile(r"[ \t\n\r]*:[ \t\n\r]*").match
_comma: Any = re.compile(r"[ \t\n\r]*,?[ \t\n\r]*").match


def _level(text: str, start: int) -> dict[str | int, Span]:
    """The entries of the group or list that begins at ``start`` (of two with one key the first); none for a scalar."""
    level: dict[str | int, Span] = {}
    opening = text[start]
    at = _skip(text, start + 1)
    if opening == "{":
        while text[at] != "}":
            key, past_key = scanstring(text, at + 1, True)
            value_at = _colon(text, past_key).end()
            end = _scan_once(text, value_at)[1]
            level.setdefault(key, (at, value_at, end))
            at = _comma(text, end).end()
    elif opening == "[":
        while text[at] != "]":
            end = _scan_once(text, at)[1]
            level[len(level)] = (None, at, end)
            at = _comma(text, end).end()
    return level


def _past_comma(text: str, at: int) -> int:
    """The next entry of a level, or its end."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


class _DoubledError(Exception):
    """A key stands twice in a group."""


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) != len(pairs):
        raise _DoubledError
    return group


def _first_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The group of ``pairs``: of two with one key the first counts, as in YAML files."""
    group: dict[str, Any] = {}
    for key, value in pairs:
        group.setdefault(key, value)
    return group


def _refuse(name: str) -> None:
    raise JSONDecodeError(name, "", 0)


def _decoder(group: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> json.JSONDecoder:
    """The standard decoder, with numbers left as they are written."""
    return json.JSONDecoder(
        object_pairs_hook=group, parse_int=Plain, parse_float=Plain, parse_constant=_refuse
    )


_DECODER = _decoder(_group)


class _Scan:
    """Finds where each value of a text that is known to be JSON begins and ends: the long way, for a second look."""

    def __init__(self, tree: JsonTree) -> None:
        self.tree, self.text = tree, tree.text

    def value(self, at: int, depth: int) -> _Spot:
        opening = self.text[at]
        if depth >= MAX_DEPTH and opening in "{[":
            raise self._error(at, _TOO_DEEP, _MEND_DEEP)
        if opening == "{":
            return self._group(at, depth)
        if opening == "[":
            return self._list(at, depth)
        if opening == '"':
            return _Spot(at, self._string(at)[1])
        match = _ATOM.match(self.text, at)
        return _Spot(at, match.end() if match else at)

    def _group(self, at: int, depth: int) -> _Spot:
        spot = _Spot(at)
        spot.groups = {}
        at = _skip(self.text, at + 1)
        while self.text[at] != "}":
            key_at = at
            key, at = self._string(at)
            at = _skip(self.text, _skip(self.text, at) + 1)
            inner = self.value(at, depth + 1)
            if key in spot.groups:
                spot.doubles.append((key, key_at, spot.groups[key][0]))
            else:
                spot.groups[key] = (key_at, inner)
            at = _past_comma(self.text, inner.end)
        spot.end = at + 1
        return spot

    def _list(self, at: int, depth: int) -> _Spot:
        spot = _Spot(at)
        spot.items = []
        at = _skip(self.text, at + 1)
        while self.text[at] != "]":
            inner = self.value(at, depth + 1)
            spot.items.append(inner)
            at = _past_comma(self.text, inner.end)
        spot.end = at + 1
        return spot

    def _string(self, at: int) -> tuple[str, int]:
        value, end = scanstring(self.text, at + 1, True)
        if (
            "\\" in self.text[at:end]
            and forbidden(value) is not None
            and any("\ud800" <= c <= "\udfff" for c in value)
        ):
            raise self._error(at, *HALF_PAIR)
        return value, end

    def _error(self, at: int, what: str, mend: str) -> SourceError:
        tree = self.tree
        return SourceError(
            (problem_at(self.text, at, what, mend, file=tree.file, first_line=tree.first_line),)
        )


def _second_look(tree: JsonTree) -> tuple[Problem, ...]:
    """The problems that the standard parser passes over: duplicate keys (raises for depth and for broken pairs)."""
    found: list[Problem] = []

    def look(spot: _Spot, path: Path) -> None:
        for key, at, first in spot.doubles:
            line = tree.text.count("\n", 0, first) + tree.first_line
            what = f"“{key}” is entered twice in the same group, first in line {line}."
            found.append(
                problem_at(
                    tree.text,
                    at,
                    what,
                    "Keep one of the two.",
                    file=tree.file,
                    first_line=tree.first_line,
                    path=(*path, key),
                    code="duplicate-key",
                )
            )
        for name, (_, inner) in (spot.groups or {}).items():
            look(inner, (*path, name))
        for index, inner in enumerate(spot.items or ()):
            look(inner, (*path, index))

    look(_Scan(tree).value(_skip(tree.text, 0), 0), ())
    return tuple(found)


def _skip(text: str, at: int) -> int:
    """Past white space."""
    if text[at : at + 1] not in _BLANKS:
        return at
    match = _SPACE.match(text, at)
    return match.end() if match else at


_WORDS = (  # what the standard parser says, what is meant, the mend
    (
        "Extra data",
        "The JSON value has ended, and more follows.",
        "One file holds one document; JSONL holds one per line.",
    ),
    ("Unterminated string", "The quotation mark opened here is not closed on its line.", 'Close it with ".'),
    ("Invalid control character", "A line break or tab stands inside a text.", "Write \\n or \\t."),
    ("Invalid \\escape", "A backslash begins a code that JSON does not have.", "Write two backslashes."),
    ("Invalid \\u", "\\u takes four hexadecimal digits.", "Enter the character itself."),
    (
        "Expecting property name",
        "A key in double quotation marks belongs here.",
        'Write "key": value; no comma at the end.',
    ),
    ("Illegal trailing comma", "A comma stands before the closing bracket.", "Remove the comma."),
    ("Expecting ':'", "A colon belongs between key and value.", 'Write "key": value.'),
    ("Expecting ','", "A comma is missing between two entries, or a bracket is not closed.", "Add it."),
    (
        "Expecting value",
        "A value belongs here.",
        "Texts stand in double quotation marks; true, false and null are bare.",
    ),
)


def _in_plain_words(error: JSONDecodeError, text: str) -> tuple[int, str, str]:
    if error.msg in {"NaN", "Infinity", "-Infinity"}:
        found = re.search(rf"(?<![\w\"-]){re.escape(error.msg)}(?!\w)", text)
        return (
            found.start() if found else 0,
            f"{error.msg} is not a number that a draft can hold.",
            "Write null.",
        )
    if not text.strip():
        return 0, *EMPTY
    index = min(error.pos, max(len(text) - 1, 0))
    for said, what, mend in _WORDS:
        if error.msg.startswith(said):
            return index, what, mend
    return index, f"This is not JSON: {error.msg}.", ""
