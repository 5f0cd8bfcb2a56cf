"""Which edits make a difference: found by making each alone, and by taking each alone back. Never by guessing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validator.errors import PackError
from validator.facts import Facts
from validator.frozen import frozen
from validator.preview.compared import Cause
from validator.preview.edits import Edit
from validator.preview.mixture import Chosen, Mixture
from validator.preview.seeing import Endings, Ready, Spot

Look = Callable[[Endings], object]
"""What is looked at of how the rules end: whether a finding is there, what it says, whether a rule was checked."""


_NO_PACK = object()
"""What is seen of a mixture that is no pack."""


def presence(spot: Spot) -> Look:
    """Whether the finding is there."""
    return lambda endings: spot in endings.findings


def content(spot: Spot) -> Look:
    """What the finding says, how grave it is, and where it is shown."""

    def look(endings: Endings) -> object:
        seen = endings.findings.get(spot)
        return None if seen is None else seen.content

    return look


def checked(rule: str) -> Look:
    """Whether the rule could not be checked."""
    return lambda endings: rule in endings.unchecked


@frozen(kw_only=False)
class _Question:
    """One rule on one draft, and what is looked at there."""

    rule: str
    facts: Facts
    look: Look


class Attribution:
    """Finds the edits behind differences. What was made ready for one draft is kept for the next."""

    def __init__(self, mixture: Mixture) -> None:
        self._mixture = mixture
        self._ready: dict[tuple[tuple[str, ...], Chosen], Ready] = {}

    def causes(self, rule: str, facts: Facts, look: Look) -> tuple[Cause, ...]:
        """The edits that make what is looked at differ between the old pack and the new one.

        Each either makes it alone, or the new pack does not have it without that edit. Where no single edit does either
        (two of them, each enough, with a third that hides it), the fewest found that make it together.
        """
        question = _Question(rule, facts, look)
        edits = self._mixture.bearing_on(rule)
        every = frozenset(e.key for e in edits)
        before, after = self._look(question, frozenset()), self._look(question, every)
        if before == after:
            return ()

        def alone(some: Sequence[Edit]) -> bool:
            return self._look(question, frozenset(e.key for e in some)) not in (before, _NO_PACK)

        def needed(some: Sequence[Edit]) -> bool:
            return self._look(question, every - {e.key for e in some}) not in (after, _NO_PACK)

        found = _acting(edits, lambda some: alone(some) or needed(some))
        if found:
            return tuple(Cause(edit=e, alone=alone([e])) for e in found)
        together = self._fewest(question, list(edits), after)
        return tuple(Cause(edit=e, alone=False) for e in together)

    def _fewest(self, question: _Question, edits: list[Edit], after: object) -> list[Edit]:
        kept = list(edits)
        for edit in edits:
            rest = [e for e in kept if e is not edit]
            if self._look(question, frozenset(e.key for e in rest)) == after:
                kept = rest
        return kept

    def _look(self, question: _Question, chosen: Chosen) -> object:
        rules = self._mixture.together_with(question.rule)
        chosen &= frozenset(e.key for e in self._mixture.bearing_on(question.rule))
        key = (rules, chosen)
        if key not in self._ready:
            self._ready[key] = Ready(self._mixture.pack(chosen, rules))
        try:
            return question.look(self._ready[key].endings(question.facts))
        except (
            PackError
        ):  # between two packs that are valid may lie one that is none: conclusions in a circle
            return _NO_PACK


def _acting(edits: Sequence[Edit], acts: Callable[[Sequence[Edit]], bool]) -> list[Edit]:
    """The single edits that act; halves that do nothing are not looked into, for a list may have hundreds of words."""
    if not edits or not acts(edits):
        return []
    if len(edits) == 1:
        return list(edits)
    middle = len(edits) // 2
    return [*_acting(edits[:middle], acts), *_acting(edits[middle:], acts)]
