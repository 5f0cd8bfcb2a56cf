"""``niw soc``: find occupations, look at one, hold the candidates of a draft side by side."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from validator.strategy.pages import Shown


def _limit(most: int) -> click.IntRange:
    return click.IntRange(1, most)


_format = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
_colour = click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")


@click.group()
def soc() -> None:
    """Choose a SOC code: search, look at one occupation, compare the candidates of a draft."""


@soc.command()
@click.argument("text", required=False, default="")
@click.option(
    "--duties", default="", help="What is done, with what and for whom: counts as much as the title."
)
@click.option("--limit", type=_limit(50), default=8, show_default=True, help="At most so many occupations.")
@_format
@_colour
def find(text: str, duties: str, limit: int, format_: str, colour: bool | None) -> None:
    """Rank occupations for a job title, for duties, or for both, and say why each is there.

    TEXT is a title; of more than eight words it is read as duties.
    """
    from validator.strategy import find_codes

    if not text.strip() and not duties.strip():
        raise click.UsageError("Give a title, or --duties, or both.")
    if not duties and len(text.split()) > 8:
        text, duties = "", text
    show(find_codes(text.strip(), duties.strip(), limit=limit), format_, colour)


@soc.command("show")
@click.argument("code")
@_format
@_colour
def show_(code: str, format_: str, colour: bool | None) -> None:
    """Show one occupation: titles, level evidence, programs, wages, and where each fact comes from.

    CODE is a SOC code (2018 or 2010, also of a group) or an O*NET detail.
    """
    from validator.strategy import show_code

    show(show_code(code), format_, colour)


@soc.command()
@click.argument("draft")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "--suggest",
    type=click.IntRange(0, 10),
    default=2,
    show_default=True,
    help="At most so many codes that title and duties suggest, beside those under which the title is published.",
)
@click.option("--pack", default="niw-core", show_default=True, help="The rule pack: a name, or a folder.")
@click.option(
    "--engine", type=click.Choice(["auto", "durable", "reference"]), default="auto", show_default=True
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Hold dates of review and expiry to this day instead of today.",
)
@_format
@_colour
def compare(
    draft: str,
    codes: tuple[str, ...],
    suggest: int,
    pack: str,
    engine: str,
    as_of: datetime | None,
    format_: str,
    colour: bool | None,
) -> None:
    """Hold the codes of DRAFT side by side: its own, its candidates, CODEs that you name, and suggestions.

    Each is tried in Part 6 item 2: what it fits, its level evidence, and the findings that it adds or removes.
    Ranked by
    fit to what the draft states, never by advantage.
    """
    from validator.checker import Checker
    from validator.drafts import load_draft
    from validator.strategy import compare as compared

    checker = Checker(pack, engine=engine, as_of=as_of.date() if as_of else None)
    show(compared(load_draft(draft), codes, checker=checker, suggest=suggest), format_, colour)


def show(of: Shown, format_: str, colour: bool | None) -> None:
    """Print a page, or its JSON."""
    from validator.reports.terminal import options_for
    from validator.strategy import data, pages

    options = options_for(sys.stdout, colour=colour)
    made = data.text(of, options.encoding) if format_ == "json" else pages.text(of, options)
    click.echo(made, nl=False, color=True)
