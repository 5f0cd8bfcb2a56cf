"""Many drafts: each a piece of work on its own, here, in processes of this machine or on a cluster; in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from validator.errors import Place, Problem
from validator.findings import DraftReport, Failure, Severity
from validator.frozen import frozen
from validator.run.checks import EXIT_FAULT, Checks, Result
from validator.run.terms import Terms

if TYPE_CHECKING:
    from validator.batch import Lost
    from validator.decisions import Baseline, Entry, WrittenWaiver
    from validator.drafts.sources import DraftSource
    from validator.packs import Pack

FEW = 24
"""Drafts below which several processes cost more than they bring: each loads tables and rules first."""

COUNTED = (*(s.name for s in sorted(Severity, reverse=True)), "not_checked", "waived", "baselined")

R = TypeVar("R")


@frozen
class Hands:
    """Who does the work: ``jobs`` processes (None: as many as there are cores, and none for few drafts), or a cluster.

    ``cluster`` is a Dask scheduler's address, or "". ``limit`` is the seconds that a draft may take.
    """

    jobs: int | None = None
    cluster: str = ""
    limit: float = 60.0


@frozen(kw_only=False)
class Piece:
    """A draft to be read and checked: its number in the run, where it is, and its terms.

    ``waivers`` are those beside it and what is wrong with their files, read already, where the one who checks cannot
    see the folder; None: look there.
    """

    number: int
    source: DraftSource
    terms: Terms
    waivers: tuple[tuple[WrittenWaiver, ...], tuple[str, ...]] | None = None


@frozen
class Brief:
    """What is kept of a draft in a run of very many: its line of results, and what counts for the end of the run."""

    text: str
    exit_code: int
    counts: tuple[int, ...] = ()
    case: str = ""
    failed: bool = False
    gone: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()


@frozen
class MakeChecking:
    """Makes, in any process, the function that reads and checks one draft; packs and baselines travel with it."""

    packs: Mapping[tuple[str, str | None], Pack] = field(default_factory=dict)
    baselines: Mapping[str, Baseline] = field(default_factory=dict)

    def __call__(self) -> Callable[[Piece], Result]:
        """The function; it raises nothing on account of a draft."""
        checks = Checks(self.packs, self.baselines)
        return lambda piece: checked(checks, piece)


@frozen
class MakeBriefs:
    """As :class:`MakeChecking`, for lines of results. ``words``: whether the drafts' own words may stand in them."""

    packs: Mapping[tuple[str, str | None], Pack] = field(default_factory=dict)
    baselines: Mapping[str, Baseline] = field(default_factory=dict)
    words: bool = True

    def __call__(self) -> Callable[[Piece], Brief]:
        """The function; it raises nothing on account of a draft."""
        checks = Checks(self.packs, self.baselines, picture=False)
        return lambda piece: brief_of(piece, checked(checks, piece), words=self.words)


def checked(checks: Checks, piece: Piece) -> Result:
    """What a draft comes to; a fault of ours on it is its result, and nobody else's."""
    from validator.drafts.files import read_source

    try:
        return checks.result(read_source(piece.source), piece.terms, piece.waivers)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is this draft's)
        return _fault(piece.source, f"niw failed on this draft: {type(error).__name__}: {error}.")


def brief_of(piece: Piece, result: Result, *, words: bool) -> Brief:
    """The line of a result, and its counts in the order of :data:`COUNTED`."""
    from validator.reports.lines import result_line

    of = result.of
    text = result_line(
        piece.number,
        of,
        line=piece.source.line,
        exit_code=result.exit_code,
        decisions=result.decisions,
        words=words,
    )
    counts: tuple[int, ...] = ()
    if isinstance(of, DraftReport):
        by_severity = [sum(f.severity is s for f in of.findings) for s in sorted(Severity, reverse=True)]
        counts = (*by_severity, len(of.not_checked), len(of.waived), len(of.baselined))
    return Brief(
        text=text,
        exit_code=result.exit_code,
        counts=counts,
        case=result.case,
        failed=isinstance(of, Failure),
        gone=result.gone,
        notices=result.notices,
    )


def results_of(pieces: Iterator[Piece], hands: Hands, checks: Checks) -> Iterator[Result]:
    """A result a draft, in the order of the drafts, whoever does the work.

    :param checks: what checks in this process, where the work is done here; elsewhere its packs and baselines serve.
    """
    make = MakeChecking(packs=checks.packs, baselines=checks.baselines)
    for done in _worked(pieces, hands, make, lambda piece: checked(checks, piece)):
        yield done if isinstance(done, Result) else _lost(done)


def briefs_of(
    pieces: Iterator[Piece], hands: Hands, checks: Checks, *, words: bool = True
) -> Iterator[Brief]:
    """As :func:`results_of`, in brief: the lines are made where the drafts are checked."""
    make = MakeBriefs(packs=checks.packs, baselines=checks.baselines, words=words)

    def here(piece: Piece) -> Brief:
        return brief_of(piece, checked(checks, piece), words=words)

    for done in _worked(pieces, hands, make, here):
        yield done if isinstance(done, Brief) else brief_of(done.piece, _lost(done), words=words)


def _worked(
    pieces: Iterator[Piece],
    hands: Hands,
    make: Callable[[], Callable[[Piece], R]],
    here: Callable[[Piece], R],
) -> Iterable[R | Lost[Piece]]:
    if hands.cluster:
        from validator.batch.cluster import in_cluster

        return in_cluster(pieces, make, address=hands.cluster, limit=hands.limit)
    jobs, first = _jobs(hands, pieces)
    pieces = chain(first, pieces)
    if jobs == 1:
        return map(here, pieces)
    from validator.batch.processes import in_processes

    return in_processes(pieces, make, jobs=jobs, limit=hands.limit)


def _jobs(hands: Hands, pieces: Iterator[Piece]) -> tuple[int, list[Piece]]:
    """How many processes are worth it, and the pieces that were looked at to know."""
    if hands.jobs is not None:
        return hands.jobs, []
    first = list(islice(pieces, FEW))
    if len(first) < FEW:
        return 1, first
    from validator.batch.processes import usable_cores

    return usable_cores(), first


def _lost(lost: Lost[Piece]) -> Result:
    return _fault(lost.piece.source, f"This draft could not be checked. {lost.why}")


def _fault(source: DraftSource, what: str) -> Result:
    place = Place(file=source.file, line=source.line, column=1)
    mend = "Check it by itself; the other drafts have their results."
    problem = Problem(what=what, mend=mend, place=place, code="fault")
    return Result(of=Failure(file=source.file, problems=(problem,), fault=True), exit_code=EXIT_FAULT)
