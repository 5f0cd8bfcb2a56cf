from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.reference import Reference, reference

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def ref() -> Reference:
    return reference()


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """The official files as published, which are no part of the project."""
    return shared / "data"
