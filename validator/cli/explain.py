"""``niw explain``: what a rule says, and how it stands on a draft."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule")
@click.argument("draft", required=False)
@click.option("--case", "case_id", default="", help="The case id, where the file holds several drafts.")
@click.option(
    "--pack", default=None, help="The rule pack; by default the one that niw.toml names, or niw-core."
)
@click.option("--engine", type=click.Choice(["auto", "durable", "reference"]), default=None)
def explain(rule: str, draft: str | None, case_id: str, pack: str | None, engine: str | None) -> None:
    """Say what RULE means; with a DRAFT, why it fired, stayed silent or could not be checked.

    RULE is an id (title-names-no-occupation) or a catalogue number (T03). The pack is that of the draft's settings, and
    without a draft that of the folder niw is run in.
    """
    from validator.explain import explained
    from validator.run import Run
    from validator.settings import Given

    checker = Run(Given(pack=pack, engine=engine)).checker_for(draft or "-")
    click.echo("\n".join(explained(rule, draft, checker, case=case_id)))
