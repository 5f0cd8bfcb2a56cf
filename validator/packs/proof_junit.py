"""What the proof of a pack found, as JUnit XML: a test case per example, and one each for what examples must prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validator.errors import Place, Problem
from validator.escapes import xml_escaped
from validator.frozen import frozen
from validator.packs.proof_text import (
    example_problems,
    missing_problem,
    never_problem,
    unproven_problem,
)
from validator.packs.proven import PackTest, RuleTest


@frozen
class _Case:
    name: str
    rule: str
    problems: tuple[Problem, ...] = ()
    skipped: bool = False


def proof_junit(test: PackTest, *, allow_unproven: bool = False) -> str:
    """The proof as JUnit XML; ``classname`` is the rule.

    Each rule has, beside its examples, the cases "can fire", "has an example of each kind" and "every part is
    proven". With ``allow_unproven`` the last is skipped, not failed, where it does not hold.
    """
    cases = [case for rule in test.rules for case in _cases(rule, allow_unproven=allow_unproven)]
    failures = sum(bool(c.problems) and not c.skipped for c in cases)
    skipped = sum(c.skipped for c in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="niw pack test" {counts}>',
        f'  <testsuite name={_attribute(test.pack)} {counts} skipped="{skipped}">',
        "    <properties>",
        f'      <property name="version" value={_attribute(test.version)}/>',
        f'      <property name="digest" value={_attribute(test.digest)}/>',
        "    </properties>",
        *(line for case in cases for line in _written(case)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _cases(rule: RuleTest, *, allow_unproven: bool) -> Iterator[_Case]:
    for tried in rule.tried:
        problems = () if tried.passed else example_problems(rule.rule, tried)
        name = f"{tried.kind} {tried.number} ({_shown(tried.place)})"
        yield _Case(name=name, rule=rule.rule, problems=problems)
    never = never_problem(rule)
    yield _Case(name="can fire", rule=rule.rule, problems=(never,) if never else ())
    missing = tuple(missing_problem(rule, kind) for kind in rule.missing)
    yield _Case(name="has an example of each kind", rule=rule.rule, problems=missing)
    unproven = tuple(unproven_problem(rule.rule, part) for part in rule.unproven)
    skipped = allow_unproven and bool(unproven)
    yield _Case(name="every part is proven", rule=rule.rule, problems=unproven, skipped=skipped)


def _shown(place: Place) -> str:
    return f"{place.file.rpartition('/')[2]}:{place.line}"


def _written(case: _Case) -> Iterable[str]:
    head = f"    <testcase classname={_attribute(case.rule)} name={_attribute(case.name)}"
    if not case.problems:
        return (f"{head}/>",)
    first, said = case.problems[0], "\n".join(map(str, case.problems))
    if case.skipped:
        return (f"{head}>", f"      <skipped message={_attribute(first.what)}/>", "    </testcase>")
    failure = (
        f"<failure type={_attribute(first.code)} message={_attribute(first.what)}>{_text(said)}</failure>"
    )
    return (f"{head}>", f"      {failure}", "    </testcase>")


def _text(text: str) -> str:
    """Element content: the ends of lines that are ours stand as they are."""
    return "\n".join(map(xml_escaped, text.split("\n")))


def _attribute(text: str) -> str:
    return f'"{xml_escaped(text)}"'
