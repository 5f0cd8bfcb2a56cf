"""The real command on real folders, in this process: a cold start a test would take minutes."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from validator.cli import main


@dataclass(frozen=True)
class Done:
    """What the command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """Both outputs on one line."""
        return " ".join((self.out + self.err).split())


Niw = Callable[..., Done]
Put = Callable[[str, str], Path]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder niw is run in: the root of a repository, so that nothing above it counts."""
    folder = tmp_path / "work"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def niw(here: Path, capsys: pytest.CaptureFixture[str]) -> Niw:
    def run(*arguments: str) -> Done:
        thresholds = gc.get_threshold()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        code = ended.value.code
        assert isinstance(code, int)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "fault of its own" not in err
        return Done(code, out, err)

    return run


@pytest.fixture
def put(here: Path) -> Put:
    """Write a file, and the folders it lies in."""

    def write(name: str, text: str) -> Path:
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return write


RULE = """\
  - id: {id}
    catalogue: {catalogue}
    title: A title of its own for {id}
    severity: {severity}
    about: [title]
    when:
      i140.job_title: {{has_phrase: {word}}}
    says: "“{{i140.job_title}}” holds the word {word}."
    why: An officer may ask what it means.
    remedy: Say it in other words.
    authority: [own-practice]
    reviewed: 2026-11-21
    examples:
      fires: [{{i140: {{job_title: {word}}}}}]
      clear: [{{i140: {{job_title: Plumber}}}}]
      unchecked: [{{i140: {{soc_code: 15-1252}}}}]
"""


@pytest.fixture
def pack(put: Put) -> Callable[..., None]:
    """A pack in a folder, with rules by id: (severity, the word of the job title that each finds)."""

    def write(folder: str, rules: dict[str, tuple[str, str]], name: str = "") -> None:
        own = name or folder.rpartition("/")[2]
        put(f"{folder}/pack.yaml", f"pack: {own}\nversion: 1.0.0\nowner: us\nabout: A pack of a test.\n")
        put(
            f"{folder}/authorities.yaml",
            "authorities:\n  own-practice:\n    citation: Practice\n    status: practice\n"
            "    supports: What this office looks at.\n    seen_on: 2026-11-21\n",
        )
        text = "rules:\n" + "".join(
            RULE.format(id=rule, catalogue=f"Z{number:02}", severity=severity, word=word)
            for number, (rule, (severity, word)) in enumerate(rules.items(), 1)
        )
        put(f"{folder}/rules.yaml", text)

    return write


@pytest.fixture
def draft(put: Put) -> Callable[..., Path]:
    """A draft with a job title."""

    def write(name: str, title: str = "Alpha Beta Engineer") -> Path:
        case = name.replace("/", "-").rpartition(".")[0]
        return put(name, f"case: {{id: {case}}}\ni140: {{job_title: {title}}}\n")

    return write
