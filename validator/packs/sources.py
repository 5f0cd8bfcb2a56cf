"""Where a pack's files are: a shipped pack, a folder, or an installed distribution; and their digest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from validator.digest import sha256
from validator.errors import PackError, Place, Problem
from validator.frozen import frozen
from validator.resources import rules_dir

MANIFEST = "pack.yaml"
AUTHORITIES = "authorities.yaml"
ENTRY_POINTS = "niw.packs"
"""Distributions offer packs under this group: ``niw-korea = "niw_korea:rules"``, a folder of a package."""


@frozen
class PackFiles:
    """The files of one pack as bytes, by name, sorted; ``digest`` is 64 hex digits, of names and bytes alone.

    ``misnamed`` are files that were meant to be read and are not, for their names (``rules.yaml.txt``), with the names
    they should have.
    """

    folder: Path
    shown: str
    files: dict[str, bytes]
    digest: str
    misnamed: dict[str, str] = field(default_factory=dict)

    def shown_name(self, file: str) -> str:
        """A file's name as problems call it."""
        return f"{self.shown}/{file}" if self.shown else file

    @property
    def rule_files(self) -> tuple[str, ...]:
        """The files of rules and lists, in the order they are read."""
        return tuple(f for f in self.files if f not in (MANIFEST, AUTHORITIES))


def read_files(folder: Path, shown: str) -> PackFiles:
    """The pack in ``folder``: its ``*.yaml`` files, not those of folders within it."""
    there = [p for p in sorted(folder.iterdir()) if not p.name.startswith(".") and p.is_file()]
    files = {path.name: path.read_bytes() for path in there if path.suffix in (".yaml", ".yml")}
    misnamed = {path.name: meant for path in there if path.name not in files and (meant := _meant(path.name))}
    return PackFiles(folder=folder, shown=shown, files=files, digest=digest_of(files), misnamed=misnamed)


def unread_files(folder: Path) -> Iterator[tuple[str, str, str]]:
    """What a pack's folder holds that looks like a part of the pack and is not read: its path, why, and the mend.

    A folder of its own is looked into for files of rules, lists or authorities, unless it is a pack.
    """
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        named = path.suffix.lower() in _YAML
        if path.is_dir() and named:
            mend = "Give the folder another name, and put its files beside pack.yaml."
            yield path.name, "This is a folder with the name of a file, and nothing in it is read.", mend
        elif path.is_dir() and path.name != "schemas" and not (path / MANIFEST).is_file():
            yield from _within(path, folder)
        elif named and not path.exists():
            yield (
                path.name,
                "This file is not read: it is a link, and nothing is where it points.",
                ("Point it to a file that is there, or remove it."),
            )


def _within(inner: Path, folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(inner.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not (path / MANIFEST).is_file():
                yield from _within(path, folder)
        elif path.suffix.lower() in _YAML and path.is_file() and _OF_PACK.search(path.read_bytes()):
            mend = f"Put it beside {MANIFEST}; to keep a draft of it, end its name in .off."
            yield (
                path.relative_to(folder).as_posix(),
                "This file is not read: it stands in a folder of its own.",
                mend,
            )


_YAML = (".yaml", ".yml")
_OF_PACK = re.compile(rb"^(?:rules|lists|conclusions|authorities)[ \t]*:", re.MULTILINE)


def _meant(name: str) -> str:
    """The name that ``rules.yaml.txt`` or ``Rules.YAML`` was to have; "" for a file that is no pack's."""
    found = re.fullmatch(r"(.+\.ya?ml)(?:\.(?:txt|docx?|rtf|md))?", name, re.IGNORECASE)
    return found[1].lower() if found else ""


def digest_of(files: dict[str, bytes]) -> str:
    """SHA-256 over names and bytes; the line ends of a Windows checkout do not change it."""
    digest = sha256()
    for name in sorted(files):
        content = files[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def digest_of_parts(digests: Iterable[str]) -> str:
    """The digest of a pack with all it extends, of the digests of its parts in their order."""
    return sha256("\n".join(digests).encode()).hexdigest()


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that ship with niw."""
    return tuple(sorted(p.parent.name for p in rules_dir().glob(f"*/{MANIFEST}")))


def find_pack(name_or_path: str | Path, base: Path | None = None) -> PackFiles:
    """The files of the pack of that name or in that folder; ``base`` is by default the folder niw is run in."""
    name = name_or_path if isinstance(name_or_path, str) else f"./{name_or_path}"
    return find(str(name_or_path) if Path(name_or_path).is_absolute() else name, base or Path.cwd())


def is_folder(name: str) -> bool:
    """Whether ``name`` can only be a folder: it has a slash in it, or begins with a dot."""
    return "/" in name or "\\" in name or name.startswith(".")


def find(name: str, base: Path, where: Place | None = None, line_text: str = "") -> PackFiles:
    """The files of the pack ``name``: a shipped pack, an installed distribution, or a folder seen from ``base``.

    A name with a slash, or that begins with a dot, is a folder. :raises PackError: for one that is nowhere.
    """
    looks_like_folder = is_folder(name)
    named = None if looks_like_folder else by_name(name)
    if named is not None:
        return read_files(named, name)
    folder = (base / name).resolve()
    if (folder / MANIFEST).is_file():
        return read_files(folder, _shown(folder))
    raise PackError((_not_found(name, folder, where, line_text, looks_like_folder=looks_like_folder),))


def by_name(name: str) -> Path | None:
    """The folder of the pack that ships under ``name``, or that an installed distribution offers; None for neither."""
    shipped = rules_dir() / name
    return shipped if (shipped / MANIFEST).is_file() else _installed(name)


def installed_packs() -> tuple[str, ...]:
    """The names under which installed distributions offer packs, sorted."""
    from importlib.metadata import entry_points

    return tuple(sorted({entry.name for entry in entry_points(group=ENTRY_POINTS)}))


def _not_found(
    name: str, folder: Path, where: Place | None, line_text: str, *, looks_like_folder: bool
) -> Problem:
    if folder.is_dir():
        return Problem(
            what=f"The folder {_shown(folder)} holds no {MANIFEST}.",
            mend=_instead(folder),
            place=where,
            line_text=line_text,
            code="no-pack",
        )
    if folder.is_file():
        above = name[: -len(folder.name)].rstrip("/\\") if name.endswith(folder.name) else ""
        return Problem(
            what=f"“{name}” is a file; a pack is a folder with a {MANIFEST} in it.",
            mend=f"Name the folder that it is in: {above or '.'}",
            place=where,
            line_text=line_text,
            code="no-pack",
        )
    from validator.packs.reading import near  # an error may take its time

    mend = "" if looks_like_folder else near(name, shipped_packs())
    if where and not looks_like_folder:
        siblings = {p.parent.name for p in folder.parent.parent.glob(f"*/{MANIFEST}")} - {folder.parent.name}
        sibling = name if name in siblings else ""
        close = f"Did you mean “{sibling}”?" if sibling else near(name, siblings)
        if sibling or (close.startswith("Did") and not mend.startswith("Did")):
            mend = close.replace("“", "“../")
    if not mend.startswith("Did"):
        beside = {p.parent.name: p for p in folder.parent.glob(f"*/{MANIFEST}")}
        close = near(folder.name, beside)
        before = name[: len(name) - len(folder.name)] if name.endswith(folder.name) else ""
        if close.startswith("Did"):
            mend = close.replace("“", f"“{before or './'}")
    if not mend:
        mend = (
            "Paths are seen from the pack.yaml that names them."
            if where
            else "Paths are seen from where you run niw."
        )
    return Problem(
        what=f"There is no pack “{name}”.", mend=mend, place=where, line_text=line_text, code="no-pack"
    )


def _instead(folder: Path) -> str:
    """The mend for a folder without a pack.yaml: the file that was to be it, or the folders in it that have one."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and re.match(r"pack\.ya?ml", path.name, re.IGNORECASE):
            return f"It holds {path.name}: name that file {MANIFEST}."
    inside = sorted(p.parent.name for p in folder.glob(f"*/{MANIFEST}"))
    if inside:
        return f"Point to the folder of the pack itself: in it there is {' and '.join(inside[:3])}."
    return "Point to the folder of the pack itself, or make one: niw pack new our-office."


def _installed(name: str) -> Path | None:
    """The folder of the pack that an installed distribution offers under ``name``."""
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for entry in entry_points(group=ENTRY_POINTS):
        if entry.name == name:
            spec = find_spec(entry.module)
            for location in (spec.submodule_search_locations or ()) if spec else ():
                folder = Path(location, *(entry.attr.split(".") if entry.attr else ()))
                if (folder / MANIFEST).is_file():
                    return folder
    return None


def _shown(folder: Path) -> str:
    try:
        return folder.relative_to(Path.cwd()).as_posix().removeprefix(".")
    except ValueError:
        return folder.as_posix()
