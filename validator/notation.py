"""How codes and dates are written, read generously and reported exactly.

Knows notation alone: whether a code exists, and in which edition of the SOC, is the reference's business.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SOC = re.compile(r"(\d{2})\s*-?\s*(\d{4})(?:\s*\.\s*(\d{2}))?")
_CIP = re.compile(r"(\d{1,2})(?:\.(\d{2}(?:\d{2})?))?")
_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m}
_MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
_SHEET_DATE = re.compile(r"(?:(\d{1,4})[- /.]([A-Za-z]{3,9})|([A-Za-z]{3,9})[- /.](\d{1,4}))(?:[- /.]\d{1,4})?")


def plain(text: str) -> str:
    """Full-width digits, other dashes and stray white space in ``text`` made ordinary (NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


@dataclass(frozen=True, slots=True, order=True)
class SocCode:
    """A code written like a SOC code: ``number`` is ``NN-NNNN``; ``suffix`` the O*NET detail (``"08"``) or ``""``."""

    number: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.number}.{self.suffix}" if self.suffix else self.number

    @property
    def major(self) -> str:
        """The major group's two digits, ``"15"``."""
        return self.number[:2]


def read_soc(text: str) -> SocCode | None:
    """The SOC or O*NET-SOC code that ``text`` writes, or None where it is not NN-NNNN or NN-NNNN.NN.

    Reads ``15-1252``, ``151252``, ``15‑1252`` (another dash), full-width digits, white space around, and
    ``15-1252.00``.
    """
    match = _SOC.fullmatch(plain(text))
    return SocCode(f"{match[1]}-{match[2]}", match[3] or "") if match else None


def sheet_date(text: str) -> str | None:
    """The code that a spreadsheet probably turned into ``text``: ``Nov-21`` was ``11-2021``; None where it was none.

    A month and a number are the two halves of a code whose first half is 01 to 12 or whose second half
    reads as a year; only codes that begin with a month (11- and 12- lead no others) can be recovered.
    """
    match = _SHEET_DATE.fullmatch(plain(text))
    if not match:
        return None
    number, name = (match[1], match[2]) if match[1] else (match[4], match[3])
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    year = int(number)
    return f"{month:02d}-{year + (2000 if year < 70 else 1900) if year < 100 else year:04d}"


def read_cip(text: str) -> str | None:
    """The CIP code ``text`` writes as ``NN``, ``NN.NN`` or ``NN.NNNN``; None where it is not one."""
    match = _CIP.fullmatch(plain(text))
    if not match:
        return None
    return f"{int(match[1]):02d}" + (f".{match[2]}" if match[2] else "")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date of the precision it was given with: the first and the last day it can mean, both inclusive."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.day, self.last.month) == (1, self.first.month):
            return f"{self.first.month:02d}/{self.first.year}"
        return str(self.first.year)


_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_US_FULL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_US_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\d{4}")


def read_day(text: str) -> Day | None:
    """``2026-03-14``, ``03/14/2026``, ``03/2026``, ``2026-03`` or ``2026`` as the days it can mean; None otherwise."""
    text = plain(text)
    year = month = day = None
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    elif match := _US_FULL.fullmatch(text):
        month, day, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _US_MONTH.fullmatch(text):
        month, year = int(match[1]), int(match[2])
    elif _YEAR.fullmatch(text):
        year = int(text)
    if year is None:
        return None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Day(first, first)
    if month:
        return Day(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Day(first, date(year, 12, 31))
