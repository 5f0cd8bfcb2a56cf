"""Packs between two packs: the old one with some of the edits made. What an edit does is seen by making it alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from validator.engine.vocabulary import Vocabulary
from validator.packs.beneath import read_by
from validator.packs.chain import folded
from validator.packs.model import Pack, Param, Rule
from validator.packs.rules import RuleSource, Scope, read_rule
from validator.preview.edits import ADDED, GONE, PARAM, RULE, WORD, Edit
from validator.preview.sides import Side

Chosen = frozenset[tuple[str, str, str]]
"""The keys of the edits that are made."""

_FIELDS = {"reports": ("off",), "when": ("when", "dated")}
"""The fields of a rule that an edit of a setting sets, where they are not called as the setting is."""


class Mixture:
    """The packs between ``old`` and ``new``. Nothing is read from files: the rules are taken as they stand in them."""

    def __init__(self, old: Side, new: Side, all_edits: Iterable[Edit], vocabulary: Vocabulary) -> None:
        self._old, self._new = old.opened.pack, new.opened.pack
        self._old_sources = {s.id: s for s in old.opened.sources}
        self._new_sources = {s.id: s for s in new.opened.sources}
        self._edits = tuple(e for e in all_edits if e.of in (RULE, WORD, PARAM))
        conclusions = {**self._old.conclusions, **self._new.conclusions}
        self._vocabulary = vocabulary.with_conclusions(
            {n: d for n, d in conclusions.items() if f"concluded.{n}" not in vocabulary}
        )
        self._conclusions = conclusions
        self._authorities = {**self._old.authorities, **self._new.authorities}
        self._before = {r.id: r for r in self._old.rules}
        self._after = {r.id: r for r in self._new.rules}
        self._order = tuple(dict.fromkeys((*self._after, *self._before)))
        self._words = {e.subject for e in self._edits if e.of == WORD}
        self._values = {e.subject for e in self._edits if e.of == PARAM}
        self._linked: dict[str, tuple[str, ...]] = {}
        self._relevant: dict[tuple[str, ...], tuple[Edit, ...]] = {}

    # ---- which rules and edits bear on a rule

    def together_with(self, rule: str) -> tuple[str, ...]:
        """The rules that bear on how ``rule`` ends: it, what it yields to, whose conclusions it reads; and theirs."""
        if rule not in self._linked:
            found: dict[str, None] = {}
            todo = [rule]
            while todo:
                name = todo.pop()
                if name in found:
                    continue
                found[name] = None
                for version in self._versions(name):
                    todo += version.yields_to
                    todo += [o for c in read_by(version)[2] for o in self._concluding(c)]
            self._linked[rule] = tuple(n for n in self._order if n in found)
        return self._linked[rule]

    def bearing_on(self, rule: str) -> tuple[Edit, ...]:
        """The edits of those rules, and of the lists and parameters that they read."""
        linked = self.together_with(rule)
        if linked not in self._relevant:
            read = [read_by(v) for name in linked for v in self._versions(name)]
            lists = {n for one, _, _ in read for n in one}
            params = {n for _, one, _ in read for n in one}
            self._relevant[linked] = tuple(
                e
                for e in self._edits
                if (e.of == RULE and e.subject in linked)
                or (e.of == WORD and e.subject in lists)
                or (e.of == PARAM and e.subject in params)
            )
        return self._relevant[linked]

    def _versions(self, rule: str) -> tuple[Rule, ...]:
        return tuple(r for r in (self._before.get(rule), self._after.get(rule)) if r is not None)

    def _concluding(self, conclusion: str) -> list[str]:
        return [
            name
            for name in self._order
            if any(n == conclusion for v in self._versions(name) for n, _ in v.concludes)
        ]

    # ---- the packs

    def pack(self, chosen: Chosen, rules: Iterable[str]) -> Pack:
        """The old pack with the edits of ``chosen`` made, and no rules but ``rules``."""
        params = self._params(chosen)
        scope = Scope(
            vocabulary=self._vocabulary,
            params=params,
            lists=self._lists(chosen),
            authorities=self._authorities,
            conclusions=self._conclusions,
        )
        mixed = (self._rule(name, chosen, scope) for name in rules)
        return replace(
            self._old,
            rules=tuple(r for r in mixed if r is not None),
            params=params,
            authorities=self._authorities,
            conclusions=self._conclusions,
        )

    def _rule(self, name: str, chosen: Chosen, scope: Scope) -> Rule | None:
        before, after = self._before.get(name), self._after.get(name)
        if before is None or after is None:
            there = (RULE, name, ADDED) in chosen if before is None else (RULE, name, GONE) not in chosen
            rule, sources = (after, self._new_sources) if before is None else (before, self._old_sources)
            return self._reread(rule, sources[name], scope) if there and rule is not None else None
        made = {e.name for e in self._edits if e.of == RULE and e.subject == name and e.key in chosen}
        fields = {
            field: getattr(after, field) for setting in made for field in _FIELDS.get(setting, (setting,))
        }
        sources = self._new_sources if "when" in made else self._old_sources
        return self._reread(replace(before, **fields), sources[name], scope)

    def _reread(self, rule: Rule, source: RuleSource, scope: Scope) -> Rule:
        """The rule with its condition as it reads with the lists and parameters of ``scope``."""
        lists, params, _ = read_by(rule)
        if not lists & self._words and not params & self._values:
            return rule
        read = read_rule(source, scope)
        return replace(rule, when=read.when, dated=read.dated)

    def _lists(self, chosen: Chosen) -> Mapping[str, tuple[str, ...]]:
        lists = {n: p.phrases for n, p in (*self._new.lists.items(), *self._old.lists.items())}
        for name in self._words:
            mine = {folded(w): w for w in self._old.lists[name].phrases}
            theirs = {folded(w): w for w in self._new.lists[name].phrases}
            for key in {**mine, **theirs}:
                if (WORD, name, key) in chosen:
                    mine.pop(key, None)
                    if key in theirs:
                        mine[key] = theirs[key]
            lists[name] = tuple(mine.values())
        return lists

    def _params(self, chosen: Chosen) -> Mapping[str, Param]:
        params = {**self._new.params, **self._old.params}
        for name in self._values:
            if (PARAM, name, "value") in chosen:
                params[name] = self._new.params[name]
        return params
