"""What a pack sets and no rule of it, or of what it extends, reads: most often a name that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from validator.engine.vocabulary import CONCLUDED
from validator.errors import Path, Problem
from validator.frozen import frozen
from validator.packs.chain import Link
from validator.packs.model import Rule
from validator.packs.params import report_holes
from validator.packs.reading import near
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
    in which there is another mistake is left to that.
    """
    codes = {p.code for p in problems}
    if own.manifest.unread or codes & {"duplicate-id", "no-pack", "pack-circle", "not-extended"}:
        return
    faulty = {(p.place.file, p.place.path[:2]) for p in problems if p.place}
    read = _read(sources)
    made = {name for rule in rules for name, _ in rule.concludes}
    if not codes & {"unknown-param", "unknown-key"}:
        _params(own, read.params, faulty)
    if not codes & {"unknown-list", "unknown-operator"}:
        _lists(own, read.lists, faulty)
    if "unknown-conclusion" not in codes:
        _conclusions(own, read.conclusions, made)
    for param in own.manifest.params:
        report_holes(param, *own.manifest.params_at[param.name])


_Faulty = set[tuple[str, Path]]
"""The settings in which a mistake was found: file, and the first two steps of the path."""


def _params(own: Link, read: frozenset[str], faulty: _Faulty) -> None:
    for name, (reader, at) in own.manifest.params_at.items():
        if name not in read and (reader.tree.file, at.path[:2]) not in faulty:
            mend = _nearest(name, read) or f"Take it out, or read it in a rule: {{param: {name}}}."
            reader.problem(f"No rule reads the parameter “{name}”.", at, mend, code="unread")


def _lists(own: Link, read: frozenset[str], faulty: _Faulty) -> None:
    for change in own.manifest.lists:
        if change.name not in read and (change.reader.tree.file, change.at.path[:2]) not in faulty:
            mend = (
                _nearest(change.name, read) or f"Take it out, or read it: {{has_phrase_from: {change.name}}}."
            )
            change.reader.problem(f"No rule reads the list “{change.name}”.", change.at, mend, code="unread")


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
