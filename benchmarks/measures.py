"""How real pairs and planted ones are told apart, in one number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


def auc(real: list[float], planted: list[float]) -> float:
    """The chance that a real pair scores above a planted one, ties half."""
    order = sorted(planted)
    wins = sum(bisect_left(order, s) + bisect_right(order, s) for s in real)
    return wins / (2 * len(real) * len(order))


def found_at(real: list[float], planted: list[float], share: float) -> float:
    """The share of planted pairs below the score that flags ``share`` of the real ones."""
    cut = sorted(real)[int(share * len(real))]
    return sum(s < cut for s in planted) / len(planted)
