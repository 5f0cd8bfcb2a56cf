"""One way through: a draft, the rules in force, an engine; and out of it what was found.

Nothing here knows how a draft is written, how a rule is worded or how a report is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from validator import overview
from validator.engine.conditions import facts_of
from validator.engine.outcomes import Ending, Firing, Outcome, Trace
from validator.engine.program import Program
from validator.engine.select import select_engine
from validator.engine.values import State
from validator.engine.vocabulary import CONCLUDED
from validator.errors import FaultError, NiwError, Problem, UsageError
from validator.evidence import Evidence, Stated
from validator.facts import Facts, vocabulary
from validator.facts.frame import records_in, texts_in
from validator.findings import (
    CORNERS,
    DatasetUsed,
    DraftReport,
    Failure,
    Finding,
    Missing,
    NotChecked,
    PackUsed,
    Report,
    Severity,
    finding_key,
)
from validator.frozen import frozen
from validator.notation import Day
from validator.packs import Pack, Rule, load_pack
from validator.reference import Reference, reference
from validator.wording import sentence

if TYPE_CHECKING:
    from validator.drafts import Draft, DraftFailure
    from validator.engine.interface import Engine

DEFAULT_PACK = "niw-core"

EXPLAINING_WORDS = 8
"""The fewest words that count as an explanation; a heading or a full stop lowers nothing."""


@frozen
class Selection:
    """Which rules run: those of ``only`` (all where it is empty) that are not in ``skip``; ids or catalogue numbers."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether the rule runs."""
        names = {rule.id, rule.catalogue}
        return (not self.only or bool(names.intersection(self.only))) and not names.intersection(self.skip)


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
        self._engines: dict[tuple[int, ...], tuple[Engine, Mapping[str, Rule]]] = {}
        self._engine, _ = self._ready(None)

    def _ready(self, day: date | None) -> tuple[Engine, Mapping[str, Rule]]:
        """The engine with the rules as they read on a filing date, and those rules by id.

        Most packs read alike on every day, so one engine serves; where dates matter there is one a stretch of time.
        """
        in_force = self.pack.on(day)
        key = tuple(id(rule.when) for rule in in_force) if in_force is not self.pack.rules else ()
        if key not in self._engines:
            rules = {rule.id: rule for rule in in_force if rule.concludes or self._shown(rule)}
            self._engines[key] = (self._make(Program(rule.compiled for rule in rules.values())), rules)
        return self._engines[key]

    def _shown(self, rule: Rule) -> bool:
        return not rule.off and self._selection.takes(rule)

    def check(self, draft: Draft) -> DraftReport:
        """What the rules find in one draft. :raises FaultError: where an engine or a fact fails, naming the draft."""
        try:
            return self._check(draft)
        except NiwError:
            raise
        except Exception as error:
            what = f"niw failed on the draft “{draft.id}”: {type(error).__name__}: {error}."
            raise FaultError((Problem(what=what, place=draft.place(())),)) from error

    def _check(self, draft: Draft) -> DraftReport:
        facts = Facts(draft, self.reference)
        engine, rules = self._ready(_filing_date(facts))
        ended = [
            (rule, outcome)
            for outcome in engine.run(facts, draft.id)
            if self._shown(rule := rules[outcome.rule])
        ]
        silent = [rule for rule, outcome in ended if outcome.ending is Ending.no_finding]
        findings = [f for rule, outcome in ended for f in self._findings(rule, outcome, facts)]
        order = {rule: number for number, rule in enumerate(rules)}
        grouped = sorted(_one_cause(findings, rules), key=lambda f: (-f.severity, order[f.rule]))
        return DraftReport(
            file=draft.file,
            header=overview.header(facts),
            findings=tuple(grouped),
            not_checked=tuple(_not_checked(rule, o) for rule, o in ended if o.ending is Ending.not_checked),
            clear=tuple(rule.id for rule in silent if not _left_blank(rule, facts)),
            left_blank=tuple(rule.id for rule in silent if _left_blank(rule, facts)),
            edges=overview.edges(facts),
            officer_first=tuple(_placed(s, draft) for s in overview.officer_first(facts)),
            matrix=tuple(overview.placed(row, draft) for row in overview.matrix(facts)),
        )

    def rules_called(self, name: str) -> tuple[Rule, ...]:
        """The rules of that id or catalogue number. :raises UsageError: where there is none."""
        _known_rules(self.pack, (name,))
        return tuple(rule for rule in self.pack.rules if name in (rule.id, rule.catalogue))

    def explain(self, rule: str, draft: Draft) -> Trace:
        """How a rule's condition stands on a draft, part by part. :raises UsageError: for a rule that is not there."""
        _known_rules(self.pack, (rule,))
        facts = Facts(draft, self.reference)
        engine, rules = self._ready(_filing_date(facts))
        if rule not in rules:
            problem = Problem(
                what=f"The rule “{rule}” is off, or not in force on the filing date.", mend="Choose another."
            )
            raise UsageError((problem,))
        return engine.explain(rule, facts, draft.id)

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
            engine=self._engine.name,
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

    def _findings(self, rule: Rule, outcome: Outcome, facts: Facts) -> list[Finding]:
        if outcome.ending is not Ending.finding:
            return []
        return [self._finding(rule, firing, facts) for firing in outcome.firings]

    def _finding(self, rule: Rule, firing: Firing, facts: Facts) -> Finding:
        draft = facts.draft
        evidence = _unique(_placed(e, draft) for e in firing.evidence)
        stated = tuple(e for e in evidence if isinstance(e, Stated))
        item = ", ".join(bound.id for bound in firing.binding)
        lowered = _explained(rule, {bound.id for bound in firing.binding}, facts)
        severity = Severity(max(rule.severity - 1, Severity.low)) if lowered else rule.severity
        return Finding(
            rule=rule.id,
            catalogue=rule.catalogue,
            title=rule.title,
            severity=severity,
            usual_severity=rule.severity,
            about=rule.about,
            says=sentence(rule, firing, facts, self.pack),
            why=rule.why,
            remedy=rule.remedy,
            key=finding_key(draft.id, rule.id, item, stated),
            item=item,
            lowered_by=_placed(lowered, draft) if lowered and severity < rule.severity else None,
            authorities=self.pack.authorities_of(rule),
            evidence=evidence,
        )


def _filing_date(facts: Facts) -> date | None:
    """The day that effective dates and dated parameters are compared with; None where it is not entered."""
    filing = facts.value("case.filing_date").content
    return filing.first if isinstance(filing, Day) else None


def _known_rules(pack: Pack, names: Sequence[str]) -> None:
    known = {name for rule in pack.rules for name in (rule.id, rule.catalogue) if name}
    unknown = [name for name in names if name not in known]
    if unknown:
        from difflib import get_close_matches

        problems = []
        for name in unknown:
            near = get_close_matches(name, known, n=1)
            mend = (
                f"Did you mean “{near[0]}”?"
                if near
                else f"The command niw pack show {pack.name} lists its rules."
            )
            problems.append(Problem(what=f"The pack {pack.name} has no rule “{name}”.", mend=mend))
        raise UsageError(tuple(problems))


E = TypeVar("E", bound=Evidence)


def _placed(evidence: E, draft: Draft) -> E:
    """Evidence with its position in the draft's file."""
    if isinstance(evidence, Stated) and evidence.place is None:
        return replace(evidence, place=draft.place(evidence.path))
    return evidence


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once; what the case file says of itself (track, stage, filing date) behind what the documents say."""
    return tuple(
        sorted(dict.fromkeys(evidence), key=lambda e: isinstance(e, Stated) and e.path[:1] == ("case",))
    )


def _explained(rule: Rule, items: set[str], facts: Facts) -> Stated | None:
    """The passage of the draft that bridges what the rule is about, or that covers the item it fired on."""
    if not rule.explainable:
        return None
    corners = {corner for corner in rule.about if corner in CORNERS}
    for record in records_in(facts.value("explanations")):
        text = record.get("text")
        if len(str(text.content or "").split()) < EXPLAINING_WORDS:
            continue
        bridges = len(corners) > 1 and corners <= set(texts_in(record.get("about")))
        if text.state is State.known and (bridges or items.intersection(texts_in(record.get("covers")))):
            return next((e for e in text.evidence if isinstance(e, Stated)), None)
    return None


def _left_blank(rule: Rule, facts: Facts) -> bool:
    """Whether nothing that a rule reads of the petition holds a value: it found nothing, and judged nothing."""
    names = {ref.name for ref in facts_of(rule.when)}
    read = [n for n in names if n in vocabulary() and not n.startswith(("case.", CONCLUDED))]
    return bool(read) and all(facts.value(n).state in (State.blank, State.absent) for n in read)


def _one_cause(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """Each finding that yields to one that was found too is put under it: one cause, one finding.

    A graver finding is never hidden under a lesser one, nor one list item's under another's.
    """
    under: dict[str, list[Finding]] = {}
    shown: list[Finding] = []
    for finding in findings:
        host = _host(finding, rules[finding.rule].yields_to, findings)
        if host is None:
            shown.append(finding)
        else:
            under.setdefault(host.key, []).append(finding)

    def gathered(finding: Finding) -> tuple[Finding, ...]:
        return tuple(part for below in under.get(finding.key, ()) for part in (below, *gathered(below)))

    return [replace(f, under=below) if (below := gathered(f)) else f for f in shown]


def _host(finding: Finding, yields_to: Sequence[str], findings: Sequence[Finding]) -> Finding | None:
    """The finding that ``finding`` is shown under: of a rule it yields to, no less grave, of the same item."""
    for rule in yields_to:
        for other in findings:
            same = not finding.item or not other.item or finding.item == other.item
            if other.rule == rule and other.severity >= finding.severity and same:
                return other
    return None


def _not_checked(rule: Rule, outcome: Outcome) -> NotChecked:
    return NotChecked(
        rule=rule.id,
        catalogue=rule.catalogue,
        title=rule.title,
        severity=rule.severity,
        about=rule.about,
        missing=tuple(Missing(field=name, item=_form_item(name)) for name in outcome.needs),
        items="; ".join(map(str, outcome.open_items)),
    )


def _form_item(name: str) -> str:
    """The form item or document of a field that is not entered, by its name in the vocabulary."""
    words = vocabulary()
    spec = words.get(name)
    if spec is not None:
        return spec.item
    list_ = name.rpartition(".")[0]
    while list_:
        parent = words.get(list_)
        if parent is not None:
            inner = parent.field(name[len(list_) + 1 :])
            return inner.item if inner else ""
        list_ = list_.rpartition(".")[0]
    return ""


def _datasets(tables: Reference) -> tuple[DatasetUsed, ...]:
    used = {(s.dataset, s.version): s.licence for table in tables.tables() for s in table.sources}
    return tuple(
        DatasetUsed(name=name, version=version, licence=licence)
        for (name, version), licence in sorted(used.items())
    )
