"""The examples of a rule: what they are, which lack, and what in them is no draft, each mistake at its own place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from validator.errors import NiwError, PackError, Problem
from validator.packs.model import Example
from validator.packs.proven import KINDS
from validator.packs.reading import Node
from validator.packs.rules import RuleSource

ReadExample = Callable[[object], object]
"""Reads an example's content as a draft. :raises NiwError: with a problem for each thing in it that is no draft's."""

_OF_KEY = ("unknown-key", "duplicate-key")
_MEANS = {"fires": "fires", "clear": "is clear", "unchecked": "cannot be checked"}


def examples_of(source: RuleSource) -> tuple[Example, ...]:
    """The examples of a rule, as they stand in its file."""
    node = source.fields.get("examples")
    if node is None:
        return ()
    found: list[Example] = []
    for entry in source.reader.entries(node, "“examples”"):
        if entry.key not in KINDS:
            continue
        ending = KINDS[entry.key]
        for number, item in enumerate(source.reader.items(entry.value, f"“{entry.key}”"), 1):
            found.append(
                Example(
                    outcome=ending,
                    draft=item.value or {},
                    place=source.reader.place(item),
                    number=number,
                    text=source.reader.written(item),
                )
            )
    return tuple(found)


def report_missing(source: RuleSource) -> None:
    """Report the kinds of example that a rule lacks."""
    node = source.fields.get("examples")
    if node is None:
        source.reader.problem(
            f"The rule “{source.id}” has no examples.",
            source.fields["id"],
            "Add examples: and below it fires:, clear: and unchecked:, each with a draft in few lines.",
            code="examples",
        )
        return
    found = source.reader.fields(node, "“examples”", tuple(KINDS))
    for kind in KINDS:
        if kind not in found or not found[kind].value:
            source.reader.problem(
                f"The rule “{source.id}” has no example that {_MEANS[kind]}.",
                node.key,
                f"Add {kind}: and below it “- ” with a draft in few lines.",
                code="examples",
            )


def report_faults(source: RuleSource, read: ReadExample) -> None:
    """Report what in the examples of a rule is no draft's."""
    for example in examples_of(source):
        try:
            read(draft_of(example))
        except NiwError as error:
            source.reader.problems.extend(faults(source, example, error))


def draft_of(example: Example) -> object:
    """What is to be read as a draft. :raises PackError: for a text or a list."""
    if not isinstance(example.draft, dict):
        raise PackError((_NO_GROUP,))
    return example.draft


def faults(source: RuleSource, example: Example, error: NiwError) -> Iterator[Problem]:
    """Each problem of ``error`` where it stands in the rule's file."""
    for problem in error.problems:
        within = problem.place.path if problem.place else ()
        node = Node(None, (*example.place.path, *within))
        yield _at(source, node.key if problem.code in _OF_KEY else node, problem)


def _at(source: RuleSource, node: Node, problem: Problem) -> Problem:
    mend = problem.mend or "Write it as a draft is written; docs/draft.md names every field."
    found = source.reader.tree.problem(node.path, problem.what, mend, of_key=node.of_key)
    return replace(found, code="example")


_NO_GROUP = Problem(
    what="An example is a draft in few lines, and no text or list.",
    mend="Write its fields as in a draft, such as {i140: {job_title: Team Leader}}.",
)
