"""Ordinary honest petitions are left in peace, and troubled endeavors are found.

The bounds are what was reached; they may be drawn tighter and are not loosened.
"""

from __future__ import annotations

import pytest

from benchmarks.honest import Judged, exchanged, judged
from validator.checker import Checker
from validator.findings import Finding, Severity

HONEST_AT_MOST = 0.03
HONEST_BY_DEGREE_AT_MOST = 0.06
PLANTED_AT_LEAST = 0.9
EXCHANGED_AT_LEAST = 0.35
# Whether degree and code, and degree and endeavor, lie too far apart is judged by rules of their own, measured apart.
OF_DEGREE = "G"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def _told(cases: list[Judged], *, of_degree: bool = False) -> list[str]:
    def counts(finding: Finding) -> bool:
        return finding.catalogue.startswith(OF_DEGREE) is of_degree

    return [f"{j.id}: {f.catalogue} {f.severity.name}" for j in cases for f in j.troubling if counts(f)]


@pytest.mark.parametrize("group", ["honest", "brief"])
def test_an_honest_petition_is_hardly_ever_told_that_its_endeavor_is_another(
    group: str, checker: Checker
) -> None:
    cases = list(judged(group, checker))
    told = _told(cases)
    assert len({line.partition(":")[0] for line in told}) <= HONEST_AT_MOST * len(cases), told


@pytest.mark.parametrize("group", ["honest", "brief"])
def test_an_honest_petition_is_seldom_told_that_its_degree_is_another(group: str, checker: Checker) -> None:
    cases = list(judged(group, checker))
    told = _told(cases, of_degree=True)
    assert len({line.partition(":")[0] for line in told}) <= HONEST_BY_DEGREE_AT_MOST * len(cases), told


def test_a_troubled_endeavor_is_found_by_a_check_that_should(checker: Checker) -> None:
    cases = list(judged("planted", checker))
    missed = [j.id for j in cases if not j.met]
    assert len(missed) <= (1 - PLANTED_AT_LEAST) * len(cases), missed


def test_an_endeavor_put_under_another_petition_is_often_found(checker: Checker) -> None:
    cases = list(exchanged(checker))
    found = sum(any(f.catalogue in j.wanted and f.severity >= Severity.high for f in j.found) for j in cases)
    assert found >= EXCHANGED_AT_LEAST * len(cases), (found, len(cases))


def test_there_are_enough_cases_of_many_fields(checker: Checker) -> None:
    import yaml

    from benchmarks.honest import CASES

    groups = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    assert len(groups["honest"]) >= 60
    assert len(groups["planted"]) >= 25
    assert len({case["code"][:2] for case in groups["honest"]}) >= 9
    assert all(60 <= len(case["endeavor"].split()) <= 150 for case in groups["honest"])
