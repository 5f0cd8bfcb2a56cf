"""``niw waive``: a person's decision on one finding, written down beside the draft."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.argument("draft")
@click.argument("rule")
@click.option("--because", required=True, help="Why the finding may stand.")
@click.option("--by", "proposed_by", required=True, metavar="NAME", help="Who proposes it.")
@click.option(
    "--approved-by", default="", metavar="NAME", help="The attorney who approves it; may be filled in later."
)
@click.option(
    "--until", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Its last day (UTC)."
)
@click.option(
    "--on",
    "on_day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the decision; today.",
)
@click.option("--item", default="", help="The item, where the rule found something on several.")
@click.option("--case", "case_id", default="", help="The case id, where the file holds several drafts.")
@click.option(
    "--pack", default=None, help="The rule pack; by default the one that niw.toml names, or niw-core."
)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="By default waivers.yaml beside the draft.",
)
@click.option("--replace", "instead", is_flag=True, help="Take the place of a waiver of the same finding.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; what is no terminal is never asked.")
def waive(
    draft: str,
    rule: str,
    because: str,
    proposed_by: str,
    approved_by: str,
    until: datetime,
    on_day: datetime | None,
    item: str,
    case_id: str,
    pack: str | None,
    file: Path | None,
    instead: bool,
    yes: bool,
) -> None:
    """Show the finding of RULE on DRAFT, and record that it may stand.

    RULE is an id (title-names-no-occupation) or a catalogue number (T03). The waiver is bound to the values that the
    finding rests on: when one of them changes it no longer applies, and the report says so. On a terminal it is shown
    and asked for once more before it is written.
    """
    from validator.waive import Asked, proposed

    proposal = proposed(
        Asked(
            file=draft,
            rule=rule,
            because=because.strip(),
            proposed_by=proposed_by.strip(),
            approved_by=approved_by.strip(),
            until=until.date(),
            on=on_day.date() if on_day else None,
            item=item,
            case=case_id,
            pack=pack,
            waivers=file,
            instead=instead,
        )
    )
    click.echo(_printable(proposal.shown))
    click.echo()
    if not yes and draft != "-" and sys.stdin.isatty() and sys.stdout.isatty():
        click.confirm(f"Write this waiver into {proposal.file}?", abort=True)
    proposal.write()
    click.echo(_printable(proposal.told))


def _printable(lines: tuple[str, ...]) -> str:
    """The lines, without what a draft could move the cursor with."""
    from validator.reports.clean import safe

    return "\n".join(map(safe, lines))
