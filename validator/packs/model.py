"""A pack and its rules, as the rest of the house sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date

from validator.engine.conditions import Condition
from validator.engine.outcomes import Ending
from validator.engine.program import CompiledRule
from validator.errors import Place
from validator.findings import Authority, Severity
from validator.frozen import frozen

Scalar = str
"""A value as a pack writes it; it is read by the type of the fact it is held against."""


@frozen
class Effective:
    """When a rule, or a parameter's value, holds: both days included, compared with the filing date; None is open."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


ALWAYS = Effective()


@frozen
class Origin:
    """Where a setting comes from: the pack, the place in its files, and why, where the pack changes another's rule."""

    pack: str
    version: str
    place: Place
    because: str = ""
    approved_by: str = ""


@frozen
class Changed:
    """What a pack changed of a rule it inherited, severity and whether it reports; None: left alone."""

    origin: Origin
    severity: Severity | None = None
    off: bool | None = None


@frozen
class HistoryStep:
    """The severity that a rule has had from a version of its own pack on, and why."""

    version: str
    severity: Severity
    because: str


@frozen
class Example:
    """A draft in few lines, and how the rule must end on it: the ``number``-th of its kind, ``text`` as written."""

    outcome: Ending
    draft: object
    place: Place
    number: int = 1
    text: str = ""


@frozen
class Rule:
    """One check, as it stands after every pack that changes it.

    ``about`` names corners of the picture, or ``filing``. ``severity`` is in force; ``usual_severity`` is what
    the rule's own pack gave it. ``off`` rules are kept, for a conclusion they make still stands (unless
    ``concludes`` was taken away too). ``yields_to`` names rules under which its finding is shown when both fire.
    Where it reads dated parameters, ``dated`` holds the condition for each stretch of time, and ``when`` is the last.
    ``history`` is what its own pack says of its severity, oldest first; the last step is ``usual_severity``.
    """

    id: str
    title: str
    severity: Severity
    usual_severity: Severity
    about: tuple[str, ...]
    when: Condition
    says: str
    why: str
    remedy: str
    authority: tuple[str, ...]
    origin: Origin
    catalogue: str = ""
    yields_to: tuple[str, ...] = ()
    explainable: bool = True
    waivable: bool = True
    concludes: tuple[tuple[str, str], ...] = ()
    effective: Effective = ALWAYS
    dated: tuple[tuple[Effective, Condition], ...] = ()
    reviewed: date | None = None
    review_by: date | None = None
    history: tuple[HistoryStep, ...] = ()
    off: bool = False
    changed_by: tuple[Changed, ...] = ()

    @property
    def compiled(self) -> CompiledRule:
        """The rule as an engine takes it."""
        return CompiledRule(
            id=self.id, condition=self.when, concludes=self.concludes, place=self.origin.place
        )

    def on(self, day: date) -> Rule | None:
        """The rule as it reads on ``day``; None where it is not in force."""
        if not self.effective.holds_on(day):
            return None
        if not self.dated:
            return self
        when = next((c for effective, c in self.dated if effective.holds_on(day)), None)
        return None if when is None else replace(self, when=when, dated=())


@frozen
class DatedValue:
    """A parameter's value and when it holds. A list is a tuple."""

    value: Scalar | tuple[Scalar, ...]
    effective: Effective = ALWAYS


@frozen
class Param:
    """A parameter: one value, or several in force at different times."""

    name: str
    values: tuple[DatedValue, ...]
    origin: Origin

    def on(self, day: date | None) -> Scalar | tuple[Scalar, ...] | None:
        """The value in force on ``day``; without a day the last one; None where none holds."""
        if day is None:
            return self.values[-1].value if self.values else None
        return next((v.value for v in self.values if v.effective.holds_on(day)), None)


@frozen
class PhraseList:
    """A named list of words and phrases, with the packs that wrote or changed it."""

    name: str
    phrases: tuple[str, ...]
    origins: tuple[Origin, ...]


@frozen
class PackPart:
    """One pack of a chain: the pack itself, or one that it extends. ``digest`` is of its own files."""

    name: str
    version: str
    owner: str
    folder: str
    digest: str


@frozen
class Pack:
    """A pack with everything it extends, every change made.

    ``digest`` (64 hex digits) changes with any byte of any file of any part, and with nothing else. ``parts`` runs
    from the first pack extended to the pack itself.
    """

    name: str
    version: str
    digest: str
    parts: tuple[PackPart, ...]
    rules: tuple[Rule, ...]
    authorities: Mapping[str, Authority]
    conclusions: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, PhraseList] = field(default_factory=dict)
    params: Mapping[str, Param] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((r for r in self.rules if r.id == rule_id), None)

    def on(self, day: date | None) -> tuple[Rule, ...]:
        """The rules in force on the filing date, as they read on that day; without a date, all, as they read last.

        Where the day changes nothing, that is ``rules`` itself.
        """
        if day is None or not any(r.dated or r.effective != ALWAYS for r in self.rules):
            return self.rules
        return tuple(r for rule in self.rules if (r := rule.on(day)) is not None)

    def overdue(self, day: date) -> tuple[Rule, ...]:
        """The rules that somebody should have held against their authorities before ``day``."""
        return tuple(r for r in self.rules if r.review_by is not None and r.review_by < day)

    def authorities_of(self, rule: Rule) -> tuple[Authority, ...]:
        """What a rule rests on, in the order it cites."""
        return tuple(self.authorities[key] for key in rule.authority if key in self.authorities)
