"""``niw pack schema``: what an editor reads to complete words and mark mistakes in a pack's files."""

from __future__ import annotations

from pathlib import Path

import click

_NAMES = ("rule", "pack", "authorities")


@click.command()
@click.argument("which", type=click.Choice(_NAMES), default="rule")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all three into this folder instead, by custom the folder “schemas” of a pack.",
)
def schema(which: str, folder: Path | None) -> None:
    """Print the JSON Schema of rule files, of pack.yaml or of authorities.yaml; or write all three for an editor."""
    from validator.errors import Place, Problem, UsageError
    from validator.files import write_whole
    from validator.resources import schemas_dir

    texts = {n: (schemas_dir() / f"{n}.schema.json").read_text(encoding="utf-8") for n in _NAMES}
    if folder is None:
        click.echo(texts[which], nl=False)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(
            what=f"This folder cannot be made: {error.strerror}.",
            mend="Name another.",
            place=Place(file=str(folder)),
        )
        raise UsageError((problem,)) from None
    targets = [(str(folder / f"{name}.schema.json"), text) for name, text in texts.items()]
    write_whole(targets, what="The schema")
    click.echo(
        f"{len(texts)} schemas are in {folder}. The first line of a file names its own, seen from that file:"
    )
    for name, files in (
        ("rule", "rules and lists"),
        ("pack", "pack.yaml"),
        ("authorities", "authorities.yaml"),
    ):
        line = f"# yaml-language-server: $schema={folder.name}/{name}.schema.json"
        click.echo(f"  {files:<17} {line}")
