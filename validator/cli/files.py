"""Files that a command writes: what cannot be written is a problem with its place, never a traceback."""

from __future__ import annotations

from pathlib import Path


def write_to(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, its line ends as they are. :raises UsageError: where that cannot be done."""
    from validator.errors import Place, Problem, UsageError

    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        problem = Problem(
            what=f"This file cannot be written: {error.strerror}.",
            mend="Name a file in a folder that exists.",
            place=Place(file=str(path)),
        )
        raise UsageError((problem,)) from None
