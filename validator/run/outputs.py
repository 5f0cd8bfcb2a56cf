"""Where the reports of a run go: one to the screen at most, each file written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from validator.errors import NiwError, Place, Problem, UsageError
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
        elif not os.access(target if os.path.exists(target) and not _is_file(target) else folder, os.W_OK):  # noqa: PTH110
            what, mend = f"{file} may not be written.", "Name a file in a folder that you may write to."
        else:
            continue
        problems.append(Problem(what=what, mend=mend, place=place or Place(file=file)))
    return problems


def write_whole(texts: Sequence[tuple[str, str]]) -> None:
    """Write each text to its file. Every one is there beside its target before the first takes its target's place.

    What is no regular file (a pipe, a device) is written to as it is. :raises UsageError: where one cannot be written;
    then no file was changed, unless the disk failed while the finished files were put in place.
    """
    parts: list[tuple[str, str]] = []
    at = ""
    try:
        for file, text in texts:
            at = file
            target = os.path.realpath(file)
            if not os.path.exists(target) or _is_file(target):  # noqa: PTH110
                parts.append((_written_beside(target, text), target))
        for file, text in texts:
            at = file
            if os.path.exists(file) and not _is_file(file):  # noqa: PTH110
                with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123
                    stream.write(text)
        while parts:
            part, at = parts[0]
            os.replace(part, at)  # noqa: PTH105
            parts.pop(0)
    except OSError as error:
        problem = Problem(
            what=f"The report cannot be written: {error.strerror or error}.",
            mend="Name a file in a folder that exists, and that you may write to.",
            place=Place(file=at),
        )
        raise UsageError((problem,)) from None
    finally:
        for part, _ in parts:
            with contextlib.suppress(OSError):
                os.unlink(part)  # noqa: PTH108


def _written_beside(target: str, text: str) -> str:
    """A file beside ``target`` that holds ``text``, with the rights of the file it will replace."""
    folder, name = os.path.split(target)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")  # noqa: PTH118
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
            stream.write(text)
        if os.path.exists(target):  # noqa: PTH110
            os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))  # noqa: PTH101, PTH116
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise
    return part


def _is_file(path: str) -> bool:
    return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
