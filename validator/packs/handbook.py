"""The pages of packs as a folder of Markdown, kept up to date: a folder for each pack, a page for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from validator.engine.vocabulary import CONCLUDED, Vocabulary
from validator.packs.build import load_with_sources
from validator.packs.examples import examples_of
from validator.packs.index_page import contents_page, index_page
from validator.packs.model import Example, Pack, Rule
from validator.packs.pages import MADE, Documented, Needed, rule_page
from validator.packs.rules import RuleSource

INDEX = "README.md"

FieldsRead = Callable[[Pack, Rule, Sequence[Example]], Sequence[tuple[str, str]]]
"""The fields of a draft that a rule reads, each with its form item, as its condition and its examples show."""


def handbook(
    names: Iterable[str | Path], vocabulary: Vocabulary, fields_read: FieldsRead, *, contents: bool
) -> dict[str, str]:
    """The pages of the packs ``names`` and of every pack that they build on, by path; with ``contents`` the one above.

    A pack's folder has the pages of its own rules and of those that it changes, as they stand there.
    :raises PackError: where a pack cannot be loaded.
    """
    packs: dict[str, Pack] = {}
    pages: dict[str, str] = {}
    todo = list(names)
    while todo:
        pack, sources = load_with_sources(todo.pop(0), vocabulary)
        if pack.name not in packs:
            packs[pack.name] = pack
            pages |= _pack_pages(pack, sources, vocabulary, fields_read)
            todo += [Path(part.folder) for part in pack.parts[:-1]]
    if contents:
        pages[INDEX] = contents_page(packs[name] for name in sorted(packs))
    return dict(sorted(pages.items()))


def _pack_pages(
    pack: Pack, sources: Sequence[RuleSource], vocabulary: Vocabulary, fields_read: FieldsRead
) -> dict[str, str]:
    by_id = {s.id: s for s in sources}
    here = [r for r in pack.rules if r.origin.pack == pack.name or _changed_here(r, pack)]
    links = {r.id: f"../{_last(r)}/{r.id}.md" for r in pack.rules} | {r.id: f"{r.id}.md" for r in here}
    words = vocabulary.with_conclusions(
        {n: d for n, d in pack.conclusions.items() if CONCLUDED + n not in vocabulary}
    )
    pages = {f"{pack.name}/{INDEX}": index_page(pack, here, links)}
    for rule in here:
        source = by_id[rule.id]
        examples = examples_of(source)
        documented = Documented(
            rule=rule,
            pack=pack,
            when=source.reader.written(source.fields["when"]),
            examples=examples,
            needs=tuple(Needed(field=f, item=i) for f, i in fields_read(pack, rule, examples)),
            links=links,
        )
        pages[f"{pack.name}/{rule.id}.md"] = rule_page(documented, words)
    return pages


def _changed_here(rule: Rule, pack: Pack) -> bool:
    return any(change.origin.pack == pack.name for change in rule.changed_by)


def _last(rule: Rule) -> str:
    """The pack whose folder has the page of the rule as it stands: the last that changed it, or its own."""
    return rule.changed_by[-1].origin.pack if rule.changed_by else rule.origin.pack


def stale(folder: Path, pages: Mapping[str, str]) -> tuple[str, ...]:
    """The paths within ``folder`` that are not what ``pages`` has: changed, missing, or of a rule that is gone."""
    found = {path for path, text in pages.items() if _text(folder / path) != text}
    return tuple(sorted(found | _gone(folder, pages)))


def write(folder: Path, pages: Mapping[str, str]) -> tuple[str, ...]:
    """Bring ``folder`` up to date; the paths that were written or, of rules that are gone, removed.

    Nothing but pages made by this is removed. :raises OSError: where something cannot be written.
    """
    changed = stale(folder, pages)
    for path in changed:
        file = folder / path
        if path in pages:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(pages[path], encoding="utf-8", newline="\n")
        else:
            file.unlink()
    return changed


def _gone(folder: Path, pages: Mapping[str, str]) -> set[str]:
    """Pages made of rules that are no more, in the folders of the packs that ``pages`` are of."""
    packs = {path.partition("/")[0] for path in pages if "/" in path}
    there = {f"{pack}/{file.name}" for pack in packs for file in (folder / pack).glob("*.md")}
    return {path for path in there - pages.keys() if MADE in (_text(folder / path) or "")}


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
