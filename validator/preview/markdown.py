"""A comparison of two packs for a pull request: tables, and folded away what few will want to read.

Nothing of a draft or of a pack can break out of the Markdown: every text goes through :mod:`validator.reports.markup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from validator.preview import told
from validator.preview.compared import Cause, Difference, PackNamed, Preview
from validator.reports.clean import cleaned
from validator.reports.markup import code, folded, plain, quoted, table
from validator.reports.words import count, field_words, listed

if TYPE_CHECKING:
    from validator.preview.edits import Edit
    from validator.reports.interface import Options

MOST = 40
"""Rows of a table where nothing is lost, so that the page stays within what a comment may hold."""


def render(preview: Preview, options: Options) -> str:
    """The whole comparison as one page of Markdown."""
    return "\n".join(_page(cleaned(preview, options.encoding))).rstrip() + "\n"


def _page(p: Preview) -> list[str]:
    lines = [
        f"## {plain(p.new.name)}: what this edit changes",
        "",
        f"- old: {_pack(p.old)}",
        f"- new: {_pack(p.new)}",
        "",
        f"**{plain(told.summary(p))}**",
        "",
    ]
    lines += [line for notice in p.notices for line in (f"> {plain(notice)}", "")]
    if p.unread:
        unread = [f"- {code(u.file)}: {plain('; '.join(map(str, u.problems)))}" for u in p.unread]
        lines += [f"### Not read: {count(len(unread), 'draft')}", "", *unread, ""]
    if not p.drafts:
        return [*lines, *_edits("Edits", p.edits)]
    lines += ["### No longer seen", ""]
    lines += _table(p.lost, len(p.lost)) if p.lost else [plain(told.nothing_lost(p)), ""]
    if p.found:
        lines += ["### Newly seen", "", *_table(p.found)]
    graver = [d for d in p.changed if not d.reworded]
    if graver:
        lines += ["### Changed", "", *_table(graver)]
    reworded = [d for d in p.changed if d.reworded]
    lines += folded(plain(f"Changed wording: {count(len(reworded), 'finding')}"), _worded(reworded))
    lines += folded(plain(f"Otherwise checked: {len(p.unchecked)}"), _unchecked(p.unchecked))
    lines += [plain(told.same_text(p)), ""]
    return [
        *lines,
        *folded(plain(f"Edits that change no finding on these drafts: {len(p.idle)}"), _edit_lines(p.idle)),
    ]


def _pack(pack: PackNamed) -> str:
    return f"{code(pack.asked)}: {plain(pack.told)}"


def _table(found: Sequence[Difference], most: int = MOST) -> list[str]:
    rows = [
        (f"**{_severity(d)}**", code(d.rule), code(d.draft) + _item(d), _says(d), _causes(d.causes, d.rule))
        for d in found[:most]
    ]
    lines = table(("severity", "rule", "draft", "finding", "edit"), rows)
    if len(found) > most:
        lines += ["", f"And {len(found) - most} more."]
    return [*lines, ""]


def _severity(d: Difference) -> str:
    if d.before and d.after and d.before.severity != d.after.severity:
        return f"{d.before.severity} → {d.after.severity}"
    return d.severity.name


def _item(d: Difference) -> str:
    return f", {code(d.item)}" if d.item else ""


def _says(d: Difference) -> str:
    seen = d.after or d.before
    assert seen is not None
    said = quoted(seen.says)
    ended = told.ENDED.get(d.ended, d.ended)
    if ended and not (d.before and d.after):
        said += f" ({plain(('now: ' if d.before else 'before: ') + ended)})"
    if d.before and d.after and d.before.under != d.after.under:
        said += f" ({plain(told.changes_text(d))})"
    return said


def _causes(causes: Sequence[Cause], rule: str) -> str:
    lead = told.joined(causes)
    return " ".join([*([plain(lead)] if lead else []), "<br>".join(_edit(c.edit, rule) for c in causes)])


def _edit(edit: Edit, rule: str = "") -> str:
    where, why = told.place_text(edit), told.why_text(edit)
    return ", ".join(
        filter(None, (plain(told.edit_text(edit, rule)), code(where), plain(why) if why else ""))
    )


def _worded(found: Sequence[Difference]) -> list[str]:
    lines = []
    for group in told.groups(found):
        first = group.differences[0]
        assert first.before is not None
        assert first.after is not None
        lines.append(
            f"- {code(group.rule)}, {count(len(group.differences), 'finding')}: {_causes(group.causes, group.rule)}"
        )
        if first.before.says != first.after.says:
            lines += [f"  - was {quoted(first.before.says)}", f"  - is {quoted(first.after.says)}"]
    return lines


def _unchecked(found: Sequence[Difference]) -> list[str]:
    rows = [
        (
            code(d.rule),
            code(d.draft),
            plain(d.ended),
            plain(listed([field_words(m) for m in d.missing])) if d.missing else "",
            _causes(d.causes, d.rule),
        )
        for d in found[:MOST]
    ]
    if not rows:
        return []
    lines = table(("rule", "draft", "ended", "not entered", "edit"), rows)
    return [*lines, *(["", f"And {len(found) - MOST} more."] if len(found) > MOST else [])]


def _edits(title: str, edits: Sequence[Edit]) -> list[str]:
    if not edits:
        return ["The two packs have the same rules, lists and parameters.", ""]
    return [f"### {title}", "", *_edit_lines(edits), ""]


def _edit_lines(edits: Sequence[Edit]) -> list[str]:
    lines = []
    for text, some in told.bundled(edits):
        where, why = told.place_text(some[0]), told.why_text(some[0])
        lines.append(f"- {', '.join(filter(None, (plain(text), code(where), plain(why) if why else '')))}")
    return lines
