"""Facts that the packs for ability, STEM and Korean titles read."""

from __future__ import annotations

from typing import Any

import pytest

from validator.drafts import load_draft
from validator.engine.values import Record, State, Value
from validator.facts import Facts
from validator.facts.frame import records_in
from validator.reference import reference

CRITERIA = "petition_letter.exceptional_ability.criteria"
JOB = {"id": "j", "employer": "Haneul Electronics Co., Ltd.", "title": "과장", "country": "South Korea"}


def value(name: str, draft: dict[str, Any]) -> Value:
    return Facts(load_draft(draft, partial=True), reference()).value(name)


def items(name: str, draft: dict[str, Any]) -> tuple[Record, ...]:
    return records_in(value(name, draft))


def of_criterion(field: str, criterion: dict[str, Any], **draft: Any) -> Value:
    letter = {"exceptional_ability": {"criteria": [{"id": "c", **criterion}]}}
    return items(CRITERIA, {"petition_letter": letter, **draft})[0].get(field)


def of_job(field: str, **draft: Any) -> Value:
    return items("employment", {"employment": [JOB], **draft})[0].get(field)


def test_a_criterion_is_shown_by_what_it_names_and_by_letters_about_its_jobs() -> None:
    letters = [{"id": "l", "kind": "employer", "job": "j"}, {"id": "m", "kind": "customer", "job": "j"}]
    licenses = [{"id": "pe", "document": "ex-6"}]
    assert of_criterion("shown_by", {"documents": ["ex-1"]}).content == ("ex-1",)
    assert of_criterion("shown_by", {"license": "pe", "documents": []}, licenses=licenses).content == (
        "ex-6",
    )
    assert of_criterion("shown_by", {"jobs": ["j"], "documents": []}, letters=letters).content == ("l",)
    assert of_criterion("shown_by", {"documents": []}).content == ()
    assert of_criterion("shown_by", {"criterion": "salary"}).state is State.unknown


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ({"full_time": True}, ()),
        ({"hours_per_week": 40}, ()),
        ({"full_time": None, "hours_per_week": None}, ("letter of H. Yazzie",)),
        ({"full_time": None}, None),
    ],
)
def test_a_letter_shows_hours_or_does_not(said: dict[str, Any], content: tuple[str, ...] | None) -> None:
    letters = [{"id": "l", "kind": "employer", "job": "j", "author": "H. Yazzie", **said}]
    found = of_criterion("letters_without_hours", {"criterion": "experience", "jobs": ["j"]}, letters=letters)
    assert (found.content if found.state is State.known else None) == content


def test_letters_of_the_ten_years_count_months_before_any_degree() -> None:
    jobs = [
        {"id": "a", "title": "Cellist", "start": "2008-01-01", "end": "2017-12-31", "full_time": True},
        {"id": "b", "title": "Cellist", "start": "2018-01-01", "end": "2019-12-31", "full_time": True},
    ]
    draft = {"case": {"filing_date": "2026-12-01"}, "employment": jobs}
    letters = [{"id": "l", "kind": "former_employer", "job": "a"}]
    assert value("ability.lettered_months.most", {**draft, "letters": letters}).content == 120
    assert value("ability.lettered_months.most", draft).state is State.unknown


def test_months_in_other_work_are_not_months_in_the_occupation() -> None:
    jobs = [
        {"id": "a", "title": "Pastry Chef", "start": "2008-01-01", "end": "2017-12-31"},
        {"id": "b", "title": "Civil Engineer", "start": "2018-01-01", "end": "2019-12-31"},
    ]
    draft = {"case": {"filing_date": "2026-12-01"}, "i140": {"soc_code": "17-2051"}, "employment": jobs}
    assert value("ability.occupation_months.most", draft).content == 24


B_STEM = {"id": "b", "level": "Bachelor of Science", "field": "Computer Science", "country": "United States"}
M_ARTS = {"id": "m", "level": "Master of Fine Arts", "field": "Painting", "country": "United States"}
PHD = {"id": "p", "level": "PhD", "field": "Physics", "country": "United States"}


@pytest.mark.parametrize(
    ("degrees", "advanced", "doctorate"),
    [
        ([B_STEM], None, None),
        ([B_STEM, M_ARTS], False, None),
        ([M_ARTS, PHD], True, True),
        (
            [B_STEM, {**M_ARTS, "field": "Zzyzx Xqv"}],
            None,
            None,
        ),  # a program nobody recognises may be one of STEM
    ],
)
def test_only_degrees_of_the_level_asked_for_carry_stem(
    degrees: list[dict[str, Any]], advanced: bool | None, doctorate: bool | None
) -> None:
    assert value("degree.advanced_stem", {"degrees": degrees}).content is advanced
    assert value("degree.doctorate_stem", {"degrees": degrees}).content is doctorate


@pytest.mark.parametrize(
    ("edition", "year"),
    [
        ("February 2024", 2024),
        ("2022 edition, as updated in 2024", 2024),
        ("the current list", None),
        ("02/24", None),
    ],
)
def test_an_edition_is_known_by_the_year_it_names(edition: str, year: int | None) -> None:
    claim = {"id": "t", "area": "Artificial Intelligence", "edition": edition}
    for list_, draft in (
        ("petition_letter.critical_technologies", {"petition_letter": {"critical_technologies": [claim]}}),
        ("endeavor.critical_technologies", {"endeavor": {"critical_technologies": [claim]}}),
    ):
        assert items(list_, draft)[0].get("edition_year").content == year


def test_an_area_of_a_later_list_is_not_called_unknown() -> None:
    claim = {"id": "t", "area": "Modern cookery", "edition": "March 2026"}
    draft = {"petition_letter": {"critical_technologies": [claim]}}
    assert items("petition_letter.critical_technologies", draft)[0].get("known_area").state is State.absent


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("06/07/24", "2024-06-07"),
        ("Edition 06/07/2024", "2024-06-07"),
        ("2024-06-07", "2024-06-07"),
        ("n/a", None),
    ],
)
def test_the_forms_edition_is_read_as_a_day(written: str, day: str | None) -> None:
    found = value("filing.form_edition", {"case": {"form_edition": written}}).content
    assert (str(found) if found is not None else None) == day


def test_a_later_translation_of_the_same_original_is_held_against_the_earlier() -> None:
    entries = [
        {"id": "s", "original": "과장", "certified_literal": "Section Chief"},
        {"id": "t", "original": " 과장", "certified_literal": "Manager"},
        {"id": "u", "original": "차장", "certified_literal": "Deputy Department Head"},
    ]
    found = [
        r.get("other_literals").content for r in items("title_translations", {"title_translations": entries})
    ]
    assert found == [(), ("Section Chief",), ()]


@pytest.mark.parametrize(
    ("letter", "content"),
    [
        ({"job_title": "Software Developer"}, ("“Software Developer” in the letter of a director",)),
        ({"job_title": "Team leader"}, ()),
        ({"job_title": "팀장"}, ()),
        ({"job_title": "Software Developer", "document": "ex-8"}, ()),
        ({"job_title": "Software Developer", "job": "other"}, ()),
    ],
)
def test_a_letter_is_held_against_the_certified_translation_in_its_exhibit(
    letter: dict[str, Any], content: tuple[str, ...]
) -> None:
    entry = {
        "id": "t",
        "original": "팀장",
        "certified_literal": "Team Leader",
        "document": "ex-7",
        "job": "j",
    }
    letters = [{"id": "l", "author": "a director", "document": "ex-7", "job": "j", **letter}]
    draft = {"title_translations": [entry], "letters": letters}
    assert items("title_translations", draft)[0].get("letters_otherwise").content == content


@pytest.mark.parametrize(
    ("title", "differs"),
    [("Chajang", True), ("차장", True), ("Kwajang", False), ("Gwajang", False), ("Process Engineer", False)],
)
def test_ranks_are_compared_by_what_they_mean_and_not_by_how_they_are_spelled(
    title: str, differs: bool
) -> None:
    cv = {"jobs": [{"id": "c", "job": "j", "title": title}]}
    assert bool(of_job("ranks_differ", cv=cv).content) is differs


@pytest.mark.parametrize(
    ("employer", "differs"),
    [
        ("Haneul Electronics", False),
        ("HANEUL ELECTRONICS CO LTD", False),
        ("Haneul Electronics Research Center", False),
        ("하늘전자 주식회사", False),  # another script: not compared
        ("Hanul Jeonja", True),
    ],
)
def test_an_employers_name_is_compared_legal_forms_aside(employer: str, differs: bool) -> None:
    cv = {"jobs": [{"id": "c", "job": "j", "employer": employer}]}
    assert bool(of_job("employers_elsewhere", cv=cv).content) is differs


def test_a_customers_letter_is_from_the_customer() -> None:
    letters = [{"id": "l", "kind": "customer", "job": "j", "employer": "a city in the Midwest"}]
    assert of_job("employers_elsewhere", letters=letters).content == ()


def test_a_title_that_moved_away_with_a_divided_code_is_named() -> None:
    draft = {"i140": {"soc_code": "15-2099", "job_title": "Data Scientist"}}
    assert value("title.split_off_codes", draft).content == ("15-2051 (Data Scientists)",)
    draft["i140"]["soc_code"] = "17-2051"
    assert value("title.split_off_codes", draft).content == ()
