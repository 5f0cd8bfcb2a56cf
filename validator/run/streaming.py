"""A run of very many drafts: each result is a line that is written when it is done, and nothing else is kept.

A run that was interrupted goes on after its last whole line: the first line says what it was made with, and each line
which draft it is about, so that a run never goes on in the results of another.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from validator.errors import Place, Problem, UsageError
from validator.findings import Report
from validator.frozen import frozen
from validator.reports.lines import foot, head
from validator.run.many import COUNTED, Brief, Piece

if TYPE_CHECKING:
    from validator.decisions import Entry

_TOLD_TWICE = 20
"""Case ids that are named when they stand in several drafts; after so many, they are only counted."""


@frozen
class Streamed:
    """What a streamed run came to. ``counts`` has drafts, failures, with_findings and those of every severity.

    ``before`` is how many results were there from an earlier run; ``gone`` entries of baselines, by draft, that no
    longer occur.
    """

    counts: dict[str, int]
    exit_code: int
    before: int = 0
    gone: tuple[Entry, ...] = ()
    notices: tuple[str, ...] = ()


class Once:
    """Which texts were met before, in some twenty bytes each: their 64-bit hashes in a table of the size that it takes.

    Two texts with one hash would count as the same: among a million, once in some forty million runs.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * 1024))
        self._count = 0

    def again(self, text: str) -> bool:
        """Whether ``text`` was met before; from now on it was."""
        key = hash(text) & 0xFFFF_FFFF_FFFF_FFFF or 1  # 0 is an empty place
        if not self._put(key):
            return True
        self._count += 1
        if self._count * 5 > len(self._table) * 3:
            before, self._table = self._table, array("Q", bytes(16 * len(self._table)))
            for kept in before:
                if kept:
                    self._put(kept)
        return False

    def _put(self, key: int) -> bool:
        table, mask = self._table, len(self._table) - 1
        place = key & mask
        while table[place]:
            if table[place] == key:
                return False
            place = place + 1 & mask
        table[place] = key
        return True


class Tally:
    """Counts over drafts, some twenty bytes a draft."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(("drafts", "failures", "with_findings", *COUNTED), 0)
        self.exit_code = 0
        self.before = 0
        self.gone: list[Entry] = []
        self.notices: dict[str, None] = {}
        self._cases = Once()
        self._twice = 0

    def add(self, brief: Brief) -> None:
        """Count one draft."""
        self.exit_code = max(self.exit_code, brief.exit_code)
        if brief.failed:
            self.counts["failures"] += 1
        else:
            self.counts["drafts"] += 1
            self.counts["with_findings"] += any(brief.counts[:4])
            for name, number in zip(COUNTED, brief.counts, strict=True):
                self.counts[name] += number
        self.gone += brief.gone
        self.notices |= dict.fromkeys(brief.notices)
        self._once(brief.case)

    def _once(self, case: str) -> None:
        if case and self._cases.again(case):
            self._twice += 1
            if self._twice <= _TOLD_TWICE:
                self.notices[f"The case id “{case}” stands in more than one draft; give each its own."] = None

    def ended(self, notices: Iterable[str]) -> Streamed:
        """The whole of it."""
        more = self._twice - _TOLD_TWICE
        told = [f"{more} more case ids stand in more than one draft."] if more > 0 else []
        return Streamed(
            counts=self.counts,
            exit_code=self.exit_code,
            before=self.before,
            gone=tuple(self.gone),
            notices=(*dict.fromkeys((*notices, *self.notices)), *told),
        )


def stream(
    to: IO[str],
    first: str,
    briefs: Iterator[Brief],
    *,
    tally: Tally | None = None,
    notices: Callable[[], Iterable[str]] = tuple,
    tell: Callable[[Brief], None] = lambda _: None,
) -> Streamed:
    """Write ``first`` and the lines of ``briefs`` to ``to``, each when it is there, and the last line.

    :param first: the first line; "" where it is there already.
    :param tally: what was counted before.
    :param notices: asked for at the end: what else is to be told of the run.
    :param tell: called with each result, for whoever shows how far the run is.
    """
    tally = tally or Tally()
    to.write(first)
    for brief in briefs:
        to.write(brief.text)
        to.flush()
        tally.add(brief)
        tell(brief)
    ended = tally.ended(notices())
    to.write(foot(ended.counts, ended.exit_code, ended.notices))
    to.flush()
    return ended


def first_line(report: Report, about: dict[str, Any]) -> str:
    """The first line of a run that ``report``, without drafts, describes."""
    return head(replace(report, drafts=(), failures=()), about)


# ------------------------------------------------------------------------------------------------- going on


@frozen
class Begun:
    """What an earlier run left in its file: the first line, the results (file, line of it) and where they end.

    ``ended``: the run came to its end. ``size`` is in bytes, up to the last whole result.
    """

    first: dict[str, Any]
    results: tuple[tuple[str, int], ...]
    tally: Tally
    size: int
    ended: bool


def begun(file: str) -> Begun | None:
    """What stands in a results file; None where there is none, or where not even its first line is whole.

    :raises UsageError: where it is no results file.
    """
    if not os.path.exists(file) or not os.path.getsize(file):  # noqa: PTH110, PTH202
        return None
    first: dict[str, Any] | None = None
    results: list[tuple[str, int]] = []
    tally, size, ended = Tally(), 0, False
    with open(file, "rb") as stream_:  # noqa: PTH123
        for number, line in enumerate(stream_, 1):
            if not line.endswith(b"\n"):
                break
            data = _parsed(line, file, number)
            if first is None:
                first = data
                if data.get("kind") != "run":
                    raise _no_results(file, number)
            elif data.get("kind") == "end":
                ended = True
                break
            else:
                results.append((data["file"], data["line"]))
                tally.add(_brief(data))
            size += len(line)
    if first is None:
        return None
    tally.before = len(results)
    return Begun(first=first, results=tuple(results), tally=tally, size=size, ended=ended)


def _parsed(line: bytes, file: str, number: int) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        raise _no_results(file, number) from None
    if not isinstance(data, dict) or data.get("kind") not in ("run", "draft", "failure", "end"):
        raise _no_results(file, number)
    if data["kind"] in ("draft", "failure") and not (
        isinstance(data.get("file"), str) and isinstance(data.get("line"), int)
    ):
        raise _no_results(file, number)
    return data


def _no_results(file: str, number: int) -> UsageError:
    what = "This line is none of a results file."
    mend = "Name the file that niw check --format jsonl wrote, or run without --resume."
    return UsageError((Problem(what=what, mend=mend, place=Place(file=file, line=number, column=1)),))


def _brief(data: dict[str, Any]) -> Brief:
    """What counts of a line that was written before."""
    counts = data.get("counts", {})
    return Brief(
        text="",
        exit_code=int(data.get("exit_code", 0)),
        counts=tuple(int(counts.get(name, 0)) for name in COUNTED) if data["kind"] == "draft" else (),
        case=str(data.get("case", "")),
        failed=data["kind"] == "failure",
    )


def same_run(before: Begun, first: str, file: str) -> None:
    """Refuse to go on in the results of another run. :raises UsageError: naming what is not the same."""
    now = json.loads(first)
    other = sorted(key for key in before.first.keys() | now.keys() if before.first.get(key) != now.get(key))
    if other:
        what = f"The results in {file} are of another run: {', '.join(other)} not the same."
        day = f" (--as-of {before.first.get('as_of')})" if "as_of" in other else ""
        mend = f"Run with what it was begun with{day}, or without --resume into another file."
        raise UsageError((Problem(what=what, mend=mend, place=Place(file=file, line=1, column=1)),))


def still_to_do(pieces: Iterator[Piece], before: Begun, file: str) -> Iterator[Piece]:
    """The pieces that have no result yet. :raises UsageError: where a draft is not the one whose result is there."""
    for number, (name, line) in enumerate(before.results, 2):
        piece = next(pieces, None)
        if piece is None or (piece.source.file, piece.source.line) != (name, line):
            now = f"{piece.source.file}, line {piece.source.line}" if piece else "no draft"
            what = f"The result of {name}, line {line}, stands where the run now has {now}."
            mend = "Drafts were added or taken away since; run without --resume."
            raise UsageError((Problem(what=what, mend=mend, place=Place(file=file, line=number, column=1)),))
    return chain(pieces)
