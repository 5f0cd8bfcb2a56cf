"""What the page shows, worked out before it is laid out: the templates only place it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from validator.findings import CORNERS, Severity, at_any_depth
from validator.frozen import frozen
from validator.notation import read_day
from validator.reports.clean import safe
from validator.reports.html.client import NOTE as CLIENT_NOTE
from validator.reports.html.drawing import Picture, picture
from validator.reports.html.statements import CELL, FIRST, QUOTED, Quote, Statements, is_endeavor
from validator.reports.page import UNICODE
from validator.reports.picture import in_order
from validator.reports.screen import gravest
from validator.reports.words import (
    NOTE,
    SEVERITY_MEANS,
    Entry,
    count,
    drafts_and_none,
    entries,
    facts_of,
    field_words,
    spoken,
    summary,
    unread_words,
)

if TYPE_CHECKING:
    from validator.errors import Problem
    from validator.evidence import Stated
    from validator.findings import DatasetUsed, DraftReport, Finding, Report

IN_FULL = 200
"""Of more drafts than this, the gravest are shown in full, and the others in the index alone."""
INDEXED = 5000
"""Of more drafts than this, the gravest are listed in the index, and the others counted."""
GRAVEST_FIRST = tuple(sorted(Severity, reverse=True))
_PAIR = 150  # cells of a statement among the gravest


@frozen
class Group:
    """The findings of one severity."""

    severity: Severity
    means: str
    findings: tuple[Finding, ...]


@frozen
class Facts:
    """The reference facts of one dataset that a finding rests on."""

    source: str
    texts: tuple[str, ...]


@frozen
class Pointed:
    """A line of a file with the character that a problem is about."""

    number: int
    before: str
    at: str
    after: str


class DraftPage:
    """One draft's part of the page. ``id`` begins the ids of all that can be linked to in it."""

    def __init__(self, draft: DraftReport, report: Report, at: int) -> None:
        self.draft = draft
        self.id = f"d{at}"
        self._report = report

    @cached_property
    def statements(self) -> Statements:
        """The draft's own words; worked out for a draft that is shown in full alone."""
        return Statements(self.draft, self.id)

    @property
    def name(self) -> str:
        """The case, or the file where it has none."""
        return self.draft.header.case or self.draft.file or "(no case id)"

    @property
    def header(self) -> tuple[tuple[str, str], ...]:
        """Label and value of what stands at the top; "" where the draft does not say."""
        told = self.draft.header
        return (
            ("Track", spoken(told.track)),
            ("Who files", spoken(told.filer)),
            ("Filing date", told.filing_date),
            ("Stage", spoken(told.stage)),
        )

    @property
    def filing_key(self) -> str:
        """Sorts by the filing date that is meant, however it is written; what is no date comes last."""
        written = self.draft.header.filing_date
        day = read_day(written)
        return day.first.isoformat() if day else f"9999 {written}".strip()

    @property
    def sentence(self) -> str:
        """The draft in one sentence."""
        return summary(self.draft)

    @cached_property
    def data(self) -> tuple[DatasetUsed, ...]:
        """The datasets that a finding of this draft rests on."""
        used = {(k.dataset, k.version) for f in at_any_depth(self.draft.findings) for k in f.known}
        return tuple(d for d in self._report.datasets if (d.name, d.version) in used)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many findings of each severity, the gravest first."""
        return tuple((s.name, sum(f.severity is s for f in self.draft.findings)) for s in GRAVEST_FIRST)

    @property
    def rank(self) -> tuple[int, ...]:
        """Sorts the gravest draft first: by its findings of each severity, then by what is not checked."""
        return (*(-number for _, number in self.counts), -len(self.draft.not_checked))

    @property
    def decided(self) -> int:
        """How many findings were decided before, and do not count."""
        return len(self.draft.waived) + len(self.draft.baselined)

    @cached_property
    def gravest(self) -> list[Finding]:
        """Three findings at most."""
        return gravest(self.draft)

    def anchor(self, finding: Finding) -> str:
        """The id of one of the draft's findings."""
        at = next(at for at, other in enumerate(self.draft.findings, 1) if other is finding)
        return f"{self.id}-finding-{at}"

    def against(self, finding: Finding) -> list[Quote]:
        """What stands against what in ``finding``: the draft's words first, then reference facts, three at most."""
        stated = list({(q.label, q.text): q for q in self.quotes(finding, _PAIR)}.values())[:3]
        known = [Quote(label=source, text=text) for text, source in facts_of(finding)]
        return [*stated, *known[: max(0, 2 - len(stated))]]

    def quotes(self, finding: Finding, limit: int = QUOTED) -> list[Quote]:
        """The draft's words that ``finding`` rests on."""
        return [self.statements.quote(s, limit) for s in finding.stated]

    def quote(self, stated: Stated) -> Quote:
        """A statement as a finding quotes it."""
        return self.statements.quote(stated)

    def known(self, finding: Finding) -> list[Facts]:
        """The reference facts that ``finding`` rests on, by dataset."""
        found: dict[str, list[str]] = {}
        for text, source in facts_of(finding):
            found.setdefault(source, []).append(text)
        return [Facts(source=source, texts=tuple(texts)) for source, texts in found.items()]

    @cached_property
    def picture(self) -> Picture | None:
        """The picture; None where no edge is known."""
        if all(edge.band == "unknown" for edge in self.draft.edges):
            return None
        return picture(self.draft.edges, self._corner_words())

    def _corner_words(self) -> dict[str, str]:
        """What each corner stands for: the form's title and code, the degrees that the edges rest on, the endeavor."""
        matrix = self.draft.matrix
        form = {str(s.path[-1]): s.text for s in self.draft.officer_first if s.path[:1] == ("i140",)}
        degrees = dict.fromkeys(e.degree.text for e in in_order(self.draft.edges) if e.degree)
        endeavor = [
            s.text
            for row in matrix
            for s in (row.occupation, row.endeavor)
            if s and s.path in {("endeavor", "occupation"), ("endeavor", "field")}
        ]
        return {
            "title": form.get("job_title") or next((row.title.text for row in matrix if row.title), ""),
            "code": form.get("soc_code", ""),
            "degree": "; ".join(degrees),
            "endeavor": next(iter(endeavor), ""),
        }

    @property
    def items_first(self) -> list[tuple[str, Quote]]:
        """The form items that an officer reads first, each with its id."""
        return [told for told, endeavor in self._first() if not endeavor]

    @property
    def endeavor_first(self) -> list[tuple[str, Quote]]:
        """The endeavor statement that stands beside them, with its id."""
        return [told for told, endeavor in self._first() if endeavor]

    def _first(self) -> list[tuple[tuple[str, Quote], bool]]:
        quote = self.statements.quote
        return [
            ((f"{self.id}-first-{at}", quote(s, FIRST)), is_endeavor(s))
            for at, s in enumerate(self.draft.officer_first, 1)
        ]

    @cached_property
    def matrix(self) -> list[tuple[str, list[list[tuple[Quote, bool]]]]]:
        """Document, and its cells: each quotation, and whether it only repeats the first of its kind."""
        firsts: dict[str, Stated] = {}
        out = []
        for row in self.draft.matrix:
            cells: list[list[tuple[Quote, bool]]] = []
            for cell in row.columns.values():
                cells.append([])
                for kind, stated in cell:
                    first = firsts.setdefault(kind, stated)
                    same = first is not stated and first.text.casefold() == stated.text.casefold()
                    cells[-1].append((self.statements.quote(stated, CELL), same))
            if row.states:
                out.append((row.document, cells))
        return out

    @cached_property
    def groups(self) -> list[Group]:
        """The findings by severity."""
        of = {s: tuple(f for f in self.draft.findings if f.severity is s) for s in GRAVEST_FIRST}
        return [
            Group(severity=s, means=SEVERITY_MEANS[s], findings=found) for s, found in of.items() if found
        ]

    @cached_property
    def open(self) -> list[Entry]:
        """What to enter next, the most useful first."""
        return entries(self.draft.not_checked)


class Document:
    """The whole page."""

    def __init__(self, report: Report, *, client: bool) -> None:
        self.report = report
        self.client = client
        pages = [DraftPage(draft, report, at) for at, draft in enumerate(report.drafts, 1)]
        self.single = pages[0] if len(pages) == 1 and not report.failures else None
        ranked = sorted(pages, key=lambda page: page.rank)
        self.indexed = ranked[:INDEXED]
        self.pages = ranked[:IN_FULL]
        self.all = pages

    @property
    def note(self) -> str:
        """What the page is, and is not."""
        return CLIENT_NOTE if self.client else NOTE

    @property
    def title(self) -> str:
        """The page's name."""
        if self.single:
            return self.single.name
        if not self.all:
            unread, _ = drafts_and_none(self.report.failures)
            return f"{count(len(unread), 'draft')} could not be read" if unread else "No draft"
        return count(len(self.all) + len(drafts_and_none(self.report.failures)[0]), "draft")

    @property
    def unread(self) -> str:
        """How many drafts could not be read, and in how many places none was found."""
        said = unread_words(self.report.failures)
        return said[:1].upper() + said[1:]

    @property
    def findings(self) -> int:
        """How many findings the page shows in full."""
        return sum(len(page.draft.findings) for page in self.pages)

    @property
    def severities(self) -> list[Severity]:
        """The severities that a filter may choose among."""
        there = {f.severity for p in self.pages for f in p.draft.findings}
        there |= {n.severity for p in self.pages for n in p.draft.not_checked}
        return [s for s in GRAVEST_FIRST if s in there]

    @property
    def corners(self) -> list[str]:
        """The corners, and ``filing``, that a filter may choose among."""
        there = {about for p in self.pages for f in p.draft.findings for about in f.about}
        there |= {about for p in self.pages for n in p.draft.not_checked for about in n.about}
        return [c for c in (*CORNERS, *sorted(there - set(CORNERS))) if c in there]

    @property
    def sums(self) -> list[int]:
        """The counts of all drafts together."""
        columns = zip(*(counts(page) for page in self.all), strict=True)
        return [sum(column) for column in columns]


def counts(page: DraftPage) -> list[int]:
    """The numbers of a row of the index."""
    draft = page.draft
    by_severity = [number for _, number in page.counts]
    return [*by_severity, len(draft.not_checked), page.decided, len(draft.left_blank), len(draft.clear)]


def sign(name: str) -> str:
    """The sign of a severity or a band; of a band that there is not, the sign of what is not known."""
    return str(getattr(UNICODE, name, UNICODE.unknown))


def pointed(problem: Problem) -> Pointed | None:
    """The line that ``problem`` is about, made safe, with its character singled out."""
    place = problem.place
    if place is None or place.line is None or not problem.line_text.strip():
        return None
    raw = problem.line_text.rstrip()
    at = min(max((place.column or 1) - 1, 0), len(raw))
    start = max(0, at - 80)
    return Pointed(
        number=place.line,
        before=("…" if start else "") + safe(raw[start:at]),
        at=safe(raw[at : at + 1]) or " ",
        after=safe(raw[at + 1 : at + 80]),
    )


def link(address: str) -> str:
    """``address`` where a browser may be led there: http and https with a host, and nothing odd in it; else ""."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    plain = address.isascii() and address.isprintable() and not set(address) & set(" \"'<>\\`")
    return address if plain and parts.scheme in {"http", "https"} and host and not parts.username else ""


def field_name(field: str) -> str:
    """A draft field as people call it."""
    return field_words(field)
