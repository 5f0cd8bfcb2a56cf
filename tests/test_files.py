"""Files are written whole or not at all, with the rights they had."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from validator.errors import UsageError
from validator.files import replacing, write_whole


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="The lock cannot be written"):
        write_whole([(str(old), "new"), (str(tmp_path / "no" / "b.json"), "new")], what="The lock")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("old.json", "old")]


def test_ends_of_lines_are_written_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write_whole([(str(file), "one\ntwo\r\n")], what="The text")
    assert file.read_bytes() == b"one\ntwo\r\n"


def test_what_was_looked_at_takes_the_place_of_the_file_with_its_rights_and_through_a_link(
    tmp_path: Path,
) -> None:
    file, link = tmp_path / "waivers.yaml", tmp_path / "link.yaml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    with replacing(link, "new") as part:
        assert part.read_text(encoding="utf-8") == "new"
        assert file.read_text(encoding="utf-8") == "old"
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert not part.exists()


def test_what_is_refused_when_it_was_looked_at_leaves_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="refused"), replacing(file, "new"):
        raise ValueError("refused")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("waivers.yaml", "old")]


def test_what_breaks_off_while_a_file_is_written_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole([(str(file), "no text: \udcff")], what="The report")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("report.txt", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_device_that_takes_nothing_leaves_the_files_beside_it_as_they_were(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match="/dev/full: The report cannot be written"):
        write_whole([(str(old), "new"), ("/dev/full", "new")], what="The report")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("old.json", "old")]
