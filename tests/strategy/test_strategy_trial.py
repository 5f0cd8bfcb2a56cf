"""A draft with another code: changed in that one place, and what it adds and removes is what the rules really find."""

from __future__ import annotations

from pathlib import Path

import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.strategy.trial import found_in, parted, with_code

REPO = Path(__file__).parents[2]


def test_the_code_is_changed_in_part_6_alone(checker: Checker) -> None:
    draft = load_draft(REPO / "samples/clean/ai-researcher.yaml")
    tried = with_code(draft, "15-2051")
    assert tried.data["i140"]["soc_code"] == "15-2051"
    assert tried.written(("i140", "soc_code")) == "15-2051"
    assert tried.place(("i140", "soc_code")) == draft.place(("i140", "soc_code"))
    assert tried.data["eta9089"] == draft.data["eta9089"]
    assert "onet_code" not in tried.data["i140"], "a detail of another code is not argued from"
    assert draft.data["i140"]["soc_code"] == "15-1221", "the draft itself is not touched"
    assert draft.written(("i140", "soc_code")) == "15-1221"


def test_a_detail_of_the_same_code_is_kept() -> None:
    draft = load_draft(REPO / "samples/troubled/machine-learning-engineer.yaml")
    assert with_code(draft, "15-1299").data["i140"]["onet_code"] == "15-1299.08"
    assert with_code(draft, "15-1299", "15-1299.07").data["i140"]["onet_code"] == "15-1299.07"


def test_an_annotated_code_is_changed_too() -> None:
    draft = load_draft({"case": {"id": "x"}, "i140": {"soc_code": {"value": "15-1252", "exhibit": "ex-1"}}})
    tried = with_code(draft, "15-2051")
    assert (tried.data["i140"]["soc_code"], tried.written(("i140", "soc_code"))) == ("15-2051", "15-2051")


@pytest.mark.parametrize("i140", [{}, {"i140": None}, {"i140": {"job_title": "Data Scientist"}}])
def test_a_code_can_be_tried_where_none_is_entered(i140: dict[str, object]) -> None:
    tried = with_code(load_draft({"case": {"id": "x"}, **i140}), "15-2051")
    assert tried.written(("i140", "soc_code")) == "15-2051"


def test_a_trial_finds_what_a_draft_written_so_would(checker: Checker, tmp_path: Path) -> None:
    path = REPO / "samples/troubled/residual-code.yaml"
    text = path.read_text(encoding="utf-8")
    draft = load_draft(path)
    written = str(draft.data["i140"]["soc_code"])
    assert text.count(f"  soc_code: {written}\n") >= 1
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace(f"  soc_code: {written}\n", "  soc_code: 17-2051\n", 1), encoding="utf-8")
    assert load_draft(changed).data["i140"]["soc_code"] == "17-2051"
    rewritten = checker.check(load_draft(changed))
    tried = checker.check(with_code(draft, "17-2051"))
    assert {(f.rule, f.item, f.severity, f.says) for f in tried.findings} == {
        (f.rule, f.item, f.severity, f.says) for f in rewritten.findings
    }


def test_a_finding_that_rests_on_another_document_s_code_says_so(checker: Checker) -> None:
    draft = load_draft(REPO / "samples/clean/ai-researcher.yaml")
    before = found_in(checker.check(draft), "15-1221", "15-1221")
    after = found_in(checker.check(with_code(draft, "15-2051")), "15-1221", "15-2051")
    adds, removes = parted(before, after)
    differs = next(f for f in adds if f.catalogue == "C12")
    assert "Final Determination" in differs.other_document
    assert not removes
    earlier = [f for f in adds if f.catalogue == "K07"]
    assert all(not f.other_document for f in earlier), (
        "an earlier filing is a fact and is never brought in line"
    )
