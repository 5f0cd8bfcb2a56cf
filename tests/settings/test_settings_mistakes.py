"""Every mistake of a settings file: where exactly, what, and the mend; all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.settings.known import KNOWN
from validator.settings.reading import read_settings

MISTAKES = [
    # the file, line, column, what is said, the mend
    ('fail_on = "high"', 1, 1, "There is no setting “fail_on”.", "Did you mean “fail-on”?"),
    ('\n  failon = "high"', 2, 3, "There is no setting “failon”.", "Did you mean “fail-on”?"),
    ('"Pack" = "x"', 1, 1, "There is no setting “Pack”.", "Did you mean “pack”?"),
    ("colour = true", 1, 1, "There is no setting “colour”.", "The settings are pack, only, skip"),
    ('fail-on = "hihg"', 1, 11, "“fail-on” cannot be “hihg”.", "Did you mean “high”?"),
    ('fail-on = "grave"', 1, 11, "“fail-on” cannot be “grave”.", "Choose one of low, medium, high, blocker, never."),
    ("fail-on = 3", 1, 11, "“fail-on” takes a text, not the number 3.", 'Write it so: fail-on = "medium"'),
    ("fail-on = high", 1, 11, "This is no TOML: Invalid value.", "Texts stand in quotes"),
    ('pack = ["a", "b"]', 1, 8, "“pack” takes a text, not a list.", 'Write it so: pack = "niw-core"'),
    ('pack = ""', 1, 8, "“pack” takes a text, not an empty text.", 'Write it so: pack = "niw-core"'),
    ("only = 7", 1, 8, "“only” takes a list of texts, not the number 7.", 'Write it so: only = ["P01"]'),
    ('only = [\n  "P01", # this\n  2,\n]', 3, 3, "“only” takes texts, not the number 2.", "Write it so"),
    ('skip = {a = "b"}', 1, 8, "“skip” takes a list of texts, not a table.", "Write it so"),
    ("as-of = 2026-11-21T10:00:00", 1, 9, "“as-of” takes a date", "Write it so: as-of = 2026-11-21"),
    ('as-of = "21.11.2026"', 1, 9, "“as-of” takes a date, not a text.", "Write it so: as-of = 2026-11-21"),
    ('locked = "yes"', 1, 10, "“locked” takes true or false, not a text.", "Write it so: locked = true"),
    ("baseline = true", 1, 12, "“baseline” takes a text, not true or false.", 'baseline = "baseline.json"'),
    ('[fail-on]\nall = "high"', 1, 2, "“fail-on” takes a text, not a table.", 'fail-on = "medium"'),
    ('[tool.niw]\npack = "x"', 1, 2, "In niw.toml the settings stand without [tool.niw].", "Leave that line out."),
    ("[rules]\na = 1", 1, 2, "There is no table “rules”.", "Settings stand one a line"),
    ('fail-on.all = "high"', 1, 1, "“fail-on” takes a text, not a table.", 'fail-on = "medium"'),
    ('pack = "a"\npack = "b"', 2, 11, "This is no TOML: Cannot overwrite a value.", "Texts stand in quotes"),
    ('pack = "a', 1, 10, "This is no TOML", "Texts stand in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "what", "mend"), MISTAKES)
def test_a_mistake_is_told_at_its_place_with_its_mend(
    tmp_path: Path, text: str, line: int, column: int, what: str, mend: str
) -> None:
    file = tmp_path / "niw.toml"
    file.write_text(text, encoding="utf-8")
    (problem,) = read_settings(str(file), "niw.toml").problems
    assert problem.place is not None
    assert what in problem.what
    assert mend in problem.mend
    assert (problem.place.file, problem.place.line, problem.place.column) == ("niw.toml", line, column)
    assert problem.line_text == text.split("\n")[line - 1]


@pytest.mark.parametrize(
    ("text", "line", "column", "what", "mend"), [m for m in MISTAKES if "[tool" not in m[0]]
)
def test_the_same_mistakes_are_told_in_pyproject_toml(
    tmp_path: Path, text: str, line: int, column: int, what: str, mend: str
) -> None:
    if text.startswith("["):
        text = text.replace("[", "[tool.niw.", 1)
        column, head = column + len("tool.niw."), ""
    else:
        head = '[project]\nname = "x"\n[tool.niw]\n'
    file = tmp_path / "pyproject.toml"
    file.write_text(head + text, encoding="utf-8")
    (problem,) = read_settings(str(file), "pyproject.toml").problems
    assert what in problem.what
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line + head.count("\n"), column)


def test_all_mistakes_of_a_file_are_told_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "niw.toml"
    file.write_text('skip = [1]\nengine = "fast"\npakc = "x"\nfail-on = "high"\nonly = 3\n', encoding="utf-8")
    read = read_settings(str(file), "niw.toml")
    assert [p.place.line for p in read.problems if p.place] == [1, 2, 3, 5]
    assert list(read.entries) == ["fail-on"], "what is right is read all the same"


def test_every_kind_of_setting_has_a_mistake_here() -> None:
    met = {known.kind for known in KNOWN for text, *_ in MISTAKES if known.name in text}
    assert met >= {known.kind for known in KNOWN} - {"formats", "paths"}


@pytest.mark.parametrize("content", [b"\xff\xfe\xfd\x00", b'pack = "\xe9"\n'])
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "niw.toml"
    file.write_bytes(content)
    (problem,) = read_settings(str(file), "niw.toml").problems
    assert problem.place is not None
    assert problem.place.file == "niw.toml"


def test_a_file_that_windows_wrote_is_read(tmp_path: Path) -> None:
    file = tmp_path / "niw.toml"
    file.write_bytes(b'\xef\xbb\xbfpack = "one"\r\n\r\nfail-on = "hig"\r\n')
    read = read_settings(str(file), "niw.toml")
    assert read.entries["pack"].value == "one"
    assert [(p.place.line, p.place.column) for p in read.problems if p.place] == [(3, 11)]
