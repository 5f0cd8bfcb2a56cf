"""What can go wrong, where, and what mends it.

Every error a user can meet is a :class:`NiwError` that carries one or more :class:`Problem`. A problem
says where (file, line, column), what is wrong, and the mend. The command line turns the class of the
error into its exit code; nothing else decides exit codes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from validator.frozen import frozen

PathStep = str | int
Path = tuple[PathStep, ...]


@frozen
class Place:
    """A position in a file, for people and for machines.

    ``line`` and ``column`` count from 1 and are ``None`` where only the file is known. ``path`` is the
    structural path of the value (keys and zero-based indices), ``()`` for the whole document.
    """

    file: str
    line: int | None = None
    column: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


def path_text(path: Path) -> str:
    """``("letters", 2, "text")`` as an attorney reads it: ``letters[2].text`` (indices from 0)."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else step)
    return out


@frozen
class Problem:
    """One thing that is wrong: where, what, and the mend, each a plain sentence or phrase."""

    what: str
    mend: str = ""
    place: Place | None = None
    line_text: str = ""
    code: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}{self.what}{mend}"


@dataclass(slots=True)
class NiwError(Exception):
    """Root of every error of this package; ``problems`` is never empty."""

    problems: tuple[Problem, ...] = field(default=())
    exit_code = 5

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)

    def __reduce__(self) -> tuple[type[NiwError], tuple[tuple[Problem, ...]]]:
        return (type(self), (self.problems,))


class UsageError(NiwError):
    """Wrong usage or configuration (exit 2)."""

    exit_code = 2


class DraftError(NiwError):
    """A draft that cannot be read, or does not fit the schema (exit 3)."""

    exit_code = 3


class PackError(NiwError):
    """A rule pack that is not valid (exit 4)."""

    exit_code = 4


class FaultError(NiwError):
    """A fault of ours (exit 5): a broken installation, an engine that failed."""

    exit_code = 5
