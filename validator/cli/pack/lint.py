"""``niw pack lint``: every mistake of a pack."""

from __future__ import annotations

import click

from validator.cli.shown import show_problems


@click.command()
@click.argument("name", default="niw-core")
@click.pass_context
def lint(ctx: click.Context, name: str) -> None:
    """Report every mistake of a pack, each with its line and its mend."""
    from validator.facts import vocabulary
    from validator.packs import lint_pack

    problems = lint_pack(name, vocabulary())
    show_problems(problems)
    click.echo(
        f"{len(problems)} mistake{'' if len(problems) == 1 else 's'}."
        if problems
        else f"{name}: no mistakes."
    )
    ctx.exit(4 if problems else 0)
