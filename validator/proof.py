"""A pack's examples, run as drafts: what they prove, and what they show that a rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from validator.drafts import Draft, load_draft
from validator.engine.conditions import Condition, Count, ForAll, ForAny, facts_of, inside
from validator.engine.outcomes import Ending, Outcome
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.engine.vocabulary import FactSpec, Vocabulary
from validator.errors import NiwError, Problem
from validator.evidence import Stated
from validator.facts import Facts, vocabulary
from validator.frozen import frozen
from validator.notation import Day
from validator.packs import Example, Pack, PackTest, Rule, lint_pack, test_pack
from validator.reference import reference


@frozen(kw_only=False)
class _Example:
    """One example as a draft: what its facts are worth is worked out once, however many rules it is held against."""

    facts: Facts

    @property
    def filing_date(self) -> date | None:
        """The day it is filed on, where it says so."""
        day = self.facts.value("case.filing_date").content
        return day.first if isinstance(day, Day) else None

    def endings(self, rules: Sequence[Rule], /) -> Mapping[str, Ending]:
        """How each of ``rules`` ends on it, by id; by the plain engine, for which nothing is compiled."""
        return {o.rule: o.ending for o in self._run(rules)}

    def needs(self, rules: Sequence[Rule], rule: str, /) -> tuple[str, ...]:
        """The fields that would let ``rule``, one of ``rules``, be checked."""
        return next(o.needs for o in self._run(rules) if o.rule == rule)

    def read_by(self, rules: Sequence[Rule], rule: Rule, words: Vocabulary) -> Iterator[str]:
        """The fields that ``rule``, one of ``rules``, lacks here, or rests on, by the names of the vocabulary."""
        for outcome in self._run(rules):
            if outcome.rule == rule.id:
                yield from outcome.needs
                for firing in outcome.firings:
                    yield from (_field(e) for e in firing.evidence if isinstance(e, Stated))
        for ref in facts_of(rule.when):
            if ref.name in words:
                value = self.facts.value(ref.name)
                yield from value.needs
                yield from (_field(e) for e in value.evidence if isinstance(e, Stated))

    def _run(self, rules: Sequence[Rule]) -> tuple[Outcome, ...]:
        program = Program(CompiledRule(id=r.id, condition=r.when, concludes=r.concludes) for r in rules)
        return ReferenceEngine(program).run(self.facts)


def _field(stated: Stated) -> str:
    """The field that a passage stands in: its path without the positions of list items."""
    return ".".join(step for step in stated.path if isinstance(step, str))


def example_draft(content: Any) -> Draft:
    """The draft that an example writes in few lines; it need not name a case or its items."""
    return load_draft(content if isinstance(content, Mapping) else {}, partial=True)


def lint(pack: str, *, day: date | None = None) -> tuple[Problem, ...]:
    """Every mistake of a pack, those in its examples included. :raises PackError: where there is no such pack."""
    return lint_pack(pack, vocabulary(), day=day, read_example=example_draft)


def prove(pack: str) -> PackTest:
    """Run the examples of a pack. :raises PackError: where the pack cannot be loaded."""
    tables = reference()
    return test_pack(pack, vocabulary(), lambda content: _Example(Facts(example_draft(content), tables)))


def pages(names: Sequence[str], *, contents: bool = False) -> dict[str, str]:
    """The pages of packs and of those that they build on, in Markdown, by path: ``niw-core/title-is-a-rank.md``.

    :param contents: with a page above all packs, ``README.md``. :raises PackError: where a pack cannot be loaded.
    """
    from validator.packs.handbook import handbook

    return handbook(names, vocabulary(), fields_read, contents=contents)


def fields_read(pack: Pack, rule: Rule, examples: Sequence[Example]) -> tuple[tuple[str, str], ...]:
    """The fields of the draft that a rule reads, each with its form item, in the order of the vocabulary.

    They are those that its condition names, those that would let it be checked where nothing is entered, and those
    that it rests on or lacks in its examples.
    """
    from validator.packs.proof import rests_on

    words = vocabulary()
    found = set(_named(rule.when, words, {}))
    rules = [*rests_on(pack, rule), rule]
    for content in [{}, *(e.draft for e in examples)]:
        try:
            example = _Example(Facts(example_draft(content), reference()))
            found |= set(example.read_by(rules, rule, words))
        except NiwError:
            continue  # an example that is no draft shows nothing; niw pack test says so
    order = {name: number for number, name in enumerate(_every(words))}
    known = sorted((name for name in found if name in order), key=order.__getitem__)
    return tuple((name, _item(name, words)) for name in known)


def _named(
    condition: Condition, words: Vocabulary, aliases: Mapping[str, tuple[str, FactSpec]]
) -> Iterator[str]:
    """The stated fields that a condition names, those of list items by their list."""
    bound = dict(aliases)
    if isinstance(condition, ForAny | ForAll | Count) and condition.alias:
        spec = words.resolve(condition.of.name, {a: s for a, (_, s) in aliases.items()})
        if isinstance(spec, FactSpec):
            bound[condition.alias] = (condition.of.name, spec)
    for ref in facts_of(condition):
        head, _, rest = ref.name.partition(".")
        if head in bound:
            of, spec = bound[head]
            field = spec.field(rest)
            if field and not field.derived:
                yield f"{of}.{rest}"
        else:
            fact = words.get(ref.name)
            if fact and not fact.derived and not fact.fields:
                yield ref.name
    for part in inside(condition):
        yield from _named(part, words, bound)


def _every(words: Vocabulary) -> Iterator[str]:
    """The names of all stated facts, those of list items by their list."""
    for spec in words:
        if not spec.derived:
            yield spec.name
            yield from (f"{spec.name}.{f.name}" for f in spec.fields if not f.derived)


def _item(name: str, words: Vocabulary) -> str:
    """The form item or document that a field is from."""
    spec = words.get(name)
    if spec is not None:
        return spec.item
    list_ = name.rpartition(".")[0]
    while list_:
        parent = words.get(list_)
        if parent is not None:
            inner = parent.field(name[len(list_) + 1 :])
            return inner.item if inner else ""
        list_ = list_.rpartition(".")[0]
    return ""
