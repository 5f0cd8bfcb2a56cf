"""Which codes a comparison holds, and why each is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from validator import agreement
from validator.drafts import Draft
from validator.errors import Path
from validator.evidence import Stated
from validator.notation import read_soc
from validator.reference import Reference
from validator.strategy.codes import existing
from validator.strategy.model import Origin
from validator.strategy.search import published_under

_LOOKED_AT = 10
_NEAR = 0.7
"""A suggestion's least score, as a share of the best one's: what lies lower is no candidate but a list's tail."""
_FEW = 6
"""A title that is published under more codes than this points at none of them."""
_LEAST = 2
"""So many codes stand beside the draft's own in any case: a comparison of one code is none."""


@dataclass(slots=True)
class Tried:
    """A code to try: what would be written, its six digits ("" where it is no code), the O*NET detail, and why."""

    written: str
    number: str
    detail: str
    origins: list[Origin] = field(default_factory=list)


def gathered(
    draft: Draft,
    tables: Reference,
    asked: tuple[str, ...],
    *,
    title: str,
    duties: str,
    endeavor: str,
    suggest: int,
) -> list[Tried]:
    """The chosen code, the draft's candidates and those of its other documents, ``asked`` ones, successors,
    suggestions.

    :param title: the title to suggest by, "" where it names no occupation. :param suggest: at most so many suggestions.
    :raises UsageError: where a code of ``asked`` does not exist.
    """
    found: dict[tuple[str, str], Tried] = {}
    stated_detail = read_soc(str(_at(draft.data, ("i140", "onet_code")) or ""))
    own = str(stated_detail) if stated_detail else None
    for path, kind, text in _of_draft(draft):
        written = str(_at(draft.data, path))
        stated = Stated(
            path=path, text=draft.written(path), place=draft.place(path), item=draft.form_item(path)
        )
        _add(found, tables, written, own, Origin(kind=kind, text=text, stated=stated))
    for text in asked:
        entry = existing(tables, text)
        code = f"{entry.number}.{entry.suffix}" if entry.suffix else entry.number
        _add(found, tables, code, own, Origin(kind="asked", text="asked for"))
    for one in list(found.values()):
        meant = tables.code(one.number)
        if one.number and not meant.in_2018:
            for after in meant.successors:
                _add(
                    found, tables, after, None, Origin(kind="successor", text=f"a successor of {one.number}")
                )
    _suggest(found, tables, title, duties, suggest)
    if endeavor and suggest:
        _from_endeavor(found, tables, endeavor)
    return list(found.values())


def _suggest(
    found: dict[tuple[str, str], Tried], tables: Reference, title: str, duties: str, limit: int
) -> None:
    by = "title and duties" if title and duties else "title" if title else "duties"
    suggestions = agreement.suggest_codes(title, duties or None, _LOOKED_AT)
    there = {one.number: one for one in found.values()}
    added = 0
    for place, one in enumerate(suggestions, start=1):
        origin = Origin(kind="suggested", text=f"number {place} of all occupations for {by}")
        if one.code in there:
            there[one.code].origins.append(origin)
        elif added < limit and (one.score >= _NEAR * suggestions[0].score or len(found) <= _LEAST):
            added += 1
            _add(found, tables, one.code, None, origin)
    published = published_under(tables, title) if title else ()
    for listed in published:
        origin = Origin(kind="suggested", text=f"“{title}” is a published title of {listed.code}")
        there = {one.number: one for one in found.values()}
        if listed.code[:7] in there:
            there[listed.code[:7]].origins.append(origin)
        elif len(published) <= _FEW and added < limit + 2:
            added += 1
            _add(found, tables, listed.code[:7], None, origin)


def _from_endeavor(found: dict[tuple[str, str], Tried], tables: Reference, endeavor: str) -> None:
    """The occupation that the endeavor speaks of first, where none that is there fits it: only then does it
    tell something.
    """
    bands = [agreement.endeavor_code(endeavor, one.number).band for one in found.values() if one.number]
    if any(band >= agreement.Band.partial for band in bands):
        return
    for spoken in agreement.endeavor_occupations(endeavor, 1):
        _add(
            found, tables, spoken.code, None, Origin(kind="suggested", text="the endeavor speaks of it first")
        )


def _add(
    found: dict[tuple[str, str], Tried], tables: Reference, written: str, detail: str | None, origin: Origin
) -> None:
    """Add a code, or its origin to one that is there. The chosen code is tried as it stands, a suffix and all."""
    code = read_soc(written)
    if code is None:
        found.setdefault((written.strip(), ""), Tried(written.strip(), "", "")).origins.append(origin)
        return
    suffixed = str(code) if code.suffix and code.suffix != "00" else ""
    as_it_stands = origin.kind == "chosen" and bool(code.suffix)
    if as_it_stands:
        key, one = (str(code), "as it stands"), Tried(str(code), code.number, suffixed)
    else:
        kept = suffixed or (detail if detail and detail[:7] == code.number else "")
        kept = kept if tables.code(kept).level == "onet" else ""
        key, one = (code.number, kept), Tried(code.number, code.number, kept)
    found.setdefault(key, one).origins.append(origin)


def _of_draft(draft: Draft) -> Iterator[tuple[Path, str, str]]:
    """The codes that the draft states for the proposed job: path, kind of origin, and what is said of it."""

    def there(path: Path) -> bool:
        return bool(str(_at(draft.data, path) or "").strip())

    if there(("i140", "soc_code")):
        yield ("i140", "soc_code"), "chosen", "Form I-140, Part 6, item 2"
    for i, item in enumerate(_at(draft.data, ("candidate_codes",)) or ()):
        if there(("candidate_codes", i, "soc_code")):
            by = f", proposed by {item['proposed_by']}" if item.get("proposed_by") else ""
            reason = f": {item['reason']}" if item.get("reason") else ""
            yield ("candidate_codes", i, "soc_code"), "candidate", f"candidate of the office{by}{reason}"
    if there(("code_choice", "soc_code")):
        yield ("code_choice", "soc_code"), "noted", "the code of the attorney's note"
    for i, _ in enumerate(_at(draft.data, ("code_choice", "considered")) or ()):
        if there(("code_choice", "considered", i)):
            yield ("code_choice", "considered", i), "noted", "weighed in the attorney's note"
    for path, name in (
        (("eta9089", "final_determination", "soc_code"), "Final Determination, item 9"),
        (("petition_letter", "soc_code"), "petition letter"),
        (("endeavor", "soc_code"), "endeavor statement"),
    ):
        if there(path):
            yield path, "stated", name


def _at(node: Any, path: Path) -> Any:
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(str(step))
        elif isinstance(node, list | tuple) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node
