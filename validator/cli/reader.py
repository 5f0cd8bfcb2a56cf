"""Whom a report is for: the option ``--for`` of the commands that write one."""

from __future__ import annotations

from collections.abc import Iterable

import click

from validator.reports.interface import CLIENT_FORMATS

CLIENT = "client"

reader_option = click.option(
    "--for",
    "reader",
    type=click.Choice(["office", CLIENT]),
    default="office",
    show_default=True,
    help="A client's copy (html, markdown) leaves out the comparison of codes and other work product.",
)


def is_for_client(reader: str, formats: Iterable[str]) -> bool:
    """Whether the report is a client's copy. :raises click.UsageError: where one of ``formats`` knows none."""
    if reader != CLIENT:
        return False
    if whole := [name for name in formats if name not in CLIENT_FORMATS]:
        raise click.UsageError(f"A client's copy is {' or '.join(CLIENT_FORMATS)}, not {whole[0]}.")
    return True
