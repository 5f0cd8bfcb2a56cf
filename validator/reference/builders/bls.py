"""BLS: typical entry, attainment, growth, wages, and the codes that BLS merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reference.builders.table import Kind, Row, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Record, Sources

MERGES = "crosswalks/bls_nem-onet-to-soc-crosswalk.xlsx"
EDUCATION = "bls-ep-2024-34/education.xlsx"
PROJECTIONS = "bls-ep-2024-34/occupation.xlsx"
WAGES = "oews-2024/national_M2024_dl.xlsx"

_CODE = "2024 National Employment Matrix code"
_ENTRY = "Typical education needed for entry"
_EXPERIENCE = "Work experience in a related occupation"
_TRAINING = "Typical on-the-job training needed to attain competency in the occupation"
_LEVELS = {
    "No formal educational credential": "none",
    "High school diploma or equivalent": "high_school",
    "Some college, no degree": "high_school",
    "Postsecondary nondegree award": "high_school",
    "Associate's degree": "associate",
    "Bachelor's degree": "bachelor",
    "Master's degree": "master",
    "Doctoral or professional degree": "doctorate",
}
_ATTAINED = {
    "Less than high school diploma": "below_high_school",
    "High school diploma or equivalent": "high_school",
    "Some college, no degree": "some_college",
    "Associate's degree": "associate",
    "Bachelor's degree": "bachelor",
    "Master's degree": "master",
    "Doctoral or professional degree": "doctorate",
}
_WAGES = {
    "A_MEAN": "mean",
    "A_PCT10": "p10",
    "A_PCT25": "p25",
    "A_MEDIAN": "median",
    "A_PCT75": "p75",
    "A_PCT90": "p90",
    "H_MEAN": "hourly_mean",
    "H_PCT10": "hourly_p10",
    "H_PCT25": "hourly_p25",
    "H_MEDIAN": "hourly_median",
    "H_PCT75": "hourly_p75",
    "H_PCT90": "hourly_p90",
}


def _merges(sources: Sources) -> Iterator[Row]:
    rows = sources.sheet(MERGES, "ONET to SOC crosswalk", "O*NET-SOC Code", "NEM Code")
    yield from sorted({(row["O*NET-SOC Code"][:7], row["NEM Code"]) for row in rows})


def _matrix(sources: Sources, file: str, sheet: str, *columns: str) -> Iterator[Record]:
    """Rows of a projections table, without the total and the footnotes below."""
    for row in sources.sheet(file, sheet, _CODE, *columns):
        if len(row[_CODE]) == 7 and row[_CODE] != "00-0000":
            yield row


def _entry(sources: Sources) -> Iterator[Row]:
    for row in _matrix(sources, EDUCATION, "Table 5.4", _ENTRY, _EXPERIENCE, _TRAINING):
        yield row[_CODE], row[_ENTRY], _LEVELS[row[_ENTRY]], row[_EXPERIENCE], row[_TRAINING]


def _attainment(sources: Sources) -> Iterator[Row]:
    for row in _matrix(sources, EDUCATION, "Table 5.3", *_ATTAINED):
        # A footnote mark on the title: the census occupation behind the figures is a wider one.
        inexact = int(row["2024 National Employment Matrix title"].endswith("[1]"))
        yield row[_CODE], *(float(row[column]) for column in _ATTAINED), inexact


def _growth(sources: Sources) -> Iterator[Row]:
    numbers = (
        "Employment, 2024",
        "Employment, 2034",
        "Employment change, percent, 2024–34",
        "Occupational openings, 2024–34 annual average",
    )
    for row in _matrix(sources, PROJECTIONS, "Table 1.2", "Occupation type", *numbers):
        yield row[_CODE], row["Occupation type"].lower(), *(_number(row[column]) for column in numbers)


def _wages(sources: Sources) -> Iterator[Row]:
    needed = ("OCC_CODE", "O_GROUP", "TOT_EMP", "ANNUAL", "HOURLY", *_WAGES)
    for row in sources.sheet(WAGES, "national_M2024_dl", *needed):
        if row["O_GROUP"] != "total":
            yield (
                row["OCC_CODE"],
                row["O_GROUP"],
                _number(row["TOT_EMP"]),
                *(row[column] for column in _WAGES),
            )


def _number(cell: str) -> float | int | None:
    """A number, or None for a mark that says there is none (``—``, ``**``)."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


_ATTAINMENT_COLUMNS: dict[str, Kind] = {
    "bls": "text",
    **dict.fromkeys(_ATTAINED.values(), "real"),
    "inexact": "integer",
}
_WAGE_COLUMNS: dict[str, Kind] = {
    "bls": "text",
    "level": "text",
    "employment": "integer",
    **dict.fromkeys(_WAGES.values(), "text"),
}

TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="bls_codes",
        about="The code under which BLS publishes figures for each six-digit code: itself, or one it merges into.",
        columns={"code": "text", "bls": "text"},
        key=("code",),
        indexes=(("bls",),),
        sources=(MERGES,),
        rows=_merges,
    ),
    TableSpec(
        name="bls_entry",
        about="Typical education, experience and training for entry (table 5.4).",
        columns={
            "bls": "text",
            "education": "text",
            "level": "text",
            "experience": "text",
            "training": "text",
        },
        key=("bls",),
        sources=(EDUCATION,),
        rows=_entry,
    ),
    TableSpec(
        name="bls_attainment",
        about="Education that workers of 25 and older have, in percent (table 5.3)."
        " inexact: the census occupation behind the figures is wider.",
        columns=_ATTAINMENT_COLUMNS,
        key=("bls",),
        sources=(EDUCATION,),
        rows=_attainment,
    ),
    TableSpec(
        name="bls_growth",
        about="Employment in thousands 2024 and 2034, change in percent, openings a year in thousands (table 1.2).",
        columns={
            "bls": "text",
            "kind": "text",
            "employment_2024": "real",
            "employment_2034": "real",
            "change": "real",
            "openings": "real",
        },
        key=("bls",),
        sources=(PROJECTIONS,),
        rows=_growth,
    ),
    TableSpec(
        name="wages",
        about="National employment and wages in dollars, as published: * is suppressed,"
        " # is at or above the highest that is published.",
        columns=_WAGE_COLUMNS,
        key=("bls", "level"),
        sources=(WAGES,),
        rows=_wages,
    ),
)
