"""How searches, occupations and comparisons look on a terminal, made of the reports' own shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reports.clean import cleaned
from validator.reports.page import Page
from validator.reports.spans import write_ansi, write_plain
from validator.strategy.model import CodesFound, Comparison, Occupation, ProgramsFound

if TYPE_CHECKING:
    from validator.reports.interface import Options

Shown = CodesFound | ProgramsFound | Occupation | Comparison


def text(of: Shown, options: Options) -> str:
    """``of`` as a page of lines no wider than ``options.columns``, in letters that ``options.encoding`` has."""
    clean = cleaned(of, options.encoding)
    page = Page.of(options)
    if isinstance(clean, Comparison):
        from validator.strategy.pages.comparison import comparison

        comparison(page, clean)
    elif isinstance(clean, Occupation):
        from validator.strategy.pages.occupation import occupation

        occupation(page, clean)
    else:
        from validator.strategy.pages.found import codes_found, programs_found

        codes_found(page, clean) if isinstance(clean, CodesFound) else programs_found(page, clean)
    return write_ansi(page.lines) if options.colour else write_plain(page.lines)
