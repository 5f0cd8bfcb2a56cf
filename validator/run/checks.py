"""A draft and its terms in, a result out; checkers, baselines and waivers are made once a process and kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from validator.checker import Checker, Selection
from validator.drafts import Draft, DraftFailure
from validator.errors import FaultError, UsageError
from validator.facts import vocabulary
from validator.findings import DecisionNote, DraftReport, Failure, Severity
from validator.frozen import frozen
from validator.packs import Pack, load_pack
from validator.settings import NEVER

if TYPE_CHECKING:
    from validator.decisions import Baseline, Entry, RuleNow, WaiverBook, WrittenWaiver
    from validator.run.terms import Terms
    from validator.strategy.model import Comparison

EXIT_FINDINGS, EXIT_USAGE, EXIT_DRAFT, EXIT_FAULT = 1, 2, 3, 5


@frozen
class Result:
    """What one draft came to: its report, or why there is none; ``exit_code`` by the draft's own thresholds.

    ``case`` is the draft's id, "" where it could not be read. ``decisions`` are notes on waivers and baseline entries
    that silence nothing, ``gone`` the baseline's entries whose finding no longer occurs, ``notices`` what else is to be
    told once a run. ``comparison`` is there where the candidate codes were asked for and there is something to compare.
    """

    of: DraftReport | Failure
    exit_code: int
    case: str = ""
    decisions: tuple[DecisionNote, ...] = ()
    gone: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()
    comparison: Comparison | None = None


class Checks:
    """Checks drafts, each by its terms. One for a process: what it makes it keeps.

    :param packs: packs that are loaded already, by name or folder and the folder that is seen from.
    :param baselines: baselines that are read already, by file.
    :param picture: whether results hold edges and matrix as well; lines of results do without.
    """

    def __init__(
        self,
        packs: Mapping[tuple[str, str | None], Pack] | None = None,
        baselines: Mapping[str, Baseline] | None = None,
        *,
        picture: bool = True,
    ) -> None:
        self._picture = picture
        self._packs: dict[tuple[str, str | None], Pack] = dict(packs or {})
        self._checkers: dict[tuple[object, ...], Checker] = {}
        self._baselines: dict[str, Baseline] = dict(baselines or {})
        self._books: dict[tuple[str, ...], WaiverBook] = {}

    @property
    def packs(self) -> Mapping[tuple[str, str | None], Pack]:
        """The packs that were asked for so far."""
        return self._packs

    @property
    def baselines(self) -> Mapping[str, Baseline]:
        """The baselines that were asked for so far."""
        return self._baselines

    def pack(self, terms: Terms) -> Pack:
        """The pack of these terms. :raises PackError: with every mistake of it."""
        key = (terms.pack, terms.base)
        if key not in self._packs:
            base = Path(terms.base) if terms.base else None
            self._packs[key] = load_pack(terms.pack, vocabulary(), base=base)
        return self._packs[key]

    def checker(self, terms: Terms) -> Checker:
        """The checker for these terms. :raises PackError: as :meth:`pack`. :raises UsageError: as :class:`Checker`."""
        key = (terms.pack, terms.base, terms.only, terms.skip, terms.engine, terms.as_of)
        if key not in self._checkers:
            selection = Selection(only=terms.only, skip=terms.skip)
            self._checkers[key] = Checker(
                self.pack(terms), engine=terms.engine, as_of=terms.as_of, selection=selection
            )
        return self._checkers[key]

    def begin_baseline(self, baseline: Baseline) -> None:
        """Let ``baseline`` be what its file holds: one that this run will write."""
        self._baselines.setdefault(baseline.file, baseline)

    def baseline(self, terms: Terms) -> Baseline | None:
        """The baseline of these terms. :raises UsageError: where it cannot be read."""
        file = terms.baseline
        if file is None:
            return None
        if file not in self._baselines:
            from validator.decisions import read_baseline

            self._baselines[file] = read_baseline(file)
        return self._baselines[file]

    def result(
        self,
        loaded: Draft | DraftFailure,
        terms: Terms,
        waivers: tuple[Sequence[WrittenWaiver], tuple[str, ...]] | None = None,
    ) -> Result:
        """What one draft comes to. Its own mistakes, and a fault of ours on it, are in the result and not raised.

        :param waivers: what :meth:`waivers` says, where the files beside it cannot be seen from here.
        """
        if isinstance(loaded, DraftFailure):
            failure = Failure(file=loaded.file, problems=loaded.problems)
            return Result(of=failure, exit_code=EXIT_DRAFT)
        checker = self.checker(terms)
        try:
            result = self._decided(
                Result(of=checker.check(loaded, picture=self._picture), exit_code=0, case=loaded.id),
                loaded,
                terms,
                checker,
                waivers,
            )
            result = _compared(result, loaded, checker) if terms.compare else result
        except FaultError as fault:
            failure = Failure(file=loaded.file, problems=fault.problems, fault=True)
            return Result(of=failure, exit_code=EXIT_FAULT, case=loaded.id)
        assert isinstance(result.of, DraftReport)
        return replace(result, exit_code=max(result.exit_code, exit_code_of(result.of, terms)))

    # ------------------------------------------------------------------------------------------------ decisions

    def _decided(
        self,
        result: Result,
        draft: Draft,
        terms: Terms,
        checker: Checker,
        said: tuple[Sequence[WrittenWaiver], tuple[str, ...]] | None,
    ) -> Result:
        """The result after what somebody decided on before."""
        baseline = self.baseline(terms)
        waivers, mistakes = self.waivers(draft.file, terms) if said is None else said
        if baseline is None and not waivers and not mistakes:
            return result
        from validator.decisions import decide

        assert isinstance(result.of, DraftReport)
        today = terms.as_of or datetime.now(UTC).date()
        decided = decide(result.of, waivers, _RulesOf(checker.pack), today=today, baseline=baseline)
        return replace(
            result,
            of=decided.report,
            decisions=decided.notes,
            gone=() if baseline is None else baseline.gone(decided.report),
            notices=mistakes,
            exit_code=EXIT_USAGE if mistakes else 0,
        )

    def waivers(self, file: str, terms: Terms) -> tuple[tuple[WrittenWaiver, ...], tuple[str, ...]]:
        """The waivers that may concern the drafts of ``file``, and what is wrong with the files they are in."""
        if not terms.waivers and not _has_waivers(file):
            return (), ()
        book = self._book(terms.waivers)
        told = (str(p) for source in book.sources(file) for p in book.problems.get(str(source), ()))
        return book.beside(file), tuple(told)

    def _book(self, named: tuple[str, ...]) -> WaiverBook:
        if named not in self._books:
            from validator.decisions import WaiverBook

            self._books[named] = WaiverBook(named)
        return self._books[named]


def _has_waivers(file: str) -> bool:
    """Whether a file of waivers stands beside the draft: looked at before anything is imported for it."""
    folder, name = os.path.split(file)
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    return any(os.path.exists(os.path.join(folder, n)) for n in ("waivers.yaml", f"{stem}.waivers.yaml"))  # noqa: PTH110, PTH118


class _RulesOf:
    """What decisions ask of the rules of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._rules = {rule.id: rule for rule in pack.rules}

    def __call__(self, name: str) -> RuleNow | None:
        """The rule of that id."""
        from validator.decisions import RuleNow
        from validator.packs.fingerprint import fingerprint

        rule = self._rules.get(name)
        return None if rule is None else RuleNow(waivable=rule.waivable, fingerprint=fingerprint(rule))


def _compared(result: Result, draft: Draft, checker: Checker) -> Result:
    """The result with the draft's codes side by side; without, where the draft states nothing to compare."""
    from validator.strategy import compare
    from validator.strategy.report_codes import report_codes

    assert isinstance(result.of, DraftReport)
    try:
        comparison = compare(draft, checker=checker)
    except UsageError as nothing:
        told = tuple(f"{draft.file}: no codes were compared. {p.what}" for p in nothing.problems)
        return replace(result, notices=(*result.notices, *told))
    return replace(result, of=replace(result.of, codes=report_codes(comparison)), comparison=comparison)


def exit_code_of(report: DraftReport, terms: Terms) -> int:
    """1 where a finding, or a rule that was not checked, reaches the draft's threshold; else 0."""
    found = _reached((f.severity for f in report.findings), terms.fail_on)
    open_ = _reached((n.severity for n in report.not_checked), terms.fail_on_unchecked)
    return EXIT_FINDINGS if found or open_ else 0


def _reached(severities: Iterable[Severity], threshold: str) -> bool:
    return threshold != NEVER and any(s >= Severity[threshold] for s in severities)
