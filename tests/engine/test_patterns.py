"""Regular expressions: the usual meaning, in linear time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.engine.patterns import Pattern, PatternError

PIECES = st.sampled_from(
    ["a", "b", "1", " ", ".", "[ab]", "[^a]", r"\d", r"\w", r"\W", r"\s", "[a-c1]", r"\.", "-", "é"]
)
EDGES = st.sampled_from(["^", "$", r"\b"])
REPEATS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda p: f"(?:{p[0]}|{p[1]})"),
        st.tuples(inner, REPEATS).map(lambda p: f"({p[0]}){p[1]}"),
    )


PATTERNS = st.recursive(st.tuples(PIECES, REPEATS).map("".join) | EDGES, _larger, max_leaves=8)


@settings(max_examples=300, deadline=None)
@given(PATTERNS, st.text("ab1 .-é\n", max_size=10))
def test_a_pattern_means_what_it_means_everywhere(pattern: str, text: str) -> None:
    # The library's $ also matches before a last line break, and its own \Z does not.
    expected = re.search(pattern.replace("$", r"\Z"), text)
    assert Pattern(pattern).found_in(text) is bool(expected)


@settings(max_examples=100, deadline=None)
@given(st.text("aBÉ1", max_size=6), st.sampled_from(["ab", "[a-c]+1", "é", "[^b]", r"\w"]))
def test_case_can_be_left_aside(text: str, pattern: str) -> None:
    assert Pattern("(?i)" + pattern).found_in(text) is bool(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize(
    "pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+$b", "a*a*a*a*a*b", "(a?){30}a{30}b", "(.*)(.*)(.*)x"]
)
def test_no_pattern_takes_more_than_linear_time(pattern: str) -> None:
    started = time.process_time()
    assert not Pattern(pattern).found_in("a" * 20_000)
    assert time.process_time() - started < 2.0  # for hours, where alternatives are tried one after the other


@pytest.mark.parametrize(
    ("pattern", "at", "says"),
    [
        ("(ab", 0, "not closed"),
        ("ab)", 2, "without its"),
        ("[ab", 0, "not closed"),
        ("*a", 0, "repeats nothing"),
        ("a**", 2, "repetition of a repetition"),
        ("a+?", 2, "repetition of a repetition"),
        ("a{3,2}", 1, "below"),
        ("a{x}", 1, "begins a repetition"),
        ("a{9999}", 1, "at most"),
        ("(a{900}){900}", 0, "too much"),
        (r"(a)\1", 3, "References back"),
        ("(?=a)", 0, "looking ahead"),
        ("(?P<n>a)", 0, "Only plain groups"),
        (r"\p", 0, "not supported"),
        ("a\\", 1, "backslash"),
        ("[b-a]", 1, "backwards"),
        ("(" * 80 + ")" * 80, 50, "nest"),
        ("^*", 0, "edge"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_its_place(pattern: str, at: int, says: str) -> None:
    with pytest.raises(PatternError, match=re.escape(says)) as caught:
        Pattern(pattern)
    assert caught.value.at == at


def test_the_moves_remembered_stay_bounded() -> None:
    pattern = Pattern("[^x]*y")
    pattern.found_in("".join(map(chr, range(0x4E00, 0x4E00 + 20_500))))
    assert len(pattern._moves) <= 20_000
