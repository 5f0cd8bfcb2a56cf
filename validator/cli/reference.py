"""``niw reference``: the official tables, their versions and licences, and how they are built again."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def reference() -> None:
    """Show the official tables behind the checks, or build them again."""


@reference.command()
def status() -> None:
    """Print every table with its source, version, licence, rows and digest."""
    from validator.reference import reference as tables

    known = tables()
    click.echo(f"{'table':<22} {'rows':>8}  {'sha-256':<12}  source")
    for table in known.tables():
        licences = ", ".join(dict.fromkeys(source.licence for source in table.sources))
        sources = "; ".join(dict.fromkeys(f"{s.dataset} {s.version} ({s.date})" for s in table.sources))
        click.echo(f"{table.name:<22} {table.rows:>8,}  {table.sha256[:12]}  {sources}; {licences}")
    click.echo(f"\nDigest of all tables: {known.digest}")
    attributions = dict.fromkeys(s.attribution for t in known.tables() for s in t.sources if s.attribution)
    for text in attributions:
        click.echo(f"\n{text}")


@reference.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with the published files.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the tables go; by default the package's own.",
)
@click.option(
    "--accept-changed", is_flag=True, help="Take source files that are not the ones the manifest names."
)
def build(source: Path, out: Path | None, accept_changed: bool) -> None:
    """Build the tables again from the files as published."""
    from validator.reference.build import build_tables

    where = {"out": out} if out else {}
    changed = build_tables(source, accept_changed=accept_changed, **where)
    click.echo(f"Changed: {', '.join(changed)}." if changed else "Every table is as it was.")
