"""Where the reports of a run go: one to the screen at most, each other to a file of its own that can be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from validator.errors import NiwError, Place, Problem
from validator.frozen import frozen

if TYPE_CHECKING:
    from validator.settings import Valued

SCREEN = "-"


@frozen
class Output:
    """One report: its format, and the file it goes to (None: the screen). ``place`` is where it is asked for."""

    format: str
    file: str | None = None
    place: Place | None = None


def outputs_of(formats: Valued[tuple[str, ...]]) -> tuple[tuple[Output, ...], list[Problem]]:
    """The outputs that ``FORMAT`` and ``FORMAT:FILE`` ask for, and what is wrong with them."""
    outputs: list[Output] = []
    problems: list[Problem] = []
    for number, text in enumerate(formats.value):
        place = formats.items[number] if number < len(formats.items) else formats.place
        name, given, file = text.partition(":")
        try:
            _known(name)
        except NiwError as error:
            problems += (Problem(what=p.what, mend=p.mend, place=place) for p in error.problems)
            continue
        if given and not file:
            mend = f"Write {name}:FILE, or {name} alone for the screen."
            problems.append(Problem(what=f"“{text}” names no file.", mend=mend, place=place))
            continue
        outputs.append(Output(format=name, file=None if file in ("", SCREEN) else file, place=place))
    return tuple(outputs), problems + _clashes(outputs)


def _known(name: str) -> None:
    """Whether there is such a format, told without importing it."""
    from validator.reports.interface import FORMATS, format_named

    if name not in FORMATS:
        format_named(name)


def _clashes(outputs: Sequence[Output]) -> list[Problem]:
    """Two reports that would go to one place."""
    problems: list[Problem] = []
    seen: dict[str, Output] = {}
    for output in outputs:
        key = os.path.realpath(output.file) if output.file else SCREEN
        other = seen.setdefault(key, output)
        if other is output:
            continue
        if output.file is None:
            what = f"Two reports would go to the screen: {other.format} and {output.format}."
            mend = f"Give each a file but one: --format {output.format} -o FILE."
        else:
            what = f"Two reports would go to {output.file}: {other.format} and {output.format}."
            mend = "Give each its own file."
        problems.append(Problem(what=what, mend=mend, place=output.place))
    return problems


def not_writable(files: Iterable[tuple[str, Place | None]], inputs: Iterable[str] = ()) -> list[Problem]:
    """Why a file could not be written, told before the work is done; ``inputs`` are never written over."""
    problems: list[Problem] = []
    files = tuple(files)
    if not files:
        return problems
    from validator.files import is_file

    targets = {os.path.realpath(file) for file, _ in files}
    kept = {real for name in inputs if (real := os.path.realpath(name)) in targets}
    for file, place in files:
        target = os.path.realpath(file)
        folder = os.path.dirname(target)  # noqa: PTH120
        if target in kept:
            what, mend = f"{file} is one of the drafts.", "Name another file; nothing was changed."
        elif os.path.isdir(target):  # noqa: PTH112
            what, mend = f"{file} is a folder.", "Name a file in it."
        elif not os.path.isdir(folder):  # noqa: PTH112
            what = f"The folder of {file} does not exist."
            mend = "Make it first, or name a file in a folder that exists."
        elif not os.access(target if os.path.exists(target) and not is_file(target) else folder, os.W_OK):  # noqa: PTH110
            what, mend = f"{file} may not be written.", "Name a file in a folder that you may write to."
        else:
            continue
        problems.append(Problem(what=what, mend=mend, place=place or Place(file=file)))
    return problems
