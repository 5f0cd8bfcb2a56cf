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
from validator.engine.vocabulary import CONCLUDED, Vocabulary
from validator.errors import NiwError, Place, Problem
from validator.packs.build import load_with_sources
from validator.packs.contradiction import contradiction
from validator.packs.examples import draft_of, examples_of, faults
from validator.packs.model import Example, Pack, Rule
from validator.packs.printing import leaf_text
from validator.packs.proven import KINDS, Flipped, PackTest, Part, RuleTest, Together, Tried
from validator.packs.rules import RuleSource


class ExampleDraft(Protocol):
    """A draft made from an example, ready to be checked again and again."""

    @property
    def filing_date(self) -> date | None:
        """The day it is filed on, where the example says so."""

    def endings(self, rules: Sequence[Rule], /) -> Mapping[str, Ending]:
        """How each of ``rules`` ends on it, by id."""

    def needs(self, rules: Sequence[Rule], rule: str, /) -> tuple[str, ...]:
        """The fields that would let ``rule``, one of ``rules``, be checked on it; none where it is."""


CheckExample = Callable[[object], ExampleDraft]
"""Makes a draft of an example's content (groups, lists and texts, as :data:`validator.source.Raw`)."""


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
    drafts = {e.place: _Draft(e, check_example, s) for s in sources if s.id in own for e in own[s.id]}
    words = vocabulary.with_conclusions(
        {n: d for n, d in pack.conclusions.items() if CONCLUDED + n not in vocabulary}
    )
    by_id = {s.id: s for s in sources}
    tests = [
        _rule_test(pack, rule, by_id[rule.id], [drafts[e.place] for e in own[rule.id]], words)
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

    def __init__(self, example: Example, check_example: CheckExample, source: RuleSource) -> None:
        self.example = example
        self.fault = ""
        self.faults: tuple[Problem, ...] = ()
        self.draft: ExampleDraft | None = None
        try:
            self.draft = check_example(draft_of(example))
        except NiwError as error:
            self.faults = tuple(faults(source, example, error))
            self.fault = _said(self.faults)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with an example is that example's failure
            self.fault = str(error) or type(error).__name__

    def endings(self, rules: Sequence[Rule]) -> Mapping[str, Ending | str]:
        if self.draft is None:
            return {r.id: self.fault for r in rules}
        try:
            endings = self.draft.endings(self._in_force(rules))
        except Exception as error:  # noqa: BLE001 - as above: facts may only now meet what the example says
            said = (
                _said(error.problems) if isinstance(error, NiwError) else str(error) or type(error).__name__
            )
            return {r.id: said for r in rules}
        return dict.fromkeys((r.id for r in rules), Ending.no_finding) | dict(endings)

    def needs(self, rules: Sequence[Rule], rule: str) -> tuple[str, ...]:
        in_force = self._in_force(rules)
        return self.draft.needs(in_force, rule) if self.draft and any(r.id == rule for r in in_force) else ()

    def _in_force(self, rules: Sequence[Rule]) -> list[Rule]:
        day = self.draft.filing_date if self.draft else None
        return [r for r in (rule.on(day) if day else rule for rule in rules) if r is not None]


def _said(problems: Sequence[Problem]) -> str:
    return " ".join(part for p in problems for part in (p.what, p.mend) if part)


def _rule_test(
    pack: Pack, rule: Rule, source: RuleSource, drafts: list[_Draft], vocabulary: Vocabulary
) -> RuleTest:
    resting = rests_on(pack, rule)
    got = [d.endings([*resting, rule])[rule.id] for d in drafts]
    tried = [_tried(rule, resting, source, draft, ending) for draft, ending in zip(drafts, got, strict=True)]
    kinds = {t.kind for t in tried}
    failed = any(not t.passed for t in tried)
    never = Ending.finding not in got
    why = _contradiction(rule, source, vocabulary) if never else None
    return RuleTest(
        rule=rule.id,
        place=source.origin.place,
        line_text=_line(source, source.origin.place),
        tried=tuple(tried),
        missing=tuple(kind for kind in KINDS if kind not in kinds),
        unproven=() if failed or why or not drafts else tuple(_unproven(rule, resting, source, drafts, got)),
        never_fires=never,
        contradiction=why,
    )


def _tried(rule: Rule, resting: list[Rule], source: RuleSource, draft: _Draft, got: Ending | str) -> Tried:
    example = draft.example
    tried = Tried(
        kind=next(kind for kind, ending in KINDS.items() if ending is example.outcome),
        number=example.number,
        place=example.place,
        text=example.text,
        wanted=example.outcome,
        got=got,
        line_text=_line(source, example.place),
        faults=draft.faults,
    )
    if tried.passed or isinstance(got, str):
        return tried
    by = [
        _part(source, part)
        for part, other in _turned(rule)
        if draft.endings([*resting, other])[rule.id] is example.outcome
    ]
    return replace(tried, needs=draft.needs([*resting, rule], rule.id), by=tuple(by))


def _contradiction(rule: Rule, source: RuleSource, vocabulary: Vocabulary) -> Part | None:
    """Why the rule can fire on no draft, at no time that its parameters know."""
    found = [contradiction(when, vocabulary) for when in [c for _, c in rule.dated] or [rule.when]]
    last = found[-1]
    if last is None or not all(found):
        return None
    place = last.place or rule.origin.place
    return Part(text=last.what, place=place, line_text=_line(source, place))


def rests_on(pack: Pack, rule: Rule) -> list[Rule]:
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
    rule: Rule, resting: list[Rule], source: RuleSource, drafts: list[_Draft], got: list[Ending | str]
) -> Iterator[Part]:
    for part, other in _turned(rule):
        if all(d.endings([*resting, other])[rule.id] is g for d, g in zip(drafts, got, strict=True)):
            yield _part(source, part)


def _part(source: RuleSource, part: Leaf | Count) -> Part:
    return Part(
        text=leaf_text(part), place=part.place, line_text=_line(source, part.place) if part.place else ""
    )


def _line(source: RuleSource, place: Place) -> str:
    """The line of the rule's file that ``place`` is on."""
    lines = source.reader.tree.text.splitlines()
    return lines[place.line - 1] if place.line and place.line <= len(lines) else ""


def _turned(rule: Rule) -> Iterator[tuple[Leaf | Count, Rule]]:
    """Each part of the rule's condition, with the rule in which that one part is turned round."""
    for part, turned in turned_round(rule.when):
        yield part, replace(rule, when=turned, dated=())


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
            for draft in (_Draft(e, check_example, source) for e in examples_of(source)):
                before = draft.endings([*rests_on(below, was), was])[was.id]
                after = draft.endings([*rests_on(pack, now), now])[now.id]
                if before is not after and before != after:
                    yield Flipped(rule=source.id, place=draft.example.place, was=before, now=after)


def _closure(pack: Pack, rule: Rule) -> list[tuple[Condition, tuple[tuple[str, str], ...]]]:
    """What decides how ``rule`` ends: its condition, and what the rules it rests on conclude and when."""
    return [(r.when, r.concludes) for r in (*rests_on(pack, rule), rule)]


def _together(pack: Pack, own: Mapping[str, tuple[Example, ...]], drafts: list[_Draft]) -> Iterator[Together]:
    """Pairs of rules that fire on the same examples of the pack's own rules; one of the two at least is its own."""
    on = [rule for rule in pack.rules if not rule.off]
    fired: dict[str, set[Place]] = {rule.id: set() for rule in on}
    for draft in drafts:
        for rule, ending in draft.endings(pack.rules).items():
            if ending is Ending.finding and rule in fired:
                fired[rule].add(draft.example.place)
    yields = {rule.id: rule.yields_to for rule in on}
    names = [rule for rule in own if fired.get(rule)]
    inherited = [rule.id for rule in on if rule.id not in own]
    for index, one in enumerate(names):
        for other in (*names[index + 1 :], *inherited):
            if fired[one] == fired[other]:
                under = one if other in yields[one] else other if one in yields[other] else ""
                yield Together(one=one, other=other, examples=len(fired[one]), yields=under)
