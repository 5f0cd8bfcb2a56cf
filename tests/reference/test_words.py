"""Titles and terms: the same form for what speaks of the same thing, and no form shared by what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.reference import Reference
from validator.reference.terms import stem, terms, tokens
from validator.reference.titles import normal_title, title_variants


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Software Developers", "SOFTWARE DEVELOPER"),
        ("Software Developers (Applications)", "software developer"),
        ("Driver's Helper", "driver helper"),
        ("Nurses’ Aide", "nurse aide"),
        ("Research & Development Engineer", "Research and Development Engineer"),
        ("Café Owner", "Cafe Owner"),
        ("Anti-Money Laundering Analyst", "anti money laundering analyst"),
        ("Policemen", "Policemen "),
        ("Ｓｏｆｔｗａｒｅ Engineer", "software engineer"),
        ("Physician/Scientist", "physician scientist"),
    ],
)
def test_titles_that_differ_in_writing_alone_are_the_same(written: str, same: str) -> None:
    assert normal_title(written) == normal_title(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Software Engineer", "Software Engineer"),  # the grade is for whoever compares
        ("C++ Developer", "C Developer"),
        ("C# Developer", "C Developer"),
        ("Electronics Engineer", "Electronic Engineer"),
        ("Sales Manager", "Sale Manager"),
        ("Operations Manager", "Operation Manager"),
        ("팀장", "과장"),
    ],
)
def test_titles_that_differ_in_substance_stay_apart(one: str, other: str) -> None:
    assert normal_title(one) != normal_title(other)


def test_other_scripts_are_kept_and_nothing_is_left_of_punctuation() -> None:
    assert normal_title("팀장 (Team Leader)") == "팀장"
    assert normal_title(" -- ") == ""


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("CEO (Chief Executive Officer)", ("CEO", "Chief Executive Officer")),
        ("Business Development Executive (BD Executive)", ("Business Development Executive", "BD Executive")),
        ("Chief Diversity Officer (CDO)", ("Chief Diversity Officer", "CDO")),
        ("Engineer (Except Computer)", ("Engineer",)),
        ("Pilot (Air Force)", ("Pilot",)),
        ("(Untitled)", ("(Untitled)",)),
    ],
)
def test_a_line_states_its_title_and_other_names_of_it(line: str, stated: tuple[str, ...]) -> None:
    assert title_variants(line) == stated


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal_title(text)
    assert normal_title(once) == once
    assert once == " ".join(once.split())


def test_normalising_every_published_title_again_changes_nothing(ref: Reference) -> None:
    rows = ref.query("SELECT normal, title FROM titles")
    assert len(rows) > 60000
    assert [row for row in rows if normal_title(row[0]) != row[0] or normal_title(row[1]) != row[0]] == []
    assert all(normal for normal, _ in rows)


@pytest.mark.parametrize(
    "family",
    [
        "engineer engineers engineering engineered",
        "design designs designer designers designing designed",
        "program programs programmer programming programmed",
        "analysis analyses analyst analysts analyze analyzing analytical",
        "research researcher researchers researching researched",
        "computer computers computing compute computational",
        "manage manager managers managing management managerial",
        "develop developer developing development developers",
        "administer administrator administration administrative",
        "teach teacher teachers teaching",
        "industry industries industrial",
        "finance financial finances",
        "manufacture manufacturer manufacturing manufactured",
        "architecture architectural architect architects",
        "therapy therapies therapist therapists",
        "plan plans planner planning planned",
        "evaluate evaluation evaluating evaluations",
        "model models modeling modelling",
        "policy policies",
        "account accountant accounting accounts",
        "surgery surgeon surgical",
    ],
)
def test_the_forms_of_a_word_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "physics physician",
        "police policy",
        "invest investigate",
        "organ organize",
        "new news",
        "universe university",
    ],
)
def test_words_of_different_work_have_different_stems(pair: str) -> None:
    one, other = map(stem, pair.split())
    assert one != other


def test_small_words_and_numbers_are_no_terms_and_names_of_languages_are() -> None:
    assert tokens("The design of 25 C++ and C# services for the team's users") == [
        "design",
        "c++",
        "c#",
        "services",
        "team",
        "users",
    ]
    assert terms("") == []


@given(st.text(max_size=80))
def test_any_text_has_terms_that_a_table_can_hold(text: str) -> None:
    for term in terms(text):
        assert term
        assert not set(term) & set("\t\n\r ")


def test_a_profile_is_of_length_one_at_most_and_heaviest_first(ref: Reference) -> None:
    for code in ("15-1252", "15-2051", "29-1141", "55-3016", "15-1299.08"):
        profile = ref.terms(code)
        assert profile
        for field in {term.field for term in profile}:
            weights = [term.weight for term in profile if term.field == field]
            assert weights == sorted(weights, reverse=True)
            assert 0 < sum(weight * weight for weight in weights) <= 1.01


def test_profiles_speak_of_the_work(ref: Reference) -> None:
    best = {term.term for term in ref.terms("29-1141") if term.field == "task"}
    assert {stem("patient"), stem("nursing")} <= best
    assert any(found.code.startswith("17-2051") for found in ref.codes_with_term(stem("bridge")))
    assert ref.term_spread(stem("team")) > ref.term_spread(stem("photolithography"))


def test_a_lone_detail_has_the_profile_of_its_code_and_others_their_own(ref: Reference) -> None:
    assert [t[1:] for t in ref.terms("15-2051.00")] != [t[1:] for t in ref.terms("15-2051.01")]
    assert ref.terms("15-1252.00") == ref.terms("15-1252")
    assert ref.terms("15-1299.08") != ref.terms("15-1299")


def test_a_text_that_copies_tasks_meets_the_same_bags(ref: Reference) -> None:
    bags = ref.task_bags("29-1141")
    assert len(bags) > 10
    assert {bag.kind for bag in bags} <= {"core", "supplemental", "unrated", "emerging"}
    assert all(bag.terms == frozenset(terms(" ".join(bag.terms))) or bag.terms for bag in bags)
