"""Facts of the SOC code of Part 6 item 2, and of the code in the Final Determination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.facts.frame import Seen, fact
from validator.facts.types import BOOLEAN, LEVEL, NUMBER, TEXT, TEXTS, Level
from validator.notation import SocCode, read_soc

if TYPE_CHECKING:
    from validator.reference import CodeEntry
    from validator.reference.entries import JobZone

LISTED = (
    *("17-1011", "17-1012", "17-2", "23-1011", "29-106", "29-121", "29-122", "29-124"),
    *("25-1", "25-202", "25-203", "25-205"),
)
"""How the codes begin of the professions that INA 101(a)(32) names: architects, engineers, lawyers, physicians and
surgeons, and teachers in elementary or secondary schools, colleges, academies or seminaries. Which SOC codes those
words cover is our reading."""

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
    "code.edition", TEXT, "The edition of the SOC that holds the code: 2018, 2010 (and not 2018), or neither."
)
def _edition(seen: Seen) -> str | None:
    code = read_code(seen, "i140.soc_code")
    if code is None:
        return None
    entry = seen.reference.code(code)
    return "2018" if entry.in_2018 else "2010" if entry.in_2010 else "neither"


@fact(
    "code.level",
    TEXT,
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


@fact("code.major_group", TEXT, "The major group's two digits, for example 15.")
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


def _release(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))


def _newest_zones(seen: Seen) -> list[JobZone]:
    """The job zones of the code's O*NET details in the newest release; of the stated detail where one is."""
    number = seen.need("code.number")
    suffix = seen.maybe("code.suffix") or ""
    detail = seen.maybe("i140.onet_code")
    zones = list(seen.reference.job_zones(number))
    newest = max((z.release for z in zones), key=_release, default="")
    zones = [z for z in zones if z.release == newest]
    wanted = str(read_soc(str(detail)) or "") if detail else (f"{number}.{suffix}" if suffix else "")
    named = [z for z in zones if z.onet_code == wanted] if wanted else []
    return named or zones


def _zone(seen: Seen, pick: Any) -> int | None:
    zones = _newest_zones(seen)
    if not zones:
        return None
    chosen = pick(zones, key=lambda z: z.level)
    seen.note(chosen.known)
    return int(chosen.level)


@fact(
    "code.zone.least",
    NUMBER,
    (
        "The lowest job zone among the code's O*NET details, newest release (O*NET 31.0: zones 2 to 5); "
        "absent where O*NET has none."
    ),
)
def _zone_least(seen: Seen) -> int | None:
    return _zone(seen, min)


@fact(
    "code.zone.most",
    NUMBER,
    (
        "The highest job zone among the code's O*NET details, newest release (O*NET 31.0: zones 2 to 5); "
        "absent where O*NET has none."
    ),
)
def _zone_most(seen: Seen) -> int | None:
    return _zone(seen, max)


@fact(
    "code.zone.mixed",
    BOOLEAN,
    (
        "True where the code's O*NET details stand in different job zones (newest release); absent where "
        "there is none."
    ),
)
def _zone_mixed(seen: Seen) -> bool | None:
    zones = _newest_zones(seen)
    return len({z.level for z in zones}) > 1 if zones else None


@fact(
    "code.zone.moved",
    BOOLEAN,
    (
        "True where a detail's job zone in the newest release is not what the release before said, the change"
        " of scheme aside."
    ),
)
def _zone_moved(seen: Seen) -> bool | None:
    zones = seen.reference.job_zones(seen.need("code.number"))
    if not zones:
        return None
    by_detail: dict[str, dict[str, JobZone]] = {}
    for zone in zones:
        by_detail.setdefault(zone.onet_code, {})[zone.release] = zone
    for releases in by_detail.values():
        if len(releases) < 2:
            continue
        newest, older = releases[max(releases, key=_release)], releases[min(releases, key=_release)]
        if max(older.level, 2) != newest.level:
            seen.note(older.known, newest.known)
            return True
    return False


@fact(
    "code.entry_education",
    LEVEL,
    "The typical education that BLS names for entry to the occupation; absent where BLS has none.",
)
def _entry_education(seen: Seen) -> Level | None:
    entry = seen.reference.entry(seen.need("code.number"))
    if entry is None:
        return None
    seen.note(entry.known)
    return Level[entry.level] if entry.level in Level.__members__ else None


@fact(
    "code.bachelor_required_share",
    NUMBER,
    "Share of workers and experts asked by O*NET who say that the job needs a bachelor's degree or more.",
    unit="per cent",
)
def _bachelor_required(seen: Seen) -> int | None:
    education = seen.reference.education(seen.need("code.number"))
    if education is None:
        return None
    seen.note(education.known)
    return round(education.bachelor_or_more)


@fact(
    "code.bachelor_held_share",
    NUMBER,
    (
        "Share of workers aged 25 and over in the occupation who hold a bachelor's degree or more (BLS, table"
        " 5.3)."
    ),
    unit="per cent",
)
def _bachelor_held(seen: Seen) -> int | None:
    attainment = seen.reference.attainment(seen.need("code.number"))
    if attainment is None:
        return None
    seen.note(attainment.known)
    return round(attainment.bachelor_or_more)


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
        "either edition or as an O*NET title."
    ),
)
def _determination_agrees(seen: Seen) -> bool | None:
    from validator import agreement

    entry = entry_of(seen, "eta9089.final_determination.soc_code")
    title = str(seen.need("eta9089.final_determination.soc_title"))
    if entry is None:
        return None
    seen.note(entry.known)
    return any(agreement.same_title(title, official) for official in entry.titles)
