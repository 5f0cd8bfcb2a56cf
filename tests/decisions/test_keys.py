"""A finding's key is what waivers, baselines and the fingerprints of a CI server hold on to: no order may be in it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.varied import as_json, samples, varied
from validator.checker import Checker
from validator.decisions.baseline import every_finding
from validator.drafts.load import parse_draft
from validator.errors import DraftError
from validator.findings import Finding

AS_OF = date(2026, 11, 21)
Items = list[dict[str, Any]]
ODD = ({"id": "aa-other"}, {"id": "zz-other"})
"""Entries of which nothing is said yet, one before and one behind all others by id."""
HAIRDRESSING = {
    "id": "aa-other", "level": "High School Diploma", "field": "Hairdressing", "institution": "Rook Hill School",
    "country": "United States", "conferred": "2001-06-01", "date_is": "conferral", "status": "conferred",
}  # fmt: skip


@cache
def _checker() -> Checker:
    return Checker(engine="reference", as_of=AS_OF)


def _found(draft: dict[str, Any]) -> dict[str, Finding] | None:
    """The findings by key; None where the draft is a broken one."""
    try:
        report = _checker().check(parse_draft(as_json(draft), "x.jsonl"))
    except DraftError:
        return None
    return {finding.key: finding for finding in every_finding(report)}


def _rearranged(value: Any, change: Callable[[Items], Items]) -> Any:
    if isinstance(value, dict):
        return {key: _rearranged(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        items = [_rearranged(item, change) for item in value]
        return change(items) if items and all(isinstance(i, dict) and "id" in i for i in items) else items
    return value


def _shuffled(seed: int) -> Callable[[Items], Items]:
    turn = random.Random(seed)
    return lambda items: turn.sample(items, len(items))


def _differing() -> Iterator[dict[str, Any]]:
    """The samples with documents that do not say of a degree what its diploma says."""
    for draft in samples():
        entries = [*draft.get("cv", {}).get("degrees", ()), *draft.get("evaluations", ())]
        appendix = draft.get("eta9089", {}).get("appendix_a", {}).get("education", ())
        for entry in (*entries, *appendix):
            entry |= {name: "Art History" for name in ("field", "foreign_field") if name in entry}
            entry |= {name: "Associate of Arts" for name in ("level", "foreign_level") if name in entry}
        if entries or appendix:
            yield draft


@cache
def _drafts() -> tuple[dict[str, Any], ...]:
    return (*samples(), *_differing(), *(draft for draft in varied(60) if _found(draft)))


ORDERS: dict[str, Callable[[Items], Items]] = {
    "reversed": lambda items: items[::-1],
    "shuffled": _shuffled(5),
    "shuffled again": _shuffled(11),
}


def test_the_drafts_of_the_law_differ_in_documents_of_degrees() -> None:
    rules = [f.rule for draft in _differing() for f in (_found(draft) or {}).values()]
    assert len(samples()) >= 27
    assert rules.count("degree-field-differs") >= 20
    assert rules.count("degree-level-differs") >= 20


@pytest.mark.parametrize("order", ORDERS)
def test_no_order_of_any_list_changes_a_key(order: str) -> None:
    changed = {}
    for draft in _drafts():
        before, after = _found(draft), _found(_rearranged(draft, ORDERS[order]))
        assert before is not None
        assert after is not None
        for key in before.keys() ^ after.keys():
            one = (before | after)[key]
            changed[draft["case"]["id"], one.rule, one.item] = [s.where for s in one.stated]
    assert not changed


def _with(value: Any, item: dict[str, Any], name: str = "") -> Any:
    """The draft with one more item at the head of every list but that of the degrees."""
    if isinstance(value, dict):
        return {key: _with(inner, item, key) for key, inner in value.items()}
    listed = isinstance(value, list) and value and all(isinstance(i, dict) and "id" in i for i in value)
    return [item, *value] if listed and name != "degrees" else value


def _moved(before: dict[str, Finding], after: dict[str, Finding]) -> Iterator[tuple[str, str, str]]:
    """The findings that still occur and have another key: of one rule, on the same item or the same values."""
    for gone in (f for key, f in before.items() if key not in after):
        for new in (f for key, f in after.items() if key not in before and f.rule == gone.rule):
            if new.item == gone.item or {s.where for s in new.stated} == {s.where for s in gone.stated}:
                yield gone.rule, gone.item, new.item


def test_an_item_that_belongs_to_nothing_changes_no_key_of_what_still_occurs() -> None:
    same = 0
    for draft in (*samples(), *_differing()):
        before = _found(draft)
        more = [_with(draft, odd) for odd in ODD]
        more += [{**draft, "degrees": [HAIRDRESSING, *draft["degrees"]]}] if draft.get("degrees") else []
        for after in map(_found, more):
            assert before is not None
            assert after is not None
            assert not list(_moved(before, after)), draft["case"]["id"]
            same += len(before.keys() & after.keys())
    assert same > 500
