"""``niw pack list`` and ``niw pack show``: the packs there are, the rules of one, and every setting of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FORMATS = click.Choice(["text", "json"])


@click.command("list")
@click.option(
    "--format", "format_", type=_FORMATS, default="text", show_default=True, help="How it is written."
)
def list_(format_: str) -> None:
    """Name the packs that ship and those that are installed, and what each extends."""
    from validator.facts import vocabulary
    from validator.listing.catalog import listed_packs
    from validator.listing.data import listed_json
    from validator.listing.pages import listed_text
    from validator.reports.terminal import options_for

    write = listed_json if format_ == "json" else listed_text
    click.echo(write(listed_packs(vocabulary()), options_for(sys.stdout)), nl=False, color=True)


@click.command()
@click.argument("name", default="niw-core")
@click.option("--effective", is_flag=True, help="Every setting of every rule, and where each comes from.")
@click.option(
    "--upgrade", is_flag=True, help="Which of the pack's changes rest on something else than niw.lock has."
)
@click.option(
    "--lock",
    "lock_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The lock that --upgrade is held against; by default niw.lock as niw check finds it.",
)
@click.option(
    "--format", "format_", type=_FORMATS, default="text", show_default=True, help="How it is written."
)
def show(name: str, effective: bool, upgrade: bool, lock_file: Path | None, format_: str) -> None:
    """Show the rules of a pack by file, with severity and catalogue number."""
    if effective and upgrade:
        raise click.UsageError("--effective and --upgrade are two pages: ask for one at a time.")
    from validator.facts import vocabulary
    from validator.listing import data, pages
    from validator.reports.terminal import options_for

    options, as_data = options_for(sys.stdout), format_ == "json"
    if effective:
        from validator.packs.build import open_pack
        from validator.packs.effective import effective as settings_of

        found = settings_of(open_pack(name, vocabulary()))
        text = data.effective_json(found, options) if as_data else pages.effective_text(found, options)
    elif upgrade:
        from validator.cli.pack.lock import found_lock
        from validator.packs.lock import read_lock
        from validator.packs.upgrade import upgrade as held_against

        done = held_against(name, read_lock(lock_file or found_lock()), vocabulary())
        text = data.upgrade_json(done, options) if as_data else pages.upgrade_text(done, options)
    else:
        from validator.packs import load_pack

        pack = load_pack(name, vocabulary())
        text = data.rules_json(pack, options) if as_data else pages.rules_text(pack, options)
    click.echo(text, nl=False, color=True)
