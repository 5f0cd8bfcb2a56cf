"""What niw wrote into a folder of drafts is no draft: it is passed over, and the run says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from validator.drafts.passed_over import written_by_niw

Write = Callable[..., Any]
WRITTEN = {
    "json": ("w.json", "report"),
    "sarif": ("w2.json", "report"),
    "gitlab": ("w3.json", "report"),
    "jsonl": ("w4.jsonl", "results"),
}


@pytest.fixture
def office(put: Write) -> None:
    """A folder with a draft that has findings."""
    put("drafts/d.yaml", "case: {id: c-1}\ni140: {job_title: Team Leader, soc_code: 15-1252}\n")


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("form", WRITTEN)
def test_a_report_in_the_checked_folder_is_passed_over_with_a_notice(niw: Write, form: str) -> None:
    name, kind = WRITTEN[form]
    file = f"drafts/{name}"
    first = niw("check", "drafts", "--format", form, "-o", file)
    assert first.code == 1
    assert written_by_niw(file) == kind
    done = niw("check", "drafts", "--format", "json")
    assert done.code == 1
    assert not done.data["failures"]
    assert f"Written by niw, no drafts, and passed over: {file} ({kind})." in done.data["notices"]
    assert niw("check", "drafts", "--format", form, "-o", file).code == 1, "it is written once more"


@pytest.mark.usefixtures("office")
def test_a_baseline_of_any_name_is_passed_over_and_one_that_is_named_is_read(niw: Write) -> None:
    assert niw("check", "drafts", "--write-baseline", "drafts/old.json").code == 0
    assert written_by_niw("drafts/old.json") == "baseline"
    assert niw("check", "drafts").code == 1
    assert niw("check", "drafts/*").code == 1
    assert niw("check", "drafts/old.json").code == 3, "who names a file wants it read"


@pytest.mark.usefixtures("office")
def test_a_folder_of_nothing_but_reports_holds_no_draft(niw: Write, here: Path) -> None:
    niw("check", "drafts", "--format", "json", "-o", "drafts/w.json")
    (here / "drafts/d.yaml").unlink()
    done = niw("check", "drafts", "--format", "json")
    assert done.code == 3
    assert "No draft is here" in done.words


def test_what_may_be_a_draft_is_read(tmp_path: Path) -> None:
    texts = (
        '{"case": {"id": "a"}}',
        '{"$schema": "draft.schema.json"}',
        '{"schema_version": "1"}',
        "",
        "[",
        "[]",
    )
    for number, text in enumerate(texts):
        file = tmp_path / f"{number}.json"
        file.write_text(text, encoding="utf-8")
        assert written_by_niw(str(file)) == ""
    assert written_by_niw("nowhere.json") == ""
