"""Fields of study: CIP 2020 and what became of 2010's codes, programs and occupations, STEM, technologies."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from validator.reference.builders.table import Row, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Record, Sources

PROGRAMS = "cip-2020/nces_CIPCode2020.csv"
SUCCESSORS = "cip-2020/Crosswalk2010to2020.csv"
OCCUPATIONS = "cip-2020/nces_CIP2020_SOC2018_Crosswalk.xlsx"
STEM = "dhs-stem/dhs_stem_designated_degree_programs_2024-07-22.csv"
CET_2024 = "cet/cet_2024_areas.txt"
CET_2022 = "cet/cet_2022_subfields_secondary.json"

_LEVELS = {2: "family", 5: "series", 7: "program"}
_GONE = {"Deleted", "Moved from"}


def active(sources: Sources) -> Iterator[Record]:
    """Rows of CIP 2020 that are in force: neither deleted nor moved to another code."""
    for row in sources.csv(PROGRAMS, "CIPCode", "Action", "CIPTitle", "CIPDefinition", "Examples"):
        if row["Action"] not in _GONE:
            yield row


def _programs(sources: Sources) -> Iterator[Row]:
    for row in active(sources):
        code = row["CIPCode"]
        if len(code) in _LEVELS:
            yield code, _LEVELS[len(code)], row["CIPTitle"].rstrip(".")


def _examples(sources: Sources) -> Iterator[Row]:
    for row in active(sources):
        text = row["Examples"].removeprefix("Examples:").strip()
        names = (name.strip(" -.,") for name in re.split(r",\s+-\s+|^-\s+", text))
        yield from sorted({(row["CIPCode"], name) for name in names if name})


def _successors(sources: Sources) -> Iterator[Row]:
    # A deleted code's successor stands where its definition was: "Deleted, Report under 45.1103".
    programs = sources.csv(PROGRAMS, "CIPCode", "Action", "CIPDefinition")
    report_under = {
        row["CIPCode"]: row["CIPDefinition"].rpartition(" ")[2]
        for row in programs
        if row["Action"] == "Deleted"
    }
    for row in sources.csv(SUCCESSORS, "CIPCode2010", "CIPTitle2010", "Action", "CIPCode2020"):
        code, action = row["CIPCode2010"], row["Action"]
        if code:  # one without is new in 2020
            successor = report_under[code] if action == "Deleted" else row["CIPCode2020"]
            yield code, row["CIPTitle2010"].rstrip("."), action.lower(), successor


def _occupations(sources: Sources) -> Iterator[Row]:
    for row in sources.sheet(OCCUPATIONS, "CIP-SOC", "CIP2020Code", "SOC2018Code"):
        cip, soc = row["CIP2020Code"], row["SOC2018Code"]
        if not cip.startswith("99.") and not soc.startswith("99-"):
            yield cip, soc


def _stem(sources: Sources) -> Iterator[Row]:
    programs = {row["CIPCode"] for row in active(sources)}
    for row in sources.csv(STEM, "CIP Code Two-Digit Series", "2020 CIP Code", "CIP Code Title"):
        code = row["2020 CIP Code"]
        # xx.xx00 without a program of that code is a heading: all programs of its series
        yield code, row["CIP Code Title"], int(code.endswith("00") and code not in programs)


def _cet(sources: Sources) -> Iterator[Row]:
    for line in sources.text(CET_2024).splitlines():
        if line.strip() and not line.startswith("#"):
            yield "2024", line.strip(), "", 0
    for area, subfields in json.loads(sources.text(CET_2022)).items():
        if not area.startswith("_"):
            yield from (("2022", area, subfield, 1) for subfield in ["", *subfields])


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="cip_programs",
        about="CIP 2020 in force: families (2 digits), series (4), programs (6).",
        columns={"code": "text", "level": "text", "title": "text"},
        key=("code",),
        sources=(PROGRAMS,),
        rows=_programs,
    ),
    TableSpec(
        name="cip_examples",
        about="Names of programs that NCES gives as examples of a CIP 2020 code.",
        columns={"code": "text", "name": "text"},
        key=("code", "name"),
        sources=(PROGRAMS,),
        rows=_examples,
    ),
    TableSpec(
        name="cip_2010_2020",
        about="What became of each CIP 2010 code: the same, moved, or deleted and reported under another.",
        columns={"code_2010": "text", "title_2010": "text", "action": "text", "code_2020": "text"},
        key=("code_2010", "code_2020"),
        sources=(SUCCESSORS, PROGRAMS),
        rows=_successors,
    ),
    TableSpec(
        name="cip_soc",
        about="Programs and the occupations they prepare for (the CIP-SOC sheet). Absence is not a mismatch.",
        columns={"cip": "text", "soc": "text"},
        key=("cip", "soc"),
        indexes=(("soc",),),
        sources=(OCCUPATIONS,),
        rows=_occupations,
    ),
    TableSpec(
        name="stem",
        about="Programs on the STEM list; heading: the code stands for its whole series, or family.",
        columns={"code": "text", "title": "text", "heading": "integer"},
        key=("code",),
        sources=(STEM, PROGRAMS),
        rows=_stem,
    ),
    TableSpec(
        name="cet",
        about="Critical and emerging technologies by edition: areas, and of the superseded 2022 edition subfields"
        " (second-hand: vocabulary only).",
        columns={"edition": "text", "area": "text", "subfield": "text", "superseded": "integer"},
        key=("edition", "area", "subfield"),
        sources=(CET_2024, CET_2022),
        rows=_cet,
    ),
)
