"""The group of all commands, ``niw``: each is imported when it is asked for."""

from __future__ import annotations

import click

from validator.cli.lazy import LazyGroup

_COMMANDS = {
    "check": "validator.cli.check:check",
    "report": "validator.cli.report:report",
    "explain": "validator.cli.explain:explain",
    "waive": "validator.cli.waive:waive",
    "soc": "validator.cli.soc:soc",
    "degree": "validator.cli.degree:degree",
    "draft": "validator.cli.draft:draft",
    "pack": "validator.cli.pack:pack",
    "reference": "validator.cli.reference:reference",
}


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from validator import __version__

        click.echo(f"niw {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, commands_of=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version."
)
def niw() -> None:
    """Check an EB-2 National Interest Waiver petition draft before it is filed.

    Finds where the SOC code, the job title, the degree and the proposed endeavor do not tell one story.
    Works offline, sends nothing, and is not legal advice.
    """
