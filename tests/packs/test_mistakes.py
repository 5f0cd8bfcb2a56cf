"""Every mistake in a pack is reported at its place, with its line and the mend; all of them in one run.

Each file of ``mistakes/`` is a pack with one mistake or several, and under ``=== `` what niw says of it, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Problem
from validator.packs import lint_pack, load_pack

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
        (folder / name).write_text(text, encoding="utf-8")


def shown(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.place}: {problem.what}"
        if problem.line_text.strip():
            assert problem.place is not None
            yield f"    | {problem.line_text}"
            yield f"    | {' ' * ((problem.place.column or 1) - 1)}^"
        if problem.mend:
            yield f"    {problem.mend}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_reported_where_it_is_with_its_mend(
    case: Path, tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, expected = files_of(case)
    write(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    problems = lint_pack("./firm", vocabulary)
    assert "\n".join(shown(problems)) == expected
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
