"""The draft's own words: short where they are quoted, whole once.

An endeavor statement of three hundred words is quoted by five findings. Each quotes its beginning and points to the one
place of the page where it stands whole; so a printed page holds every word once, and nothing hides behind a click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.errors import path_text
from validator.findings import at_any_depth
from validator.frozen import frozen
from validator.reports.cells import cells, shorten
from validator.reports.screen import stated_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evidence import Stated
    from validator.findings import DraftReport

QUOTED = 240  # cells of a statement that a finding quotes
CELL = 110  # and a cell of the matrix
FIRST = 1400  # and the part of what an officer reads first


@frozen
class Quote:
    """What a page shows of a statement: its label, its words (shortened where ``anchor`` leads to the whole)."""

    label: str
    text: str
    place: str = ""
    anchor: str = ""
    blank: bool = False

    @property
    def at_the_end(self) -> bool:
        """Whether the whole stands among the statements in full, after all that quotes it."""
        return "-whole-" in self.anchor


@frozen
class Whole:
    """A long statement in full, with where it stands."""

    anchor: str
    label: str
    text: str
    place: str


class Statements:
    """The statements of one draft, those that are too long for a quotation numbered in the order they are met."""

    def __init__(self, draft: DraftReport, prefix: str) -> None:
        self._file = draft.file
        self._anchors: dict[str, str] = {}
        self.whole: list[Whole] = []
        for at, stated in enumerate(draft.officer_first, 1):
            if cells(stated.text) <= FIRST:
                self._anchors.setdefault(stated.text, f"{prefix}-first-{at}")
        for stated in _all(draft):
            if cells(stated.text) > CELL and stated.text not in self._anchors:
                anchor = f"{prefix}-whole-{len(self.whole) + 1}"
                self._anchors[stated.text] = anchor
                label, place = stated_label(stated), self.place(stated)
                self.whole.append(Whole(anchor=anchor, label=label, text=stated.text, place=place))

    def place(self, stated: Stated) -> str:
        """``file:line:column`` where it is known; the file where the value has no place."""
        return str(stated.place) if stated.place else self._file

    def quote(self, stated: Stated, limit: int = QUOTED) -> Quote:
        """``stated`` within ``limit`` cells."""
        text = shorten(stated.text, limit)
        anchor = self._anchors.get(stated.text, "") if text != stated.text else ""
        return Quote(
            label=stated_label(stated),
            text=text,
            place=self.place(stated),
            anchor=anchor,
            blank=not stated.text,
        )


def _all(draft: DraftReport) -> Iterator[Stated]:
    yield from draft.officer_first
    for row in draft.matrix:
        yield from (s for cell in row.columns.values() for _, s in cell)
    for finding in at_any_depth((*draft.findings, *(w.finding for w in draft.waived), *draft.baselined)):
        yield from finding.stated
        if finding.lowered_by:
            yield finding.lowered_by


def is_endeavor(stated: Stated) -> bool:
    """Whether it is of the endeavor statement, which stands beside the form items."""
    return path_text(stated.path).startswith("endeavor")
