"""Fixtures that every room's tests share: where the repository is, where the official data is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPO = Path(__file__).resolve().parent.parent

# The same examples at every run where a red build must mean a change; new ones at every run elsewhere.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the repository."""
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official data and real filings beside the repository; a test that asks for it skips without."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (official data and real filings), which is not beside this repository")
    return folder
