from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.notation import Day, SocCode, plain, read_cip, read_day, read_edition, read_soc, sheet_date


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("15-1252", "15-1252", ""),
        ("151252", "15-1252", ""),
        ("15‑1252", "15-1252", ""),
        ("15–1252 ", "15-1252", ""),
        ("１５－１２５２", "15-1252", ""),
        ("15-1252.00", "15-1252", "00"),
        ("15-1299.08", "15-1299", "08"),
        ("15 - 1252", "15-1252", ""),
        ("\ufeff15\u00ad-12\u200b52", "15-1252", ""),
        ("11-2021", "11-2021", ""),
    ],
)
def test_codes_are_read_generously(text: str, number: str, suffix: str) -> None:
    assert read_soc(text) == SocCode(number, suffix)


@pytest.mark.parametrize(
    "text", ["", "15-12", "software", "15-12523", "15-1252.0", "Nov-21", "2021-11-01", "١٥-١٢٥٢", "15--1252"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_soc(text) is None


@given(st.integers(0, 99), st.integers(0, 9999), st.sampled_from(["", "00", "08"]))
def test_a_code_reads_back_what_it_prints(major: int, rest: int, suffix: str) -> None:
    code = SocCode(f"{major:02d}-{rest:04d}", suffix)
    assert read_soc(str(code)) == code
    assert code.major == f"{major:02d}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nov-21", "11-2021"),
        ("nov 21", "11-2021"),
        ("21-Nov", "11-2021"),
        ("Nov-2021", "11-2021"),
        ("Nov-71", "11-2071"),
        ("November 2021", "11-2021"),
        ("2021-11-01", "11-2021"),
        ("2021-11-01 00:00:00", "11-2021"),
        ("11/1/2021", "11-2021"),
        ("11/01/2021", "11-2021"),
        ("11-2021", None),
        ("15-1252", None),
        ("Novel-21", None),
        ("software", None),
        ("", None),
    ],
)
def test_a_date_that_a_spreadsheet_made_of_a_code_is_recognised(text: str, code: str | None) -> None:
    assert sheet_date(text) == code


@given(st.integers(1900, 9999))
def test_every_year_a_spreadsheet_shows_in_full_gives_the_code_back(rest: int) -> None:
    for shown in (f"Nov-{rest}", f"{rest}-11-01", f"11/1/{rest}"):
        assert sheet_date(shown) == f"11-{rest}"


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2026-03-14", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("03/14/2026", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("March 14, 2026", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("14 Mar 2026", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("2026-03-14 00:00:00", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("2026/03/14", date(2026, 3, 14), date(2026, 3, 14), "2026-03-14"),
        ("03/2026", date(2026, 3, 1), date(2026, 3, 31), "03/2026"),
        ("3-2026", date(2026, 3, 1), date(2026, 3, 31), "03/2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "02/2024"),
        ("Sept. 2025", date(2025, 9, 1), date(2025, 9, 30), "09/2025"),
        (" ２０２６ ", date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_dates_keep_the_precision_they_were_given(text: str, first: date, last: date, shown: str) -> None:
    assert read_day(text) == Day(first, last)
    assert str(read_day(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-13",
        "2026-02-30",
        "06/07/24",
        "Nov-21",
        "soon",
        "0026",
        "13/2026",
        "2026-00",
        "2026-03-00",
        "14 March 14 2026",
        "1",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_and_month_reads_back(day: date) -> None:
    assert read_day(day.isoformat()) == Day(day, day)
    assert read_day(f"{day.month}/{day.day}/{day.year}") == Day(day, day)
    month = read_day(f"{day.month:02d}/{day.year}")
    assert month is not None
    assert (month.first.day, month.last.day) == (1, calendar.monthrange(day.year, day.month)[1])
    assert read_day(str(month)) == month


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_without_a_crash(text: str) -> None:
    plain(text)
    read_soc(text), read_day(text), sheet_date(text), read_cip(text), read_edition(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11.0701", "11.0701"),
        ("1.0", None),
        ("1", "01"),
        ("14.10", "14.10"),
        (" 14.1001 ", "14.1001"),
        ("x", None),
    ],
)
def test_cip_codes_are_read(text: str, code: str | None) -> None:
    assert read_cip(text) == code


@pytest.mark.parametrize(
    ("text", "edition"),
    [("06/07/24", date(2024, 6, 7)), ("6/7/2024", date(2024, 6, 7)), ("13/07/24", None), ("2024", None)],
)
def test_a_forms_edition_is_read_as_it_is_printed(text: str, edition: date | None) -> None:
    assert read_edition(text) == edition
