"""Whether counted jobs show growth, and how long the record stands empty."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from validator.drafts import load_draft
from validator.engine.values import State, Value
from validator.facts import Facts
from validator.facts.progression import grade
from validator.reference import reference


def value(name: str, **draft: Any) -> Value:
    return Facts(load_draft(draft, partial=True), reference()).value(name)


def job(id_: str, title: str, start: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title,
        "start": start,
        "progression": None,
        "duties": ["Draws plans."],
        **more,
    }


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("Junior Civil Engineer", "Civil Engineer"),
        ("Civil Engineer", "Senior Civil Engineer"),
        ("Senior Civil Engineer", "Principal Civil Engineer"),
        ("Engineer I", "Engineer II"),
        ("Engineer 2", "Engineer 3"),
        ("Assistant Manager", "Manager"),
        ("Manager", "Senior Manager"),
        ("Senior Manager", "Director"),
        ("Vice President", "President"),
        ("Lead Analyst", "Analytics Manager"),
    ],
)
def test_a_title_stands_higher_than_another(lower: str, higher: str) -> None:
    assert grade(lower) < grade(higher)


def test_a_title_without_a_word_of_grade_is_of_grade_one() -> None:
    assert {grade("Civil Engineer"), grade("Biostatistician"), grade("토목 기사")} == {Decimal(1)}


@pytest.mark.parametrize(
    "titles",
    [
        ("Civil Engineer", "Senior Civil Engineer"),
        ("Civil Engineering Technician", "Civil Engineer"),  # job zone 3 or lower, then 4
        ("대리", "과장"),  # a foreign ladder: not said to stand still
    ],
)
def test_a_rise_is_read_off_titles_whatever_the_order_they_are_entered_in(titles: tuple[str, str]) -> None:
    jobs = [job("b", titles[1], "07/2022"), job("a", titles[0], "07/2018")]
    assert value("experience.rise_in_titles", employment=jobs).content == (f"“{titles[0]}” to “{titles[1]}”",)


def test_a_title_that_stays_or_falls_is_no_rise() -> None:
    jobs = [job("a", "Senior Civil Engineer", "07/2018"), job("b", "Civil Engineer", "07/2022")]
    assert value("experience.rise_in_titles", employment=jobs).content == ()
    assert value("experience.rise_in_titles", employment=[jobs[0]]).content == ()


def test_a_counted_job_without_a_start_leaves_the_order_open() -> None:
    jobs = [job("a", "Civil Engineer", "07/2018"), {"id": "b", "title": "Civil Engineer"}]
    assert value("experience.rise_in_titles", employment=jobs).state is State.unknown


@pytest.mark.parametrize(
    ("more", "letters", "said"),
    [
        ({"progression": "From drafting to whole bridges."}, [], "From drafting to whole bridges."),
        ({"supervised": 5}, [], "5 supervised"),
        ({"duties": ["Leads the design office."]}, [], "Leads"),
        ({}, [{"id": "l", "job": "b", "progression": "Took over in 2023."}], "Took over in 2023."),
        ({}, [{"id": "l", "job": "b", "progression": None, "duties": ["Responsible for three sites."]}], "Responsible"),
    ],
)  # fmt: skip
def test_growth_is_read_off_the_record_or_a_letter(more: dict[str, Any], letters: Any, said: str) -> None:
    jobs = [job("a", "Civil Engineer", "07/2018"), job("b", "Civil Engineer", "07/2022", **more)]
    assert value("experience.rise_in_duties", employment=jobs, letters=letters).content == (said,)


def test_leading_in_the_first_job_alone_is_no_growth() -> None:
    jobs = [job("a", "Engineer", "07/2018", duties=["Leads a team."]), job("b", "Engineer", "07/2022")]
    assert value("experience.rise_in_duties", employment=jobs, letters=[]).content == ()


def test_growth_is_not_denied_while_a_letter_may_still_tell_of_it() -> None:
    jobs = [job("a", "Civil Engineer", "07/2018")]
    open_letter = [{"id": "l", "job": "a", "job_title": "Civil Engineer"}]
    assert value("experience.rise_in_duties", employment=jobs, letters=open_letter).needs == (
        "letters.progression",
    )
    assert value("experience.rise_in_duties", employment=jobs).needs == ("letters",)
    bare = [{"id": "a", "title": "Civil Engineer", "start": "07/2018"}]
    assert set(value("experience.rise_in_duties", employment=bare, letters=[]).needs) == {
        "employment.duties",
        "employment.progression",
    }


TWO_JOBS = [
    {"id": "a", "title": "Engineer", "start": "2015-01-01", "end": "2016-12-31"},
    {"id": "b", "title": "Engineer", "start": "2019-01-01", "end": "2020-12-31"},
]


@pytest.mark.parametrize(
    ("degrees", "months"),
    [
        ([], 24),
        ([{"id": "m", "started": "2017-01-01", "conferred": "2018-12-31"}], 0),
        ([{"id": "m", "years": 1, "conferred": "2018-12-31"}], 11),
        ([{"id": "m", "conferred": "2018-12-31"}], 0),  # four years are allowed for
        ([{"id": "m", "started": "2017-07-01", "status": "in_progress"}], 6),
        ([{"id": "m", "started": "2008-01-01", "conferred": "2012-06-30"}], 24),  # before the first job
    ],
)
def test_studies_fill_a_gap(degrees: list[dict[str, Any]], months: int) -> None:
    assert value("experience.longest_gap_months", employment=TWO_JOBS, degrees=degrees).content == months


def test_a_gap_is_not_told_while_the_studies_are_not_entered() -> None:
    assert value("experience.longest_gap_months", employment=TWO_JOBS).state is State.unknown
