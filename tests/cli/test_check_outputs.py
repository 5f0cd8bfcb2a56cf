"""Several reports of one run: which file belongs to which format, and that a file is written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.cli.check import _paired
from validator.reports.interface import FORMATS

Write = Callable[..., Any]
ONE = {"alpha-in-title": ("high", "alpha")}


@pytest.fixture(autouse=True)
def one_draft(put: Write, pack: Write, draft: Write) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    draft("d.yaml", "Alpha")


def test_each_file_gets_the_format_before_it_and_the_screen_what_is_left(niw: Write) -> None:
    done = niw(
        "check", "d.yaml", "--format", "html", "-o", "r.html", "--format", "text", "--format", "json", "-o", "r.json"
    )  # fmt: skip
    assert done.code == 1
    assert "NOT CHECKED" in done.out or "holds the word alpha" in done.out
    assert Path("r.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["drafts"]


def test_a_file_can_be_named_with_its_format(niw: Write) -> None:
    done = niw(
        "check", "d.yaml", "--format", "json:a.json", "--format", "sarif:b.sarif", "--format", "text:-"
    )
    assert "holds the word alpha" in done.out
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["drafts"]
    assert json.loads(Path("b.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_settings_file_can_ask_for_several_seen_from_its_own_folder(
    niw: Write, here: Path, put: Write
) -> None:
    put("niw.toml", 'pack = "packs/one"\nformat = ["json:out/r.json", "markdown:out/r.md"]\n')
    (here / "out").mkdir()
    done = niw("check", "d.yaml")
    assert done.out == ""
    assert json.loads((here / "out/r.json").read_text(encoding="utf-8"))["drafts"]
    assert (here / "out/r.md").read_text(encoding="utf-8")
    assert "holds the word alpha" in niw("check", "d.yaml", "--format", "text").out, (
        "the command line replaces them"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_and_ends_in_a_line_feed(niw: Write, name: str) -> None:
    niw("check", "d.yaml", "--format", name, "-o", "report")
    assert Path("report").read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    ("arguments", "pairs"),
    [
        ("", ()),
        ("format=json", ("json",)),
        ("format=json output=a", ("json:a",)),
        ("output=a format=json", ("json:a",)),
        ("output=a.json", ("json:a.json",)),
        ("output=a.html", ("html:a.html",)),
        ("output=a", ("text:a",)),
        ("output=a.txt output=b.sarif", ("text:a.txt", "sarif:b.sarif")),
        ("format=text format=sarif output=a", ("text", "sarif:a")),
        ("format=html output=a format=text", ("html:a", "text")),
        ("format=html:a format=sarif output=b", ("html:a", "sarif:b")),
    ],
)
def test_formats_and_files_are_paired_in_their_order(arguments: str, pairs: tuple[str, ...]) -> None:
    said = [(kind, value) for kind, _, value in (a.partition("=") for a in arguments.split())]
    assert tuple(_paired(said)) == pairs


@given(st.lists(st.tuples(st.sampled_from(FORMATS), st.one_of(st.none(), st.integers(0, 99).map(str)))))
def test_pairs_come_out_as_they_were_put_in(pairs: list[tuple[str, str | None]]) -> None:
    said = []
    for name, file in pairs:
        said.append(("format", name))
        if file is not None:
            said.append(("output", file))
    assert list(_paired(said)) == [name if file is None else f"{name}:{file}" for name, file in pairs]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "jsn"], "Did you mean “json”?"),
        (["--format", "json", "--format", "text"], "Two reports would go to the screen: json and text."),
        (
            ["--format", "json", "-o", "a", "--format", "text", "-o", "a"],
            "Two reports would go to a: json and text.",
        ),
        (["--format", "json", "-o", "a", "--format", "text", "-o", "./x/../a"], "Two reports would go to"),
        (["--format", "json", "-o", "a", "-o", "b"], "has no --format of its own before it"),
        (["-o", "a", "--format", "json", "-o", "b"], "has no --format of its own before it"),
        (["--format", "json:a", "-o", "b"], "needs a --format of its own"),
        (["--format", "json:"], "names no file"),
        (["--format", "html", "-o", "gone/r.html"], "The folder of gone/r.html does not exist."),
        (["--format", "html", "-o", "."], ". is a folder."),
        (["--format", "html", "-o", "d.yaml"], "d.yaml is one of the drafts."),
        (["--write-baseline", "gone/b.json"], "The folder of gone/b.json does not exist."),
        (["--format", "json:a.json", "--write-baseline", "d.yaml"], "d.yaml is one of the drafts."),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_checked(
    niw: Write, here: Path, arguments: list[str], said: str
) -> None:
    before = tree(here)
    done = niw("check", "d.yaml", *arguments)
    assert done.code == 2
    assert said in done.words
    assert done.out == ""
    assert tree(here) == before


def test_mistakes_of_formats_in_a_file_are_told_at_their_place(niw: Write, put: Write) -> None:
    put(
        "niw.toml",
        'pack = "packs/one"\nformat = [\n  "text",\n  "htlm:a.html",\n  "json",\n  "sarif:no/b.sarif",\n]\n',
    )
    done = niw("check", "d.yaml")
    assert done.code == 2
    assert "niw.toml:4:3: There is no report format “htlm”." in done.err
    assert "niw.toml:5:3: Two reports would go to the screen: text and json." in done.err
    assert "niw.toml:6:3: The folder of no/b.sarif does not exist." in done.err


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_run_that_fails_leaves_the_old_reports_as_they_were(niw: Write, put: Write, here: Path) -> None:
    put("r.json", "old")
    put("packs/one/rules.yaml", "rules: [{id: x}]\n")
    before = tree(here)
    assert niw("check", "d.yaml", "--format", "json", "-o", "r.json").code == 4
    assert tree(here) == before


def test_a_report_that_cannot_be_finished_leaves_every_file_as_it_was(
    niw: Write, put: Write, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("r.json", "old")
    before = tree(here)
    full = OSError(28, "No space left on device")
    real = os.chmod

    def fail(path: Any, mode: int, **more: Any) -> None:
        if str(path).endswith(".part"):
            raise full
        real(path, mode, **more)

    monkeypatch.setattr(os, "chmod", fail)
    done = niw("check", "d.yaml", "--format", "html", "-o", "r.html", "--format", "json", "-o", "r.json")
    assert done.code == 2
    assert "r.json: The report cannot be written: No space left on device." in done.err
    assert tree(here) == before, "no half of a report, no new report, nothing left beside them"


def test_a_folder_that_may_not_be_written_to_is_told_first(
    niw: Write, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "shut").mkdir(mode=0o500)
    if os.geteuid() == 0:  # who may write everywhere is asked as somebody who may not
        asked = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: "shut" not in str(path) and asked(path, mode))
    done = niw("check", "d.yaml", "-o", "shut/r.txt")
    assert done.code == 2
    assert "may not be written" in done.words


def test_a_report_keeps_the_rights_of_the_one_it_replaces_and_writes_through_a_link(
    niw: Write, put: Write, here: Path
) -> None:
    old = put("real/r.json", "old")
    old.chmod(0o640)
    (here / "link.json").symlink_to(old)
    niw("check", "d.yaml", "--format", "json", "-o", "link.json")
    assert (here / "link.json").is_symlink()
    assert json.loads(old.read_text(encoding="utf-8"))["drafts"]
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced(niw: Write) -> None:
    assert niw("check", "d.yaml", "--format", "json", "-o", "/dev/null").code == 1
    assert not Path("/dev/null").is_file()


def test_a_draft_that_cannot_be_read_is_told_on_the_error_stream_where_no_text_is_printed(
    niw: Write, put: Write
) -> None:
    put("e.yaml", "case: {id: e}\ni140: {job_titel: x}\n")
    done = niw("check", "d.yaml", "e.yaml", "--format", "json", "-o", "r.json")
    assert done.code == 3
    assert "e.yaml:2:8" in done.err
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["failures"]


def test_a_report_of_a_run_is_no_draft_of_the_next(niw: Write) -> None:
    niw("check", ".", "--format", "json", "-o", "d.report.json", "--format", "text", "-o", "d.txt")
    assert niw("check", ".").code == 1, "and not 3"


def test_a_comparison_of_codes_is_in_every_format(niw: Write, put: Write) -> None:
    put("d.yaml", "case: {id: d}\ni140: {soc_code: 15-1252, job_title: Software Developer}\n")
    put("e.yaml", "case: {id: e}\n")
    done = niw(
        "check", "--compare", "d.yaml", "e.yaml", "--format", "text", "--format", "json", "-o", "r.json"
    )
    assert "side by side" in done.out
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    one, other = report["drafts"]
    assert one["codes"]["candidates"][0]["code"] == "15-1252"
    assert one["codes"]["candidates"][0]["chosen"] is True
    assert one["codes"]["candidates"][0]["median_wage"] > 50_000
    assert other["codes"] is None
    assert any("e.yaml: no codes were compared" in notice for notice in report["notices"])
