"""A pack with the packs it extends, and what they come to together: parameters, lists, authorities, conclusions."""

from __future__ import annotations

from validator.errors import PackError, Problem
from validator.findings import Authority
from validator.frozen import frozen
from validator.packs.manifest import Manifest, read_manifest
from validator.packs.model import Param, PhraseList
from validator.packs.reading import near
from validator.packs.sources import PackFiles, find
from validator.packs.words import ListChange


@frozen
class Link:
    """One pack of a chain, with its files."""

    files: PackFiles
    manifest: Manifest


def links(files: PackFiles, problems: list[Problem]) -> list[Link]:
    """The pack of ``files`` and all it extends, each once, what is extended before what extends it."""
    found: list[Link] = []
    _follow(files, problems, found, ())
    return found


def _follow(
    files: PackFiles, problems: list[Problem], found: list[Link], path: tuple[PackFiles, ...]
) -> None:
    if any(link.files.folder == files.folder for link in found):
        return
    manifest = read_manifest(files, problems)
    for extended in manifest.extends:
        try:
            below = find(extended.name, files.folder, extended.place, extended.line_text)
        except PackError as error:
            problems.extend(error.problems)
            continue
        above = (*path, files)
        if any(below.folder == a.folder for a in above):
            circle = [*above[[a.folder for a in above].index(below.folder) :], below]
            problems.append(
                Problem(
                    what=f"The packs extend each other in a circle: {' → '.join(p.folder.name for p in circle)}.",
                    mend="Take one of them out of extends: in its pack.yaml.",
                    place=extended.place,
                    line_text=extended.line_text,
                    code="pack-circle",
                )
            )
            continue
        _follow(below, problems, found, above)
    found.append(Link(files=files, manifest=manifest))


def merged_params(chain: list[Link]) -> dict[str, Param]:
    """Every parameter; a later pack's value takes the place of an earlier one's."""
    return {param.name: param for link in chain for param in link.manifest.params}


def merged_authorities(chain: list[Link]) -> dict[str, Authority]:
    """Every authority; of an inherited one a later pack can say that it is revoked (see ``packs.revoking``)."""
    merged: dict[str, Authority] = {}
    for link in chain:
        for key, entry in link.manifest.authorities.items():
            merged[key] = entry.on_top_of(merged.get(key))
    return merged


def merged_conclusions(chain: list[Link]) -> dict[str, str]:
    """Every declared conclusion with what it means."""
    merged: dict[str, str] = {}
    for link in chain:
        merged |= link.manifest.conclusions
    return merged


def merged_lists(chain: list[Link]) -> dict[str, PhraseList]:
    """Every list after all additions and removals; case and white space aside, a phrase stands once."""
    merged: dict[str, PhraseList] = {}
    for link in chain:
        for change in link.manifest.lists:
            merged[change.name] = _changed(merged.get(change.name), change, merged)
    return merged


def _changed(before: PhraseList | None, change: ListChange, known: dict[str, PhraseList]) -> PhraseList:
    if change.own is not None:
        if before is not None and before.origins[-1].pack == change.origin.pack:
            change.reader.problem(
                f"The list “{change.name}” stands twice in this pack.",
                change.at,
                "Keep one of the two.",
                code="duplicate-list",
            )
        elif before is not None:
            change.reader.problem(
                f"The list “{change.name}” is there already, from {before.origins[0].pack}.",
                change.at,
                "Write add: and remove: under it, or give the list another name.",
                code="duplicate-list",
            )
        return PhraseList(name=change.name, phrases=_once(change.own), origins=(change.origin,))
    if before is None:
        mend = near(change.name, known) or "For a new list write its words alone: [one, two]."
        change.reader.problem(
            f"There is no list “{change.name}” to add to or remove from.",
            change.at,
            mend,
            code="unknown-list",
        )
        return PhraseList(name=change.name, phrases=_once(change.add), origins=(change.origin,))
    gone = {folded(word) for word, _ in change.remove}
    there = {folded(word) for word in before.phrases}
    for word, node in change.remove:
        if folded(word) not in there:
            change.reader.problem(
                f"“{word}” is not in the list “{change.name}”.",
                node,
                near(word, before.phrases) or "Take it out of remove:.",
                code="unknown-word",
            )
    kept = tuple(w for w in before.phrases if folded(w) not in gone)
    return PhraseList(
        name=change.name, phrases=_once((*kept, *change.add)), origins=(*before.origins, change.origin)
    )


def folded(word: str) -> str:
    """A phrase as lists compare it: case and white space aside."""
    return " ".join(word.casefold().split())


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(folded(word), word)
    return tuple(kept.values())
