"""How problems are printed on standard error: cleaned, with the line itself, a mark under the column, and the mend."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from validator.errors import Problem


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error."""
    from validator.reports.problems import problems_text
    from validator.reports.terminal import options_for

    click.echo(problems_text(tuple(problems), options_for(sys.stderr)), nl=False, err=True, color=True)
