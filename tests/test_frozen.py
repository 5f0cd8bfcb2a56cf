"""Frozen classes: they do what a frozen dataclass does."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, astuple, dataclass, field, fields, is_dataclass, replace
from inspect import signature
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.frozen import frozen


@frozen
class Titled:
    """A title under a code."""

    code: str
    title: str = "Engineer"
    seen: Mapping[str, int] = field(default_factory=dict)
    place: str | None = field(default=None, compare=False, repr=False)


@frozen
class Ranked(Titled):
    """A title under a code, with its rank."""

    rank: int = 1


@frozen(kw_only=False)
class Span:
    """Years from and to."""

    start: int
    end: int = 0

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("ends before it starts")


class AsDataclass:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Titled:
        code: str
        title: str = "Engineer"
        seen: Mapping[str, int] = field(default_factory=dict)
        place: str | None = field(default=None, compare=False, repr=False)


VALUES = st.fixed_dictionaries(
    {"code": st.text(max_size=2)},
    optional={
        "title": st.sampled_from(["Engineer", "Nurse"]),
        "seen": st.dictionaries(st.text(max_size=1), st.integers(0, 1), max_size=1),
        "place": st.sampled_from([None, "here"]),
    },
)


@given(VALUES, VALUES)
def test_a_frozen_class_is_equal_shown_and_replaced_as_a_frozen_dataclass_is(
    a: dict[str, Any], b: dict[str, Any]
) -> None:
    ours, theirs = (Titled(**a), Titled(**b)), (AsDataclass.Titled(**a), AsDataclass.Titled(**b))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert f"AsDataclass.{ours[0]!r}" == repr(theirs[0])
    assert [(f.name, getattr(ours[0], f.name)) for f in fields(ours[0])] == [
        (f.name, getattr(theirs[0], f.name)) for f in fields(theirs[0])
    ]
    assert replace(ours[0], **b) == Titled(**(a | b))
    assert is_dataclass(ours[0])


def test_equal_objects_hash_alike_and_what_does_not_count_for_equality_does_not_count_there() -> None:
    assert hash(Span(1, 2)) == hash(Span(1, 2))
    assert len({Span(1, 2), Span(1, 2), Span(1, 3)}) == 2
    assert Titled(code="x", place="here") == Titled(code="x")


def test_objects_of_two_classes_are_never_equal() -> None:
    assert Ranked(code="x") != Titled(code="x")


def test_no_field_can_be_set_added_or_deleted() -> None:
    titled = Titled(code="x")
    for name in ("code", "other"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(titled, name, "y")
    with pytest.raises(FrozenInstanceError, match="code"):
        del titled.code
    assert not hasattr(titled, "__dict__")


def test_a_frozen_class_takes_its_fields_by_keyword_unless_it_says_otherwise() -> None:
    with pytest.raises(TypeError):
        Titled("x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="code"):
        Titled()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unheard"):
        Titled(code="x", unheard=1)  # type: ignore[call-arg]
    assert Span(1, 2) == Span(start=1, end=2)


def test_a_default_factory_makes_a_new_value_each_time() -> None:
    assert Titled(code="x").seen is not Titled(code="x").seen


def test_a_frozen_class_that_inherits_has_the_fields_of_both() -> None:
    assert repr(Ranked(code="x", rank=2)) == "Ranked(code='x', title='Engineer', seen={}, rank=2)"


def test_a_frozen_class_checks_itself_where_it_says_how() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Span(2, 1)


def test_frozen_objects_match_by_place_and_by_name() -> None:
    match Span(1, 2):
        case Span(start, end=2):
            assert start == 1
        case _:
            pytest.fail("no match")


@pytest.mark.parametrize(
    "made", [Titled(code="x", seen={"a": 1}, place="here"), Ranked(code="y"), Span(1, 2)]
)
def test_a_frozen_object_survives_copying_and_pickling(made: object) -> None:
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert repr(copy.copy(made)) == repr(made)


@frozen(kw_only=False, order=True)
class Version:
    """A version and a remark."""

    major: int
    minor: int = 0
    remark: str = field(default="", compare=False)


def test_a_class_with_an_order_sorts_by_its_fields_in_turn_and_no_other_does() -> None:
    versions = [Version(2), Version(1, 2), Version(1, 1, "z"), Version(1, 1, "a")]
    assert sorted(versions) == [Version(1, 1), Version(1, 1), Version(1, 2), Version(2)]
    assert Version(1) <= Version(1, 0, "x") >= Version(1)
    assert not Version(1) < Version(1)
    assert not Version(1) > Version(1)
    with pytest.raises(TypeError):
        sorted([Version(1), 1])  # type: ignore[type-var]
    with pytest.raises(TypeError):
        sorted([Span(1, 2), Span(0, 1)])  # type: ignore[type-var]


def _made() -> Any:
    """Classes that nobody has asked for anything yet, one under the other."""

    @frozen(kw_only=False)
    class Above:
        first: int
        second: int = field(default=2, kw_only=True)

    @frozen(order=True)
    class Below(Above):
        seen: list[int] = field(default_factory=list, compare=False)

    return Above, Below


@pytest.mark.parametrize(
    "ask",
    [
        lambda _, below: hash(below(1)) == hash(below(1, second=2)) and below(1) == below(1),
        lambda _, below: below(1) == below(1, seen=[1]),
        lambda _, below: below(1) < below(1, second=3),
        lambda _, below: [f.name for f in fields(below)] == ["first", "second", "seen"],
        lambda above, _: is_dataclass(above),
        lambda above, _: above.__match_args__ == ("first",),
        lambda above, _: str(signature(above)) == "(first, *, second=2)",
        lambda _, below: [*signature(below).parameters] == ["first", "second", "seen"],
        lambda above, below: above(1) != below(1),
        lambda _, below: replace(below(1), seen=[1]).seen == [1],
        lambda above, _: repr(above(1)).endswith("Above(first=1, second=2)"),
        lambda above, _: type("Plain", (above,), {})(1).second == 2,
    ],
)
def test_whatever_is_asked_first_of_a_class_is_made_then(ask: Any) -> None:
    assert ask(*_made())


def test_a_field_without_a_default_does_not_follow_one_that_has_one() -> None:
    @frozen(kw_only=False)
    class Wrong:
        first: int = 1
        second: int  # type: ignore[misc]

    with pytest.raises(TypeError, match="follows"):
        Wrong(1, 2)


def test_fields_may_have_any_names() -> None:
    @frozen
    class Odd:
        cls: int
        make_0: int
        set_0: int = 3
        MADE: list[int] = field(default_factory=list)

    odd = Odd(cls=1, make_0=2)
    assert (odd.cls, odd.make_0, odd.set_0, odd.MADE) == (1, 2, 3, [])


@given(st.integers(0, 14), st.booleans())
def test_a_class_of_any_number_of_fields_sets_each_and_checks_itself_at_the_end(
    count: int, checked: bool
) -> None:
    seen: list[object] = []
    names = [f"f{at}" for at in range(count)]
    body: dict[str, Any] = {"__annotations__": dict.fromkeys(names, "object")}
    if checked:
        body["__post_init__"] = lambda self: seen.append(astuple(self))
    if count > 1:
        body[names[-1]] = field(default_factory=list)
    made: Any = frozen(type("Made", (), body))
    values = tuple(range(count))
    assert astuple(made(**dict(zip(names, values, strict=True)))) == values
    assert seen == ([values] if checked else [])
    if count > 1:
        given_but_the_last = dict(zip(names[:-1], values, strict=False))
        assert astuple(made(**given_but_the_last)) == (*values[:-1], [])
    if count:
        with pytest.raises(TypeError, match="f0"):
            made()
