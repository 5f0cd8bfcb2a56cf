"""A pack held against niw.lock: whether every byte of it, and of what it extends, is what was reviewed."""

from __future__ import annotations

import shlex
from pathlib import Path

from validator.errors import Problem
from validator.packs.lock import Lock, lock_command, seen_from
from validator.packs.model import Pack, PackPart


def problems_of(lock: Lock, pack: Pack) -> tuple[Problem, ...]:
    """What of ``pack`` is not what was reviewed: each of its parts that the lock does not name, or that differs.

    Empty where every byte of every part is as the lock has it. The version of niw is no problem: see
    :func:`notices_of`.
    """
    return tuple(problem for part in pack.parts if (problem := _problem(lock, part, pack)) is not None)


def _problem(lock: Lock, part: PackPart, pack: Pack) -> Problem | None:
    locked = lock.pack(part.name)
    by = "" if part.name == pack.name else f", which “{pack.name}” extends,"
    again = f"run {lock_command(asked_for(pack), lock.file)}."
    if locked is None:
        return Problem(
            what=f"{Path(lock.file).name} does not name the pack “{part.name}”{by.rstrip(',')}.",
            mend=f"Review it (niw pack show {asked_for(pack)} --effective), then {again}",
            place=lock.place(),
            code="not-locked",
        )
    if locked.digest == part.digest:
        return None
    here = (
        f"the one here has version {part.version}, digest {part.digest[:12]}"
        if part.version != locked.version
        else f"the one here has digest {part.digest[:12]} under the same version"
    )
    return Problem(
        what=(
            f"The pack “{part.name}”{by} is not the one that was reviewed: {Path(lock.file).name} has version "
            f"{locked.version}, digest {locked.digest[:12]}, and {here}."
        ),
        mend=f"Review what changed (niw pack diff OLD NEW --on DRAFTS), then {again}",
        place=lock.place(part.name),
        code="lock-differs",
    )


def asked_for(pack: Pack) -> str:
    """How a pack is asked for on the command line: by its name, or by its folder as seen from where niw runs."""
    return shlex.quote(seen_from(Path.cwd(), pack.parts[-1].folder, pack.name) or pack.name)


def notices_of(lock: Lock) -> tuple[str, ...]:
    """What else is worth saying: the lock was written by another version of niw."""
    from validator import __version__

    if lock.niw == __version__:
        return ()
    return (f"{lock.file} was written by niw {lock.niw}; this is niw {__version__}.",)
