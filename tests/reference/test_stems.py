"""A word's stem, held against the table of endings read from its first line to its last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from validator.reference import terms

ENDINGS = [suffix for suffix, _, _ in terms._SUFFIXES]


def first_that_fits(word: str) -> str:
    for suffix, left, remains in terms._SUFFIXES:
        base = word.removesuffix(suffix)
        if base == word or len(base) < remains or not terms._VOWEL.search(base):
            continue
        if suffix == "s" and word.endswith(terms._KEEP_S):
            continue
        return terms._undoubled(base) + left if suffix in {"ing", "ed", "er", "ers", "ings"} else base + left
    return word


@given(
    st.builds(
        "".join,
        st.tuples(st.text("aeioubdlnrst", max_size=6), st.sampled_from(ENDINGS), st.sampled_from(["", "s"])),
    )
)
def test_the_longest_ending_that_fits_is_the_first_of_the_table_that_does(word: str) -> None:
    if len(word) >= 4 and word not in terms._FAMILIES:
        assert terms.stem(word) == first_that_fits(word)


def test_no_ending_of_the_table_stands_after_one_that_it_ends_in() -> None:
    for at, ending in enumerate(ENDINGS):
        assert not [later for later in ENDINGS[at + 1 :] if later.endswith(ending)], ending
