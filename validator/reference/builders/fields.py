"""What the words of a field of study say of programs, and the words of a text of occupations.

Names of programs are CIP titles and the examples that NCES gives; their words are the stems of
``reference/terms.py``. A word of a name has the share of the name's weight that its rarity among all names
gives it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from validator.reference.builders.onet import OCCUPATIONS
from validator.reference.builders.profiles import DEFINITIONS, EMERGING, TASKS, tasks
from validator.reference.builders.programs import PROGRAMS, active
from validator.reference.builders.soc import STRUCTURE
from validator.reference.builders.table import Row, TableSpec
from validator.reference.builders.titles import ALTERNATE, DIRECT, REPORTED, published
from validator.reference.terms import terms
from validator.reference.titles import title_variants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reference.builders.sources import Sources

# Words of names that tell no field from another.
PLAIN = frozenset(
    terms(
        "general other studies study program technology technician technologist applied science "
        "sciences and related"
    )
)
_SPLIT = re.compile(r"[/,]| and ")
_ONET_CODE = "O*NET-SOC Code"
# How much one use of a term counts: a core task's, a supplemental one's, a definition's, a title's.
_USES = {"core": 1.0, "supplemental": 0.6, "unrated": 0.8, "emerging": 0.8}
_DEFINITION, _TITLE = 1.5, 0.15
_FEWEST = 0.3
_TEXTS = (TASKS, EMERGING, OCCUPATIONS, DEFINITIONS, STRUCTURE, DIRECT, ALTERNATE, REPORTED)


def names(sources: Sources) -> Iterator[tuple[str, str, str]]:
    """(CIP code of six digits, name, title or example); a title that joins several names gives each as well."""
    for row in active(sources):
        code = row["CIPCode"]
        if len(code) != 7:
            continue
        title = row["CIPTitle"].rstrip(".")
        yield code, title, "title"
        main = re.sub(r",\s*(General|Other)$", "", title)
        if main != title:
            yield code, main, "title"
        pieces = [piece.strip() for piece in main.split("/") if piece.strip()]
        if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces):
            yield from ((code, piece, "part") for piece in pieces)
        text = row["Examples"].removeprefix("Examples:").strip()
        for name in re.split(r",\s+-\s+|^-\s+", text):
            if name.strip(" -.,"):
                yield code, name.strip(" -.,"), "example"


def _words(sources: Sources) -> Iterator[Row]:
    found: dict[tuple[str, str], tuple[frozenset[str], str]] = {}
    for code, name, kind in names(sources):
        said = frozenset(terms(name))
        if said:
            found.setdefault((code, " ".join(sorted(said))), (said, kind))
    spread = Counter(term for said, _ in found.values() for term in said)
    rarity = {
        term: math.log(1 + len(found) / n) * (0.35 if term in PLAIN else 1.0) for term, n in spread.items()
    }
    for (code, key), (said, kind) in found.items():
        total = sum(rarity[term] for term in said)
        for term in said:
            yield term, code, key, kind, round(rarity[term] / total, 4), round(rarity[term], 3)


def _counted(sources: Sources) -> dict[str, dict[str, float]]:
    uses: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for code, _, kind, text in tasks(sources):
        for term in set(terms(text)):
            uses[term][code[:7]] += _USES[kind]
    for row in sources.sheet(DEFINITIONS, "2018 SOC", "SOC Group", "SOC Code", "SOC Definition"):
        if row["SOC Group"] == "Detailed":
            for term in terms(row["SOC Definition"]):
                uses[term][row["SOC Code"]] += _DEFINITION
    for row in sources.tsv(OCCUPATIONS, _ONET_CODE, "Description"):
        for term in terms(row["Description"]):
            uses[term][row[_ONET_CODE][:7]] += _DEFINITION
    for code, line, _ in published(sources):
        for title in title_variants(line):
            for term in set(terms(title)):
                uses[term][code[:7]] += _TITLE
    return {term: dict(codes) for term, codes in uses.items()}


def _uses(sources: Sources) -> Iterator[Row]:
    for term, codes in _counted(sources).items():
        listed = " ".join(f"{code}:{n:.2g}" for code, n in sorted(codes.items()) if n >= _FEWEST)
        if listed:
            yield term, listed


def _totals(sources: Sources) -> Iterator[Row]:
    uses: defaultdict[str, list[float]] = defaultdict(list)
    for codes in _counted(sources).values():
        for code, n in codes.items():
            uses[code].append(n)
    yield from (
        (code, round(math.fsum(found), 1)) for code, found in uses.items()
    )  # fsum: in any order the same


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="field_words",
        about="Words of the names of CIP programs (titles, their parts, NCES's examples), stemmed: share is the"
        " word's part of the name's weight, rarity the logarithm of one plus names per name that has it.",
        columns={
            "word": "text",
            "cip": "text",
            "name": "text",
            "kind": "text",
            "share": "real",
            "rarity": "real",
        },
        key=("word", "cip", "name"),
        sources=(PROGRAMS,),
        rows=_words,
    ),
    TableSpec(
        name="term_uses",
        about="How much each six-digit occupation uses a stemmed term: a core task counts 1, others 0.6 or 0.8, a"
        " definition's use 1.5, a title 0.15. codes: code:count, separated by spaces.",
        columns={"term": "text", "codes": "text"},
        key=("term",),
        sources=_TEXTS,
        rows=_uses,
    ),
    TableSpec(
        name="term_totals",
        about="How much each six-digit occupation uses all terms together, counted as in term_uses.",
        columns={"code": "text", "total": "real"},
        key=("code",),
        sources=_TEXTS,
        rows=_totals,
    ),
)
