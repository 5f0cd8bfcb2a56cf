"""The waivers that concern a draft: those beside its file, and those of files that were named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from validator.decisions.written import WrittenWaiver, read_waivers
from validator.errors import Place, Problem

NAME = "waivers.yaml"
"""The file of a folder's waivers; ``<draft>.waivers.yaml`` beside ``<draft>.yaml`` is read as well."""


class WaiverBook:
    """Every waiver file, read once each; a file with mistakes gives the waivers that are whole.

    :param named: files that count for every draft, beside those that stand beside each.
    """

    def __init__(self, named: Iterable[str | Path] = ()) -> None:
        self._read: dict[Path, tuple[WrittenWaiver, ...]] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._named = tuple(Path(file) for file in named)
        for file in self._named:
            self._of(file, needed=True)

    @property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """What is wrong with the files read so far, by file."""
        return self._problems

    @property
    def files(self) -> dict[Path, tuple[WrittenWaiver, ...]]:
        """The files that were found so far, with the waivers of each."""
        return {file: waivers for file, waivers in self._read.items() if waivers}

    def beside(self, file: str) -> tuple[WrittenWaiver, ...]:
        """The waivers that may concern the drafts of ``file``."""
        return tuple(w for source in self.sources(file) for w in self._of(source))

    def sources(self, file: str) -> tuple[Path, ...]:
        """The files that waivers for the drafts of ``file`` are looked for in, there or not."""
        if file == "-" or file.startswith("<"):
            return self._named
        path = Path(file)
        own = (path.parent / NAME, path.with_name(f"{path.stem}.waivers.yaml"))
        known = {p.resolve() for p in self._named}
        return (*self._named, *(p for p in own if p.resolve() not in known))

    def _of(self, file: Path, *, needed: bool = False) -> tuple[WrittenWaiver, ...]:
        if file not in self._read:
            try:
                self._read[file], problems = read_waivers(file)
            except FileNotFoundError:
                self._read[file], problems = (), _unreadable(file, "There is no such file.") if needed else ()
            except OSError as error:
                self._read[file], problems = (
                    (),
                    _unreadable(file, f"The file cannot be read: {error.strerror}."),
                )
            if problems:
                self._problems[str(file)] = problems
        return self._read[file]


def _unreadable(file: Path, what: str) -> tuple[Problem, ...]:
    mend = "Name a file of waivers; niw waive begins one."
    return (Problem(what=what, mend=mend, place=Place(file=str(file)), code="waivers"),)
