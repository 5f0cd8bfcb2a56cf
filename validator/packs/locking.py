"""Writing niw.lock, and holding the packs it names against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import Place, Problem, UsageError
from validator.files import write_whole
from validator.packs.build import open_pack
from validator.packs.held import notices_of, problems_of
from validator.packs.load import load_pack
from validator.packs.lock import Lock, lock_text, read_lock


def lock_packs(names: Sequence[str], file: Path, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Write the lock of packs to ``file``; what changed in it, line by line.

    Names are seen from the folder niw is run in. What a lock that is there says of other packs stays; without names,
    every pack that it names is locked again. :raises UsageError: where nothing is named, or the file cannot be written.
    """
    before = read_lock(file) if file.is_file() else None
    if not names and before is None:
        raise _wrong(file, "There is no lock here, and no pack was named.", "Write niw pack lock NAME.")
    folder = file.parent.resolve()
    if names:
        opened = [open_pack(name, vocabulary) for name in names]
    else:
        opened = [open_pack(name, vocabulary, base=folder) for name in (before.named if before else ())]
    text = lock_text(opened, folder, before if names else None)
    write_whole([(str(file), text)], what="The lock")
    return (f"{file} is written.", *(f"  {line}" for line in _changes(before, read_lock(file))))


def _changes(before: Lock | None, after: Lock) -> Iterator[str]:
    for pack in after.packs:
        was = before.pack(pack.name) if before else None
        now = f"{pack.name} {pack.version}, digest {pack.digest[:12]}"
        if was is None:
            yield f"{now}: new"
        elif was.digest != pack.digest:
            yield f"{now}: was {was.version}, digest {was.digest[:12]}"
        else:
            yield f"{now}: as before"
    for pack in before.packs if before else ():
        if after.pack(pack.name) is None:
            yield f"{pack.name}: no longer there"


def lock_problems(
    names: Sequence[str], file: Path, vocabulary: Vocabulary
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What of the packs is not what the lock in ``file`` has, and notices; without names, of all that the lock names.

    :raises UsageError: where there is no lock, or it cannot be read. :raises PackError: for a pack that is not valid.
    """
    lock = read_lock(file)
    folder = file.parent.resolve()
    packs = [load_pack(name, vocabulary) for name in names]
    packs += [] if names else [load_pack(name, vocabulary, base=folder) for name in lock.named]
    problems = dict.fromkeys(problem for pack in packs for problem in problems_of(lock, pack))
    return tuple(problems), notices_of(lock)


def _wrong(file: Path, what: str, mend: str) -> UsageError:
    return UsageError((Problem(what=what, mend=mend, place=Place(file=str(file)), code="lock"),))
