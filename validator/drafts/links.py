"""Links between entries of a draft: a link that leads nowhere is a slip of the hand, and it is said where it stands.

Unsaid, it would be worse than an error: the letter that points at no job is held against none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from validator.drafts.values import listed
from validator.errors import Path

TARGETS: Mapping[str, tuple[str, ...]] = {
    "degree": ("degrees",),
    "license": ("licenses",),
    "job": ("employment",),
    "jobs": ("employment",),
    "document": ("exhibits",),
    "documents": ("exhibits",),
    "transcript": ("exhibits",),
    "stated_in": ("exhibits", "letters"),
    "us_equivalent.document": ("exhibits", "evaluations"),
    "covers": (),
}
"""The lists that a link may lead into, by its name (with its group's where that decides); ``()`` is any list."""

_COVERED = ("employment", "prior_filings")
"""What an explanation covers in the first place. While one of them is not entered, its ids cannot be told."""

_SHOWN = 4


class Dangling(NamedTuple):
    """A link at ``path`` that no entry has the id of."""

    path: Path
    what: str
    mend: str


def dangling(data: Mapping[str, Any]) -> Iterator[Dangling]:
    """Links of ``data`` whose lists are all entered and hold no such id, in the order of the draft.

    A list that is not entered yet may still come to hold it, so nothing is said of a link into that.
    """
    known: dict[tuple[str, ...], Collection[str] | None] = {}
    for path, lists, id_ in _links(data, (), ""):
        if lists not in known:
            known[lists] = targets(data, lists, lambda: tuple(_every_id(data)))
        ids = known[lists]
        if ids is not None and id_ not in ids:
            yield _problem(path, id_, lists, tuple(ids))


def _links(node: Any, path: Path, group: str) -> Iterator[tuple[Path, tuple[str, ...], str]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            lists = lists_of(group, key)
            if lists is not None and isinstance(inner, str):
                yield (*path, key), lists, inner
            elif isinstance(inner, list):
                for index, item in enumerate(inner):
                    if lists is not None and isinstance(item, str):
                        yield (*path, key, index), lists, item
                    elif isinstance(item, dict):
                        yield from _links(item, (*path, key, index), key)
            elif isinstance(inner, dict):
                yield from _links(inner, (*path, key), key)


def lists_of(group: str, key: str) -> tuple[str, ...] | None:
    """The lists that the key ``key`` of a group called ``group`` points into; None where it is no link."""
    return TARGETS.get(f"{group}.{key}", TARGETS.get(key))


def targets(
    data: Mapping[str, Any], lists: tuple[str, ...], every_id: Callable[[], Collection[str]]
) -> Collection[str] | None:
    """The ids that a link into ``lists`` may name; None while that cannot be told.

    ``every_id`` gives all ids of the draft, where a link may lead into any list.
    """
    if any(not isinstance(data.get(name), list) for name in lists or _COVERED):
        return None
    if not lists:
        return every_id()
    ids = [item.get("id") for name in lists for item in data[name]]
    return None if None in ids else tuple(ids)  # an entry without an id is a mistake of its own


def _every_id(node: Any) -> Iterator[str]:
    for inner in node.values() if isinstance(node, dict) else node:
        if isinstance(inner, dict) and isinstance(inner.get("id"), str):
            yield inner["id"]
        if isinstance(inner, dict | list):
            yield from _every_id(inner)


def _problem(path: Path, id_: str, lists: tuple[str, ...], ids: tuple[str, ...]) -> Dangling:
    from difflib import get_close_matches

    where = listed(lists) if lists else "the draft"
    folded = {own.casefold(): own for own in reversed(ids)}
    near = get_close_matches(id_.casefold(), folded, n=1, cutoff=0.6)
    if near:
        mend = f"Did you mean {folded[near[0]]}?"
    elif lists and ids:
        shown = ids[:_SHOWN] if len(ids) > _SHOWN + 1 else ids
        more = f" and {len(ids) - len(shown)} more" if len(shown) < len(ids) else ""
        mend = f"Its ids are {', '.join(shown)}{more}." if more else f"Write {listed(ids)}."
    else:
        mend = f"Enter it under {where}, or take the link out." if lists else "Write the id of an entry."
    return Dangling(path=path, what=f"No entry of {where} has the id “{id_}”.", mend=mend)
