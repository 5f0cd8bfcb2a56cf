"""Whether the packs of a run are those that were reviewed: what niw.lock says of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from validator.errors import Problem

if TYPE_CHECKING:
    from validator.packs import Pack
    from validator.packs.lock import Lock
    from validator.settings import Settings, SettingsFinder


class Locks:
    """Holds packs to the lock of each folder; a lock is read once."""

    def __init__(self, finder: SettingsFinder) -> None:
        self._finder = finder
        self._read: dict[str, Lock] = {}
        self.notices: list[str] = []

    def problems(self, settings: Settings, pack: Pack, folders: Iterable[str]) -> list[Problem]:
        """Why ``pack`` may not be used in ``folders``, whose drafts have ``settings``.

        ``locked = false`` asks for none of it, ``true`` for a niw.lock to be there. :raises UsageError: for a file that
        is no lock.
        """
        problems: list[Problem] = []
        locks: dict[str | None, str] = {}
        for folder in folders:
            locks.setdefault(self._finder.lock_of(folder), folder)
        for lock, folder in locks.items():
            if lock is None:
                if settings.locked.value:
                    problems.append(_missing(settings, folder))
            elif settings.locked.value is False:
                where = str(settings.locked.place) if settings.locked.place else "--no-lock"
                self._tell(f"{self._shown(lock)} was not held to: {where} says so.")
            else:
                problems += self._held(lock, pack)
        return problems

    def _held(self, file: str, pack: Pack) -> tuple[Problem, ...]:
        from validator.packs.lock import notices_of, problems_of, read_lock

        if file not in self._read:
            self._read[file] = read_lock(Path(self._shown(file)))
            for notice in notices_of(self._read[file]):
                self._tell(notice)
        return problems_of(self._read[file], pack)

    def _shown(self, lock: str) -> str:
        return self._finder.shown(lock)

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _missing(settings: Settings, folder: str) -> Problem:
    return Problem(
        what=f"There is no niw.lock for the drafts in {folder or '.'}, and the pack must be locked.",
        mend="Write one with niw pack lock, or leave --locked (locked = true) out.",
        place=settings.locked.place,
        code="not-locked",
    )
