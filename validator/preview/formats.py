"""The formats a comparison is written in, by name; a format is imported when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.preview.compared import Preview
    from validator.reports.interface import Options

FORMATS = ("text", "markdown", "json")


def render(preview: Preview, format_: str, options: Options) -> str:
    """The comparison in the format of that name (one of ``FORMATS``)."""
    module = importlib.import_module(f"validator.preview.{format_}")
    return str(module.render(preview, options))
