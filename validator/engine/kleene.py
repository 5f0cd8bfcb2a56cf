"""Three-valued logic after Kleene: what is unknown stays unknown unless the rest decides."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None
"""True, False, or None for unknown."""


def negated(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def both(one: Truth, other: Truth) -> Truth:
    """Kleene's and."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: Truth, other: Truth) -> Truth:
    """Kleene's or."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and over any number; true of none. Stops at the first False."""
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or over any number; false of none. Stops at the first True."""
    found: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            found = None
    return found
