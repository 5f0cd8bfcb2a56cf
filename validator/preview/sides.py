"""The two packs of a comparison, each a name, a folder, or a folder as a git revision has it (``main:rules/firm``)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Place, Problem, UsageError
from validator.frozen import frozen
from validator.packs.build import OpenPack, open_pack
from validator.packs.effective import EffectivePack, effective
from validator.packs.git import Blob, Repository
from validator.packs.sources import MANIFEST


@frozen
class Side:
    """One of the two packs. ``label`` is as it was asked for; ``notices`` are what a reader should know of it.

    ``moved`` are the folders that its files were read in and what they are called, for a pack out of git.
    """

    label: str
    opened: OpenPack
    settings: EffectivePack
    moved: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()

    def place(self, place: Place) -> Place:
        """A place in the pack's files as a reader can find it: ``main:rules/firm/pack.yaml``."""
        return replace(place, file=_called(place.file, self.moved))


def read_side(said: str, vocabulary: Vocabulary, folder: Path | None = None) -> Side:
    """The pack ``said`` means: a pack's name, a folder seen from ``folder``, or ``REVISION:path``.

    A path after a revision is seen from the root of the repository, or from ``folder`` where it begins with a dot, as
    ``git show`` has it. :raises PackError: for a pack that is not there or not valid. :raises UsageError: for a
    revision or a repository that is not there.
    """
    folder = folder or Path.cwd()
    revision, colon, path = said.partition(":")
    if not colon or (folder / said / MANIFEST).is_file() or _is_drive(said):
        opened = open_pack(said, vocabulary, base=folder)
        return Side(label=said, opened=opened, settings=effective(opened))
    repository = Repository(folder)
    return _of_revision(said, revision, repository.within(path), repository, vocabulary)


def _is_drive(said: str) -> bool:
    r"""``C:\\rules``: a folder of Windows, not a revision called C."""
    return (
        len(said) > 2
        and said[0].isalpha()
        and said[1] == ":"
        and said[2] in "\\/"
        and Path(said).is_absolute()
    )


def _of_revision(said: str, revision: str, path: str, repository: Repository, vocabulary: Vocabulary) -> Side:
    commit = repository.commit(revision)
    packs = repository.packs(commit)
    if path not in packs:
        shown = ", ".join(f"{revision}:{p}" for p in sorted(packs)[:6]) or "none"
        raise UsageError(
            (
                Problem(
                    what=f"In “{revision}” the folder “{path or '.'}” holds no {MANIFEST}.",
                    mend=f"The packs of that revision: {shown}.",
                    code="no-pack",
                ),
            )
        )
    with tempfile.TemporaryDirectory(prefix="niw-") as scratch:
        root = Path(scratch).resolve()
        write_packs(root, packs, repository)
        moved = ((f"{root.as_posix()}/", f"{revision}:"),)
        try:
            opened = open_pack(root / path, vocabulary)
        except PackError as error:
            raise PackError(tuple(_renamed(p, moved) for p in error.problems)) from None
        by_name = {folder.rpartition("/")[2]: folder for folder in packs}
        notices = tuple(
            f"{said} extends {link.manifest.name} by name: the one that is installed here is read, "
            f"not {revision}:{by_name[link.manifest.name]}."
            for link in opened.chain
            if link.manifest.name in by_name and not link.files.folder.is_relative_to(root)
        )
        return Side(label=said, opened=opened, settings=effective(opened), moved=moved, notices=notices)


def write_packs(root: Path, packs: Mapping[str, tuple[Blob, ...]], repository: Repository) -> None:
    """Write the files of packs below ``root``, each at its path in the repository."""
    contents = repository.contents(blob for blobs in packs.values() for blob in blobs)
    for blob in (blob for blobs in packs.values() for blob in blobs):
        target = root / blob.path
        if target.resolve().is_relative_to(root):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[blob.id])


def _called(text: str, moved: tuple[tuple[str, str], ...]) -> str:
    for here, there in moved:
        text = text.replace(here, there)
    return text


def _renamed(problem: Problem, moved: tuple[tuple[str, str], ...]) -> Problem:
    place = problem.place and replace(problem.place, file=_called(problem.place.file, moved))
    return replace(problem, what=_called(problem.what, moved), mend=_called(problem.mend, moved), place=place)
