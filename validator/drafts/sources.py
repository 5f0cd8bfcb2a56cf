"""Which drafts a run is about, in order, none of them read yet: so that another process can read them."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from os import walk
from os.path import realpath
from pathlib import Path

from validator.drafts.opening import PACKED, bare_name, filesystem, is_address, opened
from validator.drafts.passed_over import written_by_niw
from validator.errors import Place, Problem
from validator.frozen import frozen
from validator.source import SourceError
from validator.source.text import STDIN, decode

LINES = (".jsonl", ".ndjson")
"""Endings of files in which each line is a draft."""
SUFFIXES = (".yaml", ".yml", ".json", *LINES)
NOT_DRAFTS = (
    "*.expected.*",
    "waivers.*",
    "*.waivers.*",
    "baseline.*",
    "*.baseline.*",
    "*.report.*",
    "*.results.*",
    "*.schema.*",
    "niw.*",
)
"""Names of files in a folder that belong beside drafts and are none. A file that is named itself is always read."""
PACK = "pack.yaml"
_WILD = "*?["


@frozen
class DraftSource:
    """Where one draft is to be had: a file, or a line of one with its bytes or text.

    ``problems`` say why it cannot be had at all. ``passed_over`` says what the file is, where it is none of a draft's
    but one that niw wrote (:func:`validator.drafts.passed_over.written_by_niw`).
    """

    file: str
    line: int = 1
    content: str | bytes | None = None
    problems: tuple[Problem, ...] = ()
    passed_over: str = ""


def draft_sources(paths: Iterable[str]) -> Iterator[DraftSource]:
    """Every draft at ``paths``, in order, each file once; nothing is kept, so that a run over many stays small.

    A path is a file, a folder (its drafts at any depth, sorted; hidden files, :data:`NOT_DRAFTS`, what niw wrote and
    folders that are rule packs are passed over), a glob, ``@FILE`` (a list of paths, one a line), an address that
    fsspec knows (``s3://bucket/drafts/*.jsonl``), or ``-`` for standard input. A line of a JSONL or NDJSON file is a
    draft. Files may be packed (.gz, .zst).
    """
    paths = list(paths)
    several = len(paths) > 1 or any(p.startswith("@") or any(c in p for c in _WILD) for p in paths)
    seen: set[str] = set()
    for path in paths:
        for name in _listed(path):
            if isinstance(name, DraftSource):
                yield name
                continue
            found = False
            try:
                for file in _files(name):
                    if file != name and (kind := _ours(file)):
                        yield DraftSource(file=file, passed_over=kind)
                        continue
                    found = True
                    if several:
                        key = file if file == "-" or is_address(file) else realpath(file)
                        if key in seen:
                            continue
                        seen.add(key)
                    yield from _in_file(file)
            except SourceError as error:
                yield DraftSource(file=name, problems=error.problems)
                continue
            if not found:
                yield _nothing(name)


def named_files(paths: Iterable[str]) -> Iterator[str]:
    """The files that ``paths`` come to, as far as names alone tell: not lists, addresses or standard input."""
    for path in paths:
        if path != "-" and not is_address(path) and (not path.startswith("@") or Path(path).exists()):
            yield from (file for file in _files(path) if file == path or not _ours(file))


def counted(paths: Iterable[str]) -> int | None:
    """How many drafts ``paths`` come to, told without reading them; None where that would take reading them."""
    paths = list(paths)
    if any(p == "-" or is_address(p) or (p.startswith("@") and not Path(p).exists()) for p in paths):
        return None
    total = 0
    for file in named_files(paths):
        if bare_name(file).endswith(LINES):
            if bare_name(file) != file:
                return None
            try:
                with Path(file).open("rb") as stream:
                    total += sum(1 for line in stream if line.strip())
            except OSError:
                total += 1
        else:
            total += 1
    return total


def _ours(file: str) -> str:
    """What a file is that was found and not named, where niw wrote it."""
    return "" if is_address(file) else written_by_niw(file)


def _listed(path: str) -> Iterator[str | DraftSource]:
    """The path itself, or those that the list ``@FILE`` names; a relative one is seen from where niw is run."""
    if not path.startswith("@") or Path(path).exists():
        yield path
        return
    file = path[1:]
    try:
        if file == "-":
            text = decode(sys.stdin.buffer.read(), STDIN)
        else:
            with opened(file) as stream:
                text = decode(stream.read(), file)
    except SourceError as error:
        yield DraftSource(file=file, problems=error.problems)
        return
    names = [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if not names:
        yield _nothing(file)
    yield from names


def _files(path: str) -> Iterator[str]:
    if is_address(path):
        yield from _at_address(path)
    elif path != "-" and any(c in path for c in "*?[") and not Path(path).exists():
        from glob import glob

        asked = Path(path[: min(path.find(c) for c in "*?[" if c in path)] + "x").parent
        packs = {asked: (asked / PACK).is_file()}  # what lies above was not asked for
        for hit in sorted(glob(path, recursive=True)):  # noqa: PTH207  # the pattern may be absolute
            if Path(hit).is_dir():
                if not _in_pack(Path(hit), packs):
                    yield from _in_folder(hit)
            elif _is_draft(Path(hit).name) and not _in_pack(Path(hit).parent, packs):
                yield hit
    elif path != "-" and Path(path).is_dir():
        yield from _in_folder(path)
    else:
        yield path


def _matching(pattern: str) -> Iterator[str]:
    """The drafts that a pattern matches, and those of folders that it matches; a pack's files are none here too."""
    from glob import glob, has_magic

    plain = next((n for n, part in enumerate(Path(pattern).parts) if has_magic(part)), 0)
    packs: dict[Path, bool] = {}

    def of_pack(folder: Path) -> bool:
        if len(folder.parts) < plain:
            return False
        if folder not in packs:
            packs[folder] = (folder / PACK).exists() or (folder != folder.parent and of_pack(folder.parent))
        return packs[folder]

    for hit in map(Path, sorted(glob(pattern, recursive=True))):  # noqa: PTH207  # the pattern may be absolute
        is_folder = hit.is_dir()
        if of_pack(hit if is_folder else hit.parent):
            continue
        if is_folder:
            yield from _in_folder(str(hit))
        elif _is_draft(hit.name):
            yield str(hit)


def _at_address(address: str) -> Iterator[str]:
    """The files of an address: itself, those of a pattern, or those of a folder."""
    found = filesystem(address)
    try:
        if any(c in address for c in _WILD):
            names = [n for n in sorted(found.glob(address)) if _is_draft(n.rpartition("/")[2])]
        elif found.isdir(address):
            names = [n for n in sorted(found.find(address)) if _is_draft(n.rpartition("/")[2])]
        else:
            yield address
            return
    except Exception as error:
        what = f"This address cannot be read: {str(error) or type(error).__name__}."
        mend = "Check the address, and the rights that its own settings give you."
        problem = Problem(what=what, mend=mend, place=Place(file=address), code="unreadable")
        raise SourceError((problem,)) from error
    yield from (found.unstrip_protocol(name) for name in names)


def _in_folder(folder: str) -> Iterator[str]:
    for base, folders, names in walk(folder):
        if PACK in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_draft(name):
                yield str(Path(base, name))


def _in_pack(folder: Path, known: dict[Path, bool]) -> bool:
    """Whether ``folder`` is a rule pack, or lies in one; ``known`` keeps what was found of each folder."""
    if folder not in known:
        above = folder != folder.parent and _in_pack(folder.parent, known)
        known[folder] = above or (folder / PACK).is_file()
    return known[folder]


def _is_draft(name: str) -> bool:
    if name.startswith(".") or not bare_name(name).endswith(SUFFIXES):
        return False
    from fnmatch import fnmatchcase

    return not any(fnmatchcase(name, pattern) for pattern in NOT_DRAFTS)


def _nothing(path: str) -> DraftSource:
    is_folder = path != "-" and not is_address(path) and Path(path).is_dir()
    what = "No draft is here." if is_folder else "No draft matches this."
    mend = f"Drafts end in {', '.join(SUFFIXES)} (packed: {', '.join(PACKED)}); `niw draft new` begins one."
    return DraftSource(
        file=path, problems=(Problem(what=what, mend=mend, place=Place(file=path), code="none-here"),)
    )


def _in_file(file: str) -> Iterator[DraftSource]:
    if file == "-":
        yield from _standard_input()
    elif bare_name(file).endswith(LINES):
        yield from _lines_of(file)
    else:
        yield DraftSource(file=file)


def _lines_of(file: str) -> Iterator[DraftSource]:
    """The drafts of a JSONL file, one line in memory at a time (not so for UTF-16 and UTF-32)."""
    try:
        with opened(file) as stream:
            head = stream.read(4)
            wide = (
                head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or 0 in head
            )
            if wide:
                yield from _each_line(decode(head + stream.read(), file).split("\n"), file)
            else:
                yield from _each_line(_again(head, stream), file)
    except SourceError as error:
        yield DraftSource(file=file, problems=error.problems)


def _again(head: bytes, stream: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream whose first bytes, ``head``, were read already."""
    first = True
    for line in stream:
        if first:
            yield from (head + line).splitlines(keepends=True)
            first = False
        else:
            yield line
    if first and head:
        yield from head.splitlines(keepends=True)


def _each_line(lines: Iterable[str | bytes], file: str) -> Iterator[DraftSource]:
    found = False
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found = True
            yield DraftSource(file=file, line=number, content=line)
    if not found:
        yield _nothing(file)


def _standard_input() -> Iterator[DraftSource]:
    """One draft in YAML or JSON, or JSONL where the first line is a whole JSON value and more lines follow."""
    try:
        text = decode(sys.stdin.buffer.read(), STDIN)
    except (SourceError, OSError) as error:
        if not isinstance(error, SourceError):
            raise
        yield DraftSource(file=STDIN, problems=error.problems)
        return
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(
        line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines
    ):
        yield from _each_line(text.split("\n"), STDIN)
    else:
        yield DraftSource(file=STDIN, content=text)
