"""Fields of study as people cut them short: each is read as the program that it means."""

from __future__ import annotations

import pytest

from validator.agreement import resolve_field


@pytest.mark.parametrize(
    ("written", "program"),
    [
        ("Comp Sci", "11.0701"),
        ("B.Tech. in Comp Sci & Engg", "11.0701"),
        ("computer engg", "14.0901"),
        ("Mech Eng", "14.1901"),
        ("Elec & Electronics Engg", "14.1001"),
        ("Business Admin", "52.0201"),
        ("Info Tech", "11.0103"),
        ("Mgmt Info Systems", "52.1201"),
        ("Applied Maths", "27.0301"),
        ("Civil Engr", "14.0801"),
        ("Pharm. Sci", "51.2010"),
        ("Intl Business", "52.1101"),
        ("Human Resource Mgmt", "52.1001"),
    ],
)
def test_a_field_cut_short_is_read_in_full(written: str, program: str) -> None:
    assert resolve_field(written).programs[0].code == program


@pytest.mark.parametrize("written", ["", "???", "various", "Lorem ipsum dolor"])
def test_what_names_no_field_is_unknown(written: str) -> None:
    assert resolve_field(written).programs == ()
