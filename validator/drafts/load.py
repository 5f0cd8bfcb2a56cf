"""From a file, a text or a mapping to a :class:`Draft`, with every problem of a draft in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from validator.drafts.draft import Draft
from validator.drafts.identifiers import identifiers, redacted
from validator.drafts.opening import bare_name
from validator.drafts.reader import Reading, read
from validator.drafts.sources import LINES
from validator.errors import DraftError, Place, Problem
from validator.errors import Path as Steps
from validator.source import Raw, SourceError, Tree, json_tree, raw_of, read_text, yaml_tree
from validator.source.text import problem_at

MAPPING = "<mapping>"


def load_draft(
    source: str | FilePath | Mapping[str, object], *, file: str = "", partial: bool = False
) -> Draft:
    """The draft in a file (a path; YAML or JSON, by its name and its look) or in a mapping.

    :param file: how places and problems call the source; the path itself, or ``<mapping>``, by default.
    :param partial: an excerpt, as in a rule's examples: ``case`` and ids may be missing; items of a list without
        an id get their position ("1", "2" …), the draft ``""``.
    :raises DraftError: with every problem of the draft, each with its place and mend.
    """
    if isinstance(source, Mapping):
        return _from_mapping(source, file or MAPPING, partial=partial)
    name = file or str(source)
    try:
        text = read_text(source, name)
    except SourceError as error:
        raise DraftError(error.problems) from error
    return parse_draft(text, name, partial=partial)


def parse_draft(text: str, file: str, *, first_line: int = 1, partial: bool = False) -> Draft:
    """The draft that ``text`` holds; ``file`` and ``first_line`` say where it stands. :raises DraftError: as above."""
    try:
        tree = _tree(text, file, first_line)
    except SourceError as error:
        raise DraftError((*error.problems, *_personal(text, file, first_line))) from error
    reading = read(tree.value, partial=partial)
    problems = list(tree.problems)
    problems += [tree.problem(m.path, m.what, m.mend, of_key=m.of_key, code=m.code) for m in reading.mistakes]
    problems += _personal(text, file, first_line)
    if problems:
        raise DraftError(tuple(_in_order(problems)))
    return _draft(reading, file, tree.value, source=tree, line=first_line)


def _tree(text: str, file: str, first_line: int) -> Tree:
    """JSON by its name or by its look; what merely looks like JSON may still be YAML, which has brackets too."""
    name = bare_name(file)
    if name.endswith((".json", *LINES)):
        return json_tree(text, file, first_line)
    if not name.endswith((".yaml", ".yml")) and text.lstrip()[:1] in {"{", "["}:
        try:
            return json_tree(text, file, first_line)
        except SourceError as not_json:
            try:
                return yaml_tree(text, file)
            except SourceError:
                raise not_json from None
    return yaml_tree(text, file)


def _from_mapping(values: Mapping[str, object], file: str, *, partial: bool) -> Draft:
    place = Place(file=file)
    try:
        raw = raw_of(values)
    except (TypeError, RecursionError) as error:
        what = (
            f"{error}".capitalize() if isinstance(error, TypeError) else "The values are nested without end"
        )
        raise DraftError(
            (Problem(what=f"{what}.", mend="Use texts, numbers and lists.", place=place),)
        ) from error
    reading = read(raw, partial=partial)
    problems = [
        Problem(what=m.what, mend=m.mend, place=replace(place, path=m.path), code=m.code)
        for m in reading.mistakes
    ]
    _each_text(raw, (), lambda path, text: problems.extend(_found(text, replace(place, path=path))))
    if problems:
        raise DraftError(tuple(problems))
    return _draft(reading, file, raw)


def _draft(reading: Reading, file: str, raw: Raw, *, source: Tree | None = None, line: int = 1) -> Draft:
    case = reading.data.get("case") or {}
    return Draft(
        id=case.get("id", ""),
        file=file,
        line=line,
        data=reading.data,
        source=source,
        raw=raw,
        notes=reading.notes,
        moved=reading.moved,
    )


_REMOVE = "Remove it: no check needs it, and a draft travels further than the petition."


def _personal(text: str, file: str, first_line: int) -> list[Problem]:
    found = []
    for start, _, kind in identifiers(text):
        problem = problem_at(
            text,
            start,
            f"This looks like {kind}.",
            _REMOVE,
            file=file,
            first_line=first_line,
            code="identifier",
        )
        found.append(replace(problem, line_text=redacted(problem.line_text)))
    return found


def _found(text: str, place: Place) -> list[Problem]:
    return [
        Problem(what=f"This looks like {kind}.", mend=_REMOVE, place=place, code="identifier")
        for _, _, kind in identifiers(text)
    ]


def _each_text(raw: Raw, path: Steps, tell: Callable[[Steps, str], None]) -> None:
    if isinstance(raw, str):
        tell(path, raw)
    elif isinstance(raw, dict):
        for key, inner in raw.items():
            _each_text(inner, (*path, key), tell)
    elif isinstance(raw, list):
        for index, inner in enumerate(raw):
            _each_text(inner, (*path, index), tell)


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.place.line or 0, p.place.column or 0) if p.place else (0, 0))
