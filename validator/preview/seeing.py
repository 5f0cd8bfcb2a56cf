"""What the rules of a pack come to on one draft, rule by rule and item by item; its facts are worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from validator.ending import finding_of, one_cause
from validator.engine.outcomes import Ending
from validator.engine.program import Program
from validator.engine.reference import ReferenceEngine
from validator.facts import Facts
from validator.findings import Finding
from validator.frozen import frozen
from validator.notation import Day
from validator.packs.model import Pack, Rule

if TYPE_CHECKING:
    from validator.drafts import Draft
    from validator.reference import Reference

Spot = tuple[str, str, int]
"""A rule, the id of the item it fired on ("" for the draft), and which of several on that item (from 0)."""


@frozen
class Seen:
    """A finding as a reader meets it. ``under`` is the rule under whose finding it is shown, or ""."""

    severity: str
    says: str
    title: str
    why: str
    remedy: str
    authority: tuple[str, ...]
    under: str
    place: str

    @property
    def wording(self) -> tuple[str, str, str, str]:
        """What it says, in all its parts."""
        return (self.says, self.title, self.why, self.remedy)

    @property
    def content(self) -> tuple[object, ...]:
        """All of it but the line of the draft, which no edit of a pack moves."""
        return (self.severity, *self.wording, self.authority, self.under)


@frozen
class Endings:
    """How the rules of a pack ended on a draft: findings by spot, and the rules that could not be checked with what
    they lack. ``ran`` are the rules that were asked at all: in force on the filing date, and not off.
    """

    findings: Mapping[Spot, Seen]
    unchecked: Mapping[str, tuple[str, ...]]
    ran: frozenset[str]


class Ready:
    """A pack made ready to be asked about draft after draft, by the plain engine: nothing is compiled for it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._engines: dict[tuple[int, ...], tuple[ReferenceEngine, Mapping[str, Rule]]] = {}

    def endings(self, facts: Facts) -> Endings:
        """How its rules end on a draft."""
        engine, rules = self._engine(_filing_date(facts))
        outcomes = [(rules[o.rule], o) for o in engine.run(facts, facts.draft.id)]
        shown = [(rule, o) for rule, o in outcomes if not rule.off]
        findings = [
            finding_of(rule, firing, facts, self._pack)
            for rule, o in shown
            if o.ending is Ending.finding
            for firing in o.firings
        ]
        return Endings(
            findings=_by_spot(one_cause(findings, rules), rules),
            unchecked={rule.id: o.needs for rule, o in shown if o.ending is Ending.not_checked},
            ran=frozenset(rule.id for rule, _ in shown),
        )

    def _engine(self, day: date | None) -> tuple[ReferenceEngine, Mapping[str, Rule]]:
        in_force = self._pack.on(day)
        key = () if in_force is self._pack.rules else tuple(id(rule.when) for rule in in_force)
        if key not in self._engines:
            rules = {rule.id: rule for rule in in_force if rule.concludes or not rule.off}
            self._engines[key] = (ReferenceEngine(Program(r.compiled for r in rules.values())), rules)
        return self._engines[key]


def facts_of(draft: Draft, tables: Reference) -> Facts:
    """The facts of a draft, each worked out when it is first asked for."""
    return Facts(draft, tables)


def _filing_date(facts: Facts) -> date | None:
    filing = facts.value("case.filing_date").content
    return filing.first if isinstance(filing, Day) else None


def _by_spot(findings: list[Finding], rules: Mapping[str, Rule]) -> dict[Spot, Seen]:
    found: dict[Spot, Seen] = {}
    for host in findings:
        for finding, under in ((host, ""), *((below, host.rule) for below in host.under)):
            number = 0
            while (finding.rule, finding.item, number) in found:
                number += 1
            found[finding.rule, finding.item, number] = Seen(
                severity=finding.severity.name,
                says=finding.says,
                title=finding.title,
                why=finding.why,
                remedy=finding.remedy,
                authority=rules[finding.rule].authority,
                under=under,
                place=str(finding.place) if finding.place else "",
            )
    return found
