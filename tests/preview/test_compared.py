"""What counts as a change of a finding, and when nothing can be said of what an edit does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from validator.findings import Severity
from validator.preview.compared import Difference, PackNamed, Preview, Unread
from validator.preview.seeing import Seen

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
PACK = PackNamed(asked="p", name="p", digest="0", parts=())


@pytest.mark.parametrize(
    ("change", "reworded"),
    [
        ({"says": "other"}, True),
        ({"authority": ("other",)}, True),
        ({"severity": "low"}, False),
        ({"under": "other-rule"}, False),
    ],
)
def test_a_finding_that_is_shown_elsewhere_or_as_graver_is_more_than_reworded(
    change: dict[str, str], reworded: bool
) -> None:
    after = replace(SEEN, **change)  # type: ignore[arg-type]
    assert after.content != SEEN.content
    one = Difference(
        kind="changed",
        draft="c",
        file="d",
        rule="r",
        title="t",
        severity=Severity.high,
        before=SEEN,
        after=after,
    )
    assert one.reworded is reworded


def test_a_line_of_the_draft_is_no_change_of_a_finding() -> None:
    assert replace(SEEN, place="d.yaml:9:1").content == SEEN.content


@pytest.mark.parametrize(
    ("drafts", "unread", "complete"),
    [(None, 0, True), (2, 0, True), (0, 0, False), (2, 1, False)],
)
def test_a_preview_is_complete_where_every_draft_asked_for_was_compared(
    drafts: int | None, unread: int, complete: bool
) -> None:
    not_read = tuple(Unread(file=f"{n}.yaml", problems=()) for n in range(unread))
    assert Preview(old=PACK, new=PACK, edits=(), drafts=drafts, unread=not_read).complete is complete
