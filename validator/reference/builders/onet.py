"""O*NET: detailed occupations, job zones of each release, required education, related occupations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reference.builders.table import Row, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Sources

RELEASE = "30.1"
FOLDER = f"onet-{RELEASE}"
OCCUPATIONS = f"{FOLDER}/Occupation Data.txt"
EDUCATION = f"{FOLDER}/Education, Training, and Experience.txt"
RELATED = f"{FOLDER}/Related Occupations.txt"
CROSSWALK = "crosswalks/onet_2010_to_2019_Crosswalk.csv"
CODE = "O*NET-SOC Code"

# Release, its scheme of levels (lowest-highest) and its file. Numbers of two schemes are not comparable.
ZONES = (("30.1", "1-5", "onet-30.1/Job Zones.txt"), ("31.0", "2-5", "onet-31.0/Job Zones.txt"))
CATEGORIES = (
    ("30.1", "onet-30.1/Education, Training, and Experience Categories.txt"),
    ("31.0", "onet-31.0/Education Categories.txt"),
)

# The draft's level that each category of required education comes to. Certificates and unfinished courses are
# no degree: they count as the level that was finished before them.
_LEVELS = {
    1: "none",
    2: "high_school",
    3: "high_school",
    4: "high_school",
    5: "associate",
    6: "bachelor",
    7: "bachelor",
    8: "master",
    9: "master",
    10: "doctorate",
    11: "doctorate",
    12: "doctorate",
}


def _occupations(sources: Sources) -> Iterator[Row]:
    for row in sources.tsv(OCCUPATIONS, CODE, "Title", "Description"):
        yield row[CODE], row[CODE][:7], row["Title"]


def _zones(sources: Sources) -> Iterator[Row]:
    for release, scheme, file in ZONES:
        for row in sources.tsv(file, CODE, "Job Zone", "Date"):
            yield row[CODE], release, scheme, int(row["Job Zone"]), _month(row["Date"])


def _categories(sources: Sources) -> Iterator[Row]:
    for release, file in CATEGORIES:
        for row in sources.tsv(file, "Scale ID", "Category", "Category Description"):
            if row["Scale ID"] in {"RL", "RQ"}:
                label = row["Category Description"].split(" - ")[0].split(" (or")[0]
                yield release, row["Scale ID"], int(row["Category"]), label, _LEVELS[int(row["Category"])]


def _education(sources: Sources) -> Iterator[Row]:
    needed = (CODE, "Scale ID", "Category", "Data Value", "N", "Recommend Suppress", "Date")
    for row in sources.tsv(EDUCATION, *needed):
        if row["Scale ID"] == "RL" and float(row["Data Value"]) > 0:
            n = row["N"] if row["N"].isdigit() else None
            doubtful = int(row["Recommend Suppress"] == "Y")
            yield row[CODE], int(row["Category"]), float(row["Data Value"]), n, doubtful, _month(row["Date"])


def _related(sources: Sources) -> Iterator[Row]:
    for row in sources.tsv(RELATED, CODE, f"Related {CODE}", "Relatedness Tier", "Index"):
        yield row[CODE], int(row["Index"]), row[f"Related {CODE}"], row["Relatedness Tier"]


def _successors(sources: Sources) -> Iterator[Row]:
    for row in sources.csv(CROSSWALK, "soc2010_code", "soc2010_title", "soc2019_code", delimiter=";"):
        yield row["soc2010_code"], row["soc2019_code"], row["soc2010_title"]


def _month(date: str) -> str:
    """``08/2023`` as ``2023-08``."""
    month, _, year = date.partition("/")
    return f"{year}-{month}"


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="onet_occupations",
        about="O*NET-SOC 2019 occupations; the SOC 2018 code is the first seven characters.",
        columns={"code": "text", "soc": "text", "title": "text"},
        key=("code",),
        indexes=(("soc",),),
        sources=(OCCUPATIONS,),
        rows=_occupations,
    ),
    TableSpec(
        name="onet_2010_2019",
        about="What became of each O*NET-SOC 2010 detail; many to many.",
        columns={"code_2010": "text", "code_2019": "text", "title_2010": "text"},
        key=("code_2010", "code_2019"),
        sources=(CROSSWALK,),
        rows=_successors,
    ),
    TableSpec(
        name="job_zones",
        about="Job zones by release. A zone is a release, its scheme of levels and the level.",
        columns={"code": "text", "release": "text", "scheme": "text", "level": "integer", "date": "text"},
        key=("code", "release"),
        sources=tuple(file for _, _, file in ZONES),
        rows=_zones,
    ),
    TableSpec(
        name="education_categories",
        about="Categories of O*NET's required-education scales, and the level of degree each comes to.",
        columns={
            "release": "text",
            "scale": "text",
            "category": "integer",
            "label": "text",
            "level": "text",
        },
        key=("release", "scale", "category"),
        sources=tuple(file for _, file in CATEGORIES),
        rows=_categories,
    ),
    TableSpec(
        name="education",
        about="Required education (scale RL): percent of respondents by category; categories at 0 are left out."
        " doubtful: O*NET recommends to suppress the figure.",
        columns={
            "code": "text",
            "category": "integer",
            "percent": "real",
            "respondents": "integer",
            "doubtful": "integer",
            "date": "text",
        },
        key=("code", "category"),
        sources=(EDUCATION,),
        rows=_education,
    ),
    TableSpec(
        name="related",
        about="Occupations that O*NET calls related, in its order.",
        columns={"code": "text", "rank": "integer", "related": "text", "tier": "text"},
        key=("code", "rank"),
        sources=(RELATED,),
        rows=_related,
    ),
)
