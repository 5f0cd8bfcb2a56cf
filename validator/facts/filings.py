"""Facts of earlier filings and of status: what the government may hold against this petition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from validator.facts.frame import Seen, fact, item_fact
from validator.facts.past_jobs import covered
from validator.facts.types import BAND, BOOLEAN, DAY, TEXT
from validator.notation import Day, plain, read_day, read_soc

_EDITION = re.compile(r"(?<![0-9])([0-9]{1,2})/([0-9]{1,2})/(?:20)?([0-9]{2})(?![0-9])")
_IMMIGRANT = {"I-140", "I-130", "I-360", "I-526"}
_FORM = re.compile(r"\b(I|G|N|DS|ETA)\s*-?\s*(\d{3,4})[A-Z]?\b", re.IGNORECASE)
_TWO_FORMS = re.compile(r"[,;+&/]|\b(?:and|with|plus)\b", re.IGNORECASE)
_CLASS = re.compile(r"\b([A-Z])\s?-?\s?(\d)\s?-?\s?([A-Z]?)(\d?)\b")
_TREATY = re.compile(r"\bT[ND]\b")
_CLASS_WORDS = {
    "OPT": "F-1",
    "OPTIONAL PRACTICAL TRAINING": "F-1",
    "STUDENT": "F-1",
    "SPECIALTY OCCUPATION": "H-1B",
    "EXCHANGE VISITOR": "J-1",
    "INTRACOMPANY TRANSFEREE": "L-1",
}


@item_fact(
    "prior_filings",
    "named",
    TEXT,
    "The filing as a sentence names it: its form and date, as far as they are entered, else its id.",
)
def _named(seen: Seen) -> str:
    form, filed = seen.own_maybe("form"), seen.own_maybe("filed")
    said = str(form) if form else f"filing “{seen.item_id()}”"
    return f"{said} of {filed}" if isinstance(filed, Day) else said


@item_fact(
    "prior_filings",
    "code_differs",
    BOOLEAN,
    "True where the earlier filing's code is not the proposed one, nor a code it was carried over to.",
)
def _prior_code_differs(seen: Seen) -> bool | None:
    proposed = seen.need("code.number")
    earlier = read_soc(str(seen.own("soc_code")))
    if earlier is None:
        return None
    entry = seen.reference.code(earlier)
    own = seen.reference.code(proposed)
    return not {earlier.number, *entry.successors}.intersection({proposed, *own.successors})


@item_fact(
    "prior_filings",
    "major_group_differs",
    BOOLEAN,
    "True where the earlier filing's code is in another major group than the proposed one.",
)
def _prior_major_differs(seen: Seen) -> bool | None:
    earlier = read_soc(str(seen.own("soc_code")))
    return None if earlier is None else earlier.major != seen.need("code.major_group")


@item_fact(
    "prior_filings",
    "endeavor_band",
    BAND,
    "How well the earlier filing's endeavor agrees with the endeavor statement.",
)
def _prior_endeavor_band(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.text_text(seen.need("endeavor.statement"), str(seen.own("endeavor"))))


@item_fact(
    "prior_filings",
    "explained",
    BOOLEAN,
    "True where an explanation of the draft covers this filing by its id.",
)
def _prior_explained(seen: Seen) -> bool:
    return covered(seen)


@item_fact(
    "prior_filings",
    "is_immigrant_petition",
    BOOLEAN,
    "True where the earlier filing was an immigrant petition (Form I-140, I-130, I-360, I-526), however it is named.",
)
def _immigrant_petition(seen: Seen) -> bool:
    return _immigrant(str(seen.own("form")))


@lru_cache(maxsize=1024)
def _immigrant(form: str) -> bool:
    text = plain(form)
    if re.search(r"(?<!non)(?<!non-)\bimmigrant (?:visa )?petition", text, re.IGNORECASE):
        return True
    # A form that another one is for ("ETA-9089 for an I-140") is not the one filed: the first of each piece counts.
    forms = (_FORM.search(piece) for piece in _TWO_FORMS.split(text))
    return any(form is not None and f"{form[1].upper()}-{form[2]}" in _IMMIGRANT for form in forms)


def status_classes(text: str) -> set[str]:
    """The nonimmigrant classes that a text names: H-1B of ``H1B``, F-1 of ``F-1 OPT`` and of ``student (F-1)``."""
    text = plain(text).upper()
    found = {f"{m[1]}-{m[2]}{m[3]}{m[4]}" for m in _CLASS.finditer(text)}
    found |= set(_TREATY.findall(text))
    if not found:
        found = {symbol for words, symbol in _CLASS_WORDS.items() if re.search(rf"\b{words}\b", text)}
    return found


def _one_class(one: str, other: str) -> bool:
    """Whether two symbols can be one class: L-1 covers L-1A; H-1B and H-1B1 are two."""
    shorter, longer = sorted((one, other), key=len)
    return longer == shorter or (len(shorter) == 3 and longer.startswith(shorter))


@fact(
    "status.differs",
    BOOLEAN,
    (
        "True where Form I-140 Part 3 and Appendix A item 12 name different nonimmigrant classes, or one names a class "
        "and the other says that there is none; where neither names one by its symbol, where they have no word in "
        "common; absent where one names a symbol and the other describes a status in words."
    ),
)
def _status_differs(seen: Seen) -> bool | None:
    form = str(seen.need("i140.nonimmigrant_status"))
    appendix = str(seen.need("eta9089.appendix_a.class_of_admission"))
    return _differ(form, appendix)


@lru_cache(maxsize=2048)
def _differ(form: str, appendix: str) -> bool | None:
    from validator.engine.texts import words

    ours, theirs = status_classes(form), status_classes(appendix)
    if ours and theirs:
        return not any(_one_class(a, b) for a in ours for b in theirs)
    said = words(form), words(appendix)
    none = [bool(_NO_STATUS.intersection(each)) or each == ("n", "a") for each in said]
    if any(none) or not (ours or theirs):
        initials = {"".join(word[0] for word in each) for each in said}
        return not (all(none) or set(said[0]) & set(said[1]) or initials & {*said[0], *said[1]})
    return None


_NO_STATUS = frozenset({"none", "na", "abroad", "inapplicable"})


@fact(
    "filing.form_edition",
    DAY,
    "The edition of Form I-140 as a day: 06/07/24 is 7 June 2024; absent where the entry holds no such date.",
)
def _form_edition(seen: Seen) -> Day | None:
    return _edition(str(seen.need("case.form_edition")))


@lru_cache(maxsize=1024)
def _edition(text: str) -> Day | None:
    written = plain(text)
    found = _EDITION.search(written)
    return read_day(f"{found[1]}/{found[2]}/20{found[3]}" if found else written)
