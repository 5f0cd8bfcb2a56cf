"""A level of education against what entry to an occupation asks for, by two sources at least."""

from __future__ import annotations

import pytest

from validator import agreement
from validator.agreement import Band, Level


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Master of Science", Level.master),
        ("M.Sc.", Level.master),
        ("MBA", Level.master),
        ("B.Tech.", Level.bachelor),
        ("Bachelor's", Level.bachelor),
        ("Licenciatura", Level.bachelor),
        ("Doctorate", Level.doctorate),
        ("Ph.D.", Level.doctorate),
        ("Diplom-Ingenieur", Level.master),
        ("High School", Level.high_school),
        ("associate's degree", Level.associate),
        ("석사", Level.master),
        ("none", Level.none),
        ("A.B.", Level.bachelor),
        ("SB", Level.bachelor),
        ("S.M.", Level.master),
        ("BSN", Level.bachelor),
        ("MSN", Level.master),
        ("M.S.W.", Level.master),
        ("MRes", Level.master),
        ("MPP", Level.master),
        ("DrPH", Level.doctorate),
        ("D.Sc.", Level.doctorate),
        ("D.O.", Level.doctorate),
        ("OD", Level.doctorate),
        ("Candidate of Technical Sciences", Level.doctorate),
        ("Médico Cirujano", Level.bachelor),
        ("Diplôme d'ingénieur", Level.master),
        ("Specialist Diploma", Level.master),
        ("Diplom-Ing. (FH)", Level.bachelor),
        ("Graduate Certificate", Level.bachelor),
        ("Certificate of Completion", Level.high_school),
        ("Posgrado", None),
        ("Título de posgrado", None),
        ("Grado en Historia", Level.bachelor),
        ("Licenciatura do Ensino", Level.bachelor),
        ("Engineer", None),
        ("banana", None),
    ],
)
def test_a_level_is_read_as_it_is_written(written: str, level: Level | None) -> None:
    assert agreement.read_level(written) is level


def test_levels_are_ordered() -> None:
    assert list(Level) == sorted(Level)
    assert Level.none < Level.high_school < Level.associate < Level.bachelor < Level.master < Level.doctorate


@pytest.mark.parametrize(
    ("level", "code", "band", "relation"),
    [
        ("master", "15-1252", Band.strong, "meets entry"),
        ("master", "49-3011", Band.none, "occupation below a bachelor's"),
        ("bachelor", "29-1216", Band.none, "below entry"),
        ("doctorate", "15-1299.08", Band.weak, "sources disagree"),
        ("master", "55-1011", Band.unknown, "no data"),
        ("banana", "15-1252", Band.unknown, "no such level"),
        ("master", "99-9999", Band.unknown, "no such code"),
    ],
)
def test_level_and_code(level: str, code: str, band: Band, relation: str) -> None:
    found = agreement.level_code(level, code)
    assert (found.band, found.relation) == (band, relation)


def test_a_judgement_of_level_rests_on_two_sources_at_least() -> None:
    found = agreement.level_code("master", "15-1221")
    assert len({e.source.dataset for e in found.evidence if e.source}) >= 2


def test_a_level_already_read_is_held_against_a_code_like_its_name() -> None:
    assert agreement.level_code(Level.master, "15-1252") == agreement.level_code("master", "15-1252")
