"""A stated value as a decision records it: short ones as they stand, long ones by their beginning and a digest."""

from __future__ import annotations

import re

from validator.digest import sha256
from validator.findings import DraftReport, Finding

LONGEST = 80
"""Characters of a value that a decision records whole."""
_SHOWN = 48
_DIGEST = re.compile(r" \[sha256 ([0-9a-f]{16})\]$")


def recorded(text: str) -> str:
    """``text`` on one line; a long one as its first words and 16 hex digits of its SHA-256."""
    one_line = " ".join(text.split())
    if one_line == text and len(text) <= LONGEST and not _DIGEST.search(text):
        return text
    return f"{one_line[:_SHOWN].rstrip()}… [sha256 {_digest(text)}]"


def same(record: str, text: str) -> bool:
    """Whether ``record`` was made of ``text``."""
    found = _DIGEST.search(record)
    return found[1] == _digest(text) if found else record == text


def rests_on(finding: Finding) -> dict[str, str]:
    """The values a finding rests on, by path with the ids of items, each recorded; in the order the rule reads them."""
    return {stated.where: recorded(stated.text) for stated in finding.stated}


def bands(finding: Finding, report: DraftReport) -> dict[str, str]:
    """How the corners that a finding is about agree: ``{"title-code": "weak"}``; scores are no part of it."""
    return {
        "-".join(edge.between): edge.band
        for edge in report.edges
        if set(edge.between) <= set(finding.about) and edge.band != "unknown"
    }


def datasets(finding: Finding) -> dict[str, str]:
    """The datasets a finding rests on, with their versions, by name."""
    known = {e.dataset: e.version for e in finding.known if e.dataset}
    return dict(sorted(known.items()))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
