"""``niw check`` of very many drafts: results as lines while they come, a bar that says how far it is, going on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from validator.run import Run
    from validator.run.many import Brief, Hands
    from validator.run.streaming import Streamed

T = TypeVar("T")

FORMAT = "jsonl"
_BAR_FROM = 30
"""Drafts below which a bar would be gone before it is read."""


def is_streamed(run: Run) -> bool:
    """Whether all that is asked for are lines of results, so that nothing need be kept."""
    return [output.format for output in run.outputs] == [FORMAT]


def check_streamed(
    run: Run, paths: Sequence[str], hands: Hands, *, resume: bool, words: bool = True
) -> Streamed:
    """Check, and write a line a draft to the file or to the screen; say at the end what it came to."""
    from validator.drafts.sources import draft_sources
    from validator.run.many import briefs_of
    from validator.run.streaming import begun, first_line, same_run, still_to_do, stream

    file = run.outputs[0].file
    first = first_line(run.bare_report(), run.about(paths, words=words))
    pieces = run.pieces(draft_sources(paths), far=bool(hands.cluster))
    before = begun(file) if resume and file else None
    if before is not None:
        assert file
        same_run(before, first, file)
        pieces = still_to_do(pieces, before, file)
    briefs = briefs_of(pieces, hands, run.checks, words=words)
    take, of_no_draft = run.remembering()

    def told() -> tuple[str, ...]:
        """What went before in a run that is gone on with was not seen: then nobody knows whose a waiver is."""
        return run.told() if before is not None else (*run.told(), *of_no_draft())

    with _opened(file, before.size if before else 0) as to, progress(paths, shown=file is not None) as step:
        if before is not None:
            step(before.tally.before)

        def seen(brief: Brief) -> None:
            take(brief)
            step(1)

        ended = stream(
            to,
            "" if before else first,
            briefs,
            tally=before.tally if before else None,
            notices=told,
            tell=seen,
        )
    if file is not None:
        click.echo(_told(ended, file), err=True)
        for notice in ended.notices:
            click.echo(notice, err=True)
    return ended


@contextlib.contextmanager
def _opened(file: str | None, size: int) -> Iterator[IO[str]]:
    """The screen, or the file with what stands in it up to ``size`` bytes."""
    if file is None:
        yield sys.stdout
        return
    from validator.errors import Place, Problem, UsageError

    try:
        stream = open(file, "r+" if size else "w", encoding="utf-8", newline="\n")  # noqa: PTH123, SIM115
    except OSError as error:
        what = f"The results cannot be written: {error.strerror}."
        raise UsageError((Problem(what=what, mend="Name another file.", place=Place(file=file)),)) from None
    with stream:
        if size:
            stream.truncate(size)
            stream.seek(0, 2)
        yield stream


def _told(ended: Streamed, file: str) -> str:
    from validator.reports.words import count

    counts = ended.counts
    found = ", ".join(f"{counts[s]:,} {s}" for s in ("blocker", "high", "medium", "low") if counts[s])
    before = f" ({ended.before:,} of them were there)" if ended.before else ""
    unread = f"; {count(counts['failures'], 'draft')} without a result" if counts["failures"] else ""
    return (
        f"{counts['drafts']:,} drafts checked{before}, {counts['with_findings']:,} with findings"
        f"{': ' + found if found else ''}{unread}. Results: {file}"
    )


@contextlib.contextmanager
def progress(paths: Sequence[str], *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal that is stepped on with each draft; nothing where nobody would see it."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    from validator.drafts.sources import counted

    total = counted(paths)
    if total is not None and total < _BAR_FROM:
        yield lambda _: None
        return
    options: dict[str, Any] = {"file": sys.stderr, "label": "drafts", "show_pos": True}
    with click.progressbar(length=total or 0, update_min_steps=10, **options) as bar:
        yield bar.update


def stepped(found: Iterable[T], step: Callable[[int], None]) -> Iterator[T]:
    """``found``, with a step for each."""
    for one in found:
        yield one
        step(1)
