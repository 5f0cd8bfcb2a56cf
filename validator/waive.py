"""From a draft and a rule to a waiver in a file: find the finding, refuse what may not be waived, write it down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from validator.checker import Checker
from validator.decisions.book import NAME
from validator.decisions.writing import Decision, add_waiver, waiver_text
from validator.drafts import Draft, DraftFailure, load_drafts
from validator.errors import DraftError, Problem, UsageError
from validator.findings import DraftReport, Finding
from validator.frozen import frozen
from validator.packs.fingerprint import fingerprint


@frozen
class Asked:
    """What ``niw waive`` is asked; ``waivers`` is the file to write to, beside the draft by default."""

    file: str
    rule: str
    because: str
    proposed_by: str
    until: date
    approved_by: str = ""
    on: date | None = None
    item: str = ""
    case: str = ""
    pack: str | None = None
    waivers: Path | None = None


def waived(asked: Asked) -> list[str]:
    """Write the waiver, and say in lines what it silences and where it stands.

    :raises UsageError: where the rule found nothing on the draft, found several things, may not be waived, or what is
        said is not enough. :raises DraftError: for a draft that cannot be read.
    """
    on = asked.on or datetime.now(UTC).date()
    _said(asked, on)
    checker = Checker(_pack_for(asked))
    rules = {rule.id: rule for rule in checker.rules_called(asked.rule)}
    report = checker.check(_the_draft(asked))
    finding = _the_finding(asked, report, set(rules))
    rule = rules[finding.rule]
    if not rule.waivable:
        raise _refused(
            f"{finding.rule} cannot be waived: its pack says so.", "Resolve the finding: " + finding.remedy
        )
    file = asked.waivers or Path(asked.file).parent / NAME
    decision = Decision(
        proposed_by=asked.proposed_by,
        approved_by=asked.approved_by,
        because=asked.because,
        on=on,
        until=asked.until,
    )
    entry = waiver_text(decision, finding, report, fingerprint(rule))
    add_waiver(file, entry)
    return [*_shown(finding), "", *_closing(asked, file)]


def _pack_for(asked: Asked) -> str:
    return asked.pack or "niw-core"


def _shown(finding: Finding) -> list[str]:
    catalogue = f" · {finding.catalogue}" if finding.catalogue else ""
    lines = [
        f"{finding.severity.name}  {finding.rule}{catalogue}: {finding.title}",
        f"  {finding.says}",
        f"  why     {finding.why}",
        f"  remedy  {finding.remedy}",
    ]
    return lines + [
        f"  where   {s.place}  “{s.text if len(s.text) <= 80 else s.text[:79] + '…'}”" for s in finding.stated
    ]


def _closing(asked: Asked, file: Path) -> list[str]:
    if asked.approved_by:
        return [f"Waived until {asked.until} in {file}, approved by {asked.approved_by}."]
    return [
        f"Proposed in {file}. The finding counts until somebody approves it: fill in approved_by there.",
    ]


def _said(asked: Asked, on: date) -> None:
    if not asked.because or not asked.proposed_by:
        raise _refused("A waiver says why, and who proposes it.", "Fill in --because and --by.")
    if asked.until < on:
        raise _refused(f"The waiver would end on {asked.until}, before it begins.", "Give a later --until.")


def _the_draft(asked: Asked) -> Draft:
    loaded = list(load_drafts([asked.file]))
    read = [d for d in loaded if isinstance(d, Draft)]
    if len(read) < len(loaded) and not asked.case:
        raise DraftError(tuple(p for d in loaded if isinstance(d, DraftFailure) for p in d.problems))
    meant = [d for d in read if asked.case in ("", d.id)]
    if len(meant) == 1:
        return meant[0]
    if asked.case:
        raise _refused(f"{asked.file} holds no draft “{asked.case}”.", _names([d.id for d in read]))
    raise _refused(f"{asked.file} holds {len(meant)} drafts.", "Say which one with --case.")


def _the_finding(asked: Asked, report: DraftReport, rules: set[str]) -> Finding:
    found = [f for f in _flat(report.findings) if f.rule in rules]
    if not found:
        raise _refused(
            f"{asked.rule} finds nothing on {report.header.case}; there is nothing to waive.",
            f"Look with niw explain {asked.rule} {asked.file}.",
        )
    fits = [f for f in found if asked.item in ("", f.item)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise _refused(
            f"{asked.rule} found nothing on the item “{asked.item}”.", _names([f.item for f in found])
        )
    raise _refused(
        f"{asked.rule} found {len(fits)} things on {report.header.case}.",
        f"Say which one with --item: {', '.join(f.item or '(the draft)' for f in fits)}.",
    )


def _flat(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for finding in findings for f in (finding, *_flat(finding.under))]


def _names(names: list[str]) -> str:
    return f"There {'is' if len(names) == 1 else 'are'}: {', '.join(names)}." if names else ""


def _refused(what: str, mend: str) -> UsageError:
    return UsageError((Problem(what=what, mend=mend),))
