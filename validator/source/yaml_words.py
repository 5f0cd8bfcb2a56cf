"""What is wrong with a YAML file, said to people who do not program."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from validator.source.text import line_at

_QUOTE = 'Put the value in quotation marks, for example title: "Engineer: vision systems".'
_INDENT = "Keys of one group begin in the same column."
_DOUBLE = "Put the whole value in double quotation marks, or double the mark inside it: 'it''s'."
_SECOND_COLON = re.compile(r"\s*(?:- +)*[^\s:][^:]*:\s+\S")
_ALIAS = re.compile(r"\*[^\s,\]}]*")

# What the parser says (in C, or in Python); at the mark or where it opened; what is wrong; the mend.
_TABLE = (
    ("single document", "at", "A second document begins here.", "One file holds one document: give each its own file."),
    ("duplicate anchor", "at", "This anchor name is used twice.", "Give each anchor its own name."),
    ("find expected ':'", "open", "This line has no colon after its key.", "Write key: value, with a space after it."),
    ("end of stream", "open", "What is opened here is never closed.", "Close the quotation mark or the bracket."),
    ("<stream end>", "open", "What is opened here is never closed.", "Close the quotation mark or the bracket."),
    ("',' or ']'", "open", "The bracket opened here is not closed, or a comma is missing in it.", "Close it with ]."),
    ("',' or '}'", "open", "The bracket opened here is not closed, or a comma is missing in it.", "Close it with }."),
    ("escape c", "at", "A backslash in double quotation marks begins a code that YAML does not have.",
     "Use single quotation marks, or write two backslashes."),
    ("cannot start any token", "at", "An unquoted value cannot begin with “{character}”.", "Put it in quotes."),
    ("entries are not allowed", "at", "A list begins on the line of its key.", "Begin each entry on its own line: - …"),
    ("block collection", "at", "A list goes on with a line that has no dash.", "Indent it, or begin it with -."),
    ("directive", "at", "A line that begins with % means something else in YAML.", _QUOTE),
    ("document start", "at", "A line that begins with % means something else in YAML.", _QUOTE),
)  # fmt: skip


class Words(NamedTuple):
    """A mistake at ``at`` of the text: what it is, and the mend."""

    at: int
    what: str
    mend: str


def in_plain_words(error: Any, text: str) -> Words:
    """The mistake that PyYAML's ``error`` reports in ``text``."""
    mark = error.problem_mark or error.context_mark
    index: int = mark.index if mark else 0
    opened = error.context_mark.index if error.context_mark else index
    said = f"{error.context or ''}; {error.problem or ''}"
    character = text[index : index + 1]
    if character == "\t" or "tab character" in said:
        tab = max(index, text.find("\t", index))
        return Words(at=tab, what="A tab stands where spaces belong.", mend="Indent with spaces.")
    if "undefined alias" in said:
        name = _ALIAS.match(text, index)
        return Words(
            at=index,
            what=f"“{name[0] if name else '*'}” refers to an anchor that is not there.",
            mend="Define it earlier with &name, or quote a value that begins with an asterisk.",
        )
    for words, where, what, mend in _TABLE:
        if words in said:
            at = _first_letter(text, opened) if where == "open" else index
            return Words(at=at, what=what.format(character=character), mend=mend)
    return _indented(said, text, index) or Words(
        at=index,
        what=f"This is not YAML: {error.problem or error.context or 'it cannot be read'}.",
        mend="Put a value with special characters in quotation marks.",
    )


def _indented(said: str, text: str, index: int) -> Words | None:
    """Wrong indents, and quotation marks and colons that look like one to the parser."""
    before = line_at(text, index)[: index - text.rfind("\n", 0, index) - 1]
    if "mapping values are not allowed" in said:
        if _SECOND_COLON.match(before + "x"):
            return Words(at=index, what="A second colon stands in an unquoted value.", mend=_QUOTE)
        return Words(at=index, what="A key is indented as if it belonged to the value above.", mend=_INDENT)
    if text[index : index + 1] == "-":
        return Words(at=index, what="An entry of a list stands among the keys of a group.", mend=_INDENT)
    if "expected key" in said or "<block end>" in said:
        if before.strip():
            return Words(at=index, what="Text goes on after the closing quotation mark.", mend=_DOUBLE)
        return Words(at=index, what="This line is indented like none of the lines above.", mend=_INDENT)
    return None


def _first_letter(text: str, index: int) -> int:
    while index < len(text) - 1 and text[index].isspace():
        index += 1
    return index
