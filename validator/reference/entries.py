"""What the reference answers with. Every fact says what it is from: ``known`` names dataset and version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.frozen import frozen

if TYPE_CHECKING:
    from validator.evidence import Known


@frozen
class CodeEntry:
    """What the reference knows of one code; also of one that does not exist (``exists`` is False).

    ``level`` is ``major``, ``minor``, ``broad``, ``detailed`` or, for a known O*NET suffix, ``onet``; ``""`` where the
    code exists nowhere. ``title`` is the official one (2018's before 2010's; the detail's for a suffix), ``""``
    for 2010's groups, and ``titles`` are all official ones. ``parents`` are the groups above, nearest first, and
    ``members`` the detailed codes of a group, or of a padded number. ``padded``: written like a group, and no
    group has that number (15-1000). ``successors`` are the 2018 codes of a detailed 2010 code, itself among them
    where it goes on; ``predecessors`` the reverse. ``details`` are O*NET's codes of eight digits under it.
    ``detail_successors``: what O*NET made of a suffix of its 2010 edition.
    """

    number: str
    suffix: str
    in_2018: bool
    in_2010: bool
    in_onet: bool
    level: str
    title: str
    title_2018: str
    title_2010: str
    titles: tuple[str, ...]
    residual: bool
    military: bool
    padded: bool
    parents: tuple[str, ...]
    members: tuple[str, ...]
    successors: tuple[str, ...]
    predecessors: tuple[str, ...]
    details: tuple[str, ...]
    detail_successors: tuple[str, ...]
    known: Known

    @property
    def exists(self) -> bool:
        """Whether the six digits are a code of either edition, at any level."""
        return self.in_2018 or self.in_2010

    @property
    def is_group(self) -> bool:
        """Whether the code is a major, minor or broad group."""
        return self.level in {"major", "minor", "broad"}


@frozen
class Title:
    """A published title of a code. ``kinds``: official, direct, illustrative, onet, alternate, short, reported."""

    normal: str
    code: str
    title: str
    kinds: tuple[str, ...]
    known: Known

    @property
    def number(self) -> str:
        """The six digits of ``code``."""
        return self.code[:7]


@frozen
class JobZone:
    """O*NET's job zone of one detail in one release. Levels of two ``scheme``s are not comparable."""

    onet_code: str
    release: str
    scheme: str
    level: int
    date: str
    known: Known


@frozen
class Entry:
    """What BLS calls typical for entry. ``level`` is education as a draft's level (none, high_school, associate,
    bachelor, master, doctorate); ``bls_code`` the code the figure is published under, ``merged`` with others.
    """

    bls_code: str
    merged: bool
    education: str
    level: str
    experience: str
    training: str
    known: Known


@frozen
class Attainment:
    """Education that workers of 25 and older have, in percent (0 to 100). ``inexact``: of a wider occupation."""

    bls_code: str
    merged: bool
    below_high_school: float
    high_school: float
    some_college: float
    associate: float
    bachelor: float
    master: float
    doctorate: float
    inexact: bool
    known: Known

    @property
    def bachelor_or_more(self) -> float:
        """Percent with a bachelor's or a higher degree."""
        return round(self.bachelor + self.master + self.doctorate, 2)

    @property
    def master_or_more(self) -> float:
        """Percent with a master's or a higher degree."""
        return round(self.master + self.doctorate, 2)


@frozen
class Share:
    """One category of required education: its number, label, level of degree, and percent of respondents."""

    category: int
    label: str
    level: str
    percent: float


@frozen
class Education:
    """What respondents say the job requires (O*NET scale RL), in percent; of several details the plain mean.

    ``doubtful``: O*NET recommends to suppress at least one of the figures. ``respondents`` is None where O*NET
    gives no count (its analysts rated the occupation).
    """

    details: tuple[str, ...]
    shares: tuple[Share, ...]
    respondents: int | None
    doubtful: bool
    date: str
    known: Known

    def at_least(self, *levels: str) -> float:
        """Percent whose category comes to one of ``levels``."""
        return round(sum(share.percent for share in self.shares if share.level in levels), 2)

    @property
    def bachelor_or_more(self) -> float:
        """Percent who say a bachelor's or a higher degree is required."""
        return self.at_least("bachelor", "master", "doctorate")

    @property
    def master_or_more(self) -> float:
        """Percent who say a master's or a higher degree is required."""
        return self.at_least("master", "doctorate")


@frozen
class Program:
    """A CIP 2020 code in force. ``level``: family (2 digits), series (4), program (6). ``parents``: nearest first."""

    code: str
    level: str
    title: str
    examples: tuple[str, ...]
    parents: tuple[str, ...]
    known: Known


@frozen
class Stem:
    """Whether a program is STEM by the DHS rule, and why: ``series`` (14, 26, 27, 40), ``listed``, or ``""``."""

    code: str
    designated: bool
    by: str
    known: Known


class Term(NamedTuple):
    """A stemmed term of an occupation: field (task, definition, technology, title), weight above 0 to 1."""

    code: str
    field: str
    term: str
    weight: float


class TaskBag(NamedTuple):
    """The stemmed terms of one O*NET task; ``kind``: core, supplemental, unrated, emerging."""

    code: str
    task: str
    kind: str
    terms: frozenset[str]
