"""What is decided already, taken out of what counts: one draft's report, its waivers, the baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from validator.decisions.baseline import Baseline
from validator.decisions.values import bands, datasets, same
from validator.decisions.written import WrittenWaiver
from validator.findings import DecisionNote, DraftReport, Finding, Waived, at_any_depth
from validator.frozen import frozen


@frozen
class RuleNow:
    """What a decision asks of a rule: whether it may be waived, and the fingerprint of what it looks for."""

    waivable: bool
    fingerprint: str


_TAKES_OUT, _TAKEN_OUT = "; --prune takes it out.", "; it is taken out."

RulesNow = Callable[[str], RuleNow | None]
"""The rule of an id, as it is in force; None where the pack has none."""


@frozen
class Decided:
    """A draft's report after what was decided before, and what is to be said of decisions that silence nothing."""

    report: DraftReport
    notes: tuple[DecisionNote, ...] = ()


def decide(
    report: DraftReport,
    waivers: Sequence[WrittenWaiver],
    rules: RulesNow,
    *,
    today: date,
    baseline: Baseline | None = None,
) -> Decided:
    """Move findings that a waiver silences, or that the baseline holds, out of those that count.

    A finding that stood under one of these counts by itself again, unless it is decided on too: nothing is silenced
    that nobody decided on.

    :param waivers: those that may concern the draft; those of other drafts are passed over.
    :param today: the day, in UTC, that ``until`` is held to.
    """
    own = [w for w in waivers if w.waiver.draft == report.header.case]
    notes: list[DecisionNote] = []
    silenced: dict[str, Waived] = {}
    found_rules = {f.rule for f in at_any_depth(report.findings)}
    for written in own:
        found = _held(written, report, rules, today)
        if isinstance(found, DecisionNote):
            notes.append(found)
        elif found is not None:
            first = [silenced[w.finding.key] for w in found if w.finding.key in silenced]
            if len(first) == len(found):
                notes.append(_second(written, first[0]))
            for waived in found:
                silenced.setdefault(waived.finding.key, waived)
        elif written.waiver.rule not in found_rules:
            notes += _unused(written, report, rules)
    held = {} if baseline is None else baseline.of(report.header.case)
    if not silenced and not held:
        return Decided(report=report, notes=tuple(notes))
    kept: list[Finding] = []
    waived_found: list[Waived] = []
    known: list[Finding] = []
    for finding in report.findings:
        for part in _parted(finding, silenced.keys() | held.keys()):
            alone = replace(part, under=())
            if part.key in silenced:
                waived_found.append(replace(silenced[part.key], finding=alone))
            elif part.key in held:
                known.append(alone)
            else:
                kept.append(part)
    decided = replace(
        report,
        findings=tuple(sorted(kept, key=lambda f: -f.severity)),
        waived=(*report.waived, *waived_found),
        baselined=(*report.baselined, *known),
    )
    if baseline is not None:
        notes += (_gone(entry.rule, entry.item, report, baseline.file) for entry in baseline.gone(decided))
    return Decided(report=decided, notes=tuple(notes))


def _parted(finding: Finding, decided: Iterable[str]) -> list[Finding]:
    """``finding`` and those under it, apart where some are decided on and others are not."""
    keys = set(decided)
    below = list(at_any_depth(finding.under))
    if finding.key in keys:
        return [replace(finding, under=()), *(replace(f, under=()) for f in below)]
    gone = [replace(f, under=()) for f in below if f.key in keys]
    return [_pruned(finding, keys), *gone] if gone else [finding]


def _pruned(finding: Finding, keys: set[str]) -> Finding:
    """``finding`` without what is decided on under it; what stood under such a one moves up a step."""
    under: list[Finding] = []
    for inner in finding.under:
        if inner.key in keys:
            under += (_pruned(f, keys) for f in inner.under if f.key not in keys)
        else:
            under.append(_pruned(inner, keys))
    return replace(finding, under=tuple(under))


def _held(
    written: WrittenWaiver, report: DraftReport, rules: RulesNow, today: date
) -> list[Waived] | DecisionNote | None:
    """The findings that a waiver silences; a note where it should and may not; None where its rule found nothing."""
    waiver = written.waiver
    meant = [
        f
        for f in at_any_depth(report.findings)
        if f.rule == waiver.rule and (not waiver.item or f.item == waiver.item)
    ]
    if not meant:
        return None
    rule = rules(waiver.rule)
    if rule is not None and not rule.waivable:
        return _note("refused", written, "the rule cannot be waived; the finding counts")
    if not waiver.approved_by:
        return _note("refused", written, "it waits for approval: approved_by names nobody")
    if today < waiver.on:
        return _note("refused", written, f"it is not yet in force; its first day is {waiver.on}")
    if today > waiver.until:
        return _note(
            "expired", written, f"its last day was {waiver.until}; decide again, or resolve the finding"
        )
    fits = [f for f in meant if not _changed(written, f, report)]
    if not fits:
        return _note(
            "outdated", written, f"{_changed(written, meant[0], report)}; decide again with niw waive"
        )
    fingerprint = rule.fingerprint if rule is not None else ""
    return [Waived(finding=f, waiver=waiver, review=_review(written, f, fingerprint)) for f in fits]


def _changed(written: WrittenWaiver, finding: Finding, report: DraftReport) -> str:
    """What the waiver rested on and is no longer so, in words; "" where all of it is."""
    now: dict[str, list[str]] = {}
    for stated in finding.stated:
        now.setdefault(stated.where, []).append(stated.text)
    for where, record in written.rests_on.items():
        if where not in now:
            return f"the finding no longer rests on {where}"
        if not any(same(record, text) for text in now[where]):
            return f"{where} has changed since; it was “{record}”"
    added = [where for where in now if where not in written.rests_on]
    if added:
        return f"the finding now rests on {added[0]} too"
    agree = bands(finding, report)
    for edge, band in written.bands.items():
        if agree.get(edge, band) != band:
            return f"{' and '.join(edge.split('-'))} agreed as {band} and now do as {agree[edge]}"
    return ""


def _review(written: WrittenWaiver, finding: Finding, fingerprint: str) -> str:
    """Why a waiver that still holds should be looked at again; "" where nothing it was made on is another."""
    if written.rule_was and fingerprint and written.rule_was != fingerprint:
        return "The rule has changed since it was decided; look at it again."
    now = datasets(finding)
    newer = [f"{n} {v}" for n, v in now.items() if n in written.datasets and written.datasets[n] != v]
    if newer:
        return f"Decided on earlier data, and {' and '.join(newer)} is read now; look at it again."
    return ""


def _unused(written: WrittenWaiver, report: DraftReport, rules: RulesNow) -> list[DecisionNote]:
    """A waiver whose rule found nothing: worth a word where the rule ran, or is not there at all."""
    rule = written.waiver.rule
    if rules(rule) is None:
        return [_note("unused", written, f"the rules have none called “{rule}”")]
    if rule in report.clear or rule in report.left_blank:
        return [_note("unused", written, "the rule finds nothing here any more; take the waiver out")]
    return []


def _second(written: WrittenWaiver, first: Waived) -> DecisionNote:
    place = first.waiver.place
    where = f": {place}" if place else ""
    return _note("unused", written, f"another waiver of the finding counts; take one of the two out{where}")


def _note(kind: str, written: WrittenWaiver, why: str) -> DecisionNote:
    waiver = written.waiver
    of_item = f" ({waiver.item})" if waiver.item else ""
    return DecisionNote(
        kind=kind,
        says=f"The waiver of {waiver.rule}{of_item} on {waiver.draft} does not apply: {why}.",
        draft=waiver.draft,
        rule=waiver.rule,
        place=waiver.place,
    )


def _gone(rule: str, item: str, report: DraftReport, file: str) -> DecisionNote:
    from validator.errors import Place

    of_item = f" ({item})" if item else ""
    return DecisionNote(
        kind="gone",
        says=f"The baseline holds a finding of {rule}{of_item} on {report.header.case} that no longer occurs"
        f"{_TAKES_OUT}",
        draft=report.header.case,
        rule=rule,
        place=Place(file=file) if file else None,
    )


def taken_out(note: DecisionNote) -> DecisionNote:
    """The note on an entry of the baseline that no longer occurs, in the run that takes it out."""
    return replace(note, says=note.says.replace(_TAKES_OUT, _TAKEN_OUT)) if note.kind == "gone" else note
