"""``niw check``: drafts in, a report out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.shown import show_problems

if TYPE_CHECKING:
    from validator.checker import Checker
    from validator.drafts import Draft, DraftFailure
    from validator.reports.interface import Options

SEVERITIES = ("low", "medium", "high", "blocker")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--pack", default="niw-core", show_default=True, help="The rule pack: a name, or a folder.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="medium",
    show_default=True,
    help="Exit 1 from this severity on.",
)
@click.option(
    "--fail-on-unchecked",
    type=click.Choice(SEVERITIES),
    help="Exit 1 where a rule of this severity or above was not checked.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="RULE",
    help="Run this rule alone (id or catalogue number; may be repeated).",
)
@click.option("--skip", multiple=True, metavar="RULE", help="Leave this rule out (may be repeated).")
@click.option(
    "--engine",
    type=click.Choice(["auto", "durable", "reference"]),
    default="auto",
    show_default=True,
    help="Which engine runs the rules.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Hold dates of review and expiry to this day instead of today.",
)
@click.option(
    "--compare",
    "with_codes",
    is_flag=True,
    help="Add to the text report, for each draft, its codes side by side (as niw soc compare).",
)
@click.option("-q", "--quiet", is_flag=True, help="One line a finding.")
@click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")
def check(
    paths: tuple[str, ...],
    pack: str,
    format_: str,
    output: Path | None,
    fail_on: str,
    fail_on_unchecked: str | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    engine: str,
    as_of: datetime | None,
    quiet: bool,
    colour: bool | None,
    with_codes: bool,
) -> int:
    """Check drafts: YAML, JSON or JSONL files, folders, globs, or - for standard input.

    Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it, 2 wrong usage or configuration,
    3 a draft that cannot be read or does not fit the schema, 4 a rule pack that is not valid, 5 a fault of ours.
    Of several, the highest counts.
    """
    from validator.checker import Checker, Selection
    from validator.drafts import load_drafts
    from validator.findings import Severity
    from validator.reports.interface import Options, format_named
    from validator.reports.terminal import options_for

    checker = Checker(
        pack, engine=engine, as_of=as_of.date() if as_of else None, selection=Selection(only=only, skip=skip)
    )
    if with_codes and (format_ != "text" or quiet):
        raise click.UsageError(
            "--compare adds to the text report; niw soc compare --format json gives it as data."
        )
    loaded = list(load_drafts(paths)) if with_codes else load_drafts(paths)
    report = checker.report(loaded)
    options = options_for(sys.stdout, quiet=quiet, colour=colour) if output is None else Options(quiet=quiet)
    text = format_named(format_).render(report, options)
    if with_codes:
        text += _codes_side_by_side(loaded, checker, options)
    if output is None:
        click.echo(text, nl=False, color=True)
    else:
        _write(output, text)
    if report.failures and format_ != "text":
        for failure in report.failures:
            show_problems(failure.problems)
    if any(failure.fault for failure in report.failures):
        return 5
    return _exit_code(
        report.worst(), Severity[fail_on], bool(report.failures), _unchecked(report, fail_on_unchecked)
    )


def _codes_side_by_side(loaded: Iterable[Draft | DraftFailure], checker: Checker, options: Options) -> str:
    """The comparison of codes of every draft that was read."""
    from validator.drafts import Draft
    from validator.strategy import compare, pages

    drafts = [draft for draft in loaded if isinstance(draft, Draft)]
    return "".join(f"\n{pages.text(compare(draft, checker=checker), options)}" for draft in drafts)


def _write(output: Path, text: str) -> None:
    from validator.errors import Place, Problem, UsageError

    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"The report cannot be written: {error.strerror}."
        raise UsageError(
            (Problem(what=what, mend="Name a file in a folder that exists.", place=Place(file=str(output))),)
        ) from None


def _unchecked(report: object, threshold: str | None) -> bool:
    from validator.findings import Report, Severity

    assert isinstance(report, Report)
    if threshold is None:
        return False
    return any(n.severity >= Severity[threshold] for draft in report.drafts for n in draft.not_checked)


def _exit_code(worst: int | None, threshold: int, failed: bool, unchecked: bool) -> int:
    if failed:
        return 3
    return 1 if unchecked or (worst is not None and worst >= threshold) else 0
