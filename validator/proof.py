"""A pack's examples, run as drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from validator.drafts import Draft, load_draft
from validator.engine.outcomes import Ending, Outcome
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.facts import Facts, vocabulary
from validator.frozen import frozen
from validator.notation import Day
from validator.packs import PackTest, Rule, test_pack
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

    def _run(self, rules: Sequence[Rule]) -> tuple[Outcome, ...]:
        program = Program(CompiledRule(id=r.id, condition=r.when, concludes=r.concludes) for r in rules)
        return ReferenceEngine(program).run(self.facts)


def example_draft(content: Any) -> Draft:
    """The draft that an example writes in few lines; it need not name a case or its items."""
    return load_draft(content if isinstance(content, Mapping) else {}, partial=True)


def prove(pack: str) -> PackTest:
    """Run the examples of a pack. :raises PackError: where the pack cannot be loaded."""
    tables = reference()
    return test_pack(pack, vocabulary(), lambda content: _Example(Facts(example_draft(content), tables)))
