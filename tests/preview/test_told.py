"""Edits and changes in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from validator.findings import Severity
from validator.preview.compared import Cause, Difference, PackNamed, PartNamed, Preview
from validator.preview.edits import Edit
from validator.preview.markdown import MOST
from validator.preview.markdown import render as markdown
from validator.preview.seeing import Seen
from validator.preview.told import changes_text, joined
from validator.reports.interface import Options

SEEN = Seen(
    severity="high",
    says="s",
    title="t",
    why="w",
    remedy="r",
    authority=("own",),
    under="",
    place="d.yaml:2:1",
)
PACK = PackNamed(asked="p", name="p", digest="0", parts=(PartNamed(name="p", version="1", digest="0" * 64),))
EDIT = Edit(of="rule", subject="r", name="off", says="off: true")
ONE = Difference(kind="lost", draft="c", file="d", rule="r", title="t", severity=Severity.high, before=SEEN)


@pytest.mark.parametrize(
    ("alone", "said"),
    [
        ((True,), ""),
        ((True, True), "each of these by itself:"),
        ((False, False), "these together:"),
        ((True, False), "these:"),
    ],
)
def test_several_edits_are_said_to_act_alone_together_or_neither(alone: tuple[bool, ...], said: str) -> None:
    assert joined([Cause(edit=EDIT, alone=one) for one in alone]) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "host", "is now shown under host"),
        ("host", "", "is now shown by itself, was under host"),
        ("host", "other", "is now shown under other, was under host"),
    ],
)
def test_where_a_finding_is_shown_now_is_said(before: str, after: str, said: str) -> None:
    one = replace(ONE, before=replace(SEEN, under=before), after=replace(SEEN, under=after))
    assert changes_text(one) == said


@pytest.mark.parametrize(("number", "rest"), [(MOST, 0), (MOST + 3, 3)])
def test_a_long_table_of_what_is_new_ends_and_counts_the_rest(number: int, rest: int) -> None:
    new = tuple(replace(ONE, kind="new", draft=f"case-{n}", before=None, after=SEEN) for n in range(number))
    page = markdown(Preview(old=PACK, new=PACK, edits=(), drafts=number, found=new), Options())
    assert sum(f"`case-{n}`" in page for n in range(number)) == MOST
    assert (f"And {rest} more." in page) == bool(rest)
