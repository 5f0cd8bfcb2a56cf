"""niw.lock: which rule packs were reviewed, byte for byte, and what a firm's changes rested on then.

It is TOML, sorted, and readable where a change is reviewed. :mod:`validator.packs.held` holds a pack against it.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.errors import Place, Problem, UsageError
from validator.frozen import frozen
from validator.packs.model import PackPart

if TYPE_CHECKING:
    from validator.packs.beneath import Resting
    from validator.packs.build import OpenPack

LOCK_FILE = "niw.lock"
"""The name of the file; it stands beside niw.toml."""

_HEAD = """\
# The rule packs that were reviewed, byte for byte. Written by “niw pack lock”; do not edit it by hand.
"""


@frozen
class LockedPack:
    """One pack as it was reviewed. ``folder`` is seen from the lock's folder; "" for one that ships or is installed."""

    name: str
    version: str
    digest: str
    folder: str = ""
    extends: tuple[str, ...] = ()


@frozen
class Lock:
    """A lock as it stands in ``file``.

    ``niw`` is the version it was written by; ``named`` are the packs that were asked for, as names or as folders seen
    from the lock's folder; ``resting`` is what the changes in them rest on.
    """

    file: str
    niw: str
    named: tuple[str, ...]
    packs: tuple[LockedPack, ...]
    resting: tuple[Resting, ...] = ()
    lines: Mapping[str, int]

    def pack(self, name: str) -> LockedPack | None:
        """The entry of that name, or None."""
        return next((p for p in self.packs if p.name == name), None)

    def place(self, name: str = "") -> Place:
        """Where the entry of a pack stands; the file itself for a pack that has none."""
        line = self.lines.get(name)
        return Place(file=self.file, line=line, column=1 if line else None)


def read_lock(path: Path) -> Lock:
    """The lock in the file ``path``. :raises UsageError: where it cannot be read, or is no lock."""
    import tomllib

    file = str(path)
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
        lines = {
            line.partition("=")[2].strip().strip('"'): number
            for number, line in enumerate(text.splitlines(), 1)
            if line.startswith("name =")
        }
        return Lock(
            file=file,
            niw=_text(data, "niw"),
            named=_texts(data, "packs"),
            packs=tuple(_locked(entry) for entry in data["pack"]),
            resting=tuple(_resting_in(data.get("rests_on", []))),
            lines=lines,
        )
    except OSError as error:
        what = (
            "There is no such file."
            if isinstance(error, FileNotFoundError)
            else f"The lock cannot be read: {error.strerror}."
        )
        raise _wrong(file, what) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a key is missing or misplaced"
        raise _wrong(file, f"This is no lock that niw wrote: {said}.") from None


def _wrong(file: str, what: str) -> UsageError:
    return UsageError(
        (
            Problem(
                what=what,
                mend=f"The command {lock_command('NAME', file)} writes it again; then review what changed.",
                place=Place(file=file),
                code="lock",
            ),
        )
    )


def lock_command(asked: str, file: str) -> str:
    """The command that writes the lock ``file`` from the folder niw is run in: ``niw pack lock ./firm --file …``.

    ``--file`` is left out where that is the lock that stands in this very folder.
    """
    lock = Path(file)
    here = lock.name == LOCK_FILE and lock.resolve().parent == Path.cwd().resolve()
    return f"niw pack lock {asked}" + ("" if here else f" --file {shlex.quote(file)}")


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = data.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise TypeError(key)
    return tuple(values)


def _locked(entry: Mapping[str, Any]) -> LockedPack:
    return LockedPack(
        name=_text(entry, "name"),
        version=_text(entry, "version"),
        digest=_text(entry, "digest"),
        folder=_text(entry, "folder") if "folder" in entry else "",
        extends=_texts(entry, "extends"),
    )


def _resting_in(entries: Iterable[Mapping[str, Any]]) -> Iterator[Resting]:
    from validator.packs.beneath import RestingList, RestingParam, RestingRule

    for entry in entries:
        pack = _text(entry, "pack")
        if "list" in entry:
            yield RestingList(pack=pack, list=_text(entry, "list"), words=_texts(entry, "words"))
        elif "param" in entry:
            yield RestingParam(pack=pack, param=_text(entry, "param"), value=_text(entry, "value"))
        elif "own_rule" in entry:
            yield RestingRule(
                pack=pack, rule=_text(entry, "own_rule"), own=True, reads=_texts(entry, "reads")
            )
        else:
            yield RestingRule(
                pack=pack,
                rule=_text(entry, "rule"),
                severity=_text(entry, "severity"),
                reports=bool(entry["reports"]),
                condition=_text(entry, "condition"),
                wording=_text(entry, "wording"),
                examples=_text(entry, "examples"),
                reads=_texts(entry, "reads"),
            )


# ---- the lock of packs


def lock_text(opened: Sequence[OpenPack], folder: Path, kept: Lock | None = None) -> str:
    """The lock of packs, for a file in ``folder``: TOML, sorted, the same for the same files.

    What ``kept`` says of packs that are none of these, nor extended by them, stays as it is.

    :raises UsageError: where two packs that differ have one name.
    """
    from validator import __version__
    from validator.packs.beneath import resting

    folder = folder.resolve()
    parts = {part.folder: part for one in opened for part in one.pack.parts}
    extends = {
        str(link.files.folder): tuple(e.name for e in link.manifest.extends)
        for one in opened
        for link in one.chain
    }
    names: dict[str, PackPart] = {}
    for part in parts.values():
        other = names.setdefault(part.name, part)
        if other.digest != part.digest:
            what = f"Two packs are called “{part.name}”: {other.folder} and {part.folder}."
            raise UsageError((Problem(what=what, mend="Give one of them another name.", code="lock"),))
    packs = [
        LockedPack(
            name=p.name,
            version=p.version,
            digest=p.digest,
            folder=seen_from(folder, p.folder, p.name),
            extends=extends[p.folder],
        )
        for p in names.values()
    ]
    named = {seen_from(folder, one.pack.parts[-1].folder, one.pack.name) or one.pack.name for one in opened}
    rests = dict.fromkeys(r for one in opened for r in resting(one))
    if kept is not None:
        packs += [p for p in kept.packs if p.name not in names]
        named |= set(kept.named)
        rests |= dict.fromkeys(r for r in kept.resting if r.pack not in names)
    packs.sort(key=lambda p: p.name)
    tables = [*map(_pack_table, packs), *sorted(map(_resting_table, rests))]
    head = f"{_HEAD}niw = {_toml(__version__)}\npacks = {_toml(sorted(named))}\n"
    return "\n".join([head, *tables])


def seen_from(folder: Path, pack: str, name: str) -> str:
    """A pack's folder as seen from the lock's; "" where the name alone finds it, for it ships or is installed."""
    from validator.packs.sources import by_name

    found = by_name(name)
    if found is not None and str(found) == pack:
        return ""
    seen = Path(os.path.relpath(pack, folder)).as_posix()
    return seen if seen.startswith("..") else f"./{seen}"


def _pack_table(pack: LockedPack) -> str:
    rows: list[tuple[str, object]] = [
        ("name", pack.name),
        ("version", pack.version),
        ("digest", pack.digest),
    ]
    if pack.folder:
        rows.append(("folder", pack.folder))
    if pack.extends:
        rows.append(("extends", list(pack.extends)))
    return _table("pack", rows)


def _resting_table(rest: Resting) -> str:
    from validator.packs.beneath import RestingList, RestingParam

    rows: list[tuple[str, object]] = [("pack", rest.pack)]
    if isinstance(rest, RestingList):
        rows += [("list", rest.list), ("words", list(rest.words))]
    elif isinstance(rest, RestingParam):
        rows += [("param", rest.param), ("value", rest.value)]
    elif rest.own:
        rows += [("own_rule", rest.rule), ("reads", list(rest.reads))]
    else:
        rows += [("rule", rest.rule), ("severity", rest.severity), ("reports", rest.reports)]
        rows += [("condition", rest.condition), ("wording", rest.wording), ("examples", rest.examples)]
        rows += [("reads", list(rest.reads))] if rest.reads else []
    return _table("rests_on", rows)


def _table(name: str, rows: Iterable[tuple[str, object]]) -> str:
    return f"[[{name}]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in rows)


def _toml(value: object) -> str:
    """A value as TOML; its basic strings are JSON's, but for one character that TOML wants written out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        shown = [_toml(item) for item in value]
        line = f"[{', '.join(shown)}]"
        return line if len(line) <= 100 else "[\n" + "".join(f"  {item},\n" for item in shown) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
