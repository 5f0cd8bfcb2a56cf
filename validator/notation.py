"""How codes and dates are written, read generously and reported exactly.

Knows notation alone: whether a code exists, and in which edition of the SOC, is the reference's business.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from validator.frozen import frozen

# Dashes of every kind, and what copying from a PDF leaves between letters: soft hyphens, joiners, zero-width spaces.
_DASHES: dict[int, str | None] = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-")
_DASHES |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SOC = re.compile(r"([0-9]{2})\s*-?\s*([0-9]{4})(?:\s*\.\s*([0-9]{2}))?")
_CIP = r"([0-9]{1,2})(?:\.([0-9]{2}(?:[0-9]{2})?))?"
_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {short: i for i, name in enumerate(_NAMES, start=1) for short in (name, name[:3])} | {"sept": 9}
# Patterns that stay text are needed rarely: `re` compiles them when they are, and a cold start does not pay for them.
_SHEET_DATE = r"(?i:([0-9]{1,4})[- /.]([a-z]{3,9})|([a-z]{3,9})[- /.]([0-9]{1,4}))(?:[- /.][0-9]{1,4})?"
_SHEET_DAY = r"(?:([0-9]{4})-([0-9]{2})-01|([0-9]{1,2})/0?1/([0-9]{4}))(?:[ T]00:00(?::00(?:\.0+)?)?)?"


def plain(text: str) -> str:
    """Full-width digits, other dashes and stray white space in ``text`` made ordinary (NFKC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(text.split())


@frozen(kw_only=False, order=True)
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
    """The code that a spreadsheet turned into the date ``text``: ``Nov-21`` was ``11-2021``; None where it is no date.

    ``11-2021`` typed into a cell becomes the first of November 2021 and is saved as ``Nov-21``, ``2021-11-01`` or
    ``11/1/2021``. Where two digits are left of the year they are taken as 20..; the sheet shows 11-3021 and 11-9021 the
    same way, so the answer is the likeliest reading and no more. Months other than November lead no SOC code.
    """
    text = plain(text)
    if match := re.fullmatch(_SHEET_DAY, text):
        return f"{int(match[2] or match[3]):02d}-{match[1] or match[4]}"
    match = re.fullmatch(_SHEET_DATE, text)
    if not match:
        return None
    number, name = (match[1], match[2]) if match[1] else (match[4], match[3])
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    return f"{month:02d}-{int(number) + (2000 if len(number) <= 2 else 0):04d}"


def read_cip(text: str) -> str | None:
    """The CIP code ``text`` writes as ``NN``, ``NN.NN`` or ``NN.NNNN``; None where it is not one."""
    match = re.fullmatch(_CIP, plain(text))
    if not match:
        return None
    return f"{int(match[1]):02d}" + (f".{match[2]}" if match[2] else "")


@frozen(kw_only=False, order=True)
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


_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?(?:[ T]00:00(?::00)?)?")
_US_FULL = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_US_MONTH = re.compile(r"([0-9]{1,2})[-/]([0-9]{4})")
_NAMED = r"(?i:(?:([0-9]{1,2}) )?([a-z]{3,9})\.?(?: ([0-9]{1,2}),?)? ([0-9]{4}))"
_YEARS = range(1900, 2200)


def read_day(text: str) -> Day | None:
    """The days that a date as people write it can mean; None where it is no date of the years 1900 to 2199.

    Reads ``2026-03-14``, ``03/14/2026``, ``March 14, 2026`` and ``14 March 2026``; ``2026-03``, ``03/2026`` and
    ``March 2026``; ``2026``. A year of two digits is not read: nobody can say of which century.
    """
    text = plain(text)
    year, month, day = _parts(text)
    if year not in _YEARS:
        return None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return Day(first, first)
    if month is not None:
        return Day(first, _last_day(first))
    return Day(first, date(year, 12, 31))


def _last_day(first: date) -> date:
    """The last day of the month that begins with ``first``."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of ``text``; year 0 where it is no date."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    if match := _US_FULL.fullmatch(text):
        return int(match[3]), int(match[1]), int(match[2])
    if match := _US_MONTH.fullmatch(text):
        return int(match[2]), int(match[1]), None
    if len(text) == 4 and text.isascii() and text.isdigit():
        return int(text), None, None
    match = re.fullmatch(_NAMED, text)
    month = _MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None or (match[1] and match[3]):
        return 0, None, None
    day = match[1] or match[3]
    return int(match[4]), month, int(day) if day else None


_EDITION = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|[0-9]{4})"


def read_edition(text: str) -> date | None:
    """A form's edition date as printed at its foot, ``06/07/24`` (or ``06/07/2024``); None where it is none."""
    match = re.fullmatch(_EDITION, plain(text))
    if not match:
        return None
    try:
        return date(int(match[3]) + (2000 if len(match[3]) == 2 else 0), int(match[1]), int(match[2]))
    except ValueError:
        return None
