"""What guards the build: no test is skipped in silence, and set-up finds a Python that can carry niw."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
SHARED_IS_HERE = (REPO.parent / "shared").is_dir()


def skips(tmp_path: Path, *cases: str) -> subprocess.CompletedProcess[str]:
    junit = tmp_path / "junit.xml"
    junit.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    command = [sys.executable, str(REPO / ".ci" / "skips.py"), str(junit)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def case(reason: str = "") -> str:
    skipped = f"<skipped message='{reason}'/>" if reason else ""
    return f"<testcase classname='t' name='one'>{skipped}</testcase>"


def test_a_build_without_skips_passes(tmp_path: Path) -> None:
    assert skips(tmp_path, case(), case()).returncode == 0


def test_a_skip_that_nobody_allowed_fails_the_build_and_is_named(tmp_path: Path) -> None:
    done = skips(tmp_path, case(), case("not today"))
    assert done.returncode == 1
    assert "t::one: not today" in done.stderr


def test_an_allowed_skip_is_allowed_only_where_its_condition_holds(tmp_path: Path) -> None:
    done = skips(tmp_path, case("needs ../shared (official data)"))
    assert done.returncode == (1 if SHARED_IS_HERE else 0)
    assert ("skipped, as allowed: 1" in done.stdout) is not SHARED_IS_HERE


def test_a_build_that_ran_no_test_fails(tmp_path: Path) -> None:
    assert skips(tmp_path).returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="the Makefile's set-up is for systems with a shell")
def test_the_interpreters_offered_are_new_enough_and_newest_comes_first() -> None:
    done = subprocess.run([REPO / ".ci" / "interpreters"], capture_output=True, text=True, check=True)
    offered = [line.split(" ", 1) for line in done.stdout.splitlines()]
    versions = [tuple(map(int, version.split("."))) for version, _ in offered]
    assert versions == sorted(set(versions), reverse=True)
    assert all(version >= (3, 11) for version in versions)
    assert all(os.access(path, os.X_OK) for _, path in offered)
