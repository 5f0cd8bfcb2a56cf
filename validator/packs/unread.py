"""What a pack sets and no rule of it, or of what it extends, reads: most often a name that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from validator.engine.vocabulary import CONCLUDED
from validator.errors import Problem
from validator.frozen import frozen
from validator.packs.chain import Link
from validator.packs.model import Rule
from validator.packs.params import report_holes
from validator.packs.reading import Node, Reader, near
from validator.packs.rules import PARAM, RuleSource
from validator.packs.wording import placeholders
from validator.source import Raw


@frozen
class _Read:
    """The names of parameters, lists and conclusions that rules read, as they are written."""

    params: frozenset[str]
    lists: frozenset[str]
    conclusions: frozenset[str]


def report_unread(
    own: Link, sources: Sequence[RuleSource], rules: Iterable[Rule], problems: Sequence[Problem]
) -> None:
    """Report what ``own`` sets and none of ``sources`` (the rules of the whole chain) reads, and holes between dates.

    Where a rule names something that is not there, one of the two is misspelt, and that is reported already; a setting
    in which there is another mistake is left to that. A condition with a mistake in it may be what was to read a
    setting: then those alone are reported whose names are near to one that is read.
    """
    codes = {p.code for p in problems}
    if own.manifest.unread or codes & {"duplicate-id", "no-pack", "pack-circle", "not-extended"}:
        return
    faulty = {(p.place.file, p.place.path[:2]) for p in problems if p.place}
    read = _read(sources)
    made = {name for rule in rules for name, _ in rule.concludes}
    sure = not any("when" in p.place.path for p in problems if p.place)
    if "unknown-param" not in codes:
        for name, (reader, at) in own.manifest.params_at.items():
            if (reader.tree.file, at.path[:2]) not in faulty:
                read_it = f"read it in a rule: {{param: {name}}}"
                _unread("parameter", name, reader, at, read.params, read_it, sure=sure)
    if "unknown-list" not in codes:
        for change in own.manifest.lists:
            if (change.reader.tree.file, change.at.path[:2]) not in faulty:
                read_it = f"read it in a rule: {{has_phrase_from: {change.name}}}"
                _unread("list", change.name, change.reader, change.at, read.lists, read_it, sure=sure)
    if "unknown-conclusion" not in codes:
        _conclusions(own, read.conclusions, made)
    for param in own.manifest.params:
        report_holes(param, *own.manifest.params_at[param.name])


def _unread(
    what: str, name: str, reader: Reader, at: Node, read: frozenset[str], read_it: str, *, sure: bool
) -> None:
    nearest = "" if name in read else _nearest(name, read)
    if nearest or (sure and name not in read):
        mend = nearest or f"Take it out, or {read_it}."
        reader.problem(f"No rule reads the {what} “{name}”.", at, mend, code="unread")


def _conclusions(own: Link, read: frozenset[str], made: set[str]) -> None:
    for name, (reader, at) in own.manifest.conclusions_at.items():
        if name not in made | read:
            mend = _nearest(name, made | read) or f"Take it out, or add concludes: {{{name}: …}} to a rule."
            reader.problem(f"No rule concludes “{name}”.", at, mend, code="unread")
        elif name not in read:
            mend = f"Read it in a rule as {CONCLUDED}{name}, or take it out, here and under concludes:."
            reader.problem(f"No rule reads the conclusion “{name}”.", at, mend, code="unread")


def _nearest(name: str, known: Iterable[str]) -> str:
    close = near(name, sorted(set(known) - {name}))
    return close if close.startswith("Did") else ""


def _read(sources: Sequence[RuleSource]) -> _Read:
    params: set[str] = set()
    lists: set[str] = set()
    conclusions: set[str] = set()
    for source in sources:
        when, says = source.fields.get("when"), source.fields.get("says")
        for key, value in _pairs(when.value if when else None):
            if key.startswith(CONCLUDED):
                conclusions.add(key.removeprefix(CONCLUDED))
            if isinstance(value, str):
                said = " ".join(value.split())
                if key == "param":
                    params.add(said)
                elif key == "has_phrase_from":
                    lists.add(said)
                elif key == "fact":
                    conclusions.add(said.removeprefix(CONCLUDED))
        for name in placeholders((says.scalar or "") if says else ""):
            params.add(name.removeprefix(PARAM))
            conclusions.add(name.removeprefix(CONCLUDED))
    return _Read(params=frozenset(params), lists=frozenset(lists), conclusions=frozenset(conclusions))


def _pairs(value: Raw) -> Iterator[tuple[str, Raw]]:
    """Every key of every group in ``value``, with what stands under it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key), inner
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)
