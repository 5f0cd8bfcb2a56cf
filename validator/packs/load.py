"""The pack of a name, from where it was kept or from its files."""

from __future__ import annotations

from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.packs.model import Pack
from validator.packs.sources import find_pack
from validator.packs.store import cache_folder, keep, kept


def load_pack(
    name_or_path: str | Path,
    vocabulary: Vocabulary,
    *,
    base: Path | None = None,
    cache: Path | None = None,
    fresh: bool = False,
) -> Pack:
    """The pack of that name (a shipped pack, or one that an installed distribution offers) or in that folder.

    Read from YAML once, and kept in the user's cache for as long as no byte of it changes.

    :param vocabulary: the facts that rules may speak of, without conclusions: packs declare those themselves.
    :param base: the folder that a relative path is seen from, by default the one niw is run in.
    :param cache: the folder to keep packs in, by default the user's.
    :param fresh: read the files, whatever is kept; conditions then know their places.
    :raises PackError: with every mistake of every file, in the order of files and lines.
    """
    files = find_pack(name_or_path, base)
    folder = cache or cache_folder()
    pack = kept(files, vocabulary, folder) if folder and not fresh else None
    if pack is None:
        from validator.packs.build import build_pack

        pack = build_pack(files, vocabulary)
        if folder:
            keep(pack, files, vocabulary, folder)
    return pack
