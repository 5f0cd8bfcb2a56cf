"""What a leaf comes to: operators on content, and what holds of a value that is blank, absent or not entered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.generated import Draft, Item, Level
from validator.engine.conditions import (
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    Literal,
    NoneOf,
    Operand,
    Several,
)
from validator.engine.operators import OPERATORS, Against
from validator.engine.program import CompiledRule, Program
from validator.engine.reading import Reading
from validator.engine.reference import decide
from validator.engine.values import Scalar, Value, absent, blank, known, unknown
from validator.notation import Day, read_day

NOT_ENTERED = unknown(("fact",))


def truth(condition: Condition, facts: dict[str, Value]) -> bool | None:
    program = Program([CompiledRule(id="r", condition=condition)])
    reading = Reading(Draft(facts), program.leaves)
    return decide(condition, reading.whole, reading)


def leaf(operator: str, *wanted: Scalar | FactRef) -> Leaf:
    items = tuple(w if isinstance(w, FactRef) else Literal(w) for w in wanted)
    several = OPERATORS[operator].against in (Against.several, Against.ends, Against.texts)
    operand: Operand = Several(items) if several else items[0]
    return Leaf(FactRef("fact"), operator, operand)


def day(text: str) -> Day:
    found = read_day(text)
    assert found
    return found


WANTED: dict[str, tuple[Any, ...]] = {
    "in": ("a", "b"),
    "not_in": ("x", "y"),
    "between": (0, 3),
    "has_phrase_from": ("a", "b"),
    "before": (Day(date(2020, 1, 1), date(2020, 1, 1)),),
    "after": (Day(date(2020, 1, 1), date(2020, 1, 1)),),
}


@pytest.mark.parametrize("operator", [o for o in OPERATORS if OPERATORS[o].against is not Against.flag])
@pytest.mark.parametrize("value", [blank(), absent()], ids=["blank", "absent"])
def test_a_blank_is_never_a_contradiction(operator: str, value: Value) -> None:
    wanted = WANTED.get(operator, ("a",))
    assert truth(leaf(operator, *wanted), {"fact": value}) is False
    other = leaf(operator, *(FactRef("other") for _ in wanted))
    assert truth(other, {"fact": value, "other": NOT_ENTERED}) is False
    assert truth(other, {"fact": NOT_ENTERED, "other": value}) is False
    assert truth(other, {"fact": known(wanted[0]), "other": value}) is False


@pytest.mark.parametrize("operator", list(OPERATORS))
def test_what_is_not_entered_is_unknown_to_every_operator(operator: str) -> None:
    wanted = (True,) if OPERATORS[operator].against is Against.flag else WANTED.get(operator, ("a",))
    assert truth(leaf(operator, *wanted), {"fact": NOT_ENTERED}) is None


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        ("missing", blank(), True),
        ("missing", absent(), True),
        ("missing", known("x"), False),
        ("missing", known(""), False),
        ("missing", known(()), False),
        ("present", blank(), False),
        ("present", absent(), False),
        ("present", known("x"), True),
        ("empty", blank(), True),
        ("empty", known(()), True),
        ("empty", known("  "), True),
        ("empty", known(("a",)), False),
        ("empty", known("a"), False),
    ],
)
def test_missing_present_and_empty_tell_the_states_apart(operator: str, value: Value, expected: bool) -> None:
    assert truth(leaf(operator, True), {"fact": value}) is expected
    assert truth(leaf(operator, False), {"fact": value}) is not expected


@pytest.mark.parametrize(
    ("fact", "operator", "wanted", "expected"),
    [
        ("15-1252", "equals", ("15‑1252",), True),  # another dash
        ("Engineer", "equals", ("engineer",), False),
        ("Engineer", "not_equals", ("engineer",), True),
        (Decimal("2.0"), "equals", (2,), True),
        (True, "equals", (1,), False),
        (("a", "b"), "equals", ("b",), True),
        (("a", "b"), "not_equals", ("b",), False),
        (("a", "b"), "not_in", ("c", "b"), False),
        ((), "not_equals", ("b",), True),
        (3, "in", (1, 2, 3), True),
        (3, "not_in", (1, 2), True),
        (2, "less_than", (2,), False),
        (2, "at_most", (2,), True),
        (Decimal("0.1"), "more_than", (Decimal("0.10"),), False),
        (2, "at_least", (2,), True),
        (2, "between", (2, 3), True),
        (4, "between", (2, 3), False),
        (Level.low, "less_than", (Level.middle,), True),
        (Level.high, "between", (Level.low, Level.middle), False),
        ("Senior Team-Leader (Backend)", "has_phrase", ("team leader",), True),
        ("Steam leader", "has_phrase", ("team leader",), False),
        ("Team leadership", "has_phrase", ("team leader",), False),
        ("Ingénieur d'État", "has_phrase", ("INGENIEUR",), True),
        ("C++ developer", "has_phrase", ("C",), False),
        ("개발팀장", "has_phrase", ("팀장",), True),
        ("책임 연구원", "has_phrase", ("책임연구원",), True),
        ("사장교 설계 엔지니어", "has_phrase", ("사장",), False),
        ("내부장치 설계자", "has_phrase_from", ("부장", "내부"), False),
        ("과장(개발부)", "has_phrase", ("과장",), True),
        ("개발 팀장 Kim", "has_phrase", ("개발팀장",), True),
        ("部长", "has_phrase", ("팀장",), False),
        ("Chief of staff", "has_phrase_from", ("team leader", "chief of"), True),
        (("clerk", "Team leader"), "has_phrase_from", ("team leader", "chief of"), True),
        ("15-1252", "starts_with", ("15-",), True),
        ("software engineer", "starts_with", ("Software",), True),
        ("15-1252", "matches", (r"^\d{2}-\d{4}$",), True),
        ("15-12521", "matches", (r"^\d{2}-\d{4}$",), False),
        ("Sr. Software Engineer", "same_as", ("sr software ENGINEER",), True),
        ("Research & Development Lead", "same_as", ("Research and development lead",), True),
        ("Bachelor's in CS", "same_as", ("Bachelor’s in CS",), True),
        (
            "Senior Machine Learning Engineer",
            "same_as",
            ("Senior Machine Learning Enginee",),
            True,
        ),  # 31 characters
        ("Senior Machine Learning Enginee", "same_as", ("Senior Machine Learning Engineer",), True),
        ("Senior Machine Learning", "same_as", ("Senior Machine Learning Engineer",), False),  # cut by nobody
        ("Software Engineer", "differs_from", ("Data Scientist",), True),
        ("Software Engineer", "differs_from", ("software-engineer",), False),
        ("Software Engineer", "differs_from", ("",), False),
        ("Software Engineer", "same_as", ("",), False),
        (("clerk", "engineer"), "same_as", ("Engineer",), True),
        (("clerk", "engineer"), "differs_from", ("Engineer",), False),
    ],
)
def test_operators_on_content(fact: Any, operator: str, wanted: tuple[Any, ...], expected: bool) -> None:
    assert truth(leaf(operator, *wanted), {"fact": known(fact)}) is expected
    others = {f"other{i}": known(w) for i, w in enumerate(wanted)}
    if operator != "matches":  # the same against facts as against what the rule itself says
        assert (
            truth(leaf(operator, *(FactRef(n) for n in others)), {"fact": known(fact), **others}) is expected
        )


@pytest.mark.parametrize(
    ("one", "operator", "other", "expected"),
    [
        ("2020-03-14", "before", "2020-03-15", True),
        ("2020-03-14", "before", "2020-03-14", False),
        ("03/2020", "before", "2020-04-01", True),
        ("03/2020", "before", "2020-03-31", None),
        ("03/2020", "before", "2020-03-01", False),
        ("03/2020", "after", "02/2020", True),
        ("03/2020", "after", "03/2020", None),
        ("2020", "after", "2020-12-31", False),
        ("2020", "at_most", "2020-12-31", True),
        ("2020", "at_least", "2020-01-01", True),
        ("2020", "less_than", "2021", True),
        ("03/2020", "equals", "03/2020", None),
        ("2020-03-14", "equals", "03/14/2020", True),
        ("03/2020", "equals", "04/2020", False),
        ("03/2020", "not_equals", "04/2020", True),
        ("03/2020", "same_as", "2020-03-14", True),
        ("03/2020", "differs_from", "2020-03-14", False),
        ("03/2020", "differs_from", "2020-04-14", True),
    ],
)
def test_days_are_intervals(one: str, operator: str, other: str, expected: bool | None) -> None:
    assert truth(leaf(operator, day(other)), {"fact": known(day(one))}) is expected


def test_a_day_between_two_others_is_decided_by_the_ends_that_decide() -> None:
    fact = {"fact": known(day("03/2020"))}
    assert truth(leaf("between", day("2020-03-01"), day("2020-03-31")), fact) is True
    assert truth(leaf("between", day("2020-03-10"), day("2021")), fact) is None
    assert truth(leaf("between", FactRef("other"), day("2020-02-01")), fact) is False
    assert truth(leaf("between", FactRef("other"), day("2020-05-01")), fact) is None


def test_what_is_open_of_a_list_of_operands_leaves_only_the_rest_open() -> None:
    facts = {"fact": known("a")}
    assert truth(leaf("in", "a", FactRef("other")), facts) is True
    assert truth(leaf("in", "b", FactRef("other")), facts) is None
    assert truth(leaf("not_in", "a", FactRef("other")), facts) is False
    assert truth(leaf("not_in", "b", FactRef("other")), facts) is None
    assert truth(leaf("not_in", "b", FactRef("other")), {**facts, "other": blank()}) is True


def items(*levels: Level | None) -> Value:
    def item(index: int, level: Level | None) -> Item:
        return Item(f"i{index}", {} if level is None else {"level": known(level)})

    return known(tuple(item(i, level) for i, level in enumerate(levels)))


IS_HIGH = Leaf(FactRef("i.level"), "equals", Literal(Level.high))
ANY_HIGH = ForAny(FactRef("items"), "i", IS_HIGH)
ALL_HIGH = ForAll(FactRef("items"), "i", IS_HIGH)


@pytest.mark.parametrize(
    ("value", "some", "every"),
    [
        (items(), False, True),
        (blank(), False, True),
        (absent(), False, True),
        (NOT_ENTERED, None, None),
        (items(Level.high), True, True),
        (items(Level.low), False, False),
        (items(Level.low, Level.high), True, False),
        (items(None, Level.high), True, None),
        (items(None, Level.low), None, False),
        (items(None), None, None),
    ],
)
def test_for_any_and_for_all(value: Value, some: bool | None, every: bool | None) -> None:
    assert truth(ANY_HIGH, {"items": value}) is some
    assert truth(ALL_HIGH, {"items": value}) is every
    # De Morgan: all are high exactly where none is anything else.
    other = ForAny(FactRef("items"), "i", NoneOf((IS_HIGH,)))
    assert truth(NoneOf((other,)), {"items": value}) is every


@pytest.mark.parametrize(
    ("operator", "wanted", "expected"),
    [
        ("equals", (1,), None),  # one is high, one is not entered, one is low: the count is 1 or 2
        ("equals", (3,), False),
        ("not_equals", (0,), True),
        ("at_least", (1,), True),
        ("at_least", (2,), None),
        ("more_than", (2,), False),
        ("less_than", (3,), True),
        ("less_than", (2,), None),
        ("between", (1, 2), True),
        ("in", (1, 2), True),
        ("not_in", (1, 5), None),
    ],
)
def test_a_count_with_items_open_is_decided_where_every_possible_count_agrees(
    operator: str, wanted: tuple[int, ...], expected: bool | None
) -> None:
    operand = leaf(operator, *wanted).operand
    count = Count(FactRef("items"), "i", IS_HIGH, operator, operand)
    assert truth(count, {"items": items(Level.high, None, Level.low)}) is expected
    assert truth(count, {"items": NOT_ENTERED}) is None


def test_a_count_of_all_items_needs_none_of_them_entered() -> None:
    count = Count(FactRef("items"), "i", None, "equals", Literal(2))
    assert truth(count, {"items": items(None, None)}) is True
    assert truth(count, {"items": blank()}) is False
    against = Count(FactRef("items"), "i", None, "equals", FactRef("number"))
    assert truth(against, {"items": items(None, None), "number": known(2)}) is True
    assert truth(against, {"items": items(None, None)}) is None
    assert truth(against, {"items": items(None, None), "number": blank()}) is False


def test_one_alias_over_two_lists_does_not_mix_their_items() -> None:
    both = NoneOf((NoneOf((ANY_HIGH,)), ForAny(FactRef("others"), "i", IS_HIGH)))
    assert truth(both, {"items": items(Level.high), "others": items(Level.low)}) is True


def test_every_operator_has_a_sentence_for_the_documentation() -> None:
    docs = [o.doc for o in OPERATORS.values()]
    assert len(set(docs)) == len(docs)
    assert all(d.endswith(".") and len(d) > 20 for d in docs)
