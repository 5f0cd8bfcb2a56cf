"""A code as somebody types it: the code it is, or why it is none, and which were likely meant."""

from __future__ import annotations

from functools import lru_cache

from validator.errors import Problem, UsageError
from validator.notation import SocCode, plain, read_soc, sheet_date
from validator.reference import CodeEntry, Reference

_NEAREST = 4


def existing(tables: Reference, text: str) -> CodeEntry:
    """The code that ``text`` writes, in either edition, at any level, or an O*NET detail.

    :raises UsageError: where there is no such code; the mend names the codes that were likely meant.
    """
    code = read_soc(text)
    if code is None:
        raise UsageError((_not_a_code(tables, text),))
    if code.suffix == "00":
        code = SocCode(code.number)
    entry = tables.code(code)
    if not entry.exists and not entry.detail_successors:
        raise UsageError((_padded(tables, entry) if entry.padded else _no_such(tables, code),))
    if code.suffix and entry.level != "onet" and not entry.detail_successors:
        raise UsageError((_no_detail(tables, entry),))
    return entry


def named(tables: Reference, code: str) -> str:
    """``15-1252 (Software Developers)``."""
    return f"{code} ({tables.code(code).title})"


def _not_a_code(tables: Reference, text: str) -> Problem:
    shown = f"“{plain(text)}”"
    made = sheet_date(text)
    if made is not None:
        likely = [c for c in _of_date(made, plain(text)) if tables.code(c).exists]
        if likely:
            what = (
                f"{shown} is a date: a spreadsheet made it of a code, most likely {named(tables, likely[0])}."
            )
            others = f" It may also have been {_either(tables, likely[1:])}." if likely[1:] else ""
            return Problem(
                what=what, mend=f"Ask for the code as the document has it.{others}", code="sheet-date"
            )
        return Problem(
            what=f"{shown} is a date, and no code: a spreadsheet may have made it.",
            mend="Ask for the code as the document has it, written NN-NNNN.",
            code="sheet-date",
        )
    digits = "".join(c for c in plain(text) if c.isdigit())
    letters = any(c.isalpha() for c in text)
    if letters and len(digits) < 4:
        return Problem(
            what=f"{shown} is no SOC code.",
            mend=f'For a title, search: niw soc find "{plain(text)}".',
            code="no-code",
        )
    near = _nearest(tables, digits)
    hint = f" Near it are {_either(tables, near)}." if near else ""
    return Problem(
        what=f"{shown} is not written like a SOC code.",
        mend=f"Write it NN-NNNN, for example 15-1252, or NN-NNNN.NN for an O*NET detail.{hint}",
        code="no-code",
    )


def _of_date(made: str, text: str) -> list[str]:
    """The codes that a spreadsheet shows as one date: with two digits of the year left, 11-2021, 11-3021,
    11-9021 look alike.
    """
    if made[3:] in text:
        return [made]
    return [made, *(f"{made[:3]}{lead}{made[5:]}" for lead in ("30", "90"))]


def _padded(tables: Reference, entry: CodeEntry) -> Problem:
    stem = entry.number.rstrip("0")
    groups = [c for level in ("minor", "broad") for c in tables.codes(level) if c.startswith(stem)]
    return Problem(
        what=f"{entry.number} is in no edition of the SOC: it looks like a group code padded with zeros.",
        mend=f"The groups that begin so are {_either(tables, groups[:_NEAREST])}. Choose one, or one of their members.",
        code="padded",
    )


def _no_such(tables: Reference, code: SocCode) -> Problem:
    near = _nearest(tables, code.number.replace("-", ""))
    return Problem(
        what=f"{code} is in neither SOC 2018 nor SOC 2010.",
        mend=f'The nearest codes are {_either(tables, near)}. Or search by title: niw soc find "…".'
        if near
        else 'Search by title: niw soc find "…".',
        code="no-such-code",
    )


def _no_detail(tables: Reference, entry: CodeEntry) -> Problem:
    details = [d for d in entry.details if not d.endswith(".00")]
    have = (
        f"Its details are {_either(tables, details[:6])}{' and more' if len(details) > 6 else ''}."
        if details
        else f"Ask for {entry.number}: it has no details."
    )
    return Problem(
        what=f"O*NET has no detail {entry.number}.{entry.suffix}.", mend=have, code="no-such-detail"
    )


def _either(tables: Reference, codes: list[str]) -> str:
    shown = [named(tables, code) for code in codes]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}" if shown else "none"


@lru_cache(maxsize=1)
def _all_codes(tables: Reference) -> tuple[str, ...]:
    levels = ("detailed", "broad", "minor", "major")
    return tuple(c for edition in ("2018", "2010") for level in levels for c in tables.codes(level, edition))


def _nearest(tables: Reference, digits: str) -> list[str]:
    """Codes that differ least from ``digits`` (a wrong, missing, doubled or swapped digit); none where all
    differ much.
    """
    if not 4 <= len(digits) <= 8:
        return []
    ranked = sorted(
        {
            (_distance(digits, code.replace("-", "")), order, code)
            for order, code in enumerate(_all_codes(tables))
        }
    )
    found = list(dict.fromkeys(code for distance, _, code in ranked if distance <= 2))
    least = min((distance for distance, _, _ in ranked), default=99)
    same = [c for d, _, c in ranked if d == least]
    return list(dict.fromkeys([*same, *found]))[:_NEAREST] if least <= 2 else []


def _distance(a: str, b: str) -> float:
    """Digits to change, drop, add or swap; a change in the last digits counts a little less than one in the
    major group.
    """
    from rapidfuzz.distance import OSA

    return float(OSA.distance(a, b)) + (0.5 if a[:2] != b[:2] else 0.0) + (0.25 if a[:4] != b[:4] else 0.0)
