"""What people who have never seen YAML do to a file, said as they see it on their screen, with the mend.

The parser reports where it lost its way; the slip is often a line above, or a character that nobody can see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from validator.errors import Problem

ODD_SPACES = "\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff"
"""What word processors and web pages put where a plain space belongs; none of them can be told apart on a screen."""
ODD_SPACE = ("A space here is not a plain one: a word processor or a web page put it in.",
             "Delete it and press the space bar.")  # fmt: skip
CURLY = 'Take the curly quotation marks away: they are letters to niw. Straight ones (") are quotation marks.'

_KEY = r"\s*(?:- +)*[\w.-]+:"
_ODD_AT = re.compile(rf"^[ \t-]*(?P<a>[{ODD_SPACES}])|[:,-](?P<b>[{ODD_SPACES}])")
_BRACE_FIRST = re.compile(r"\s*(?:- +)?\w+: +\{[^{}]*\} *[^\s#]")
_CURLY_VALUE = re.compile(rf"{_KEY} +[“”„«]")
_KEY_VALUE = re.compile(rf"(?P<key>{_KEY} +)(?P<value>[^\s{{\[|>&*!%@`\"'].*)")
_STRAIGHT_VALUE = re.compile(rf"{_KEY} +(?P<mark>[\"'])")
_DASH = re.compile(r"\s*-(?![-\s])(?P<rest>.*)")
_NO_SPACE = re.compile(r"\s*(?:- +)?(?P<key>[\w.-]+):(?P<value>[^\s:/].*)")
_EQUALS = re.compile(r"\s*(?:- +)?(?P<key>[\w.-]+) *=+ *(?P<value>.*)")
_ALIAS = re.compile(r"\*[^\s,\]}]*")
_FILLED = re.compile(r"\s*[^\s#]")
_INDENTS = ("A key is indented", "This line is indented", "A list goes on", "An entry of a list")
_LONGEST = 60  # characters of a value that a mend repeats


def plainly(problem: Problem, text: str) -> Problem:
    """``problem`` as the reader of ``text`` would put it; as it is, where nothing better is known."""
    place = problem.place
    if place is None or place.line is None:
        return problem
    lines = text.split("\n")
    at = min(place.line, len(lines)) - 1
    for said, mend in _OTHER_MENDS:
        if problem.what.startswith(said):
            return replace(problem, mend=mend)
    for slip in _SLIPS:
        found = slip(problem, lines, at)
        if found is not None:
            return found
    return problem


_OTHER_MENDS = (
    ("A tab stands", "Delete it and press the space bar until the line stands under the one above."),
    ("Byte 0x", "Save the file again as UTF-8: in Notepad under Save as, at Encoding."),
    ("A second document", "Take the line --- away, or give what follows a file of its own."),
)


def _at(problem: Problem, lines: list[str], line: int, column: int, what: str, mend: str) -> Problem:
    """``problem`` moved to ``lines[line]``, where ``column`` counts from 0, and put in other words."""
    assert problem.place is not None
    place = replace(problem.place, line=line + 1, column=column + 1)
    return replace(problem, what=what, mend=mend, place=place, line_text=lines[line], code="yaml")


def _odd_space(problem: Problem, lines: list[str], at: int) -> Problem | None:
    """The parser stumbles over a space of another kind on its own line, or on one of the two above."""
    for line in range(at, max(at - 3, -1), -1):
        found = _ODD_AT.search(lines[line])
        if found:
            return _at(problem, lines, line, found.start("a" if found["a"] else "b"), *ODD_SPACE)
    return None


def _fence(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if not lines[at].lstrip().startswith("```"):
        return None
    what = "This line belongs to the page that the text was copied from."
    return _at(problem, lines, at, 0, what, "Remove the lines that begin with ```.")


def _brace_first(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if not _BRACE_FIRST.match(lines[at]):
        return None
    what, mend = "A text that begins with a brace needs quotation marks.", _quoted(lines[at])
    return _at(problem, lines, at, lines[at].index("{"), what, mend)


def _second_colon(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if "second colon" not in problem.what:
        return None
    line = lines[at]
    if _CURLY_VALUE.match(line):
        return replace(
            problem,
            what="A text with a colon in it needs straight quotation marks; the curly ones are letters to niw.",
            mend='Put straight quotation marks (") around the whole text.',
        )
    mend = _quoted(line)
    return replace(problem, what="A text with a colon in it needs quotation marks.", mend=mend)


def _quoted(line: str) -> str:
    """The mend for a value without quotation marks: the line as it should be."""
    found = re.match(r"\s*(?:- +)*(?P<key>[\w.-]+:) +(?P<value>.*\S)", line)
    if not found or '"' in found["value"]:
        return "Put double quotation marks around the whole text."
    value = found["value"]
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()} …"
    return f'Put quotation marks around the whole text: {found["key"]} "{shown}"'


def _dash(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if not problem.what.startswith(("This line has no colon", *_INDENTS)):
        return None
    for line in (at, _filled_above(lines, at)):
        found = _DASH.fullmatch(lines[line]) if line is not None else None
        if line is not None and found:
            mend = f"Write - {found['rest'].strip()}"
            return _at(problem, lines, line, lines[line].index("-"), "A dash needs a space after it.", mend)
    return None


def _colon(problem: Problem, lines: list[str], at: int) -> Problem | None:
    """What the parser calls a key without a colon."""
    if "no colon after its key" not in problem.what:
        return None
    line = lines[at]
    column = len(line) - len(line.lstrip())
    if found := _NO_SPACE.fullmatch(line):
        mend = f"Write {found['key']}: {found['value']}"
        return _at(problem, lines, at, line.index(":"), "A colon needs a space after it.", mend)
    if found := _EQUALS.fullmatch(line):
        mend = f"Write {found['key']}: {found['value']}"
        return _at(problem, lines, at, line.index("="), "A colon belongs here, not an equals sign.", mend)
    above = _filled_above(lines, at)
    if above is not None and lines[above].lstrip().startswith("- ") and _indent(lines[above]) == column:
        what = "This line stands in a list and has no dash."
        return _at(problem, lines, at, column, what, f"Write - {line.strip()}")
    return None


def _marks_within(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if not problem.what.startswith("Text goes on after the closing quotation mark"):
        return None
    found = _STRAIGHT_VALUE.match(lines[at])
    if found and found["mark"] == "'":
        mend = 'Put double quotation marks (") around the whole text, so that the apostrophe does not end it.'
    else:
        mend = (
            'Put one pair of quotation marks (") around the whole text, and write those inside it as “ and ”.'
        )
    return replace(problem, mend=mend)


def _asterisk(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if "refers to an anchor" not in problem.what:
        return None
    what = "A text that begins with an asterisk needs quotation marks."
    return replace(problem, what=what, mend=_quoted(lines[at]))


def _character(problem: Problem, lines: list[str], at: int) -> Problem | None:
    if not problem.what.startswith("An unquoted value cannot begin with"):
        return None
    return replace(problem, mend=_quoted(lines[at]))


def _indented(problem: Problem, lines: list[str], at: int) -> Problem | None:
    """A line that begins in another column than the one above it, where both should begin in the same."""
    if not problem.what.startswith(_INDENTS):
        return None
    above = _filled_above(lines, at)
    if above is None:
        return None
    column, before = _indent(lines[at]), _indent(lines[above])
    dash = re.match(r"\s*((?:- +)+)", lines[above])
    if dash and not lines[at].lstrip().startswith("-"):
        before += len(dash[1])  # what stands after the dash is what the next lines go with
    if column == before:
        return None
    what = f"This line begins in column {column + 1}, the one above it in column {before + 1}."
    mend = (
        "Lines that belong together begin in the same column: move the one that is out of line, with spaces."
    )
    return _at(problem, lines, at, column, what, mend)


def _filled_above(lines: list[str], at: int) -> int | None:
    """The nearest line above that holds more than a note."""
    return next((line for line in range(at - 1, -1, -1) if _FILLED.match(lines[line])), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_SLIPS: tuple[Callable[[Problem, list[str], int], Problem | None], ...] = (
    _fence,
    _odd_space,
    _brace_first,
    _second_colon,
    _dash,
    _colon,
    _marks_within,
    _asterisk,
    _character,
    _indented,
)

_OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word file or another packed one"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a formatted text (RTF)"),
    (b"%PDF", "a PDF"),
)


def other_format(data: bytes) -> str:
    """What a file is that is no plain text, by its first bytes: “a PDF”; "" where nothing says so."""
    return next((words for mark, words in _OTHER_FORMATS if data.startswith(mark)), "")
