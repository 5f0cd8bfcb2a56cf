"""``niw pack lint``: every mistake of a pack."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from validator.cli.pack.review import as_of_option, review_lines


@click.command()
@click.argument("name", default="niw-core")
@as_of_option
@click.pass_context
def lint(ctx: click.Context, name: str, as_of: datetime | None) -> None:
    """Report every mistake of a pack, each with its line and its mend; and the reviews that are overdue.

    All of it goes to standard output. Ends with 4 where there is a mistake; an overdue review is none.
    """
    from validator.proof import lint as lint_pack
    from validator.reports.problems import problems_text
    from validator.reports.terminal import options_for

    problems = lint_pack(name, day=as_of.date() if as_of else None)
    click.echo(problems_text(problems, options_for(sys.stdout)), nl=False, color=True)
    for line in () if problems else review_lines(name, as_of):
        click.echo(line)
    click.echo(
        f"{len(problems)} mistake{'' if len(problems) == 1 else 's'}."
        if problems
        else f"{name}: no mistakes."
    )
    ctx.exit(4 if problems else 0)
