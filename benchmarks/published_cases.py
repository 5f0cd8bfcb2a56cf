"""Endeavors of published cases: which checks on agreement are found from the stated facts, and what approved cases get.

The cases are summaries in few words, one sentence an endeavor, mostly without a code: the first code that is
suggested for the stated occupation stands in for it. What a case does not state is not checked, and counts apart.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from validator import agreement
from validator.agreement import Band, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHECKED = ("E01", "E03", "E04", "E05", "E06", "E07", "E08", "T03", "T12", "D12", "G03", "X02")
GRAVE = frozenset(CHECKED) - {"E05"}
"""Checks whose rules are above low where they fire."""

Case = dict[str, Any]


def _title(case: Case) -> str:
    return str(case.get("occupation_or_job_title") or "").partition("(")[0].strip()


def _code(case: Case) -> str | None:
    if case.get("soc_code_stated"):
        return str(case["soc_code_stated"])
    title = _title(case)
    best = agreement.suggest_codes(title, limit=1) if title else ()
    return best[0].code if best and agreement.title_kind(title).kind is Kind.occupation else None


def _fields(case: Case) -> list[str]:
    return [str(d["field"]) for d in case.get("degrees") or [] if d.get("field")]


def _text(case: Case) -> str:
    """The endeavor as summarised; nothing where the summary says that its topic is not told."""
    text = str(case.get("endeavor") or "")
    return "" if "not in the excerpt" in text else text


def _later(case: Case) -> tuple[str, str] | None:
    """The endeavor at filing and the later one, where the summary tells both."""
    text = _text(case)
    for mark in ("; later,", "; later", "; first as", ", later"):
        before, found, after = text.partition(mark)
        if found:
            return before, after
    return None


def _changed(case: Case) -> bool | None:
    both = _later(case)
    if both is None:
        return None
    band = agreement.text_text(*both).band
    return None if band is Band.unknown else band is Band.none


def _other_work(case: Case) -> bool | None:
    """E03: other work than the code's, where the title does not bridge the two."""
    code, text = _code(case), _text(case)
    if code is None or not text:
        return None
    by_code, by_title = (
        agreement.endeavor_code(text, code).band,
        agreement.endeavor_title(text, _title(case)).band,
    )
    return None if by_code is Band.unknown else by_code is Band.none and by_title <= Band.weak


def _other_title(case: Case) -> bool | None:
    """E04: other work than the title's; hardly related work counts where the code's is another altogether."""
    title, text, code = _title(case), _text(case), _code(case)
    if not title or not text:
        return None
    band = agreement.endeavor_title(text, title).band
    if band is Band.unknown:
        return None
    return band is Band.none or (
        band is Band.weak and code is not None and agreement.endeavor_code(text, code).band is Band.none
    )


def _restates(case: Case) -> bool | None:
    code, text = _code(case), _text(case)
    return bool(agreement.restates(text, code, title=_title(case))) if code and text else None


def _several(case: Case) -> bool | None:
    text = _text(case)
    return len(agreement.topics(text)) > 1 if text else None


def _bound(case: Case) -> bool | None:
    text = _text(case)
    if not text:
        return None
    return bool(agreement.signals(text, "bound_to_employer")) and not agreement.signals(
        text, "names_broad_reach"
    )


def _vague(case: Case) -> bool | None:
    title = _title(case)
    return agreement.title_kind(title).kind in {Kind.vague, Kind.rank} if title else None


def _two(case: Case) -> bool | None:
    title = _title(case)
    return agreement.title_kind(title).kind is Kind.several if title else None


def _degree(case: Case) -> bool | None:
    """G03: no degree that fits the endeavor, nor a title that joins the two."""
    text, fields, title = _text(case), _fields(case), _title(case)
    bands = [agreement.endeavor_degree(text, field).band for field in fields] if text else []
    bands = [band for band in bands if band is not Band.unknown]
    if not bands:
        return None
    joined = agreement.endeavor_title(text, title).band >= Band.partial and any(
        agreement.title_degree(title, field).band >= Band.partial for field in fields
    )
    return max(bands) is Band.none and not joined


FINDERS: dict[str, Callable[[Case], bool | None]] = {
    "E01": _restates,
    "E03": _other_work,
    "E04": _other_title,
    "E05": _changed,
    "E06": _several,
    "E07": _changed,
    "E08": _bound,
    "T03": _vague,
    "T12": _two,
    "G03": _degree,
}
"""What is found from a summary; D12 and X02 need letters and claims, which no summary states."""


def case_figures(file: Path) -> dict[str, object]:
    """For each check: stated cases found of those listed; approved cases with anything above low; the misses by id."""
    cases: list[Case] = yaml.safe_load(file.read_text(encoding="utf-8"))
    found: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    misses: list[str] = []
    wrong: list[str] = []
    hit_cases = checked_cases = 0
    for case in cases:
        answers = {check: finder(case) for check, finder in FINDERS.items()}
        wanted = [check for check in case.get("expected_flags") or () if check in CHECKED]
        for check in wanted:
            listed[check] += 1
            answer = answers.get(check)
            open_[check] += answer is None
            found[check] += answer is True
            if answer is False:
                misses.append(f"{case['id']} {check}")
        if wanted:
            checked_cases += 1
            hit_cases += any(answers.get(check) for check in wanted)
        fired = sorted(check for check, answer in answers.items() if answer and check in GRAVE)
        refused = sorted(set(fired) & set(case.get("must_not_flag") or ()))
        if refused:
            wrong.append(f"{case['id']} {' '.join(refused)} (must not be flagged)")
        elif case["kind"] == "approved_by_uscis" and set(fired) - set(case.get("possible_flags") or ()):
            wrong.append(f"{case['id']} {' '.join(fired)}")
    approved = sum(case["kind"] == "approved_by_uscis" for case in cases)
    return {
        "cases with such a check": checked_cases,
        "cases with one found": hit_cases,
        "found of listed": {
            c: f"{found[c]}/{listed[c]} ({open_[c]} not stated)" for c in CHECKED if listed[c]
        },
        "approved cases": approved,
        "approved or refused, flagged": len(wrong),
        "flagged all the same": "; ".join(wrong) or "none",
        "missed": "; ".join(misses) or "none",
    }
