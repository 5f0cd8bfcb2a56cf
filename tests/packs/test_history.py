"""The severities that a rule has had: written down, held against the pack, and carried on by a firm's change."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from validator.engine.vocabulary import Vocabulary
from validator.findings import Severity
from validator.packs import Pack, Rule, lint_pack, load_pack, shipped_packs
from validator.packs.history import severity_steps
from validator.packs.model import HistoryStep

Write = Callable[..., Path]

MANIFEST = "pack: office\nversion: 1.10.0\n"
RULE = """\
rules:
  - id: short-week
    title: A short week
    severity: medium
    about: [filing]
    when: {{i140.hours: {{less_than: 35}}}}
    says: Few hours.
    why: Because.
    remedy: Do something.
    authority: [practice]
    history: {history}
    examples:
      fires: [{{i140: {{hours: 30}}}}]
      clear: [{{i140: {{hours: 40}}}}]
      unchecked: [{{}}]
"""
FIRST = "{version: 1.2.0, severity: high, because: first version}"
SECOND = "{version: 1.10.0, severity: medium, because: officers rarely ask}"


def office(write_pack: Write, history: str) -> Path:
    return write_pack("office", RULE.format(history=history), manifest=MANIFEST)


def test_a_rule_knows_the_severities_it_has_had(
    write_pack: Write, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    folder = office(write_pack, f"[{FIRST}, {SECOND}]")
    wanted = (
        HistoryStep(version="1.2.0", severity=Severity.high, because="first version"),
        HistoryStep(version="1.10.0", severity=Severity.medium, because="officers rarely ask"),
    )
    for _ in ("read", "kept"):
        pack = load_pack(folder, vocabulary, cache=tmp_path / "kept")
        assert pack.rules[0].history == wanted


@pytest.mark.parametrize(
    ("history", "column", "what", "mend"),
    [
        (
            f"[{SECOND}, {{version: 1.2.0, severity: medium, because: again}}]",
            92,
            "The step of version 1.2.0 stands after that of 1.10.0.",
            "Write the oldest first, each version once.",
        ),
        (
            f"[{SECOND}, {SECOND}]",
            92,
            "The step of version 1.10.0 stands after that of 1.10.0.",
            "Write the oldest first, each version once.",
        ),
        (
            "[{version: 1.11.0, severity: medium, because: to come}]",
            25,
            "“history” speaks of version 1.11.0; the pack is at 1.10.0.",
            "Raise version: in pack.yaml, or correct the step.",
        ),
        (
            f"[{FIRST}]",
            42,
            "“history” ends with high, and the rule is medium.",
            "Add a step with severity: medium and why.",
        ),
        (
            "[{version: 1.2, severity: medium, because: why}]",
            25,
            "“1.2” is no version.",
            "Write three numbers: 1.2.0.",
        ),
        (
            "[{version: 1.2.0, severity: grave, because: why}]",
            42,
            "“grave” is no severity.",
            "There are: blocker, high, medium, low.",
        ),
        (
            "[{version: 1.2.0, severity: medium}]",
            15,
            "A step of “history” has no “because”.",
            "Add because:.",
        ),
        (
            "[medium]",
            15,
            "A step of “history” is “medium”.",
            "Write {version: 1.0.0, severity: high, because: …}.",
        ),
        (
            "[]",
            5,
            "“history” has no step.",
            "Write {version: 1.0.0, severity: high, because: …}, or remove the key.",
        ),
        ("medium", 14, "“history” should be a list, not “medium”.", ""),
    ],
)
def test_a_history_that_cannot_be_is_reported_with_its_place_and_mend(
    write_pack: Write, vocabulary: Vocabulary, history: str, column: int, what: str, mend: str
) -> None:
    (problem,) = lint_pack(office(write_pack, history), vocabulary)
    assert (problem.what, problem.place and (problem.place.line, problem.place.column)) == (
        what,
        (11, column),
    )
    if mend:
        assert problem.mend == mend


def test_a_change_of_a_firm_is_the_next_step(write_pack: Write, vocabulary: Vocabulary) -> None:
    office(write_pack, f"[{FIRST}, {SECOND}]")
    change = "change: {short-week: {severity: low, because: our clients work three days}}\n"
    firm = write_pack("firm", manifest=f"pack: firm\nversion: 2.0.0\nextends: [../office]\n{change}")
    (rule,) = load_pack(firm, vocabulary, fresh=True).rules
    assert [(s.pack, s.version, s.severity.name, s.because) for s in severity_steps(rule)] == [
        ("office", "1.2.0", "high", "first version"),
        ("office", "1.10.0", "medium", "officers rarely ask"),
        ("firm", "2.0.0", "low", "our clients work three days"),
    ]


def test_a_rule_turned_off_keeps_the_severity_it_had(write_pack: Write, vocabulary: Vocabulary) -> None:
    office(write_pack, f"[{FIRST}, {SECOND}]")
    change = "change: {short-week: {off: true, because: not our practice}}\n"
    firm = write_pack("firm", manifest=f"pack: firm\nversion: 2.0.0\nextends: [../office]\n{change}")
    (rule,) = load_pack(firm, vocabulary, fresh=True).rules
    last = severity_steps(rule)[-1]
    assert (last.severity, last.off, last.because) == (Severity.medium, True, "not our practice")


def test_a_rule_without_history_claims_no_version(write_pack: Write, vocabulary: Vocabulary) -> None:
    folder = write_pack("office", RULE.replace("    history: {history}\n", "").format(), manifest=MANIFEST)
    pack: Pack = load_pack(folder, vocabulary, fresh=True)
    (step,) = severity_steps(pack.rules[0])
    assert (step.pack, step.version, step.severity) == ("office", "", Severity.medium)


# ---- the packs that ship

SEVERITIES = Path(__file__).parent / "severities.json"
"""The severity of every rule that ships, with the version of its pack from which on it was held against this table."""


def shipped_rules() -> dict[str, Rule]:
    from validator.facts import vocabulary as facts

    packs = [load_pack(name, facts()) for name in shipped_packs()]
    return {r.id: r for pack in packs for r in pack.rules if r.origin.pack == pack.name}


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def unexplained(table: Mapping[str, Sequence[str]], rules: Mapping[str, Rule]) -> list[str]:
    """The rules whose severity is another than the table has, without a later step of history that says why."""
    return [
        f"{name}: {table[name][1]} in {table[name][0]}, {rule.usual_severity.name} now, and history: has no later step"
        for name, rule in rules.items()
        if name in table and rule.usual_severity.name != table[name][1]
        if not rule.history or numbers(rule.history[-1].version) <= numbers(table[name][0])
    ]


def test_a_severity_that_ships_differs_from_what_it_was_only_with_a_step_that_says_why() -> None:
    rules = shipped_rules()
    table = json.loads(SEVERITIES.read_text(encoding="utf-8")) if SEVERITIES.is_file() else {}
    assert unexplained(table, rules) == []
    now = {
        name: table[name]
        if name in table and table[name][1] == rule.usual_severity.name
        else [rule.origin.version, rule.usual_severity.name]
        for name, rule in sorted(rules.items())
    }
    if os.environ.get("NIW_WRITE_SEVERITIES"):
        rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in now.items())
        SEVERITIES.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
        pytest.skip("written anew: read the diff")
    assert table == now, "NIW_WRITE_SEVERITIES=1 pytest tests/packs/test_history.py"


def test_a_severity_that_was_changed_asks_for_a_step_of_a_later_version(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    (rule,) = load_pack(office(write_pack, f"[{FIRST}, {SECOND}]"), vocabulary, fresh=True).rules
    was = {"short-week": ["1.2.0", "high"]}
    assert unexplained(was, {rule.id: rule}) == []
    assert unexplained(was, {rule.id: replace(rule, history=())}) == [
        "short-week: high in 1.2.0, medium now, and history: has no later step"
    ]
    assert unexplained({"short-week": ["1.10.0", "high"]}, {rule.id: rule})


def test_the_page_of_a_rule_that_was_lowered_says_since_when_and_why() -> None:
    from validator.proof import pages

    page = pages(["niw-core"])["niw-core/code-residual.md"]
    history = page[page.index("## Its severity, version by version") :]
    steps = shipped_rules()["code-residual"].history
    assert len(steps) > 1
    for step in steps:
        (row,) = (line for line in history.splitlines() if line.startswith(f"| niw-core {step.version} |"))
        assert f"| {step.severity.name} |" in row
        assert step.because[:40] in row.replace("\\", "")
