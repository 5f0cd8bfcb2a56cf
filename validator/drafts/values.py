"""What a single value means: read by the kind that the schema gives it, never by its looks.

Each reader takes what stands in the file (never null) and returns the value, or a :class:`Wrong` with the mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from validator.notation import plain, read_day, read_soc, sheet_date
from validator.source import Raw

Value = str | int | Decimal | bool | None


class Wrong(NamedTuple):
    """Why a value cannot be read: what it is, and the mend."""

    what: str
    mend: str
    code: str = "wrong-type"


_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NUMBER = re.compile(r"\$?\s*((?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?)")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*%?")
_DATES = "Write it as 2019-06-30, 06/30/2019, 06/2019 or 2019."


def _text(raw: Raw) -> Value | Wrong:
    if isinstance(raw, str):
        return str(raw) if raw and not raw.isspace() else None  # an empty field is a blank one
    return Wrong(what=f"{shown(raw)} stands where a text belongs.", mend="Put the words in quotation marks.")


def _ident(raw: Raw) -> Value | Wrong:
    text = _text(raw)
    return text.strip() if isinstance(text, str) else text


def _code(raw: Raw) -> Value | Wrong:
    text = _text(raw)
    if isinstance(text, str) and read_soc(text) is None and (code := sheet_date(text)):
        return Wrong(
            what=f"{shown(raw)} is a date where an SOC code belongs{_made_of(text, code)}.",
            mend="Enter the code again as the document has it, and format the spreadsheet's column as text.",
            code="sheet-date",
        )
    return text


def _made_of(text: str, code: str) -> str:
    """What a spreadsheet made the date of; only codes of major group 11 read as a month and a year."""
    if not code.startswith("11-"):
        return ": a spreadsheet may have made it"
    like = ""
    if code[3:] not in text:  # two digits are left of the year: 11-2021, 11-3021 and 11-9021 look the same
        like = f", or of another code that ends in {code[-2:]} (11-30{code[-2:]}, 11-90{code[-2:]})"
    return f": a spreadsheet made it of {code}{like}"


def _date(raw: Raw) -> Value | Wrong:
    text = _text(raw)
    if isinstance(text, str) and read_day(text) is None:
        return Wrong(what=f"{shown(raw)} is not a date.", mend=_DATES, code="not-a-date")
    return text


def _end_date(raw: Raw) -> Value | Wrong:
    text = _text(raw)
    if isinstance(text, str) and plain(text).casefold() in {"present", "current", "now"}:
        return "present"
    found = _date(raw)
    return (
        Wrong(what=found.what, mend=f"{_DATES} Or write present.", code=found.code)
        if isinstance(found, Wrong)
        else found
    )


def _yes_no(raw: Raw) -> Value | Wrong:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        if not raw or raw.isspace():
            return None
        answer = _YES_NO.get(raw.strip().lower())
        if answer is not None:
            return answer
    return Wrong(
        what=f"{shown(raw)} is neither yes nor no.",
        mend="Write yes or no; leave it empty if the form is blank.",
    )


def _number(raw: Raw) -> Value | Wrong:
    if isinstance(raw, str):
        if not raw or raw.isspace():
            return None
        match = _NUMBER.fullmatch(plain(raw))
        if match:
            return _digits(match[1].replace(",", ""))
    return Wrong(
        what=f"{shown(raw)} is not a number.", mend="Write digits alone, for example 40, 37.5 or 133,080."
    )


def _percent(raw: Raw) -> Value | Wrong:
    if isinstance(raw, str):
        if not raw or raw.isspace():
            return None
        match = _PERCENT.fullmatch(plain(raw))
        value = _digits(match[1]) if match else None
        if value is not None and value <= 100:
            return value
    return Wrong(what=f"{shown(raw)} is not a share from 0 to 100 per cent.", mend="Write it as 40 or 40 %.")


def _digits(text: str) -> int | Decimal:
    return Decimal(text) if "." in text else int(text)


def read_choice(raw: Raw, options: tuple[str, ...]) -> Value | Wrong:
    """One of ``options``; case, spaces and dashes do not count."""
    if isinstance(raw, str):
        if not raw or raw.isspace():
            return None
        if raw in options:
            return str(raw)
        wanted = _folded(raw)
        for option in options:
            if _folded(option) == wanted:
                return option
    from difflib import get_close_matches

    near = get_close_matches(_folded(raw), options, n=1) if isinstance(raw, str) else []
    hint = f"Did you mean {near[0]}? " if near else ""
    return Wrong(
        what=f"{shown(raw)} is none of the choices.", mend=f"{hint}Write {listed(options)}.", code="no-choice"
    )


def _folded(text: str) -> str:
    return re.sub(r"[\s-]+", "_", plain(text).casefold().replace("’", "").replace("'", ""))


def listed(words: tuple[str, ...]) -> str:
    """``a, b or c``."""
    return ", ".join(words[:-1]) + (" or " if len(words) > 1 else "") + words[-1]


def shown(raw: Raw) -> str:
    """What stands there, in a few words of a sentence."""
    if isinstance(raw, dict):
        return "A group of keys"
    if isinstance(raw, list):
        return "A list"
    if raw is None:
        return "Nothing"
    text = str(raw).lower() if isinstance(raw, bool) else " ".join(str(raw).split())
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


READERS: dict[str, Callable[[Raw], Value | Wrong]] = {
    "id": _ident,
    "link": _ident,
    "text": _text,
    "entry_text": _text,
    "entry_code": _code,
    "code": _code,
    "date": _date,
    "end_date": _end_date,
    "yes_no": _yes_no,
    "number": _number,
    "percent": _percent,
}
