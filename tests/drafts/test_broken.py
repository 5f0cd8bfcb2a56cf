"""Every way a draft can be broken that we know of: the exact words, at the exact place, never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from validator.drafts import load_draft
from validator.errors import DraftError

CASES = yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_a_broken_draft_says_what_where_and_how_to_mend(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / case.get("name", "draft.yaml")
    file.write_text(case["text"], encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        load_draft(file)
    problems = caught.value.problems
    said = [str(problem).removeprefix(f"{file}:") for problem in problems]
    if "says" in case:
        assert said == case["says"]
    else:
        assert len(said) == len(case["begins"])
        assert all(s.startswith(b) for s, b in zip(said, case["begins"], strict=True))
    lines = case["text"].split("\n")
    for problem in problems:
        assert problem.place is not None
        assert problem.place.line is not None
        if problem.code != "identifier":
            assert problem.line_text == lines[problem.place.line - 1]
        assert problem.mend


def test_there_are_many_ways_and_each_is_told_apart() -> None:
    assert len(CASES) >= 25
    assert len({case["case"] for case in CASES}) == len(CASES)


def test_an_identifier_is_never_shown_again(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text("case: {id: a, notes: 'A123456789 and 123-45-6789'}\n", encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        load_draft(file)
    assert len(caught.value.problems) == 2
    shown = "".join(f"{problem} {problem.line_text}" for problem in caught.value.problems)
    assert "123456789" not in shown
    assert "45-6789" not in shown


@pytest.mark.parametrize(
    "words",
    [
        "Series A 250 000 000 dollars",
        "doi 10.1109/123-45-6789",
        "IOE0123456789",
        "R01CA123456",
        "202-555-0147",
        "2026-12-01",
    ],
)
def test_numbers_that_identify_nobody_are_left_alone(words: str) -> None:
    assert load_draft({"case": {"id": "a", "notes": words}}).data["case"]["notes"] == words
