"""``niw draft``: start a draft, and show what one may hold."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def draft() -> None:
    """Start a draft, or show what a draft may hold."""


@draft.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
def new(path: Path | None) -> None:
    """Write a template with every field explained, to PATH or to the screen."""
    from validator.drafts import template
    from validator.errors import Place, Problem, UsageError

    if path is None:
        click.echo(template(), nl=False)
        return
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        problem = Problem(
            what="This file exists already.",
            mend="Name another file; nothing was changed.",
            place=Place(file=str(path)),
        )
        raise UsageError((problem,)) from None
    except OSError as error:
        problem = Problem(
            what=f"The template cannot be written: {error.strerror}.",
            mend="Name a file in a folder that exists.",
            place=Place(file=str(path)),
        )
        raise UsageError((problem,)) from None
    click.echo(
        f"{path} is ready: fill in what the documents say, delete what is not entered yet, and run niw check {path}."
    )


@draft.command()
def schema() -> None:
    """Print the JSON Schema of a draft."""
    from validator.drafts import schema_text

    click.echo(schema_text(), nl=False)
