"""Published cases as a user would enter them: each a draft of the stated facts, checked by the shipped rules.

The cases are summaries in few words, one sentence an endeavor, mostly without a code: the first code that is
suggested stands in for it, where the stated occupation fits it strongly. Where a summary tells the
endeavor at filing and a later one, the draft has the later as its statement and the earlier in the petition
letter and in an earlier filing. What a case does not state is not entered, and a check that needs it counts apart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from validator import agreement
from validator.agreement import Band, Kind
from validator.agreement.levels import read_level
from validator.agreement.title_kinds import names_field
from validator.checker import Checker
from validator.drafts import load_draft
from validator.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHECKED = ("E01", "E03", "E04", "E05", "E06", "E07", "E08", "T03", "T12", "D12", "G03", "X02")

Case = dict[str, Any]
_WHERE = re.compile(r"\s*\(|,? (?:at|former|in the) ")  # what the summary says of a title beside it
_UNTOLD = ("not in the excerpt", "nothing more specific", "not stated")


def draft_of(case: Case) -> dict[str, Any]:
    """The stated facts as a draft, in the schema's words."""
    words = str(case.get("occupation_or_job_title") or "")
    title = _WHERE.split(words, maxsplit=1)[0].strip()
    draft: dict[str, Any] = {"case": {"id": str(case["id"])}}
    form: dict[str, Any] = {}
    if title:
        form["job_title"] = title
        code = case.get("soc_code_stated") or _code(title)
        if code:
            form["soc_code"] = str(code)
    if form:
        draft["i140"] = form
    degrees = [_degree(n, d) for n, d in enumerate(case.get("degrees") or ()) if d.get("field")]
    if degrees:
        draft["degrees"] = degrees
    text = str(case.get("endeavor") or "")
    if text and not any(words in text for words in _UNTOLD):
        before, after = later(text)
        draft["endeavor"] = {"statement": after or before}
        if after:
            draft["petition_letter"] = {"endeavor": before}
            draft["prior_filings"] = [{"id": "earlier", "form": "I-140", "endeavor": before}]
    return draft


def _code(title: str) -> str | None:
    """The code that a user would find for an occupation that says one; nobody could for "PhD student"."""
    best = agreement.suggest_codes(title, limit=1)
    if not best or not names_field(title) or agreement.title_kind(title).kind is not Kind.occupation:
        return None
    return best[0].code if agreement.title_code(title, best[0].code).band is Band.strong else None


def _degree(n: int, stated: dict[str, Any]) -> dict[str, str]:
    entered = {"id": f"d{n}", "field": str(stated["field"])}
    level = str(stated.get("level") or "").partition("(")[0].strip()
    return entered | ({"level": level} if read_level(level) else {})


def later(text: str) -> tuple[str, str]:
    """The endeavor at filing and the later one; the second empty where the summary tells one."""
    for mark in ("; later,", "; later", "; first as", ", later"):
        before, found, after = text.partition(mark)
        if found:
            return before.removeprefix("At filing, ").removeprefix("First, "), after.strip(" ,")
    return text, ""


def _all(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _all(finding.under)


def case_figures(file: Path) -> dict[str, object]:
    """For each check, the cases found of those listed; approved cases with anything above low; the misses by id.

    A finding that is shown under another counts as found. A check that the stated facts do not let be made counts as
    open. An approved case is accused by any finding above low that the case does not name as possible.
    """
    cases: list[Case] = yaml.safe_load(file.read_text(encoding="utf-8"))
    checker = Checker()
    found: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    beyond: Counter[str] = Counter()
    misses: list[str] = []
    accused: list[str] = []
    refused: list[str] = []
    hit_cases = checked_cases = approved = 0
    for case in cases:
        report = checker.check(load_draft(draft_of(case), partial=True))
        made = list(_all(report.findings))
        fired = {f.catalogue for f in made}
        unchecked = {n.catalogue for n in report.not_checked}
        wanted = [check for check in case.get("expected_flags") or () if check in CHECKED]
        for check in wanted:
            listed[check] += 1
            found[check] += check in fired
            if check not in fired:
                open_[check] += check in unchecked
                misses.append(f"{case['id']} {check}" + (" (not stated)" if check in unchecked else ""))
        checked_cases += bool(wanted)
        hit_cases += bool(fired & set(wanted))
        known = {*(case.get("expected_flags") or ()), *(case.get("possible_flags") or ())}
        if banned := sorted(fired & set(case.get("must_not_flag") or ())):
            refused.append(f"{case['id']} {' '.join(banned)}")
        grave = sorted({f.catalogue for f in report.findings if f.severity > Severity.low} - known)
        beyond.update(grave)
        if case["kind"] == "approved_by_uscis":
            approved += 1
            if grave:
                accused.append(f"{case['id']} {' '.join(grave)}")
    return {
        "cases": len(cases),
        "cases with such a check": checked_cases,
        "cases with one found": hit_cases,
        "found of listed": {
            c: f"{found[c]}/{listed[c]}" + (f" ({open_[c]} not stated)" if open_[c] else "")
            for c in CHECKED
            if listed[c]
        },
        "approved cases": approved,
        "approved with anything above low": len(accused),
        "approved, accused": "; ".join(accused) or "none",
        "flagged though the appeals office refused it": "; ".join(refused) or "none",
        "above low beyond the lists, all cases": dict(beyond.most_common(12)),
        "missed": "; ".join(misses) or "none",
    }
