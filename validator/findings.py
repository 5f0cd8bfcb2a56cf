"""What a run found: frozen, typed, serialisable; it knows nothing of how any of it is shown.

A :class:`Report` holds one :class:`DraftReport` a draft that was read and one :class:`Failure` a draft that was
not. Every rule that ran on a draft ends there as a finding, as not checked, or without a finding, and those apart that
had nothing to judge: the counts add up to the rules that ran, so that silence never looks like approval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum

from validator.digest import sha256
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
    what carried it, heaviest first; ``degree`` is the field of the degree that it rests on, where a degree is one end.
    """

    between: tuple[str, str]
    band: str
    score: float
    relation: str = ""
    because: tuple[str, ...] = ()
    degree: Stated | None = None


@frozen
class Row:
    """One document's row of the matrix: what it states of title, code, occupation, degree, endeavor (None: nothing)."""

    document: str
    title: Stated | None = None
    code: Stated | None = None
    occupation: Stated | None = None
    degree: Stated | None = None
    endeavor: Stated | None = None

    @property
    def columns(self) -> dict[str, tuple[tuple[str, Stated], ...]]:
        """What stands in each of four columns, each value with its kind; code and occupation share one."""
        kinds = {
            "title": (("title", self.title),),
            "occupation": (("code", self.code), ("occupation", self.occupation)),
            "degree": (("degree", self.degree),),
            "endeavor": (("endeavor", self.endeavor),),
        }
        return {
            column: tuple((kind, stated) for kind, stated in cell if stated is not None)
            for column, cell in kinds.items()
        }

    @property
    def states(self) -> bool:
        """Whether the document states anything of them."""
        return any(self.columns.values())


@frozen
class Header:
    """What stands at the top of a draft's report; empty strings where the draft does not say."""

    case: str
    track: str = ""
    filer: str = ""
    filing_date: str = ""
    stage: str = ""


@frozen
class Waiver:
    """A person's decision that one finding may stand: who proposed and who approved it, why, and for how long.

    ``until`` is its last day, to the end of that day in UTC; ``place`` is where it is written.
    """

    draft: str
    rule: str
    proposed_by: str
    approved_by: str
    because: str
    on: date
    until: date
    item: str = ""
    place: Place | None = None


@frozen
class Waived:
    """A finding that a waiver silences. ``review`` says why the waiver should be looked at again, or is ""."""

    finding: Finding
    waiver: Waiver
    review: str = ""


@frozen
class DecisionNote:
    """What is to be said of a waiver, or of an entry of a baseline, that silences nothing.

    ``kind`` is expired, unused, outdated (a stated value has changed since), refused (the rule cannot be waived) or
    gone (a baseline's finding that no longer occurs); ``says`` is one sentence with the mend in it.
    """

    kind: str
    says: str
    draft: str = ""
    rule: str = ""
    place: Place | None = None


@frozen
class CodeFit:
    """How one thing that the draft states fits a candidate code.

    ``of`` is title, duties, degree, endeavor, level or words; ``band`` as an edge's; ``score`` 0 to 1; ``ranks``
    where it counts for the order of the codes.
    """

    of: str
    band: str
    score: float
    ranks: bool


@frozen
class CodeFinding:
    """A finding that a candidate code would add to the draft, or remove from it."""

    rule: str
    severity: Severity
    says: str
    catalogue: str = ""


@frozen
class CandidateCode:
    """One code of a comparison. ``place`` is its rank by fit (1 first), ``fit`` the value it is ranked by, 0 to 1.

    ``why_here`` says in words why it is compared (chosen, a candidate, suggested by the title); ``chosen`` where it is
    the code of Part 6 item 2; ``zone`` and ``entry`` are its level as the tables give it, in words, or "";
    ``median_wage`` is in dollars a year. ``presupposes`` are facts that the code rests on and the draft does not state.
    """

    place: int
    code: str
    title: str
    fit: float
    chosen: bool
    close: bool
    why_here: tuple[str, ...]
    fits: tuple[CodeFit, ...]
    zone: str = ""
    entry: str = ""
    median_wage: int | None = None
    adds: tuple[CodeFinding, ...] = ()
    removes: tuple[CodeFinding, ...] = ()
    presupposes: tuple[str, ...] = ()


@frozen
class CodesCompared:
    """The candidate codes of a draft side by side, ranked by fit. ``method`` says how, sentence by sentence."""

    candidates: tuple[CandidateCode, ...]
    unchanged: int
    method: tuple[str, ...] = ()


@frozen
class DraftReport:
    """Everything a run has to say of one draft.

    Every rule that ran stands once: among the findings (or under one), in ``not_checked``, in ``clear``, or in
    ``left_blank``: rules that found nothing because what they read was left blank, so that there was nothing to judge;
    or, where somebody decided so before, in ``waived`` or ``baselined``, which do not count for the exit code.
    ``codes`` is there where the candidate codes were asked for.
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
    waived: tuple[Waived, ...] = ()
    baselined: tuple[Finding, ...] = ()
    codes: CodesCompared | None = None

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
    """One run: what it ran with, and what it found. ``as_of`` is the day that expiry and review dates are held to.

    ``decisions`` are notes on waivers and baseline entries that silence nothing.
    """

    version: str
    as_of: date
    engine: str
    packs: tuple[PackUsed, ...]
    datasets: tuple[DatasetUsed, ...]
    drafts: tuple[DraftReport, ...]
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    decisions: tuple[DecisionNote, ...] = ()

    def worst(self) -> Severity | None:
        """The gravest severity found in any draft, or None."""
        return max((f.severity for d in self.drafts for f in d.findings), default=None)


def at_any_depth(findings: Iterable[Finding]) -> Iterator[Finding]:
    """``findings``, each followed by what stands under it, and under that."""
    for finding in findings:
        yield finding
        yield from at_any_depth(finding.under)


def finding_key(draft_id: str, rule: str, item: str, stated: tuple[Stated, ...]) -> str:
    """A finding's stable key: draft, rule, item id, and the stated values it rests on with their paths by item ids.

    16 hex digits; no line number, index, order or score is in it.
    """
    digest = sha256()
    for part in (draft_id, rule, item, *sorted(f"{s.where}\0{s.text}" for s in stated)):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]
