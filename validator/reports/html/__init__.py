"""``html``: one self-contained file that an attorney reads, prints, and may show a client.

Nothing is fetched and nothing is sent: style and script stand in the file, and its Content-Security-Policy allows these
two alone, by their hashes. What comes from a draft is cleaned as for a terminal, and escaped by the template engine.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from validator.frozen import frozen
from validator.reports.clean import cleaned
from validator.reports.html.client import for_client
from validator.reports.html.document import Document
from validator.reports.html.templates import fill

if TYPE_CHECKING:
    from validator.findings import Report
    from validator.reports.interface import Format, Options


@frozen(kw_only=False)
class Html:
    """The format for people with a browser and a printer; width, colour and quiet do not concern it."""

    name: str = "html"
    media_type: str = "text/html"
    suffix: str = ".html"

    def render(self, report: Report, options: Options) -> str:
        """The report as one page; ASCII with character references where the encoding is not UTF-8."""
        clean = cleaned(report, "utf-8")
        shown = for_client(clean) if options.client else clean
        text = fill(Document(shown, client=options.client))
        return text if _is_utf8(options.encoding) else text.encode("ascii", "xmlcharrefreplace").decode()


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}
    except LookupError:
        return False


FORMAT: Format = Html()
