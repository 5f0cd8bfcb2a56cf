"""The code of the Final Determination beside its title, and a code that is blank or unreadable."""

from __future__ import annotations

import pytest

from validator.drafts import load_draft
from validator.facts import Facts
from validator.reference import reference


def agrees(code: str, title: str) -> object:
    determination = {"soc_code": code, "soc_title": title}
    draft = load_draft({"eta9089": {"final_determination": determination}}, partial=True)
    return Facts(draft, reference()).value("determination.title_is_of_code").content


@pytest.mark.parametrize(
    "title",
    [
        "Computer and Information Research Scientists",
        "Computer and Information Research Scientist",
        "Computer & Information Research",
        "Computer and Information Resear",
    ],
)
def test_a_title_that_the_form_cut_off_is_the_codes(title: str) -> None:
    assert agrees("15-1221", title) is True


@pytest.mark.parametrize(("code", "title"), [("15-1252", "Financial Analysts"), ("15-1221", "Computer")])
def test_another_title_or_a_word_of_it_is_not(code: str, title: str) -> None:
    assert agrees(code, title) is False


@pytest.mark.parametrize(
    ("text", "formed"), [("15-1252", True), ("151252", True), ("15-12", False), ("TBD", False)]
)
def test_a_code_is_read_however_it_is_written(text: str, formed: bool) -> None:
    draft = load_draft({"i140": {"soc_code": text}}, partial=True)
    assert Facts(draft, reference()).value("code.well_formed").content is formed
