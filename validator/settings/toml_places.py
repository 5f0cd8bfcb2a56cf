"""Where every key and value of a TOML file stands, which tomllib does not tell.

Reads text that tomllib has read without an error before, so it need not judge anything, only walk: a key path, as
tomllib's nested dictionaries would spell it, for every key, header and item of a list.
"""

from __future__ import annotations

import tomllib

from validator.errors import Path
from validator.frozen import frozen

_SPACE = " \t"
_BLANK = " \t\r\n"
_BARE_ENDS = " \t\r\n=.]#"
_VALUE_ENDS = ",]}#\r\n"
_QUOTES = ("'''", '"""', "'", '"')


@frozen(kw_only=False)
class Spot:
    """Offsets into the text: of the key (or the item of a list), and of its value (or of the key, for a table)."""

    key: int
    value: int


def toml_places(text: str) -> dict[Path, Spot]:
    """The spot of every path of ``text``, which must be valid TOML. A table's spot is where it is first named."""
    walk = _Walk(text)
    walk.document()
    return walk.found


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Spot] = {}
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        """Headers and keys with their values, to the end."""
        table: Path = ()
        while self._next():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _next(self) -> bool:
        """Go past blanks and comments; whether anything is left."""
        while self.at < len(self.text):
            if self.text[self.at] in _BLANK:
                self.at += 1
            elif self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return True
        return False

    def _spaces(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in _SPACE:
            self.at += 1

    def _header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``: the path of the table that follows."""
        listed = self.text.startswith("[[", self.at)
        self.at += 2 if listed else 1
        self._spaces()
        parts, spots = self._key()
        self.at = self.text.index("]", self.at) + (2 if listed else 1)
        path: Path = ()
        for number, (part, spot) in enumerate(zip(parts, spots, strict=True)):
            path = (*path, part)
            self._note(path, spot)
            if path in self._counts and not (listed and number == len(parts) - 1):
                path = (*path, self._counts[path])  # inside the last table of a list of tables
        if listed:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
            self._note(path, spots[-1])
        return path

    def _key(self) -> tuple[list[str], list[int]]:
        """A dotted key: its parts, and where each begins."""
        parts: list[str] = []
        spots: list[int] = []
        while True:
            self._spaces()
            spots.append(self.at)
            if self.text[self.at] in "'\"":
                end = self._string_end()
                parts.append(str(tomllib.loads(f"k={self.text[self.at : end]}")["k"]))
            else:
                end = self.at
                while self.text[end] not in _BARE_ENDS:
                    end += 1
                parts.append(self.text[self.at : end])
            self.at = end
            self._spaces()
            if self.text[self.at] != ".":
                return parts, spots
            self.at += 1

    def _pair(self, table: Path) -> None:
        """``key = value``."""
        parts, spots = self._key()
        self.at = self.text.index("=", self.at) + 1
        self._spaces()
        path = table
        for part, spot in zip(parts[:-1], spots, strict=False):
            path = (*path, part)
            self._note(path, spot)
        path = (*path, parts[-1])
        self._note(path, spots[-1], self.at)
        self._value(path)

    def _note(self, path: Path, key: int, value: int | None = None) -> None:
        self.found.setdefault(path, Spot(key, key if value is None else value))

    def _value(self, path: Path) -> None:
        """Go past a value, noting what is in it."""
        sign = self.text[self.at]
        if sign == "[":
            self.at += 1
            number = 0
            while self._next() and self.text[self.at] != "]":
                self._note((*path, number), self.at)
                self._value((*path, number))
                number += 1
                self._past_comma()
            self.at += 1
        elif sign == "{":
            self.at += 1
            while self._next() and self.text[self.at] != "}":
                self._pair(path)
                self._past_comma()
            self.at += 1
        elif sign in "'\"":
            self.at = self._string_end()
        else:
            while self.at < len(self.text) and self.text[self.at] not in _VALUE_ENDS:
                self.at += 1

    def _past_comma(self) -> None:
        if self._next() and self.text[self.at] == ",":
            self.at += 1

    def _string_end(self) -> int:
        """The offset behind the string that begins here."""
        quote = next(q for q in _QUOTES if self.text.startswith(q, self.at))
        at = self.at + len(quote)
        while not self.text.startswith(quote, at):
            at += 2 if self.text[at] == "\\" and quote[0] == '"' else 1
        at += len(quote)
        if len(quote) == 3:  # up to two more of the quotes belong to the text of a multi-line string
            for _ in range(2):
                if self.text.startswith(quote[0], at):
                    at += 1
        return at
