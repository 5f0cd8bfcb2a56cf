"""The wheel that is published: what is in it, and that it works away from the repository.

The environment made here borrows the dependencies of the one that runs the tests, so that nothing is fetched;
`.ci/run` installs them anew, on each interpreter, with and without a compiler.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, fine: tuple[int, ...] = (0,)) -> str:
    """The standard output of a command; fails with what it wrote where its exit code is not one of ``fine``."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "NIW_"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode in fine, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(source: Path, kind: str, out: Path) -> Path:
    run(sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", out, source, cwd=out)
    (made,) = out.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(REPO, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def niw(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``niw`` of an environment that has the wheel and not this checkout."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment.parent)
    (site,) = (
        environment.glob("lib/python*/site-packages")
        if os.name != "nt"
        else environment.glob("Lib/site-packages")
    )
    target = f"--python={environment / ('Scripts' if os.name == 'nt' else 'bin') / 'python'}"
    run(
        sys.executable,
        "-m",
        "pip",
        target,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=environment,
    )
    # A folder named in a .pth is searched, but the .pth files in it are not read: an editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return next(environment.glob("*/niw*"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder far from the repository, with the samples in it."""
    shutil.copytree(REPO / "samples", tmp_path / "samples")
    return tmp_path


def contents(wheel: Path) -> dict[str, str]:
    """What a wheel holds: a digest of each file but its own list of them, which names them in any order."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if not name.endswith("/RECORD")
        }


def test_the_installed_copy_is_the_wheels_own(niw: Path, tmp_path: Path) -> None:
    python = niw.with_name("python" + niw.suffix)
    where = run(python, "-c", "import validator; print(validator.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(niw.parent.parent)


def test_the_installed_copy_checks_the_samples_from_another_folder(niw: Path, elsewhere: Path) -> None:
    report = json.loads(run(niw, "check", "samples", "--format", "json", cwd=elsewhere, fine=(0, 1)))
    assert len(report["drafts"]) >= 14
    assert not report["failures"]
    here = [sys.executable, "-m", "validator.cli"]
    ours = json.loads(run(*here, "check", "samples", "--format", "json", cwd=REPO, fine=(0, 1)))
    assert found(report) == found(ours)


def found(report: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[list[str]]:
    return [sorted(f["rule"] for f in draft["findings"]) for draft in report["drafts"]]


def test_rules_schemas_and_reference_are_in_the_wheel(wheel: Path) -> None:
    names = set(contents(wheel))
    for folder in ("rules", "schemas"):
        ours = {p.relative_to(REPO).as_posix() for p in (REPO / folder).rglob("*") if p.is_file()}
        assert ours
        assert not {f"validator/_data/{name}" for name in ours if "__pycache__" not in name} - names
    assert "validator/reference/reference.sqlite" in names
    assert not [name for name in names if name.endswith(".tsv") and name.startswith("validator/reference/")]


def test_the_wheel_carries_licence_and_attribution_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(contents(wheel))
    assert {"LICENSE", "NOTICE"} <= {name.rpartition("/")[2] for name in names}
    outside = [n for n in names if not n.startswith(("validator/", "niw_validator-"))]
    assert not outside
    assert not [n for n in names if n.startswith(("validator/tests", "validator/samples"))]


def test_a_wheel_from_the_sdist_is_the_wheel_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    sdist = build(REPO, "sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert contents(build(source, "wheel", tmp_path)) == contents(wheel)
