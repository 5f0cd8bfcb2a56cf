"""What a report format is, and the formats there are, by name.

A new format is one module with an object ``FORMAT`` in it, and one line in ``_MODULES``. A format is imported
when it is asked for, so that a check pays for the one it prints.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from validator.errors import Problem, UsageError
from validator.findings import Severity
from validator.frozen import frozen

if TYPE_CHECKING:
    from validator.findings import Report

LEAST_WIDTH = 60
USUAL_WIDTH = 100

_MODULES = {
    "text": "validator.reports.text",
    "html": "validator.reports.html",
    "json": "validator.reports.json",
    "jsonl": "validator.reports.lines",
    "markdown": "validator.reports.markdown",
    "sarif": "validator.reports.sarif",
    "junit": "validator.reports.junit",
    "github": "validator.reports.github",
    "gitlab": "validator.reports.gitlab",
}

FORMATS = tuple(_MODULES)
"""The names of the formats, the usual one first."""

CLIENT_FORMATS = ("html", "markdown")
"""The formats that know a client's copy; the others would hand over everything."""

PUBLISHED_FORMATS = ("sarif", "junit", "github", "gitlab")
"""The formats that a CI server takes in and shows to whoever may read there: without the draft's own words, unless they
are asked for."""


@frozen
class Options:
    """How a report is wished; a format takes no notice of what does not concern it.

    ``width`` is in terminal cells (60 at least; less counts as 60). ``colour`` allows ANSI colours. ``encoding`` is
    what the output will be written in: where it is no form of Unicode, drawings are ASCII and letters that it lacks
    are folded or escaped. ``quiet`` asks for one line a finding. ``fail_on`` is the severity from which a finding fails
    a test, for formats that know tests. ``at_most`` is how many characters there is room for (0: no end to it), for
    formats that are posted where there is an end; what is left out for it is named. ``client`` asks for the copy that
    is handed to a client: without the comparison of codes and the attorney's other work product. ``words`` says whether
    the draft's own words may stand in it; None: in every format but the published ones.
    """

    width: int = USUAL_WIDTH
    colour: bool = False
    encoding: str = "utf-8"
    quiet: bool = False
    fail_on: Severity = Severity.medium
    at_most: int = 0
    client: bool = False
    words: bool | None = None

    @property
    def columns(self) -> int:
        """The width to lay out for."""
        return max(self.width, LEAST_WIDTH)


class Format(Protocol):
    """One way to show a report."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        ...

    @property
    def media_type(self) -> str:
        """Its media type, ``text/plain``."""
        ...

    @property
    def suffix(self) -> str:
        """What a file of it usually ends in, ``.txt``."""
        ...

    def render(self, report: Report, options: Options) -> str:
        """The whole of ``report`` as one text that ends in a newline, encodable in ``options.encoding``."""
        ...


def format_named(name: str) -> Format:
    """The format called ``name``; :class:`validator.errors.UsageError` where there is none."""
    module = _MODULES.get(name)
    if module is None:
        from difflib import get_close_matches

        near = get_close_matches(name, FORMATS, n=1)
        mend = f"Did you mean “{near[0]}”?" if near else f"The formats are {', '.join(FORMATS)}."
        raise UsageError((Problem(what=f"There is no report format “{name}”.", mend=mend),))
    return cast("Format", importlib.import_module(module).FORMAT)


def render(report: Report, name: str = "text", options: Options | None = None) -> str:
    """``report`` in the format called ``name``; without the draft's own words where they may not stand in it."""
    options = options or Options()
    if not with_words(name, options.words):
        from validator.reports.redacted import redacted

        report = redacted(report)
    return format_named(name).render(report, options)


def with_words(name: str, said: bool | None) -> bool:
    """Whether a report in the format ``name`` has the draft's own words, where ``said`` was said of it."""
    return name not in PUBLISHED_FORMATS if said is None else said
