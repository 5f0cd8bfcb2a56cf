"""A condition that nothing can fulfil is told, with the parts that exclude each other; and no other condition is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from validator.engine.conditions import AllOf, AnyOf, Condition, FactRef, Leaf, Literal, NoneOf, Several
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule, Program
from validator.engine.reference import ReferenceEngine
from validator.engine.vocabulary import Vocabulary
from validator.errors import Problem
from validator.facts import vocabulary as the_vocabulary
from validator.packs import load_pack, shipped_packs
from validator.packs.conditions import ConditionReader
from validator.packs.contradiction import contradiction
from validator.packs.operands import Operands
from validator.packs.reading import read_yaml

NEVER = {
    "{all: [{i140.soc_code: {equals: 15-1252}}, {i140.soc_code: {equals: 15-1253}}]}": (
        "“i140.soc_code: {equals: 15-1252}” and “i140.soc_code: {equals: 15-1253}” cannot hold together."
    ),
    "{i140.hours: {more_than: 40, less_than: 35}}": (
        "“i140.hours: {more_than: 40}” and “i140.hours: {less_than: 35}” cannot hold together."
    ),
    "{i140.hours: {more_than: 40, at_most: 40}}": (
        "“i140.hours: {more_than: 40}” and “i140.hours: {at_most: 40}” cannot hold together."
    ),
    "{i140.full_time: {present: true, missing: true}}": (
        "“i140.full_time: {present: true}” and “i140.full_time: {missing: true}” cannot hold together."
    ),
    "{endeavor.claims: {missing: true, has_phrase: a}}": (
        "“endeavor.claims: {missing: true}” and “endeavor.claims: {has_phrase: a}” cannot hold together."
    ),
    "{all: [{any: [{i140.full_time: true}]}], none: [{i140.full_time: true}]}": (
        "“i140.full_time: {equals: true}” is to hold, and under none: not to."
    ),
    "{all: [{i140.full_time: true}], none: [{i140.full_time: true}]}": (
        "“i140.full_time: {equals: true}” is to hold, and under none: not to."
    ),
    "{all: [{i140.full_time: true}], none: [{i140.full_time: {not_equals: false}}]}": (
        "“i140.full_time: {equals: true}” and “i140.full_time: {not_equals: false}” under none: cannot hold together."
    ),
    "{agreement.title_code.band: {less_than: none}}": (
        "“agreement.title_code.band: {less_than: none}” holds of no value."
    ),
    "{case.filing_date: {after: 2026-03-31, before: 2026-04-01}}": (
        "“case.filing_date: {after: 2026-03-31}” and “case.filing_date: {before: 2026-04-01}” cannot hold together."
    ),
    "{case.filing_date: {equals: 03/2026}}": (
        '“case.filing_date: {equals: "03/2026"}” holds of no value.'
    ),
    "{for_any: degrees as d, where: {d.level: {at_most: bachelor, at_least: master}}}": (
        "“d.level: {at_most: bachelor}” and “d.level: {at_least: master}” cannot hold together."
    ),
    "{count: {of: letters, more_than: 2, less_than: 3}}": (
        "“count: {of: letters, more_than: 2}” and “count: {of: letters, less_than: 3}” cannot hold together."
    ),
    "{count: {of: letters, less_than: 0}}": "“count: {of: letters, less_than: 0}” holds of no value.",
    "{any: [{i140.hours: {more_than: 2, less_than: 1}}, {degree.highest: {more_than: doctorate}}]}": (
        "None of the alternatives can hold. “i140.hours: {more_than: 2}” and “i140.hours: {less_than: 1}” cannot "
        "hold together. “degree.highest: {more_than: doctorate}” holds of no value."
    ),
}  # fmt: skip
CAN = (
    "{i140.hours: {more_than: 40, less_than: 41}}",
    "{i140.hours: {at_least: 40, at_most: 40}}",
    "{endeavor.claims: {equals: a, in: [b, c]}}",
    "{i140.job_title: {has_phrase: a, matches: ^b$}}",
    "{i140.job_title: {missing: true, empty: true}}",
    "{any: [{i140.hours: {more_than: 2, less_than: 1}}, {i140.full_time: true}]}",
    "{for_all: degrees as d, where: {d.level: {at_most: bachelor, at_least: master}}}",
    "{none: [{i140.hours: {more_than: 2, less_than: 1}}]}",
    (
        "{all: [{for_any: degrees as d, where: {d.level: {equals: master}}},"
        " {for_any: degrees as d, where: {d.level: {equals: bachelor}}}]}"
    ),
    "{i140.hours: {less_than: {fact: code.zone}, more_than: {fact: code.zone}}}",
    "{count: {of: letters, more_than: 2, less_than: 4}}",
    "{case.filing_date: {between: [2026-03-01, 2026-03-31]}}",
)


def condition(text: str, vocabulary: Vocabulary) -> Condition:
    problems: list[Problem] = []
    reader = read_yaml(text.encode(), "rule", problems)
    assert reader is not None
    read = ConditionReader(reader, vocabulary, Operands(reader, {}, {}, set())).read(reader.root)
    assert not problems
    return read


@pytest.mark.parametrize("text", NEVER)
def test_what_excludes_itself_is_told(text: str, vocabulary: Vocabulary) -> None:
    found = contradiction(condition(text, vocabulary), vocabulary)
    assert found is not None
    assert found.what == NEVER[text]
    assert found.place is not None


@pytest.mark.parametrize("text", CAN)
def test_what_can_hold_or_cannot_be_told_is_let_be(text: str, vocabulary: Vocabulary) -> None:
    assert contradiction(condition(text, vocabulary), vocabulary) is None


def test_a_list_that_a_pack_emptied_can_be_found_in_nothing(vocabulary: Vocabulary) -> None:
    leaf = Leaf(FactRef("i140.job_title"), "has_phrase_from", Several((), "vague_titles"))
    found = contradiction(leaf, vocabulary)
    assert found is not None
    assert "is held against an empty list" in found.what


def test_no_rule_that_ships_contradicts_itself() -> None:
    for name in shipped_packs():
        pack = load_pack(name, the_vocabulary())
        words = the_vocabulary().with_conclusions(pack.conclusions)
        assert [r.id for r in pack.rules if contradiction(r.when, words)] == []


def _leaf(fact: str, operators: Mapping[str, Any]) -> st.SearchStrategy[Condition]:
    return st.sampled_from(sorted(operators)).flatmap(
        lambda name: operators[name].map(lambda operand: Leaf(FactRef(fact), name, operand))
    )


_NUMBERS = st.integers(0, 4).map(Literal)
_RANGES = dict.fromkeys(("equals", "not_equals", "less_than", "at_most", "more_than", "at_least"), _NUMBERS)
_FLAGS = dict.fromkeys(("missing", "present"), st.booleans().map(Literal))
_TEXT = st.sampled_from(["a", "b", "A", "a–b", "a-b"]).map(Literal)
_TEXTS = dict.fromkeys(("equals", "not_equals", "has_phrase", "starts_with", "same_as"), _TEXT)
LEAVES = st.one_of(
    _leaf("i140.hours", _RANGES | _FLAGS),
    _leaf("i140.job_title", _TEXTS | _FLAGS | {"empty": st.booleans().map(Literal)}),
    _leaf("i140.full_time", dict.fromkeys(("equals", "not_equals"), st.booleans().map(Literal)) | _FLAGS),
    _leaf("endeavor.claims", dict.fromkeys(("equals", "not_equals", "has_phrase"), _TEXT) | _FLAGS),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda kind, parts: kind(tuple(parts)),
        st.sampled_from([AllOf, AllOf, AnyOf, NoneOf]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=6,
)
DRAFTS = st.fixed_dictionaries(
    {},
    optional={
        "i140": st.fixed_dictionaries(
            {},
            optional={
                "hours": st.sampled_from([None, 0, 1, 1.5, 2, 3, 4]),
                "job_title": st.sampled_from([None, "", "a", "b", "A", "a–b", "a-b", "b a"]),
                "full_time": st.sampled_from([None, "true", "false"]),
            },
        ),
        "endeavor": st.fixed_dictionaries(
            {"claims": st.lists(st.sampled_from(["a", "b", "a-b"]), max_size=2)}
        ),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(CONDITIONS, st.lists(DRAFTS, min_size=1, max_size=8))
def test_what_is_said_to_hold_of_nothing_fires_on_no_draft(
    toy: Callable[..., Any], vocabulary: Vocabulary, condition: Condition, drafts: list[Any]
) -> None:
    if contradiction(condition, vocabulary) is None:
        return
    engine = ReferenceEngine(Program([CompiledRule(id="rule", condition=condition)]))
    for draft in drafts:
        assert engine.run(toy(draft))[0].ending is not Ending.finding
