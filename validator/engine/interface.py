"""What an engine is: rules in, one outcome per rule and draft out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from validator.engine.gathering import Gathering, Judge
from validator.engine.outcomes import Ending, Outcome, Trace
from validator.engine.program import Program
from validator.engine.reading import Conclusion, Reading
from validator.engine.values import Lookup
from validator.engine.vocabulary import CONCLUDED
from validator.errors import FaultError, NiwError, Problem


class Engine(ABC):
    """Decides the rules of one program on draft after draft. Make it once per process and keep it."""

    name: ClassVar[str]

    def __init__(self, program: Program) -> None:
        self.program = program
        self._clear = [Outcome(rule=r.id, ending=Ending.no_finding) for r in program.rules]

    @contextmanager
    @abstractmethod
    def judging(self, reading: Reading) -> Iterator[Judge]:
        """Give the function that decides conditions on one draft, for as long as the draft is open."""

    def run(self, lookup: Lookup, called: str = "") -> tuple[Outcome, ...]:
        """The outcome of every rule on one draft, in the order of the rules.

        ``called`` names the draft in errors. Raises FaultError, naming draft and rule, where the engine or a fact
        fails; errors of this package pass unchanged.
        """
        outcomes = list(self._clear)
        reading = Reading(lookup, self.program.leaves)
        with self.judging(reading) as judge:
            gathering = Gathering(reading, judge)
            for layer in self.program.layers:
                self._decide(layer, gathering, outcomes, called)
                self._conclude(layer, outcomes, reading)
        return tuple(outcomes)

    def explain(self, rule: str, lookup: Lookup, called: str = "") -> Trace:
        """How the condition of the rule of this id stands on a draft, part by part. KeyError for an unknown id."""
        wanted = self.program.rules[self.program.by_id[rule]]
        outcomes = list(self._clear)
        reading = Reading(lookup, self.program.leaves)
        with self.judging(reading) as judge:
            gathering = Gathering(reading, judge)
            for layer in self.program.layers:
                if self.program.by_id[rule] in layer:
                    break
                self._decide(layer, gathering, outcomes, called)
                self._conclude(layer, outcomes, reading)
            return gathering.trace(wanted.condition, reading.whole)

    def _decide(
        self, layer: tuple[int, ...], gathering: Gathering, outcomes: list[Outcome], called: str
    ) -> None:
        """Put the outcomes of a layer's rules that do not end clear in the place of those that do."""
        judge, whole, rules = gathering.judge, gathering.reading.whole, self.program.rules
        index = -1
        try:
            for index in layer:
                rule = rules[index]
                truth = judge(rule.condition, whole)
                if truth is not False:
                    outcomes[index] = gathering.outcome(rule.id, rule.condition, truth)
        except NiwError:
            raise
        except Exception as error:
            what = f"The {self.name} engine failed on the rule “{rules[index].id}”"
            what += f" and the draft “{called}”" if called else ""
            raise FaultError((Problem(what=f"{what}: {type(error).__name__}: {error}."),)) from error

    def _conclude(self, layer: tuple[int, ...], outcomes: list[Outcome], reading: Reading) -> None:
        """Bring the conclusions that rules of ``layer`` add to up to date."""
        names = dict.fromkeys(name for index in layer for name, _ in self.program.rules[index].concludes)
        for name in names:
            reading.conclusions[CONCLUDED + name] = self._conclusion(name, outcomes)

    def _conclusion(self, name: str, outcomes: list[Outcome]) -> Conclusion:
        settled: dict[str, None] = {}
        possible: dict[str, None] = {}
        evidence: dict[object, None] = {}
        needs: dict[str, None] = {}
        for index in self.program.concluders[name]:
            outcome = outcomes[index]
            values = [v for n, v in self.program.rules[index].concludes if n == name]
            if outcome.ending is Ending.no_finding:
                continue
            if outcome.ending is Ending.finding:
                settled.update(dict.fromkeys(values))
                evidence.update(dict.fromkeys(e for f in outcome.firings for e in f.evidence))
            else:
                possible.update(dict.fromkeys(values))
                needs.update(dict.fromkeys(outcome.needs))
        open_ = tuple(v for v in possible if v not in settled)
        return Conclusion(tuple(settled), open_, tuple(evidence), tuple(needs) if open_ else ())
