"""A comparison of two packs for programs. Keys are always there; the same comparison gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.preview.compared import Difference, PackNamed, Preview
from validator.preview.edits import Edit
from validator.preview.seeing import Seen
from validator.reports.json import written

if TYPE_CHECKING:
    from validator.reports.interface import Options

Data = dict[str, object]


def render(preview: Preview, options: Options) -> str:
    """The whole comparison as JSON."""
    return written(as_data(preview), options.encoding)


def as_data(p: Preview) -> Data:
    """The comparison as plain data; edits are named by their place in ``edits``, from 0."""
    numbers = {edit.key: number for number, edit in enumerate(p.edits)}
    idle = {edit.key for edit in p.idle}
    return {
        "schema_version": "1.0",
        "old": _pack(p.old),
        "new": _pack(p.new),
        "summary": {
            "drafts": p.drafts,
            "unread": len(p.unread),
            "complete": p.complete,
            "lost": len(p.lost),
            "new": len(p.found),
            "changed": len(p.changed),
            "unchecked": len(p.unchecked),
            "same": p.same,
            "same_unchecked": p.same_unchecked,
        },
        "unread": [
            {
                "file": u.file,
                "problems": [{"what": q.what, "mend": q.mend, "place": _place(q.place)} for q in u.problems],
            }
            for u in p.unread
        ],
        "lost": [_difference(d, numbers) for d in p.lost],
        "new_findings": [_difference(d, numbers) for d in p.found],
        "changed": [_difference(d, numbers) for d in p.changed],
        "unchecked": [_difference(d, numbers) for d in p.unchecked],
        "edits": [_edit(e, e.key not in idle if p.drafts else None) for e in p.edits],
        "notices": list(p.notices),
    }


def _pack(pack: PackNamed) -> Data:
    parts = [{"name": p.name, "version": p.version, "digest": p.digest} for p in pack.parts]
    return {"asked": pack.asked, "name": pack.name, "digest": pack.digest, "parts": parts}


def _difference(d: Difference, numbers: dict[tuple[str, str, str], int]) -> Data:
    return {
        "draft": d.draft,
        "file": d.file,
        "rule": d.rule,
        "title": d.title,
        "severity": d.severity.name,
        "item": d.item,
        "before": _seen(d.before),
        "after": _seen(d.after),
        "ended": d.ended,
        "missing": list(d.missing),
        "causes": [{"edit": numbers[c.edit.key], "alone": c.alone} for c in d.causes],
    }


def _seen(seen: Seen | None) -> Data | None:
    if seen is None:
        return None
    return {
        "severity": seen.severity,
        "says": seen.says,
        "title": seen.title,
        "why": seen.why,
        "remedy": seen.remedy,
        "authority": list(seen.authority),
        "under": seen.under,
        "place": seen.place,
    }


def _edit(edit: Edit, acts: bool | None) -> Data:
    return {
        "of": edit.of,
        "subject": edit.subject,
        "name": edit.name,
        "says": edit.says,
        "place": _place(edit.place),
        "because": edit.because,
        "approved_by": edit.approved_by,
        "changes_findings": acts,
    }


def _place(place: object) -> str | None:
    return None if place is None else str(place)
