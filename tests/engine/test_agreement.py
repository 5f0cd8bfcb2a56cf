"""The two engines give the same outcomes, whatever the rules and the drafts."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.generated import Draft, conditions, drafts, rulesets
from validator.engine.conditions import AllOf, AnyOf, Condition, NoneOf
from validator.engine.interface import Engine
from validator.engine.kleene import both, either, negated
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule, Program
from validator.engine.reading import Reading
from validator.engine.reference import ReferenceEngine, decide

SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_both_engines_give_the_same_outcomes_on_generated_rules_and_drafts(durable: type[Engine]) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None, suppress_health_check=SLOW_TO_MAKE)
    @given(rulesets(), st.lists(drafts(), min_size=3, max_size=3))
    def agree(rules: tuple[CompiledRule, ...], some: list[Draft]) -> None:
        program = Program(rules)
        reference, other = ReferenceEngine(program), durable(program)
        for draft in some:
            expected = reference.run(draft)
            assert other.run(draft) == expected
            for outcome in expected:
                seen[outcome.ending.value] += 1
                seen["on an item"] += any(f.binding for f in outcome.firings)
                seen["items open"] += bool(outcome.open_items)

    agree()
    # The laws above would hold of rules that never fire: make sure that these did all there is to do.
    assert all(seen[e.value] > 20 for e in Ending), seen
    assert min(seen["on an item"], seen["items open"]) > 5, seen


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(conditions({}, (), 3), conditions({}, (), 2), conditions({}, (), 2), drafts())
def test_conditions_obey_kleene_s_laws(
    one: Condition, two: Condition, three: Condition, draft: Draft
) -> None:
    program = Program([CompiledRule(id="law", condition=AllOf((one, two, three)))])
    reading = Reading(draft, program.leaves)

    def truth(condition: Condition) -> bool | None:
        return decide(condition, reading.whole, reading)

    a, b, c = truth(one), truth(two), truth(three)
    assert truth(AllOf((one, two))) is both(a, b) is truth(AllOf((two, one)))
    assert truth(AnyOf((one, two))) is either(a, b) is truth(AnyOf((two, one)))
    assert truth(NoneOf((NoneOf((one,)),))) is a
    assert (
        truth(NoneOf((one, two))) is truth(AllOf((NoneOf((one,)), NoneOf((two,))))) is negated(either(a, b))
    )
    assert truth(NoneOf((AllOf((one, two)),))) is truth(AnyOf((NoneOf((one,)), NoneOf((two,)))))
    assert truth(AllOf((one, AnyOf((two, three))))) is both(a, either(b, c)) is either(both(a, b), both(a, c))


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(rulesets(most=3), drafts(), st.data())
def test_what_a_draft_adds_never_turns_a_decided_rule_round(
    rules: tuple[CompiledRule, ...], draft: Draft, data: st.DataObject
) -> None:
    """Entering what was unknown may decide a rule that was not checked; what was decided stays."""
    fuller = Draft({n: (data.draw(drafts()).facts[n] if v.is_unknown else v) for n, v in draft.facts.items()})
    engine = ReferenceEngine(Program(rules))
    for before, after in zip(engine.run(draft), engine.run(fuller), strict=True):
        assert before.ending in (Ending.not_checked, after.ending)
