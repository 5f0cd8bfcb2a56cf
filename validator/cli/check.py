"""``niw check``: drafts in, reports out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from validator.cli.many import check_streamed, is_streamed, progress, stepped
from validator.cli.reader import is_for_client, reader_option
from validator.reports.interface import FORMATS
from validator.settings.known import NEVER, SEVERITIES

if TYPE_CHECKING:
    from validator.reports.interface import Options
    from validator.run import Ended, Run
    from validator.settings import Given

F = TypeVar("F", bound=Callable[..., Any])
_THRESHOLDS = (*SEVERITIES, NEVER)


class CheckCommand(click.Command):
    """A command that keeps the order of ``--format`` and ``-o``, which belong together in pairs."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What click calls; the pairs end up in the parameter ``formats``."""
        given, _, order = self.make_parser(ctx).parse_args(args=list(args))
        rest = super().parse_args(ctx, args)
        values = {name: iter(given.get(name) or ()) for name in ("format", "output")}
        said = [(str(p.name), str(next(values[str(p.name)]))) for p in order if p.name in values]
        ctx.params["formats"] = tuple(_paired(said)) or None
        return rest


def _paired(said: Sequence[tuple[str, str]]) -> Iterator[str]:
    """``FORMAT`` and ``FORMAT:FILE``, of options in the order they were given: a file belongs to the format before it.

    One file and one format are a pair in either order. A file alone is of the format that its ending names.
    """
    kinds = [kind for kind, _ in said]
    if kinds == ["output", "format"]:
        said = said[::-1]
    waiting: str | None = None
    for kind, value in said:
        if kind == "format":
            if waiting is not None:
                yield waiting
            waiting = value
        elif waiting is None:
            if "format" in kinds:
                raise click.UsageError(
                    f"-o {value} has no --format of its own before it. Pair them: --format html -o {value}"
                )
            yield f"{_format_of(value)}:{value}"
        elif ":" in waiting:
            raise click.UsageError(
                f"--format {waiting} names its file; -o {value} needs a --format of its own."
            )
        else:
            yield f"{waiting}:{value}"
            waiting = None
    if waiting is not None:
        yield waiting


def _format_of(file: str) -> str:
    """The format whose files end as this one does; text where none does."""
    from validator.reports.interface import format_named

    return next((name for name in FORMATS if file.endswith(format_named(name).suffix)), FORMATS[0])


def _settings_options(command: F) -> F:
    """The options that are settings, and those that say which settings count."""
    for option in reversed(
        (
            click.option(
                "--pack", metavar="PACK", help="The rule pack: a name, or a folder.  [default: niw-core]"
            ),
            click.option(
                "--fail-on",
                type=click.Choice(_THRESHOLDS),
                help="Exit 1 from this severity on.  [default: medium]",
            ),
            click.option(
                "--fail-on-unchecked",
                type=click.Choice(_THRESHOLDS),
                help="Exit 1 where a rule of this severity or above was not checked.  [default: never]",
            ),
            click.option(
                "--only",
                multiple=True,
                metavar="RULE",
                help="Run this rule alone (id or catalogue number; may be repeated).",
            ),
            click.option(
                "--skip", multiple=True, metavar="RULE", help="Leave this rule out (may be repeated)."
            ),
            click.option(
                "--waivers",
                multiple=True,
                metavar="FILE",
                help="Waivers, besides those beside the drafts (may be repeated).",
            ),
            click.option("--baseline", metavar="FILE", help="Findings that do not fail the run."),
            click.option(
                "--locked/--no-lock",
                "locked",
                default=None,
                help="Ask for the packs of niw.lock, or do without it; by default it counts where it is there.",
            ),
            click.option(
                "--engine",
                type=click.Choice(["auto", "durable", "reference"]),
                help="Which engine runs the rules.  [default: auto]",
            ),
            click.option(
                "--as-of",
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="DATE",
                help="Hold dates of review and expiry to this day instead of today.",
            ),
            click.option(
                "--words/--no-words",
                "words",
                default=None,
                help="Let the draft's own words stand in every report, or in none; by default in all but sarif, junit,"
                " github and gitlab, and with --cluster in none.",
            ),
            click.option(
                "--settings",
                "settings_file",
                metavar="FILE",
                help="Take the settings of this file for every draft, whatever stands in its folder.",
            ),
            click.option("--no-settings", is_flag=True, help="Take no settings from files."),
        )
    ):
        command = option(command)
    return command


@click.command(cls=CheckCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    multiple=True,
    expose_value=False,
    metavar="FORMAT[:FILE]",
    help=f"How the report is written: {', '.join(FORMATS)}. Several, each with its -o, make several reports."
    "  [default: text]",
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    expose_value=False,
    metavar="FILE",
    help="Write the report of the --format before it to this file, whole or not at all.",
)
@_settings_options
@click.option(
    "--show-settings", is_flag=True, help="Print every setting with where it comes from, and check nothing."
)
@click.option("--write-baseline", metavar="FILE", help="Write the findings of this run as a baseline.")
@click.option("--prune", is_flag=True, help="Drop from the baseline what no longer occurs.")
@click.option(
    "--compare",
    "with_codes",
    is_flag=True,
    help="Add to each draft its candidate codes side by side (as niw soc compare).",
)
@reader_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Check in N processes.  [default: all cores, for more than a few drafts]",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Check on the Dask cluster whose scheduler is at ADDRESS (tcp://host:8786).",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a draft up after so long, where it is checked in a process of its own.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on after the last whole line of the results that --format jsonl wrote.",
)
@click.option("-q", "--quiet", is_flag=True, help="One line a finding.")
@click.option("--colour/--no-colour", default=None, help="Colours; by default on a terminal only.")
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...] | None,
    settings_file: str | None,
    no_settings: bool,
    show_settings: bool,
    write_baseline: str | None,
    prune: bool,
    with_codes: bool,
    reader: str,
    jobs: int | None,
    cluster: str,
    time_limit: float,
    resume: bool,
    quiet: bool,
    colour: bool | None,
    **said: Any,
) -> int:
    """Check drafts: YAML, JSON or JSONL files, folders, globs, @LISTS, addresses, or - for standard input.

    Settings come from the command line, else from the niw.toml (or the [tool.niw] of pyproject.toml) nearest to the
    draft, else they have their defaults; --show-settings prints them.

    Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it, 2 wrong usage or configuration,
    3 a draft that cannot be read or does not fit the schema, 4 a rule pack that is not valid, 5 a fault of ours.
    Of several, the highest counts.
    """
    from validator.run import EXIT_FINDINGS, Run, new_baseline

    if settings_file and no_settings:
        raise click.UsageError("--settings and --no-settings exclude each other.")
    run = Run(_given(formats, said), file=settings_file, isolated=no_settings, compare=with_codes)
    if show_settings:
        _print_settings(run, paths, formats)
        return 0
    run.begin(paths, written=[write_baseline] if write_baseline else ())
    client = is_for_client(reader, (output.format for output in run.outputs))
    if prune and not run.has_baseline():
        raise click.UsageError("--prune needs a baseline: name it with --baseline FILE.")
    from validator.run.many import Hands

    hands = Hands(jobs=jobs, cluster=cluster, limit=time_limit)
    if is_streamed(run) and not (write_baseline or prune or with_codes):
        said_words = run.words_in("jsonl", far=bool(cluster))
        return check_streamed(run, paths, hands, resume=resume, words=said_words).exit_code
    if resume:
        raise click.UsageError("--resume goes with --format jsonl and a file alone: --format jsonl -o FILE.")
    from validator.drafts.sources import draft_sources

    with progress(paths, shown=all(output.file for output in run.outputs)) as step:
        ended = run.ended(stepped(run.results(draft_sources(paths), hands), step), prune=prune)
    more = [(write_baseline, new_baseline(ended, write_baseline))] if write_baseline else []
    more += run.pruned(ended) if prune else []
    _show(run, ended, more, quiet=quiet, colour=colour, client=client, far=bool(cluster))
    return 0 if write_baseline and ended.exit_code == EXIT_FINDINGS else ended.exit_code


def _given(formats: tuple[str, ...] | None, said: dict[str, Any]) -> Given:
    """What the command line says of settings; nothing said is None."""
    from validator.settings import Given

    as_of: datetime | None = said.pop("as_of")
    return Given(
        format=formats,
        as_of=as_of.date() if as_of else None,
        **{name: None if value == () else value for name, value in said.items()},
    )


def _print_settings(run: Run, paths: tuple[str, ...], formats: tuple[str, ...] | None) -> None:
    from validator.run.settings_page import settings_data, settings_text

    groups = run.groups(paths)
    shown = settings_data if formats == ("json",) else settings_text
    click.echo(shown(run.settings, groups, run.notices), nl=False)


def _show(
    run: Run,
    ended: Ended,
    other_files: Sequence[tuple[str, str]],
    *,
    quiet: bool,
    colour: bool | None,
    client: bool,
    far: bool,
) -> None:
    """The reports, each where it belongs: files first, so that what is printed is true."""
    from validator.files import write_whole
    from validator.reports.interface import Options
    from validator.reports.terminal import options_for

    on_screen: list[str] = []
    files = list(other_files)
    for output in run.outputs:
        more: dict[str, Any] = {
            "fail_on": run.least_threshold(),
            "client": client,
            "words": run.words_in(output.format, far=far),
        }
        if output.file is None:
            options = replace(options_for(sys.stdout, quiet=quiet, colour=colour), **more)
            on_screen.append(_rendered(output.format, ended, options))
        else:
            files.append((output.file, _rendered(output.format, ended, Options(quiet=quiet, **more))))
    write_whole(files, what="The report")
    for text in on_screen:
        click.echo(text, nl=False, color=True)
    if not any(output.format == "text" and output.file is None for output in run.outputs):
        from validator.cli.shown import show_problems
        from validator.reports.redacted import redacted

        whole = all(run.words_in(output.format, far=far) for output in run.outputs)
        for failure in (ended.report if whole else redacted(ended.report)).failures:
            show_problems(failure.problems)


def _rendered(name: str, ended: Ended, options: Options) -> str:
    """The report in a format. The text has the whole page of a comparison of codes; the others show what is in it."""
    from validator.reports.interface import render, with_words

    compared = [r.comparison for r in ended.results if r.comparison is not None]
    if name != "text" or not compared or options.quiet or not with_words(name, options.words):
        return render(ended.report, name, options)
    from validator.strategy import pages

    drafts = tuple(replace(draft, codes=None) for draft in ended.report.drafts)  # the whole page comes below
    text = render(replace(ended.report, drafts=drafts), name, options)
    return text + "".join(f"\n{pages.text(one, options)}" for one in compared)
