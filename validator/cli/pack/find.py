"""``niw pack find``: the pack that a digest in an old report names."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("digest")
@click.option(
    "--in",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Look below this folder and in what git kept of it (may be repeated); by default this one.",
)
@click.option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pack below this folder, to be used with --pack.",
)
def find(digest: str, folders: tuple[Path, ...], write: Path | None) -> None:
    """Find the pack of a digest, as reports name it: twelve of its digits are enough.

    Looks among the packs that ship and are installed, below the folders named, and in every git revision that
    touched them, the latest first.
    """
    from validator.listing.pages import found_text
    from validator.packs.history_of_digest import find_digest, write_found

    found = find_digest(digest, folders or (Path(),))
    click.echo(found_text(found), nl=False)
    if write is not None:
        target = write_found(found, write)
        click.echo(f"Written. Read the drafts with it: niw check DRAFTS --pack {_as_folder(target)}")


def _as_folder(path: Path) -> str:
    shown = path.as_posix()
    return shown if "/" in shown else f"./{shown}"
