"""``niw report``: an old report, shown again."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.reader import is_for_client, reader_option
from validator.reports.interface import FORMATS
from validator.settings.known import SEVERITIES

if TYPE_CHECKING:
    from validator.findings import Report


@click.command()
@click.argument("file", metavar="FILE.json")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)
@reader_option
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="medium",
    show_default=True,
    help="In junit: the severity from which a finding is a failed test.",
)
@click.option(
    "--at-most",
    type=click.IntRange(min=0),
    default=0,
    metavar="CHARACTERS",
    help="In markdown: leave out what has no room, and say what. 65536 for a comment on GitHub.",
)
@click.option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="A folder that holds a pack the report was made with (may be repeated).",
)
@click.option(
    "--words/--no-words",
    "words",
    default=None,
    help="Let the draft's own words stand in it, or not; by default in all but sarif, junit, github and gitlab.",
)
@click.option("-q", "--quiet", is_flag=True, help="One line a finding, and nothing said of packs.")
@click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")
def report(
    file: str,
    format_: str,
    output: Path | None,
    reader: str,
    fail_on: str,
    at_most: int,
    packs: tuple[Path, ...],
    words: bool | None,
    quiet: bool,
    colour: bool | None,
) -> None:
    """Show a report again, in any format: one that niw check --format json wrote, or - for standard input.

    Nothing is checked again. When the report was made, with which niw, and whether the packs at hand are still those
    it was made with is told on standard error. The exit code is 0 whatever was found, 2 where FILE is no report.
    """
    client = is_for_client(reader, (format_,))
    from validator.findings import Severity
    from validator.reports.interface import Options, render
    from validator.reports.terminal import options_for

    old = _read(file)
    found = options_for(sys.stdout, colour=colour) if output is None else Options()
    options = replace(
        found, quiet=quiet, fail_on=Severity[fail_on], at_most=at_most, client=client, words=words
    )
    text = render(old, format_, options)
    if output is None:
        click.echo(text, nl=False, color=True)
    else:
        from validator.files import write_whole

        write_whole([(str(output), text)], what="The report")
    if not quiet:
        _say(old, file, packs)


def _read(file: str) -> Report:
    from validator.errors import NiwError, UsageError
    from validator.reports.json import read_report
    from validator.source.text import STDIN, read_text

    name = STDIN if file == "-" else file
    try:
        text = read_text(sys.stdin.buffer.read() if file == "-" else Path(file), name)
    except NiwError as error:
        raise UsageError(error.problems) from None
    return read_report(text, file=name)


def _say(old: Report, file: str, packs: tuple[Path, ...]) -> None:
    from validator import __version__
    from validator.packs.at_hand import pack_notes
    from validator.reports.clean import one_line
    from validator.source.text import STDIN

    same = "this one" if old.version == __version__ else f"this is niw {__version__}"
    name = STDIN if file == "-" else file
    made = f"{name}: made as of {old.as_of.isoformat()} with niw {old.version} ({same}). Nothing was checked again."
    for line in (made, *pack_notes(old.packs, packs)):
        click.echo(one_line(line), err=True)
