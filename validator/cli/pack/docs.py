"""``niw pack docs``: a page for each rule, written from the rule itself."""

from __future__ import annotations

from pathlib import Path

import click

_USUAL = Path("docs/rules")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=_USUAL,
    show_default=True,
    help="The folder of the pages, seen from where niw is run.",
)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where a page is out of date.")
@click.pass_context
def docs(ctx: click.Context, name: str | None, folder: Path, check: bool) -> None:
    """Write a page for each rule of a pack (a name or a folder), and of the packs that it builds on.

    Without a name, of every pack that ships.
    """
    from validator.errors import Place, Problem, UsageError
    from validator.packs import shipped_packs
    from validator.packs.handbook import stale, write
    from validator.proof import pages

    made = pages([name] if name else shipped_packs(), contents=name is None)
    if check:
        late = stale(folder, made)
        for path in late:
            click.echo(f"{folder / path} is out of date.")
        to = "" if folder == _USUAL else f" --to {folder}"
        again = f"niw pack docs{f' {name}' if name else ''}{to}"
        click.echo(
            f"{len(late)} of {len(made)} pages are out of date; run {again}."
            if late
            else f"{len(made)} pages, all up to date."
        )
        ctx.exit(1 if late else 0)
    try:
        changed = write(folder, made)
    except OSError as error:
        problem = Problem(
            what=f"The pages cannot be written: {error.strerror}.",
            mend="Name a folder that can be written to, with --to.",
            place=Place(file=str(error.filename or folder)),
        )
        raise UsageError((problem,)) from None
    click.echo(f"{len(made)} pages in {folder}, {len(changed)} of them changed.")
