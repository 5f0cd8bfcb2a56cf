"""Packs read once and kept, so that a check need not read YAML: JSON in the user's cache, tied to every byte of a pack.

An entry is found by the pack's folder, the version of niw and the vocabulary; it is used only while the digest of
every folder it was made from is still the same. What cannot be read, or does not fit, is read from YAML again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from validator.digest import sha256
from validator.engine.vocabulary import FactSpec, FactType, Kind, Vocabulary
from validator.packs.compact import Reading, Writing
from validator.packs.model import Pack
from validator.packs.sources import PackFiles, read_files
from validator.resources import user_cache

FORMAT = "7"
"""Raised with every change of what is kept, or of what a rule file means."""


def cache_folder() -> Path | None:
    """The folder that compiled packs are kept in; None for a user without a home."""
    own = user_cache()
    return None if own is None else own / "packs"


def kept(files: PackFiles, vocabulary: Vocabulary, folder: Path) -> Pack | None:
    """The pack of ``files`` as it was kept in ``folder``; None where it is not there, or a byte has changed since."""
    try:
        entry = json.loads(_file(files, vocabulary, folder).read_text(encoding="utf-8"))
        for part in entry["parts"]:
            if part["folder"] == str(files.folder):
                current = files.digest
            else:
                current = read_files(Path(part["folder"]), "").digest
            if current != part["digest"]:
                return None
        return Reading(_ordered(vocabulary)).pack(entry)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def keep(pack: Pack, files: PackFiles, vocabulary: Vocabulary, folder: Path) -> None:
    """Keep ``pack``; a folder that cannot be written to is no error."""
    entry = Writing(_ordered(vocabulary)).pack(pack)
    written = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    file = _file(files, vocabulary, folder)
    scratch = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        scratch.write_text(written, encoding="utf-8")
        scratch.replace(file)


def _file(files: PackFiles, vocabulary: Vocabulary, folder: Path) -> Path:
    from validator import __version__

    key = "\0".join((FORMAT, __version__, str(files.folder), files.shown, _facts(vocabulary)))
    return folder / f"{sha256(key.encode()).hexdigest()[:32]}.json"


def _facts(vocabulary: Vocabulary) -> str:
    """A digest of the vocabulary's names and types: a rule that fits one vocabulary need not fit another."""
    lines = (
        f"{spec.name}\0{spec.type.kind.value}\0{spec.type.name}\0{_values(spec.type)}"
        for spec in _every(vocabulary)
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def _values(type_: FactType) -> str:
    return ",".join(type_.choices or [m.name for m in type_.members])


def _every(specs: Iterable[FactSpec]) -> Iterable[FactSpec]:
    for spec in specs:
        yield spec
        if spec.fields:
            yield from _every(spec.fields)


def _ordered(vocabulary: Vocabulary) -> dict[str, FactType]:
    """Every ordered type, by name."""
    return {s.type.name: s.type for s in _every(vocabulary) if s.type.kind is Kind.ordered}
