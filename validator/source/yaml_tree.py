"""YAML to a :class:`Tree`: composed to nodes by the C parser, types left to the reader, hostile files bounded."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NoReturn

from validator.errors import Path, Problem
from validator.source.text import EMPTY, HALF_PAIR, SourceError, forbidden, problem_at
from validator.source.tree import MAX_DEPTH, MAX_VALUES, Plain, Raw, Span, Tree

_NO_TAG = "?"
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "seq", "map", "timestamp")
)
_STR_TAG = "tag:yaml.org,2002:str"
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# The C parser composes nodes by recursion in C, where too deep a file kills the process: it is scanned first.
_LOOKS_DEEP = re.compile(r"(?:[-?:][ \t]+){100}| {400}|\t{100}")
_RUNS = bytes(ord("-") if chr(c) in "-?: \t" else ord("x") for c in range(256))
_SCAN_DEPTH = 200
_LONE = re.compile(r"\\u[dD][89a-fA-F]")


def yaml_tree(text: str, file: str, *, pure: bool = False) -> Tree:
    """The one YAML document of ``text``.

    Duplicate keys, unknown tags and keys that are no text are ``problems`` of the tree. Aliases and merge keys are
    followed; a value that came through one has the place where it is written.

    :param pure: use PyYAML's parser in plain Python, as happens by itself where the C parser is not built in.
    :raises SourceError: not YAML, empty, several documents, nested too deep, or too large once aliases are followed.
    """
    loader_class = _loader(pure)
    import yaml

    try:
        if _looks_deep(text):
            _scan_depth(loader_class, text, file)
        root = loader_class(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        from validator.source.yaml_words import in_plain_words

        words = in_plain_words(error, text)
        raise SourceError((problem_at(text, words.at, words.what, words.mend, file=file),)) from error
    except (yaml.YAMLError, UnicodeError) as error:
        _raise_unreadable(text, file, error)
    except RecursionError as error:
        raise SourceError((problem_at(text, 0, _TOO_DEEP, _MEND_DEEP, file=file),)) from error
    lone = (
        _LONE.search(text) if loader_class is not _loader(False) else None
    )  # the C parser refuses them itself
    if lone:
        raise SourceError((problem_at(text, lone.start(), *HALF_PAIR, file=file),))
    if root is None:
        raise SourceError((problem_at(text, 0, *EMPTY, file=file),))
    return YamlTree(text, file, root)


_TOO_DEEP = f"Nested more than {MAX_DEPTH} levels deep."
_MEND_DEEP = "Look for a bracket that is never closed."


class YamlTree(Tree):
    """A YAML document with its nodes."""

    def __init__(self, text: str, file: str, root: Any) -> None:
        import yaml

        self.text, self.file, self.first_line = text, file, 1
        self._root = root
        self._scalar, self._mapping = yaml.ScalarNode, yaml.MappingNode
        self._left = MAX_VALUES
        self._found: list[Problem] = []
        self.value = self._build(root, (), MAX_DEPTH)
        self.problems = tuple(self._found)

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (yaml_tree, (self.text, self.file))

    def span(self, path: Path) -> Span | None:
        """Key start, start and end of the value at ``path``."""
        key_start: int | None = None
        node = self._root
        for step in path:
            if isinstance(step, str):
                pair = self._pair(node, step)
                if pair is None:
                    return None
                key_start, node = pair[0].start_mark.index, pair[1]
            elif node.__class__ is self._mapping or node.__class__ is self._scalar or step >= len(node.value):
                return None
            else:
                key_start, node = None, node.value[step]
        return key_start, node.start_mark.index, node.end_mark.index

    def _pair(self, node: Any, name: str) -> tuple[Any, Any] | None:
        if node.__class__ is not self._mapping:
            return None
        for pair in node.value:
            if pair[0].value == name and not _is_merge(pair[0]):
                return pair  # type: ignore[no-any-return]
        for key, value in node.value:
            if _is_merge(key):
                for merged in [value] if value.__class__ is self._mapping else value.value:
                    found = self._pair(merged, name)
                    if found:
                        return found
        return None

    def _build(self, node: Any, path: Path, levels: int) -> Raw:
        self._left -= 1
        if node.tag is not _NO_TAG and node.tag not in _TAGS and node.tag != _STR_TAG:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._note(node, path, f"The tag {tag} has no meaning here.", "Remove the tag.")
        if node.__class__ is self._scalar:
            value: str = node.value
            if node.style or node.tag == _STR_TAG:
                return value
            return None if value in _NULLS else Plain(value)
        if not levels:
            self._stop(node, _TOO_DEEP, _MEND_DEEP)
        if self._left < 0:
            self._stop(
                node,
                f"More than {MAX_VALUES:,} values once every alias (*name) is followed.",
                "Write the values out instead of nesting aliases.",
            )
        if node.__class__ is self._mapping:
            return self._group(node, path, levels - 1)
        return [self._build(item, (*path, index), levels - 1) for index, item in enumerate(node.value)]

    def _group(self, node: Any, path: Path, levels: int) -> dict[str, Raw]:
        group: dict[str, Raw] = {}
        merges = []
        for key, value in node.value:
            if key.__class__ is not self._scalar:
                self._note(
                    key,
                    path,
                    "A key must be a name, not a group or a list.",
                    "Put the name before the colon.",
                )
            elif _is_merge(key):
                merges.append(value)
            elif key.value in group:
                line = next(k for k, _ in node.value if k.value == key.value).start_mark.line + 1
                self._note(
                    key,
                    (*path, key.value),
                    f"“{key.value}” is entered twice in the same group, first in line {line}.",
                    "Keep one of the two.",
                    code="duplicate-key",
                )
            else:
                group[key.value] = self._build(value, (*path, key.value), levels)
        for merge in merges:
            for merged in [merge] if merge.__class__ is self._mapping else merge.value:
                if merged.__class__ is not self._mapping:
                    self._note(
                        merge, path, "The merge key << takes a group.", "Point it to a group: <<: *name."
                    )
                    break
                for name, inner in self._group_again(merged, path, levels).items():
                    group.setdefault(name, inner)
        return group

    def _group_again(self, node: Any, path: Path, levels: int) -> dict[str, Raw]:
        """A merged group: it was read where it is anchored, so its problems are known already."""
        known = len(self._found)
        merged = self._build(node, path, levels)
        del self._found[known:]
        return merged if isinstance(merged, dict) else {}

    def _note(self, node: Any, path: Path, what: str, mend: str, code: str = "") -> None:
        index = node.start_mark.index
        self._found.append(problem_at(self.text, index, what, mend, file=self.file, path=path, code=code))

    def _stop(self, node: Any, what: str, mend: str) -> NoReturn:
        raise SourceError((problem_at(self.text, node.start_mark.index, what, mend, file=self.file),))


def _is_merge(key: Any) -> bool:
    return key.value == "<<" and not key.style


def _looks_deep(text: str) -> bool:
    if text.count("[") + text.count("{") > 500:
        return True
    # Whatever the pattern finds is a long run of its characters: it need not be asked where there is none.
    runs = text.encode("ascii", "replace").translate(_RUNS)
    return b"-" * 100 in runs and _LOOKS_DEEP.search(text) is not None


def _scan_depth(loader_class: Any, text: str, file: str) -> None:
    import yaml

    loader, depth = loader_class(text), 0
    while loader.check_event():
        event: Any = loader.get_event()
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _SCAN_DEPTH:
                start: Any = event.start_mark
                raise SourceError((problem_at(text, start.index, _TOO_DEEP, _MEND_DEEP, file=file),))
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _raise_unreadable(text: str, file: str, error: Exception) -> NoReturn:
    index = forbidden(text)
    if index is None:
        raise SourceError((problem_at(text, 0, f"This is not YAML: {error}.", "", file=file),)) from error
    raise SourceError(
        (
            problem_at(
                text,
                index,
                f"The control character U+{ord(text[index]):04X} has no place in a text file.",
                "Remove it, or enter the passage again by hand.",
                file=file,
            ),
        )
    ) from error


@cache
def _loader(pure: bool) -> Any:
    """A YAML loader that composes nodes and resolves no types, for the reader decides them."""

    class Untyped:
        def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
            return _NO_TAG

        def descend_resolver(self, _parent: object, _index: object) -> None:
            pass

        def ascend_resolver(self) -> None:
            pass

    if not pure:
        try:
            from yaml._yaml import CParser
        except ImportError:
            pass
        else:
            return type("FastLoader", (Untyped, CParser), {})

    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PlainLoader(Untyped, Reader, Scanner, Parser, Composer):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

    return PlainLoader
