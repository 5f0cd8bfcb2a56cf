"""Ways in which a made draft is broken, by what is wrong with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any


def _unknown_key(data: dict[str, Any], draw: random.Random) -> None:
    group = data[draw.choice([k for k, v in data.items() if isinstance(v, dict)])]
    group[draw.choice(["job_titel", "soc", "Occupation", "remarks", "titel"])] = "Engineer"


def _wrong_type(data: dict[str, Any], draw: random.Random) -> None:
    match draw.randrange(3):
        case 0:
            data["letters"] = "three letters"
        case 1:
            data["degrees"] = {"level": "Master of Science"}
        case _:
            data["i140"] = {**(data.get("i140") or {}), "wage": "about ninety thousand"}


def _identifier(data: dict[str, Any], draw: random.Random) -> None:
    digits = f"{draw.randrange(10**9):09d}"
    number = draw.choice([f"A-number A{digits}", f"SSN {digits[:3]}-{digits[3:5]}-{digits[5:]}"])
    data["case"]["notes"] = f"{number}, as on the old file"


def _bad_date(data: dict[str, Any], draw: random.Random) -> None:
    data["case"]["filing_date"] = draw.choice(["2026-13-01", "soon", "31.02.26", "2026-02-30"])


def _bad_choice(data: dict[str, Any], draw: random.Random) -> None:
    data["case"]["track"] = draw.choice(["advance", "EB-2", "exceptionel_ability"])


def _no_id(data: dict[str, Any], draw: random.Random) -> None:
    del draw
    del data["case"]["id"]


def _same_id(data: dict[str, Any], draw: random.Random) -> None:
    del draw
    data["exhibits"] = [{"id": "ex", "title": "Diploma"}, {"id": "ex", "title": "Transcript"}]


def _syntax(data: dict[str, Any], draw: random.Random) -> None:
    """The text is broken where it is written."""


BROKEN: dict[str, Callable[[dict[str, Any], random.Random], None]] = {
    "unknown key": _unknown_key,
    "wrong type": _wrong_type,
    "identifier": _identifier,
    "bad date": _bad_date,
    "bad choice": _bad_choice,
    "no id": _no_id,
    "same id": _same_id,
    "syntax": _syntax,
}
