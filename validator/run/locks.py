"""Whether the packs of a run are those that were reviewed: what niw.lock says of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from validator.errors import Problem
from validator.packs.held import asked_for, notices_of, problems_of
from validator.packs.lock import LOCK_FILE, lock_command, read_lock

if TYPE_CHECKING:
    from validator.packs import Pack
    from validator.settings import Settings, SettingsFinder


def held_to(
    finder: SettingsFinder, settings: Settings, pack: Pack, folders: Iterable[str]
) -> tuple[list[Problem], list[str]]:
    """Why ``pack`` may not be used in ``folders``, whose drafts have ``settings``; and what else is to be told.

    ``locked = false`` asks for none of it, ``true`` for a niw.lock to be there. :raises UsageError: for a file that is
    no lock.
    """
    problems: list[Problem] = []
    notices: list[str] = []
    for lock, folder in {finder.lock_of(folder): folder for folder in folders}.items():
        if lock is None:
            if settings.locked.value:
                problems.append(_missing(settings, folder, pack))
        elif settings.locked.value is False:
            where = f"{settings.locked.place} says so" if settings.locked.place else "--no-lock"
            notices.append(f"The packs were not held to {finder.shown(lock)}: {where}.")
        else:
            read = read_lock(Path(finder.shown(lock)))
            problems += problems_of(read, pack)
            notices += notices_of(read)
    return problems, notices


def _missing(settings: Settings, folder: str, pack: Pack) -> Problem:
    write = lock_command(asked_for(pack), str(Path(folder) / LOCK_FILE))
    return Problem(
        what=f"There is no niw.lock for the drafts in {folder or '.'}, and the pack must be locked.",
        mend=f"Write one with {write}, or leave --locked (locked = true) out.",
        place=settings.locked.place,
        code="not-locked",
    )
