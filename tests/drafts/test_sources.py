"""Many drafts: where they are looked for, and that packed, listed and remote ones are the same drafts."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from validator.drafts import Draft, DraftFailure, load_drafts
from validator.drafts.files import read_source
from validator.drafts.sources import DraftSource, draft_sources

LINES = [json.dumps({"case": {"id": f"d{n}"}, "i140": {"soc_code": "15-1252"}}) for n in range(5)]


def ids(*paths: object) -> list[str]:
    found = list(load_drafts([str(path) for path in paths]))
    return [d.id if isinstance(d, Draft) else f"{d.file}:{d.line}: {d.problems[0].what}" for d in found]


def packed(content: bytes, ending: str) -> bytes:
    if ending == ".gz":
        return gzip.compress(content)
    if ending == ".zst":
        import zstandard

        return zstandard.ZstdCompressor().compress(content)
    return content


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", ["many.jsonl", "many.ndjson"])
def test_each_line_is_a_draft_packed_or_not(tmp_path: Path, name: str, ending: str) -> None:
    file = tmp_path / f"{name}{ending}"
    file.write_bytes(packed("\n".join(LINES).encode(), ending))
    assert ids(file) == ["d0", "d1", "d2", "d3", "d4"]
    assert ids(tmp_path) == ids(file), "a folder finds it too"


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_one_draft_may_be_packed_too(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"one.yaml{ending}"
    file.write_bytes(packed(b"case: {id: one}\ni140: {soc_code: NN}\n", ending))
    (found,) = load_drafts([str(file)])
    assert isinstance(found, Draft)
    assert str(found.place(("i140", "soc_code"))).endswith(f"one.yaml{ending}:2:18")


def test_the_first_lines_are_whole_however_short(tmp_path: Path) -> None:
    file = tmp_path / "short.jsonl"
    file.write_bytes(b"\n\n{}\n1\n" + LINES[0].encode())
    assert [s.line for s in draft_sources([str(file)])] == [3, 4, 5]
    assert ids(file)[-1] == "d0"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
        ("a.yaml.gz", gzip.compress(b"case: {id: a}")[:-9], "ends too early"),
        ("a.jsonl.zst", b"no zstd", "cannot be read"),
        ("a.yaml.zst", b"no zstd", "cannot be read"),
    ],
)
def test_a_file_that_is_not_packed_as_it_says_costs_nothing_else(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.yaml").write_text("case: {id: z}\n", encoding="utf-8")
    broken, good = ids(tmp_path)
    assert said in broken
    assert good == "z"


def test_a_list_names_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "many.jsonl").write_text("\n".join(LINES[:2]), encoding="utf-8")
    (tmp_path / "one.json").write_text(LINES[4], encoding="utf-8")
    (tmp_path / "list.txt").write_text(
        "# the drafts of today\none.json\n\nin\nin/many.jsonl\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert ids("@list.txt") == ["d4", "d0", "d1"], "each file once"
    assert ids("@none.txt") == ["none.txt:1: There is no such file."]


def test_an_address_is_read_by_fsspec(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/a.jsonl.gz", gzip.compress("\n".join(LINES[:2]).encode()))
    memory.pipe("/bucket/b.yaml", b"case: {id: b}\n")
    memory.pipe("/bucket/waivers.yaml", b"waivers: []\n")
    assert ids("memory://bucket/*.jsonl.gz") == ["d0", "d1"]
    assert ids("memory://bucket") == ["d0", "d1", "b"]
    assert ids("memory://bucket/b.yaml") == ["b"]
    assert "memory://bucket/none.yaml" in ids("memory://bucket/none.yaml")[0]
    local = tmp_path / "local.yaml"
    local.write_text("case: {id: local}\n", encoding="utf-8")
    assert ids(f"file://{local}") == ["local"]


def test_an_address_of_an_unknown_kind_says_what_is_needed() -> None:
    (found,) = load_drafts(["nothing-like-it://bucket/a.yaml"])
    assert isinstance(found, DraftFailure)
    assert "fsspec" in found.problems[0].mend


@pytest.mark.parametrize(
    ("module", "path", "mend"),
    [
        ("fsspec", "s3://bucket/a.yaml", "niw-validator[cluster]"),
        ("zstandard", "a.yaml.zst", "niw-validator[zstd]"),
    ],
)
def test_what_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, path: str, mend: str
) -> None:
    if module == "zstandard" and sys.version_info >= (3, 14):
        module = "compression"
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml.zst").write_bytes(b"")
    (found,) = load_drafts([path])
    assert isinstance(found, DraftFailure)
    assert mend in found.problems[0].mend


def test_a_source_can_be_read_elsewhere(tmp_path: Path) -> None:
    import pickle

    file = tmp_path / "many.jsonl"
    file.write_text("\n".join([*LINES, "{"]), encoding="utf-8")

    def sent() -> Iterator[Draft | DraftFailure]:
        for source in draft_sources([str(file)]):
            other = pickle.loads(pickle.dumps(source))
            assert isinstance(other, DraftSource)
            yield read_source(other)

    assert [str(d) for d in sent()] == [str(d) for d in load_drafts([str(file)])]
    *_, last = sent()
    assert isinstance(last, DraftFailure)
    assert last.line == 6
