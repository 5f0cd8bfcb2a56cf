"""What rules say of each other: yields_to, conclusions and their layers, what a blocker may rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from validator.engine.conditions import (
    Condition,
    Count,
    FactRef,
    ForAll,
    ForAny,
    Leaf,
    Literal,
    Several,
    facts_of,
    walk,
)
from validator.engine.vocabulary import CONCLUDED, FactSpec, Kind, Vocabulary
from validator.findings import Severity
from validator.packs.manifest import Change
from validator.packs.model import Rule
from validator.packs.reading import Node, near
from validator.packs.rules import RuleSource, Scope

AGREEMENT = "agreement."
"""What the names of facts about how two statements agree begin with; so does a fact whose type is a band."""


def crosscheck(
    sources: Iterable[RuleSource], rules: Mapping[str, Rule], scope: Scope, changes: Iterable[Change]
) -> None:
    """Report what is wrong between rules to the readers of their sources, or of the change that made it wrong."""
    by_id = {s.id: s for s in sources}
    _yields(by_id, rules)
    reads = {rule.id: _conclusions_read(rule.when) for rule in rules.values()}
    makes = {rule.id: {name for name, _ in rule.concludes} for rule in rules.values()}
    _circles(by_id, reads, makes)
    _nobody_concludes(by_id, reads, makes, scope.conclusions)
    _values_nobody_concludes(by_id, rules)
    raised = {c.rule: c for c in changes if c.severity is Severity.blocker}
    _blockers(by_id, rules, (reads, makes), scope.vocabulary, raised)


def _yields(by_id: Mapping[str, RuleSource], rules: Mapping[str, Rule]) -> None:
    for source in by_id.values():
        node = source.fields.get("yields_to")
        for index, other in enumerate(rules[source.id].yields_to):
            assert node is not None
            if other not in rules:
                at = Node(other, (*node.path, index)) if node.is_list else node
                source.reader.problem(
                    f"There is no rule “{other}” to yield to.",
                    at,
                    near(other, rules) or "niw pack show lists the rules.",
                    code="unknown-rule",
                )
    edges = {rule.id: [o for o in rule.yields_to if o in rules] for rule in rules.values()}
    for circle in _circles_of(edges):
        source = by_id[circle[0]]
        source.reader.problem(
            f"Rules yield to each other in a circle: {' → '.join(circle)}.",
            source.fields["yields_to"],
            "Choose the rule that says most, and take its yields_to: away.",
            code="yields-circle",
        )


def _circles(
    by_id: Mapping[str, RuleSource], reads: Mapping[str, set[str]], makes: Mapping[str, set[str]]
) -> None:
    edges = {rule: [other for other, made in makes.items() if made & reads[rule]] for rule in reads}
    for circle in _circles_of(edges):
        source = by_id[circle[0]]
        steps = [circle[0]]
        for one, other in pairwise(circle):
            name = min(makes[other] & reads[one])
            steps.append(f"reads {CONCLUDED}{name}, which {other} concludes")
        source.reader.problem(
            f"Conclusions go in a circle: {'; '.join([f'{steps[0]} {steps[1]}', *_then(circle, steps)])}.",
            source.fields["when"],
            "A rule cannot rest on what it helps to conclude: take it out of a when:, or out of a concludes:.",
            code="conclusion-circle",
        )


def _then(circle: tuple[str, ...], steps: list[str]) -> Iterator[str]:
    for rule, step in zip(circle[1:], steps[2:], strict=False):
        yield f"{rule} {step}"


def _nobody_concludes(
    by_id: Mapping[str, RuleSource],
    reads: Mapping[str, set[str]],
    makes: Mapping[str, set[str]],
    declared: Mapping[str, str],
) -> None:
    made = set().union(*makes.values()) if makes else set()
    for rule, names in reads.items():
        for name in sorted(
            (names - made) & declared.keys()
        ):  # one that is not declared is reported where it is read
            source = by_id[rule]
            source.reader.problem(
                f"No rule concludes “{name}”, which “{rule}” reads.",
                source.fields["when"],
                f"Add concludes: {{{name}: …}} to a rule, or take {CONCLUDED}{name} out.",
                code="unmade-conclusion",
            )


def _values_nobody_concludes(by_id: Mapping[str, RuleSource], rules: Mapping[str, Rule]) -> None:
    """A rule that asks whether a conclusion has a value that no rule gives it."""
    made: dict[str, set[str]] = {}
    for rule in rules.values():
        for name, value in rule.concludes:
            made.setdefault(name, set()).add(value)
    for rule in rules.values():
        for leaf in walk(rule.when):
            name = leaf.fact.name.removeprefix(CONCLUDED) if isinstance(leaf, Leaf) else ""
            if isinstance(leaf, Leaf) and leaf.fact.name.startswith(CONCLUDED) and name in made:
                _asked_of(name, leaf, made[name], by_id[rule.id])


def _asked_of(name: str, leaf: Leaf, made: set[str], source: RuleSource) -> None:
    if leaf.operator not in _WITH_VALUES or leaf.place is None:
        return
    several = isinstance(leaf.operand, Several)
    for index, item in enumerate(
        leaf.operand.items if isinstance(leaf.operand, Several) else (leaf.operand,)
    ):
        said = item.value if isinstance(item, Literal) and not item.called else None
        if isinstance(said, str) and not any(_fits(leaf.operator, value, said) for value in made):
            at = Node(said, (*leaf.place.path, index) if several else leaf.place.path)
            source.reader.problem(
                f"No rule concludes “{said}” of “{name}”.",
                at,
                near(said, sorted(made)),
                code="unmade-value",
            )


_WITH_VALUES = (
    "equals",
    "not_equals",
    "in",
    "not_in",
    "has_phrase",
    "starts_with",
    "same_as",
    "differs_from",
)


def _fits(operator: str, value: str, said: str) -> bool:
    """Whether ``operator`` could hold of a conclusion's ``value`` and what a rule says of it."""
    if operator == "has_phrase":
        return said.casefold() in value.casefold()
    return value.casefold().startswith(said.casefold()) if operator == "starts_with" else value == said


def _blockers(
    by_id: Mapping[str, RuleSource],
    rules: Mapping[str, Rule],
    conclusions: tuple[Mapping[str, set[str]], Mapping[str, set[str]]],
    vocabulary: Vocabulary,
    raised: Mapping[str, Change],
) -> None:
    scores = {rule.id: next(iter(_agreements(rule.when, vocabulary, {})), "") for rule in rules.values()}
    for rule in rules.values():
        if rule.severity is not Severity.blocker:
            continue
        resting = scores[rule.id] or _through(rule.id, *conclusions, scores)
        if not resting:
            continue
        what = f"“{rule.id}” rests on how well two statements agree ({resting}) and cannot be a blocker."
        if rule.id in raised and rule.usual_severity is not Severity.blocker:
            change = raised[rule.id]
            change.reader.problem(what, change.at, _NO_BLOCKER, code="blocker")
        else:
            source = by_id[rule.id]
            at = source.fields.get("severity", source.fields["id"])
            source.reader.problem(what, at, _NO_BLOCKER, code="blocker")


_NO_BLOCKER = "Write severity: high, or one below: how well two statements agree is a judgement, not a fact."


def _through(
    rule: str, reads: Mapping[str, set[str]], makes: Mapping[str, set[str]], scores: Mapping[str, str]
) -> str:
    """The agreement score that ``rule`` rests on by way of conclusions, or ""."""
    seen: set[str] = set()
    todo = [rule]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        if scores[current] and current != rule:
            return f"{scores[current]}, by way of {current}"
        todo += [other for other, made in makes.items() if made & reads[current]]
    return ""


def _agreements(condition: Condition, vocabulary: Vocabulary, aliases: dict[str, FactSpec]) -> Iterator[str]:
    """The names of facts in ``condition`` that say how two statements agree."""
    match condition:
        case ForAny(of=of, alias=alias, where=where) | ForAll(of=of, alias=alias, where=where):
            yield from _agreements(where, vocabulary, _with(aliases, vocabulary, of, alias))
        case Count(of=of, alias=alias, where=where):
            if where is not None:
                yield from _agreements(where, vocabulary, _with(aliases, vocabulary, of, alias))
        case _:
            parts = getattr(condition, "parts", None)
            if parts is not None:
                for part in parts:
                    yield from _agreements(part, vocabulary, aliases)
                return
            for ref in facts_of(condition):
                spec = vocabulary.resolve(ref.name, aliases)
                if isinstance(spec, FactSpec) and _is_agreement(ref.name, spec):
                    yield ref.name


def _is_agreement(name: str, spec: FactSpec) -> bool:
    return name.startswith(AGREEMENT) or (spec.type.kind is Kind.ordered and spec.type.name == "band")


def _with(
    aliases: dict[str, FactSpec], vocabulary: Vocabulary, of: FactRef, alias: str
) -> dict[str, FactSpec]:
    spec = vocabulary.resolve(of.name, aliases)
    return {**aliases, alias: spec} if isinstance(spec, FactSpec) and alias else aliases


def _conclusions_read(condition: Condition) -> set[str]:
    names = {ref.name for node in walk(condition) for ref in facts_of(node)}
    return {n.removeprefix(CONCLUDED) for n in names if n.startswith(CONCLUDED)}


def _circles_of(edges: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """One circle for each knot of ``edges``, its first name again at the end."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        circle = _walk(start, edges, path, done)
        if circle:
            yield circle
            done.update(circle)


def _walk(at: str, edges: Mapping[str, list[str]], path: list[str], done: set[str]) -> tuple[str, ...] | None:
    if at in done:
        return None
    if at in path:
        return (*path[path.index(at) :], at)
    path.append(at)
    for other in edges[at]:
        circle = _walk(other, edges, path, done)
        if circle:
            return circle
    path.pop()
    done.add(at)
    return None
