"""What the stream that a report goes to can show."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from validator.reports.interface import LEAST_WIDTH, USUAL_WIDTH, Options

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDEST = 120
"""Longer lines are harder to read, however wide the window."""


def options_for(
    stream: TextIO,
    *,
    quiet: bool = False,
    colour: bool | None = None,
    width: int | None = None,
    environ: Mapping[str, str] | None = None,
) -> Options:
    """The options that suit ``stream``: colours and the window's width on a terminal; plain and 100 wide in a pipe.

    ``colour`` and ``width`` override what is found. ``NO_COLOR`` (not empty) and ``TERM=dumb`` turn colours off,
    ``FORCE_COLOR`` (neither empty nor 0) turns them on in a pipe too.
    """
    env = os.environ if environ is None else environ
    on_terminal = stream.isatty()
    if colour is None:
        forced = env.get("FORCE_COLOR", "") not in {"", "0"}
        colour = not env.get("NO_COLOR") and (forced or (on_terminal and env.get("TERM") != "dumb"))
    if width is None:
        width = min(_window(), _WIDEST) if on_terminal else USUAL_WIDTH
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return Options(width=max(width, LEAST_WIDTH), colour=colour, encoding=encoding, quiet=quiet)


def _window() -> int:
    """How many cells wide the terminal's window is."""
    import shutil

    return shutil.get_terminal_size((USUAL_WIDTH, 24)).columns
