"""What this room remembers: the last answers of functions of texts, for petitions repeat titles, fields and statements.

Every answer depends on the texts asked about and on the reference alone, which does not change while a process runs.
Memories are bounded, each by a number of answers, so that a run over many drafts stays as large as after its first
hundreds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_memories: list[Any] = []


def remembered(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last ``size`` answers of a function whose arguments are texts and numbers."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        memory = lru_cache(maxsize=size)(function)
        _memories.append(memory)
        return cast("Callable[P, R]", memory)

    return decorate


def forget() -> None:
    """Forget all: for whoever changes weights or tables within a process, as the benchmarks do."""
    for memory in _memories:
        memory.cache_clear()
