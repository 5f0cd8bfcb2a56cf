"""``niw pack new``: a folder with a pack to begin with."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.option(
    "--at",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the new folder is made in, by default this one.",
)
@click.option(
    "--extends",
    multiple=True,
    default=("niw-core",),
    show_default=True,
    metavar="PACK",
    help="The pack to build on: a name, or a folder (may be repeated).",
)
@click.option("--owner", metavar="WHO", help="Who answers for the rules: a name or a committee.")
def new(name: str, at: Path, extends: tuple[str, ...], owner: str | None) -> None:
    """Make the folder NAME with one rule, its examples, and a page for its owner."""
    from datetime import UTC, datetime

    from validator.facts import vocabulary
    from validator.packs.new import NO_OWNER, new_pack

    made = new_pack(
        name,
        vocabulary(),
        at=at,
        today=datetime.now(UTC).date(),
        extends=extends,
        owner=owner or NO_OWNER,
    )
    path = made.folder.as_posix()
    called = path if "/" in path else f"./{path}"
    click.echo(f"{name} is made, with one rule: {made.rule}.")
    for file in made.files:
        click.echo(f"  {path}/{file}")
    click.echo(f"Read {path}/README.md first. Then try: niw pack test {called}")
