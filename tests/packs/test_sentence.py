"""A rule's sentence quotes the draft as it was written, and no text swamps it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from validator.packs import quoted, render
from validator.packs.sentence import LONGEST
from validator.packs.wording import forbidden_in, placeholders


def test_the_drafts_own_words_are_put_in() -> None:
    values = {"i140.job_title": "Team  Leader\n(R&D)", "code.title": "Software Developers"}
    said = render("“{i140.job_title}” against {code.title}.", values.get)
    assert said == "“Team Leader (R&D)” against Software Developers."


def test_what_is_not_stated_is_said_to_be_so() -> None:
    assert render("From {l.author}.", lambda _: None) == "From (not stated)."


def test_a_value_with_braces_is_not_read_as_a_placeholder() -> None:
    assert render("{a}", {"a": "{b}", "b": "no"}.get) == "{b}"


def test_doubled_braces_are_braces() -> None:
    assert render("{{a}} {a}", {"a": "x"}.get) == "{a} x"


def test_an_endeavor_of_six_hundred_words_is_cut_on_a_word() -> None:
    text = "I will develop reliable machine vision for small manufacturers, " * 75
    cut = quoted(text)
    assert len(cut) <= LONGEST + 1
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert text[len(cut) - 1] in " ,"


def test_a_text_that_just_fits_is_not_cut() -> None:
    assert quoted("x" * LONGEST) == "x" * LONGEST


def test_a_script_without_spaces_is_cut_too() -> None:
    assert quoted("반도체공정" * 60) == ("반도체공정" * 60)[:LONGEST] + "…"


@given(st.text(), st.integers(10, 200))
def test_a_quotation_is_never_longer_than_asked_and_never_invents(text: str, longest: int) -> None:
    cut = quoted(text, longest)
    assert len(cut) <= longest + 1
    collapsed = " ".join(text.split())
    assert cut == collapsed or collapsed.startswith(cut.removesuffix("…"))


def test_placeholders_are_found_once_each_and_stray_braces_too() -> None:
    assert placeholders("{a.b} {{x}} {a.b} { c } {d") == ("a.b", "c", "{")


def test_forbidden_wording_is_found_in_any_case_and_over_line_ends() -> None:
    assert [s for s, _ in forbidden_in("INELIGIBLE; this will\nbe denied; guaranteed")] == [
        "INELIGIBLE",
        "will\nbe denied",
        "guaranteed",
    ]
    assert not list(forbidden_in("eligible; denied boarding; a must; used"))
