"""What is found stays what it is while the code beneath grows faster: digests of the judgement on many drafts.

``tests/data/judgement_digests.txt`` has a line for every rule (how it ended on all drafts: sentences, evidence, what is
open) and one for every draft (header, edges, what an officer reads first, the matrix). A new rule is a new line; a
changed sentence changes the line of its rule. Where a change is meant, ``NIW_WRITE_DIGESTS=1`` writes the file again,
and the diff says which rules and which drafts it touched.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from benchmarks.honest import CASES, draft_of
from tests.varied import SAMPLES, as_json, as_yaml, varied
from validator.checker import Checker
from validator.drafts import Draft, load_draft
from validator.drafts.load import parse_draft
from validator.errors import DraftError
from validator.findings import DraftReport, Finding
from validator.reports.json import _encoded

KEPT = Path(__file__).parent / "data" / "judgement_digests.txt"
AS_OF = date(2026, 11, 21)
VARIED = 150


def _drafts() -> Iterator[Draft]:
    for path in SAMPLES:
        yield parse_draft(path.read_text(encoding="utf-8"), path.name)
    for group in yaml.safe_load(CASES.read_text(encoding="utf-8")).values():
        for case in group[::3]:
            yield load_draft(draft_of(case))
    for number, made in enumerate(varied(VARIED)):
        name, text = ("v.jsonl", as_json(made)) if number % 2 else ("v.yaml", as_yaml(made))
        try:
            yield parse_draft(text, name)
        except DraftError:
            continue  # what is said of broken drafts is held by tests/drafts


def _digest(*parts: object) -> str:
    written = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _flat(findings: tuple[Finding, ...], under: str = "") -> Iterator[tuple[Finding, str]]:
    for finding in findings:
        yield finding, under
        yield from _flat(finding.under, finding.rule)


def _lines(reports: list[DraftReport]) -> list[str]:
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, list[object]] = defaultdict(list)
    pictures = []
    for report in reports:
        case = report.header.case
        for finding, under in _flat(report.findings):
            encoded = _encoded(finding)
            encoded["under"] = under
            endings[finding.rule]["found"] += 1
            told[finding.rule].append([case, encoded])
        for open_ in report.not_checked:
            endings[open_.rule]["not checked"] += 1
            told[open_.rule].append([case, _encoded(open_)])
        for kind, rules in (("clear", report.clear), ("left blank", report.left_blank)):
            for rule in rules:
                endings[rule][kind] += 1
                told[rule].append([case, kind])
        picture = [
            _encoded(part) for part in (report.header, report.edges, report.officer_first, report.matrix)
        ]
        pictures.append(f"draft {case} {_digest(picture)}")
    lines = [
        f"rule {rule} {_digest(told[rule])} "
        + ", ".join(f"{kind} {count}" for kind, count in sorted(endings[rule].items()))
        for rule in sorted(told)
    ]
    return [*lines, *pictures]


@cache
def _kept_drafts() -> tuple[Draft, ...]:
    return tuple(_drafts())


@pytest.mark.parametrize("engine", ["reference", "durable"])
def test_the_judgement_is_the_one_that_was_reviewed(engine: str) -> None:
    if engine == "durable":
        pytest.importorskip("durable.engine", reason="needs durable-rules, which is not installed")
    checker = Checker(engine=engine, as_of=AS_OF)
    found = _lines([checker.check(draft) for draft in _kept_drafts()])
    if os.environ.get("NIW_WRITE_DIGESTS") and engine == "reference":
        KEPT.write_text("\n".join(found) + "\n", encoding="utf-8")
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    changed = [line for line in found if line not in set(kept)]
    gone = {line.split()[1] for line in kept} - {line.split()[1] for line in found}
    assert not changed, "the judgement has changed; see the head of this file"
    assert not gone, "rules or drafts have gone; see the head of this file"


def test_the_drafts_are_many_and_end_in_every_way() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    assert kept.count("\ndraft ") >= 120
    for way in ("found", "not checked", "clear", "left blank"):
        assert kept.count(f"{way} ") >= 40, way
