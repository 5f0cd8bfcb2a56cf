"""Every mistake in a pack is reported at its place, with its line and the mend; all of them in one run.

Each file of ``mistakes/`` is a pack with one mistake or several, and under ``=== `` what niw says of it, word for word.
After a wanted change, write that anew with NIW_WRITE_MISTAKES=1 and read the diff.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from validator.drafts import load_draft
from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Problem
from validator.packs import lint_pack, load_pack

Write = Callable[..., Path]
CASES = sorted((Path(__file__).parent / "mistakes").glob("*.txt"))
MANIFEST = "pack: {name}\nversion: 1.0.0\n"
AUTHORITIES = """\
authorities:
  practice: {citation: Practice, status: practice, supports: what careful people look at}
  cfr-k2: {citation: 8 CFR 204.5(k)(2), status: confirmed, supports: what an advanced degree is}
  old-order: {citation: Executive Order 1, status: revoked, supports: nothing any more}
"""


def files_of(case: Path) -> tuple[dict[str, str], str]:
    """The files of a case, by name, and what is expected."""
    pack, _, expected = case.read_text(encoding="utf-8").partition("\n=== ")
    files: dict[str, str] = {}
    for part in f"\n{pack}".split("\n--- ")[1:]:
        name, _, text = part.partition("\n")
        files[name.strip()] = text + "\n" if text else ""
    return files, expected.partition("\n")[2].strip("\n")


def write(files: dict[str, str], folder: Path) -> None:
    for name in {Path(name).parts[0] for name in files}:
        (folder / name).mkdir()
        (folder / name / "pack.yaml").write_text(MANIFEST.format(name=name), encoding="utf-8")
        (folder / name / "authorities.yaml").write_text(AUTHORITIES, encoding="utf-8")
    for name, text in files.items():
        link, _, target = name.partition(" -> ")
        (folder / link).parent.mkdir(parents=True, exist_ok=True)
        if target:
            (folder / link).symlink_to(target)
        else:
            (folder / link).write_text(text, encoding="utf-8")


def shown(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.place}: {problem.what}"
        if problem.line_text.strip():
            assert problem.place is not None
            yield f"    | {problem.line_text}"
            yield f"    | {' ' * ((problem.place.column or 1) - 1)}^"
        if problem.mend:
            yield f"    {problem.mend}"


def read_example(content: object) -> object:
    """Examples are drafts of niw here, whatever the vocabulary of the rules."""
    assert isinstance(content, Mapping)
    return load_draft(content, partial=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_reported_where_it_is_with_its_mend(
    case: Path, tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, expected = files_of(case)
    write(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    problems = lint_pack(
        "./firm", vocabulary, read_example=read_example if "example-lint" in case.stem else None
    )
    said = "\n".join(shown(problems))
    if os.environ.get("NIW_WRITE_MISTAKES"):
        pack = case.read_text(encoding="utf-8").partition("\n=== ")[0]
        case.write_text(f"{pack}\n=== what niw says\n{said}\n", encoding="utf-8")
        expected = said
    assert said == expected
    assert all(problem.mend for problem in problems), "a problem without a mend helps nobody"
    if "-lint-" not in case.stem:
        with pytest.raises(PackError) as caught:
            load_pack("./firm", vocabulary)
        assert caught.value.exit_code == 4
        assert set(caught.value.problems) <= set(problems)


def test_there_are_mistakes_of_every_kind() -> None:
    assert len(CASES) >= 30


def test_every_problem_of_a_mistake_has_a_code_for_machines(
    tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(files_of(next(c for c in CASES if "several" in c.stem))[0], tmp_path)
    assert all(p.code for p in lint_pack("./firm", vocabulary))


@pytest.mark.parametrize(
    ("data", "what", "mend"),
    [
        (
            b"PK\x03\x04\x14\x00\x06\x00\xd2",
            "This is a Word file or another packed one",
            "Save it as plain text",
        ),
        (b"{\\rtf1\\ansi rules:}", "This is a formatted text (RTF)", "Save it as plain text"),
        (b"rules: # caf\xe9\n", "Byte 0xE9 is not UTF-8 (in Windows-1252 it would be “é”).", "in Notepad"),
        (b"", "The file is empty.", "Fill it in"),
    ],
)
def test_a_file_that_is_no_plain_text_is_called_what_it_is(
    write_pack: Write, vocabulary: Vocabulary, data: bytes, what: str, mend: str
) -> None:
    folder = write_pack("firm")
    (folder / "rules.yaml").write_bytes(data)
    (problem,) = lint_pack(folder, vocabulary)
    assert problem.what.startswith(what)
    assert mend in problem.mend


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_however_an_editor_saves_a_text_it_is_read(
    write_pack: Write, vocabulary: Vocabulary, encoding: str, ends: str
) -> None:
    folder = write_pack("firm", other="lists: {vague: [Team Leader, 팀장]}\n")
    file = folder / "other.yaml"
    text = file.read_text(encoding="utf-8").replace("\n", ends)
    file.write_bytes(text.encode(encoding))
    assert load_pack(folder, vocabulary, fresh=True).lists["vague"].phrases == ("Team Leader", "팀장")


@pytest.mark.parametrize("name", ["pack.yml", "pack.yaml.txt", "Pack.YAML"])
def test_a_manifest_of_another_name_is_named_in_the_mend(
    write_pack: Write, vocabulary: Vocabulary, name: str
) -> None:
    folder = write_pack("firm")
    (folder / "pack.yaml").rename(folder / name)
    with pytest.raises(PackError) as caught:
        lint_pack(folder, vocabulary)
    assert caught.value.problems[0].mend == f"It holds {name}: name that file pack.yaml."


def test_the_folder_above_a_pack_points_to_it(write_pack: Write, vocabulary: Vocabulary) -> None:
    folder = write_pack("firm")
    with pytest.raises(PackError, match="in it there is firm"):
        lint_pack(folder.parent, vocabulary)
