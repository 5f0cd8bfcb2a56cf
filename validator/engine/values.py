"""What a fact is worth: known, left blank, absent, or not known yet.

The four states are the whole point. Not entered yet is *unknown*; left blank on the form is *blank*; what a
reference table has nothing on is *absent*; only *known* has content that an operator may compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Final, Protocol, runtime_checkable

from validator.evidence import Evidence, Late
from validator.notation import Day


class State(Enum):
    """How much is known of a value."""

    known = "known"
    blank = "blank"
    absent = "absent"
    unknown = "unknown"


KNOWN, BLANK, ABSENT, UNKNOWN = State.known, State.blank, State.absent, State.unknown  # read often


@runtime_checkable
class Record(Protocol):
    """One item of a list of records."""

    @property
    def id(self) -> str:
        """The item's own name within its list."""

    def get(self, field: str) -> Value:
        """The item's field; a field that is not entered is an unknown value, never an error."""


Scalar = str | int | Decimal | bool | Day | IntEnum
"""One thing to compare: a text, a number (never a float), a truth, a day, or a member of an order."""

Content = Scalar | tuple[str, ...] | tuple[Record, ...]
"""What a known value holds: a scalar, a list of texts, or a list of records."""


class Value:
    """A fact's value; nothing about it changes once it is made.

    ``content`` is None unless ``state`` is known. ``evidence`` is what the value rests on. ``needs`` are the names of
    the fields that would let an unknown value be known, and empty in every other state.
    """

    # Some three hundred are made a draft: with slots that are simply set, in a third of the time of a frozen class.
    __slots__ = ("content", "evidence", "needs", "state")

    def __init__(
        self,
        state: State,
        content: Content | None = None,
        evidence: Sequence[Evidence] = (),
        needs: tuple[str, ...] = (),
    ) -> None:
        if (content is None) is (state is KNOWN):
            raise ValueError(f"a {state.value} value with content {content!r}")
        if isinstance(content, float):
            raise TypeError(f"{content!r}: numbers are int or Decimal")
        self.state: Final = state
        self.content: Final = content
        self.evidence: Final = evidence
        self.needs: Final = needs

    def _parts(self) -> tuple[Any, ...]:
        return self.state, self.content, self.evidence, self.needs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        return "Value({!r}, {!r}, {!r}, {!r})".format(*self._parts())

    @property
    def is_known(self) -> bool:
        """There is content to compare."""
        return self.state is KNOWN

    @property
    def is_unknown(self) -> bool:
        """It is not entered yet, or derives from what is not."""
        return self.state is UNKNOWN


def known(content: Content, evidence: Iterable[Evidence] = ()) -> Value:
    """A value that is there. A list becomes no value of its own: ``()`` says "there are none"."""
    return Value(KNOWN, content, _kept(evidence))


def blank(evidence: Iterable[Evidence] = ()) -> Value:
    """A value left blank on the form."""
    return Value(BLANK, None, _kept(evidence))


def absent(evidence: Iterable[Evidence] = ()) -> Value:
    """A derived value for which there is nothing: the reference has no such fact."""
    return Value(ABSENT, None, _kept(evidence))


def unknown(needs: Iterable[str], evidence: Iterable[Evidence] = ()) -> Value:
    """A value not entered yet; ``needs`` names the fields that would let it be known."""
    return Value(UNKNOWN, None, _kept(evidence), tuple(needs))


def _kept(evidence: Iterable[Evidence]) -> Sequence[Evidence]:
    return evidence if evidence.__class__ is Late else tuple(evidence)


class Lookup(Protocol):
    """Answers what a draft's facts are worth.

    ``name`` is a name of the vocabulary that no alias scopes: names such as ``d.level`` the engine reads from the
    record bound to ``d`` itself, and ``concluded.NAME`` it knows from its own layers. ``binding`` holds the records
    bound around the condition, by alias. A name must get the same value each time it is asked for with one binding.
    """

    def __call__(self, name: str, binding: Mapping[str, Record], /) -> Value:
        """The value of the fact ``name``."""
