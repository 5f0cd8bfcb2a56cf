"""Layers of rules, and the units that their conditions become."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.generated import JOINED, Draft, conditions
from validator.engine.conditions import AllOf, AnyOf, Condition, FactRef, ForAny, Leaf, Literal, NoneOf
from validator.engine.formulas import (
    MOST_MATCHES,
    MOST_TESTS,
    MOST_TESTS_A_RULESET,
    All,
    Either,
    Flag,
    Formula,
    Unit,
    Units,
    length,
    matches,
    packed,
)
from validator.engine.interface import Engine
from validator.engine.kleene import Truth, every, some
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule, Program
from validator.engine.reading import Prepared
from validator.engine.reference import ReferenceEngine
from validator.engine.values import Record, Value, known
from validator.errors import PackError, Place


def says(fact: str, value: str = "yes") -> Leaf:
    return Leaf(FactRef(fact), "equals", Literal(value))


def rule(id_: str, condition: Condition, *concludes: tuple[str, str]) -> CompiledRule:
    place = Place(file="rules.yaml", line=3, column=5)
    return CompiledRule(id=id_, condition=condition, concludes=concludes, place=place)


def test_a_rule_that_reads_a_conclusion_runs_after_those_that_make_it(engine: type[Engine]) -> None:
    last = rule("last", says("concluded.b"))
    middle = rule("middle", says("concluded.a"), ("b", "yes"))
    program = Program([last, middle, rule("first", says("x"), ("a", "yes")), rule("alone", says("x"))])
    assert program.layers == ((2, 3), (1,), (0,))
    endings = [o.ending for o in engine(program).run(Draft({"x": known("yes")}))]
    assert endings == [Ending.finding] * 4


def test_a_circle_of_conclusions_is_an_error_that_shows_the_path() -> None:
    rules = [
        rule("apart", says("concluded.a")),
        rule("one", says("concluded.b"), ("a", "yes")),
        rule("two", ForAny(FactRef("items"), "i", says("concluded.c")), ("b", "yes")),
        rule("three", says("concluded.a"), ("c", "yes")),
    ]
    with pytest.raises(PackError) as caught:
        Program(rules)
    (problem,) = caught.value.problems
    assert (
        "“one” reads “b”, which “two” concludes; that one reads “c”, which “three” concludes; "
        in problem.what
    )
    assert problem.what.endswith("that one reads “a”, which “one” concludes.")
    assert problem.place
    assert problem.place.line == 3


def test_a_rule_may_not_read_what_it_concludes() -> None:
    with pytest.raises(PackError, match="circle"):
        Program([rule("one", says("concluded.a"), ("a", "yes"))])


def test_two_rules_of_one_id_are_an_error() -> None:
    with pytest.raises(PackError, match="“one”"):
        Program([rule("one", says("x")), rule("one", says("y"))])


def test_leaves_written_alike_are_read_once_for_all_rules() -> None:
    asked: list[str] = []

    class Counting(Draft):
        def __call__(self, name: str, binding: Mapping[str, Record], /) -> Value:
            asked.append(name)
            return known("yes")

    program = Program([rule(f"r{i}", AllOf((says("x"), says("y")))) for i in range(5)])
    assert len({id(p) for p in program.leaves.values()}) == 2
    ReferenceEngine(program).run(Counting({}))
    assert sorted(asked) == ["x", "y"]


def holds(formula: Formula | bool, unit: Unit, truths: dict[int, Truth]) -> Truth:
    """A formula's truth, unfolded in plain Python."""
    match formula:
        case bool():
            return formula
        case All(parts=parts):
            return every(holds(p, unit, truths) for p in parts)
        case Either(parts=parts):
            return some(holds(p, unit, truths) for p in parts)
        case Flag(slot=slot):
            atom = unit.atoms[slot]
            if isinstance(atom.what, Unit):
                truth = holds(atom.what.formula, atom.what, truths)
            else:
                assert isinstance(atom.what, Prepared)
                truth = truths[atom.what.number]
            return truth if atom.positive or truth is None else not truth


@st.composite
def nested(draw: st.DrawFn, depth: int) -> Condition:
    if depth == 0:
        return says(f"x{draw(st.integers(0, 9))}")
    return JOINED[draw(st.sampled_from(sorted(JOINED)))](
        tuple(draw(nested(depth - 1)) for _ in range(draw(st.integers(1, 6))))
    )


def plain(condition: Condition, program: Program, truths: dict[int, Truth]) -> Truth:
    match condition:
        case AllOf(parts=parts):
            return every(plain(p, program, truths) for p in parts)
        case AnyOf(parts=parts):
            return some(plain(p, program, truths) for p in parts)
        case NoneOf(parts=parts):
            found = some(plain(p, program, truths) for p in parts)
            return None if found is None else not found
        case _:
            return truths[program.leaves[id(condition)].number]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(nested(3), st.data())
def test_a_condition_and_its_units_say_the_same_and_keep_the_bounds(
    condition: Condition, data: st.DataObject
) -> None:
    program = Program([rule("r", condition)])
    units = Units(program)
    for unit in units.all:
        if not isinstance(unit.formula, bool):
            assert matches(unit.formula) <= MOST_MATCHES
            assert length(unit.formula) <= MOST_TESTS
    numbers = {p.number for p in program.leaves.values()}
    for _ in range(5):
        truths = {n: data.draw(st.sampled_from((True, False, None))) for n in sorted(numbers)}
        root = units.roots[id(condition)]
        # Normal form tells nothing apart that Kleene does not: x and not x are two flags, both left out when unknown.
        assert holds(root.formula, root, truths) is plain(condition, program, truths)


@pytest.mark.parametrize("size", [64, 70, 130, 700])
def test_a_rule_with_many_branches_is_handled_not_refused(size: int, durable: type[Engine]) -> None:
    """The library fails with error 303 at 64 branches of one rule."""
    wide = AnyOf(tuple(says(f"x{i}") for i in range(size)))
    deep = AllOf(
        tuple(AnyOf(tuple(says(f"y{i}.{j}") for j in range(6))) for i in range(6))
    )  # 46,656 ways to match
    long = AllOf(tuple(says(f"z{i}") for i in range(size)))
    program = Program([rule("wide", wide), rule("deep", deep), rule("long", long)])
    engine = durable(program)
    for share in packed(Units(program).all):
        assert (
            sum(length(u.formula) + 1 for u in share if not isinstance(u.formula, bool))
            <= MOST_TESTS_A_RULESET
        )
    facts = {f"x{i}": known("no") for i in range(size)} | {f"z{i}": known("yes") for i in range(size)}
    facts |= {f"y{i}.{j}": known("no") for i in range(6) for j in range(6)}
    for changed in (
        {},
        {f"x{size - 1}": known("yes")},
        {f"y{i}.5": known("yes") for i in range(6)},
        {"z0": known("no")},
    ):
        draft = Draft({**facts, **changed})
        assert engine.run(draft) == ReferenceEngine(program).run(draft)
    del facts["x0"]
    assert engine.run(Draft(facts))[0].ending is Ending.not_checked
    everything = Draft({n: known("yes") for n in facts})
    assert [o.ending for o in engine.run(everything)] == [Ending.finding] * 3


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(conditions({}, (), 3), min_size=1, max_size=8))
def test_the_units_of_a_ruleset_keep_its_bounds(some_conditions: list[Condition]) -> None:
    program = Program([rule(f"r{i}", c) for i, c in enumerate(some_conditions)])
    for share in packed(Units(program).all):
        assert share
        assert (
            sum(length(u.formula) + 1 for u in share if not isinstance(u.formula, bool))
            <= MOST_TESTS_A_RULESET
        )
