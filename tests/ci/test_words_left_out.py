"""What CI publishes has no word of a draft in it, whatever stands in the draft and wherever."""

from __future__ import annotations

import copy
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.decided_reports import DECIDED_SEVERAL_REPORT
from validator.checker import Checker
from validator.drafts import load_drafts
from validator.drafts.shape import shape_at
from validator.errors import Place, Problem
from validator.findings import DecisionNote, DraftReport, Failure, Report, Waived, Waiver
from validator.reports.interface import FORMATS, PUBLISHED_FORMATS, Options, render
from validator.reports.redacted import redacted

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples" / "troubled").glob("*.yaml"))
SAMPLES = [path for path in SAMPLES if ".expected." not in path.name]
MARK = "Zqvx"
HOSTILE = (
    MARK,
    f"::error::{MARK}",
    f"]]>{MARK}<!--",
    f"\x1b[31m{MARK}",
    f"{MARK}](https://{MARK.lower()}.example)",
    f"“{MARK}”\n{MARK}",
    f"{{0}} {MARK} %0A",
)
_IDS = {"id", "link"}
"""Kinds of fields that hold ids: of the item itself, or of another that it speaks of. Reports name places by them."""


@cache
def checker() -> Checker:
    return Checker("niw-core", as_of=date(2026, 11, 21))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text of a draft that is no id, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    elif isinstance(value, str) and kind(path) not in _IDS:
        yield path, value


def kind(path: tuple[Any, ...]) -> str:
    """What the schema has at a place of a draft."""
    shape = shape_at(path)
    assert shape is not None, path
    return shape.kind


@cache
def sample(path: Path) -> Any:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    data["case"]["id"] = "c-1"
    return data


def put(data: Any, path: tuple[Any, ...], text: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = text


@cache
def free_text(path: Path) -> tuple[tuple[Any, ...], ...]:
    """The paths whose values may be any text."""
    return tuple(at for at, _ in leaves(sample(path)) if kind(at) == "text")


def report_on(folder: Path, data: Any) -> Report:
    file = folder / "d.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    report = checker().report(load_drafts([str(file)]))
    (draft,) = report.drafts
    # some of it waived and some in the baseline, with notes that quote what was stated
    first, second, *rest = draft.findings if len(draft.findings) > 1 else (*draft.findings, *draft.findings)
    waiver = Waiver(
        draft="c-1",
        rule=first.rule,
        proposed_by="P. Paralegal",
        approved_by="A. Roth",
        because=first.says,
        on=date(2026, 11, 1),
        until=date(2027, 6, 30),
        place=Place(file="waivers.yaml", line=3, column=3),
    )
    decided = replace(
        draft, findings=tuple(rest), baselined=(second,), waived=(Waived(finding=first, waiver=waiver),)
    )
    quotes = "; it was “" + "” and “".join(s.text for s in first.stated) + "”"
    note = DecisionNote(kind="outdated", says=f"Changed{quotes}.", draft="c-1", rule=first.rule)
    return replace(report, drafts=(draft, decided), decisions=(note,))


def seen(text: str) -> str:
    """A report as it is read: references and escapes undone, marks and white space gone."""
    undone = html.unescape(text).replace("\\u", " ").replace("%0A", " ")
    return re.sub(r"[\s\\*_`]+", " ", undone).casefold()


@given(st.sampled_from(SAMPLES), st.sampled_from(HOSTILE), st.data())
@settings(max_examples=30, deadline=None)
def test_no_word_of_a_draft_stands_in_what_is_published(
    tmp_path_factory: pytest.TempPathFactory, path: Path, hostile: str, data: st.DataObject
) -> None:
    draft = copy.deepcopy(sample(path))
    paths = free_text(path)
    assert len(paths) > 5
    every = data.draw(st.booleans())
    chosen = paths if every else data.draw(st.sets(st.sampled_from(paths), min_size=1))
    for at in chosen:
        before = dict(leaves(draft))[at]
        put(draft, at, f"{before} {hostile}")
    report = report_on(tmp_path_factory.mktemp("d"), draft)
    for name in (*PUBLISHED_FORMATS, "markdown", "json", "text", "html", "jsonl"):
        text = seen(render(report, name, Options(words=None if name in PUBLISHED_FORMATS else False)))
        assert MARK.casefold() not in text, name


def own_words(report: Report) -> str:
    """What reports may say all the same: the rules, their authorities, the datasets, our own words."""
    pack = checker().pack
    rules = " ".join(
        f"{r.id} {r.title} {r.why} {r.remedy} "
        + " ".join(f"{a.citation} {a.supports} {a.address}" for a in pack.authorities_of(r))
        for r in pack.rules
    )
    return seen(rules + " ".join(f"{d.name} {d.version} {d.licence}" for d in report.datasets))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("name", [*PUBLISHED_FORMATS, "markdown"])
def test_no_value_of_a_sample_stands_in_what_is_published(path: Path, name: str, tmp_path: Path) -> None:
    data = sample(path)
    report = report_on(tmp_path, data)
    allowed = own_words(report)
    plain = seen(render(report, name, Options(words=False)))
    values = {seen(text) for _, text in leaves(data)}
    telling = {v for v in values if len(v) > 6 and v not in allowed}
    assert not {v for v in telling if re.search(rf"(?<!\w){re.escape(v)}(?!\w)", plain)}
    whole = seen(render(report, "markdown", Options(words=True)))
    assert len({v for v in telling if v in whole}) > 4, (
        "dates, codes and choices are no free text, and go as well"
    )


@pytest.mark.parametrize("name", PUBLISHED_FORMATS)
def test_what_is_left_says_which_rule_and_where(name: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, sample(ROOT / "samples" / "troubled" / "team-leader-from-korea.yaml"))
    text = render(report, name)
    assert "title-names-no-occupation" in text
    assert "i140.job_title" in text
    assert "A. Roth" not in text, "who decided stands in the file of waivers"
    assert "P. Paralegal" not in text
    assert "2026-11-01" not in text
    assert "2027-06-30" in text
    assert "waivers.yaml:3:3" in text
    assert "decide again with niw waive" in text
    assert (
        "The job title is one that fits any field (high, title-names-no-occupation; see i140.job_title"
        in text
    )


BROKEN = yaml.safe_load((ROOT / "tests" / "drafts" / "broken.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PUBLISHED_FORMATS)
def test_a_draft_that_cannot_be_read_is_told_by_line_and_kind_alone(name: str, tmp_path: Path) -> None:
    told = 0
    for number, case in enumerate(BROKEN):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = folder / case.get("name", "draft.yaml")
        file.write_text(case["text"], encoding="utf-8")
        report = checker().report(load_drafts([str(file)]))
        bare = redacted(report)
        for failure, plain in zip(report.failures, bare.failures, strict=True):
            for problem, left in zip(failure.problems, plain.problems, strict=True):
                assert left.line_text == ""
                assert left.place == (replace(problem.place, path=()) if problem.place else None)
                assert problem.what not in left.what
                for quoted in re.findall("“([^”]{3,})”", problem.what + problem.mend):
                    told += 1
                    assert quoted not in left.what + left.mend
        assert render(bare, name, Options(words=True)) == render(report, name)
    assert told > 30


@pytest.mark.parametrize("name", PUBLISHED_FORMATS)
def test_a_path_that_is_not_there_is_told_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path / "nowhere.yaml"), str(tmp_path / "empty"), str(tmp_path / "none-*.yaml")]
    text = render(checker().report(load_drafts(paths)), name)
    for said in ("There is no such file", "No draft is here", "No draft matches this"):
        assert said in text
    assert "where it may be read" not in text


def test_a_date_in_place_of_a_code_is_called_one(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text("case: {id: c-1}\ni140: {soc_code: Nov-21}\n", encoding="utf-8")
    (failure,) = redacted(checker().report(load_drafts([str(file)]))).failures
    assert [p.what for p in failure.problems] == ["This is a date where an SOC code belongs (sheet-date)."]


def test_a_fault_of_ours_does_not_quote_the_draft() -> None:
    what = f"niw failed on the draft “c-1”: ValueError: {MARK}."
    place = Place(file="d.yaml", line=2, column=1, path=(MARK,))
    failure = Failure(file="d.yaml", fault=True, problems=(Problem(what=what, place=place, line_text=MARK),))
    report = replace(DECIDED_SEVERAL_REPORT, failures=(failure,))
    for name in FORMATS:
        assert MARK not in render(report, name, Options(words=False))
        assert MARK in render(report, name, Options(words=True)), name


@pytest.mark.parametrize("name", FORMATS)
def test_words_can_be_asked_for_and_refused_in_every_format(name: str) -> None:
    says = next(f.says for d in DECIDED_SEVERAL_REPORT.drafts for f in d.findings)
    by_default = render(DECIDED_SEVERAL_REPORT, name)
    assert render(DECIDED_SEVERAL_REPORT, name, Options(words=name not in PUBLISHED_FORMATS)) == by_default
    with_words = render(DECIDED_SEVERAL_REPORT, name, Options(words=True))
    without = render(DECIDED_SEVERAL_REPORT, name, Options(words=False))
    assert seen(says)[:30] in seen(with_words)
    assert seen(says)[:30] not in seen(without)


def test_what_is_left_out_does_not_change_what_counts() -> None:
    bare = redacted(DECIDED_SEVERAL_REPORT)

    def counts(draft: DraftReport) -> tuple[object, ...]:
        return (
            [(f.rule, f.severity, f.key, f.item, f.place) for f in draft.findings],
            [w.finding.key for w in draft.waived],
            [f.key for f in draft.baselined],
            draft.not_checked,
            draft.clear,
        )

    assert [counts(d) for d in bare.drafts] == [counts(d) for d in DECIDED_SEVERAL_REPORT.drafts]
