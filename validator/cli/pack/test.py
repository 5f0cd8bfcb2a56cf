"""``niw pack test``: whether a pack's examples prove its rules."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli.pack.review import as_of_option, digest_line, review_lines

if TYPE_CHECKING:
    from validator.packs import PackTest


@click.command()
@click.argument("name", default="niw-core")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="For people, for machines (schemas/pack-test.schema.json), or for a CI server.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead."
)
@click.option(
    "--allow-unproven", is_flag=True, help="Report parts that no example decides, and do not fail for them."
)
@as_of_option
@click.pass_context
def test(
    ctx: click.Context,
    name: str,
    format_: str,
    output: Path | None,
    allow_unproven: bool,
    as_of: datetime | None,
) -> None:
    """Run the examples of the rules of a pack (a name or a folder), and name what no example proves.

    Ends with 4 where an example does not end as it says, a rule has no example of a kind or cannot fire, or a part
    of a condition is unproven. A review that is overdue is told, and fails nothing.
    """
    from validator.files import write_whole
    from validator.proof import prove

    result = prove(name)
    overdue = review_lines(name, as_of)
    if format_ == "junit":
        from validator.packs.proof_junit import proof_junit

        text = proof_junit(result, allow_unproven=allow_unproven)
    elif format_ == "json":
        from validator.packs.proof_json import proof_json

        text = proof_json(result)
    else:
        text = _for_people(result, (*overdue, digest_line(name)), on_screen=output is None)
        overdue = ()
    for line in overdue:  # what a machine reads on standard output stays as it is
        click.echo(line, err=True)
    if output is None:
        click.echo(text, nl=False, color=True)
    else:
        write_whole([(str(output), text)], what="The proof")
        from validator.packs.proof_text import summary

        click.echo(summary(result), err=True)
    ctx.exit(0 if (result.passed if allow_unproven else result.proven) else 4)


def _for_people(result: PackTest, lines: Iterable[str], *, on_screen: bool) -> str:
    from validator.packs.proof_text import notices, problems_of, summary
    from validator.reports.clean import cleaned
    from validator.reports.problems import problems_text
    from validator.reports.terminal import options_for

    options = options_for(sys.stdout, colour=None if on_screen else False)
    problems = problems_text(problems_of(result), options)
    notes = "".join(f"{cleaned(note, options.encoding)}\n" for note in (*notices(result), *lines))
    return "\n".join(part for part in (problems, notes, f"{summary(result)}\n") if part)
