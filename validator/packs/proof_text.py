"""What the proof of a pack found, for people: each failure a problem with its place and its mend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from validator.engine.outcomes import Ending
from validator.errors import Problem
from validator.packs.proven import KINDS, Flipped, PackTest, Part, RuleTest, Together, Tried

_KIND_OF = {ending: kind for kind, ending in KINDS.items()}
_LACKS = {"fires": "fires", "clear": "is clear", "unchecked": "cannot be checked"}


def problems_of(test: PackTest) -> tuple[Problem, ...]:
    """Everything that keeps the pack from being proven, rule by rule."""
    return tuple(p for rule in test.rules for p in rule_problems(rule))


def rule_problems(rule: RuleTest) -> Iterator[Problem]:
    """What keeps one rule from being proven: examples that fail or lack, that it cannot fire, parts unproven."""
    for tried in rule.failed:
        yield from example_problems(rule.rule, tried)
    never = never_problem(rule)
    if never:
        yield never
    for kind in rule.missing:
        if not rule.contradiction:
            yield missing_problem(rule, kind)
    for part in rule.unproven:
        yield unproven_problem(rule.rule, part)


def example_problems(rule: str, tried: Tried) -> tuple[Problem, ...]:
    """An example that does not end as it says; of one that is no draft, each mistake in it."""
    if tried.faults:
        return tuple(replace(p, what=f"{rule}: in this example, {_lower(p.what)}") for p in tried.faults)
    return (_example_problem(rule, tried),)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _example_problem(rule: str, tried: Tried) -> Problem:
    if isinstance(tried.got, str):
        what = f"{rule}: this example is no draft. {tried.got}"
        mend = "Write it as a draft is written; docs/draft.md names every field."
    else:
        what = f"{rule}: expected {tried.wanted.value}, got {tried.got.value}."
        mend = _mend(tried, tried.got)
    return Problem(what=what, mend=mend, place=tried.place, line_text=tried.line_text, code="example")


def _mend(tried: Tried, got: Ending) -> str:
    move = f"or move the example to {_KIND_OF[got]}:."
    if got is Ending.not_checked:
        fields = ", ".join(tried.needs)
        return f"Enter {fields}, {move}" if fields else f"Enter what the rule reads, {move}"
    if tried.wanted is Ending.not_checked:
        return f"Leave out what decides it, {move}"
    if tried.by:
        parts = " or ".join(f"“{part.text}”" for part in tried.by)
        return f"It would end so if {parts} were the other way round: change that in the example, {move}"
    return f"Change the example, or the condition, {move}"


def never_problem(rule: RuleTest) -> Problem | None:
    """That the rule can fire on no draft, or that none of the examples that should makes it fire."""
    if rule.contradiction:
        why = rule.contradiction
        return Problem(
            what=f"{rule.rule}: no draft can make it fire. {why.text}",
            mend="Change the condition; of parts of which one is enough, write any:.",
            place=why.place,
            line_text=why.line_text,
            code="cannot-fire",
        )
    if not rule.never_fires or "fires" in rule.missing:
        return None
    what = f"{rule.rule}: no example makes it fire."
    mend = "Under fires: write a draft in few lines that has what the rule looks for."
    return Problem(what=what, mend=mend, place=rule.place, line_text=rule.line_text, code="never-fires")


def missing_problem(rule: RuleTest, kind: str) -> Problem:
    """A kind of example that the rule lacks."""
    what = f"{rule.rule}: it has no example that {_LACKS[kind]}."
    mend = f"Add {kind}: under examples:, with one draft at least."
    return Problem(what=what, mend=mend, place=rule.place, line_text=rule.line_text, code="no-example")


def unproven_problem(rule: str, part: Part) -> Problem:
    """A part of a condition that no example decides."""
    return Problem(
        what=f"{rule}: no example decides “{part.text}”; turned round, every example ends as before.",
        mend="Add an example that ends otherwise for this part alone, or take the part out.",
        place=part.place,
        line_text=part.line_text,
        code="unproven",
    )


def notices(test: PackTest) -> Iterator[str]:
    """What is no mistake and should be known: pairs that fire together, inherited examples that end otherwise."""
    for pair in test.together:
        yield together_text(pair)
    for flipped in test.flipped:
        yield flipped_text(flipped)


def together_text(pair: Together) -> str:
    """Two rules that always fire together, and whether that is meant."""
    on = f"{pair.examples} example{'' if pair.examples == 1 else 's'}"
    said = f"{pair.one} and {pair.other} fire together on every example that makes one of them fire ({on})"
    if pair.yields:
        above = pair.other if pair.yields == pair.one else pair.one
        return f"{said}: expected, for {pair.yields} yields to {above}."
    return f"{said}. Add an example on which one of them is silent, or let one yield to the other."


def flipped_text(flipped: Flipped) -> str:
    """An inherited example that ends otherwise here."""
    was, now = (e.value if isinstance(e, Ending) else "no draft" for e in (flipped.was, flipped.now))
    return f"{flipped.place}: {flipped.rule}: in its own pack this example ends as {was}, here as {now}."


def summary(test: PackTest) -> str:
    """The last line: how much was run and how much of it is proven."""
    failed = sum(len(r.failed) for r in test.rules)
    unproven = sum(len(r.unproven) for r in test.rules)
    proven = sum(r.proven for r in test.rules)
    rules = len(test.rules)
    if not rules:
        return f"{test.pack} {test.version}: no rules of its own; those that it extends are proven in their packs."
    head = f"{test.pack} {test.version}: {rules} rule{'' if rules == 1 else 's'}, {test.examples} examples"
    if test.proven:
        return f"{head}. Every example ends as it says, and every part of every condition is proven."
    counts = [
        f"{failed} of them end{'s' if failed == 1 else ''} otherwise than said" if failed else "",
        f"{unproven} part{'' if unproven == 1 else 's'} of conditions unproven" if unproven else "",
        f"{proven} of {rules} rules proven",
    ]
    return f"{head}; {', '.join(c for c in counts if c)}."
