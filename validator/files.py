"""Files written whole or not at all: what was there stays until all that takes its place is on the disk."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from validator.errors import Place, Problem, UsageError


def write_whole(texts: Sequence[tuple[str, str]], *, what: str) -> None:
    """Write each text to its file. Every one is there beside its target before the first takes its target's place.

    What is no regular file (a pipe, a device) is written to as it is. :param what: what a message calls it, “The
    report”. :raises UsageError: where one cannot be written; then no file was changed, unless the disk failed while
    the finished files were put in place.
    """
    parts: list[tuple[str, str]] = []
    at = ""
    try:
        for file, text in texts:
            at = file
            target = os.path.realpath(file)
            if not os.path.exists(target) or is_file(target):  # noqa: PTH110
                parts.append((_written_beside(target, text), target))
        for file, text in texts:
            at = file
            if os.path.exists(file) and not is_file(file):  # noqa: PTH110
                with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123
                    stream.write(text)
        while parts:
            part, at = parts[0]
            os.replace(part, at)  # noqa: PTH105
            parts.pop(0)
    except OSError as error:
        problem = Problem(
            what=f"{what} cannot be written: {error.strerror or error}.",
            mend="Name a file in a folder that exists, and that you may write to.",
            place=Place(file=at),
        )
        raise UsageError((problem,)) from None
    finally:
        for part, _ in parts:
            with contextlib.suppress(OSError):
                os.unlink(part)  # noqa: PTH108


@contextlib.contextmanager
def replacing(file: str | Path, text: str) -> Iterator[Path]:
    """A file beside ``file`` that holds ``text``, to be looked at; it takes the place of ``file`` where nothing is
    raised, and goes away where something is. :raises OSError: where that cannot be done.
    """
    target = os.path.realpath(file)
    part = Path(_written_beside(target, text))
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _written_beside(target: str, text: str) -> str:
    """A file beside ``target`` (no link) that holds ``text``, with the rights of the file whose place it may take."""
    folder, name = os.path.split(target)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")  # noqa: PTH118
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
            stream.write(text)
        if os.path.exists(target):  # noqa: PTH110
            os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))  # noqa: PTH101, PTH116
    except BaseException:  # an interrupt among them
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise
    return part


def is_file(path: str) -> bool:
    """Whether there is a regular file at ``path``, no pipe or device. :raises OSError: where there is nothing."""
    return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
