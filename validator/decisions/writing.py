"""Writing a waiver down: what it is bound to is taken from the finding, and never typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from validator.decisions.values import bands, datasets, rests_on
from validator.decisions.written import WrittenWaiver, read_waivers
from validator.errors import Place, Problem, UsageError
from validator.files import replacing
from validator.findings import DraftReport, Finding
from validator.frozen import frozen

_EMPTY = re.compile(r"^(waivers:)[ \t]*\[\s*\]", re.MULTILINE)

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
    kept = read_waivers(file)[0] if file.exists() else ()
    if not kept:  # an empty list that is written as one takes no entry below it
        before = _EMPTY.sub(r"\1", before, count=1)
    _write(file, f"{before.rstrip()}\n{_indented(entry)}", kept, "An entry cannot be put at its end.")


def replace_waiver(file: Path, old: WrittenWaiver, entry: str) -> None:
    """Put ``entry`` where ``old`` stands in a waivers file; comments and the other entries stay as they are.

    :raises UsageError: where that cannot be done, or the file cannot be written; it is then left as it was.
    """
    import yaml

    try:
        text = file.read_text(encoding="utf-8")
        waivers, problems = read_waivers(file)
    except (OSError, UnicodeDecodeError) as error:
        raise _cannot(file, f"The file cannot be read: {error}.") from None
    if problems:
        raise UsageError(problems)
    root = yaml.compose(text)
    lists = [v for k, v in root.value if k.value == "waivers"] if isinstance(root, yaml.MappingNode) else []
    nodes = [node for group in lists for node in group.value]
    lines = text.splitlines(keepends=True)
    place = old.waiver.place
    at = [n for n, node in enumerate(nodes) if place and node.start_mark.line + 1 == place.line]
    if len(at) != 1 or not lines[nodes[at[0]].start_mark.line].lstrip().startswith("-"):
        raise _cannot(file, "The entry cannot be replaced where it stands.")
    node, after = nodes[at[0]], nodes[at[0] + 1 :]
    first = node.start_mark.line
    if node.flow_style:
        last = node.end_mark.line + 1
    elif after:
        last = after[0].start_mark.line
    else:  # up to the next key, or the end of the file
        last = node.end_mark.line if text[node.end_mark.index :].strip() else len(lines)
    while last > first + 1 and lines[last - 1].strip()[:1] in ("", "#"):
        last -= 1
    lines[-1] = lines[-1].rstrip("\n") + "\n"
    kept = tuple(w for w in waivers if w != old)
    changed = "".join([*lines[:first], _indented(entry), *lines[last:]])
    _write(file, changed, kept, "The entry cannot be replaced where it stands.")


def _indented(entry: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in entry.splitlines(keepends=True))


def _write(file: Path, text: str, kept: Sequence[WrittenWaiver], refused: str) -> None:
    """Write ``text`` where it holds ``kept`` and one waiver more, and nothing is wrong with it."""
    try:
        with replacing(file, text) as part:
            waivers, problems = read_waivers(part)
            left = [_unplaced(w) for w in waivers]
            if problems or len(waivers) != len(kept) + 1 or any(_unplaced(w) not in left for w in kept):
                raise _cannot(file, refused)
    except OSError as error:
        raise _cannot(file, f"The file cannot be written: {error.strerror}.") from None


def _unplaced(written: WrittenWaiver) -> WrittenWaiver:
    return replace(written, waiver=replace(written.waiver, place=None))


def _cannot(file: Path, what: str) -> UsageError:
    mend = "Let waivers: be the last key of the file, its entries indented by two, or name another file (--file)."
    return UsageError((Problem(what=what, mend=mend, place=Place(file=str(file)), code="waivers"),))
