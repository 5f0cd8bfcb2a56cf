"""Two packs, and drafts: what one will no longer see, what one will see anew, and which edit is behind each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from validator.errors import NiwError, Problem
from validator.facts import vocabulary
from validator.findings import Severity
from validator.preview.causes import Attribution, Look, checked, content, presence
from validator.preview.compared import (
    CHANGED,
    LOST,
    NEW,
    UNCHECKED,
    Cause,
    Difference,
    PackNamed,
    PartNamed,
    Preview,
    Unread,
)
from validator.preview.edits import Edit, edits
from validator.preview.mixture import Mixture
from validator.preview.renames import rename_edits, renamed, renames
from validator.preview.seeing import Endings, Ready, Seen, Spot, facts_of
from validator.preview.sides import Side

if TYPE_CHECKING:
    from validator.drafts import Draft, DraftFailure
    from validator.facts import Facts


def preview(old: Side, new: Side, drafts: Iterable[Draft | DraftFailure] | None = None) -> Preview:
    """What the edits between two packs come to on drafts; without any, the edits alone.

    A draft that cannot be read stands among ``unread``, and the others are compared.
    """
    names = renames(old, new)
    before = renamed(old, names)
    found = (*rename_edits(names, new), *edits(before, new))
    comparison = _Comparison(before, new, found)
    if drafts is not None:
        for draft in drafts:
            comparison.add(draft)
    done = comparison.differences
    return Preview(
        old=_named(old),
        new=_named(new),
        edits=found,
        drafts=None if drafts is None else comparison.compared,
        lost=_gravest(done, LOST),
        found=_gravest(done, NEW),
        changed=_gravest(done, CHANGED),
        unchecked=_gravest(done, UNCHECKED),
        same=comparison.same,
        same_unchecked=comparison.same_unchecked,
        unread=tuple(comparison.unread),
        notices=(*old.notices, *(n for n in new.notices if n not in old.notices)),
    )


def _named(side: Side) -> PackNamed:
    pack = side.opened.pack
    parts = (PartNamed(name=p.name, version=p.version, digest=p.digest) for p in reversed(pack.parts))
    return PackNamed(asked=side.label, name=pack.name, digest=pack.digest, parts=tuple(parts))


def _gravest(differences: Iterable[Difference], kind: str) -> tuple[Difference, ...]:
    return tuple(sorted((d for d in differences if d.kind == kind), key=lambda d: -d.severity))


class _Comparison:
    def __init__(self, old: Side, new: Side, found: tuple[Edit, ...]) -> None:
        from validator.reference import reference

        self._tables = reference()
        self._old, self._new = Ready(old.opened.pack), Ready(new.opened.pack)
        self._packs = (old.opened.pack, new.opened.pack)
        self._attribution = Attribution(Mixture(old, new, found, vocabulary()))
        self.differences: list[Difference] = []
        self.unread: list[Unread] = []
        self.compared = self.same = self.same_unchecked = 0

    def add(self, draft: Draft | DraftFailure) -> None:
        """Compare one draft; what goes wrong on it is that draft's alone."""
        from validator.drafts import DraftFailure

        if isinstance(draft, DraftFailure):
            self.unread.append(Unread(file=draft.file, problems=draft.problems))
            return
        try:
            self._compare(draft, facts_of(draft, self._tables))
        except NiwError as error:
            self.unread.append(Unread(file=draft.file, problems=error.problems))
        except Exception as error:  # noqa: BLE001 - a fault on one draft does not keep the rest from being compared
            what = f"niw failed on the draft “{draft.id}”: {type(error).__name__}: {error}."
            self.unread.append(Unread(file=draft.file, problems=(Problem(what=what, place=draft.place(())),)))

    def _compare(self, draft: Draft, facts: Facts) -> None:
        before, after = self._old.endings(facts), self._new.endings(facts)
        found: list[Difference] = []
        same = 0
        for spot in dict.fromkeys((*before.findings, *after.findings)):
            one, other = before.findings.get(spot), after.findings.get(spot)
            if one is not None and other is not None and one.content == other.content:
                same += 1
            else:
                found.append(self._finding(draft, facts, spot, before, after))
        spots = {spot[0] for spot in (*before.findings, *after.findings)}
        same_unchecked = 0
        for rule in dict.fromkeys((*before.unchecked, *after.unchecked)):
            if rule in before.unchecked and rule in after.unchecked:
                same_unchecked += 1
            elif rule not in spots:
                found.append(self._unchecked(draft, facts, rule, before, after))
        self.compared += 1
        self.same += same
        self.same_unchecked += same_unchecked
        self.differences += found

    def _finding(self, draft: Draft, facts: Facts, spot: Spot, before: Endings, after: Endings) -> Difference:
        one, other = before.findings.get(spot), after.findings.get(spot)
        rule, item, _ = spot
        seen = other or one
        assert isinstance(seen, Seen)
        kind = CHANGED if one and other else LOST if one else NEW
        look = content(spot) if kind == CHANGED else presence(spot)
        against = after if kind == LOST else before
        return Difference(
            kind=kind,
            draft=draft.id,
            file=draft.file,
            rule=rule,
            title=seen.title,
            severity=max(Severity[s.severity] for s in (one, other) if s),
            item=item,
            before=one,
            after=other,
            ended="" if kind == CHANGED else self._ended(rule, against, spot),
            missing=() if kind == CHANGED else against.unchecked.get(rule, ()),
            causes=self._causes(rule, facts, look),
        )

    def _ended(self, rule: str, endings: Endings, spot: Spot | None = None) -> str:
        """How the rule ends on the side that has no such finding."""
        if rule in endings.unchecked:
            return "not checked"
        if rule not in endings.ran:
            there = any(r.id == rule for r in self._packs[0].rules) and any(
                r.id == rule for r in self._packs[1].rules
            )
            return "not asked" if there else "no such rule"
        if spot is not None and any(s[0] == rule for s in endings.findings):
            return "found on other items"
        return "no finding"

    def _unchecked(
        self, draft: Draft, facts: Facts, rule: str, before: Endings, after: Endings
    ) -> Difference:
        now = rule in after.unchecked
        other = before if now else after
        ended = self._ended(rule, other)
        known = [r for pack in self._packs for r in pack.rules if r.id == rule]
        return Difference(
            kind=UNCHECKED,
            draft=draft.id,
            file=draft.file,
            rule=rule,
            title=known[-1].title,
            severity=max(r.severity for r in known),
            ended=f"{'not checked' if now else ended}, was {ended if now else 'not checked'}",
            missing=after.unchecked[rule] if now else (),
            causes=self._causes(rule, facts, checked(rule)),
        )

    def _causes(self, rule: str, facts: Facts, look: Look) -> tuple[Cause, ...]:
        return self._attribution.causes(rule, facts, look)
