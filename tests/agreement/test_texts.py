"""Duties and endeavors: what they speak of, what they restate or copy, and how alike two texts are."""

from __future__ import annotations

import time

import pytest

from validator import agreement
from validator.agreement import Band

BRIDGES = (
    "I will design seismic retrofits for highway bridges, calculate loads and stresses of piers and decks, and"
    " prepare plans and specifications by which state engineers strengthen structures."
)
BAKERY = "My endeavor is to open a bakery: to mix dough, bake sourdough bread and pastries, and sell them in the shop."


def test_duties_fit_the_code_whose_tasks_they_describe() -> None:
    found = agreement.duties_code(BRIDGES, "17-2051")
    assert found.band is Band.strong
    assert found.relation == "best of all"
    assert {"bridges", "structures"} & {e.words for e in found.evidence}


def test_duties_of_other_work_do_not_fit() -> None:
    assert agreement.duties_code(BAKERY, "17-2141").band is Band.none


def test_an_endeavor_speaks_of_its_occupation() -> None:
    assert agreement.endeavor_occupations(BAKERY)[0].code == "51-3011"
    assert agreement.endeavor_code(BRIDGES, "17-2051").band is Band.strong
    assert agreement.endeavor_title(BAKERY, "Mechanical Engineer").band is Band.none
    assert agreement.endeavor_degree(BAKERY, "Mechanical Engineering").band is Band.none
    assert agreement.endeavor_degree(BRIDGES, "Civil Engineering").band >= Band.partial


@pytest.mark.parametrize("text", ["", "Yes.", "1 2 3"])
def test_a_text_that_says_too_little_is_unknown(text: str) -> None:
    assert agreement.duties_code(text, "17-2051").relation == "too little said"
    assert agreement.endeavor_title(text, "Civil Engineer").band is Band.unknown
    assert agreement.text_text(text, BRIDGES).band is Band.unknown
    assert agreement.endeavor_occupations(text) == ()


def test_a_statement_that_only_names_the_occupation_restates_it() -> None:
    assert agreement.restates("To work as an airline pilot.", "53-2011", title="Airline Pilot")
    assert not agreement.restates(BRIDGES, "17-2051", title="Civil Engineer")


def test_a_task_of_the_reference_that_is_copied_is_found_though_its_words_are_turned_round() -> None:
    task = (
        "Compute load and grade requirements, water flow rates, or material stress factors to"
        " determine design specifications."
    )
    turned = (
        "To determine design specifications, I compute material stress factors, water flow rates,"
        " load and grade requirements."
    )
    for text in (task, turned):
        found = agreement.copies(text, "17-2051")
        assert (found.relation, found.score) == ("copied", 1.0)
    assert agreement.copies(BAKERY, "17-2051").band is Band.none


def test_unrelated_undertakings_are_told_apart() -> None:
    text = (
        "First, I will shorten the supply chains of manufacturers by shared warehouses, freight routes and inventory"
        " planning near the ports of Houston and Mobile, so that goods travel fewer miles. Second, I will style hair,"
        " give facials and sell creams, shampoos and cosmetics for skin care in a beauty salon of my own, where clients"
        " come for haircuts and manicures. Communities in both states will share in what these bring."
    )
    assert len(agreement.topics(text)) == 2
    assert len(agreement.topics(BRIDGES)) == 1
    assert agreement.topics("") == ()


@pytest.mark.parametrize("blanks", [" ", "\t", "\n ", " \n"])
def test_a_statement_with_pages_of_blanks_is_read_as_without_them(blanks: str) -> None:
    first, second = "I will design concrete bridges", "later I will bake bread for children"
    begun = time.process_time()
    found = agreement.topics(f"{first}{blanks * 10_000}{second}{blanks * 10_000}")
    assert time.process_time() - begun < 5
    assert found == agreement.topics(f"{first} {second}")


def test_two_wordings_of_one_endeavor_agree_and_two_endeavors_do_not() -> None:
    other = "Seismic retrofits of bridges, whose piers and decks state engineers will strengthen by plans I prepare."
    assert agreement.text_text(BRIDGES, other).band >= Band.partial
    assert agreement.text_text(BRIDGES, BAKERY).band <= Band.weak
    assert agreement.text_text(BRIDGES, BRIDGES).score == 1.0


def test_signals_give_the_words_and_where_they_stand() -> None:
    text = (
        "A consulting firm that helps patients across the United States; I seek employment with my employer."
    )
    assert agreement.signals(text, "offers_consulting") == ("consulting firm",)
    assert agreement.signals(text, "seeks_job") == ("seek employment",)
    assert agreement.signals(text, "bound_to_employer") == ("my employer",)
    span = agreement.signal_spans(text, "names_beneficiaries")[0]
    assert text[span.start : span.end] == span.words == "patients"
    with pytest.raises(KeyError):
        agreement.signals(text, "no_such_signal")


def test_technology_areas_are_those_of_the_2024_list() -> None:
    touched = agreement.cet_areas("Deep learning for semiconductor yield and quantum sensing.")
    assert {"Artificial Intelligence", "Semiconductors and Microelectronics"} <= {t.area for t in touched}
    assert {t.edition for t in touched} == {"2024"}
    assert agreement.cet_area("AI") == "Artificial Intelligence"
    assert agreement.cet_area("gardening") is None


def test_an_employer_is_named_without_its_legal_form() -> None:
    assert agreement.names("Process engineer at Acme Robotics", "Acme Robotics, Inc.")
    assert not agreement.names("Process engineer", "Acme Robotics, Inc.")


def test_an_endeavor_is_held_against_the_work_of_a_title_and_not_against_what_is_common() -> None:
    for title in ("Violinist", "Pastry Chef", "Music Teacher", "concert violin performance"):
        assert agreement.endeavor_title(BRIDGES, title).band is Band.none
    assert agreement.endeavor_title(BRIDGES, "Structural Engineer").band is Band.strong
    assert agreement.endeavor_title(BRIDGES, "Mechanical Engineer").band >= Band.weak


@pytest.mark.parametrize("title", ["Postdoctoral Research Fellow", "Assistant Professor", "PhD Student"])
def test_a_stage_of_academic_life_names_no_field(title: str) -> None:
    found = agreement.endeavor_title(BRIDGES, title)
    assert found.band is Band.unknown
    assert found.relation in {"names no field", "names no occupation"}
