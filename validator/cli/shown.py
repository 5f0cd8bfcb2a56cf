"""How problems are printed: where, what, the line itself with a mark under the column, and the mend."""

from __future__ import annotations

from collections.abc import Iterable

import click

from validator.errors import Problem


def problem_lines(problem: Problem) -> list[str]:
    """One problem as the lines a person reads on a terminal."""
    place = problem.place
    lines = [f"{place}: {problem.what}" if place else problem.what]
    if problem.line_text.strip() and place and place.line:
        lines.append(f"  {place.line:>5} | {problem.line_text.rstrip()}")
        if place.column:
            lines.append(f"        | {' ' * (place.column - 1)}^")
    if problem.mend:
        lines.append(f"  {problem.mend}")
    return lines


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error."""
    for problem in problems:
        click.echo("\n".join(problem_lines(problem)), err=True)
