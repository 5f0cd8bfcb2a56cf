"""How text is measured and set: wide letters, combining marks, long words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from validator.reports.cells import cells, shorten, split_at
from validator.reports.clean import one_line
from validator.reports.spans import Span, Style, line_cells, wrap

clean_texts = st.text(st.sampled_from("ab -,()팀장東京（）、e\u0301ü“”…"), max_size=60).map(one_line)
widths = st.integers(2, 30)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Team", 4),
        ("팀장", 4),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("책임연구원 a", 12),
        ("\u1112\u1161\u11ab", 2),
        ("", 0),
    ],
)
def test_cells_count_wide_letters_twice_and_marks_not_at_all(text: str, size: int) -> None:
    assert cells(text) == size


@given(st.lists(st.tuples(clean_texts, st.sampled_from((Style.plain, Style.strong))), max_size=4), widths)
@example([("x" * 11, Style.plain)], 10)
@example([("ab " * 3 + "x" * 11, Style.plain)], 10)
@example([("“", Style.faint), ("a" * 9, Style.plain), ("”", Style.faint)], 10)
def test_set_lines_fit_and_lose_no_letter(parts: list[tuple[str, Style]], width: int) -> None:
    lines = wrap([Span(text, style) for text, style in parts], width)
    assert all(line_cells(line) <= width for line in lines)
    told = "".join(s.text for line in lines for s in line)
    assert told.replace(" ", "") == "".join(text for text, _ in parts).replace(" ", "")


@given(clean_texts, widths)
def test_what_is_shortened_fits_and_begins_as_it_was(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cells(short) <= width
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(clean_texts, widths)
def test_a_text_split_at_a_width_is_the_same_text(text: str, width: int) -> None:
    head, rest = split_at(text, width)
    assert head + rest == text
    assert cells(head) <= width


def lines_of(text: str, width: int) -> list[str]:
    return ["".join(s.text for s in line) for line in wrap([Span(text)], width)]


def test_korean_is_set_in_words_and_chinese_in_characters() -> None:
    assert lines_of("자동차 안전 반도체", 12) == ["자동차 안전", "반도체"]
    assert lines_of("東京大学工学部", 8) == ["東京大学", "工学部"]


def test_no_line_begins_with_what_closes_a_phrase() -> None:
    assert lines_of("東京大学、工学部", 8) == ["東京大", "学、工学", "部"]


def test_a_word_of_two_styles_stays_together() -> None:
    lines = wrap([Span("says "), Span("“", Style.faint), Span("Manager"), Span("”", Style.faint)], 10)
    assert ["".join(s.text for s in line) for line in lines] == ["says", "“Manager”"]
