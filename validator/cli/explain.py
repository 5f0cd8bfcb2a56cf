"""``niw explain``: what a rule says, and how it stands on a draft."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule")
@click.argument("draft", required=False)
@click.option("--pack", default="niw-core", show_default=True, help="The rule pack: a name, or a folder.")
@click.option(
    "--engine", type=click.Choice(["auto", "durable", "reference"]), default="auto", show_default=True
)
def explain(rule: str, draft: str | None, pack: str, engine: str) -> None:
    """Say what RULE means; with a DRAFT, why it fired, stayed silent or could not be checked.

    RULE is an id (title-names-no-occupation) or a catalogue number (T03).
    """
    from validator.explain import explained

    click.echo("\n".join(explained(rule, draft, pack=pack, engine=engine)))
