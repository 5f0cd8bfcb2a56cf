"""``--words`` and ``--no-words`` through the command: reports, the error stream, settings, an old report again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from validator.reports.interface import PUBLISHED_FORMATS
from validator.reports.redacted import NOTICE

Write = Callable[..., Any]
ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "samples/troubled/team-leader-from-korea.yaml")
OWN = ("text", "markdown", "json", "html", "jsonl")


def has_words(text: str) -> bool:
    return "Team Leader" in text


@pytest.mark.parametrize("name", [*PUBLISHED_FORMATS, *OWN])
def test_published_formats_leave_words_out_and_the_office_s_own_have_them(niw: Write, name: str) -> None:
    assert has_words(niw("check", SAMPLE, "--format", name).out) is (name in OWN)
    assert has_words(niw("check", SAMPLE, "--format", name, "--words").out)
    without = niw("check", SAMPLE, "--format", name, "--no-words")
    assert not has_words(without.out + without.err)
    assert without.code == 1, "what counts is the same"


def test_each_report_of_a_run_is_as_its_format_has_it(niw: Write, here: Path) -> None:
    niw("check", SAMPLE, "--format", "html", "-o", "r.html", "--format", "sarif", "-o", "r.sarif")
    assert has_words((here / "r.html").read_text(encoding="utf-8"))
    assert not has_words((here / "r.sarif").read_text(encoding="utf-8"))


def test_the_setting_counts_and_the_command_line_goes_before_it(niw: Write, put: Write, here: Path) -> None:
    put("niw.toml", "words = true\n")
    assert has_words(niw("check", SAMPLE, "--format", "github").out)
    assert not has_words(niw("check", SAMPLE, "--format", "github", "--no-words").out)
    put("niw.toml", "words = false\n")
    assert not has_words(niw("check", SAMPLE).out)
    assert has_words(niw("check", SAMPLE, "--words").out)
    put("niw.toml", 'words = "yes"\n')
    assert niw("check", SAMPLE).code == 2


BROKEN = "case: {id: c}\ni140: {soc_cod: Zqvx}\n"


@pytest.mark.parametrize(
    ("formats", "told"),
    [
        (("--format", "json"), True),
        (("--format", "github"), False),
        (("--format", "json:r.json", "--format", "gitlab"), False),
        (("--format", "github", "--words"), True),
        (("--format", "json", "--no-words"), False),
    ],
)
def test_the_error_stream_quotes_an_unreadable_draft_only_where_every_report_may(
    niw: Write, put: Write, formats: tuple[str, ...], told: bool
) -> None:
    put("d.yaml", BROKEN)
    done = niw("check", "d.yaml", *formats)
    assert done.code == 3
    assert "d.yaml:2:" in done.err
    assert ("soc_cod" in done.err) is told


def test_codes_side_by_side_are_words_too(niw: Write) -> None:
    assert "15-1252" in niw("check", SAMPLE, "--compare").out
    assert "15-1252" not in niw("check", SAMPLE, "--compare", "--no-words").out


def test_an_old_report_is_shown_again_without_words_and_what_is_gone_stays_gone(
    niw: Write, here: Path
) -> None:
    niw("check", SAMPLE, "--format", "json", "-o", "with.json")
    niw("check", SAMPLE, "--format", "json", "-o", "without.json", "--no-words")
    assert has_words(niw("report", "with.json", "--format", "markdown").out)
    assert not has_words(niw("report", "with.json", "--format", "markdown", "--no-words").out)
    assert not has_words(niw("report", "with.json", "--format", "junit").out)
    assert has_words(niw("report", "with.json", "--format", "junit", "--words").out)
    again = niw("report", "without.json", "--format", "text", "--words")
    assert not has_words(again.out)
    assert again.words.count(NOTICE) == 1


def test_a_report_without_words_says_so_and_does_not_call_stated_things_missing(niw: Write) -> None:
    done = niw("check", SAMPLE, "--no-words")
    assert NOTICE in done.words
    assert done.out.count("not stated") == niw("check", SAMPLE).out.count("not stated")


def test_on_a_cluster_no_report_has_words_unless_they_are_asked_for() -> None:
    from validator.run import Run
    from validator.settings import Given

    for name in (*PUBLISHED_FORMATS, *OWN):
        assert Run(Given()).words_in(name, far=True) is False
        assert Run(Given(words=True)).words_in(name, far=True) is True
