"""A pack that names what stands in niw-core, and does not say that it builds on it."""

from __future__ import annotations

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Problem
from validator.packs.build import MAY_FOLLOW, open_chain
from validator.packs.chain import links
from validator.packs.reading import read_yaml
from validator.packs.sources import MANIFEST, PackFiles, by_name, read_files

CORE = "niw-core"


def say_what_is_not_extended(files: PackFiles, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    """Where niw-core would answer some of ``problems``, put one in their place that says so first.

    The pack is read once more, as if it extended niw-core.
    """
    core = by_name(CORE)
    reader = read_yaml(files.files[MANIFEST], files.shown_name(MANIFEST), [])
    if core is None or reader is None or core == files.folder:
        return
    again: list[Problem] = []
    try:
        chain = links(read_files(core, CORE), again) + links(files, again)
    except PackError:
        return
    open_chain(chain, vocabulary, again)
    left = {(p.place, p.what) for p in again}
    named = [p for p in problems if p.code in MAY_FOLLOW and p.code.startswith("unknown-")]
    answered = [p for p in named if (p.place, p.what) not in left]
    if not answered:
        return
    several = len(answered) > 1
    names = f"{len(answered)} names that are used here are" if several else "A name that is used here is"
    at = f"{'the first' if several else 'it'} stands at {answered[0].place}"
    what = f"{names} of {CORE}, which this pack does not extend: {at}."
    mend = f"Add the line extends: [{CORE}]."
    first = reader.tree.problem(("pack",), what, mend, of_key=True, code="not-extended")
    problems[:] = [first, *(p for p in problems if p not in answered)]
