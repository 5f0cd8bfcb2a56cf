"""The measured figures do not fall: goals on filings that nothing was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import accuracy, planted_edges, reported_titles
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


ONET = EVAL.parent / "data" / "onet-30.1" / "Sample of Reported Titles.txt"


def test_titles_of_all_occupations_are_read_though_no_list_has_them() -> None:
    figures = reported_titles.reported_figures(ONET, accuracy.planted_codes(), WITH_FILED, every=3)
    assert float(str(figures["top_1"])) >= 0.50
    assert float(str(figures["top_10"])) >= 0.77
    assert float(str(figures["auc"])) >= 0.96
    assert float(str(figures["first_with_row_in_place"])) >= 0.88


EDGES = {
    "endeavor and title": (0.92, 0.07, 0.6),
    "endeavor and code": (0.92, 0.07, 0.6),
    "endeavor and degree": (0.84, 0.06, 0.35),
    "duties and code": (0.98, 0.02, 0.9),
    "title and degree": (0.96, 0.07, 0.8),
    "two wordings of one endeavor": (0.99, 0.0, 0.8),
}
"""By edge: the least AUC, the most real pairs and the fewest planted ones that may get ``none``."""


@pytest.fixture(scope="module")
def edges() -> dict[str, dict[str, object]]:
    return planted_edges.edge_figures(None)


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_tells_what_belongs_together_from_what_does_not(
    edges: dict[str, dict[str, object]], edge: str
) -> None:
    least, most, fewest = EDGES[edge]
    found = edges[edge]

    def none(of: str) -> float:
        return float(str(found[of]).split()[1].rstrip("%")) / 100

    assert float(str(found["auc"])) >= least
    assert none("real") <= most
    assert none("planted") >= fewest
