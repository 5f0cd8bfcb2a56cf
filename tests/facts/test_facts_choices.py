"""A fact that can have some values only says which, as the code and the draft schema have them."""

from __future__ import annotations

import json

from validator.agreement.title_kinds import Kind as TitleKind
from validator.agreement.title_kinds import rank_titles
from validator.engine.vocabulary import FactSpec, Kind
from validator.facts import vocabulary
from validator.facts.proposed import Likeness
from validator.reference import reference
from validator.resources import schemas_dir


def choices(name: str, field: str = "") -> tuple[str, ...]:
    spec: FactSpec | None = vocabulary().get(name)
    assert spec is not None
    if field:
        spec = spec.field(field)
        assert spec is not None
    return spec.type.choices


def of_schema(name: str) -> tuple[str, ...]:
    schema = json.loads((schemas_dir() / "draft.schema.json").read_text(encoding="utf-8"))["$defs"][name]
    return tuple(v for v in schema["anyOf"][0]["enum"] if v is not None)


def test_a_stated_choice_has_the_values_of_the_draft_schema() -> None:
    assert choices("endeavor.reach") == of_schema("reach")
    assert choices("letters", "kind") == of_schema("letter_kind")
    assert choices("case.track") == choices("petition_letter.track") == of_schema("track")
    assert choices("criteria.claimed") == of_schema("criterion")
    assert choices("petition_letter.exceptional_ability.criteria", "criterion") == of_schema("criterion")
    assert choices("explanations", "about") == ("code", "title", "degree", "endeavor")
    assert choices("i140.job_title") == ()


def test_a_derived_choice_has_the_values_that_the_code_can_give() -> None:
    assert set(choices("title.kind")) == {kind.value for kind in TitleKind}
    assert choices("title_translations", "functional_kind") == choices("title.kind")
    assert set(choices("title.rank_language")) == {language for language, _ in rank_titles().values()}
    assert set(choices("proposed_titles", "likeness")) == {each.value for each in Likeness}


def test_the_major_groups_are_those_of_the_tables() -> None:
    tables = reference()
    groups = choices("code.major_group")
    assert [tables.code(f"{group}-0000").exists for group in groups] == [True] * 23
    every = {f"{n:02}" for n in range(100)} - set(groups)
    assert not any(tables.code(f"{group}-0000").exists for group in every)


def test_choices_are_of_texts_alone() -> None:
    for spec in vocabulary():
        for one in (spec, *spec.fields):
            assert not one.type.choices or one.type.kind in (Kind.text, Kind.texts), one.name
