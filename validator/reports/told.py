"""What formats for machines say of findings and decisions, in words; and findings in the order of their gravity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import at_any_depth
from validator.reports.words import LEFT_OUT, count, decided_words, unread_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.evidence import Stated
    from validator.findings import Authority, Finding, NotChecked, Report, Waived, Waiver

DECISION_MEANS = {
    "expired": "A waiver has expired",
    "unused": "A waiver is not used",
    "outdated": "A waiver is outdated",
    "refused": "A waiver is refused",
    "gone": "A finding of the baseline is gone",
}
"""What a decision note is about, by its kind."""

DECISION_MATTERS = frozenset({"expired", "outdated", "refused"})
"""The kinds after which a finding counts that somebody thought was decided."""


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """``findings``, the gravest first, otherwise in their order."""
    return sorted(findings, key=lambda f: -f.severity)


def stated_words(stated: Stated) -> str:
    """``Form I-140, Part 6, item 1: “Team Leader”``; where the value is left out, its path by the ids of items."""
    told = stated.where if stated.text == LEFT_OUT and stated.where else f"“{stated.text}”"
    return f"{stated.item}: {told}" if stated.item else told


def same_cause(finding: Finding) -> list[str]:
    """What stands under a finding, a sentence each with its rule."""
    return [f"Same cause: {other.says} [{other.rule}]" for other in at_any_depth(finding.under)]


def waiver_words(waiver: Waiver, review: str = "") -> str:
    """``waived by Ada Roth until 2027-04-01, because …``; who proposed it too, where that was somebody else."""
    if waiver.approved_by == LEFT_OUT:
        told = f"waived until {waiver.until.isoformat()}: {waiver.because}."
        return f"{told} To review: {review}" if review else told
    proposed = (
        f" (proposed by {waiver.proposed_by})"
        if waiver.proposed_by and waiver.proposed_by != waiver.approved_by
        else ""
    )
    by = waiver.approved_by or "nobody named"
    because = waiver.because.strip() or "no reason is written"
    told = f"waived by {by}{proposed} on {waiver.on.isoformat()}, until {waiver.until.isoformat()}, because: {because}"
    told += "" if told.endswith((".", "?", "!", "。")) else "."
    return f"{told} To review: {review}" if review else told


def waived_words(waived: Waived) -> str:
    """:func:`waiver_words` of the waiver that silences a finding."""
    return waiver_words(waived.waiver, waived.review)


def cited(authority: Authority) -> str:
    """``8 CFR 204.5(k)(2) (confirmed): …``: what a rule rests on, and how far it is known; without its address."""
    told = authority.citation or authority.key
    if authority.status not in {"", authority.citation}:
        told += f" ({authority.status})"
    return f"{told}: {authority.supports}" if authority.supports else told


def missing_words(check: NotChecked) -> str:
    """``enter letters and cv``; why a check is open for another reason, where it names no field."""
    fields = [f"{m.field} ({m.item})" if m.item else m.field for m in check.missing]
    told = f"enter {', '.join(fields)}" if fields else "open for another reason than a missing field"
    return f"{told}; {check.items}" if check.items else told


def run_words(report: Report) -> str:
    """The run in one sentence: ``3 drafts: 1 blocker, 2 high, 4 medium, 0 low; 14 not checked; 1 waived.``"""
    from validator.findings import Severity

    found = [f for d in report.drafts for f in d.findings]
    counts = ", ".join(
        f"{sum(f.severity is s for f in found)} {s.name}" for s in sorted(Severity, reverse=True)
    )
    parts = [f"{count(len(report.drafts), 'draft')}: {counts}"]
    open_ = sum(len(d.not_checked) for d in report.drafts)
    parts += [f"{open_} not checked"] if open_ else []
    if decided := decided_words(report.drafts):
        parts.append(decided)
    if report.failures:
        parts.append(unread_words(report.failures))
    return "; ".join(parts) + "."
