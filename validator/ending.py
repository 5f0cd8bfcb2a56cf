"""From how a rule ended to what a report says of it: findings with their evidence, one cause shown once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

from validator.engine.conditions import facts_of
from validator.engine.outcomes import Firing, Outcome
from validator.engine.values import ABSENT, BLANK, State
from validator.engine.vocabulary import CONCLUDED
from validator.evidence import Evidence, Stated
from validator.facts import Facts, vocabulary
from validator.facts.frame import records_in, texts_in
from validator.findings import CORNERS, Finding, Missing, NotChecked, Severity, finding_key
from validator.packs import Pack, Rule
from validator.wording import sentence

if TYPE_CHECKING:
    from validator.drafts import Draft

EXPLAINING_WORDS = 8
"""The fewest words that count as an explanation; a heading or a full stop lowers nothing."""

E = TypeVar("E", bound=Evidence)


def finding_of(rule: Rule, firing: Firing, facts: Facts, pack: Pack) -> Finding:
    """The finding that one firing of a rule is: its sentence, place, evidence and authority."""
    draft = facts.draft
    evidence = _unique([_in_place(e, facts) for e in firing.evidence])
    stated = tuple(e for e in evidence if isinstance(e, Stated))
    item = ", ".join(bound.id for bound in firing.binding)
    lowered = _explained(rule, {bound.id for bound in firing.binding}, facts)
    severity = Severity(max(rule.severity - 1, Severity.low)) if lowered else rule.severity
    return Finding(
        rule=rule.id,
        catalogue=rule.catalogue,
        title=rule.title,
        severity=severity,
        usual_severity=rule.severity,
        about=rule.about,
        says=sentence(rule, firing, facts, pack),
        why=rule.why,
        remedy=rule.remedy,
        key=finding_key(draft.id, rule.id, item, stated),
        item=item,
        lowered_by=placed(lowered, draft) if lowered and severity < rule.severity else None,
        authorities=pack.authorities_of(rule),
        evidence=evidence,
    )


def placed(evidence: E, draft: Draft) -> E:
    """Evidence with its position in the draft's file, and its path by the ids of items."""
    if isinstance(evidence, Stated) and evidence.place is None:
        path = evidence.path
        where = draft.where(path)
        found = Stated(
            path=path, text=evidence.text, place=draft.place(path), item=evidence.item, where=where
        )
        return cast(E, found)  # only a Stated comes here
    return evidence


def _in_place(evidence: Evidence, facts: Facts) -> Evidence:
    """Like :func:`placed`; several findings rest on one value, whose place is looked for once a draft."""
    if not isinstance(evidence, Stated):
        return evidence
    kept = facts.kept
    key = (placed, evidence.path)
    found = kept.get(key)
    if found is None or found[0] != evidence:
        found = kept[key] = (evidence, placed(evidence, facts.draft))
    where: Stated = found[1]
    return where


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once; what the case file says of itself (track, stage, filing date) behind what the documents say."""
    return tuple(
        sorted(dict.fromkeys(evidence), key=lambda e: isinstance(e, Stated) and e.path[:1] == ("case",))
    )


def _explained(rule: Rule, items: set[str], facts: Facts) -> Stated | None:
    """The passage of the draft that bridges what the rule is about, or that covers the item it fired on."""
    if not rule.explainable:
        return None
    corners = {corner for corner in rule.about if corner in CORNERS}
    for record in records_in(facts.value("explanations")):
        text = record.get("text")
        if len(str(text.content or "").split()) < EXPLAINING_WORDS:
            continue
        bridges = len(corners) > 1 and corners <= set(texts_in(record.get("about")))
        if text.state is State.known and (bridges or items.intersection(texts_in(record.get("covers")))):
            return next((e for e in text.evidence if isinstance(e, Stated)), None)
    return None


def reads(rule: Rule) -> tuple[str, ...]:
    """The facts of the petition that a rule reads, those that are stated first; what the case file says aside."""
    words = vocabulary()
    names = dict.fromkeys(ref.name for ref in facts_of(rule.when))
    read = {n: spec for n in names if not n.startswith(("case.", CONCLUDED)) and (spec := words.get(n))}
    return tuple(sorted(read, key=lambda n: read[n].derived))


def left_blank(read: Sequence[str], facts: Facts) -> bool:
    """Whether nothing that a rule reads of the petition (:func:`reads`) holds a value, so that it judged nothing."""
    for name in read:
        state = facts.value(name).state
        if state is not BLANK and state is not ABSENT:
            return False
    return bool(read)


def one_cause(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """Each finding that yields to one that was found too is put under it: one cause, one finding.

    A graver finding is never hidden under a lesser one, nor one list item's under another's.
    """
    under: dict[str, list[Finding]] = {}
    shown: list[Finding] = []
    for finding in findings:
        host = _host(finding, rules[finding.rule].yields_to, findings)
        if host is None:
            shown.append(finding)
        else:
            under.setdefault(host.key, []).append(finding)

    return [replace(f, under=below) if (below := _gathered(f, under)) else f for f in shown]


def _gathered(finding: Finding, under: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """All that is put under a finding, and what is put under that."""
    return tuple(part for below in under.get(finding.key, ()) for part in (below, *_gathered(below, under)))


def _host(finding: Finding, yields_to: Sequence[str], findings: Sequence[Finding]) -> Finding | None:
    """The finding that ``finding`` is shown under: of a rule it yields to, no less grave, of the same item."""
    for rule in yields_to:
        for other in findings:
            same = not finding.item or not other.item or finding.item == other.item
            if other.rule == rule and other.severity >= finding.severity and same:
                return other
    return None


def not_checked_of(rule: Rule, outcome: Outcome) -> NotChecked:
    """What a rule that could not be decided lacks, each field with its form item."""
    return NotChecked(
        rule=rule.id,
        catalogue=rule.catalogue,
        title=rule.title,
        severity=rule.severity,
        about=rule.about,
        missing=tuple(map(_missing, outcome.needs)),
        items="; ".join(map(str, outcome.open_items)),
    )


@cache
def _missing(name: str) -> Missing:
    return Missing(field=name, item=_form_item(name))


def _form_item(name: str) -> str:
    """The form item or document of a field that is not entered, by its name in the vocabulary."""
    words = vocabulary()
    spec = words.get(name)
    if spec is not None:
        return spec.item
    list_ = name.rpartition(".")[0]
    while list_:
        parent = words.get(list_)
        if parent is not None:
            inner = parent.field(name[len(list_) + 1 :])
            return inner.item if inner else ""
        list_ = list_.rpartition(".")[0]
    return ""
