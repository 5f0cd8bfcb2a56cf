"""How many honest petitions the rules trouble, and how many troubled ones they find.

The cases stand in ``tests/data/honest.yaml``; the bounds are held by ``tests/test_honest.py``. Run as a script this
prints the table of ``docs/accuracy.md``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from validator.checker import Checker
from validator.drafts import load_draft
from validator.findings import Finding, Severity

CASES = Path(__file__).resolve().parents[1] / "tests" / "data" / "honest.yaml"
SEED = 20261121
LETTERS = ("T", "G", "E", "P05", "N1")
"""Checks that rest on how title, code, degree and endeavor agree, by the beginning of their catalogue number."""


@dataclass(frozen=True)
class Judged:
    """A case with what was found in it, findings shown under another included."""

    id: str
    wanted: tuple[str, ...]
    found: tuple[Finding, ...]

    @property
    def troubling(self) -> tuple[Finding, ...]:
        """Findings above low by rules of agreement."""
        return tuple(f for f in self.found if f.catalogue.startswith(LETTERS) and f.severity > Severity.low)

    @property
    def met(self) -> bool:
        """Whether one of the checks that are to find the planted trouble did, above low."""
        return any(f.catalogue in self.wanted and f.severity > Severity.low for f in self.found)


def draft_of(case: dict[str, Any]) -> dict[str, Any]:
    """The case as a draft on the advanced-degree track."""
    form: dict[str, Any] = {"job_title": case["title"], "soc_code": case["code"]}
    if "duties" in case:
        form["nontechnical_description"] = case["duties"]
    draft: dict[str, Any] = {
        "case": {"id": case["id"], "track": "advanced_degree", "filing_date": "2026-12-01"},
        "i140": form,
        "endeavor": {"statement": case["endeavor"]},
    }
    if "degree" in case:
        level, field = case["degree"]
        degree = {
            "id": "d",
            "level": level,
            "field": field,
            "country": "United States",
            "conferred": "05/2019",
        }
        draft["degrees"] = [degree]
    return draft


def judged(group: str, checker: Checker) -> Iterator[Judged]:
    """The cases of one group of the file, each with its findings."""
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))[group]:
        report = checker.check(load_draft(draft_of(case)))
        found = tuple(f for top in report.findings for f in (top, *top.under))
        yield Judged(case["id"], tuple(case.get("catalogue", ())), found)


def exchanged(checker: Checker, each: int = 3) -> Iterator[Judged]:
    """Each honest petition with the statements of ``each`` others of other major groups in the place of its own."""
    honest, draw = yaml.safe_load(CASES.read_text(encoding="utf-8"))["honest"], random.Random(SEED)
    for case in honest:
        strangers = [other for other in honest if other["code"][:2] != case["code"][:2]]
        for other in draw.sample(strangers, each):
            report = checker.check(load_draft(draft_of({**case, "endeavor": other["endeavor"]})))
            found = tuple(f for top in report.findings for f in (top, *top.under))
            yield Judged(f"{case['id']} with {other['id']}", ("E03", "E04", "P05"), found)


def table(checker: Checker) -> Iterator[str]:
    """The figures as a table, then each honest case that is troubled and each planted one that is missed."""
    groups = {name: list(judged(name, checker)) for name in ("honest", "brief", "planted")}
    yield "| cases | n | with a finding above low | with a high one |"
    yield "|---|---|---|---|"
    for name, of_group in groups.items():
        if name == "planted":
            continue
        high = sum(any(f.severity >= Severity.high for f in j.troubling) for j in of_group)
        yield f"| {name} | {len(of_group)} | {sum(bool(j.troubling) for j in of_group)} | {high} |"
    met = sum(j.met for j in groups["planted"])
    yield f"| planted, found by a check that should | {len(groups['planted'])} | {met} | |"
    strange = list(exchanged(checker))
    high = sum(any(f.catalogue in j.wanted and f.severity >= Severity.high for f in j.found) for j in strange)
    low = sum(any(f.catalogue in j.wanted for f in j.found) for j in strange)
    yield f"| statement of another petition (E03, E04, P05) | {len(strange)} | {low}, low ones included | {high} |"
    yield ""
    for j in (*groups["honest"], *groups["brief"]):
        for f in j.troubling:
            yield f"{j.id}: {f.severity.name} {f.catalogue} {f.says}"
    for j in groups["planted"]:
        if not j.met:
            others = Counter(f"{f.catalogue} {f.severity.name}" for f in j.found)
            yield f"missed {j.id}: wanted {', '.join(j.wanted)}; found {', '.join(others) or 'nothing'}"


if __name__ == "__main__":
    for line in table(Checker()):
        print(line)
