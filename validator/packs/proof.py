"""Whether a pack's examples prove its rules: each ends as it says, and every part of every condition decides one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    ForAll,
    ForAny,
    Leaf,
    NoneOf,
)
from validator.engine.outcomes import Ending
from validator.engine.vocabulary import Vocabulary
from validator.errors import Place
from validator.frozen import frozen
from validator.packs.build import load_with_sources
from validator.packs.model import Example, Pack, Rule
from validator.packs.printing import leaf_text
from validator.packs.rules import RuleSource

KINDS: Mapping[str, Ending] = {
    "fires": Ending.finding,
    "clear": Ending.no_finding,
    "unchecked": Ending.not_checked,
}


class ExampleDraft(Protocol):
    """A draft made from an example, ready to be checked again and again."""

    @property
    def filing_date(self) -> date | None:
        """The day it is filed on, where the example says so."""

    def endings(self, rules: Sequence[Rule], /) -> Mapping[str, Ending]:
        """How each of ``rules`` ends on it, by id."""


CheckExample = Callable[[object], ExampleDraft]
"""Makes a draft of an example's content (groups, lists and texts, as :data:`validator.source.Raw`)."""


@frozen
class Failed:
    """An example that does not end as it says; ``got`` is the message where it could not be read as a draft."""

    place: Place
    wanted: Ending
    got: Ending | str


@frozen
class Unproven:
    """A part of a condition that no example decides: turned round, every example ends as before."""

    place: Place | None
    text: str


@frozen
class RuleTest:
    """What the examples prove of one rule. ``missing`` names the kinds of example it lacks."""

    rule: str
    examples: int
    failed: tuple[Failed, ...] = ()
    missing: tuple[str, ...] = ()
    unproven: tuple[Unproven, ...] = ()
    never_fires: bool = False

    @property
    def passed(self) -> bool:
        """Every example ends as it says, there is one of each kind, and the rule can fire."""
        return not self.failed and not self.missing and not self.never_fires

    @property
    def proven(self) -> bool:
        """It passed, and an example decides every part of its condition."""
        return self.passed and not self.unproven


@frozen
class Flipped:
    """An example of an inherited rule that ends otherwise under this pack's lists and parameters."""

    rule: str
    place: Place
    was: Ending | str
    now: Ending | str


@frozen
class PackTest:
    """What the examples prove of a pack.

    ``together`` are pairs of rules that fire on the same examples, always. ``flipped`` are examples of inherited rules
    that this pack's changes make end otherwise: no mistake, but nothing to ship unseen.
    """

    pack: str
    version: str
    digest: str
    rules: tuple[RuleTest, ...]
    together: tuple[tuple[str, str], ...] = ()
    flipped: tuple[Flipped, ...] = ()

    @property
    def passed(self) -> bool:
        """Every rule passed."""
        return all(r.passed for r in self.rules)

    @property
    def proven(self) -> bool:
        """Every rule passed with no part of a condition unproven."""
        return all(r.proven for r in self.rules)


def examples_of(source: RuleSource) -> tuple[Example, ...]:
    """The examples of a rule, as they stand in its file."""
    node = source.fields.get("examples")
    if node is None:
        return ()
    found: list[Example] = []
    for entry in source.reader.entries(node, "“examples”"):
        if entry.key not in KINDS:
            continue
        ending = KINDS[entry.key]
        items = source.reader.items(entry.value, f"“{entry.key}”")
        found += [Example(outcome=ending, draft=i.value or {}, place=source.reader.place(i)) for i in items]
    return tuple(found)


def test_pack(
    name_or_path: str | Path,
    vocabulary: Vocabulary,
    check_example: CheckExample,
    *,
    base: Path | None = None,  # noqa: PT028 - no test, whatever its name
) -> PackTest:
    """Run the examples of the pack's own rules, and look for parts of conditions that no example decides.

    Rules of packs that it extends are proven there. :raises PackError: where the pack cannot be loaded.
    """
    pack, sources = load_with_sources(name_or_path, vocabulary, base=base)
    own = {s.id: examples_of(s) for s in sources if s.origin.pack == pack.name}
    drafts = {e.place: _Draft(e, check_example) for examples in own.values() for e in examples}
    tests = [
        _rule_test(pack, rule, [drafts[e.place] for e in own[rule.id]])
        for rule in pack.rules
        if rule.id in own
    ]
    return PackTest(
        pack=pack.name,
        version=pack.version,
        digest=pack.digest,
        rules=tuple(tests),
        together=tuple(_together(pack, own, list(drafts.values()))),
        flipped=tuple(_flipped(pack, sources, vocabulary, check_example)),
    )


test_pack.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test by its name


class _Draft:
    """An example with its draft; one that cannot be read as a draft fails with the reason."""

    def __init__(self, example: Example, check_example: CheckExample) -> None:
        self.example = example
        self.fault = ""
        self.draft: ExampleDraft | None = None
        try:
            self.draft = check_example(example.draft)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with an example is that example's failure
            self.fault = str(error) or type(error).__name__

    def endings(self, rules: Sequence[Rule]) -> Mapping[str, Ending | str]:
        if self.draft is None:
            return {r.id: self.fault for r in rules}
        day = self.draft.filing_date
        in_force = [r for r in (rule.on(day) if day else rule for rule in rules) if r is not None]
        try:
            endings = self.draft.endings(in_force)
        except Exception as error:  # noqa: BLE001 - as above: facts may only now meet what the example says
            return {r.id: str(error) or type(error).__name__ for r in rules}
        return dict.fromkeys((r.id for r in rules), Ending.no_finding) | dict(endings)


def _rule_test(pack: Pack, rule: Rule, drafts: list[_Draft]) -> RuleTest:
    needed = _needed(pack, rule)
    got = [d.endings([*needed, rule])[rule.id] for d in drafts]
    failed = [
        Failed(place=d.example.place, wanted=d.example.outcome, got=g)
        for d, g in zip(drafts, got, strict=True)
        if g is not d.example.outcome
    ]
    kinds = {d.example.outcome for d in drafts}
    return RuleTest(
        rule=rule.id,
        examples=len(drafts),
        failed=tuple(failed),
        missing=tuple(kind for kind, ending in KINDS.items() if ending not in kinds),
        unproven=tuple(_unproven(rule, needed, drafts, got)) if drafts and not failed else (),
        never_fires=Ending.finding not in got,
    )


def _needed(pack: Pack, rule: Rule) -> list[Rule]:
    """The rules whose conclusions ``rule`` reads, directly or through others; they run with it."""
    found: dict[str, Rule] = {}
    todo = [rule]
    while todo:
        for name in todo.pop().compiled.reads_conclusions:
            for other in pack.rules:
                if other.id not in found and any(n == name for n, _ in other.concludes):
                    found[other.id] = other
                    todo.append(other)
    found.pop(rule.id, None)
    return list(found.values())


def _unproven(
    rule: Rule, needed: list[Rule], drafts: list[_Draft], got: list[Ending | str]
) -> Iterator[Unproven]:
    for part, turned in turned_round(rule.when):
        other = replace(rule, when=turned, dated=())
        if all(d.endings([*needed, other])[rule.id] is g for d, g in zip(drafts, got, strict=True)):
            yield Unproven(place=part.place, text=leaf_text(part))


def turned_round(condition: Condition) -> Iterator[tuple[Leaf | Count, Condition]]:
    """Every leaf and count of ``condition``, with the whole condition in which that one is turned round."""
    match condition:
        case Leaf():
            yield condition, NoneOf((condition,))
        case Count(where=where):
            yield condition, NoneOf((condition,))
            if where is not None:
                for part, turned in turned_round(where):
                    yield part, replace(condition, where=turned)
        case AllOf(parts=parts) | AnyOf(parts=parts) | NoneOf(parts=parts):
            for index, inner in enumerate(parts):
                for part, turned in turned_round(inner):
                    yield part, replace(condition, parts=(*parts[:index], turned, *parts[index + 1 :]))
        case ForAny(where=where) | ForAll(where=where):
            for part, turned in turned_round(where):
                yield part, replace(condition, where=turned)


def _flipped(
    pack: Pack, sources: Sequence[RuleSource], vocabulary: Vocabulary, check_example: CheckExample
) -> Iterator[Flipped]:
    """Examples of inherited rules, run as in their own pack and as here, where the rule reads otherwise here."""
    for part in pack.parts[:-1]:
        below, _ = load_with_sources(Path(part.folder), vocabulary)
        for source in sources:
            if source.origin.pack != part.name:
                continue
            was, now = below.rule(source.id), pack.rule(source.id)
            if was is None or now is None or _closure(below, was) == _closure(pack, now):
                continue
            for draft in (_Draft(e, check_example) for e in examples_of(source)):
                before = draft.endings([*_needed(below, was), was])[was.id]
                after = draft.endings([*_needed(pack, now), now])[now.id]
                if before is not after and before != after:
                    yield Flipped(rule=source.id, place=draft.example.place, was=before, now=after)


def _closure(pack: Pack, rule: Rule) -> list[tuple[Condition, tuple[tuple[str, str], ...]]]:
    """What decides how ``rule`` ends: its condition, and what the rules it rests on conclude and when."""
    return [(r.when, r.concludes) for r in (*_needed(pack, rule), rule)]


def _together(
    pack: Pack, own: Mapping[str, tuple[Example, ...]], drafts: list[_Draft]
) -> Iterator[tuple[str, str]]:
    fired: dict[str, set[Place]] = {rule: set() for rule in own}
    for draft in drafts:
        for rule, ending in draft.endings(pack.rules).items():
            if ending is Ending.finding and rule in fired:
                fired[rule].add(draft.example.place)
    names = [rule for rule in own if fired[rule]]
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if fired[one] == fired[other]:
                yield one, other
