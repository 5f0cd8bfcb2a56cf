"""The pack that ships: it can be read, and it cites nothing as more than it is."""

from __future__ import annotations

import pytest

from validator.errors import Problem
from validator.facts import vocabulary
from validator.findings import Severity
from validator.packs import Pack, lint_pack, load_pack
from validator.packs.conditions import ConditionReader
from validator.packs.operands import Operands
from validator.packs.printing import condition_text
from validator.packs.reading import read_yaml


@pytest.fixture(scope="module")
def core() -> Pack:
    return load_pack("niw-core", vocabulary(), fresh=True)


def test_it_has_no_mistake_and_every_rule_has_all_three_kinds_of_example() -> None:
    assert lint_pack("niw-core", vocabulary()) == ()


def test_only_regulation_statute_forms_notice_and_dhanasar_are_cited_as_confirmed(core: Pack) -> None:
    confirmed = [a.citation for a in core.authorities.values() if a.status == "confirmed"]
    known = (
        "8 CFR 204.5(k)",
        "INA 101(a)(32)",
        "Matter of Dhanasar",
        "Form I-140",
        "Form ETA-9089",
        "USCIS notice on filing",
    )
    assert all(c.startswith(known) for c in confirmed), confirmed


def test_the_policy_manual_and_decisions_say_that_they_are_second_hand(core: Pack) -> None:
    for authority in core.authorities.values():
        if "Policy Manual" in authority.citation:
            assert authority.status == "second-hand"
            assert "as quoted second-hand" in authority.citation
        if authority.citation.startswith("AAO"):
            assert authority.status == "second-hand"
            assert "non-precedent, published summary" in authority.citation
        if authority.status == "practice":
            assert authority.citation.startswith("Practice ("), "practice is never to be taken for law"


def test_the_draft_stamped_instructions_are_not_cited(core: Pack) -> None:
    assert not [a.key for a in core.authorities.values() if "nstructions" in a.citation]


def test_every_authority_says_what_it_supports_and_when_it_was_seen(core: Pack) -> None:
    assert [a.key for a in core.authorities.values() if not a.supports or a.seen_on is None] == []


def test_a_blocker_rests_on_more_than_practice(core: Pack) -> None:
    for rule in core.rules:
        if rule.severity is Severity.blocker:
            statuses = {a.status for a in core.authorities_of(rule)}
            assert statuses & {"confirmed", "second-hand"}, rule.id


def test_a_condition_printed_and_read_again_is_the_same(core: Pack) -> None:
    names = vocabulary().with_conclusions(core.conclusions)
    params = {name: param.on(None) for name, param in core.params.items()}
    lists = {name: phrases.phrases for name, phrases in core.lists.items()}
    for rule in core.rules:
        problems: list[Problem] = []
        reader = read_yaml(condition_text(rule.when).encode(), rule.id, problems)
        assert reader is not None, problems
        operands = Operands(reader=reader, params=params, lists=lists, used_params=set())
        again = ConditionReader(reader, names, operands).read(reader.root)
        assert (again, problems) == (rule.when, []), rule.id
