"""A report that was written long ago, or by another hand: whatever can be read again can be shown in every format."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.decided_reports import DECIDED_SEVERAL_REPORT
from tests.reports.sample_reports import BROKEN_REPORT, SEVERAL_REPORT
from validator.errors import UsageError
from validator.reports.interface import FORMATS, Options, render
from validator.reports.json import read_report

SOURCES = tuple(
    json.loads(render(of, "json")) for of in (SEVERAL_REPORT, BROKEN_REPORT, DECIDED_SEVERAL_REPORT)
)
ODD: st.SearchStrategy[Any] = st.sampled_from(
    (
        "",
        "\x00",
        "\ud800",
        "::error::",
        "<script>",
        "unknown",
        None,
        0,
        -1,
        10**30,
        1.5,
        True,
        [],
        {},
        ["a", "b"],
        "팀장",
    )
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        yield path
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    else:
        yield path


LEAVES = tuple(tuple(leaves(source)) for source in SOURCES)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_report_that_somebody_changed_is_refused_or_shown_and_never_a_fault(data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(SOURCES) - 1))
    changed = copy.deepcopy(SOURCES[number])
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(LEAVES[number]))
        at = changed
        try:
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = data.draw(ODD)
        except (KeyError, IndexError, TypeError):
            continue
    try:
        report = read_report(json.dumps(changed), file="old.json")
    except UsageError:
        return
    text = render(report, data.draw(st.sampled_from(FORMATS)))
    text.encode()
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_every_format_can_be_written_in_the_encoding_it_was_asked_for(name: str, encoding: str) -> None:
    text = render(DECIDED_SEVERAL_REPORT, name, Options(encoding=encoding))
    assert text.encode(encoding)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "jsonl"])
def test_every_format_tells_what_was_decided_before_and_what_to_look_at(name: str) -> None:
    text = " ".join(render(DECIDED_SEVERAL_REPORT, name, Options(words=True)).split())
    for told in ("Ada Roth", "The Final Determination is being amended", "2027-01-31", "2026-11-01"):
        assert told in text
    assert "endeavor-differs-across-documents" in text, "what the baseline holds"


def test_the_lines_of_a_long_run_tell_it_in_rules_and_days() -> None:
    text = render(DECIDED_SEVERAL_REPORT, "jsonl")
    for told in (
        '"waived":[{"rule":"forms-name-different-codes"',
        "2027-01-31",
        "2026-11-01",
        '"baselined":[{"rule"',
    ):
        assert told in text
