"""A change that can silence a blocker by another way than its severity says why, and who approved it.

A blocker of an inherited pack may be quiet because a parameter or a list that it reads was changed, or because a
conclusion that it reads is no longer made. What it reads by way of the conclusions of other rules counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from validator.findings import Severity
from validator.packs.beneath import read_by
from validator.packs.chain import Link, folded, merged_lists, merged_params
from validator.packs.manifest import Change
from validator.packs.model import Origin, Param, Rule
from validator.packs.reading import Node, Reader
from validator.packs.words import ListChange

PARAM, LIST, CONCLUSION = "parameter", "list", "conclusion"


def check_approvals(chain: Sequence[Link], written: Mapping[str, Rule], rules: Mapping[str, Rule]) -> None:
    """Report each such change that does not say why and who approved it.

    ``written`` are the rules as their own files have them, ``rules`` with every change of the chain made.
    """
    for index, link in enumerate(chain):
        manifest = link.manifest
        if index and (manifest.params or manifest.lists or manifest.changes):
            below = chain[:index]
            feeding = _feeding(below, manifest.name, written, rules)
            if feeding:
                _params(link, below, feeding)
                _lists(link, below, feeding)
                _conclusions(manifest.changes, written, feeding)


Feeding = Mapping[tuple[str, str], str]
"""By kind and name, the first blocker that a parameter, a list or a conclusion feeds."""


def _feeding(
    below: Sequence[Link], pack: str, written: Mapping[str, Rule], rules: Mapping[str, Rule]
) -> Feeding:
    """What the blockers of the packs ``below`` read, themselves and by way of conclusions."""
    names = {link.manifest.name for link in below}
    theirs = {rule.id: rule for rule in written.values() if rule.origin.pack in names}
    found: dict[tuple[str, str], str] = {}
    for rule in theirs.values():
        if not _blocks_beneath(rules[rule.id], pack):
            continue
        for each in _behind(rule, theirs.values()):
            for kind, read in zip((LIST, PARAM, CONCLUSION), _condition_reads(each), strict=True):
                for name in read:
                    found.setdefault((kind, name), rule.id)
    return found


def _blocks_beneath(rule: Rule, pack: str) -> bool:
    """Whether a rule is a blocker, and reports, before the changes of ``pack``; turned off there, it was approved."""
    severity, off = rule.usual_severity, False
    for change in takewhile(lambda c: c.origin.pack != pack, rule.changed_by):
        severity = severity if change.severity is None else change.severity
        off = off if change.off is None else change.off
    turned_off = any(c.origin.pack == pack and c.off for c in rule.changed_by)
    return severity is Severity.blocker and not off and not turned_off


def _behind(rule: Rule, others: Iterable[Rule]) -> Iterator[Rule]:
    """A rule, and those whose conclusions it reads; and theirs."""
    seen = {rule.id}
    todo = [rule]
    while todo:
        current = todo.pop()
        yield current
        conclusions = _condition_reads(current)[2]
        makers = [o for o in others if o.id not in seen and any(n in conclusions for n, _ in o.concludes)]
        seen.update(o.id for o in makers)
        todo += makers


def _condition_reads(rule: Rule) -> tuple[set[str], set[str], set[str]]:
    """The lists, parameters and conclusions that a condition reads; what the sentence alone shows is left out."""
    return read_by(replace(rule, says=""))


def _params(link: Link, below: Sequence[Link], feeding: Feeding) -> None:
    before = merged_params(list(below))
    for param in link.manifest.params:
        was = before.get(param.name)
        if was is not None and was.values != param.values and (PARAM, param.name) in feeding:
            mend = f"Write {param.name}: {{{_written(param)}, because: …, approved_by: …}}."
            reader, at = link.manifest.params_at[param.name]
            _report(feeding, PARAM, param.name, param.origin, reader, at, mend)


def _written(param: Param) -> str:
    if len(param.values) > 1 or param.values[0].effective.since or param.values[0].effective.until:
        return "dated: …"
    value = param.values[0].value
    return f"value: [{', '.join(value)}]" if isinstance(value, tuple) else f"value: {value}"


def _lists(link: Link, below: Sequence[Link], feeding: Feeding) -> None:
    changed = [c for c in link.manifest.lists if c.own is None and (LIST, c.name) in feeding]
    before = merged_lists(list(below)) if changed else {}
    for change in changed:
        if change.name in before and _differs(change, before[change.name].phrases):
            mend = "Add because: and approved_by: (the attorney) beside its words."
            _report(feeding, LIST, change.name, change.origin, change.reader, change.at, mend)


def _differs(change: ListChange, words: Iterable[str]) -> bool:
    there = {folded(word) for word in words}
    return any(folded(w) not in there for w in change.add) or any(
        folded(w) in there for w, _ in change.remove
    )


def _conclusions(changes: Iterable[Change], written: Mapping[str, Rule], feeding: Feeding) -> None:
    for change in changes:
        if change.conclusion or change.rule not in written:
            continue
        for name, _ in written[change.rule].concludes:
            if (CONCLUSION, name) in feeding:
                mend = "Add approved_by: and the attorney who approved it."
                _report(feeding, CONCLUSION, name, change.origin, change.reader, change.at, mend)
                break


def _report(
    feeding: Feeding, kind: str, name: str, origin: Origin, reader: Reader, at: Node, mend: str
) -> None:
    if origin.because and origin.approved_by:
        return
    missing = (
        "who approved that"
        if origin.because
        else "why"
        if origin.approved_by
        else "why, and who approved it,"
    )
    verb = "takes away" if kind == CONCLUSION else "changes"
    what = (
        f"The blocker “{feeding[kind, name]}” rests on the {kind} “{name}”, which this pack {verb}: "
        f"{missing} is not said."
    )
    reader.problem(what, at, mend, code="approval")
