"""One rule of a rule file, read and held against vocabulary, authorities and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

from validator.engine.conditions import AllOf, AnyOf, Condition, ForAny, walk
from validator.engine.vocabulary import FactSpec, Kind, UnknownName, Vocabulary
from validator.findings import CORNERS, Authority, Severity
from validator.frozen import frozen
from validator.packs.conditions import ConditionReader
from validator.packs.history import read_history
from validator.packs.model import ALWAYS, Effective, Origin, Param, Rule
from validator.packs.operands import Operands
from validator.packs.reading import Node, Reader, closest, near, slug
from validator.packs.settings import read_effective, read_severity
from validator.packs.wording import PLACEHOLDER, forbidden_in, placeholders

KEYS = (
    "id", "catalogue", "title", "severity", "about", "when", "yields_to", "says", "why", "remedy", "authority",
    "explainable", "waivable", "concludes", "effective", "reviewed", "review_by", "history", "examples",
)  # fmt: skip
TO_ADD = {
    "title": "and a heading of a few words.",
    "severity": "and one of blocker, high, medium, low.",
    "about": "and what it is about, such as [title, code].",
    "when": "and below it when the rule fires.",
    "says": "and the sentence that the finding says.",
    "why": "and a sentence on why an officer may doubt.",
    "remedy": "and what to do about it.",
    "authority": "and a key of authorities.yaml, such as [practice].",
}
NEEDED = ("id", "title", "severity", "about", "when", "says", "why", "remedy", "authority")
ABOUT = (*CORNERS, "filing")
PARAM = "param."
"""What a placeholder for a parameter begins with: ``{param.minimum_months}``."""
_UNBOUND = ("bound", "where", "beside", "unknown-fact")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@frozen
class RuleSource:
    """A rule as it stands in a file, and the file's reader; ``origin`` names its pack and place.

    ``meant`` are keys that misspelt ones were probably meant to be.
    """

    id: str
    reader: Reader
    meant: frozenset[str]
    fields: Mapping[str, Node]
    origin: Origin


@frozen
class Scope:
    """What the rules of a pack may refer to, after all packs of the chain."""

    vocabulary: Vocabulary
    params: Mapping[str, Param]
    lists: Mapping[str, tuple[str, ...]]
    authorities: Mapping[str, Authority]
    conclusions: Mapping[str, str]
    packs: tuple[str, ...] = ()
    """The names of the packs, what is extended before what extends it."""
    set_at: Mapping[str, tuple[Reader, Node]] = field(default_factory=dict)
    """Where each parameter is set."""


def rule_sources(reader: Reader, rules: Node, pack: str, version: str) -> Iterator[RuleSource]:
    """The rules of one file, their keys read and no more."""
    for node in reader.items(rules, "“rules”"):
        if not node.is_group:
            mend = "Begin it with “- id:” and put its other lines below, in the column of “id”."
            reader.problem(f"A rule should be a group of keys, not {node.shape()}.", node, mend, code="shape")
            continue
        meant: set[str] = set()
        fields = reader.fields(node, "A rule", KEYS, meant)
        said = fields["id"].scalar if "id" in fields else None
        if not said:
            reader.problem(
                "The rule has no “id”.",
                node,
                "Add id: and a name such as title-too-long.",
                code="missing-key",
            )
            continue
        if not _ID.fullmatch(said):
            reader.problem(
                f"“{said}” is no id.",
                fields["id"],
                f"Write {slug(said) or 'title-too-long'}: small letters, digits and hyphens.",
                code="id",
            )
        place = reader.place(fields["id"])
        yield RuleSource(
            id=said,
            reader=reader,
            fields=fields,
            meant=frozenset(meant),
            origin=Origin(pack=pack, version=version, place=place),
        )


def read_rule(source: RuleSource, scope: Scope) -> Rule:
    """The rule; what is wrong is reported to the source's reader, and then something plain stands in its place."""
    return _Rules(source, scope).read()


@frozen(kw_only=False)
class _Rules:
    source: RuleSource
    scope: Scope

    def read(self) -> Rule:
        source, fields, reader = self.source, self.source.fields, self.source.reader
        for key in NEEDED:
            if key not in fields and key not in source.meant:
                what = f"The rule “{source.id}” has no “{key}”."
                reader.problem(what, source.fields["id"], f"Add {key}: {TO_ADD[key]}", code="missing-key")
        severity = read_severity(reader, fields["severity"]) if "severity" in fields else None
        before = len(reader.problems)
        dated = self._conditions()
        unbound = any(p.code in _UNBOUND for p in reader.problems[before:])
        when = dated[-1][1] if dated else AllOf(())
        review = {k: reader.day(fields[k], f"“{k}”") for k in ("reviewed", "review_by") if k in fields}
        rule = Rule(
            id=source.id,
            catalogue=self._text("catalogue"),
            title=self._text("title"),
            severity=severity or Severity.low,
            usual_severity=severity or Severity.low,
            about=self._about(),
            when=when,
            dated=dated if len(dated) > 1 else (),
            says=self._text("says"),
            why=self._text("why"),
            remedy=self._text("remedy"),
            authority=self._authority(),
            yields_to=reader.texts(fields["yields_to"], "“yields_to”") if "yields_to" in fields else (),
            explainable=self._yes("explainable"),
            waivable=self._yes("waivable"),
            concludes=self._concludes(),
            effective=self._effective(),
            reviewed=review.get("reviewed"),
            review_by=review.get("review_by"),
            history=read_history(reader, fields["history"], severity, source.origin.version)
            if "history" in fields
            else (),
            origin=source.origin,
        )
        self._placeholders(rule, unbound=unbound)
        self._wording()
        return rule

    def _text(self, key: str) -> str:
        node = self.source.fields.get(key)
        return (self.source.reader.text(node, f"“{key}”") or "") if node is not None else ""

    def _yes(self, key: str) -> bool:
        node = self.source.fields.get(key)
        return node is None or self.source.reader.yes_no(node, f"“{key}”") is not False

    def _about(self) -> tuple[str, ...]:
        node, reader = self.source.fields.get("about"), self.source.reader
        if node is None:
            return ()
        corners = reader.texts(node, "“about”")
        for index, corner in enumerate(corners):
            if corner not in ABOUT:
                at = Node(corner, (*node.path, index)) if node.is_list else node
                reader.problem(
                    f"“{corner}” is no corner of the picture.", at, near(corner, ABOUT), code="about"
                )
        if not corners:
            reader.problem("“about” names no corner.", node, f"There are: {', '.join(ABOUT)}.", code="about")
        return corners

    def _authority(self) -> tuple[str, ...]:
        node, reader = self.source.fields.get("authority"), self.source.reader
        if node is None:
            return ()
        keys = reader.texts(node, "“authority”")
        if not keys:
            reader.problem(
                "“authority” names nothing.", node, "Cite a key of authorities.yaml.", code="authority"
            )
        for index, key in enumerate(keys):
            at = Node(key, (*node.path, index)) if node.is_list else node
            found = self.scope.authorities.get(key)
            if found is None:
                mend = (
                    near(key, self.scope.authorities)
                    or "Write it in authorities.yaml, with what it supports."
                )
                reader.problem(f"There is no authority “{key}”.", at, mend, code="unknown-authority")
            elif found.status == "revoked":
                reader.problem(
                    f"The authority “{key}” is revoked: {found.citation}.",
                    at,
                    "Cite one that still stands, or turn the rule off.",
                    code="revoked-authority",
                )
        return keys

    def _concludes(self) -> tuple[tuple[str, str], ...]:
        node, reader = self.source.fields.get("concludes"), self.source.reader
        if node is None:
            return ()
        said: list[tuple[str, str]] = []
        for entry in reader.entries(node, "“concludes”"):
            if entry.key not in self.scope.conclusions:
                mend = (
                    near(entry.key, self.scope.conclusions) or "Declare it in pack.yaml under conclusions:."
                )
                reader.problem(
                    f"There is no conclusion “{entry.key}”.", entry.key_node, mend, code="unknown-conclusion"
                )
            said += [(entry.key, value) for value in reader.texts(entry.value, f"“{entry.key}”")]
        return tuple(said)

    def _effective(self) -> Effective:
        node, reader = self.source.fields.get("effective"), self.source.reader
        return (
            ALWAYS
            if node is None
            else read_effective(reader, reader.fields(node, "“effective”", ("from", "until")))
        )

    # ---- conditions

    def _conditions(self) -> tuple[tuple[Effective, Condition], ...]:
        """The condition; where it reads dated parameters, one for each stretch of time in which they are the same."""
        node, reader = self.source.fields.get("when"), self.source.reader
        if node is None:
            return ()
        used: set[str] = set()
        first = self._condition(reader, node, {n: p.on(None) for n, p in self.scope.params.items()}, used)
        stretches = _stretches([self.scope.params[n] for n in sorted(used)])
        if len(stretches) == 1 and stretches[0] == ALWAYS:
            return ((ALWAYS, first),)
        again = Reader(reader.tree, [])  # what is wrong was reported the first time
        conditions = []
        for stretch in stretches:
            day = stretch.since or stretch.until
            params = {n: p.on(day) for n, p in self.scope.params.items()}
            if all(params[n] is not None for n in used):
                conditions.append((stretch, self._condition(again, node, params, set())))
        reader.problems.extend(p for p in again.problems if p not in reader.problems)
        return tuple(conditions)

    def _condition(
        self, reader: Reader, node: Node, params: Mapping[str, str | tuple[str, ...] | None], used: set[str]
    ) -> Condition:
        operands = Operands(
            reader=reader,
            params=params,
            lists=self.scope.lists,
            used_params=used,
            set_at=self._to_blame(),
            rule=self.source.id,
        )
        return ConditionReader(reader, self.scope.vocabulary, operands).read(node)

    def _to_blame(self) -> Mapping[str, tuple[Reader, Node]]:
        """The parameters that the rule's own pack sets, or one built on it; one from beneath was there first."""
        packs, own = self.scope.packs, self.source.origin.pack
        built_on_it = packs[packs.index(own) :] if own in packs else ()
        return {
            name: at
            for name, at in self.scope.set_at.items()
            if self.scope.params[name].origin.pack in built_on_it
        }

    # ---- what it says

    def _placeholders(self, rule: Rule, *, unbound: bool) -> None:
        """``unbound``: the condition has a list whose items got no name, for a mistake that is reported there."""
        node, reader = self.source.fields.get("says"), self.source.reader
        if node is None:
            return
        aliases = dict(self._bound(rule.when))
        for name in placeholders(rule.says):
            if name.startswith(PARAM) and name.removeprefix(PARAM) in self.scope.params:
                continue
            if not PLACEHOLDER.fullmatch(name):
                what = f"“{{{name}}}” is no placeholder." if name not in "{}" else "A brace stands alone."
                mend = "Write the name of a fact between the braces: {i140.job_title}; for a brace itself {{ or }}."
                reader.problem_within(name, what, node, mend, code="placeholder")
                continue
            found = self.scope.vocabulary.resolve(name, aliases)
            if name.startswith(PARAM):
                what = f"There is no parameter “{name.removeprefix(PARAM)}”."
                mend = (
                    near(name.removeprefix(PARAM), self.scope.params)
                    or "Write it under params: in pack.yaml."
                )
                reader.problem_within(f"{{{name}}}", what, node, mend, code="unknown-param")
            elif not isinstance(found, FactSpec):
                if unbound and not self._is_of_draft(name):
                    continue
                what, mend = f"The placeholder {{{name}}} is no fact.", self._instead(rule, found)
                reader.problem_within(f"{{{name}}}", what, node, mend, code="placeholder")
            elif found.type.kind is Kind.records:
                what, mend = (
                    f"The placeholder {{{name}}} is a list of items.",
                    f"Name a field of one item: with for_any: {name} as {name[0]} in the when:, {{{name[0]}.…}}.",
                )
                reader.problem_within(f"{{{name}}}", what, node, mend, code="placeholder")

    def _is_of_draft(self, name: str) -> bool:
        """Whether the first word of ``name`` is that of a fact."""
        head = name.partition(".")[0]
        return any(spec.name.partition(".")[0] == head for spec in self.scope.vocabulary)

    def _instead(self, rule: Rule, unknown: UnknownName) -> str:
        head, _, field = unknown.name.partition(".")
        bound = dict(self._bound(rule.when))
        if head in bound:
            fields = [f.name for f in bound[head].fields]
            mend = near(field, fields)
            return (
                mend.replace("“", f"“{{{head}.").replace("”", "}”")
                if mend.startswith("Did")
                else (f"Its fields are: {', '.join(fields)}.")
            )
        if any(getattr(c, "alias", None) == head for c in walk(rule.when)):
            return f"A finding knows items of for_any alone: under for_all, count and none there is no one “{head}”."
        nearest = " or ".join(f"“{{{n}}}”" for n in closest(unknown.name, unknown.nearest))
        return f"Did you mean {nearest}?" if nearest else "docs/facts.md lists all facts."

    def _bound(
        self, condition: Condition, aliases: Mapping[str, FactSpec] | None = None
    ) -> Iterator[tuple[str, FactSpec]]:
        """The names that a finding is bound to: those of ``for_any``, outside ``none``, ``for_all`` and ``count``."""
        aliases = dict(aliases or {})
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                for part in parts:
                    yield from self._bound(part, aliases)
            case ForAny(of=of, alias=alias, where=where):
                spec = self.scope.vocabulary.resolve(of.name, aliases)
                if isinstance(spec, FactSpec):
                    yield alias, spec
                    yield from self._bound(where, {**aliases, alias: spec})
            case _:
                pass

    def _wording(self) -> None:
        for key in ("title", "says", "why", "remedy"):
            node = self.source.fields.get(key)
            for said, instead in forbidden_in(node.scalar or "") if node is not None else ():
                assert node is not None
                what = f"“{said}” in “{key}” is a wording that no rule uses."
                self.source.reader.problem_within(said, what, node, f"Write “{instead}”.", code="wording")
            if node is not None and key != "says":
                self._no_placeholders(key, node)

    def _no_placeholders(self, key: str, node: Node) -> None:
        """What a rule says of every draft has no words of one draft in it."""
        for name in placeholders(node.scalar or ""):
            if PLACEHOLDER.fullmatch(name):
                what = f"“{key}” is printed as it stands, {{{name}}} too."
                mend = "Take the braces out; the draft's words stand in “says” alone."
                self.source.reader.problem_within(f"{{{name}}}", what, node, mend, code="placeholder")


def _stretches(params: list[Param]) -> tuple[Effective, ...]:
    """The stretches of time in which every one of ``params`` keeps its value, in order."""
    from datetime import timedelta

    one = timedelta(days=1)
    starts: set[date] = set()
    for param in params:
        for value in param.values:
            if value.effective.since:
                starts.add(value.effective.since)
            if value.effective.until:
                starts.add(value.effective.until + one)
    edges = sorted(starts)
    begins: list[date | None] = [None, *edges]
    ends: list[date | None] = [*(e - one for e in edges), None]
    return tuple(Effective(since=b, until=e) for b, e in zip(begins, ends, strict=True))
