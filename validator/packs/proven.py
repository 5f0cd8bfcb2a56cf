"""What examples prove of a pack: the results of :func:`validator.packs.proof.test_pack`."""

from __future__ import annotations

from collections.abc import Mapping

from validator.engine.outcomes import Ending
from validator.errors import Place, Problem
from validator.frozen import frozen

KINDS: Mapping[str, Ending] = {
    "fires": Ending.finding,
    "clear": Ending.no_finding,
    "unchecked": Ending.not_checked,
}
"""The kinds of example, and how a rule must end on each."""


@frozen
class Part:
    """A leaf or a count of a condition, as the rule language writes it, where it stands, and the line it stands on."""

    text: str
    place: Place | None
    line_text: str = ""


@frozen
class Tried:
    """One example and how the rule ended on it; ``got`` is the message where it could not be read as a draft.

    Of one that ended otherwise than it says, ``needs`` are the fields that would let the rule be checked, and
    ``by`` the parts of the condition each of which, by itself the other way round, would make it end as it says.
    ``faults`` are the mistakes of one that is no draft, each at its own place.
    """

    kind: str
    number: int
    place: Place
    text: str
    wanted: Ending
    got: Ending | str
    needs: tuple[str, ...] = ()
    by: tuple[Part, ...] = ()
    line_text: str = ""
    faults: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """It ended as it says."""
        return self.got is self.wanted


@frozen
class RuleTest:
    """What the examples prove of one rule.

    ``missing`` names the kinds of example it lacks. ``unproven`` are the parts of its condition that no example
    decides: turned round, every example ends as before. A rule that fires on no example ``never_fires``; where
    its condition can hold of no draft, ``contradiction`` says why and where, and ``unproven`` is left empty.
    """

    rule: str
    place: Place
    line_text: str = ""
    tried: tuple[Tried, ...] = ()
    missing: tuple[str, ...] = ()
    unproven: tuple[Part, ...] = ()
    never_fires: bool = False
    contradiction: Part | None = None

    @property
    def examples(self) -> int:
        """How many examples it has."""
        return len(self.tried)

    @property
    def failed(self) -> tuple[Tried, ...]:
        """The examples that do not end as they say."""
        return tuple(t for t in self.tried if not t.passed)

    @property
    def passed(self) -> bool:
        """Every example ends as it says, there is one of each kind, and the rule can fire."""
        return not self.failed and not self.missing and not self.never_fires

    @property
    def proven(self) -> bool:
        """It passed, and an example decides every part of its condition."""
        return self.passed and not self.unproven


@frozen
class Flipped:
    """An example of an inherited rule that ends otherwise under this pack's lists and parameters."""

    rule: str
    place: Place
    was: Ending | str
    now: Ending | str


@frozen
class Together:
    """Two rules that fire on the same examples of the pack (``examples`` many), always.

    ``yields`` is the one whose finding is shown under the other's, or "": then nothing tells the two apart.
    """

    one: str
    other: str
    examples: int
    yields: str = ""


@frozen
class PackTest:
    """What the examples prove of a pack.

    ``flipped`` are examples of inherited rules that this pack's changes make end otherwise: no mistake, but
    nothing to ship unseen. So are the pairs of ``together``.
    """

    pack: str
    version: str
    digest: str
    rules: tuple[RuleTest, ...]
    together: tuple[Together, ...] = ()
    flipped: tuple[Flipped, ...] = ()

    @property
    def examples(self) -> int:
        """How many examples were run."""
        return sum(r.examples for r in self.rules)

    @property
    def passed(self) -> bool:
        """Every rule passed."""
        return all(r.passed for r in self.rules)

    @property
    def proven(self) -> bool:
        """Every rule passed with no part of a condition unproven."""
        return all(r.proven for r in self.rules)
