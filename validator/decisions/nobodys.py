"""Waivers of no draft: a misspelt case id, or a draft that was renamed or taken away."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from validator.decisions.book import NAME
from validator.decisions.written import WrittenWaiver, read_waivers
from validator.findings import DecisionNote

_OWN = ".waivers.yaml"
_PACK = "pack.yaml"


def waivers_of_no_draft(
    folders: Iterable[str],
    cases: Mapping[str, Collection[str]],
    unread: Collection[str],
    named: Iterable[str] = (),
) -> tuple[DecisionNote, ...]:
    """A note on each waiver, in the ``folders`` that a run covered whole, whose draft was not in the run.

    :param folders: searched at any depth, but for hidden folders and rule packs, as drafts are.
    :param cases: the case ids of each file that was read.
    :param unread: files that could not be read, whose case ids nobody knows: of waivers that may be theirs nothing is
        said.
    :param named: files of waivers for every draft; those of the folders alone are looked at.
    """
    every = {case: file for file, ids in cases.items() for case in ids}
    shared = {Path(file).resolve() for file in named}
    beside: dict[str, list[str]] = {}
    for name in (*cases, *unread):
        beside.setdefault(os.path.dirname(name), []).append(name)  # noqa: PTH120
    in_folder: dict[Path, list[str]] = {}
    for folder, names in beside.items():
        in_folder.setdefault(Path(folder).resolve(), []).extend(names)
    notes: list[DecisionNote] = []
    for file in dict.fromkeys(_files(folders)):
        if file.resolve() in shared:
            own = [*cases, *unread]
        else:
            own = in_folder.get(file.parent.resolve(), [])
            if file.name != NAME:
                own = [name for name in own if Path(name).stem == file.name.removesuffix(_OWN)]
        if any(name in unread for name in own):
            continue
        try:
            waivers, _ = read_waivers(file)  # its mistakes are told where it concerns a draft
        except OSError:
            continue
        known = {case for name in own for case in cases.get(name, ())}
        notes += (_note(w, file, every.get(w.waiver.draft)) for w in waivers if w.waiver.draft not in known)
    return tuple(notes)


def waived_in(folders: Iterable[str]) -> frozenset[str]:
    """The case ids that waivers in the ``folders`` name: all that a run of very many drafts has to remember."""
    found: set[str] = set()
    for file in _files(folders):
        try:
            found |= {written.waiver.draft for written in read_waivers(file)[0]}
        except OSError:
            continue
    return frozenset(found)


def _files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for base, inner, names in os.walk(folder):
            if _PACK in names:
                inner.clear()
                continue
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (Path(base, name) for name in sorted(names) if name == NAME or name.endswith(_OWN))


def _note(written: WrittenWaiver, file: Path, elsewhere: str | None) -> DecisionNote:
    waiver = written.waiver
    if elsewhere:
        why = f"the draft is in {elsewhere}, and its waivers are looked for beside it"
    else:
        why = "no draft beside it has this case id; mend the id, or take the waiver out"
    return DecisionNote(
        kind="unused",
        says=f"The waiver of {waiver.rule} on {waiver.draft} in {file} concerns nobody: {why}.",
        draft=waiver.draft,
        rule=waiver.rule,
        place=waiver.place,
    )
