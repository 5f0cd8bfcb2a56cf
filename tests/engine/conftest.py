"""Engines to run tests with."""

from __future__ import annotations

import pytest

from validator.engine.interface import Engine
from validator.engine.reference import ReferenceEngine


@pytest.fixture
def durable() -> type[Engine]:
    """The engine on durable-rules; a test that asks for it is skipped where the library does not import."""
    module = pytest.importorskip(
        "validator.engine.durable",
        reason="needs durable-rules, which does not import here (no compiler, or no build flag): docs/engine.md",
        exc_type=ImportError,
    )
    found: type[Engine] = module.DurableEngine
    return found


@pytest.fixture(params=["reference", "durable"])
def engine(request: pytest.FixtureRequest) -> type[Engine]:
    """Each engine in turn."""
    if request.param == "reference":
        return ReferenceEngine
    found: type[Engine] = request.getfixturevalue("durable")
    return found
