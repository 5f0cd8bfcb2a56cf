"""The packs there are: those that ship, those that are installed, and what each extends."""

from __future__ import annotations

from collections.abc import Iterator

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError
from validator.frozen import frozen
from validator.packs.chain import links
from validator.packs.load import load_pack
from validator.packs.sources import find_pack, installed_packs, shipped_packs


@frozen
class PackListed:
    """A pack that a name finds. ``kind`` is shipped or installed; ``rules`` counts those that report.

    ``digest`` is of its own files, as reports and niw.lock name it. ``problems`` say why it cannot be used; then its
    other values are empty.
    """

    name: str
    kind: str
    version: str = ""
    owner: str = ""
    about: str = ""
    digest: str = ""
    rules: int = 0
    extends: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def listed_packs(vocabulary: Vocabulary) -> tuple[PackListed, ...]:
    """Every pack that a name finds, the shipped ones first."""
    shipped = shipped_packs()
    return tuple(_listed(shipped, "shipped", vocabulary)) + tuple(
        _listed([n for n in installed_packs() if n not in shipped], "installed", vocabulary)
    )


def _listed(names: tuple[str, ...] | list[str], kind: str, vocabulary: Vocabulary) -> Iterator[PackListed]:
    for name in names:
        try:
            pack = load_pack(name, vocabulary)
            link = links(find_pack(name), [])[-1]
        except PackError as error:
            yield PackListed(name=name, kind=kind, problems=tuple(map(str, error.problems)))
            continue
        yield PackListed(
            name=name,
            kind=kind,
            version=pack.version,
            owner=pack.parts[-1].owner,
            about=link.manifest.about,
            digest=pack.parts[-1].digest,
            rules=sum(not r.off for r in pack.rules),
            extends=tuple(e.name for e in link.manifest.extends),
        )
