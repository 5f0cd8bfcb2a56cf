"""Writing a waiver down: what it is bound to is taken from the finding, and never typed by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from validator.decisions.values import bands, datasets, rests_on
from validator.decisions.written import read_waivers
from validator.errors import Place, Problem, UsageError
from validator.findings import DraftReport, Finding
from validator.frozen import frozen

HEAD = """\
# Decisions on findings, by people. niw check reads this file for the drafts beside it.
# `niw waive` writes an entry; who approves it fills in approved_by. An entry is bound to the values under rests_on:
# when one of them changes in the draft it no longer applies, and the report says so.
"""


@frozen
class Decision:
    """What a person says: who, why, from when and until when. ``approved_by`` may be filled in later."""

    proposed_by: str
    because: str
    on: date
    until: date
    approved_by: str = ""


def waiver_text(decision: Decision, finding: Finding, report: DraftReport, rule_was: str) -> str:
    """The entry of a waivers file, as YAML."""
    import yaml

    data: dict[str, Any] = {
        "draft": report.header.case,
        "rule": finding.rule,
        **({"item": finding.item} if finding.item else {}),
        "because": decision.because,
        "proposed_by": decision.proposed_by,
        "approved_by": decision.approved_by or None,
        "on": decision.on,
        "until": decision.until,
        "rests_on": rests_on(finding),
        "bands": bands(finding, report),
        "rule_was": rule_was,
        "datasets": datasets(finding),
    }
    kept = {key: value for key, value in data.items() if value not in ({}, "")}
    text = yaml.safe_dump([kept], sort_keys=False, allow_unicode=True, width=110)
    return text.replace(
        "\n  'on': ", "\n  on: ", 1
    )  # YAML 1.1 would read on as true; nobody who reads this file does


def add_waiver(file: Path, entry: str) -> None:
    """Put ``entry`` at the end of a waivers file, or begin one; what stands there is not touched.

    :raises UsageError: where the file has mistakes, or cannot be written; it is then left as it was.
    """
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else f"{HEAD}\nwaivers:\n"
    except (OSError, UnicodeDecodeError) as error:
        raise _cannot(file, f"The file cannot be read: {error}.") from None
    if file.exists():
        _, problems = read_waivers(file)
        if problems:
            raise UsageError(problems)
    indented = "".join(f"  {line}" if line.strip() else line for line in entry.splitlines(keepends=True))
    scratch = file.with_name(f".{file.name}.new")
    try:
        scratch.write_text(f"{before.rstrip()}\n{indented}", encoding="utf-8")
        _, problems = read_waivers(scratch)
        if problems:
            scratch.unlink()
            raise _cannot(file, "An entry cannot be put at its end.")
        scratch.replace(file)
    except OSError as error:
        raise _cannot(file, f"The file cannot be written: {error.strerror}.") from None


def _cannot(file: Path, what: str) -> UsageError:
    mend = "Let waivers: be the last key of the file, its entries indented by two, or name another file (--file)."
    return UsageError((Problem(what=what, mend=mend, place=Place(file=str(file)), code="waivers"),))
