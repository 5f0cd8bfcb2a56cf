"""One way through: a draft, the rules in force, an engine; and out of it what was found.

Nothing here knows how a draft is written, how a rule is worded or how a report is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from validator import overview
from validator.ending import finding_of, left_blank, not_checked_of, one_cause, placed, reads
from validator.engine.outcomes import Ending, Trace
from validator.engine.program import Program
from validator.engine.select import select_engine
from validator.errors import FaultError, NiwError, Problem, UsageError
from validator.facts import Facts, vocabulary
from validator.findings import (
    DatasetUsed,
    DraftReport,
    Failure,
    Finding,
    NotChecked,
    PackUsed,
    Report,
)
from validator.frozen import frozen
from validator.notation import Day
from validator.packs import Pack, Rule, load_pack
from validator.reference import Reference, reference

if TYPE_CHECKING:
    from validator.drafts import Draft, DraftFailure
    from validator.engine.interface import Engine

DEFAULT_PACK = "niw-core"


@frozen
class Selection:
    """Which rules run: those of ``only`` (all where it is empty) that are not in ``skip``; ids or catalogue numbers."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether the rule runs."""
        names = {rule.id, rule.catalogue}
        return (not self.only or bool(names.intersection(self.only))) and not names.intersection(self.skip)


@frozen
class _Ready:
    """The rules as they read on a filing date: by id with their order, and, in the order of the engine's outcomes, each
    that is shown with the facts it reads.
    """

    engine: Engine
    rules: Mapping[str, Rule]
    order: Mapping[str, int]
    shown: tuple[tuple[Rule, tuple[str, ...]] | None, ...]


class Checker:
    """A pack made ready to check draft after draft; make it once a process.

    :param pack: the name of a pack that ships or is installed, a pack's folder, or a pack already loaded.
    :param engine: ``auto`` (durable where it imports), ``durable`` or ``reference``.
    :param as_of: the day that dates of review and expiry are held to; today where None.
    :raises PackError: with every mistake of the pack. :raises UsageError: for an engine or a rule that is not there.
    """

    def __init__(
        self,
        pack: str | Pack = DEFAULT_PACK,
        *,
        engine: str = "auto",
        as_of: date | None = None,
        selection: Selection | None = None,
    ) -> None:
        self.pack = pack if isinstance(pack, Pack) else load_pack(pack, vocabulary())
        self.as_of = as_of or date.today()  # noqa: DTZ011  (a day on the attorney's calendar)
        self.reference: Reference = reference()
        selection = selection or Selection()
        _known_rules(self.pack, (*selection.only, *selection.skip))
        self._selection = selection
        selected = select_engine(engine)
        overdue = (
            f"The rule {rule.id} was to be reviewed by {rule.review_by}."
            for rule in self.pack.overdue(self.as_of)
        )
        self.notices = (*((selected.notice,) if selected.notice else ()), *overdue)
        self._make = selected.engine
        self._engines: dict[tuple[int, ...], _Ready] = {}
        self._on = lru_cache(maxsize=1024)(self._ready)

    def _ready(self, day: date | None) -> _Ready:
        """The engine with the rules as they read on a filing date, and those rules by id.

        Most packs read alike on every day, so one engine serves; where dates matter there is one a stretch of time.
        """
        in_force = self.pack.on(day)
        key = tuple(id(rule.when) for rule in in_force) if in_force is not self.pack.rules else ()
        if key not in self._engines:
            rules = {rule.id: rule for rule in in_force if rule.concludes or self._shown(rule)}
            engine = self._make(Program(rule.compiled for rule in rules.values()))
            self._engines[key] = _Ready(
                engine=engine,
                rules=rules,
                order={rule: number for number, rule in enumerate(rules)},
                shown=tuple((rule, reads(rule)) if self._shown(rule) else None for rule in rules.values()),
            )
        return self._engines[key]

    def _shown(self, rule: Rule) -> bool:
        return not rule.off and self._selection.takes(rule)

    def check(self, draft: Draft, *, picture: bool = True) -> DraftReport:
        """What the rules find in one draft.

        :param picture: also draw the edges, what an officer reads first, and the matrix; lines of results do without.
        :raises FaultError: where an engine or a fact fails, naming the draft.
        """
        try:
            return self._check(draft, picture=picture)
        except NiwError:
            raise
        except Exception as error:
            what = f"niw failed on the draft “{draft.id}”: {type(error).__name__}: {error}."
            raise FaultError((Problem(what=what, place=draft.place(())),)) from error

    def _check(self, draft: Draft, *, picture: bool) -> DraftReport:
        facts = Facts(draft, self.reference)
        try:
            return self._found(facts, picture=picture)
        finally:
            facts.close()

    def _found(self, facts: Facts, *, picture: bool) -> DraftReport:
        draft = facts.draft
        ready = self._on(_filing_date(facts))
        findings: list[Finding] = []
        open_: list[NotChecked] = []
        clear: list[str] = []
        blank: list[str] = []
        for shown, outcome in zip(ready.shown, ready.engine.run(facts, draft.id), strict=True):
            if shown is None:
                continue
            rule, read = shown
            if outcome.ending is Ending.no_finding:
                (blank if left_blank(read, facts) else clear).append(rule.id)
            elif outcome.ending is Ending.not_checked:
                open_.append(not_checked_of(rule, outcome))
            else:
                findings += [finding_of(rule, firing, facts, self.pack) for firing in outcome.firings]
        order = ready.order
        grouped = sorted(one_cause(findings, ready.rules), key=lambda f: (-f.severity, order[f.rule]))
        return DraftReport(
            file=draft.file,
            header=overview.header(facts),
            findings=tuple(grouped),
            not_checked=tuple(open_),
            clear=tuple(clear),
            left_blank=tuple(blank),
            edges=overview.edges(facts) if picture else (),
            officer_first=tuple(placed(s, draft) for s in overview.officer_first(facts)) if picture else (),
            matrix=tuple(overview.placed(row, draft) for row in overview.matrix(facts)) if picture else (),
        )

    def rules_called(self, name: str) -> tuple[Rule, ...]:
        """The rules of that id or catalogue number. :raises UsageError: where there is none."""
        _known_rules(self.pack, (name,))
        return tuple(rule for rule in self.pack.rules if name in (rule.id, rule.catalogue))

    def explain(self, rule: str, draft: Draft) -> Trace:
        """How a rule's condition stands on a draft, part by part. :raises UsageError: for a rule that is not there."""
        _known_rules(self.pack, (rule,))
        facts = Facts(draft, self.reference)
        ready = self._ready(_filing_date(facts))
        if rule not in ready.rules:
            problem = Problem(
                what=f"The rule “{rule}” is off, or not in force on the filing date.", mend="Choose another."
            )
            raise UsageError((problem,))
        return ready.engine.explain(rule, facts, draft.id)

    def report(self, drafts: Iterable[Draft | DraftFailure]) -> Report:
        """The report of a run over drafts, in their order; those that could not be read become failures."""
        from validator.drafts import DraftFailure

        found: list[DraftReport] = []
        failures: list[Failure] = []
        files: dict[str, str] = {}
        twice: list[str] = []
        for draft in drafts:
            if isinstance(draft, DraftFailure):
                failures.append(Failure(file=draft.file, problems=draft.problems))
                continue
            if files.setdefault(draft.id, draft.file) != draft.file:
                twice.append(
                    f"The case id “{draft.id}” stands in {files[draft.id]} and in {draft.file}; give each its own."
                )
            try:
                found.append(self.check(draft))
            except FaultError as fault:
                failures.append(Failure(file=draft.file, problems=fault.problems, fault=True))
        return self.report_of(found, failures, notices=twice)

    def report_of(
        self,
        drafts: Sequence[DraftReport],
        failures: Sequence[Failure] = (),
        notices: Sequence[str] = (),
    ) -> Report:
        """A report around results that were made before, with what they were made with."""
        from validator import __version__

        return Report(
            version=__version__,
            as_of=self.as_of,
            engine=self._make.name,
            packs=tuple(
                PackUsed(
                    name=p.name,
                    version=p.version,
                    digest=p.digest,
                    rules=sum(r.origin.pack == p.name for r in self.pack.rules),
                )
                for p in self.pack.parts
            ),
            datasets=_datasets(self.reference),
            drafts=tuple(drafts),
            failures=tuple(failures),
            notices=(*self.notices, *notices),
        )


def _filing_date(facts: Facts) -> date | None:
    """The day that effective dates and dated parameters are compared with; None where it is not entered."""
    filing = facts.value("case.filing_date").content
    return filing.first if isinstance(filing, Day) else None


def unknown_rules(pack: Pack, names: Iterable[str]) -> tuple[tuple[str, Problem], ...]:
    """Those of ``names`` that are the id or the catalogue number of no rule, each with what to say of it."""
    known = {name for rule in pack.rules for name in (rule.id, rule.catalogue) if name}
    unknown = [name for name in names if name not in known]
    if not unknown:
        return ()
    from difflib import get_close_matches

    problems = []
    for name in unknown:
        near = get_close_matches(name, known, n=1)
        mend = (
            f"Did you mean “{near[0]}”?"
            if near
            else f"The command niw pack show {pack.name} lists its rules."
        )
        problems.append((name, Problem(what=f"The pack {pack.name} has no rule “{name}”.", mend=mend)))
    return tuple(problems)


def _known_rules(pack: Pack, names: Iterable[str]) -> None:
    unknown = unknown_rules(pack, names)
    if unknown:
        raise UsageError(tuple(problem for _, problem in unknown))


def _datasets(tables: Reference) -> tuple[DatasetUsed, ...]:
    used = {(s.dataset, s.version): s.licence for table in tables.tables() for s in table.sources}
    return tuple(
        DatasetUsed(name=name, version=version, licence=licence)
        for (name, version), licence in sorted(used.items())
    )
