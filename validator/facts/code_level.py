"""Facts of the level that the proposed code is entered at: job zones, and education by BLS and O*NET."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.facts.frame import Seen, fact
from validator.facts.types import BOOLEAN, LEVEL, NUMBER, Level
from validator.notation import read_soc

if TYPE_CHECKING:
    from validator.reference.entries import JobZone


def _release(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))


def _newest_zones(seen: Seen) -> list[JobZone]:
    """The job zones of the code's O*NET details in the newest release; of the stated detail where one is."""
    number = seen.need("code.number")
    suffix = seen.maybe("code.suffix") or ""
    detail = seen.maybe("i140.onet_code")
    return seen.once(
        ("newest zones", number, suffix, detail), lambda: _zones_of(seen, number, suffix, detail)
    )


def _zones_of(seen: Seen, number: str, suffix: str, detail: str | None) -> list[JobZone]:
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
