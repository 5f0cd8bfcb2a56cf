"""``niw pack diff``: what an edit of a pack changes, findings that one will no longer see first."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("more", nargs=-1, metavar="")
@click.option(
    "--on", "drafts", multiple=True, metavar="DRAFTS", help="Drafts to compare on (may be repeated)."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How the comparison is written; markdown is for a pull request.",
)
@click.option("--fail-on-lost", is_flag=True, help="Exit 1 where a finding is no longer seen.")
@click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")
def diff(
    old: str,
    new: str,
    more: tuple[str, ...],
    drafts: tuple[str, ...],
    format_: str,
    fail_on_lost: bool,
    colour: bool | None,
) -> int:
    """Compare two packs: what one will no longer see on drafts, what one will see anew, and which edit did it.

    OLD and NEW are packs (a name, or a folder), or a folder as a git revision has it: main:rules/firm. DRAFTS are as
    niw check takes them; several may follow one --on. Without --on the edits alone are shown. Ends with 3
    where a draft was not read, or none was found: then the comparison says nothing of it.
    """
    if more and not drafts:
        raise click.UsageError(f"There is one pack too many: “{more[0]}”. Drafts are named after --on.")
    from validator.drafts import load_drafts
    from validator.facts import vocabulary
    from validator.preview.compare import preview
    from validator.preview.formats import render
    from validator.preview.sides import read_side
    from validator.reports.terminal import options_for

    words = vocabulary()
    paths = (*drafts, *more)
    done = preview(read_side(old, words), read_side(new, words), load_drafts(paths) if paths else None)
    click.echo(render(done, format_, options_for(sys.stdout, colour=colour)), nl=False, color=True)
    if not done.complete:
        return 3
    return 1 if fail_on_lost and done.lost else 0
