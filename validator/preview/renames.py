"""Rules that stand in two packs under two ids, so that none is taken for lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from validator.packs.beneath import condition_digest
from validator.packs.model import Rule
from validator.preview.edits import PAPER, RENAMED, Edit, edit_of
from validator.preview.sides import Side


def renames(old: Side, new: Side) -> dict[str, str]:
    """The rules that are gone and stand in the new pack under another id: the same condition, and no third like it."""
    before = {r.rule.id: r.rule for r in old.settings.rules}
    after = {r.rule.id: r.rule for r in new.settings.rules}
    gone = [r for name, r in before.items() if name not in after]
    come = [r for name, r in after.items() if name not in before]
    found = {}
    for rule in gone:
        same = [r for r in come if condition_digest(r) == condition_digest(rule)]
        twins = [r for r in gone if condition_digest(r) == condition_digest(rule)]
        if len(same) == 1 and len(twins) == 1:
            found[rule.id] = same[0].id
    return found


def renamed(side: Side, names: dict[str, str]) -> Side:
    """A side whose rules are called by the names of the other one."""
    if not names:
        return side

    def of(rule: Rule) -> Rule:
        yields = tuple(names.get(y, y) for y in rule.yields_to)
        return replace(rule, id=names.get(rule.id, rule.id), yields_to=yields)

    pack = replace(side.opened.pack, rules=tuple(map(of, side.opened.pack.rules)))
    sources = tuple(replace(s, id=names.get(s.id, s.id)) for s in side.opened.sources)
    settings = replace(
        side.settings, pack=pack, rules=tuple(replace(r, rule=of(r.rule)) for r in side.settings.rules)
    )
    return replace(side, opened=replace(side.opened, pack=pack, sources=sources), settings=settings)


def rename_edits(names: dict[str, str], new: Side) -> Iterator[Edit]:
    """An edit for each rule that changed its id."""
    for before, after in names.items():
        settings = new.settings.rule(after)
        assert settings is not None
        yield edit_of(
            new,
            PAPER,
            after,
            RENAMED,
            f"the id is new, it was “{before}”: waivers and baselines still name the old one",
            settings.rule.origin,
        )
