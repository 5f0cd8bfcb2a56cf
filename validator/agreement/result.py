"""What a comparison of two statements comes to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from validator.evidence import Known
from validator.frozen import frozen


class Band(IntEnum):
    """How well two statements agree; ordered, ``unknown`` apart from the order (it is below all, and never
    compared).
    """

    unknown = -1
    none = 0
    weak = 1
    partial = 2
    strong = 3


@frozen
class Carried:
    """One thing that carried a score: the words, how much (−1 to 1, negative speaks against), and where it is
    from.
    """

    words: str
    weight: float
    source: Known | None = None


@frozen
class Agreement:
    """How two statements fit.

    ``score`` runs from 0 to 1, higher agrees better, and is 0.0 where ``band`` is unknown. ``relation`` is a
    short stable word for the kind of fit (``"exact title"``, ``"same broad group"``, ``"linked"``,
    ``"same family"``, ``"unrelated"``…). ``evidence`` is what carried the score, heaviest first.
    """

    band: Band
    score: float
    relation: str
    evidence: Sequence[Carried] = ()
