"""When a pack changes beneath a firm's changes: which of them now rest on something else than what was reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Place, Problem
from validator.frozen import frozen
from validator.packs.beneath import Resting, RestingList, RestingParam, RestingRule, condition_digest, resting
from validator.packs.build import OpenPack, in_order, open_files
from validator.packs.chain import Link, folded, merged_lists
from validator.packs.lock import Lock, LockedPack
from validator.packs.manifest import Change
from validator.packs.model import Param
from validator.packs.sources import find_pack
from validator.packs.words import ListChange
from validator.resources import rules_dir

GONE, RENAMED, SEVERITY, REPORTS, CONDITION, WORDING, EXAMPLES, READS, WORDS, VALUE, BROKEN = (
    "gone", "renamed", "severity", "reports", "condition", "wording", "examples", "reads", "words", "value", "broken",
)  # fmt: skip
_TOLD = {"unknown-rule", "unknown-list", "unknown-word"}
"""Mistakes that an upgrade makes of a firm's changes, and that are told here in better words."""


@frozen
class Shifted:
    """One thing that a change of a pack rests on, and that is another now.

    ``of`` is rule, list, param or pack; ``name`` which one; ``kind`` what shifted; ``place`` where the change stands.
    ``idle``: the change now changes nothing.
    """

    pack: str
    of: str
    name: str
    kind: str
    says: str
    mend: str = ""
    place: Place | None = None
    idle: bool = False


@frozen
class Moved:
    """A pack of the chain that is not the one the lock names; None for one that the lock does not name."""

    name: str
    was: LockedPack | None
    version: str
    digest: str


@frozen
class Upgrade:
    """A pack held against the lock. ``standing`` counts its changes that rest on what they rested on; ``unrecorded``
    are changes that the lock does not know.
    """

    pack: str
    version: str
    lock: str
    moved: tuple[Moved, ...]
    shifted: tuple[Shifted, ...]
    standing: int
    unrecorded: tuple[str, ...] = ()


def upgrade(
    name_or_path: str | Path, lock: Lock, vocabulary: Vocabulary, *, base: Path | None = None
) -> Upgrade:
    """What the changes of a pack rest on, held against what ``lock`` says they rested on.

    A pack that the upgrade broke (a changed rule is gone) is read as far as it goes: what broke is told here.
    :raises PackError: where the pack is not there, or what it extends is broken in itself.
    """
    problems: list[Problem] = []
    opened = open_files(find_pack(name_or_path, base), vocabulary, problems)
    firms = [link for link in opened.chain[1:] if link.files.folder.parent != rules_dir()]
    files = {link.files.shown_name(f): link.manifest.name for link in firms for f in link.files.files}
    foreign = [p for p in problems if p.code == "no-pack" or p.place is None or p.place.file not in files]
    if foreign:
        raise PackError(in_order(foreign))
    held = _Held(opened, lock)
    shifted = [s for link in firms for s in held.of(link)]
    told = {(s.of, s.name) for s in shifted}
    for problem in in_order(problems):
        assert problem.place is not None
        section, name = (*problem.place.path, "", "")[:2]
        of = {"change": "rule", "lists": "list"}.get(str(section), "")
        if problem.code not in _TOLD or (of, name) not in told:
            pack = files[problem.place.file]
            shifted.append(
                Shifted(
                    pack=pack, of="pack", name=pack, kind=BROKEN, says=problem.what, mend=problem.mend,
                    place=problem.place,
                )
            )  # fmt: skip
    return Upgrade(
        pack=opened.pack.name,
        version=opened.pack.version,
        lock=lock.file,
        moved=tuple(_moved(opened, lock)),
        shifted=tuple(shifted),
        standing=held.standing,
        unrecorded=tuple(held.unrecorded),
    )


def _moved(opened: OpenPack, lock: Lock) -> Iterator[Moved]:
    for part in opened.pack.parts:
        was = lock.pack(part.name)
        if was is None or was.digest != part.digest:
            yield Moved(name=part.name, was=was, version=part.version, digest=part.digest)


def _key(rest: Resting) -> tuple[str, str, str]:
    match rest:
        case RestingList():
            return rest.pack, "list", rest.list
        case RestingParam():
            return rest.pack, "param", rest.param
        case _:
            return rest.pack, "own rule" if rest.own else "rule", rest.rule


class _Held:
    """The changes of a chain, held against a lock."""

    def __init__(self, opened: OpenPack, lock: Lock) -> None:
        self.opened = opened
        self.then: Mapping[tuple[str, str, str], Resting] = {_key(r): r for r in lock.resting}
        self.now: Mapping[tuple[str, str, str], Resting] = {_key(r): r for r in resting(opened)}
        self.standing = 0
        self.unrecorded: list[str] = []

    def of(self, link: Link) -> Iterator[Shifted]:
        """What shifted beneath one pack."""
        pack, manifest = link.manifest.name, link.manifest
        for change in {c.rule: c for c in manifest.changes}.values():
            yield from self._counted(
                f"rule {change.rule}", (pack, "rule", change.rule), self._rule(pack, change)
            )
        for entry in {c.name: c for c in manifest.lists}.values():
            if entry.own is None:
                found = self._list(pack, entry, link)
                yield from self._counted(f"list {entry.name}", (pack, "list", entry.name), found)
        for param in manifest.params:
            key = (pack, "param", param.name)
            if key in self.then or key in self.now:
                yield from self._counted(f"parameter {param.name}", key, self._param(pack, param))
        for rule in self.opened.pack.rules:
            key = (pack, "own rule", rule.id)
            if rule.origin.pack == pack and (key in self.then or key in self.now):
                place = rule.origin.place
                yield from self._counted(f"rule {rule.id}", key, self._own(pack, rule.id, place))

    def _counted(self, what: str, key: tuple[str, str, str], found: Iterator[Shifted]) -> Iterator[Shifted]:
        shifted = list(found)
        if shifted:
            yield from shifted
        elif key in self.then:
            self.standing += 1
        else:
            self.unrecorded.append(what)

    # ---- rules

    def _rule(self, pack: str, change: Change) -> Iterator[Shifted]:
        then, now = self.then.get((pack, "rule", change.rule)), self.now.get((pack, "rule", change.rule))

        def shifted(kind: str, says: str, mend: str = "", *, idle: bool = False) -> Shifted:
            return Shifted(
                pack=pack, of="rule", name=change.rule, kind=kind, says=says, mend=mend,
                place=change.origin.place, idle=idle,
            )  # fmt: skip

        if not isinstance(now, RestingRule):
            heir = self._heir(then)
            if heir:
                says = f"the rule is gone; {heir} looks for the same, and is probably its new name"
                yield shifted(RENAMED, says, f"Change {heir} in its place.")
            else:
                yield shifted(GONE, "the rule is gone", "Take the change out.")
            return
        if not isinstance(then, RestingRule):
            return
        if then.severity != now.severity:
            idle = change.severity is not None and change.severity.name == now.severity and not change.off
            says = f"the severity beneath is {now.severity}, was {then.severity}"
            nothing = f": your change to {now.severity} now changes nothing" if idle else ""
            yield shifted(SEVERITY, says + nothing, "Take the change out." if idle else "", idle=idle)
        if then.reports != now.reports:
            idle = change.off is not None and change.off != now.reports and change.severity is None
            says = "the rule is on again beneath" if now.reports else "the rule is off beneath"
            nothing = ": your change now changes nothing" if idle else ""
            yield shifted(REPORTS, says + nothing, "Take the change out." if idle else "", idle=idle)
        if then.condition != now.condition:
            yield shifted(CONDITION, "what the rule looks for changed", "Read its condition again.")
        if said := _reads(then.reads, now.reads):
            yield shifted(READS, said)
        if then.wording != now.wording:
            yield shifted(WORDING, "the wording changed (title, sentence, why or remedy)")
        if then.examples != now.examples:
            yield shifted(EXAMPLES, "the examples changed")

    def _heir(self, then: Resting | None) -> str:
        """The rule that looks for what a rule that is gone looked for, or ""."""
        if not isinstance(then, RestingRule):
            return ""
        return next((r.id for r in self.opened.pack.rules if condition_digest(r) == then.condition), "")

    def _own(self, pack: str, rule: str, place: Place) -> Iterator[Shifted]:
        then, now = self.then.get((pack, "own rule", rule)), self.now.get((pack, "own rule", rule))
        before = then.reads if isinstance(then, RestingRule) else ()
        after = now.reads if isinstance(now, RestingRule) else ()
        if then is not None and (said := _reads(before, after)):
            yield Shifted(pack=pack, of="rule", name=rule, kind=READS, says=said, place=place)

    # ---- lists and parameters

    def _list(self, pack: str, entry: ListChange, link: Link) -> Iterator[Shifted]:
        then, now = self.then.get((pack, "list", entry.name)), self.now.get((pack, "list", entry.name))

        def shifted(kind: str, says: str, mend: str = "", *, idle: bool = False) -> Shifted:
            return Shifted(
                pack=pack, of="list", name=entry.name, kind=kind, says=says, mend=mend,
                place=entry.origin.place, idle=idle,
            )  # fmt: skip

        below = merged_lists(list(self.opened.chain[: self.opened.chain.index(link)])).get(entry.name)
        if below is None:
            yield shifted(GONE, "the list is gone", "Take the entry out, or write the list out whole.")
            return
        if not isinstance(then, RestingList) or not isinstance(now, RestingList) or then.words == now.words:
            return
        before, after = {folded(w) for w in then.words}, {folded(w) for w in now.words}
        there = [w for w in entry.add if folded(w) in after - before]
        gone = [w for w, _ in entry.remove if folded(w) in before - after]
        if there:
            idle = len(there) == len(entry.add) and not entry.remove
            yield shifted(
                WORDS,
                f"{_quoted(there)}, which you add, {_is(there)} there now",
                "No longer add it.",
                idle=idle,
            )
        if gone:
            yield shifted(
                WORDS, f"{_quoted(gone)}, which you take out, {_is(gone)} gone", "No longer take it out."
            )
        come = [w for w in now.words if folded(w) not in before and folded(w) not in map(folded, there)]
        left = [w for w in then.words if folded(w) not in after and folded(w) not in map(folded, gone)]
        said = [f"has {_quoted(come)} as well"] if come else []
        said += [f"no longer has {_quoted(left)}"] if left else []
        if said:
            yield shifted(WORDS, f"the list beneath {' and '.join(said)}")

    def _param(self, pack: str, param: Param) -> Iterator[Shifted]:
        then, now = self.then.get((pack, "param", param.name)), self.now.get((pack, "param", param.name))

        def shifted(kind: str, says: str, *, idle: bool = False) -> Shifted:
            mend = "Take your value out." if idle else ""
            return Shifted(
                pack=pack, of="param", name=param.name, kind=kind, says=says, mend=mend,
                place=param.origin.place, idle=idle,
            )  # fmt: skip

        if not isinstance(then, RestingParam):
            return
        if not isinstance(now, RestingParam):
            yield shifted(GONE, "the parameter beneath is gone: no rule beneath reads your value")
            return
        if then.value != now.value:
            from validator.packs.beneath import value_text

            idle = value_text(param) == now.value
            nothing = ": your value now changes nothing" if idle else ""
            yield shifted(VALUE, f"the value beneath is {now.value}, was {then.value}{nothing}", idle=idle)


def _reads(then: Sequence[str], now: Sequence[str]) -> str:
    """Which of the lists, parameters and conclusions that a rule reads are others than they were, in words; or ""."""
    before, after = (dict(r.rsplit(" ", 1) for r in reads) for reads in (then, now))
    changed = [what for what in before if what in after and before[what] != after[what]]
    gone = [what for what in before if what not in after]
    come = [what for what in after if what not in before]
    said = [
        f"the {what.replace(' ', ' “', 1)}” that it reads {verb}"
        for some, verb in (
            (changed, "changed"),
            (gone, "is no longer read or no longer there"),
            (come, "is new"),
        )
        for what in some
    ]
    return "; ".join(said)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{w}”" for w in words)


def _is(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"
