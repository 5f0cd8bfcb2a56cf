"""Reading a pack's file so that every mistake keeps its place, and one mistake does not hide the next."""

from __future__ import annotations

import re
import unicodedata
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
        close = closest(name, close)
        return f"Did you mean {' or '.join(f'“{c}”' for c in close)}?"
    if known and len(known) <= 20:
        return f"There {'is' if len(known) == 1 else 'are'}: {', '.join(known)}."
    return ""


def closest(name: str, near_by: Sequence[str]) -> list[str]:
    """Of names near to ``name`` those that are hardly farther from it than the nearest."""
    from difflib import SequenceMatcher

    ratios = {each: SequenceMatcher(None, each, name).ratio() for each in near_by}
    return [each for each, ratio in ratios.items() if ratio > max(ratios.values()) - 0.12]


def slug(said: str, joint: str = "-") -> str:
    """The nearest name of small letters, digits and ``joint`` to what somebody wrote; "" where no letter is left."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", said) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", joint, letters.lower()).strip(joint)


def _unseen(said: str) -> str:
    """The mend for a name or a value that is right but for curly quotation marks or for spaces of another kind."""
    from validator.packs.slips import CURLY, ODD_SPACE, ODD_SPACES

    if len(said) > 60 or "{" in said:  # a sentence, no name
        return ""
    if re.fullmatch(r"[“”„«‘].*[“”»’]", said):
        return CURLY
    return " ".join(ODD_SPACE) if any(c in ODD_SPACES for c in said) else ""


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

    def written(self, node: Node) -> str:
        """``node`` as it stands in the file, without the indentation that all of its lines share; "" for nothing."""
        from textwrap import dedent

        span = self.tree.span(node.path)
        if span is None:
            return ""
        text = self.tree.text
        start = text.rfind("\n", 0, span[1]) + 1
        return dedent(" " * (span[1] - start) + text[span[1] : span[2]]).rstrip()

    # ---- places and problems

    def place(self, node: Node) -> Place:
        """Where ``node`` begins."""
        return self.tree.key_place(node.path) if node.of_key else self.tree.place(node.path)

    def problem(self, what: str, node: Node, mend: str = "", code: str = "") -> None:
        """Report a mistake at ``node``; characters that nobody can tell apart there come before any other mend."""
        unseen = _unseen(self._said(node))
        if unseen:
            mend = unseen
        self.problems.append(self.tree.problem(node.path, what, mend, of_key=node.of_key, code=code))

    def _said(self, node: Node) -> str:
        """The key or the value that ``node`` stands for, as written."""
        if node.of_key:
            return str(node.path[-1]) if node.path and isinstance(node.path[-1], str) else ""
        return node.value if isinstance(node.value, str) else ""

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
        mend = "Write it in words, without brackets or dashes."
        if node.is_null:
            line = self.tree.problem(node.path, "", "").line_text
            mend = "Write it after the colon."
            if " #" in line:
                mend = "What follows “ #” is a note for people: put the text in quotation marks."
        self.problem(f"{what} should be a text, not {node.shape()}.", node, mend, code="shape")
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
        said = f"{what} should be true or false, not {node.shape()}."
        self.problem(said, node, "Write true or false.", code="shape")
        return None

    def day(self, node: Node, what: str, *, last: bool = False) -> date | None:
        """A date; of one less precise than a day the first day, or the last."""
        found = read_day(node.scalar) if node.scalar else None
        if found is None:
            mend = "Write it as 2026-11-21: year, month, day."
            said = f"{what} should be a date, not {node.shape()}."
            if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", node.scalar or ""):
                said, mend = (
                    f"{what}: there is no day {node.shape()}.",
                    "Look at the calendar: year, month, day.",
                )
            self.problem(said, node, mend, code="date")
            return None
        return found.last if last else found.first


def read_yaml(data: bytes, file: str, problems: list[Problem]) -> Reader | None:
    """The reader of a file; None, and the problem noted, where it cannot be read at all."""
    try:
        text = read_text(data, file)
        tree = yaml_tree(text, file)
    except SourceError as error:
        from validator.packs.slips import other_format, plainly

        kind = other_format(data)
        if kind:
            what, mend = f"This is {kind}, and not a plain text.", "Save it as plain text, in UTF-8."
            problems.append(Problem(what=what, mend=mend, place=Place(file=file), code="yaml"))
            return None
        for problem in error.problems:
            said = plainly(problem, _text(data))
            mend = "Fill it in, or remove it." if "empty" in said.what else said.mend
            problems.append(replace(said, mend=mend, code="yaml"))
        return None
    problems.extend(replace(p, code=p.code or "yaml") for p in tree.problems)
    return Reader(tree, problems)


def _text(data: bytes) -> str:
    try:
        return read_text(data)
    except SourceError:
        return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
