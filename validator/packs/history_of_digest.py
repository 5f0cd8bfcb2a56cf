"""The pack that a digest names: among the packs there are, in folders, and in what git kept of those folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from validator.errors import PackError, Problem, UsageError
from validator.frozen import frozen
from validator.packs.git import Blob, Commit, Repository
from validator.packs.reading import read_yaml
from validator.packs.sources import (
    MANIFEST,
    by_name,
    digest_of,
    digest_of_parts,
    installed_packs,
    is_folder,
    read_files,
    shipped_packs,
)

LEAST = 12
"""Hex digits of a digest that are enough to name a pack, as reports on a screen print them."""
_SKIPPED = {".git", ".venv", "node_modules", "__pycache__"}


@frozen
class FoundFolder:
    """One folder of a found pack: where it is seen from the others (``firm``, ``../office``), and its files."""

    path: str
    files: Mapping[str, bytes]


@frozen
class FoundPack:
    """The pack of a digest. ``digest`` is the whole one that matched, ``of_all`` where it is that of the pack with all
    it extends, and not of its own files alone.

    ``where`` is shipped, installed, folder or git; ``path`` its folder, from the root of the repository for git.
    ``folders`` are its files and those of the packs it extends by folder, itself first; ``notices`` what else to know.
    """

    name: str
    version: str
    digest: str
    of_all: bool
    where: str
    path: str
    commit: Commit | None = None
    folders: tuple[FoundFolder, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def revision(self) -> str:
        """As niw pack diff takes it: ``3f2a1b9c0d4e:rules/firm``; "" for one that is in no revision."""
        return f"{self.commit.id[:12]}:{self.path}" if self.commit else ""


def find_digest(digest: str, folders: Sequence[Path]) -> FoundPack:
    """The pack whose digest begins with ``digest``: its own files', or that of the pack with all it extends.

    Looked for among shipped and installed packs, then below ``folders``, then in every revision that touched those,
    the latest first. :raises UsageError: for what is no digest. :raises PackError: where no pack has it.
    """
    wanted = digest.strip().lower()
    if not re.fullmatch(rf"[0-9a-f]{{{LEAST},64}}", wanted):
        what = f"“{digest}” is no digest."
        raise UsageError(
            (
                Problem(
                    what=what,
                    mend=f"Give {LEAST} of its hex digits or more, as a report has them.",
                    code="digest",
                ),
            )
        )
    for found in _everywhere(wanted, folders):
        return found
    looked = ", ".join(map(str, folders))
    raise PackError(
        (
            Problem(
                what=f"No pack has a digest that begins with {wanted}.",
                mend=(
                    f"Looked at shipped and installed packs, and at {looked} with what git kept of it. Name other "
                    "folders with --in; a pack that shipped with another version of niw is in that version."
                ),
                code="no-pack",
            ),
        )
    )


def _everywhere(wanted: str, folders: Sequence[Path]) -> Iterator[FoundPack]:
    for name in shipped_packs():
        yield from _on_disk(wanted, by_name(name), "shipped")
    for name in installed_packs():
        yield from _on_disk(wanted, by_name(name), "installed")
    for folder in folders:
        for pack in _packs_below(folder.resolve()):
            yield from _on_disk(wanted, pack, "folder")
    for folder in folders:
        yield from _in_git(wanted, folder)


# ---- trees of packs: a folder on disk, or a revision


class _Packs:
    """Packs by folder, so that what one extends by a relative path is found."""

    def files(self, folder: str) -> Mapping[str, bytes] | None:
        """The files of the pack in ``folder``; None where there is none."""
        raise NotImplementedError

    def called(self, name: str) -> str | None:
        """The folder of a pack of that name among these, or None."""
        raise NotImplementedError


class _Disk(_Packs):
    def files(self, folder: str) -> Mapping[str, bytes] | None:
        path = Path(folder)
        return read_files(path, "").files if (path / MANIFEST).is_file() else None

    def called(self, name: str) -> str | None:
        return None


class _Revision(_Packs):
    def __init__(self, packs: Mapping[str, tuple[Blob, ...]], contents: Mapping[str, bytes]) -> None:
        self._packs = packs
        self._contents = contents

    def files(self, folder: str) -> Mapping[str, bytes] | None:
        blobs = self._packs.get(folder)
        return None if blobs is None else {b.path.rpartition("/")[2]: self._contents[b.id] for b in blobs}

    def called(self, name: str) -> str | None:
        return next((f for f in self._packs if _said(self.files(f) or {}, "pack") == name), None)


@frozen
class _Link:
    """A pack of a chain: its folder among the packs ("" for one that a name finds), its files, and its own digest."""

    folder: str
    name: str
    files: Mapping[str, bytes]
    digest: str


def _chain(packs: _Packs, folder: str, *, own: bool, found: list[_Link] | None = None) -> list[_Link]:
    """A pack and all it extends, as :func:`validator.packs.chain.links` orders them; what is nowhere is left out.

    ``own``: a pack that is extended by name is taken from ``packs`` where it stands there, as it was when they
    were written; else the one that ships or is installed now.
    """
    found = [] if found is None else found
    files = packs.files(folder)
    if files is None or any(link.folder == folder for link in found):
        return found
    for extended in _extends(files):
        if is_folder(extended):
            _chain(packs, _joined(folder, extended), own=own, found=found)
        elif own and (inside := packs.called(extended)) is not None:
            _chain(packs, inside, own=own, found=found)
        elif (named := by_name(extended)) is not None:
            for link in _chain(_Disk(), str(named), own=own):
                if all(link.digest != other.digest for other in found):
                    found.append(_Link(folder="", name=link.name, files=link.files, digest=link.digest))
        else:
            _chain(packs, _joined(folder, extended), own=own, found=found)
    found.append(_Link(folder=folder, name=_said(files, "pack"), files=files, digest=digest_of(dict(files))))
    return found


def _joined(folder: str, relative: str) -> str:
    joined = os.path.normpath(os.path.join(folder, relative))  # noqa: PTH118
    return "" if joined == "." else Path(joined).as_posix()


def _extends(files: Mapping[str, bytes]) -> tuple[str, ...]:
    value = _manifest(files).get("extends")
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _said(files: Mapping[str, bytes], key: str) -> str:
    value = _manifest(files).get(key)
    return value if isinstance(value, str) else ""


def _manifest(files: Mapping[str, bytes]) -> Mapping[str, object]:
    reader = read_yaml(files.get(MANIFEST, b""), MANIFEST, [])
    value = reader.root.value if reader is not None else None
    return value if isinstance(value, dict) else {}


# ---- looking


def _on_disk(wanted: str, folder: Path | None, where: str) -> Iterator[FoundPack]:
    if folder is not None:
        yield from _match(wanted, _chain(_Disk(), str(folder), own=False), where, str(folder), None)


def _packs_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in _SKIPPED)
        if MANIFEST in files:
            yield Path(parent)


def _in_git(wanted: str, folder: Path) -> Iterator[FoundPack]:
    try:
        repository = Repository(folder)
    except UsageError:
        return
    below = repository.prefix.rstrip("/")
    contents: dict[str, bytes] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    for commit in repository.touching(below):
        packs = repository.packs(commit.id)
        new = [b for blobs in packs.values() for b in blobs if b.id not in contents]
        if new:
            contents.update(repository.contents(new))
        revision = _Revision(packs, contents)
        state = frozenset(b.id + b.path for blobs in packs.values() for b in blobs)
        for path in packs:
            if (below and path != below and not path.startswith(f"{below}/")) or (path, state) in seen:
                continue
            seen.add((path, state))
            for own in (False, True):
                yield from _match(wanted, _chain(revision, path, own=own), "git", path, commit)


def _match(
    wanted: str, chain: Sequence[_Link], where: str, path: str, commit: Commit | None
) -> Iterator[FoundPack]:
    if not chain:
        return
    top = chain[-1]
    whole = digest_of_parts(link.digest for link in chain)
    matched = top.digest if top.digest.startswith(wanted) else whole if whole.startswith(wanted) else ""
    if matched:
        beside = [link for link in chain[:-1] if link.folder]
        by_names = [link for link in chain[:-1] if not link.folder]
        yield FoundPack(
            name=top.name,
            version=_said(top.files, "version"),
            digest=matched,
            of_all=matched == whole and len(chain) > 1,
            where=where,
            path=path,
            commit=commit,
            folders=tuple(
                FoundFolder(path=link.folder or path, files=link.files) for link in (top, *reversed(beside))
            ),
            notices=tuple(
                f"It extends {link.name}; the one read with it here has digest {link.digest[:12]}."
                for link in by_names
            ),
        )


def write_found(found: FoundPack, folder: Path) -> Path:
    """Write a found pack, and the packs it extends by folder, below ``folder``; the folder to give to ``--pack``.

    They keep where they stand from each other, so that the digest stays. :raises UsageError: where there is
    something in the way, or nothing can be written.
    """
    common = os.path.commonpath([str(PurePosixPath("/", f.path).parent) for f in found.folders])
    target = folder
    try:
        for number, part in enumerate(found.folders):
            own = folder / os.path.relpath(str(PurePosixPath("/", part.path)), common)
            if own.exists() and any(own.iterdir()):
                raise _in_the_way(own)
            own.mkdir(parents=True, exist_ok=True)
            for name, content in part.files.items():
                (own / name).write_bytes(content)
            target = target if number else own
    except OSError as error:
        what = f"The pack cannot be written to {folder}: {error.strerror}."
        raise UsageError((Problem(what=what, mend="Name another folder.", code="write"),)) from None
    return target


def _in_the_way(folder: Path) -> UsageError:
    what = f"The folder {folder} is there already, and not empty."
    return UsageError((Problem(what=what, mend="Name another folder, or a new one.", code="write"),))
