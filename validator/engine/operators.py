"""The operators of the rule language: one table, read by the engine, by the lint and by the documentation.

A judgement is True, False or None (unknown), and is asked for only where the fact and what it is held against are
known; what holds of a blank, an absent or an unknown value is decided once, in :mod:`validator.engine.reading`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from validator.engine.kleene import Truth, negated
from validator.engine.texts import Phrases, alike, same, starts
from validator.engine.vocabulary import Kind
from validator.frozen import frozen
from validator.notation import Day

if TYPE_CHECKING:
    from validator.engine.patterns import Pattern


class Against(Enum):
    """What an operator is held against."""

    flag = "true or false"
    one = "one value of the fact's type"
    several = "a list of values of the fact's type"
    ends = "two values of the fact's type, the lowest and the highest"
    text = "a text"
    texts = "a list of texts, or the name of one"
    pattern = "a regular expression"


def _same(content: Any) -> Any:
    return content


@frozen
class Operator:
    """One operator.

    ``accepts`` are the kinds of fact it can be asked of; ``against`` is what it is held against. ``prepare`` makes the
    operand's content ready (once, where it is written in the rule) and may raise ValueError for content it cannot use;
    ``judge`` holds the fact's content against what was prepared. ``note`` says in a few words what was found, for the
    evidence. ``doc`` is one sentence for the documentation.
    """

    name: str
    accepts: frozenset[Kind]
    against: Against
    judge: Callable[[Any, Any], Truth]
    doc: str
    prepare: Callable[[Any], Any] = _same
    note: Callable[[Any, Any], str] | None = None


def _equals(content: Any, wanted: Any) -> Truth:
    if content is True or content is False:
        return content is wanted  # True is not 1
    if isinstance(content, tuple):
        return any(_equals(c, wanted) for c in content)
    if isinstance(content, str):
        return isinstance(wanted, str) and alike(content, wanted)
    if isinstance(content, Day):
        if content == wanted and content.first == content.last:
            return True
        return None if _overlap(content, wanted) else False
    return bool(content == wanted) and not isinstance(wanted, bool)


def _overlap(one: Day, other: Day) -> bool:
    return one.first <= other.last and other.first <= one.last


def _less(content: Any, than: Any) -> Truth:
    if isinstance(content, Day):
        return True if content.last < than.first else False if content.first >= than.last else None
    return bool(content < than)


def _at_most(content: Any, most: Any) -> Truth:
    if isinstance(content, Day):
        return True if content.last <= most.first else False if content.first > most.last else None
    return bool(content <= most)


def _more(content: Any, than: Any) -> Truth:
    return negated(_at_most(content, than))


def _at_least(content: Any, least: Any) -> Truth:
    return negated(_less(content, least))


def _agrees(content: Any, other: Any) -> Truth:
    """None stands for a text without a word: neither the same nor different."""
    if isinstance(content, tuple):
        return any(_agrees(c, other) for c in content)
    if isinstance(content, Day):
        return _overlap(content, other)
    return same(content, other)


def _phrase(content: Any, phrases: Phrases) -> str | None:
    for text in content if isinstance(content, tuple) else (content,):
        found = phrases.found_in(text)
        if found is not None:
            return found
    return None


def _one_phrase(phrase: str) -> Phrases:
    return Phrases((phrase,))


class _Pattern:
    """A pattern that is read when a text comes: most drafts have none for it, and a cold start has no time.

    What cannot be read is told when the pack is read (``validator.packs.operands``).
    """

    __slots__ = ("_read", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: Pattern | None = None

    def found_in(self, text: str) -> bool:
        if self._read is None:
            from validator.engine.patterns import Pattern

            self._read = Pattern(self._text)
        return self._read.found_in(text)


def _each(test: Callable[[str, Any], bool]) -> Callable[[Any, Any], Truth]:
    def judge(content: Any, prepared: Any) -> Truth:
        return any(test(t, prepared) for t in (content if isinstance(content, tuple) else (content,)))

    return judge


def _phrase_note(content: Any, phrases: Phrases) -> str:
    return f"“{_phrase(content, phrases)}”"


_COMPARED = frozenset({Kind.text, Kind.number, Kind.boolean, Kind.day, Kind.ordered, Kind.texts})
_RANKED = frozenset({Kind.number, Kind.day, Kind.ordered})
_WRITTEN = frozenset({Kind.text, Kind.texts})
_EVERY = frozenset(Kind)

_TABLE = (
    Operator(
        name="equals",
        accepts=_COMPARED,
        against=Against.one,
        judge=_equals,
        doc="The fact is this value; of a list of texts, one of them is. Case counts in a text, kinds of dash do not.",
    ),
    Operator(
        name="not_equals",
        accepts=_COMPARED,
        against=Against.one,
        judge=lambda c, w: negated(_equals(c, w)),
        doc="The fact has a value, and it is another one; of a list of texts, none is this one.",
    ),
    Operator(
        name="in",
        accepts=_COMPARED,
        against=Against.several,
        judge=_equals,
        doc="The fact is one of these values; of a list of texts, one of them is.",
    ),
    Operator(
        name="not_in",
        accepts=_COMPARED,
        against=Against.several,
        judge=_equals,
        doc="The fact has a value, and it is none of these.",
    ),
    Operator(
        name="less_than",
        accepts=_RANKED,
        against=Against.one,
        judge=_less,
        doc="The fact is below this value.",
    ),
    Operator(
        name="at_most",
        accepts=_RANKED,
        against=Against.one,
        judge=_at_most,
        doc="The fact is this value or below it.",
    ),
    Operator(
        name="more_than",
        accepts=_RANKED,
        against=Against.one,
        judge=_more,
        doc="The fact is above this value.",
    ),
    Operator(
        name="at_least",
        accepts=_RANKED,
        against=Against.one,
        judge=_at_least,
        doc="The fact is this value or above it.",
    ),
    Operator(
        name="between",
        accepts=_RANKED,
        against=Against.ends,
        judge=_equals,
        doc="The fact is neither below the first value nor above the second.",
    ),
    Operator(
        name="before",
        accepts=frozenset({Kind.day}),
        against=Against.one,
        judge=_less,
        doc="The day is earlier; unknown where a month or a year alone leaves it open.",
    ),
    Operator(
        name="after",
        accepts=frozenset({Kind.day}),
        against=Against.one,
        judge=_more,
        doc="The day is later; unknown where a month or a year alone leaves it open.",
    ),
    Operator(
        name="missing",
        accepts=_EVERY,
        against=Against.flag,
        judge=lambda _, wanted: not wanted,
        doc="The fact was left blank, or the reference has nothing; unknown while it is not entered.",
    ),
    Operator(
        name="present",
        accepts=_EVERY,
        against=Against.flag,
        judge=lambda _, wanted: bool(wanted),
        doc="The fact has a value; unknown while it is not entered.",
    ),
    Operator(
        name="empty",
        accepts=frozenset({Kind.text, Kind.texts, Kind.records}),
        against=Against.flag,
        judge=lambda c, wanted: (not c or (isinstance(c, str) and not c.strip())) is wanted,
        doc="The list has no item, the text no character, or the fact was left blank.",
    ),
    Operator(
        name="has_phrase",
        accepts=_WRITTEN,
        against=Against.text,
        judge=lambda c, phrases: _phrase(c, phrases) is not None,
        prepare=_one_phrase,
        note=_phrase_note,
        doc="The text holds these words together, case, accents and punctuation aside.",
    ),
    Operator(
        name="has_phrase_from",
        accepts=_WRITTEN,
        against=Against.texts,
        judge=lambda c, phrases: _phrase(c, phrases) is not None,
        prepare=Phrases,
        note=_phrase_note,
        doc="The text holds one of the phrases of a list, case, accents and punctuation aside; one in Hangul where a "
        "word ends (팀장 in 개발팀장).",
    ),
    Operator(
        name="matches",
        accepts=_WRITTEN,
        against=Against.pattern,
        judge=_each(lambda text, pattern: pattern.found_in(text)),
        prepare=_Pattern,
        doc="The regular expression matches somewhere in the text (^ and $ are its ends; (?i) leaves case aside).",
    ),
    Operator(
        name="starts_with",
        accepts=_WRITTEN,
        against=Against.text,
        judge=_each(starts),
        doc="The text begins with this one, case aside.",
    ),
    Operator(
        name="same_as",
        accepts=_WRITTEN | {Kind.day},
        against=Against.one,
        judge=lambda c, o: _agrees(c, o) is True,
        doc="The texts say the same, case, accents, punctuation and a 31-character field's limit aside; "
        "two days can be the same one.",
    ),
    Operator(
        name="differs_from",
        accepts=_WRITTEN | {Kind.day},
        against=Against.one,
        judge=lambda c, o: _agrees(c, o) is False,
        doc="Both are stated and say different things, compared as same_as compares; of a list, none says the same.",
    ),
)

OPERATORS: dict[str, Operator] = {o.name: o for o in _TABLE}
"""Every operator by its name, in the order of the documentation."""

ON_COUNTS = frozenset(
    {"equals", "not_equals", "in", "not_in", "less_than", "at_most", "more_than", "at_least", "between"}
)
"""The operators that a count may use."""
