"""What stands in several files of a pack: severities, stretches of time, reasons, and names of settings."""

from __future__ import annotations

import re

from validator.findings import Severity
from validator.packs.model import Effective
from validator.packs.reading import Entry, Node, Reader, near, slug

SEVERITIES = tuple(s.name for s in reversed(Severity))
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_FEWEST = 3  # words of a reason that tells somebody else something


def read_severity(reader: Reader, node: Node) -> Severity | None:
    """``blocker``, ``high``, ``medium`` or ``low``; None, and a problem, for anything else."""
    said = reader.text(node, "“severity”")
    if said is None or said in SEVERITIES:
        return Severity[said] if said else None
    mend = near(said, SEVERITIES)
    reader.problem(f"“{said}” is no severity.", node, mend, code="severity")
    return None


def read_effective(reader: Reader, fields: dict[str, Node]) -> Effective:
    """``from`` and ``until``, each a day or left out."""
    since = reader.day(fields["from"], "“from”") if "from" in fields else None
    until = reader.day(fields["until"], "“until”", last=True) if "until" in fields else None
    if since and until and until < since:
        reader.problem("“until” is before “from”.", fields["until"], "Exchange the two.", code="date")
    return Effective(since=since, until=until)


def read_reasons(reader: Reader, fields: dict[str, Node]) -> tuple[str, str]:
    """Why, and who approved it; "" for what is not said. A reason of a word or two is reported."""
    because, approved = (
        reader.text(fields[key], f"“{key}”") if key in fields else None for key in ("because", "approved_by")
    )
    if because and len(because.split()) < _FEWEST:
        reader.problem(
            f"“{because}” tells nobody why.",
            fields["because"],
            "Write the reason in three words or more, so that somebody else understands it in a year.",
            code="because",
        )
    return because or "", approved or ""


def check_name(reader: Reader, entry: Entry, what: str, example: str) -> None:
    """Report a name that is not of small letters, digits and underscores; ``what`` is what it is to be a name for."""
    if not _WORD.fullmatch(entry.key):
        reader.problem(
            f"“{entry.key}” is no name for {what}.",
            entry.key_node,
            f"Write {slug(entry.key, '_') or example}: small letters, digits and underscores.",
            code="name",
        )
