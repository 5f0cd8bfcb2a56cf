"""A small vocabulary, packs written into a temporary folder, and drafts of that vocabulary for their examples."""

from __future__ import annotations

import contextlib
import io
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from textwrap import dedent

import pytest

from validator.engine.outcomes import Ending
from validator.engine.program import Program
from validator.engine.reference import ReferenceEngine
from validator.engine.values import Content, Record, Value, blank, known, unknown
from validator.engine.vocabulary import (
    BOOLEAN,
    DAY,
    NUMBER,
    RECORDS,
    TEXT,
    TEXTS,
    FactSpec,
    FactType,
    Kind,
    Vocabulary,
    one_of,
    ordered,
)
from validator.packs import Rule
from validator.packs.operands import read_scalar


class Level(IntEnum):
    none = 0
    high_school = 1
    associate = 2
    bachelor = 3
    master = 4
    doctorate = 5


class Band(IntEnum):
    none = 0
    weak = 1
    partial = 2
    strong = 3


LEVEL = ordered("level", Level)
BAND = ordered("band", Band)


def _fact(name: str, type_: FactType, *fields: FactSpec) -> FactSpec:
    return FactSpec(name, type_, f"the {name} of the toy draft", fields=fields)


VOCABULARY = Vocabulary(
    [
        _fact("case.filing_date", DAY),
        _fact("i140.job_title", TEXT),
        _fact("i140.soc_code", TEXT),
        _fact("i140.full_time", BOOLEAN),
        _fact("i140.hours", NUMBER),
        _fact("code.title", TEXT),
        _fact("code.zone", NUMBER),
        _fact("endeavor.statement", TEXT),
        _fact("endeavor.claims", TEXTS),
        _fact("endeavor.reach", one_of("reach", ("employer", "local", "national"))),
        _fact("criteria.claimed", one_of("criteria", ("salary", "license"), Kind.texts)),
        _fact("agreement.title_code.band", BAND),
        _fact("degree.highest", LEVEL),
        _fact("degrees", RECORDS, _fact("level", LEVEL), _fact("field", TEXT), _fact("conferred", DAY)),
        _fact(
            "letters",
            RECORDS,
            _fact("author", TEXT),
            _fact("kind", one_of("letter_kind", ("employer", "independent_expert", "other"))),
            _fact("code_band", BAND),
            _fact("duties", RECORDS, _fact("text", TEXT)),
        ),
    ]
)


@dataclass(frozen=True)
class ToyRecord:
    id: str
    spec: FactSpec
    held: Mapping[str, object]

    def get(self, field: str) -> Value:
        spec = self.spec.field(field)
        assert spec is not None
        return _value(spec, self.held, field.split("."), f"{self.spec.name}.{field}")


@dataclass(frozen=True)
class ToyDraft:
    """A draft of the toy vocabulary; :raises ValueError: for a key or a value that it does not know."""

    held: Mapping[str, object]

    def __call__(self, name: str, _binding: Mapping[str, Record], /) -> Value:
        spec = VOCABULARY.get(name)
        assert spec is not None, name
        return _value(spec, self.held, name.split("."), name)

    @property
    def filing_date(self) -> date | None:
        value = self("case.filing_date", {})
        return value.content.last if value.is_known else None  # type: ignore[union-attr]

    def endings(self, rules: Sequence[Rule], /) -> Mapping[str, Ending]:
        engine = ReferenceEngine(Program(r.compiled for r in rules))
        return {outcome.rule: outcome.ending for outcome in engine.run(self)}

    def needs(self, rules: Sequence[Rule], rule: str, /) -> tuple[str, ...]:
        engine = ReferenceEngine(Program(r.compiled for r in rules))
        return next(outcome.needs for outcome in engine.run(self) if outcome.rule == rule)


def _value(spec: FactSpec, held: object, path: Sequence[str], name: str) -> Value:
    for step in path:
        if not isinstance(held, Mapping) or step not in held:
            return unknown((name,))
        held = held[step]
    if held is None:
        return blank()
    return known(_content(spec, held))


def _content(spec: FactSpec, held: object) -> Content:
    if spec.type.kind is Kind.records:
        assert isinstance(held, list)
        return tuple(ToyRecord(f"{spec.name}-{index}", spec, item) for index, item in enumerate(held))
    if spec.type.kind is Kind.texts:
        assert isinstance(held, list)
        return tuple(str(item) for item in held)
    content = read_scalar(spec.type, str(held))
    if content is None:
        raise ValueError(f"“{held}” is no {spec.type.kind.value} for {spec.name}")
    return content


def check_example(draft: object) -> ToyDraft:
    assert isinstance(draft, Mapping)
    return ToyDraft(draft)


@pytest.fixture
def vocabulary() -> Vocabulary:
    return VOCABULARY


@pytest.fixture
def toy() -> Callable[[object], ToyDraft]:
    return check_example


AUTHORITIES = """\
authorities:
  practice: {citation: Practice, status: practice, supports: what careful people look at}
  cfr-k2: {citation: 8 CFR 204.5(k)(2), status: confirmed, supports: what an advanced degree is}
  old-order: {citation: An order, status: revoked, supports: nothing any more}
"""

OFFICE = """\
conclusions: {profession: whether it is one}
rules:
  - id: vague-title
    title: A vague title
    severity: high
    about: [title]
    when: {i140.job_title: {has_phrase_from: vague_titles}}
    says: A title.
    why: Because.
    remedy: Do something.
    authority: [practice]
    examples: {fires: [{i140: {job_title: Team Leader}}]}
  - id: too-few-hours
    title: Too few hours
    severity: blocker
    about: [filing]
    when: {i140.hours: {less_than: {param: least_hours}}}
    concludes: {profession: doubtful}
    says: "{i140.hours} hours, and {param.least_hours} are looked for."
    why: Because.
    remedy: Do something.
    authority: [practice]
"""
"""The rules of a pack that a firm builds on: a list, a parameter, a conclusion and a blocker."""
OFFICE_MANIFEST = """\
pack: office
version: 2.1.0
params: {least_hours: 30}
lists: {vague_titles: [Team Leader, Strategy Manager]}
"""
FIRM = """\
pack: firm
version: 1.0.0
extends: [../office]
owner: The practice committee
change:
  vague-title: {severity: medium, because: our clients' titles are translated}
  too-few-hours: {off: true, because: not used here, approved_by: A. Partner}
params: {least_hours: 35}
lists: {vague_titles: {add: [팀장], remove: [strategy manager]}}
"""
"""A firm's pack on top of it, with a change of every kind."""

Write = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> Write:
    """Write a pack: ``write_pack("firm", "rules: …", manifest="…", authorities="…", other="…")``."""

    def write(name: str, rules: str = "", *, manifest: str | None = None, **others: str) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        files = {
            "pack.yaml": manifest if manifest is not None else f"pack: {name}\nversion: 1.0.0\n",
            "authorities.yaml": AUTHORITIES,
            **{f"{other}.yaml": text for other, text in others.items()},
        }
        if rules:
            files["rules.yaml"] = rules
        for file, text in files.items():
            (folder / file).write_text(dedent(text), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def firm(write_pack: Write) -> Path:
    """The firm's pack, beside the office's that it builds on."""
    write_pack("office", OFFICE, manifest=OFFICE_MANIFEST)
    return write_pack("firm", manifest=FIRM)


Run = Callable[[str], tuple[str, int]]


@pytest.fixture
def run_niw(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a line such as ``niw pack lint ./firm`` as a terminal of 100 columns does: all it prints, and the exit code.

    In this process, since a page of forty commands would start Python forty times.
    """
    import click

    from validator.cli import niw
    from validator.cli.shown import show_problems
    from validator.errors import NiwError

    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(line: str) -> tuple[str, int]:
        program, *arguments = shlex.split(line)
        assert program == "niw", line
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                code = niw.main(args=arguments, prog_name="niw", standalone_mode=False) or 0
            except click.ClickException as error:
                error.show(printed)
                code = 2
            except NiwError as error:
                show_problems(error.problems)
                code = error.exit_code
        return printed.getvalue(), code

    return run
