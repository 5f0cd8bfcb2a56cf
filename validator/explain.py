"""Why a rule fired on a draft, stayed silent, or could not be checked: condition by condition, with the values seen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from validator.checker import Checker
from validator.engine.conditions import AllOf, AnyOf, Condition, Count, ForAll, ForAny, Leaf, NoneOf
from validator.engine.outcomes import Trace
from validator.engine.values import State, Value
from validator.errors import DraftError, Problem, UsageError
from validator.evidence import Known
from validator.facts import vocabulary
from validator.packs import Pack, Rule
from validator.wording import content_text, value_text

WIDTH = 96

_MARKS = {True: "yes", False: "no ", None: "?  "}


def explained(rule: str, draft: str | None, checker: Checker, *, case: str = "") -> list[str]:
    """The lines of ``niw explain``: the rule, and where a draft is named how its condition stands there.

    :param case: the case id of the one draft that is meant, where the file holds several; "": all of them.
    :raises UsageError: for a rule or a case that is not there. :raises DraftError: for a draft that cannot be read.
    """
    from validator.drafts import DraftFailure, load_drafts

    rules = checker.rules_called(rule)
    lines = [line for found in rules for line in _about(found, checker.pack)]
    if draft is None:
        return lines
    ids = []
    for loaded in load_drafts([draft]):
        if isinstance(loaded, DraftFailure):
            if case:
                continue
            raise DraftError(loaded.problems)
        ids.append(loaded.id)
        if case not in ("", loaded.id):
            continue
        for found in rules:
            trace = checker.explain(found.id, loaded)
            lines += [
                "",
                f"{found.id} on {loaded.id} ({loaded.file}): {_ENDINGS[trace.truth]}",
                *_trace(trace, 1),
            ]
    if case and case not in ids:
        mend = f"There {'is' if len(ids) == 1 else 'are'}: {', '.join(ids[:12])}." if ids else ""
        raise UsageError((Problem(what=f"{draft} holds no draft “{case}”.", mend=mend),))
    return lines


_ENDINGS = {True: "a finding", False: "no finding", None: "not checked: the draft does not say enough"}


def _about(rule: Rule, pack: Pack) -> Iterator[str]:
    number = f" ({rule.catalogue})" if rule.catalogue else ""
    yield f"{rule.id}{number}: {rule.title}"
    yield f"  severity    {rule.severity.name}, about {' and '.join(rule.about)}"
    for label, text in (("says", rule.says), ("why", rule.why), ("remedy", rule.remedy)):
        yield from _wrapped(label, text)
    for authority in pack.authorities_of(rule):
        yield from _wrapped("authority", f"{authority.citation} [{authority.status}]: {authority.supports}")
    if rule.yields_to:
        yield from _wrapped("shown under", ", ".join(rule.yields_to))
    yield from _wrapped("when", "")
    yield from _condition(rule.when, 2)


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=f"  {label:<12}", subsequent_indent=" " * 14
    ) or [f"  {label}"]


def _condition(condition: Condition, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{condition_text(condition)}"
    for part in _parts(condition):
        yield from _condition(part, depth + 1)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    from validator.engine.conditions import inside

    return inside(condition)


def condition_text(condition: Condition) -> str:
    """One condition in a line, without those inside it."""
    from validator.packs.printing import leaf_text

    match condition:
        case AllOf():
            return "all of:"
        case AnyOf():
            return "any of:"
        case NoneOf():
            return "none of:"
        case ForAny(of=of, alias=alias):
            return f"for any item of {of.name}, called {alias}:"
        case ForAll(of=of, alias=alias):
            return f"for every item of {of.name}, called {alias}:"
        case Count(of=of, operator=operator):
            return f"the number of items of {of.name} is {operator.replace('_', ' ')}:"
        case Leaf():
            return leaf_text(condition)


def _trace(trace: Trace, depth: int) -> Iterator[str]:
    item = f" [{trace.item}]" if trace.item else ""
    note = f" ({trace.note})" if trace.note else ""
    yield f"{'  ' * depth}{_MARKS[trace.truth]} {condition_text(trace.condition)}{item}{note}"
    for seen in trace.seen:
        yield from textwrap.wrap(
            f"{seen.name} is {_value(seen.value, derived=_is_derived(seen.name))}",
            WIDTH,
            initial_indent="  " * depth + "      ",
            subsequent_indent="  " * depth + "        ",
        )
    for part in trace.parts:
        yield from _trace(part, depth + 1)


def _is_derived(name: str) -> bool:
    """Whether a name is a derived fact's; a field of a bound item is shown as it was written where it can be."""
    spec = vocabulary().get(name)
    return spec is not None and spec.derived


def _value(value: Value, *, derived: bool) -> str:
    if value.state is State.unknown:
        return f"not entered yet (enter {', '.join(value.needs)})" if value.needs else "not entered yet"
    if value.state is State.blank:
        return "left blank"
    if value.state is State.absent:
        return "absent: the reference has nothing on it"
    said = value_text(value, derived=derived) or content_text(value.content) or "empty"
    facts = [f"{e.text}: {e.dataset} {e.version}" for e in value.evidence if isinstance(e, Known)]
    shown = f"“{said}”" if isinstance(value.content, str) else said
    return f"{shown} [{'; '.join(facts[:3])}]" if facts else shown
