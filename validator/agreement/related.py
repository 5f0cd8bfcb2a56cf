"""Occupations that O*NET relates to one: work that lies near it though its code may stand in another group."""

from __future__ import annotations

from collections.abc import Sequence

from validator.agreement.memory import remembered
from validator.agreement.occupations import codes, with_neighbours_at
from validator.agreement.tables import rows

# How much of a code's fit is that of its related occupations. Chosen on tasks left out and held against their
# own occupation, between 0 and 0.6 (benchmarks/planted_edges.py): less loses texts of neighbouring
# work, more brings other work near.
_RELATED = 0.2


@remembered(4096)
def related_codes(code: str, tier: str = "Primary") -> frozenset[str]:
    """Six-digit codes that O*NET relates to a code, of the tiers whose names begin so (``Primary``,
    ``Primary-Short``).
    """
    found = rows("SELECT tier, related FROM related_said WHERE code = ?", code)
    return frozenset(near for name, codes_ in found if name.startswith(tier) for near in codes_.split(" "))


@remembered(1024)
def _indices(index: int) -> tuple[int, ...]:
    table = codes()
    return tuple(sorted(table.index[c] for c in related_codes(table.codes[index]) if c in table.index))


def with_related(share: Sequence[float], index: int) -> float:
    """A code's share with its neighbours' help (:func:`with_neighbours_at`), the mean share of its related
    occupations counted in part.
    """
    fit = with_neighbours_at(share, codes(), index)
    near = _indices(index)
    if not near:
        return fit
    return (1 - _RELATED) * fit + _RELATED * sum(share[i] for i in near) / len(near)
