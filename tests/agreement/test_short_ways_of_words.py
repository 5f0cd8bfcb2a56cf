"""Long patterns are not compiled for the texts that most drafts write; what is read is the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.agreement import fields, levels
from validator.agreement.wordlists import table

PATTERNS = {
    "degree": (fields._DEGREE, fields._DEGREE_HINTS),
    "remark": (fields._REMARK, fields._REMARK_HINTS),
}
WORDS = sorted({word for row in table("field_names.tsv") for word in row[0].split()})


@pytest.mark.parametrize("name", PATTERNS)
@given(data=st.data())
def test_a_text_that_a_pattern_finds_something_in_has_one_of_its_hints(
    name: str, data: st.DataObject
) -> None:
    pattern, hints = PATTERNS[name]
    before, found, after = (
        data.draw(st.sampled_from(["", "civil ", "(", "physics,"])),
        data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE))),
        data.draw(st.sampled_from(["", " engineering", ")", " law"])),
    )
    plain = fields._plain(before + found + after)
    assert fields._without(pattern, hints, plain) == re.sub(pattern, " ", plain, flags=re.IGNORECASE)


@pytest.mark.parametrize("name", PATTERNS)
@given(
    words=st.lists(st.sampled_from([*WORDS, "in", "of", "the", "us", "u.s.", "b.s.", "bsc"]), max_size=5),
    between=st.sampled_from([" ", "  ", "\t", "\N{NO-BREAK SPACE}", "/", ", "]),
)
def test_fields_lose_what_a_pattern_finds_with_and_without_the_short_way(
    name: str, words: list[str], between: str
) -> None:
    pattern, hints = PATTERNS[name]
    plain = fields._plain(between.join(words))
    assert fields._without(pattern, hints, plain) == re.sub(pattern, " ", plain, flags=re.IGNORECASE)


def test_each_name_of_a_degree_that_has_a_short_way_is_of_the_level_that_the_patterns_read() -> None:
    assert {name: levels._written(name) for name in levels._PLAIN} == levels._PLAIN
