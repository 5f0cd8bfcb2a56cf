"""A draft with another code in Part 6 item 2, and what that changes in its findings.

The code is changed in that one place. Other documents keep the code that they state, for that is what the files hold: a
finding which rests on such a code says so, and goes when the document is brought in line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from validator.drafts import Draft
from validator.evidence import Stated
from validator.findings import DraftReport, Finding
from validator.notation import read_soc
from validator.strategy.model import TriedFinding

_CODE = ("i140", "soc_code")
_DETAIL = ("i140", "onet_code")


def with_code(draft: Draft, number: str, detail: str = "") -> Draft:
    """``draft`` with ``number`` in Part 6 item 2, and ``detail`` (or nothing) as the O*NET detail it is argued
    from.

    The value keeps the place of the one it stands for. A detail that the draft states of another code is left
    out; one of ``number`` stays where no ``detail`` is given.
    """
    stated = _at(draft.data, _DETAIL)
    own = read_soc(str(stated)) if stated else None
    keeps = not detail and own is not None and own.number == number
    data = _put(draft.data, _CODE, _CODE, number)
    raw = _put(
        draft.raw if isinstance(draft.raw, Mapping) else {}, _CODE, draft.moved.get(_CODE, _CODE), number
    )
    if detail:
        data = _put(data, _DETAIL, _DETAIL, detail)
        raw = _put(raw, _DETAIL, draft.moved.get(_DETAIL, _DETAIL), detail)
    elif not keeps:
        data, raw = _without(data, _DETAIL), _without(raw, _DETAIL)
    return replace(draft, data=data, raw=raw)


def _at(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _put(
    node: Mapping[str, Any], path: tuple[str, ...], where: tuple[Any, ...], value: str
) -> dict[str, Any]:
    """A copy of ``node`` with ``value`` at ``where``, or at ``path`` where ``where`` leads through what is no
    group.
    """
    head, *rest = where
    inner = node.get(head)
    if not rest:
        return {**node, head: value}
    return {**node, head: _put(inner if isinstance(inner, Mapping) else {}, path[1:], tuple(rest), value)}


def _without(node: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    head, *rest = path
    if not rest:
        return {key: value for key, value in node.items() if key != head}
    inner = node.get(head)
    return {**node, head: _without(inner, tuple(rest))} if isinstance(inner, Mapping) else dict(node)


Found = dict[tuple[str, str], TriedFinding]
"""Findings by rule and item."""


def found_in(report: DraftReport, old: str, new: str) -> Found:
    """The findings of a report, those under others too. ``old`` is the number that other documents may still
    state.
    """
    out: Found = {}
    for finding, under in _flat(report.findings):
        out[finding.rule, finding.item] = TriedFinding(
            rule=finding.rule,
            catalogue=finding.catalogue,
            title=finding.title,
            severity=finding.severity,
            says=finding.says,
            item=finding.item,
            under=under,
            other_document=_other_document(finding, old) if old != new else "",
        )
    return out


def _flat(findings: tuple[Finding, ...], under: str = "") -> Iterator[tuple[Finding, str]]:
    for finding in findings:
        yield finding, under
        yield from _flat(finding.under, finding.rule)


def _other_document(finding: Finding, old: str) -> str:
    """The document whose old code a finding rests on, or ""; earlier filings are facts and never brought in
    line.
    """
    for stated in finding.evidence:
        if not isinstance(stated, Stated) or stated.path[-1:] != ("soc_code",):
            continue
        code = read_soc(stated.text)
        if stated.path[0] not in {"i140", "prior_filings"} and code is not None and code.number == old:
            return stated.item or str(stated.path[0])
    return ""


def parted(before: Found, after: Found) -> tuple[tuple[TriedFinding, ...], tuple[TriedFinding, ...]]:
    """The findings that ``after`` adds to ``before``, and those it removes; a graver or lighter one is both."""
    adds = tuple(f for key, f in after.items() if key not in before or before[key].severity != f.severity)
    removes = tuple(f for key, f in before.items() if key not in after or after[key].severity != f.severity)
    return _gravest(adds), _gravest(removes)


def _gravest(findings: tuple[TriedFinding, ...]) -> tuple[TriedFinding, ...]:
    return tuple(sorted(findings, key=lambda f: -f.severity))
