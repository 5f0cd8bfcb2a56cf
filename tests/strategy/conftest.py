"""One checker and one comparison a sample for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from validator.checker import Checker
from validator.drafts import load_draft
from validator.strategy import compare
from validator.strategy.model import Comparison

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def compared(checker: Checker) -> Callable[[str], Comparison]:
    @cache
    def of(sample: str) -> Comparison:
        return compare(load_draft(SAMPLES / f"{sample}.yaml"), checker=checker)

    return of
