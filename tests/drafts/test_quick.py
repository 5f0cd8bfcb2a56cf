"""The short way through a draft and the thorough reader say the same: values, notes and where values moved."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given

from tests.drafts.test_laws import drafts
from tests.varied import as_json, as_yaml, varied
from validator.drafts.quick import quick
from validator.drafts.reader import Reading, thorough
from validator.source import Raw, json_tree, raw_of, yaml_tree


def _agree(raw: Raw) -> bool:
    """Holds the two together; whether the short way was taken."""
    short, long = quick(raw), thorough(raw)
    if short is None:
        assert long.mistakes, "the short way gave up on a draft that has no mistake"
        return False
    assert not long.mistakes, long.mistakes
    assert _told(Reading(short.data, short.notes, short.moved)) == _told(long)
    return True


def _told(reading: Reading) -> tuple[str, Any, Any]:
    return (
        repr(reading.data),
        reading.notes,
        reading.moved,
    )  # repr tells True from 1, and a text from an unquoted one


def test_they_agree_on_many_drafts_with_and_without_mistakes() -> None:
    taken = []
    for number, draft in enumerate(varied(120, seed=3)):
        tree = json_tree(as_json(draft), "d.json") if number % 2 else yaml_tree(as_yaml(draft), "d.yaml")
        taken.append(_agree(tree.value))
    assert 40 < sum(taken) < 115


@given(drafts())
def test_they_agree_on_drafts_made_from_the_schema(data: dict[str, Any]) -> None:
    assert _agree(raw_of(data))


def test_they_agree_wherever_one_value_is_another() -> None:
    odd: tuple[Any, ...] = (
        True,
        False,
        None,
        [],
        {},
        "",
        " ",
        "x",
        [None],
        [{}],
        ["a", "a"],
        {"value": "yes"},
        {"value": None},
        [{"id": "1"}] * 2,
    )
    draw = random.Random(1)
    taken = 0
    for draft in varied(150, seed=4):
        here: Any = draft
        while isinstance(here, dict | list) and here:
            key = draw.choice(list(here) if isinstance(here, dict) else range(len(here)))
            if draw.random() < 0.3 or not isinstance(here[key], dict | list):
                here[key] = draw.choice(odd)
                break
            here = here[key]
        taken += _agree(draft)
    assert taken > 20
