"""Facts of the SOC code of Part 6 item 2, and of the code in the Final Determination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.engine.texts import words
from validator.facts.frame import Seen, fact
from validator.facts.types import BOOLEAN, MAJOR_GROUP, TEXT, TEXTS, one_of
from validator.notation import SocCode, read_soc

if TYPE_CHECKING:
    from validator.reference import CodeEntry

LISTED = (
    *("17-1011", "17-1012", "17-2", "23-1011", "29-106", "29-121", "29-122", "29-124"),
    *("25-1", "25-202", "25-203", "25-205"),
)
"""How the codes begin of the professions that INA 101(a)(32) names: architects, engineers, lawyers, physicians and
surgeons, and teachers in elementary or secondary schools, colleges, academies or seminaries. Which SOC codes those
words cover is our reading."""

SHORTEST_CUT = 15
"""Letters and spaces that the beginning of an official title must have to stand for the whole of it."""

_LEVELS = {
    "major": "major group",
    "minor": "minor group",
    "broad": "broad occupation",
    "detailed": "detailed occupation",
    "onet": "detailed occupation",
}


def read_code(seen: Seen, name: str) -> SocCode | None:
    """The code that the field ``name`` writes, or None where it is written like none."""
    return read_soc(str(seen.need(name)))


def entry_of(seen: Seen, name: str = "i140.soc_code") -> CodeEntry | None:
    """What the reference knows of the code in the field ``name``; None where it is no code or in no edition."""
    code = read_code(seen, name)
    if code is None:
        return None
    entry = seen.reference.code(code)
    return entry if entry.exists else None


@fact(
    "code.well_formed",
    BOOLEAN,
    "True where Part 6 item 2 is written like an SOC code, NN-NNNN (an O*NET suffix may follow).",
)
def _well_formed(seen: Seen) -> bool:
    return read_code(seen, "i140.soc_code") is not None


@fact("code.number", TEXT, "The six digits of the code, NN-NNNN; absent where it is not written like one.")
def _number(seen: Seen) -> str | None:
    code = read_code(seen, "i140.soc_code")
    return code.number if code else None


@fact("code.suffix", TEXT, "The O*NET suffix that follows the code; absent where none does.")
def _suffix(seen: Seen) -> str | None:
    code = read_code(seen, "i140.soc_code")
    return (code.suffix or None) if code else None


@fact(
    "code.edition",
    one_of("edition", ("2018", "2010", "neither")),
    "The edition of the SOC that holds the code: 2018, 2010 (and not 2018), or neither.",
)
def _edition(seen: Seen) -> str | None:
    code = read_code(seen, "i140.soc_code")
    if code is None:
        return None
    entry = seen.reference.code(code)
    return "2018" if entry.in_2018 else "2010" if entry.in_2010 else "neither"


@fact(
    "code.level",
    one_of("code_level", dict.fromkeys(_LEVELS.values())),
    (
        "What the code names: major group, minor group, broad occupation or detailed occupation; absent where"
        " it exists in no edition."
    ),
)
def _level(seen: Seen) -> str | None:
    entry = entry_of(seen)
    return _LEVELS.get(entry.level) if entry else None


@fact("code.title", TEXT, "The official title of the six-digit code; absent where it exists in no edition.")
def _title(seen: Seen) -> str | None:
    code = read_code(seen, "i140.soc_code")
    entry = seen.reference.code(code.number) if code else None
    if entry is None or not entry.exists:
        return None
    seen.note(entry.known)
    return entry.title or None


@fact(
    "code.padded",
    BOOLEAN,
    "True where the code looks like a group code padded with zeros (15-1000) and no group has that number.",
)
def _padded(seen: Seen) -> bool | None:
    code = read_code(seen, "i140.soc_code")
    return seen.reference.code(code).padded if code else None


@fact(
    "code.successors",
    TEXTS,
    "The 2018 codes that a 2010 code was carried over to, each with its title; empty where it has none.",
)
def _successors(seen: Seen) -> tuple[str, ...] | None:
    entry = entry_of(seen)
    if entry is None:
        return None
    out = []
    for successor in entry.successors:
        known = seen.reference.code(successor)
        seen.note(known.known)
        out.append(f"{successor} ({known.title})")
    return tuple(out)


@fact(
    "code.split",
    BOOLEAN,
    (
        "True where the number stands in both editions and its 2010 occupation was divided among several 2018"
        " codes."
    ),
)
def _split(seen: Seen) -> bool | None:
    entry = entry_of(seen)
    return None if entry is None else entry.in_2018 and entry.in_2010 and len(entry.successors) > 1


@fact("code.residual", BOOLEAN, "True where the code is an “All Other” residual.")
def _residual(seen: Seen) -> bool | None:
    entry = entry_of(seen)
    if entry is None:
        return None
    seen.note(entry.known)
    return entry.residual


@fact("code.military", BOOLEAN, "True where the code is in major group 55, Military Specific Occupations.")
def _military(seen: Seen) -> bool | None:
    number = seen.need("code.number")
    return bool(number.startswith("55-"))


@fact("code.major_group", MAJOR_GROUP, "The major group's two digits, for example 15.")
def _major_group(seen: Seen) -> str:
    return str(seen.need("code.number"))[:2]


@fact("code.major_group_title", TEXT, "The title of the code's major group.")
def _major_group_title(seen: Seen) -> str | None:
    entry = seen.reference.code(f"{seen.need('code.number')[:2]}-0000")
    if not entry.exists:
        return None
    seen.note(entry.known)
    return entry.title


@fact(
    "code.listed_profession",
    BOOLEAN,
    "True where the code is one of the professions that INA 101(a)(32) names.",
)
def _listed(seen: Seen) -> bool:
    return str(seen.need("code.number")).startswith(LISTED)


@fact(
    "determination.code_number",
    TEXT,
    "The six digits of the code in Final Determination item 9; absent where it is not written like one.",
)
def _determination_number(seen: Seen) -> str | None:
    code = read_code(seen, "eta9089.final_determination.soc_code")
    return code.number if code else None


@fact("determination.code_title", TEXT, "The official title of the code in Final Determination item 9.")
def _determination_title(seen: Seen) -> str | None:
    entry = entry_of(seen, "eta9089.final_determination.soc_code")
    if entry is None:
        return None
    seen.note(entry.known)
    return entry.title


@fact(
    "determination.title_is_of_code",
    BOOLEAN,
    (
        "True where the SOC title in Final Determination item 10 is the title of the code in item 9, in "
        "either edition or as an O*NET title, or begins as one of them does and was cut off."
    ),
)
def _determination_agrees(seen: Seen) -> bool | None:
    from validator import agreement

    entry = entry_of(seen, "eta9089.final_determination.soc_code")
    title = str(seen.need("eta9089.final_determination.soc_title"))
    if entry is None:
        return None
    seen.note(entry.known)
    return any(agreement.same_title(title, official) or _cut(title, official) for official in entry.titles)


def _cut(title: str, official: str) -> bool:
    """Whether ``title`` is the beginning of an official title, "&" read as "and", as a field of a form cuts it."""
    short, long = " ".join(words(title)), " ".join(words(official))
    return len(short) >= SHORTEST_CUT and long.startswith(short)
