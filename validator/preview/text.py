"""A comparison of two packs on a terminal: what one will no longer see comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from validator.preview import told
from validator.preview.compared import Difference, Preview
from validator.reports.clean import cleaned
from validator.reports.page import Page
from validator.reports.problems import problems_text
from validator.reports.screen import badge
from validator.reports.spans import Span, Style, write_ansi, write_plain
from validator.reports.words import count, field_words, listed

if TYPE_CHECKING:
    from validator.preview.edits import Edit
    from validator.reports.interface import Options

MOST = 12
"""Drafts shown for one rule and one edit where nothing is lost; of findings no longer seen every one is shown."""


def render(preview: Preview, options: Options) -> str:
    """The whole comparison, no line wider than ``options.columns``."""
    shown = cleaned(preview, options.encoding)
    head, body = Page.of(options), Page.of(options)
    _Text(head, shown).head()
    _Text(body, shown).body()
    problems = tuple(p for unread in preview.unread for p in unread.problems)
    unread = problems_text(problems, options) if problems else ""
    write = write_ansi if options.colour else write_plain
    return "\n".join(part for part in (write(head.lines) + unread, write(body.lines)) if part)


class _Text:
    def __init__(self, page: Page, preview: Preview) -> None:
        self.page = page
        self.preview = preview

    def head(self) -> None:
        """The two packs, and how far the comparison went; what kept drafts out of it follows."""
        page, p = self.page, self.preview
        page.rule(heavy=True)
        for label, pack in (("old", p.old), ("new", p.new)):
            spans = [Span(pack.asked, Style.strong), Span(f"  {pack.told}", Style.faint)]
            page.labelled(Span(label, Style.faint), spans, indent=0, column=5)
        page.text([Span(told.summary(p), Style.strong)])
        page.rule(heavy=True)
        for notice in p.notices:
            page.text(notice)
        if p.unread:
            page.heading(
                f"Not read {page.signs.dash} {count(len(p.unread), 'draft')}", "nothing of them was compared"
            )

    def body(self) -> None:
        """What becomes of findings, and which edits do nothing."""
        page, p = self.page, self.preview
        if not p.drafts:
            note = "name drafts with --on to see what they change" if p.drafts is None else ""
            self.edits("Edits", p.edits, note)
            return
        self.findings("No longer seen", p.lost, "findings that the new pack does not have", len(p.lost))
        self.findings("Newly seen", p.found, "findings that the old pack does not have")
        self.findings(
            "Changed", [d for d in p.changed if not d.reworded], "findings of another severity or place"
        )
        self.findings(
            "Changed wording", [d for d in p.changed if d.reworded], "the same findings, said otherwise"
        )
        self.unchecked()
        page.blank()
        page.text(told.same_text(p))
        self.edits("Edits that change no finding on these drafts", p.idle, "")

    def findings(self, title: str, found: Sequence[Difference], note: str, most: int = MOST) -> None:
        if not found:
            if title == "No longer seen":
                self.page.blank()
                self.page.text(told.nothing_lost(self.preview))
            return
        page = self.page
        page.heading(f"{title} {page.signs.dash} {len(found)}", note)
        for at, group in enumerate(told.groups(found)):
            if at:
                page.blank()
            self.rule(group)
            for d in group.differences[:most]:
                self.difference(d)
            if len(group.differences) > most:
                rest = len(group.differences) - most
                page.text(f"and {count(rest, 'more draft')} (--format json has all)", indent=4)

    def rule(self, group: told.Group) -> None:
        page = self.page
        severity = max(d.severity for d in group.differences)
        page.text([badge(severity, page), Span(f" {group.rule}", Style.strong), Span(f"  {group.title}")])
        lead = told.joined(group.causes)
        if lead:
            page.text([Span(lead, Style.faint)], indent=2)
        for cause in group.causes:
            self.edit(cause.edit, group.rule, indent=4 if lead else 2)
        if not group.causes:
            page.text("no single edit or set of edits was found to make it", indent=2)

    def edit(self, edit: Edit, rule: str, indent: int) -> None:
        page = self.page
        where, why = told.place_text(edit), told.why_text(edit)
        spans = [Span(f"{page.signs.arrow} {told.edit_text(edit, rule)}")]
        spans += [Span(f"  {where}", Style.faint)] if where else []
        page.text(spans, indent=indent, hang=indent + 3)
        if why:
            page.text(why, indent=indent + 3)

    def difference(self, d: Difference) -> None:
        page = self.page
        seen = d.after or d.before
        where = (seen.place if seen else "") or d.file
        item = f", {d.item}" if d.item else ""
        page.text([Span(f"{d.draft}{item}"), Span(f"  {where}", Style.faint)], indent=4, hang=6)
        ended = told.ENDED.get(d.ended, d.ended)
        if d.ended == "not checked":
            ended += f": {listed([field_words(m) for m in d.missing])} not entered" if d.missing else ""
        if d.before and d.after:
            page.text(told.changes_text(d), indent=6)
            if d.before.says != d.after.says:
                page.text([Span("was ", Style.faint), *page.quoted(d.before.says)], indent=6, hang=8)
                page.text([Span("is  ", Style.faint), *page.quoted(d.after.says)], indent=6, hang=8)
                return
        if seen:
            page.text(page.quoted(seen.says), indent=6)
        if ended and not (d.before and d.after):
            verb = "now" if d.before else "before"
            page.text([Span(f"{verb}: {ended}", Style.faint)], indent=6)

    def unchecked(self) -> None:
        page, found = self.page, self.preview.unchecked
        if not found:
            return
        page.heading(
            f"Otherwise checked {page.signs.dash} {len(found)}",
            "rules that end as not checked on one side alone",
        )
        for at, group in enumerate(told.groups(found)):
            if at:
                page.blank()
            self.rule(group)
            for d in group.differences[:MOST]:
                missing = f" ({listed([field_words(m) for m in d.missing])})" if d.missing else ""
                page.text(f"{d.draft}: {d.ended}{missing}", indent=4, hang=6)
            if len(group.differences) > MOST:
                page.text(f"and {count(len(group.differences) - MOST, 'more draft')}", indent=4)

    def edits(self, title: str, found: Sequence[Edit], note: str) -> None:
        page = self.page
        bundles = told.bundled(found)
        if not bundles:
            if not self.preview.drafts:
                page.blank()
                page.text("The two packs have the same rules, lists and parameters.")
            return
        page.heading(f"{title} {page.signs.dash} {len(found)}", note)
        for text, some in bundles:
            where, why = told.place_text(some[0]), told.why_text(some[0])
            spans = [Span(text), *([Span(f"  {where}", Style.faint)] if where else [])]
            page.text(spans, indent=2, hang=4)
            if why:
                page.text([Span(why, Style.faint)], indent=4)
