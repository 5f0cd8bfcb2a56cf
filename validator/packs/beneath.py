"""What a pack's changes rest on: the rule, list or parameter beneath each, as the packs it extends have it.

A firm lowers a rule, adds a word, sets a parameter. Each was decided with something before its eyes; niw.lock records
that, and an upgrade of the pack beneath is held against it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from validator.digest import sha256
from validator.engine.conditions import Condition, Count, Leaf, Literal, Operand, Several, facts_of, walk
from validator.engine.vocabulary import CONCLUDED
from validator.frozen import frozen
from validator.packs.chain import Link, merged_lists, merged_params
from validator.packs.model import Param, PhraseList, Rule
from validator.packs.printing import condition_text
from validator.packs.rules import PARAM, RuleSource
from validator.packs.wording import placeholders
from validator.resources import rules_dir

if TYPE_CHECKING:
    from validator.packs.build import OpenPack


@frozen
class RestingRule:
    """What a change of an inherited rule rests on; or, ``own``, what a pack's own rule reads of the packs beneath it.

    ``condition``, ``wording`` and ``examples`` are digests (16 hex digits); ``reads`` are the lists, parameters and
    conclusions of the packs beneath that the rule reads, each a name and a digest: ``list vague_titles 3f2a…``.
    """

    pack: str
    rule: str
    severity: str = ""
    reports: bool = True
    condition: str = ""
    wording: str = ""
    examples: str = ""
    reads: tuple[str, ...] = ()
    own: bool = False


@frozen
class RestingList:
    """What a change of an inherited list rests on: the words beneath, sorted."""

    pack: str
    list: str
    words: tuple[str, ...]


@frozen
class RestingParam:
    """What a value given to an inherited parameter rests on: the value beneath, as text."""

    pack: str
    param: str
    value: str


Resting = RestingRule | RestingList | RestingParam


def resting(opened: OpenPack) -> Iterator[Resting]:
    """What every change of every pack of the chain rests on, shipped packs aside, in the order of the files."""
    for index, link in enumerate(opened.chain):
        if index and link.files.folder.parent != rules_dir():
            yield from _Beneath(opened, index).all()


class _Beneath:
    """What stands beneath the pack at ``index`` of the chain."""

    def __init__(self, opened: OpenPack, index: int) -> None:
        self.opened = opened
        self.link: Link = opened.chain[index]
        self.name = self.link.manifest.name
        below = list(opened.chain[:index])
        self.packs = {link.manifest.name for link in below}
        self.lists = merged_lists(below)
        self.params = merged_params(below)
        self.sources = {s.id: s for s in opened.sources}

    def all(self) -> Iterator[Resting]:
        manifest = self.link.manifest
        for name in dict.fromkeys(change.rule for change in manifest.changes):
            rule = self.opened.pack.rule(name)
            if rule is not None and rule.origin.pack in self.packs:
                yield self.changed(rule)
        for name in dict.fromkeys(change.name for change in manifest.lists):
            if name in self.lists:
                words = tuple(sorted(self.lists[name].phrases, key=str.casefold))
                yield RestingList(pack=self.name, list=name, words=words)
        for param in manifest.params:
            if param.name in self.params:
                yield RestingParam(
                    pack=self.name, param=param.name, value=value_text(self.params[param.name])
                )
        for rule in self.opened.pack.rules:
            if rule.origin.pack == self.name and (reads := self.reads(rule)):
                yield RestingRule(pack=self.name, rule=rule.id, reads=reads, own=True)

    def changed(self, rule: Rule) -> RestingRule:
        """What the change of an inherited rule rests on: the rule as it stands before this pack's change."""
        severity, off = rule.usual_severity, False
        for earlier in takewhile(lambda c: c.origin.pack != self.name, rule.changed_by):
            severity = severity if earlier.severity is None else earlier.severity
            off = off if earlier.off is None else earlier.off
        return RestingRule(
            pack=self.name,
            rule=rule.id,
            severity=severity.name,
            reports=not off,
            condition=condition_digest(rule),
            wording=digest(rule.title, rule.says, rule.why, rule.remedy),
            examples=examples_digest(self.sources.get(rule.id)),
            reads=self.reads(rule),
        )

    def reads(self, rule: Rule) -> tuple[str, ...]:
        """The lists, parameters and conclusions of the packs beneath that a rule reads, each with a digest."""
        lists, params, conclusions = read_by(rule)
        concluding = {
            name: [r for r in self.opened.pack.rules if name in _names(r.concludes)] for name in conclusions
        }
        found = [
            *(
                (f"list {n}", digest(*sorted(self.lists[n].phrases)))
                for n in sorted(lists)
                if n in self.lists
            ),
            *((f"param {n}", digest(value_text(self.params[n]))) for n in sorted(params) if n in self.params),
            *(
                (f"conclusion {n}", digest(*(part for r in makers for part in (r.id, condition_digest(r)))))
                for n, rules in sorted(concluding.items())
                if (makers := [r for r in rules if r.origin.pack in self.packs])
            ),
        ]
        return tuple(f"{what} {of}" for what, of in found)


def read_by(rule: Rule) -> tuple[set[str], set[str], set[str]]:
    """The names of the lists, the parameters and the conclusions that a rule reads, in condition and sentence."""
    lists: set[str] = set()
    params = {n.removeprefix(PARAM) for n in placeholders(rule.says) if n.startswith(PARAM)}
    conclusions: set[str] = set()
    for condition in (rule.when, *(c for _, c in rule.dated)):
        conclusions |= {
            f.name.removeprefix(CONCLUDED) for f in facts_of(condition) if f.name.startswith(CONCLUDED)
        }
        for operand in _operands(condition):
            if (
                isinstance(operand, Several) and not operand.items
            ):  # emptied: a list and a parameter look alike
                lists.add(operand.called)
                params.add(operand.called)
                continue
            of_param, name = _called(operand)
            (params if of_param else lists).add(name)
    return lists - {""}, params - {""}, conclusions


def _operands(condition: Condition) -> Iterator[Operand]:
    for part in walk(condition):
        if isinstance(part, Leaf | Count):
            yield part.operand
            if isinstance(part.operand, Several):
                yield from part.operand.items


def _called(operand: Operand) -> tuple[bool, str]:
    """Whether an operand is from a parameter, and the name of that or of the list it is from, or ""."""
    match operand:
        case Literal(called=called):
            return True, called
        case Several(items=items, called=called) if called:
            return not any(isinstance(i, Literal) and not i.called for i in items), called
    return False, ""


def _names(concludes: Iterable[tuple[str, str]]) -> set[str]:
    return {name for name, _ in concludes}


def condition_digest(rule: Rule) -> str:
    """What a rule looks for, when it is in force and what it concludes; words of lists, values of parameters aside."""
    texts = dict.fromkeys([condition_text(rule.when), *(condition_text(c) for _, c in rule.dated)])
    return digest(*texts, f"{rule.effective.since}", f"{rule.effective.until}", repr(rule.concludes))


def examples_digest(source: RuleSource | None) -> str:
    """The examples of a rule, however they are laid out in the file; "" where it has none."""
    node = None if source is None else source.fields.get("examples")
    return "" if node is None else digest(json.dumps(node.value, sort_keys=True, ensure_ascii=False))


def value_text(param: Param) -> str:
    """A parameter's value as text; where it has dates, each value with its own."""
    return "; ".join(
        f"{', '.join(v.value) if isinstance(v.value, tuple) else v.value}"
        f"{f' from {v.effective.since}' if v.effective.since else ''}"
        f"{f' until {v.effective.until}' if v.effective.until else ''}"
        for v in param.values
    )


def digest(*parts: str) -> str:
    """16 hex digits of some texts, in their order."""
    made = sha256()
    for part in parts:
        made.update(part.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()[:16]


def lists_beneath(opened: OpenPack, pack: str) -> Mapping[str, PhraseList]:
    """The lists as they stand before the pack of that name adds to them and removes from them."""
    return merged_lists(list(takewhile(lambda link: link.manifest.name != pack, opened.chain)))
