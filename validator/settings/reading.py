"""A settings file read: every value with its place, every mistake of the file at once."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from validator.errors import Path as Steps
from validator.errors import Place, Problem
from validator.frozen import frozen
from validator.settings.known import BY_NAME, FILE, KNOWN, SHARED_FILE, Known, is_folder
from validator.settings.toml_places import Spot, toml_places
from validator.source import SourceError, read_text
from validator.source.text import problem_at, spot

Value = str | bool | date | tuple[str, ...]
_TABLE: Steps = ("tool", "niw")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@frozen
class Entry:
    """One setting of a file: the value, its place, and the places of its items where it is a list."""

    value: Value
    place: Place
    items: tuple[Place, ...] = ()


@frozen
class FileSettings:
    """What a file says. ``file`` is its path, ``shown`` as problems call it; relative paths are made whole already."""

    file: str
    shown: str
    entries: dict[str, Entry]
    problems: tuple[Problem, ...] = ()


def holds_settings(file: str) -> bool:
    """Whether a pyproject.toml holds a ``[tool.niw]``; one that is no TOML holds one if it looks so."""
    content = Path(file).read_bytes()
    try:
        return "niw" in tomllib.loads(content.decode("utf-8-sig")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError):
        return re.search(rb"tool[\"']?\s*\.\s*[\"']?niw\b", content) is not None


def read_settings(file: str, shown: str, *, needed: bool = False) -> FileSettings:
    """The settings in ``file``: those of ``[tool.niw]`` where it is called pyproject.toml, else all of it.

    :param needed: the file was named, so a ``[tool.niw]`` that is missing is a mistake.
    """
    try:
        text = read_text(file, shown)
    except SourceError as error:
        return FileSettings(file=file, shown=shown, entries={}, problems=error.problems)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return FileSettings(file=file, shown=shown, entries={}, problems=(_no_toml(error, text, shown),))
    root: Steps = _TABLE if os.path.basename(file) == SHARED_FILE else ()  # noqa: PTH119
    table: Any = data
    for step in root:
        table = table.get(step) if isinstance(table, dict) else None
    reading = _Reading(text, file, shown, root)
    if table is None and needed:
        what = f"{shown} holds no [tool.niw]."
        problem = Problem(what=what, mend="Name a file of settings.", place=Place(file=shown))
        return FileSettings(file=file, shown=shown, entries={}, problems=(problem,))
    if not isinstance(table, dict):
        reading.tell(root, "tool.niw is no table.", "Write [tool.niw], and the settings below it.")
    else:
        reading.table(table)
    return FileSettings(file=file, shown=shown, entries=reading.entries, problems=tuple(reading.problems))


def _no_toml(error: tomllib.TOMLDecodeError, text: str, shown: str) -> Problem:
    """A mistake of TOML itself, in tomllib's words, at its place."""
    said = str(error)
    found = _AT.search(said)
    what = f"This is no TOML: {_AT.sub('', said)}."
    mend = 'Texts stand in quotes: fail-on = "high".'
    if found is None or found[1] is None:
        return problem_at(text, len(text.rstrip()), what, mend, file=shown, code="toml")
    lines = text.split("\n")
    line, column = int(found[1]), int(found[2])
    place = Place(file=shown, line=line, column=column)
    return Problem(
        what=what,
        mend=mend,
        place=place,
        line_text=lines[line - 1] if line <= len(lines) else "",
        code="toml",
    )


class _Reading:
    """One file on its way: values in ``entries``, mistakes in ``problems``, in the order of the file."""

    def __init__(self, text: str, file: str, shown: str, root: Steps) -> None:
        self.entries: dict[str, Entry] = {}
        self.problems: list[Problem] = []
        self._text = text
        self._shown = shown
        self._root = root
        self._spots: dict[Steps, Spot] = toml_places(text)
        self._base = os.path.dirname(file)  # noqa: PTH120
        self._shown_base = os.path.dirname(shown)  # noqa: PTH120

    def table(self, table: dict[str, Any]) -> None:
        """Every key of the settings' table."""
        for name, raw in table.items():
            known = BY_NAME.get(name)
            if known is None:
                self._unknown(name, raw)
                continue
            value = _READERS[known.kind](self, known, raw)
            if value is not None:
                path = (*self._root, name)
                places = (
                    tuple(self._place((*path, n), of_value=True) for n in range(len(raw)))
                    if isinstance(raw, list)
                    else ()
                )
                self.entries[name] = Entry(value=value, place=self._place(path), items=places)
        self.problems.sort(key=lambda p: (p.place.line or 0, p.place.column or 0) if p.place else (0, 0))

    def tell(
        self, path: Steps, what: str, mend: str, *, of_value: bool = False, code: str = "settings"
    ) -> None:
        """A mistake at the key of ``path``, or at its value."""
        at = self._spots.get(path, Spot(0, 0))
        offset = at.value if of_value else at.key
        self.problems.append(
            problem_at(self._text, offset, what, mend, file=self._shown, path=path, code=code)
        )

    def _place(self, path: Steps, *, of_value: bool = False) -> Place:
        at = self._spots.get(path, Spot(0, 0))
        line, column = spot(self._text, at.value if of_value else at.key)
        return Place(file=self._shown, line=line, column=column, path=path)

    def _unknown(self, name: str, raw: object) -> None:
        path = (*self._root, name)
        if not self._root and name == "tool":
            self.tell(path, f"In {FILE} the settings stand without [tool.niw].", "Leave that line out.")
            return
        if isinstance(raw, dict) and name not in BY_NAME and not get_close_matches(name, BY_NAME, n=1):
            self.tell(path, f"There is no table “{name}”.", 'Settings stand one a line: fail-on = "high".')
            return
        near = get_close_matches(name.replace("_", "-").casefold(), BY_NAME, n=1)
        mend = f"Did you mean “{near[0]}”?" if near else f"The settings are {', '.join(BY_NAME)}."
        self.tell(path, f"There is no setting “{name}”.", mend, code="unknown-key")

    # ---------------------------------------------------------------------------------------------------- kinds

    def wrong(self, known: Known, raw: object, wanted: str, example: str) -> None:
        """A value of the wrong type."""
        what = f"“{known.name}” takes {wanted}, not {_in_words(raw)}."
        self.tell((*self._root, known.name), what, f"Write it so: {known.name} = {example}", of_value=True)

    def text(self, known: Known, raw: object) -> str | None:
        """A text that is not empty."""
        if isinstance(raw, str) and raw.strip():
            return raw
        self.wrong(known, raw, "a text", _EXAMPLES.get(known.name, '"…"'))
        return None

    def pack(self, known: Known, raw: object) -> str | None:
        """The name of a pack, or a folder as seen from the file's own."""
        name = self.text(known, raw)
        if name is None or not is_folder(name):
            return name
        folder = self._path(name)
        return folder if is_folder(folder) else f"./{folder}"

    def choice(self, known: Known, raw: object) -> str | None:
        """One of the setting's choices."""
        if isinstance(raw, str) and raw in known.choices:
            return raw
        if not isinstance(raw, str):
            self.wrong(known, raw, "a text", f'"{known.choices[1]}"')
            return None
        near = get_close_matches(raw.casefold(), known.choices, n=1)
        mend = f"Did you mean “{near[0]}”?" if near else f"Choose one of {', '.join(known.choices)}."
        self.tell((*self._root, known.name), f"“{known.name}” cannot be “{raw}”.", mend, of_value=True)
        return None

    def texts(self, known: Known, raw: object) -> tuple[str, ...] | None:
        """A list of texts; one text alone is a list of one."""
        if isinstance(raw, str) and raw.strip():
            return (raw,)
        example = _EXAMPLES.get(known.name, '["…"]')
        if not isinstance(raw, list):
            self.wrong(known, raw, "a list of texts", example)
            return None
        bad = [n for n, item in enumerate(raw) if not isinstance(item, str) or not item.strip()]
        for number in bad:
            what = f"“{known.name}” takes texts, not {_in_words(raw[number])}."
            self.tell(
                (*self._root, known.name, number),
                what,
                f"Write it so: {known.name} = {example}",
                of_value=True,
            )
        return None if bad else tuple(raw)

    def date(self, known: Known, raw: object) -> date | None:
        """A date of TOML, or a text that is one."""
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw
        if isinstance(raw, str):
            try:
                return date.fromisoformat(raw)
            except ValueError:
                pass
        self.wrong(known, raw, "a date", "2026-11-21")
        return None

    def path(self, known: Known, raw: object) -> str | None:
        """A path, as seen from the file's folder."""
        text = self.text(known, raw)
        return None if text is None else self._path(text)

    def paths(self, known: Known, raw: object) -> tuple[str, ...] | None:
        """A list of paths, as seen from the file's folder."""
        texts = self.texts(known, raw)
        return None if texts is None else tuple(map(self._path, texts))

    def formats(self, known: Known, raw: object) -> tuple[str, ...] | None:
        """FORMAT or FORMAT:FILE, the file as seen from the settings' folder."""
        texts = self.texts(known, raw)
        if texts is None:
            return None
        parts = [text.partition(":") for text in texts]
        return tuple(
            f"{name}:{self._path(file)}" if file and file != "-" else name + sep + file
            for name, sep, file in parts
        )

    def flag(self, known: Known, raw: object) -> bool | None:
        """True or false."""
        if isinstance(raw, bool):
            return raw
        self.wrong(known, raw, "true or false", "true")
        return None

    def _path(self, name: str) -> str:
        return os.path.normpath(os.path.join(self._shown_base or ".", os.path.expanduser(name)))  # noqa: PTH111, PTH118


def _in_words(raw: object) -> str:
    if raw == "":
        return "an empty text"
    for kind, words in _WORDS.items():
        if isinstance(raw, kind):
            return f"{words} {raw}".strip() if kind in (int, float) else words
    return "this"


_WORDS: dict[type, str] = {
    bool: "true or false",
    int: "the number",
    float: "the number",
    str: "a text",
    list: "a list",
    dict: "a table",
    date: "a date",
}
_EXAMPLES = {
    "pack": '"niw-core"',
    "only": '["P01"]',
    "skip": '["wage-above-ninetieth"]',
    "baseline": '"baseline.json"',
    "waivers": '["waivers/office.yaml"]',
    "format": '["text", "html:report.html"]',
}
_READERS = cast(
    "dict[str, Callable[[_Reading, Known, object], Value | None]]",
    {kind: getattr(_Reading, kind) for kind in dict.fromkeys(known.kind for known in KNOWN)},
)
