"""The measured figures do not fall: goals on filings that nothing was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import accuracy
from validator.agreement.weights import WITH_FILED

EVAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "eval"
pytestmark = pytest.mark.skipif(
    not EVAL.is_dir(),
    reason="needs ../shared (real filings to measure with), which is not beside this repository",
)


@pytest.fixture(scope="module")
def titles() -> dict[str, object]:
    rows = accuracy.read(EVAL / "lca_fy2020_sample.tsv")
    pairs = [accuracy.Pair(row["job_title"], found) for row in rows if (found := accuracy.accepted(row))]
    assert len(pairs) == 2426
    return accuracy.title_figures(pairs, WITH_FILED)


@pytest.mark.parametrize(("figure", "goal"), accuracy.GOALS.items())
def test_title_and_code_reach_the_goal(titles: dict[str, object], figure: str, goal: float) -> None:
    assert float(str(titles[figure])) >= goal


def test_few_real_titles_are_called_none_and_most_planted_ones_are(titles: dict[str, object]) -> None:
    real, planted = titles["bands_real"], titles["bands_planted"]
    assert isinstance(real, dict)
    assert isinstance(planted, dict)
    assert real["none"] <= 0.03
    assert real["none"] + real["weak"] <= 0.15
    assert planted["none"] >= 0.85
    assert planted["strong"] <= 0.01


def test_degree_and_code_reach_the_goal() -> None:
    rows = accuracy.read(EVAL / "perm_fy2016_title_degree_major.tsv")
    figures = accuracy.degree_figures([(row["soc_code"], row["major"]) for row in rows if row["soc_code"]])
    assert float(str(figures["none_real"])) <= 0.08
    assert float(str(figures["none_shuffled"])) >= 0.60
    assert float(str(figures["unknown_real"])) <= 0.10
    assert float(str(figures["unknown_shuffled"])) <= 0.10


def test_nearly_every_major_is_read() -> None:
    figures = accuracy.major_figures(accuracy.read(EVAL / "perm_fy2016_degree_major_counts.tsv"))
    assert float(str(figures["filings_read"])) >= 0.98
    assert float(str(figures["writings_not_read"])) <= 0.05
