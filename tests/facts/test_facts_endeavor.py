"""What is made of an endeavor statement: one word alone accuses nobody, and other work needs a second source."""

from __future__ import annotations

from typing import Any

import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.facts import Facts
from validator.findings import DraftReport, Severity
from validator.reference import reference

SENSORS = (
    "To extend the service life of coastal highway bridges by corrosion sensors cast into repair concrete, tried first "
    "with two state transportation departments."
)
OPERA = (
    "To sing soprano roles in opera, rehearse with conductors and orchestras, record songs and give recitals and voice "
    "concerts at festivals."
)
DOUGHS = (
    "To develop gluten-free bread and pastry doughs with the texture of wheat, using fermented legume proteins, for "
    "bakeries and school kitchens."
)
BAKERY = "To open a neighborhood bakery that bakes sourdough bread and pastries and sells them to customers and cafes."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(engine="reference")


def facts(**draft: Any) -> Facts:
    return Facts(load_draft(draft, partial=True), reference())


def said(name: str, statement: str, **more: Any) -> Any:
    return facts(endeavor={"statement": statement, **more}).value(f"endeavor.{name}").content


def report(checker: Checker, **draft: Any) -> DraftReport:
    return checker.check(load_draft({"case": {"id": "x", **draft.pop("case", {})}, **draft}))


def found(checked: DraftReport) -> dict[str, Severity]:
    """The gravest finding of each check, those shown under another included."""
    gravest: dict[str, Severity] = {}
    for f in (f for top in checked.findings for f in (top, *top.under)):
        gravest[f.catalogue] = max(f.severity, gravest.get(f.catalogue, f.severity))
    return gravest


@pytest.mark.parametrize(
    ("signal", "statement"),
    [
        ("bound_to_employer", "To open a new synthetic route to lithium salts that avoids fluorine waste."),
        ("bound_to_employer", "To coat turbine blades with an in-house plasma process."),
        ("is_teaching", "To develop curriculum learning algorithms for robots."),
        ("is_teaching", "A blood test tried at four teaching hospitals."),
        ("seeks_job", "The project has led to job offers from two engineering firms."),
        ("seeks_job", "A program that helps veterans find a job in the trades."),
        ("offers_consulting", "To cut lead in drinking water by advising utilities where to replace pipes."),
        ("names_local_reach", "An early warning from the emergency calls of each county."),
        ("names_local_reach", "To map air pollution at neighborhood scale from satellites."),
        ("names_local_reach", "Two panels will be mounted in Texas."),
    ],
)
def test_a_word_with_honest_uses_is_no_signal(signal: str, statement: str) -> None:
    assert said(signal, statement) == ()


@pytest.mark.parametrize(
    ("signal", "statement", "words"),
    [
        ("bound_to_employer", "To continue my work for my employer.", "my employer"),
        ("bound_to_employer", "To improve the company's products for its customers.", "the company's"),
        ("bound_to_employer", "I will open a Brazilian restaurant.", "open a Brazilian restaurant"),
        ("is_teaching", "To work as a high school Spanish teacher.", "work as a high school Spanish teacher"),
        ("is_teaching", "I will give lectures and hold office hours in the classroom.", "lectures"),
        ("seeks_job", "I hope to find a job in the field.", "find a job"),
        ("seeks_job", "The petitioner is looking for a job as an engineer.", "looking for a job"),
        ("offers_consulting", "I will offer consulting services to manufacturers.", "consulting services"),
        ("names_local_reach", "A clinic for local residents.", "local residents"),
        ("names_local_reach", "Shops of the neighborhood in Miami need accounts.", "the neighborhood"),
    ],
)
def test_words_that_say_what_the_work_is_are_a_signal(signal: str, statement: str, words: str) -> None:
    assert words in said(signal, statement)


@pytest.mark.parametrize(
    ("statement", "more", "beyond"),
    [
        ("A test for clinics in twelve states.", {}, True),
        ("A test for every state health department.", {}, True),
        ("Pilots with makers in Ohio and Nevada.", {}, True),
        ("Pilots in West Virginia.", {}, False),
        ("A pilot in Ohio.", {}, False),
        ("A pilot in Ohio.", {"reach": "national"}, True),
        ("A pilot in Ohio.", {"reach": "local"}, False),
        ("A protocol for hospitals nationwide.", {}, True),
    ],
)
def test_an_effect_reaches_beyond_one_place_by_words_states_or_stated_reach(
    statement: str, more: dict[str, str], beyond: bool
) -> None:
    assert bool(said("reaches_beyond", statement, **more)) is beyond


def test_work_on_bread_is_a_food_scientists_until_a_second_source_says_baker() -> None:
    form = {"job_title": "Food Scientist", "soc_code": "19-1012"}
    duties = (
        "Develops food formulations and processes, tests texture and shelf life and writes specifications."
    )
    honest = facts(i140={**form, "nontechnical_description": duties}, endeavor={"statement": DOUGHS})
    assert str(honest.value("endeavor.carried_out_in").content).startswith("19-1012")
    named = facts(i140=form, endeavor={"statement": DOUGHS, "occupation": "Bakers"})
    assert str(named.value("endeavor.carried_out_in").content).startswith("51-3011")


def test_a_bakery_is_no_civil_engineers_work(checker: Checker) -> None:
    form = {"job_title": "Civil Engineer", "soc_code": "17-2051"}
    case = {"track": "advanced_degree"}
    findings = found(report(checker, case=case, i140=form, endeavor={"statement": BAKERY}))
    assert findings["P05"] is findings["E03"] is Severity.high


def test_below_bachelor_needs_bls_and_the_job_zone(checker: Checker) -> None:
    """Lodging managers: high school by BLS, zone 4 by O*NET."""
    form = {"job_title": "Mechanical Engineer", "soc_code": "17-2141"}
    endeavor = {"statement": "To run a hotel and its rooms for guests.", "occupation": "Lodging Managers"}
    assert "P05" not in found(
        report(checker, case={"track": "advanced_degree"}, i140=form, endeavor=endeavor)
    )


def test_another_field_is_left_open_until_the_duties_are_entered(checker: Checker) -> None:
    statement = (
        "To help radiologists detect pancreatic cancer earlier in CT scans of patients, with methods validated at "
        "three hospitals."
    )
    form = {"job_title": "Machine Learning Engineer", "soc_code": "15-1221"}
    checked = report(checker, i140=form, endeavor={"statement": statement})
    assert "E03" not in {f.catalogue for f in checked.findings if f.severity > Severity.low}
    assert "i140.nontechnical_description" in {
        m.field for n in checked.not_checked if n.rule == "endeavor-of-another-field" for m in n.missing
    }


@pytest.mark.parametrize("stage", ["draft", "final"])
def test_a_blank_statement_is_told_once_and_only_in_a_final_draft(stage: str, checker: Checker) -> None:
    checked = report(checker, case={"stage": stage}, endeavor={"statement": None, "beneficiaries": []})
    rules = [f.rule for f in checked.findings]
    assert ("no-endeavor-statement" in rules) is (stage == "final")
    assert "no-beneficiary-named" not in rules
    assert not [f.says for f in checked.findings if f.about == ("endeavor",) and "not stated" in f.says]


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("The endeavor serves Executive Order 14110.", True),
        ("Although EO 14110 was rescinded, the aim stands.", False),
        ("The rescinded EO 14110 had the same aim.", False),
        ("The rule was rescinded. EO 14110 is what the endeavor serves.", True),
    ],
)
def test_a_rescinded_order_may_be_named_as_rescinded(text: str, fires: bool, checker: Checker) -> None:
    checked = report(checker, petition_letter={"text": text, "national_priorities": []})
    assert ("E17" in found(checked)) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("There is a severe shortage of nurses and not enough qualified workers.", True),
        ("There is a shortage of engineers. Her process cuts wafer defects by a third.", False),
        ("There is a shortage of engineers. His tool was taken up by two foundries.", False),
    ],
)
def test_a_shortage_is_no_argument_alone(text: str, fires: bool, checker: Checker) -> None:
    draft = {
        "petition_letter": {"text": text},
        "endeavor": {"statement": "To work with wafers.", "reach": None},
    }
    assert ("E09" in found(report(checker, **draft))) is fires


@pytest.mark.parametrize(
    ("rule", "about", "statement"),
    [
        ("E10", ["endeavor", "code"], "To provide consulting services to companies and advise clients."),
        ("E11", ["endeavor", "title"], "To work as a school teacher and teach classes."),
        ("E12", ["endeavor", "title"], "I will look for a job at a bank."),
    ],
)
def test_what_the_draft_explains_falls_one_step(
    rule: str, about: list[str], statement: str, checker: Checker
) -> None:
    plain = found(report(checker, endeavor={"statement": statement}))
    explanation = {
        "id": "e",
        "about": about,
        "text": "The petition letter tells what problem this solves for more than clients and students, and how.",
        "where": "Petition letter, page 4",
    }
    told = found(report(checker, endeavor={"statement": statement}, explanations=[explanation]))
    assert (plain[rule], told[rule]) == (Severity.high, Severity.medium)


def test_a_singer_is_far_from_engineering_and_sensors_are_not() -> None:
    form = {"soc_code": "17-2051"}
    assert facts(i140=form, endeavor={"statement": OPERA}).value("endeavor.far_from_code").content is True
    assert facts(i140=form, endeavor={"statement": SENSORS}).value("endeavor.far_from_code").content is False
