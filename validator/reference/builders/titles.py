"""All published titles of occupations, normalised once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from validator.reference.builders.onet import CODE, OCCUPATIONS, RELEASE
from validator.reference.builders.soc import STRUCTURE, structure
from validator.reference.builders.table import Row, TableSpec
from validator.reference.titles import normal_title, title_variants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Sources

DIRECT = "soc-2018/soc_2018_direct_match_title_file.xlsx"
ALTERNATE = f"onet-{RELEASE}/Alternate Titles.txt"
REPORTED = f"onet-{RELEASE}/Sample of Reported Titles.txt"


def published(sources: Sources) -> Iterator[tuple[str, str, str]]:
    """(code, title as published, kind): official, onet, direct, illustrative, alternate, short, reported."""
    for code, level, title, _ in structure(sources):
        if level == "detailed":
            yield code, title, "official"
    for row in sources.sheet(DIRECT, "Sorted by SOC", "2018 SOC Code", "2018 SOC Direct Match Title"):
        kind = "illustrative" if row["Illustrative Example"].lower() == "x" else "direct"
        yield row["2018 SOC Code"], row["2018 SOC Direct Match Title"], kind
    for row in sources.tsv(OCCUPATIONS, CODE, "Title"):
        yield row[CODE], row["Title"], "onet"
    for row in sources.tsv(ALTERNATE, CODE, "Alternate Title", "Short Title"):
        yield row[CODE], row["Alternate Title"], "alternate"
        if row["Short Title"] != "n/a":
            yield row[CODE], row["Short Title"], "short"
    for row in sources.tsv(REPORTED, CODE, "Reported Job Title"):
        yield row[CODE], row["Reported Job Title"], "reported"


def _titles(sources: Sources) -> Iterator[Row]:
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    spelled: dict[tuple[str, str], str] = {}
    for code, line, kind in published(sources):
        for title in title_variants(line):
            key = (normal_title(title), code)
            kinds[key].add(kind)
            spelled.setdefault(key, title)
    for (normal, code), found in kinds.items():
        yield normal, code, spelled[normal, code], ",".join(sorted(found))


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="titles",
        about="Published titles: normal form, code (O*NET's are of eight digits), spelling, and where it stands:"
        " official, direct and illustrative (SOC), onet, alternate, short and reported (O*NET).",
        columns={"normal": "text", "code": "text", "title": "text", "kinds": "text"},
        key=("normal", "code"),
        indexes=(("code",),),
        sources=(ALTERNATE, DIRECT, OCCUPATIONS, REPORTED, STRUCTURE),
        rows=_titles,
    ),
)
