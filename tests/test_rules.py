"""The packs that ship: free of mistakes, each rule proven by its examples, each cited with care."""

from __future__ import annotations

import re

import pytest

from validator.facts import vocabulary
from validator.findings import Severity
from validator.packs import PackTest, lint_pack, load_pack, shipped_packs
from validator.proof import prove

CATALOGUE_FIRST = (
    "C01 C02 C03 C05 C06 C07 C08 C09 C11 C12 T01 T02 T03 T04 T06 T07 T08 T11 T13 T14 T15 P01 P03 P04 P07 D01 D02 D03 "
    "D08 D09 D10 D12 D15 G02 G03 G04 E01 E03 E04 E05 E07 E08 X01 X02 K01 K07 K09 K10 K11 K12 N2 N3 W01 W02"
).split()


@pytest.fixture(scope="module", params=shipped_packs())
def proof(request: pytest.FixtureRequest) -> PackTest:
    return prove(request.param)


@pytest.mark.parametrize("name", shipped_packs())
def test_a_shipped_pack_has_no_mistakes(name: str) -> None:
    assert [str(p) for p in lint_pack(name, vocabulary())] == []


def test_every_example_ends_as_it_says(proof: PackTest) -> None:
    assert [(r.rule, f.place, f.got) for r in proof.rules for f in r.failed] == []


def test_every_rule_has_examples_that_fire_are_clear_and_cannot_be_decided(proof: PackTest) -> None:
    assert [(r.rule, r.missing) for r in proof.rules if r.missing or r.never_fires] == []


def test_no_part_of_a_condition_is_unproven(proof: PackTest) -> None:
    assert [(r.rule, u.text) for r in proof.rules for u in r.unproven] == []


def test_niw_core_covers_the_catalogue_that_comes_first() -> None:
    rules = load_pack("niw-core", vocabulary()).rules
    assert set(CATALOGUE_FIRST) <= {rule.catalogue for rule in rules}
    assert len(rules) >= 50


def test_a_blocker_rests_on_the_regulation_or_on_a_form() -> None:
    pack = load_pack("niw-core", vocabulary())
    for rule in pack.rules:
        if rule.severity is Severity.blocker:
            statuses = {authority.status for authority in pack.authorities_of(rule)}
            assert "confirmed" in statuses, rule.id


def test_no_rule_says_more_than_a_check_can_know() -> None:
    pack = load_pack("niw-strict", vocabulary())
    forbidden = re.compile(r"\b(ineligible|will be denied|must be denied|guarantee|illegal)\b", re.IGNORECASE)
    for rule in pack.rules:
        for text in (rule.title, rule.says, rule.why, rule.remedy):
            assert not forbidden.search(text), (rule.id, text)


def test_titles_and_sentences_of_rules_are_unique() -> None:
    rules = load_pack("niw-strict", vocabulary()).rules
    for texts in ([r.title for r in rules], [r.says for r in rules], [r.id for r in rules]):
        assert len(texts) == len(set(texts))
