"""The pack that a digest in an old report names."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, UsageError
from validator.packs import load_pack, shipped_packs
from validator.packs.history_of_digest import find_digest, write_found

Write = Callable[..., Path]

RULES = """\
rules:
  - id: a-title
    title: A title
    severity: high
    about: [title]
    when: {i140.job_title: {present: true}}
    says: A title.
    why: Because.
    remedy: Do something.
    authority: [practice]
"""


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def history(write_pack: Write, vocabulary: Vocabulary, tmp_path: Path) -> list[tuple[str, str]]:
    """Three revisions of a firm's pack on an office's: the digest of the firm's files, and of all, at each."""
    digests = []
    git(tmp_path, "init", "-q", "-b", "main")
    for severity in ("high", "medium", "low"):
        write_pack("office", RULES.replace("high", severity))
        firm = write_pack("firm", manifest="pack: firm\nversion: 1.0.0\nextends: [../office]\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", f"Severity {severity}")
        pack = load_pack(firm, vocabulary)
        digests.append((pack.parts[0].digest, pack.digest))
    return digests


def test_a_pack_that_is_there_is_found_by_twelve_digits(vocabulary: Vocabulary, write_pack: Write) -> None:
    firm = write_pack("firm", RULES)
    pack = load_pack(firm, vocabulary)
    found = find_digest(pack.parts[0].digest[:12], [firm.parent])
    assert (found.name, found.where, found.path, found.of_all) == ("firm", "folder", str(firm), False)
    assert find_digest(pack.digest.upper(), [firm]).digest == pack.digest


def test_every_pack_that_ships_is_found_by_what_a_report_says_of_it(tmp_path: Path) -> None:
    from validator.facts import vocabulary

    for name in shipped_packs():
        for part in load_pack(name, vocabulary()).parts:
            found = find_digest(part.digest, [tmp_path])
            assert (found.name, found.where) == (part.name, "shipped")


def test_an_old_pack_is_found_in_the_revision_that_had_it(
    history: list[tuple[str, str]], tmp_path: Path
) -> None:
    office, whole = history[1]
    part = find_digest(office[:16], [tmp_path])
    assert (part.name, part.where, part.path) == ("office", "git", "office")
    assert part.commit is not None
    assert part.commit.subject == "Severity medium"
    found = find_digest(whole[:12], [tmp_path / "firm", tmp_path])
    assert (found.name, found.of_all, found.revision) == ("firm", True, f"{part.commit.id[:12]}:firm")


def test_what_was_found_is_written_so_that_it_has_its_digest_again(
    history: list[tuple[str, str]], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    for office, whole in history:
        target = write_found(find_digest(whole, [tmp_path]), tmp_path / "old" / whole[:6])
        again = load_pack(target, vocabulary)
        assert (again.parts[0].digest, again.digest) == (office, whole)


def test_nothing_is_written_over(history: list[tuple[str, str]], tmp_path: Path) -> None:
    found = find_digest(history[0][1], [tmp_path])
    write_found(found, tmp_path / "old")
    with pytest.raises(UsageError, match="not empty"):
        write_found(found, tmp_path / "old")


def test_a_digest_that_no_pack_has_is_told_where_one_looked(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"No pack has a digest that begins with 0{12}"):
        find_digest("0" * 12, [tmp_path])


@pytest.mark.parametrize("said", ["", "abc", "0123456789a", "not-a-digest-at-all", "0" * 65])
def test_what_is_no_digest_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no digest"):
        find_digest(said, [tmp_path])
