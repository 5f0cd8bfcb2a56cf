"""The builder: the same tables from the same files, and clear errors for files that are not there or not the same."""

from __future__ import annotations

import hashlib
import re
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.errors import FaultError, UsageError
from validator.reference import Reference, build
from validator.reference.builders.datasets import DATASETS
from validator.reference.builders.table import TableSpec
from validator.reference.compile import TABLES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def rebuilt(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables")
    build.build_tables(published, out)
    return out


def test_the_committed_tables_are_what_the_builder_makes_of_the_published_files(rebuilt: Path) -> None:
    committed = {path.name for path in TABLES.iterdir() if not path.name.startswith(".")}
    assert committed == {path.name for path in rebuilt.iterdir()}
    differing = [
        name for name in sorted(committed) if (TABLES / name).read_bytes() != (rebuilt / name).read_bytes()
    ]
    assert differing == [], "run python -m validator.reference.build --from DIR and review the difference"


def test_every_source_file_has_the_digest_that_the_manifest_states(published: Path, ref: Reference) -> None:
    for table in ref.tables():
        for source in table.sources:
            assert hashlib.sha256((published / source.file).read_bytes()).hexdigest() == source.sha256


def test_no_sentence_of_a_source_is_kept(published: Path) -> None:
    tasks = (published / "onet-30.1/Task Statements.txt").read_text(encoding="utf-8").splitlines()[1:]
    definitions = (published / "onet-30.1/Occupation Data.txt").read_text(encoding="utf-8").splitlines()[1:]
    sentences = {line.split("\t")[2].casefold() for line in (*tasks, *definitions)}
    openings = {" ".join(re.findall(r"\w+", sentence)[:6]) for sentence in sentences}
    for path in TABLES.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for cell in line.split("\t"):
                words = re.findall(r"\w+", cell.casefold())
                assert len(words) < 6 or " ".join(words[:6]) not in openings, (path.name, cell)


def test_the_terms_of_a_task_are_in_alphabetical_order_each_once(ref: Reference) -> None:
    for (bag,) in ref.query("SELECT terms FROM tasks"):
        words = bag.split()
        assert words == sorted(set(words))


def test_every_table_says_where_it_is_from_and_on_what_terms(ref: Reference) -> None:
    for table in ref.tables():
        assert table.about
        assert table.rows > 0
        for source in table.sources:
            assert source.publisher
            assert source.version
            assert source.date
            assert source.licence
            assert len(source.sha256) == 64
            if source.licence.startswith("CC BY"):
                assert "modified" in source.attribution
                assert "USDOL/ETA" in source.attribution


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_table_is_utf8_with_lf_a_header_and_sorted_lines(path: Path, ref: Reference) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    header, *rows = text.split("\n")[:-1]
    info = ref.table(path.stem)
    assert header.split("\t") == [name for name, _ in info.columns]
    assert rows == sorted(rows)
    assert len(rows) == len(set(rows)) == info.rows
    assert hashlib.sha256(path.read_bytes()).hexdigest() == info.sha256


ONET, BLS = "validator.reference.builders.onet", "validator.reference.builders.bls"


@pytest.fixture
def data(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published files that a test may spoil, for the tables of two subjects."""
    monkeypatch.setattr(build, "SUBJECTS", (ONET, BLS))
    root = tmp_path / "data"
    for spec in build.specs():
        for file in spec.sources:
            target = root / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.write_bytes((published / file).read_bytes())
    return root


def test_every_missing_file_is_named_with_what_to_do(data: Path, tmp_path: Path) -> None:
    (data / "onet-31.0/Job Zones.txt").unlink()
    (data / "oews-2024/national_M2024_dl.xlsx").unlink()
    with pytest.raises(UsageError) as caught:
        build.build_tables(data, tmp_path / "out")
    assert [p.place.file.removeprefix(f"{data}/") for p in caught.value.problems if p.place] == [
        "oews-2024/national_M2024_dl.xlsx",
        "onet-31.0/Job Zones.txt",
    ]
    assert all("--from" in p.mend for p in caught.value.problems)
    assert not (tmp_path / "out").exists(), "nothing is written"


def test_an_altered_file_is_refused_until_the_change_is_accepted(data: Path, tmp_path: Path) -> None:
    zones = data / "onet-31.0/Job Zones.txt"
    text = zones.read_text(encoding="utf-8")
    zones.write_text(text.replace("15-1252.00\t4", "15-1252.00\t5"), encoding="utf-8")
    with pytest.raises(UsageError, match="SHA-256") as caught:
        build.build_tables(data, tmp_path / "out")
    assert "--accept-changed" in str(caught.value)
    build.build_tables(data, tmp_path / "out", accept_changed=True)
    assert "15-1252.00\t31.0\t2-5\t5" in (tmp_path / "out/job_zones.tsv").read_text(encoding="utf-8")


ZONES, WAGES = "onet-31.0/Job Zones.txt", "oews-2024/national_M2024_dl.xlsx"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (ZONES, b"Job Zone\t", b"Zone\t", "no column 'Job Zone'"),
        (ZONES, b"\tAnalyst\n", b"\n", "3 cells, not 4"),
        (ZONES, b"Analyst", b"\xff", "not UTF-8"),
        (ZONES, b"\t5\t", b"\tfive\t", "five"),
        (WAGES, b"PK", b"no workbook", "cannot be read as a spreadsheet"),
    ],
)
def test_a_file_in_another_form_is_an_error_that_names_it(
    data: Path, tmp_path: Path, file: str, old: bytes, new: bytes, said: str
) -> None:
    content = (data / file).read_bytes()
    assert old in content
    (data / file).write_bytes(new if file == WAGES else content.replace(old, new))
    with pytest.raises(UsageError, match=re.escape(said)) as caught:
        build.build_tables(data, tmp_path / "out", accept_changed=True)
    assert file in str(caught.value)
    assert all(problem.mend for problem in caught.value.problems)


def test_a_build_without_openpyxl_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=re.escape("niw-validator[build]")):
        build.build_tables(data, tmp_path / "out")


def test_the_command_says_the_problem_and_ends_with_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["--from", str(tmp_path), "--to", str(tmp_path / "out")]) == UsageError.exit_code
    assert "missing" in capsys.readouterr().err


def test_every_dataset_is_used_and_no_two_share_an_id(ref: Reference) -> None:
    used = {(s.dataset, s.version) for table in ref.tables() for s in table.sources}
    assert {(d.name, d.version) for d in DATASETS} == used
    assert len({d.id for d in DATASETS}) == len(DATASETS)


def test_a_rebuild_writes_what_changed_and_removes_what_is_left_over(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    build.build_tables(data, out)
    same = (out / "job_zones.tsv").stat().st_mtime_ns
    (out / "wages.tsv").write_text("spoilt", encoding="utf-8")
    (out / "left_over.tsv").write_text("of an older release", encoding="utf-8")
    assert build.build_tables(data, out) == ("left_over", "wages")
    assert (out / "job_zones.tsv").stat().st_mtime_ns == same
    assert not (out / "left_over.tsv").exists()


def spec(rows: list[tuple[str, int | None]]) -> TableSpec:
    return TableSpec(
        name="t",
        about="",
        columns={"a": "text", "n": "integer"},
        key=("a",),
        sources=(),
        rows=lambda _: rows,
    )


words = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.dictionaries(words, st.one_of(st.none(), st.integers()), max_size=12))
def test_a_table_is_the_same_whatever_order_its_rows_come_in(rows: dict[str, int | None]) -> None:
    forward, backward = list(rows.items()), list(reversed(rows.items()))
    assert spec(forward).text(forward) == spec(backward).text(backward)
    text, n = spec(forward).text(forward)
    assert text.count("\n") == n + 1 == len(rows) + 1


@pytest.mark.parametrize("rows", [[("a", 1), ("a", 2)], [("a\tb", 1)], [("a\nb", 1)], [("a", 1, 2)]])
def test_a_row_that_breaks_the_form_is_refused(rows: list[tuple[str, int | None]]) -> None:
    with pytest.raises(FaultError):
        spec(rows).text(rows)
