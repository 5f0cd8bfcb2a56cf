"""Which files of a run are drafts, and all of them in order, the broken ones beside the good."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from os import walk
from pathlib import Path

from validator.drafts.draft import Draft, DraftFailure
from validator.drafts.load import load_draft, parse_draft
from validator.errors import DraftError, NiwError, Place, Problem
from validator.source import SourceError, read_text
from validator.source.text import STDIN, decode

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")
NOT_DRAFTS = (
    "*.expected.*",
    "waivers.*",
    "*.waivers.*",
    "baseline.*",
    "*.baseline.*",
    "*.report.*",
    "*.schema.*",
    "niw.*",
)
"""Names of files in a folder that belong beside drafts and are none. A file that is named itself is always read."""
PACK = "pack.yaml"


def load_drafts(paths: Iterable[str]) -> Iterator[Draft | DraftFailure]:
    """Every draft at ``paths``, in order, each file once; one that cannot be read is a :class:`DraftFailure`.

    A path is a file, a folder (its drafts at any depth, sorted; hidden files, :data:`NOT_DRAFTS` and folders that are
    rule packs are passed over), a glob, or ``-`` for standard input. A line of a JSONL file is a draft. Nothing
    is kept, so that a run over many drafts stays small.
    """
    seen: set[str] = set()
    for path in paths:
        found = False
        for file in _files(path):
            found = True
            key = str(Path(file).resolve()) if file != "-" else file
            if key not in seen:
                seen.add(key)
                yield from _drafts_in(file)
        if not found:
            yield _nothing(path)


def _files(path: str) -> Iterator[str]:
    if path != "-" and any(c in path for c in "*?[") and not Path(path).exists():
        from glob import glob

        for hit in sorted(glob(path, recursive=True)):  # noqa: PTH207  # the pattern may be absolute
            if Path(hit).is_dir():
                yield from _in_folder(hit)
            elif _is_draft(Path(hit).name):
                yield hit
    elif path != "-" and Path(path).is_dir():
        yield from _in_folder(path)
    else:
        yield path


def _in_folder(folder: str) -> Iterator[str]:
    for base, folders, names in walk(folder):
        if PACK in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_draft(name):
                yield str(Path(base, name))


def _is_draft(name: str) -> bool:
    if name.startswith(".") or not name.endswith(SUFFIXES):
        return False
    from fnmatch import fnmatchcase

    return not any(fnmatchcase(name, pattern) for pattern in NOT_DRAFTS)


def _nothing(path: str) -> DraftFailure:
    what = "No draft is here." if Path(path).is_dir() else "No draft matches this."
    mend = f"Drafts end in {', '.join(SUFFIXES)}; `niw draft new` begins one."
    return DraftFailure(
        file=path, problems=(Problem(what=what, mend=mend, place=Place(file=path), code="no-draft"),)
    )


def _drafts_in(file: str) -> Iterator[Draft | DraftFailure]:
    if file == "-":
        yield from _standard_input()
    elif file.endswith(".jsonl"):
        yield from _lines_of(file)
    else:
        try:
            yield load_draft(file)
        except NiwError as error:
            yield DraftFailure(file=file, problems=_own(error))


def _lines_of(file: str) -> Iterator[Draft | DraftFailure]:
    """The drafts of a JSONL file, one line in memory at a time (not so for UTF-16 and UTF-32)."""
    try:
        with Path(file).open("rb") as stream:
            head = stream.read(4)
            stream.seek(0)
            wide = (
                head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or 0 in head
            )
            lines: Iterable[str | bytes] = decode(stream.read(), file).split("\n") if wide else stream
            yield from _each_line(lines, file)
    except OSError:
        try:
            read_text(file)  # which says why in words
        except SourceError as error:
            yield DraftFailure(file=file, problems=error.problems)
    except SourceError as error:
        yield DraftFailure(file=file, problems=error.problems)


def _each_line(lines: Iterable[str | bytes], file: str) -> Iterator[Draft | DraftFailure]:
    found = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = True
        try:
            text = line if isinstance(line, str) else decode(line, file, number)
            yield parse_draft(text.rstrip("\n"), file, first_line=number)
        except NiwError as error:
            yield DraftFailure(file=file, line=number, problems=_own(error))
    if not found:
        yield _nothing(file)


def _standard_input() -> Iterator[Draft | DraftFailure]:
    """One draft in YAML or JSON, or JSONL where the first line is a whole JSON value and more lines follow."""
    try:
        text = decode(sys.stdin.buffer.read(), STDIN)
    except (SourceError, OSError) as error:
        yield DraftFailure(file=STDIN, problems=_own(error))
        return
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(
        line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines
    ):
        yield from _each_line(text.split("\n"), STDIN)
        return
    try:
        yield parse_draft(text, STDIN)
    except NiwError as error:
        yield DraftFailure(file=STDIN, problems=_own(error))


def _own(error: Exception) -> tuple[Problem, ...]:
    """The problems of a draft; a fault of the installation is nobody's draft's."""
    if isinstance(error, DraftError | SourceError):
        return error.problems
    raise error
