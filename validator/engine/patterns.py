r"""Regular expressions in linear time.

The library's own matcher tries alternatives one after the other, and a short pattern can hold it for hours. Here a
pattern becomes a set of states that move together over the text once (Thompson's construction, with the moves
remembered), so that the time is bounded by the length of the text times that of the pattern.

What a pattern may hold: characters, ``.``, ``[a-z]``, ``[^a-z]``, ``\d \w \s`` and their capitals, ``\b``, ``^``,
``$``, groups ``( )`` and ``(?: )``, ``|``, and the repetitions ``* + ? {m} {m,} {m,n}``. A leading ``(?i)`` leaves case
aside. Not among them, since linear time rules them out or nobody needs them here: back references, looking ahead or
behind, lazy and possessive repetitions, named groups.
"""

from __future__ import annotations

from collections.abc import Callable

from validator.frozen import frozen

MOST_STATES = 2000
"""A pattern whose repetitions come to more states than this is refused."""

MOST_DEPTH = 50

_MOST_MOVES = 20_000  # remembered moves of one pattern; then they are forgotten, and time stays linear

Test = Callable[[str], bool]


class PatternError(ValueError):
    """A pattern that cannot be read: ``what`` is wrong at ``at`` (0-based), in a plain sentence."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(f"{what} (character {at + 1} of the pattern)")
        self.what = what
        self.at = at


@frozen(kw_only=False)
class _Char:
    test: Test


@frozen(kw_only=False)
class _Edge:
    sign: str  # ^ $ b


@frozen(kw_only=False)
class _Seq:
    parts: tuple[_Node, ...]


@frozen(kw_only=False)
class _Alt:
    parts: tuple[_Node, ...]


@frozen(kw_only=False)
class _Repeat:
    part: _Node
    least: int
    most: int | None


_Node = _Char | _Edge | _Seq | _Alt | _Repeat


def _word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CLASSES: dict[str, Test] = {"d": str.isdecimal, "w": _word, "s": str.isspace}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def _not(test: Test) -> Test:
    return lambda c: not test(c)


class _Reader:
    """Recursive descent over a pattern; one instance reads one pattern."""

    def __init__(self, text: str, at: int, *, fold: bool) -> None:
        self.text, self.at, self.fold = text, at, fold
        self._depth = 0

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def alternatives(self) -> _Node:
        parts = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else _Alt(tuple(parts))

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated())
        return _Seq(tuple(parts))

    def _repeated(self) -> _Node:
        began = self.at
        part = self._atom()
        bounds = self._bounds()
        if bounds is None:
            return part
        if isinstance(part, _Edge):
            raise PatternError("An edge cannot be repeated.", began)
        if self._peek() and self._peek() in "*+?{":
            raise PatternError(
                "A repetition of a repetition is not supported; put the inner one in a group.", self.at
            )
        return _Repeat(part, *bounds)

    def _bounds(self) -> tuple[int, int | None] | None:
        sign = self._peek()
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if sign in simple:
            self.at += 1
            return simple[sign]
        if sign != "{":
            return None
        end = self.text.find("}", self.at)
        least, comma, most = self.text[self.at + 1 : end].partition(",") if end > 0 else ("", "", "")
        if not least.isdecimal() or (most and not most.isdecimal()):
            raise PatternError("“{” begins a repetition such as {2,4}; write \\{ for the character.", self.at)
        lowest, highest = int(least), (int(most) if most else None if comma else int(least))
        if highest is not None and highest < lowest:
            raise PatternError("The repetition ends below where it begins.", self.at)
        if max(lowest, highest or 0) > MOST_STATES:
            raise PatternError(f"A repetition may count to {MOST_STATES} at most.", self.at)
        self.at = end + 1
        return lowest, highest

    def _atom(self) -> _Node:
        char, began = self._peek(), self.at
        self.at += 1
        match char:
            case "(":
                return self._group(began)
            case "[":
                return _Char(self._set(began))
            case ".":
                return _Char(lambda c: c != "\n")
            case "^" | "$":
                return _Edge(char)
            case "\\":
                return self._escape(began)
            case "*" | "+" | "?" | "{":
                raise PatternError(f"“{char}” repeats nothing here; write \\{char} for the character.", began)
        return _Char(self._one(char))

    def _group(self, began: int) -> _Node:
        if self._peek() == "?":
            if self.text[self.at : self.at + 2] != "?:":
                raise PatternError(
                    "Only plain groups ( ) and (?: ) are supported: no looking ahead or behind.", began
                )
            self.at += 2
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise PatternError(f"Groups may nest {MOST_DEPTH} deep at most.", began)
        inner = self.alternatives()
        if self._peek() != ")":
            raise PatternError("The group is not closed.", began)
        self.at += 1
        self._depth -= 1
        return inner

    def _escape(self, began: int) -> _Node:
        char = self._peek()
        if char == "b":
            self.at += 1
            return _Edge(char)
        return _Char(self._escaped(began))

    def _escaped(self, began: int) -> Test:
        char = self._peek()
        self.at += 1
        if char and char.lower() in _CLASSES:
            test = _CLASSES[char.lower()]
            return test if char.islower() else _not(test)
        if char in _ESCAPES:
            return self._one(_ESCAPES[char])
        if not char:
            raise PatternError("The pattern ends in a backslash.", began)
        if char.isdecimal():
            raise PatternError(
                "References back to a group are not supported: they cannot run in linear time.", began
            )
        if char.isalpha():
            raise PatternError(f"“\\{char}” is not supported.", began)
        return self._one(char)

    def _one(self, char: str) -> Test:
        if self.fold:
            folded = char.casefold()
            return lambda c: c.casefold() == folded
        return lambda c: c == char

    def _set(self, began: int) -> Test:
        negative = self._peek() == "^"
        self.at += negative
        tests: list[Test] = []
        first = True
        while (char := self._peek()) != "]" or first:
            if not char:
                raise PatternError("The set is not closed.", began)
            tests.append(self._set_item())
            first = False
        self.at += 1
        frozen = tuple(tests)
        within: Test = lambda c: any(test(c) for test in frozen)  # noqa: E731 - a def here would hide the pair
        return _not(within) if negative else within

    def _set_item(self) -> Test:
        began, low = self.at, self._peek()
        self.at += 1
        if low == "\\":
            if self._peek() and (self._peek().lower() in _CLASSES or self._peek() in _ESCAPES):
                return self._escaped(began)
            low = self._peek()
            if not low or low.isalnum():
                raise PatternError(f"“\\{low}” is not supported in a set.", began)
            self.at += 1
        if self._peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            high = self._peek()
            self.at += 1
            if high == "\\":
                high = self._peek()
                self.at += 1
            if high < low:
                raise PatternError(f"The range {low}-{high} runs backwards.", began)
            if self.fold:
                return lambda c: low <= c <= high or low <= c.lower() <= high or low <= c.upper() <= high
            return lambda c: low <= c <= high
        return self._one(low)


# A state is a test with the next state, an edge with the next state, or a fork; the last state accepts.
_State = tuple[str, Test | None, tuple[int, ...]]


class _Builder:
    def __init__(self) -> None:
        self.states: list[_State] = []

    def add(self, kind: str, test: Test | None, to: tuple[int, ...]) -> int:
        if len(self.states) >= MOST_STATES:
            raise PatternError("The pattern's repetitions come to too much.", 0)
        self.states.append((kind, test, to))
        return len(self.states) - 1

    def build(self, node: _Node, then: int) -> int:
        """The state in which ``node`` begins, if ``then`` is where it goes on."""
        match node:
            case _Char(test=test):
                return self.add("char", test, (then,))
            case _Edge(sign=sign):
                return self.add(sign, None, (then,))
            case _Seq(parts=parts):
                for part in reversed(parts):
                    then = self.build(part, then)
                return then
            case _Alt(parts=parts):
                return self.add("fork", None, tuple(self.build(p, then) for p in parts))
            case _Repeat(part=part, least=least, most=most):
                return self._repeat(part, least, most, then)

    def _repeat(self, part: _Node, least: int, most: int | None, then: int) -> int:
        if most is None:
            fork = self.add("fork", None, ())
            self.states[fork] = ("fork", None, (self.build(part, fork), then))
            then = fork
        else:
            out = then
            for _ in range(most - least):
                then = self.add("fork", None, (self.build(part, then), out))
        for _ in range(least):
            then = self.build(part, then)
        return then


_EDGE, _OTHER, _WORD = "edge", "other", "word"


def _holds(sign: str, before: str, after: str) -> bool:
    match sign:
        case "^":
            return before == _EDGE
        case "$":
            return after == _EDGE
        case _:
            return (before == _WORD) is not (after == _WORD)


class Pattern:
    """A pattern, read and ready. Raises :class:`PatternError` for one it does not support.

    ``^`` and ``$`` are the ends of the whole text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        fold = text.startswith("(?i)")
        reader = _Reader(text, 4 if fold else 0, fold=fold)
        node = reader.alternatives()
        if reader.at < len(text):
            raise PatternError("There is a “)” without its “(”.", reader.at)
        builder = _Builder()
        accept = builder.add("accept", None, ())
        self._start = builder.build(node, accept)
        self._states = builder.states
        self._moves: dict[tuple[frozenset[int], str, str], frozenset[int] | None] = {}

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere in ``text``."""
        moves, before, at = self._moves, _EDGE, frozenset((self._start,))
        for char in text:
            key = (at, before, char)
            try:
                to = moves[key]
            except KeyError:
                to = self._move(*key)
            if to is None:
                return True
            at, before = to, (_WORD if _word(char) else _OTHER)
        return self._reached(at, before, _EDGE) is None

    def _move(self, at: frozenset[int], before: str, char: str) -> frozenset[int] | None:
        """Where the states ``at`` are after ``char``; None where they have accepted before it."""
        reached = self._reached(at, before, _WORD if _word(char) else _OTHER)
        to: frozenset[int] | None = None
        if reached is not None:
            nexts = {
                s[2][0] for s in map(self._states.__getitem__, reached) if s[1] is not None and s[1](char)
            }
            to = frozenset(nexts | {self._start})
        if len(self._moves) >= _MOST_MOVES:
            self._moves.clear()
        self._moves[at, before, char] = to
        return to

    def _reached(self, at: frozenset[int], before: str, after: str) -> set[int] | None:
        """Every state reached without a character; None where the accepting one is among them."""
        reached: set[int] = set()
        todo = list(at)
        while todo:
            number = todo.pop()
            if number in reached:
                continue
            reached.add(number)
            kind, _, to = self._states[number]
            if kind == "accept":
                return None
            if kind == "fork" or (kind != "char" and _holds(kind, before, after)):
                todo.extend(to)
        return reached
