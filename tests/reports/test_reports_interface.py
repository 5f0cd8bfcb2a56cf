"""Formats by name, what a stream can show, and what the way to a page costs."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from validator.errors import UsageError
from validator.reports.interface import FORMATS, Options, format_named
from validator.reports.terminal import options_for


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_found_by_its_name(name: str) -> None:
    found = format_named(name)
    assert found.name == name
    assert found.suffix.startswith(".")
    assert "/" in found.media_type


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean “json”"):
        format_named("jsn")
    with pytest.raises(UsageError, match="The formats are text, "):
        format_named("wordperfect")


def test_a_pipe_is_plain_and_one_hundred_wide() -> None:
    options = options_for(io.StringIO(), environ={"COLUMNS": "200"})
    assert options == Options(width=100, colour=False, encoding="utf-8")


def test_a_terminal_is_coloured_unless_it_asks_not_to_be() -> None:
    assert options_for(Terminal(), environ={}).colour
    assert not options_for(Terminal(), environ={"NO_COLOR": "1"}).colour
    assert not options_for(Terminal(), environ={"TERM": "dumb"}).colour
    assert not options_for(Terminal(), environ={}, colour=False).colour
    assert options_for(io.StringIO(), environ={"FORCE_COLOR": "1"}).colour


def test_a_page_is_never_narrower_than_sixty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert options_for(Terminal(), environ={}).width == 60
    monkeypatch.setenv("COLUMNS", "400")
    assert options_for(Terminal(), environ={}).width == 120
    assert Options(width=10).columns == 60


def test_a_page_costs_no_heavy_import() -> None:
    told = "import sys, validator.reports.text; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"click", "rich", "json", "jsonschema", "yaml", "typing_extensions"} & set(loaded)
