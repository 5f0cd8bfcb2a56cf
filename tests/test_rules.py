"""The packs that ship: free of mistakes, each rule proven by its examples, each cited with care."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from validator.checker import Checker
from validator.drafts import load_draft
from validator.facts import vocabulary
from validator.findings import Severity
from validator.packs import PackTest, lint_pack, load_pack, shipped_packs
from validator.proof import example_draft, prove
from validator.resources import rules_dir

ROOT = Path(__file__).parents[1]
CLEAN = sorted(p for p in (ROOT / "samples" / "clean").glob("*.yaml") if ".expected." not in p.name)
FEWEST_RULES = {"niw-exceptional-ability": 8, "niw-stem": 7, "niw-korea": 7}

CATALOGUE_FIRST = (
    "C01 C02 C03 C05 C06 C07 C08 C09 C11 C12 T01 T02 T03 T04 T06 T07 T08 T11 T13 T14 T15 P01 P03 P04 P07 D01 D02 D03 "
    "D08 D09 D10 D12 D15 G02 G03 G04 E01 E03 E04 E05 E07 E08 X01 X02 K01 K07 K09 K10 K11 K12 N2 N3 W01 W02"
).split()


@pytest.fixture(scope="module", params=shipped_packs())
def proof(request: pytest.FixtureRequest) -> PackTest:
    return prove(request.param)


@pytest.mark.parametrize("name", shipped_packs())
def test_a_shipped_pack_has_no_mistakes(name: str) -> None:
    assert [str(p) for p in lint_pack(name, vocabulary())] == []


def test_every_example_ends_as_it_says(proof: PackTest) -> None:
    assert [(r.rule, f.place, f.got) for r in proof.rules for f in r.failed] == []


def test_every_rule_has_examples_that_fire_are_clear_and_cannot_be_decided(proof: PackTest) -> None:
    assert [(r.rule, r.missing) for r in proof.rules if r.missing or r.never_fires] == []


def test_no_part_of_a_condition_is_unproven(proof: PackTest) -> None:
    assert [(r.rule, u.text) for r in proof.rules for u in r.unproven] == []


def test_niw_core_covers_the_catalogue_that_comes_first() -> None:
    rules = load_pack("niw-core", vocabulary()).rules
    assert set(CATALOGUE_FIRST) <= {rule.catalogue for rule in rules}
    assert len(rules) >= 50


@pytest.mark.parametrize("name", shipped_packs())
def test_a_blocker_rests_on_the_regulation_or_on_a_form(name: str) -> None:
    pack = load_pack(name, vocabulary())
    for rule in pack.rules:
        if rule.severity is Severity.blocker:
            statuses = {authority.status for authority in pack.authorities_of(rule)}
            assert "confirmed" in statuses, rule.id


@pytest.mark.parametrize("name", shipped_packs())
def test_no_rule_says_more_than_a_check_can_know(name: str) -> None:
    forbidden = re.compile(r"\b(ineligible|will be denied|must be denied|guarantee|illegal)\b", re.IGNORECASE)
    for rule in load_pack(name, vocabulary()).rules:
        for text in (rule.title, rule.says, rule.why, rule.remedy):
            assert not forbidden.search(text), (rule.id, text)


@pytest.mark.parametrize("name", FEWEST_RULES)
def test_a_pack_for_some_offices_adds_checks_of_its_own(name: str) -> None:
    own = {r.id for r in load_pack(name, vocabulary()).rules} - {
        r.id for r in load_pack("niw-core", vocabulary()).rules
    }
    assert len(own) >= FEWEST_RULES[name]


@pytest.mark.parametrize("name", shipped_packs())
def test_a_clean_petition_gets_nothing_above_low_from_any_pack(name: str) -> None:
    checker = Checker(pack=name, engine="reference")
    reports = {path.stem: checker.check(load_draft(path)) for path in CLEAN}
    assert [
        (stem, f.says) for stem, report in reports.items() for f in report.at_least(Severity.medium)
    ] == []


def test_a_letter_that_tells_its_own_endeavor_is_not_said_to_argue_the_field_alone() -> None:
    cases = yaml.safe_load((ROOT / "tests" / "data" / "honest.yaml").read_text(encoding="utf-8"))
    checker = Checker(pack="niw-stem", engine="reference")
    told = []
    for case in [*cases["honest"], *cases["brief"]]:
        draft = {
            "endeavor": {"statement": "To work as a nurse."},
            "petition_letter": {"text": case["endeavor"]},
        }
        told += [
            (case["id"], f.rule) for f in checker.check(example_draft(draft)).findings if f.catalogue == "E13"
        ]
    assert told == []


def test_a_shortage_named_beside_an_endeavor_of_its_own_is_not_said_to_be_argued_alone() -> None:
    cases = yaml.safe_load((ROOT / "tests" / "data" / "honest.yaml").read_text(encoding="utf-8"))
    checker = Checker(engine="reference")
    shortage = "There is a national shortage of qualified workers."
    told = []
    for case in [*cases["honest"], *cases["brief"]]:
        for statement, letter in (
            ("To work as a nurse.", f"{shortage} {case['endeavor']}"),
            (case["endeavor"], shortage),
        ):
            draft = {
                "endeavor": {"statement": statement, "reach": None},
                "petition_letter": {"text": letter},
            }
            report = checker.check(example_draft(draft))
            told += [(case["id"], f.rule) for f in report.findings if f.catalogue == "E09"]
    assert told == []


KOREAN = (
    ("사장교 설계 엔지니어", "Cable-Stayed Bridge Design Engineer", "Bridge Engineer"),
    ("전기계장 설계 엔지니어", "Electrical and Instrumentation Engineer", "Electrical Engineer"),
    ("반도체 실장 엔지니어", "Semiconductor Packaging Engineer", "Packaging Engineer"),
    ("통계 조사원", "Statistical Surveyor", "Survey Researcher"),
    ("품질 검사원", "Quality Inspector", "Quality Control Inspector"),
    ("주차장 설계사", "Parking Structure Designer", "Civil Engineer"),
    ("대리점 시스템 개발자", "Dealership System Developer", "Software Developer"),
    ("내부장치 설계자", "Internal Device Designer", "Mechanical Engineer"),
    ("프로젝트 매니저", "Project Manager", "Project Manager"),
    ("대표이사", "CEO", "CEO"),
    ("대표이사", "Representative Director", "Chief Executive"),
    ("선임연구원", "Senior Research Engineer", "Senior Research Engineer"),
    ("수석연구원", "Principal Research Engineer", "Principal Research Engineer"),
    ("책임매니저", "Responsible Manager", "Product Manager"),
    ("개발팀장", "Development Team Leader", "Software Development Manager"),
    ("주임교수", "Chief Professor", "Professor of Medicine"),
    ("학과장", "Department Chair", "Professor of Chemistry"),
    ("임상강사", "Clinical Instructor", "Clinical Fellow"),
    ("선임간호사", "Senior Nurse", "Registered Nurse"),
    ("부장판사", "Presiding Judge", "Judge"),
    ("공인회계사", "Certified Public Accountant", "Accountant"),
    ("특허대리인", "Patent Agent", "Patent Agent"),
    ("영업사원", "Sales Representative", "Sales Representative"),
    ("과장급 엔지니어", "Manager-level Engineer", "Process Engineer"),
    ("역학조사원", "Epidemiological Surveyor", "Epidemiologist"),
)
"""Korean titles with an honest certified translation and functional US title."""


@pytest.mark.parametrize(("original", "literal", "functional"), KOREAN)
def test_an_honest_korean_title_is_left_in_peace(original: str, literal: str, functional: str) -> None:
    entry = {"id": "t", "original": original, "language": "Korean", "certified_literal": literal}
    draft = {
        "i140": {"job_title": functional},
        "employment": [{"id": "j", "employer": "Haneul Electronics", "country": "Korea", "title": original}],
        "cv": {"jobs": [{"id": "c", "job": "j", "title": literal}]},
        "title_translations": [{**entry, "functional_us": functional, "job": "j"}],
    }
    report = Checker(pack="niw-korea", engine="reference").check(example_draft(draft))
    assert [f.says for f in report.findings if f.rule in KOREAN_RULES] == []


KOREAN_RULES = {r.id for r in load_pack("niw-korea", vocabulary()).rules} - {
    r.id for r in load_pack("niw-core", vocabulary()).rules
}


@pytest.mark.parametrize(
    "path", sorted(rules_dir().glob("*/*.yaml")), ids=lambda p: f"{p.parent.name}/{p.name}"
)
def test_a_file_of_a_pack_opens_in_an_editor_and_says_what_it_is_about(path: Path) -> None:
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    schema = {"pack.yaml": "pack", "authorities.yaml": "authorities"}.get(path.name, "rule")
    assert first == f"# yaml-language-server: $schema=../../schemas/{schema}.schema.json"
    about = yaml.safe_load(path.read_text(encoding="utf-8")).get("about", "")
    assert second.startswith("#") or about, path
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 600, "split it by subject"


@pytest.mark.parametrize("name", shipped_packs())
def test_a_shipped_pack_says_for_whom_it_is_and_who_owns_it(name: str) -> None:
    manifest = yaml.safe_load((rules_dir() / name / "pack.yaml").read_text(encoding="utf-8"))
    assert manifest["owner"]
    assert re.search(r"\bFor\b|\bfor\b", manifest["about"]), name
    readme = (rules_dir() / name / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {name}\n")
    assert f"--pack {name}" in readme


def test_titles_and_sentences_of_rules_are_unique_over_all_packs() -> None:
    rules = {r.id: r for name in shipped_packs() for r in load_pack(name, vocabulary()).rules}.values()
    for texts in ([r.title for r in rules], [r.says for r in rules], [r.id for r in rules]):
        assert len(texts) == len(set(texts))
