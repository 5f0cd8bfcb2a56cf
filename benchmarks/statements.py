"""Statements of work with what they belong to, to measure the edges with: those of the samples, of published
cases, and tasks of an occupation joined, each task's own words taken out of the tables that judge it.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from validator import agreement
from validator.agreement import Kind, memory, texts
from validator.agreement.occupations import codes
from validator.reference.database import Pairs
from validator.reference.terms import terms

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261121
_OF_OTHER_WORK = {"E01", "E03", "E04", "E05", "E06", "E07", "G03", "T03", "T14"}
"""Checks that a draft or case does not pass whose statement is known not to belong to the rest of it."""
_UNTOLD = ("not in the excerpt", "states nothing more", "not stated", "nothing more specific")
_JOINED = 3
_CORE, _OTHER = 1.0, 0.7  # what a task counts in the tables of uses
_NOTHING_LEFT = 0.05


@dataclass(frozen=True)
class Statement:
    """A text with the title, the SOC 2018 code and the fields of study that belong to it, as far as known."""

    source: str
    text: str
    title: str = ""
    code: str = ""
    fields: tuple[str, ...] = ()
    tasks: tuple[tuple[str, str, float], ...] = ()
    """(code, stemmed terms, weight) of the tasks that it is joined from."""


def _plain(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def of_samples(folder: Path = ROOT / "samples") -> list[Statement]:
    """Endeavor statements and duties of the samples, those left out that must be found to be other work."""
    found = []
    for file in sorted(folder.glob("*/*.yaml")):
        beside = file.with_suffix("").with_suffix(".expected.yaml")
        if file == beside or not beside.is_file():
            continue
        expected = yaml.safe_load(beside.read_text(encoding="utf-8")) or {}
        checks = {str(f.get("catalogue")) for f in expected.get("findings") or ()}
        draft = yaml.safe_load(file.read_text(encoding="utf-8"))
        form, endeavor = draft.get("i140") or {}, draft.get("endeavor") or {}
        title = str(_plain(form.get("job_title")) or "")
        meant = agreement.read_code(str(_plain(form.get("soc_code")) or "")).codes
        degrees = [_plain(d.get("field")) for d in draft.get("degrees") or ()]
        known = Statement("sample", "", title, meant[0] if meant else "", tuple(str(f) for f in degrees if f))
        text = _plain(endeavor.get("statement"))
        if text and not checks & (_OF_OTHER_WORK | {"C09", "T02"}):
            found.append(Statement("endeavor", str(text), known.title, known.code, known.fields))
        duties = _plain(form.get("nontechnical_description"))
        if duties and not checks & {"T09", "T16", "C09", "T03", "T02"}:
            found.append(Statement("duties", str(duties), known.title, known.code))
    return found


def of_cases(file: Path) -> list[Statement]:
    """Endeavors of published cases with the stated occupation and fields, no check on other work listed."""
    found = []
    for case in yaml.safe_load(file.read_text(encoding="utf-8")):
        flags = {*(case.get("expected_flags") or ()), *(case.get("possible_flags") or ())}
        text = str(case.get("endeavor") or "")
        title = str(case.get("occupation_or_job_title") or "").partition("(")[0].strip()
        if not text or flags & _OF_OTHER_WORK or any(words in text for words in _UNTOLD):
            continue
        fields = tuple(str(d["field"]) for d in case.get("degrees") or () if d.get("field"))
        found.append(Statement("case", text, title, "", fields))
    return found


def of_tasks(folder: Path, limit: int = 300) -> list[Statement]:
    """Three tasks of an occupation joined, with one of its reported titles; professional occupations alone."""

    def read(name: str) -> Iterator[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)

    table, draw = codes(), random.Random(SEED)
    titles, tasks = defaultdict(list), defaultdict(list)
    for row in read("Sample of Reported Titles.txt"):
        titles[row["O*NET-SOC Code"]].append(row["Reported Job Title"])
    for row in read("Task Statements.txt"):
        tasks[row["O*NET-SOC Code"]].append((row["Task"], _CORE if row["Task Type"] == "Core" else _OTHER))
    found = []
    for code in sorted(tasks):
        index = table.index.get(code[:7])
        if (
            index is None
            or not table.professional[index]
            or len(tasks[code]) < 2 * _JOINED
            or not titles[code]
        ):
            continue
        chosen = draw.sample(tasks[code], _JOINED)
        named = [t for t in titles[code] if agreement.title_kind(t).kind is Kind.occupation]
        if not named:
            continue
        held = tuple((code[:7], " ".join(set(terms(text))), weight) for text, weight in chosen)
        text = " ".join(text for text, _ in chosen)
        found.append(Statement("tasks", text, draw.choice(named), code[:7], (), held))
    draw.shuffle(found)
    return found[:limit]


@contextmanager
def left_out(tasks: tuple[tuple[str, str, float], ...]) -> Iterator[None]:
    """While open, texts are judged as if these tasks had never been counted."""
    less: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for code, said, weight in tasks:
        index = codes().index[code]
        for term in said.split():
            less[term][index] = less[term].get(index, 0.0) + weight
    kept = texts.uses
    fresh: dict[str, Pairs] = {}

    def uses(term: str) -> Pairs:
        if term not in less:
            return kept(term)
        if term not in fresh:
            counts = {i: n - less[term].get(i, 0.0) for i, n in texts.rates(term).items()}
            fresh[term] = texts.weigh_uses({i: n for i, n in counts.items() if n > _NOTHING_LEFT})
        return fresh[term]

    if not less:
        yield
        return
    forget()
    with patch.object(texts, "uses", uses):
        yield
    forget()


def forget() -> None:
    """Drop what was kept of texts."""
    memory.forget()
