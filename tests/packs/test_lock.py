"""niw.lock: the packs that were reviewed, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.packs.conftest import FIRM, OFFICE, OFFICE_MANIFEST, Write
from validator.engine.vocabulary import Vocabulary
from validator.errors import NiwError, UsageError
from validator.packs import load_pack
from validator.packs.build import open_pack
from validator.packs.held import notices_of, problems_of
from validator.packs.lock import Lock, lock_text, read_lock
from validator.packs.locking import lock_packs, lock_problems

QUOTED = OFFICE_MANIFEST.replace("Strategy Manager", '"A “quoted” \\\\ word"')


@pytest.fixture
def firm(write_pack: Write) -> Path:
    """The firm's pack on top of one whose list has a word that TOML must escape."""
    write_pack("office", OFFICE, manifest=QUOTED)
    return write_pack("firm", manifest=FIRM.replace(", remove: [strategy manager]", ""))


def locked(firm: Path, vocabulary: Vocabulary) -> Lock:
    file = firm.parent / "niw.lock"
    file.write_text(lock_text([open_pack(firm, vocabulary)], file.parent), encoding="utf-8")
    return read_lock(file)


def test_a_lock_just_written_checks_clean(firm: Path, vocabulary: Vocabulary) -> None:
    lock = locked(firm, vocabulary)
    assert problems_of(lock, load_pack(firm, vocabulary)) == ()
    assert notices_of(lock) == ()
    assert [(p.name, p.folder, p.extends) for p in lock.packs] == [
        ("firm", "./firm", ("../office",)),
        ("office", "./office", ()),
    ]
    assert lock.named == ("./firm",)


def test_a_lock_of_another_niw_is_told_and_is_no_problem(firm: Path, vocabulary: Vocabulary) -> None:
    lock = replace(locked(firm, vocabulary), niw="0.0.1")
    assert problems_of(lock, load_pack(firm, vocabulary)) == ()
    (told,) = notices_of(lock)
    assert "was written by niw 0.0.1" in told


def test_a_lock_is_the_same_for_the_same_files(firm: Path, vocabulary: Vocabulary) -> None:
    opened = open_pack(firm, vocabulary)
    assert lock_text([opened], firm.parent) == lock_text([open_pack(firm, vocabulary)] * 2, firm.parent)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_of_any_file_makes_the_lock_differ(
    data: st.DataObject, firm: Path, vocabulary: Vocabulary
) -> None:
    lock = locked(firm, vocabulary)
    files = sorted(f for folder in (firm, firm.parent / "office") for f in folder.iterdir())
    file = data.draw(st.sampled_from(files), label="file")
    before = file.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1), label="at")
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != before[at]), label="byte")
    try:
        file.write_bytes(before[:at] + bytes([byte]) + before[at + 1 :])
        try:
            pack = load_pack(firm, vocabulary)
        except NiwError:
            return  # no pack at all: a check does not run with it
        problems = problems_of(lock, pack)
        assert {p.code for p in problems} <= {"lock-differs", "not-locked"}
        assert any(file.parent.name in p.what or p.code == "not-locked" for p in problems)
        assert problems
    finally:
        file.write_bytes(before)


def test_a_pack_that_differs_is_told_with_both_digests_and_what_to_do(
    firm: Path, vocabulary: Vocabulary
) -> None:
    lock = locked(firm, vocabulary)
    rules = firm.parent / "office" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    problem, *others = problems_of(lock, load_pack(firm, vocabulary))
    assert not others
    assert "“office”, which “firm” extends, is not the one that was reviewed" in problem.what
    assert "under the same version" in problem.what
    assert "niw pack diff OLD NEW" in problem.mend
    assert "then run niw pack lock " in problem.mend
    assert problem.place is not None
    assert problem.place.line is not None
    line = Path(lock.file).read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line == 'name = "office"'


@pytest.mark.parametrize("where", [".", "firm", "elsewhere", "a folder/within"])
@pytest.mark.parametrize("folder", ["", "clients/firm a"])
def test_the_command_that_the_mend_names_mends_the_lock_from_wherever_niw_is_run(
    firm: Path,
    vocabulary: Vocabulary,
    monkeypatch: pytest.MonkeyPatch,
    run_niw: Callable[[str], tuple[str, int]],
    where: str,
    folder: str,
) -> None:
    root = firm.parent
    file = root / folder / "niw.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    (root / where).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(root / where)
    shown = os.path.relpath(file)
    lock_packs([str(firm)], Path(shown), vocabulary)
    rules = root / "office" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    (problem,) = problems_of(read_lock(Path(shown)), load_pack(firm, vocabulary))
    command = problem.mend.rpartition("then run ")[2].removesuffix(".")
    assert ("--file" in command) is (file.parent != root / where)
    monkeypatch.setattr("validator.facts.vocabulary", lambda: vocabulary)
    said, code = run_niw(command)
    assert code == 0, said
    assert problems_of(read_lock(file), load_pack(firm, vocabulary)) == ()


def test_a_pack_that_the_lock_does_not_name_is_a_problem(
    firm: Path, write_pack: Write, vocabulary: Vocabulary
) -> None:
    lock = locked(firm, vocabulary)
    other = write_pack("other", OFFICE, manifest=QUOTED.replace("pack: office", "pack: other"))
    problems = problems_of(lock, load_pack(other, vocabulary))
    assert [p.code for p in problems] == ["not-locked"]
    assert "does not name the pack “other”" in problems[0].what


def test_what_the_changes_rest_on_is_read_back_as_it_was_written(firm: Path, vocabulary: Vocabulary) -> None:
    from validator.packs.beneath import RestingList, RestingRule, resting

    lock = locked(firm, vocabulary)
    assert set(lock.resting) == set(resting(open_pack(firm, vocabulary)))
    rules = [r for r in lock.resting if isinstance(r, RestingRule)]
    assert [(r.rule, r.severity, r.reports) for r in rules] == [
        ("too-few-hours", "blocker", True),
        ("vague-title", "high", True),
    ]
    words = next(r for r in lock.resting if isinstance(r, RestingList))
    assert words.words == ("A “quoted” \\ word", "Team Leader")


def test_locking_one_pack_leaves_what_was_reviewed_of_another(
    firm: Path, write_pack: Write, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_pack("other", OFFICE, manifest=QUOTED.replace("pack: office", "pack: other"))
    monkeypatch.chdir(firm.parent)
    file = Path("niw.lock")
    lock_packs(["./firm", "./other"], file, vocabulary)
    for folder in (firm, other):
        manifest = folder / "pack.yaml"
        manifest.write_text(manifest.read_text(encoding="utf-8") + "about: more\n", encoding="utf-8")
    lock_packs(["./firm"], file, vocabulary)
    problems, _ = lock_problems([], file, vocabulary)
    assert ["“other”" in p.what for p in problems] == [True]
    lock_packs([], file, vocabulary)
    assert lock_problems([], file, vocabulary)[0] == ()


@pytest.mark.parametrize(
    "text", ["", "niw = 1", "<<<<<<< HEAD\n", 'niw = "1"\npack = [1]', 'niw = "1"\n[[pack]]\n']
)
def test_what_is_no_lock_is_told_with_the_mend(tmp_path: Path, text: str) -> None:
    file = tmp_path / "niw.lock"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_lock(file)
    assert "niw pack lock" in caught.value.problems[0].mend


def test_two_packs_of_one_name_cannot_be_locked_together(
    firm: Path, write_pack: Write, vocabulary: Vocabulary
) -> None:
    twin = write_pack("twin", OFFICE, manifest=QUOTED.replace("pack: office", "pack: firm"))
    with pytest.raises(UsageError, match="Two packs are called “firm”"):
        lock_text([open_pack(firm, vocabulary), open_pack(twin, vocabulary)], firm.parent)
