from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.errors import Problem
from validator.source import SourceError, read_text
from validator.source.text import line_at

WORDS = "case: {id: a}\ntitle: 팀장 – “x”\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-32", "windows line ends", "old mac line ends"],
)
def test_every_usual_encoding_gives_the_same_text(data: bytes) -> None:
    assert read_text(data) == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert read_text("case: {id: a}".encode(encoding)) == "case: {id: a}"


def test_broken_utf_8_is_shown_at_its_line_and_column_with_what_it_probably_is() -> None:
    with pytest.raises(SourceError) as caught:
        read_text("case: 팀\nname: Andr".encode() + b"\xe9 X\nmore: 1\n", "draft.yaml")
    (problem,) = caught.value.problems
    assert str(problem) == (
        "draft.yaml:2:11: Byte 0xE9 is not UTF-8 (in Windows-1252 it would be “é”). Save the file as UTF-8."
    )
    assert problem.line_text.startswith("name: Andr")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "no.yaml", "There is no such file."),
        (lambda folder: folder, "This is a folder, not a file."),
        (lambda folder: folder / "a\0b", "This file cannot be read: embedded null byte."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, make: object, says: str) -> None:
    assert callable(make)
    with pytest.raises(SourceError) as caught:
        read_text(make(tmp_path))
    assert caught.value.problems[0].what == says


@given(st.binary(max_size=80))
def test_bytes_are_text_or_a_problem(data: bytes) -> None:
    text = ""
    problems: tuple[Problem, ...] = ()
    try:
        text = read_text(data)
    except SourceError as error:
        problems = error.problems
    assert "\r" not in text
    assert all(problem.place is not None and problem.mend for problem in problems)


def test_a_very_long_line_is_quoted_around_the_mistake() -> None:
    text = "x" * 5000 + "HERE" + "y" * 5000
    quoted = line_at(text, 5000)
    assert "HERE" in quoted
    assert len(quoted) < 260
