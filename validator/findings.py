"""What a run found: frozen, typed, serialisable; it knows nothing of how any of it is shown.

A :class:`Report` holds one :class:`DraftReport` a draft that was read and one :class:`Failure` a draft that was
not. Every rule that ran on a draft ends there as a finding, as not checked, or without a finding, and those apart that
had nothing to judge: the counts add up to the rules that ran, so that silence never looks like approval.
"""

from __future__ import annotations

import hashlib
from datetime import date
from enum import IntEnum

from validator.errors import Place, Problem
from validator.evidence import Evidence, Known, Stated
from validator.frozen import frozen


class Severity(IntEnum):
    """How grave a finding is; ``blocker`` means: do not file unreviewed."""

    low = 1
    medium = 2
    high = 3
    blocker = 4


CORNERS = ("code", "title", "degree", "endeavor")
"""The four corners of the picture, in the order they are drawn; a rule is about some of them, or about ``filing``."""


@frozen
class Authority:
    """What a rule rests on. ``status`` is confirmed, second-hand, practice or revoked; ``supports`` is in our words."""

    key: str
    citation: str
    status: str
    address: str = ""
    supports: str = ""
    seen_on: date | None = None


@frozen
class Finding:
    """A rule that fired on a draft, or on one item of a list in it.

    ``says`` is one sentence with the draft's own words in it. ``usual_severity`` is the rule's; ``severity`` is one
    step lower where the draft explains the edge, and then ``lowered_by`` quotes the explanation. ``item`` is the id of
    the list item it is about, or "". ``under`` holds the findings of rules that yield to this one: the same
    cause, shown once. ``key`` does not depend on line numbers, indices or scores.
    """

    rule: str
    title: str
    severity: Severity
    usual_severity: Severity
    about: tuple[str, ...]
    says: str
    why: str
    remedy: str
    key: str
    catalogue: str = ""
    item: str = ""
    lowered_by: Stated | None = None
    authorities: tuple[Authority, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    under: tuple[Finding, ...] = ()

    @property
    def stated(self) -> tuple[Stated, ...]:
        """The draft's own words it rests on, in the order the rule reads them."""
        return tuple(e for e in self.evidence if isinstance(e, Stated))

    @property
    def known(self) -> tuple[Known, ...]:
        """The reference facts it rests on."""
        return tuple(e for e in self.evidence if isinstance(e, Known))

    @property
    def place(self) -> Place | None:
        """Where a reader should look first."""
        return next((e.place for e in self.stated if e.place), None)


@frozen
class Missing:
    """A field that is not entered: its name in the draft, and the form item or document it is from."""

    field: str
    item: str = ""


@frozen
class NotChecked:
    """A rule that could not be decided, and the fields that would let it be.

    ``items`` reads "1 of 5 letters not checked" where only some items of a list leave the rule open.
    """

    rule: str
    title: str
    severity: Severity
    about: tuple[str, ...]
    missing: tuple[Missing, ...]
    catalogue: str = ""
    items: str = ""


@frozen
class Edge:
    """One edge of the picture: how well two corners agree.

    ``band`` is strong, partial, weak, none or unknown; ``score`` runs from 0 to 1; ``because`` says in a few words
    what carried it, heaviest first.
    """

    between: tuple[str, str]
    band: str
    score: float
    relation: str = ""
    because: tuple[str, ...] = ()


@frozen
class Row:
    """One document's row of the matrix: what it states of title, occupation, degree and endeavor (None: nothing)."""

    document: str
    title: Stated | None = None
    occupation: Stated | None = None
    degree: Stated | None = None
    endeavor: Stated | None = None


@frozen
class Header:
    """What stands at the top of a draft's report; empty strings where the draft does not say."""

    case: str
    track: str = ""
    filer: str = ""
    filing_date: str = ""
    stage: str = ""


@frozen
class DraftReport:
    """Everything a run has to say of one draft.

    Every rule that ran stands once: among the findings (or under one), in ``not_checked``, in ``clear``, or in
    ``left_blank``: rules that found nothing because what they read was left blank, so that there was nothing to judge.
    """

    file: str
    header: Header
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    clear: tuple[str, ...]
    left_blank: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()
    officer_first: tuple[Stated, ...] = ()
    matrix: tuple[Row, ...] = ()

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings at or above ``severity``."""
        return tuple(f for f in self.findings if f.severity >= severity)


@frozen
class Failure:
    """A draft that could not be read or does not fit the schema; or, with ``fault``, one that niw itself failed on."""

    file: str
    problems: tuple[Problem, ...]
    fault: bool = False


@frozen
class PackUsed:
    """A pack that took part in the run."""

    name: str
    version: str
    digest: str
    rules: int


@frozen
class DatasetUsed:
    """A dataset behind the reference, printed wherever its facts are used."""

    name: str
    version: str
    licence: str


@frozen
class Report:
    """One run: what it ran with, and what it found. ``as_of`` is the day that expiry and review dates are held to."""

    version: str
    as_of: date
    engine: str
    packs: tuple[PackUsed, ...]
    datasets: tuple[DatasetUsed, ...]
    drafts: tuple[DraftReport, ...]
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()

    def worst(self) -> Severity | None:
        """The gravest severity found in any draft, or None."""
        return max((f.severity for d in self.drafts for f in d.findings), default=None)


def finding_key(draft_id: str, rule: str, item: str, stated: tuple[Stated, ...]) -> str:
    """A finding's stable key: draft, rule, item id, and a digest of the stated values it rests on (16 hex digits)."""
    digest = hashlib.sha256()
    for part in (draft_id, rule, item, *sorted(s.text for s in stated)):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]
