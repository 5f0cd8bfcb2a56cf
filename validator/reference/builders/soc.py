"""SOC: the occupations of both editions in their hierarchy, and what became of each 2010 code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reference.builders.table import Row, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Sources

STRUCTURE = "soc-2018/soc_structure_2018.xlsx"
CROSSWALK = "crosswalks/bls_soc_2010_to_2018_crosswalk.xlsx"
_LEVELS = {
    "Major Group": "major",
    "Minor Group": "minor",
    "Broad Group": "broad",
    "Detailed Occupation": "detailed",
}

# Minor groups of 2010 that do not end in 000: the crosswalk lists detailed codes alone, so groups are derived.
_MINOR_2010 = {"15-1": "15-1100", "51-5": "51-5100"}


def structure(sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(code, level, title, parent's code or ``""``) of the 2018 edition, in the order published."""
    above: dict[str, str] = {}
    for row in sources.sheet(STRUCTURE, "2018 Structure", *_LEVELS):
        column = next(c for c in _LEVELS if row[c])
        level, code = _LEVELS[column], row[column]
        rank = list(_LEVELS.values())
        parents = rank[: rank.index(level)]
        yield code, level, row[""], above[parents[-1]] if parents else ""
        above[level] = code


def pairs(sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(2010 code, its title, 2018 code, its title)."""
    columns = ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title")
    for row in sources.sheet(CROSSWALK, "Sorted by 2010", *columns):
        # The file marks the 2010 occupations that were divided with (#); it is no part of their titles.
        old = row[columns[1]].removesuffix("(#)").rstrip()
        yield row[columns[0]], old, row[columns[2]], row[columns[3]].removesuffix("(#)").rstrip()


def group_2010(code: str) -> tuple[str, str, str]:
    """The (major, minor, broad) groups of a detailed 2010 ``code``, by its digits."""
    return f"{code[:2]}-0000", _MINOR_2010.get(code[:4], f"{code[:4]}000"), f"{code[:6]}0"


def _occupations(sources: Sources) -> Iterator[Row]:
    for code, level, title, parent in structure(sources):
        yield _occupation("2018", code, level, title, parent)
    titles = {code: title for code, title, _, _ in pairs(sources)}
    groups: dict[str, tuple[str, str]] = {}
    for code, title in titles.items():
        major, minor, broad = group_2010(code)
        groups |= {major: ("major", ""), minor: ("minor", major), broad: ("broad", minor)}
        yield _occupation("2010", code, "detailed", title, broad)
    for code, (level, parent) in groups.items():
        yield _occupation("2010", code, level, "", parent)


def _occupation(edition: str, code: str, level: str, title: str, parent: str) -> Row:
    residual = level == "detailed" and "All Other" in title
    return edition, code, level, title, parent, int(residual), int(code.startswith("55-"))


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="occupations",
        about="SOC codes by edition: level, title, the group above, All Other, military."
        " Groups of 2010 are derived from the detailed codes and have no title.",
        columns={
            "edition": "text",
            "code": "text",
            "level": "text",
            "title": "text",
            "parent": "text",
            "residual": "integer",
            "military": "integer",
        },
        key=("code", "edition"),
        indexes=(("parent", "edition"),),
        sources=(STRUCTURE, CROSSWALK),
        rows=_occupations,
    ),
    TableSpec(
        name="soc_2010_2018",
        about="What became of each detailed 2010 code; many to many.",
        columns={"code_2010": "text", "code_2018": "text"},
        key=("code_2010", "code_2018"),
        indexes=(("code_2018",),),
        sources=(CROSSWALK,),
        rows=lambda sources: ((old, new) for old, _, new, _ in pairs(sources)),
    ),
)
