"""Every sample gets exactly the findings written beside it: no more and no fewer."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from validator.checker import Checker
from validator.drafts import load_draft, load_drafts
from validator.findings import Finding, Severity

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = sorted(SAMPLES.rglob("*.expected.yaml"))


@pytest.fixture(scope="module", params=["durable", "reference"])
def checker(request: pytest.FixtureRequest) -> Checker:
    if request.param == "durable":
        pytest.importorskip("durable.engine", reason="needs durable-rules, which is not installed")
    return Checker(engine=request.param)


def _flat(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return sorted((f.catalogue, f.severity.name) for f in findings)


def _draft(expected: Path) -> Path:
    return expected.with_name(expected.name.replace(".expected.yaml", ".yaml"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_sample_gets_exactly_its_findings(expected: Path, checker: Checker) -> None:
    wanted = yaml.safe_load(expected.read_text(encoding="utf-8"))["findings"]
    report = checker.check(load_draft(_draft(expected)))
    found = _flat(report.findings)
    assert found == sorted((w["catalogue"], w["severity"]) for w in wanted), [f.says for f in report.findings]


CLEAN = [_draft(path) for path in EXPECTED if path.parent.name == "clean"]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_petition_gets_nothing_above_low(path: Path, checker: Checker) -> None:
    report = checker.check(load_draft(path))
    assert [f.says for f in report.at_least(Severity.medium)] == []


def test_every_sample_has_its_expected_findings() -> None:
    drafts = {Path(d.file) for d in load_drafts([str(SAMPLES)])}
    assert drafts == {_draft(path) for path in EXPECTED}
    assert len(drafts) >= 14


def test_the_samples_are_whole_petitions() -> None:
    for path in [*SAMPLES.glob("clean/*.yaml"), *SAMPLES.glob("troubled/*.yaml")]:
        if not path.name.endswith(".expected.yaml"):
            assert len(path.read_text(encoding="utf-8").splitlines()) >= 100, path.name
