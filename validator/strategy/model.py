"""What the choice of a code is made of: frozen, typed, serialisable; it knows nothing of how any of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from validator.evidence import Known, Stated
from validator.findings import DatasetUsed, PackUsed, Severity
from validator.reference import Attainment, Education, Entry, JobZone, Related
from validator.reference.figures import Growth, Wages


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something stands where it does: in words, how much it carried (-1 to 1, negative speaks against),
    its source.
    """

    text: str
    weight: float
    source: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTitle:
    """A code and its official title."""

    code: str
    title: str


# ------------------------------------------------------------------------------------------------- searches


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCode:
    """An occupation that a title or duties may mean. ``score`` is 0 to 1, best first.

    ``published`` are the codes (of six or eight digits, under ``code``) where the title stands word for word.
    """

    place: int
    code: str
    title: str
    score: float
    published: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesFound:
    """What a search for occupations came to. ``remark`` says what the title is where it names no one
    occupation.

    ``published_under`` are the codes of six or eight digits under which the title is published word for word,
    whatever their rank.
    """

    title: str
    duties: str
    published_under: tuple[CodeTitle, ...]
    codes: tuple[FoundCode, ...]
    remark: str = ""
    datasets: tuple[DatasetUsed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundProgram:
    """A CIP program that a field may be. ``sureness`` is 0 to 1; ``sure`` where it is enough for the checks to
    use it.

    ``stem`` by the DHS rule; ``leads_to`` are the codes of the CIP-SOC crosswalk, whose gaps are no mismatch.
    """

    code: str
    title: str
    sureness: float
    sure: bool
    because: str
    stem: bool
    stem_source: Known
    leads_to: tuple[CodeTitle, ...]
    source: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramsFound:
    """What a search for a field of study came to."""

    field: str
    joint: bool
    programs: tuple[FoundProgram, ...]
    datasets: tuple[DatasetUsed, ...] = ()


# ------------------------------------------------------------------------------------------- one occupation


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEvidence:
    """What entry to an occupation asks for, source by source; None or ``()`` where a source has nothing.

    ``zones`` are those of every release that the tables hold; levels of two schemes are not comparable.
    """

    zones: tuple[JobZone, ...]
    entry: Entry | None
    education: Education | None
    attainment: Attainment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingTitle:
    """A published title of a code; ``also`` are the other codes of six digits that have it."""

    title: str
    kinds: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLink:
    """A program that the crosswalk links with a code, and whether it is STEM."""

    code: str
    title: str
    stem: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """One code, with all that the tables know of it.

    ``kind`` is major, minor, broad, detailed or onet; ``edition`` 2018, or 2010 for what only that edition
    has. ``above`` are the groups it stands in, nearest first; ``members`` those of a group; ``successors`` the
    2018 codes of a 2010 code: candidates, never one. ``listed_profession``: INA 101(a)(32) names it (our
    reading of which codes that covers).
    """

    code: str
    title: str
    kind: str
    edition: str
    residual: bool
    military: bool
    listed_profession: bool
    above: tuple[CodeTitle, ...]
    members: tuple[CodeTitle, ...]
    details: tuple[CodeTitle, ...]
    successors: tuple[CodeTitle, ...]
    in_2010: str
    titles: tuple[TellingTitle, ...]
    titles_published: int
    level: LevelEvidence
    programs: tuple[ProgramLink, ...]
    wages: Wages | None
    growth: Growth | None
    related: tuple[Related, ...]
    remarks: tuple[str, ...]
    sources: tuple[Known, ...]
    datasets: tuple[DatasetUsed, ...] = ()


# --------------------------------------------------------------------------------------------- the comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How one thing that the draft states fits a code.

    ``of``: title, duties, degree, endeavor, level, or words (those of the code's own title, in the draft's
    words). ``band``: strong, partial, weak, none or unknown; ``score`` 0 to 1. ``ranks``: it counts for the
    order of the codes. A title published under the code is strong, one that is published under other codes
    alone partial at most; ``elsewhere`` names those.
    """

    of: str
    band: str
    score: float
    relation: str
    ranks: bool
    elsewhere: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Why a code is in the comparison: ``kind`` is chosen, candidate, noted, stated, successor, asked or
    suggested.
    """

    kind: str
    text: str
    stated: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty that the draft states: its words, where, and its share of working time in percent where the draft
    gives one.

    ``of`` names the document; duties of one document come one after the other.
    """

    of: str
    text: str
    share: float | None
    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFit:
    """How one duty fits a code. ``matched`` is None where too little is said; ``words`` are those that carried
    it.
    """

    matched: bool | None
    band: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySum:
    """The duties of one document against a code, counted, and in percent of working time where every one has a
    share.
    """

    of: str
    matched: int
    unmatched: int
    unread: int
    matched_share: float | None
    unmatched_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedFinding:
    """A finding on the draft with a code tried in Part 6 item 2.

    ``under``: it stands under another finding of the same cause. ``other_document``: it rests on the old code
    in a document other than Part 6, and goes when that document is brought in line.
    """

    rule: str
    catalogue: str
    title: str
    severity: Severity
    says: str
    item: str
    under: str
    other_document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presupposed:
    """A fact that a code presupposes and the draft does not state, and what says so."""

    kind: str
    text: str
    source: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One code of the comparison.

    ``code`` is what Part 6 item 2 would read (for the chosen code: what it reads), ``number`` its six digits
    and ``detail`` the O*NET detail it is tried with, or "", each with its title. ``place`` is its rank (1
    first), ``fit`` the value it is ranked by, 0 to 1. ``close``: a close call with the code before it.
    ``fileable``: a detailed occupation of SOC 2018, written as the form's boxes take it. ``adds`` and
    ``removes`` are against the draft as it stands; ``findings`` are all there are with this code.
    ``not_checked`` counts the rules left open.
    """

    place: int
    code: str
    number: str
    detail: str
    title: str
    detail_title: str
    remark: str
    residual: bool
    fileable: bool
    origins: tuple[Origin, ...]
    fit: float
    close: bool
    fits: tuple[Fit, ...]
    level: LevelEvidence
    duties: tuple[DutyFit, ...]
    duty_sums: tuple[DutySum, ...]
    programs: tuple[ProgramLink, ...]
    degree_links: tuple[Reason, ...]
    wages: Wages | None
    findings: tuple[TriedFinding, ...]
    adds: tuple[TriedFinding, ...]
    removes: tuple[TriedFinding, ...]
    not_checked: int
    presupposes: tuple[Presupposed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDegree:
    """A degree that counts as held: level and field as the United States counts them, the program, whether it
    is STEM.

    ``program`` is "" and ``stem`` None where the field is not known.
    """

    id: str
    level: str
    field: str
    program: str
    program_title: str
    stem: bool | None
    source: Known | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology:
    """A critical technology area that the endeavor statement speaks of (``words``) or the draft claims
    (``claimed``).
    """

    area: str
    edition: str
    words: tuple[str, ...]
    claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The attorney's note on the choice. ``agrees``: its code is the one in Part 6 item 2; None where either
    is missing.
    """

    code: str
    considered: tuple[str, ...]
    reasons: str
    chosen_by: str
    date: str
    signed: bool | None
    onet_release: str
    agrees: bool | None
    place: int | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Candidate codes of one draft side by side, ranked by how they fit what the draft states.

    ``unchanged`` counts the findings that stay whichever code is tried. ``method`` says how the codes were
    tried and ranked; ``as_of`` is the day that dates of review are held to.
    """

    case: str
    file: str
    title: str
    title_compared: str
    code: str
    highest_level: str
    degrees: tuple[HeldDegree, ...]
    technologies: tuple[Technology, ...]
    duties: tuple[Duty, ...]
    candidates: tuple[Candidate, ...]
    first_because: tuple[str, ...]
    unchanged: int
    choice: Choice | None
    method: tuple[str, ...]
    version: str
    engine: str
    as_of: date
    packs: tuple[PackUsed, ...]
    datasets: tuple[DatasetUsed, ...]
