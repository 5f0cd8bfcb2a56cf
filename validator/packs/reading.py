"""Reading a pack's file so that every mistake keeps its place, and one mistake does not hide the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from validator.errors import Path, Place, Problem
from validator.frozen import frozen
from validator.notation import read_day
from validator.source import Raw, SourceError, Tree, read_text, yaml_tree
from validator.source.text import problem_at


def near(name: str, known: Iterable[str]) -> str:
    """The mend for a name that is not there: “Did you mean …?”, or the names there are where they are few."""
    from difflib import get_close_matches

    known = list(known)
    close = get_close_matches(name, known, n=2, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(f'“{c}”' for c in close)}?"
    if known and len(known) <= 20:
        return f"There {'is' if len(known) == 1 else 'are'}: {', '.join(known)}."
    return ""


@frozen(kw_only=False)
class Node:
    """A value of a file and its structural path; ``of_key`` stands for the key that names it."""

    value: Raw
    path: Path
    of_key: bool = False

    @property
    def key(self) -> Node:
        """The key that names this value."""
        return replace(self, of_key=True)

    @property
    def is_null(self) -> bool:
        """An empty value, ``~`` or ``null``."""
        return self.value is None

    @property
    def is_group(self) -> bool:
        """A set of keys with values."""
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        """A list."""
        return isinstance(self.value, list)

    @property
    def scalar(self) -> str | None:
        """What is written, whatever YAML would make of it; None for groups, lists and nothing at all."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else None

    def shape(self) -> str:
        """What this is, in words for a problem."""
        if self.is_group:
            return "a group of keys"
        if self.is_list:
            return "a list"
        said = self.scalar
        if said is None:
            return "nothing"
        return f"“{said if len(said) <= 40 else said[:39] + '…'}”"


@frozen(kw_only=False)
class Entry:
    """A key of a group with its value; ``key_node`` is where the key stands."""

    key: str
    value: Node

    @property
    def key_node(self) -> Node:
        """The key itself."""
        return self.value.key


@frozen(kw_only=False)
class Reader:
    """One file of a pack. Problems go to the list that all readers of a run share."""

    tree: Tree
    problems: list[Problem]

    @property
    def root(self) -> Node:
        """The whole document."""
        return Node(self.tree.value, ())

    # ---- places and problems

    def place(self, node: Node) -> Place:
        """Where ``node`` begins."""
        return self.tree.key_place(node.path) if node.of_key else self.tree.place(node.path)

    def problem(self, what: str, node: Node, mend: str = "", code: str = "") -> None:
        """Report a mistake at ``node``."""
        self.problems.append(self.tree.problem(node.path, what, mend, of_key=node.of_key, code=code))

    def problem_within(
        self, said: str, what: str, node: Node, mend: str = "", code: str = "", offset: int = 0
    ) -> None:
        """Report a mistake where ``said`` stands within the value ``node`` (``offset`` characters on).

        A text that is folded over lines may not hold ``said`` as one: then it is reported where the value begins.
        """
        span = self.tree.span(node.path)
        at = self.tree.text.find(said, span[1], span[2]) if span else -1
        if at < 0:
            self.problem(what, node, mend, code)
            return
        found = problem_at(
            self.tree.text, at + offset, what, mend, file=self.tree.file, path=node.path, code=code
        )
        self.problems.append(found)

    # ---- shapes

    def entries(self, node: Node, what: str) -> Iterator[Entry]:
        """The keys of a group with their values, in order."""
        if node.is_null:
            return
        if not isinstance(node.value, dict):
            self.problem(
                f"{what} should be a group of keys, not {node.shape()}.",
                node,
                "Write key: value.",
                code="shape",
            )
            return
        for key, value in node.value.items():
            yield Entry(key, Node(value, (*node.path, key)))

    def fields(
        self, node: Node, what: str, known: Sequence[str], meant: set[str] | None = None
    ) -> dict[str, Node]:
        """The values of a group, by key; a key that is not ``known`` is reported with the nearest that is.

        ``meant`` collects what keys that are not known were probably meant to be.
        """
        found: dict[str, Node] = {}
        for entry in self.entries(node, what):
            if entry.key in known:
                found[entry.key] = entry.value
            else:
                if meant is not None:
                    meant.update(k for k in known if f"“{k}”" in near(entry.key, known))
                self.problem(
                    f"{what} has no key “{entry.key}”.",
                    entry.key_node,
                    near(entry.key, known),
                    code="unknown-key",
                )
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        """The items of a list."""
        if node.is_null:
            return []
        if isinstance(node.value, list):
            return [Node(item, (*node.path, index)) for index, item in enumerate(node.value)]
        self.problem(
            f"{what} should be a list, not {node.shape()}.",
            node,
            "Write [one, two], or each on a line of its own after “- ”.",
            code="shape",
        )
        return []

    def text(self, node: Node, what: str) -> str | None:
        """A value as it is written, white space collapsed; None (and a problem) for what is no text."""
        if node.scalar:
            return node.scalar
        self.problem(f"{what} should be a text, not {node.shape()}.", node, code="shape")
        return None

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """A list of texts, or one text in place of a list of one."""
        if node.scalar is not None:
            return (node.scalar,)
        found = (self.text(item, f"An item of {what}") for item in self.items(node, what))
        return tuple(t for t in found if t is not None)

    def yes_no(self, node: Node, what: str) -> bool | None:
        """``true`` or ``false``, also ``yes`` and ``no``."""
        said = (node.scalar or "").lower()
        if said in ("true", "yes"):
            return True
        if said in ("false", "no"):
            return False
        self.problem(f"{what} should be true or false, not {node.shape()}.", node, code="shape")
        return None

    def day(self, node: Node, what: str, *, last: bool = False) -> date | None:
        """A date; of one less precise than a day the first day, or the last."""
        found = read_day(node.scalar) if node.scalar else None
        if found is None:
            self.problem(
                f"{what} should be a date, not {node.shape()}.", node, "Write it as 2026-11-21.", code="date"
            )
            return None
        return found.last if last else found.first


def read_yaml(data: bytes, file: str, problems: list[Problem]) -> Reader | None:
    """The reader of a file; None, and the problem noted, where it cannot be read at all."""
    try:
        tree = yaml_tree(read_text(data, file), file)
    except SourceError as error:
        problems.extend(_of_a_pack(p) for p in error.problems)
        return None
    problems.extend(tree.problems)
    return Reader(tree, problems)


_BRACE_FIRST = re.compile(r"\s*(?:- +)?\w+: +\{[^{}]*\} *[^\s#]")


def _of_a_pack(problem: Problem) -> Problem:
    """A problem of YAML, said for those who write rules: the commonest slip is a sentence that begins with a brace."""
    if _BRACE_FIRST.match(problem.line_text) and problem.place and problem.place.line:
        column = problem.line_text.index("{") + 1
        return replace(
            problem,
            what="A text that begins with a brace needs quotation marks.",
            mend="Put double quotation marks around the whole text.",
            place=replace(problem.place, column=column),
            code="yaml",
        )
    mend = "Fill it in, or remove it." if "empty" in problem.what else problem.mend
    return replace(problem, mend=mend, code=problem.code or "yaml")
