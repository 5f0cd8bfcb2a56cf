"""Each hazard of durable-rules has a guard, and each guard a test."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.engine.generated import Draft, Item
from validator.engine.conditions import AllOf, AnyOf, Condition, FactRef, ForAny, Leaf, Literal, NoneOf
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.engine.values import known
from validator.errors import FaultError

pytest.importorskip(
    "durable.engine",
    reason="needs durable-rules, which does not import here: docs/engine.md",
    exc_type=ImportError,
)

import durable_rules_engine

from validator.engine import durable
from validator.engine.durable import DurableEngine


def says(fact: str, value: str = "yes") -> Leaf:
    return Leaf(FactRef(fact), "equals", Literal(value))


def engine_for(*conditions: Condition) -> DurableEngine:
    return DurableEngine(Program(CompiledRule(id=f"r{i}", condition=c) for i, c in enumerate(conditions)))


BOTH = AllOf((says("a"), says("b")))
EITHER = AnyOf((says("a"), says("b"), says("c")))
YES = {name: known("yes") for name in "abc"}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Every fact that is sent to the library."""
    facts: list[dict[str, Any]] = []
    original = durable_rules_engine.assert_fact

    def watched(handle: Any, fact: str) -> Any:
        facts.append(json.loads(fact))
        return original(handle, fact)

    monkeypatch.setattr(durable_rules_engine, "assert_fact", watched)
    return facts


def test_no_timer_threads_are_started() -> None:
    before = threading.active_count()
    engine_for(BOTH).run(Draft(YES))
    assert threading.active_count() == before


def test_the_anchor_is_asserted_first_in_every_state(sent: list[dict[str, Any]]) -> None:
    engine = engine_for(BOTH, EITHER)
    engine.run(Draft(YES))
    engine.run(Draft({"a": known("yes"), "b": known("no")}))
    by_state: dict[str, list[dict[str, Any]]] = {}
    for fact in sent:
        by_state.setdefault(fact["sid"], []).append(fact)
    assert len(by_state) == 2
    assert all(facts[0].get("kind") == "anchor" and len(facts) > 1 for facts in by_state.values())


def test_every_state_is_deleted_even_when_a_fact_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    deleted: list[str] = []
    ask, delete = durable._Ruleset.ask, durable._Ruleset.delete_state

    def asked(ruleset: Any, sid: str, what: str) -> bool:
        opened.append(sid)
        return ask(ruleset, sid, what)

    def removed(ruleset: Any, sid: str) -> None:
        deleted.append(sid)
        delete(ruleset, sid)

    monkeypatch.setattr(durable._Ruleset, "ask", asked)
    monkeypatch.setattr(durable._Ruleset, "delete_state", removed)

    class Broken(Draft):
        def __call__(self, name: str, binding: Any, /) -> Any:
            if name == "broken":
                raise ValueError(name)
            return super().__call__(name, binding)

    engine = engine_for(BOTH, AllOf((says("a"), says("broken"))))
    engine.run(Draft({**YES, "broken": known("yes")}))
    with pytest.raises(FaultError):
        engine.run(Broken(YES))
    assert len(set(opened)) == 2
    assert sorted(deleted) == sorted(set(opened))


def test_ids_and_states_are_never_used_twice(sent: list[dict[str, Any]]) -> None:
    engine = engine_for(BOTH, EITHER)
    for _ in range(20):
        engine.run(Draft(YES))
    ids = [fact["id"] for fact in sent]
    assert len(ids) == len(set(ids)) > 40
    assert len({fact["sid"] for fact in sent}) == 20


def test_nothing_of_a_draft_is_sent_but_flags_and_keys(sent: list[dict[str, Any]]) -> None:
    words = {"a": known("1e999"), "b": known('"}]'), "id": known("sid"), "sid": known("null")}
    item = Item('item with " and \\', {"id": known("yes"), "sid": known("yes")})
    facts = {**words, "items": known((item, item))}
    within = ForAny(FactRef("items"), "i", AllOf((says("i.id"), says("i.sid"))))
    engine = engine_for(
        AllOf((says("a", "1e999"), says("b", '"}]'))), AllOf((says("id", "sid"), says("sid", "null"))), within
    )
    outcomes = engine.run(Draft(facts))
    assert [o.ending for o in outcomes] == [Ending.finding] * 3
    assert len(outcomes[2].firings) == 2
    for fact in sent:
        for key, value in fact.items():
            if key in ("id", "sid"):
                assert re.fullmatch(r"[dn]\d+", value)
            elif key == "kind":
                assert value == "anchor"
            else:
                assert re.fullmatch(r"unit|f\d+", key)
                assert type(value) is int


def test_only_flags_that_are_there_are_sent(sent: list[dict[str, Any]]) -> None:
    engine_for(AllOf((says("a"), AnyOf((says("b"), says("c"), says("d")))))).run(
        Draft({"a": known("yes"), "b": known("no"), "c": known("yes"), "d": known("no")})
    )
    (fact,) = [f for f in sent if "unit" in f]
    assert sorted(k for k in fact if k.startswith("f")) == ["f0", "f2"]


def test_what_cannot_fire_is_not_sent_and_opens_no_state(sent: list[dict[str, Any]]) -> None:
    engine = engine_for(BOTH, AllOf((EITHER, says("a"))), AnyOf((BOTH, AllOf((says("b"), says("c"))))))
    outcomes = engine.run(Draft({name: known("no") for name in "abc"}))
    assert [o.ending for o in outcomes] == [Ending.no_finding] * 3
    assert sent == []


def test_a_fact_that_no_rule_matches_is_no_error(sent: list[dict[str, Any]]) -> None:
    unmatched = AllOf((says("a"), AnyOf((says("b"), says("c"))), AnyOf((says("d"), says("e")))))
    facts = {"a": known("yes"), "b": known("yes"), "c": known("no"), "d": known("no"), "e": known("no")}
    assert engine_for(unmatched).run(Draft(facts))[0].ending is Ending.no_finding
    assert any("unit" in f for f in sent)  # it was asked, and said no


def test_a_condition_of_negatives_alone_still_carries_a_positive_test() -> None:
    engine = engine_for(NoneOf((says("a"), says("b"))))
    assert engine.run(Draft({"a": known("no"), "b": known("no")}))[0].ending is Ending.finding
    for unit in engine.units.all:
        rule = durable.definition_of([unit])[f"{unit.name} {unit.number}"]
        tests = rule["all"][0]["m"]["$and"]
        assert tests[0] == {"unit": unit.number}
        assert not re.search(r"\$(not|nex|neq|lt|gt|mt|imt)", json.dumps(rule))


def test_many_true_branches_are_one_finding() -> None:
    (outcome,) = engine_for(
        AnyOf((AllOf((says("a"), says("b"))), AllOf((says("b"), says("c"))), says("c")))
    ).run(Draft(YES))
    assert len(outcome.firings) == 1


def test_a_failure_in_the_library_is_raised_and_names_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_for(BOTH)

    def fails(*_: Any) -> Any:
        raise MemoryError("out of states")

    monkeypatch.setattr(durable_rules_engine, "complete_and_start_action", fails)
    with pytest.raises(FaultError, match="“r0” and the draft “case-7”: MemoryError"):
        engine.run(Draft(YES), called="case-7")
    monkeypatch.undo()
    assert engine.run(Draft(YES))[0].ending is Ending.finding


def test_a_fact_that_the_library_refuses_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_for(BOTH)
    monkeypatch.setattr(durable_rules_engine, "assert_fact", lambda *_: (2, 0))  # "seen before"
    with pytest.raises(FaultError, match="refused"):
        engine.run(Draft(YES))


def test_rules_are_compiled_once_per_process() -> None:
    rules: list[Condition] = [BOTH, EITHER, AllOf((says("only here"), says("b")))]
    before = len(durable._rulesets)
    engine_for(*rules)
    assert len(durable._rulesets) == before  # and not before a draft asks for one
    engine_for(*rules).run(Draft(YES))
    compiled = len(durable._rulesets)
    engine_for(*rules).run(Draft(YES))
    assert len(durable._rulesets) == compiled


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads this process's memory from /proc")
def test_memory_stays_flat_over_three_thousand_drafts(repo: Path) -> None:
    command = [sys.executable, "-m", "tests.engine.soak"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=repo)
    assert done.returncode == 0, done.stderr
    marks = [float(mark) for mark in done.stdout.split()]
    assert len(marks) == 4
    assert marks[-1] - marks[0] < 1.0, (
        marks
    )  # megabytes; one state that stays costs several kilobytes a draft


def test_states_where_joins_are_half_matched_do_not_crash_the_process() -> None:
    """Deleting a state that matched nothing, or half of something, kills a process without the anchor."""
    engine = engine_for(
        AllOf((says("a"), AnyOf((AllOf((says("b"), says("c"))), AllOf((says("d"), says("e")))))))
    )
    program = engine.program
    for n in range(200):
        draft = Draft({name: known("yes" if n >> i & 1 else "no") for i, name in enumerate("abcde")})
        assert engine.run(draft) == ReferenceEngine(program).run(draft)
