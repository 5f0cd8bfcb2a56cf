"""The closed list of facts: names that are there, and the nearest to those that are not."""

from __future__ import annotations

import pytest

from tests.engine.generated import Level
from validator.engine.vocabulary import (
    NUMBER,
    RECORDS,
    TEXT,
    TEXTS,
    FactSpec,
    UnknownName,
    Vocabulary,
    ordered,
)

LEVEL = ordered("level", Level)
DEGREES = FactSpec(
    "degrees",
    RECORDS,
    "Degrees.",
    fields=(FactSpec("level", LEVEL, "Level."), FactSpec("field", TEXT, "Field.")),
)
VOCABULARY = Vocabulary(
    [FactSpec("form.title", TEXT, "Title."), FactSpec("form.wage", NUMBER, "Wage."), DEGREES]
)


def test_a_name_resolves_to_its_fact() -> None:
    found = VOCABULARY.resolve("form.title")
    assert isinstance(found, FactSpec)
    assert found.type is TEXT


def test_an_alias_scopes_the_fields_of_its_list_s_items() -> None:
    found = VOCABULARY.resolve("d.level", {"d": DEGREES})
    assert isinstance(found, FactSpec)
    assert found.type.member("Middle") is Level.middle
    assert str(found.type) == "level: low < middle < high"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("form.titel", "form.title"),
        ("title", "form.title"),
        ("d.levels", "d.level"),
        ("d.title", None),  # within an alias only its fields are near
        ("nothing.like.it", None),
    ],
)
def test_an_unknown_name_comes_with_the_nearest_known_ones(name: str, nearest: str | None) -> None:
    found = VOCABULARY.resolve(name, {"d": DEGREES})
    assert isinstance(found, UnknownName)
    assert (found.nearest[0] if found.nearest else None) == nearest
    assert name in str(found)


def test_conclusions_are_lists_of_texts() -> None:
    found = VOCABULARY.with_conclusions({"profession": "Whether it is one."}).resolve("concluded.profession")
    assert isinstance(found, FactSpec)
    assert found.type is TEXTS


def test_a_fact_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        VOCABULARY.extended([FactSpec("form.title", TEXT, "Again.")])
