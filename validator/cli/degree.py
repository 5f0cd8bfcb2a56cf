"""``niw degree``: fields of study as people write them."""

from __future__ import annotations

import click


@click.group()
def degree() -> None:
    """Read a field of study."""


@degree.command()
@click.argument("field")
@click.option(
    "--limit", type=click.IntRange(1, 50), default=6, show_default=True, help="At most so many programs."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")
def find(field: str, limit: int, format_: str, colour: bool | None) -> None:
    """Name the CIP programs that FIELD may be: how sure, STEM or not, and the codes they lead to.

    FIELD is a field as a diploma or a letter has it, in any of the languages the tables know, or a CIP code.
    """
    from validator.cli.soc import show
    from validator.strategy import find_programs

    show(find_programs(field, limit=limit), format_, colour)
