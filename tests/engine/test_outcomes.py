"""What an outcome tells: on which items a rule fired, on what evidence, what is open, and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.engine.generated import Draft, Item
from validator.engine.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    Literal,
    NoneOf,
    Several,
)
from validator.engine.interface import Engine
from validator.engine.outcomes import Ending, Outcome
from validator.engine.program import CompiledRule, Program
from validator.engine.values import Record, Value, blank, known, unknown
from validator.errors import FaultError
from validator.evidence import Stated


def stated(path: str, content: str | int) -> Value:
    return known(content, (Stated(path=(path,), text=str(content)),))


def says(fact: str, value: str = "yes") -> Leaf:
    return Leaf(FactRef(fact), "equals", Literal(value))


def letters(*answers: str | None) -> Value:
    """Letters that answer, or where the answer is not entered."""

    def letter(index: int, answer: str | None) -> Item:
        return Item(
            f"letter-{index}", {"answer": stated(f"letters[{index}].answer", answer)} if answer else {}
        )

    return known(tuple(letter(i, a) for i, a in enumerate(answers)))


def run(engine: type[Engine], condition: Condition, facts: dict[str, Value]) -> Outcome:
    (outcome,) = engine(Program([CompiledRule(id="r", condition=condition)])).run(Draft(facts))
    return outcome


def told(outcome: Outcome) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each firing's item ids, and the texts of its evidence."""
    return [
        (tuple(b.id for b in f.binding), tuple(e.text for e in f.evidence if isinstance(e, Stated)))
        for f in outcome.firings
    ]


ANSWERED = ForAny(FactRef("letters"), "l", says("l.answer"))


def test_a_rule_fires_once_per_item_and_says_how_many_items_are_open(engine: type[Engine]) -> None:
    condition = AllOf((says("title", "Engineer"), ANSWERED))
    facts = {"title": stated("title", "Engineer"), "letters": letters("yes", None, "no", "yes", None)}
    outcome = run(engine, condition, facts)
    assert outcome.ending is Ending.finding
    assert told(outcome) == [(("letter-0",), ("Engineer", "yes")), (("letter-3",), ("Engineer", "yes"))]
    assert [(b.alias, b.list, b.index) for b in outcome.firings[1].binding] == [("l", "letters", 3)]
    assert outcome.firings[1].binding[0].record.get("answer").content == "yes"
    assert [str(o) for o in outcome.open_items] == ["2 of 5 letters not checked"]
    assert outcome.needs == ("letter-1.answer", "letter-4.answer")


def test_a_rule_that_items_alone_leave_open_is_not_checked(engine: type[Engine]) -> None:
    outcome = run(engine, ANSWERED, {"letters": letters("no", None)})
    assert outcome.ending is Ending.not_checked
    assert str(outcome.open_items[0]) == "1 of 2 letters not checked"
    assert outcome.needs == ("letter-1.answer",)
    assert run(engine, ANSWERED, {"letters": letters("no")}).ending is Ending.no_finding
    assert run(engine, ANSWERED, {}).needs == ("letters",)


def test_only_the_unknown_leaves_that_matter_are_needed(engine: type[Engine]) -> None:
    # b is open, but the first part is false; c and d would decide the rest; e is decided already.
    condition = AnyOf((AllOf((says("a"), says("b"))), AllOf((says("c"), NoneOf((says("d"), says("e")))))))
    facts = {"a": known("no"), "e": known("no"), "b": unknown(("b",)), "d": unknown(("the field", "another"))}
    outcome = run(engine, condition, facts)
    assert outcome.ending is Ending.not_checked
    assert outcome.needs == ("c", "the field", "another")


def test_evidence_is_of_the_leaves_that_carried_it(engine: type[Engine]) -> None:
    condition = AllOf(
        (
            AnyOf((says("a"), says("b"), says("c"))),
            NoneOf((AllOf((says("d"), says("e"))),)),
            Leaf(FactRef("f"), "differs_from", FactRef("g")),
        )
    )
    answers = {"a": "no", "b": "yes", "c": "yes", "d": "yes", "e": "no", "f": "one", "g": "two"}
    outcome = run(engine, condition, {n: stated(n, v) for n, v in answers.items()})
    assert told(outcome) == [((), ("yes", "yes", "no", "one", "two"))]  # b, c, then e: d does not matter
    paths = [e.path for e in outcome.firings[0].evidence if isinstance(e, Stated)]
    assert paths == [("b",), ("c",), ("e",), ("f",), ("g",)]


def test_the_evidence_of_a_phrase_names_the_phrase_and_its_list(engine: type[Engine]) -> None:
    ranks = Several((Literal("chief"), Literal("Team Leader")), called="vague titles")
    condition = Leaf(FactRef("title"), "has_phrase_from", ranks)
    outcome = run(engine, condition, {"title": stated("title", "Senior team-leader")})
    assert outcome.firings[0].notes == ("“Team Leader” (vague titles)",)


def test_items_within_items_are_bound_together(engine: type[Engine]) -> None:
    tasks = known((Item("t0", {"name": known("no")}), Item("t1", {"name": known("yes")})))
    jobs = known((Item("j0", {"tasks": tasks}), Item("j1", {}), Item("j2", {"tasks": tasks})))
    inner = ForAny(FactRef("j.tasks"), "t", says("t.name"))
    outcome = run(engine, ForAny(FactRef("jobs"), "j", inner), {"jobs": jobs})
    assert [ids for ids, _ in told(outcome)] == [("j0", "t1"), ("j2", "t1")]
    assert outcome.needs == ("j1.tasks",)
    assert [str(o) for o in outcome.open_items] == ["1 of 3 jobs not checked"]


def test_two_lists_are_bound_in_every_pair_and_one_branch_alone_binds_its_own(engine: type[Engine]) -> None:
    degrees = known((Item("d0", {"level": known("yes")}), Item("d1", {"level": known("yes")})))
    other = ForAny(FactRef("degrees"), "d", says("d.level"))
    facts = {"degrees": degrees, "letters": letters("yes"), "title": known("yes")}
    both = run(engine, AllOf((other, ANSWERED)), facts)
    assert [ids for ids, _ in told(both)] == [("d0", "letter-0"), ("d1", "letter-0")]
    either = run(engine, AnyOf((other, ANSWERED)), facts)
    assert [ids for ids, _ in told(either)] == [("d0",), ("d1",), ("letter-0",)]


@pytest.mark.parametrize(
    "condition",
    [
        ForAll(FactRef("letters"), "l", says("l.answer")),
        NoneOf((ForAny(FactRef("letters"), "l", says("l.answer", "no")),)),
        Count(FactRef("letters"), "l", says("l.answer"), "at_least", Literal(2)),
    ],
)
def test_what_is_true_of_a_list_as_a_whole_fires_once(engine: type[Engine], condition: Condition) -> None:
    outcome = run(engine, condition, {"letters": letters("yes", "yes")})
    assert told(outcome) == [((), ("yes", "yes"))]


def test_a_conclusion_is_unknown_while_a_rule_that_could_make_it_is_not_checked(engine: type[Engine]) -> None:
    maker = CompiledRule(id="maker", condition=says("x"), concludes=(("kind", "doubtful"), ("kind", "odd")))
    other = CompiledRule(id="other", condition=says("y"), concludes=(("kind", "plain"),))

    def reader(value: str) -> CompiledRule:
        return CompiledRule(id=value, condition=says("concluded.kind", value))

    nothing = CompiledRule(id="none", condition=Leaf(FactRef("concluded.kind"), "empty", Literal(True)))
    program = Program([reader("doubtful"), reader("plain"), nothing, maker, other])

    def endings(facts: dict[str, Value]) -> dict[str, str]:
        return {
            o.rule: o.ending.value
            for o in engine(program).run(Draft(facts))
            if o.rule not in ("maker", "other")
        }

    assert endings({"y": known("no")}) == {
        "doubtful": "not checked",
        "plain": "no finding",
        "none": "not checked",
    }
    settled = {"doubtful": "finding", "plain": "not checked", "none": "no finding"}
    assert endings({"x": known("yes")}) == settled
    assert endings({"x": blank(), "y": blank()}) == {
        "doubtful": "no finding",
        "plain": "no finding",
        "none": "finding",
    }
    needs = {o.rule: o.needs for o in engine(program).run(Draft({"x": known("yes")}))}
    assert needs["plain"] == ("y",)


def test_a_rule_that_reads_a_conclusion_rests_on_its_evidence(engine: type[Engine]) -> None:
    maker = CompiledRule(id="maker", condition=ANSWERED, concludes=(("kind", "odd"),))
    reader = CompiledRule(id="reader", condition=says("concluded.kind", "odd"))
    outcome = engine(Program([maker, reader])).run(Draft({"letters": letters("no", "yes")}))[1]
    assert told(outcome) == [((), ("yes",))]


def test_a_condition_is_explained_part_by_part(engine: type[Engine]) -> None:
    maker = CompiledRule(id="maker", condition=says("x"), concludes=(("kind", "odd"),))
    rule = CompiledRule(id="r", condition=AllOf((ANSWERED, says("concluded.kind", "odd"), says("y"))))
    facts = {"letters": letters("no", None), "x": known("yes")}
    trace = engine(Program([maker, rule])).explain("r", Draft(facts))
    quantifier, conclusion, y = trace.parts
    assert (trace.truth, quantifier.truth, conclusion.truth, y.truth) == (None, None, True, None)
    assert [(p.item, p.truth, p.seen[0].value.content) for p in quantifier.parts] == [
        ("letter-0", False, "no"),
        ("letter-1", None, None),
    ]
    assert conclusion.seen[0].value.content == ("odd",)
    assert y.seen[0].value.needs == ("y",)


def test_a_fact_that_fails_is_a_fault_that_names_rule_and_draft(engine: type[Engine]) -> None:
    class Broken(Draft):
        def __call__(self, name: str, binding: Mapping[str, Record], /) -> Value:
            raise ZeroDivisionError("division by zero")

    broken = engine(Program([CompiledRule(id="r", condition=AllOf((says("x"), says("y"))))]))
    with pytest.raises(FaultError, match="“r” and the draft “case-7”: ZeroDivisionError") as caught:
        broken.run(Broken({}), called="case-7")
    assert caught.value.exit_code == 5
    assert broken.run(Draft({}))[0].ending is Ending.not_checked  # and the next draft is checked
