"""Packs as git has them: the files of a revision, and the revisions that touched a folder. Reads, and never writes.

Nothing is checked out, fetched or run: ``git`` is asked for names and contents, by arguments that no name can turn into
an option.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from validator.errors import Problem, UsageError
from validator.frozen import frozen
from validator.packs.sources import MANIFEST

_REGULAR = ("100644", "100755")


@frozen
class Commit:
    """A revision: its full id, the day it was committed, and the first line of its message."""

    id: str
    day: str
    subject: str


@frozen
class Blob:
    """A file of a revision: its path from the root of the repository, and the id of its content."""

    path: str
    id: str


class Repository:
    """The git repository that ``folder`` is in. :raises UsageError: where it is in none, or git is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = self._run(["rev-parse", "--show-toplevel", "--show-prefix"])
        if found is None:
            raise _wrong(
                f"The folder {folder} is in no git repository.",
                "Name the folder of a pack, or run niw within the repository.",
                "no-repository",
            )
        root, _, prefix = os.fsdecode(found).partition("\n")
        self.root = Path(root)
        self.prefix = prefix.rstrip("\n")
        """Where ``folder`` is within the repository: ``rules/`` or ""."""

    def _run(self, arguments: Sequence[str], given: bytes = b"") -> bytes | None:
        """What git prints; None where it says no."""
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603
                ["git", "--literal-pathspecs", *arguments],  # noqa: S607
                cwd=self.folder,
                env=environment,
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise _wrong(
                "git is not installed, or not on the path.", "Install it, or name a folder.", "no-git"
            ) from None
        return done.stdout if done.returncode == 0 else None

    def commit(self, revision: str) -> str:
        """The full id of a revision (a branch, a tag, ``HEAD~2``). :raises UsageError: where there is none."""
        found = (
            None
            if not revision or revision.startswith("-")
            else self._run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
        )
        if found is None:
            raise _wrong(
                f"There is no revision “{revision}” in the repository {self.root}.",
                "Name a branch, a tag or a commit: main:rules/firm. A shallow clone may not hold it: git fetch.",
                "no-revision",
            )
        return found.decode().strip()

    def files(self, commit: str, folder: str = "") -> tuple[Blob, ...]:
        """The files of a revision below ``folder`` (from the root of the repository); links are left out."""
        arguments = ["ls-tree", "-r", "-z", "--full-tree", commit, *(["--", folder] if folder else [])]
        found = self._run(arguments) or b""
        blobs = []
        for entry in filter(None, found.split(b"\0")):
            meta, _, path = entry.partition(b"\t")
            mode, kind, name = meta.decode().split()
            if kind == "blob" and mode in _REGULAR:
                blobs.append(Blob(path=os.fsdecode(path), id=name))
        return tuple(blobs)

    def contents(self, blobs: Iterable[Blob]) -> Mapping[str, bytes]:
        """The contents of files, by the ids of their contents."""
        names = list(dict.fromkeys(b.id for b in blobs))
        out = self._run(["cat-file", "--batch"], "".join(f"{n}\n" for n in names).encode()) or b""
        found: dict[str, bytes] = {}
        at = 0
        while at < len(out):
            end = out.index(b"\n", at)
            name, kind, *size = out[at:end].decode().split()
            at = end + 1
            if kind != "missing":
                found[name] = out[at : at + int(size[0])]
                at += int(size[0]) + 1
        return found

    def touching(self, folder: str) -> Iterator[Commit]:
        """Every revision of any branch or tag that changed something below ``folder``, the latest first."""
        found = self._run(
            [
                "log",
                "--all",
                "--full-history",
                "--format=%H%x09%cs%x09%s",
                *(["--", folder] if folder else []),
            ]
        )
        for line in os.fsdecode(found or b"").splitlines():
            commit, day, subject = line.split("\t", 2)
            yield Commit(id=commit, day=day, subject=subject)

    def packs(self, commit: str) -> Mapping[str, tuple[Blob, ...]]:
        """The files of every pack of a revision, by the pack's folder (from the root of the repository)."""
        by_folder: dict[str, list[Blob]] = {}
        for blob in self.files(commit):
            folder, _, name = blob.path.rpartition("/")
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                by_folder.setdefault(folder, []).append(blob)
        return {
            folder: tuple(blobs)
            for folder, blobs in by_folder.items()
            if any(b.path.rpartition("/")[2] == MANIFEST for b in blobs)
        }

    def within(self, path: str) -> str:
        """A path as ``git show REV:path`` takes it: from the root, or from where niw runs after a dot."""
        joined = os.path.normpath(f"{self.prefix}{path}" if path.startswith(".") else path)
        inside = Path(joined).as_posix()
        if inside == ".." or inside.startswith(("../", "/")):
            raise _wrong(
                f"“{path}” is outside the repository {self.root}.",
                "Name a folder within it, as seen from its root.",
                "no-repository",
            )
        return "" if inside == "." else inside


def _wrong(what: str, mend: str, code: str) -> UsageError:
    return UsageError((Problem(what=what, mend=mend, code=code),))
