"""Which engine runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from validator.engine.interface import Engine
from validator.engine.reference import ReferenceEngine
from validator.engine.select import select_engine
from validator.errors import UsageError


def test_durable_runs_where_it_imports(durable: type[Engine]) -> None:
    assert select_engine() == select_engine("durable")
    assert select_engine().engine is durable
    assert select_engine().notice == ""
    assert select_engine("reference").engine is ReferenceEngine


def test_plain_python_takes_over_with_one_line_of_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "validator.engine.durable", None)  # what Python makes of a failed import
    selected = select_engine("auto")
    assert selected.engine is ReferenceEngine
    assert "durable-rules" in selected.notice
    assert "\n" not in selected.notice
    with pytest.raises(UsageError, match="does not import"):
        select_engine("durable")


def test_another_name_is_an_error_that_lists_the_names() -> None:
    with pytest.raises(UsageError, match="auto, durable, reference"):
        select_engine("clips")


def test_the_library_is_imported_only_where_it_is_used(repo: Path) -> None:
    script = "import sys, validator.engine.select; print([m for m in sys.modules if 'durable' in m])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=repo
    )
    assert done.stdout.strip() == "[]"
