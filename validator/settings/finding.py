"""Which file governs a folder: the nearest one upwards, read once, whatever asks for it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from validator.settings.known import FILE, LOCK, SHARED_FILE

if TYPE_CHECKING:
    from validator.errors import Problem
    from validator.settings.effective import Given, Settings
    from validator.settings.reading import FileSettings

STANDARD_INPUT = "-"

# Every way to begin the table: [tool.niw…], [tool], tool = {…}, tool.niw…; so that other projects' files, and they are
# many, are not read as TOML at all.
_MAY_HOLD = re.compile(
    rb"""^\s*\[\s*["']?tool["']?\s*(?:\.\s*["']?niw\b|\])|^\s*["']?tool["']?\s*[.=]""", re.MULTILINE
)


class SettingsFinder:
    """The settings of each folder: those of the nearest ``niw.toml``, or ``[tool.niw]`` of a ``pyproject.toml``.

    Looks upwards from a folder, and no further than the root of the git repository it is in, or of the file system.
    A file counts whole: nothing is taken from others above it. In one folder niw.toml goes before pyproject.toml.
    What is wrong with a file stands in ``problems``, what was passed over in ``notices``.

    :param given: what the command line says.
    :param file: this file governs every draft, and none is looked for.
    :param isolated: no file governs anything: what is not given has its default.
    """

    def __init__(self, given: Given, *, file: str | None = None, isolated: bool = False) -> None:
        self.given = given
        self.folder = os.getcwd()  # noqa: PTH109
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self._one = file
        self._isolated = isolated
        self._files: dict[str, FileSettings | None] = {}  # by folder
        self._settings: dict[str | None, Settings] = {}  # by the governing file
        self._locks: dict[str, str | None] = {}

    def of_run(self) -> Settings:
        """The settings of the folder niw is run in."""
        return self.of_folder(self.folder)

    def of_file(self, file: str) -> Settings:
        """The settings of the drafts in ``file``; for standard input those of the folder niw is run in."""
        if file == STANDARD_INPUT or file.startswith("<"):
            return self.of_run()
        return self.of_folder(os.path.dirname(os.path.join(self.folder, file)))  # noqa: PTH118, PTH120

    def of_folder(self, folder: str) -> Settings:
        """The settings of the drafts in ``folder``. The same object for every folder that one file governs."""
        governing = self._governing(os.path.abspath(folder))  # noqa: PTH100
        key = governing.file if governing else None
        if key not in self._settings:
            from validator.settings.effective import effective

            self._settings[key] = effective(self.given, governing)
        return self._settings[key]

    def found(self) -> tuple[Settings, ...]:
        """Every settings that were asked for so far, one a file that governs."""
        return tuple(self._settings.values())

    def lock_of(self, folder: str) -> str | None:
        """The niw.lock for the drafts in ``folder``: found as niw.toml is; else that of the folder niw is run in."""
        folder = os.path.abspath(folder)  # noqa: PTH100
        if folder not in self._locks:
            self._locks[folder] = self._lock(folder)
        return self._locks[folder]

    def shown(self, path: str) -> str:
        """``path`` as seen from the folder niw is run in where it is in it; else whole."""
        inside = path.startswith(self.folder.rstrip(os.sep) + os.sep)
        return os.path.relpath(path, self.folder) if inside else path

    # -------------------------------------------------------------------------------------------------- looking

    def _governing(self, folder: str) -> FileSettings | None:
        if self._isolated:
            return None
        if self._one is not None:
            return self._named(self._one)
        passed: list[str] = []
        found: FileSettings | None = None
        while True:
            if folder in self._files:
                found = self._files[folder]
                break
            passed.append(folder)
            found = self._in(folder)
            above = os.path.dirname(folder)  # noqa: PTH120
            if found is not None or above == folder or is_root(folder):
                break
            folder = above
        for name in passed:
            self._files[name] = found
        return found

    def _in(self, folder: str) -> FileSettings | None:
        """The settings that stand in ``folder`` itself."""
        own = os.path.join(folder, FILE)  # noqa: PTH118
        shared = os.path.join(folder, SHARED_FILE)  # noqa: PTH118
        has_own, has_shared = os.path.lexists(own), os.path.lexists(shared)
        if not has_own and not has_shared:
            return None
        has_shared = has_shared and _may_hold_settings(shared)
        if not has_own and not has_shared:
            return None
        from validator.settings.reading import holds_settings, read_settings

        if has_own:
            if has_shared and holds_settings(shared):
                self.notices.append(
                    f"The [tool.niw] of {self.shown(shared)} is not used: {self.shown(own)} stands beside it and goes"
                    " before it. Keep one of the two."
                )
            return self._keep(read_settings(own, self.shown(own)))
        return self._keep(read_settings(shared, self.shown(shared))) if holds_settings(shared) else None

    def _named(self, file: str) -> FileSettings | None:
        """The file that the command line names, in place of all others."""
        if file not in self._files:
            from validator.settings.reading import read_settings

            path = os.path.join(self.folder, file)  # noqa: PTH118
            self._files[file] = self._keep(read_settings(path, file, needed=True))
        return self._files[file]

    def _keep(self, read: FileSettings | None) -> FileSettings | None:
        if read is not None:
            self.problems += read.problems
        return read

    def _lock(self, folder: str) -> str | None:
        while True:
            lock = os.path.join(folder, LOCK)  # noqa: PTH118
            if os.path.lexists(lock):
                return lock
            above = os.path.dirname(folder)  # noqa: PTH120
            if above == folder or is_root(folder):
                break
            folder = above
        here = os.path.join(self.folder, LOCK)  # noqa: PTH118
        return here if os.path.lexists(here) else None


def is_root(folder: str) -> bool:
    """Whether ``folder`` is the root of a git repository (or of a worktree or a submodule, where .git is a file)."""
    return os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def _may_hold_settings(file: str) -> bool:
    """Whether a pyproject.toml is worth reading for its ``[tool.niw]``."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return _MAY_HOLD.search(stream.read()) is not None
    except OSError:
        return False  # not ours to complain of: other tools read it first
