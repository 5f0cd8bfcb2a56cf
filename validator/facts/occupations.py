"""Which occupation a few words name, where that is clear enough to build on."""

from __future__ import annotations

from functools import lru_cache

LEAD = 0.1
"""How far (of 1) the first suggestion must lie above the second, where no published title settles it."""


@lru_cache(maxsize=4096)
def named_code(words: str) -> str | None:
    """The code of the occupation that ``words`` name, or None where none is clear.

    Clear is a title published for one code alone; else what names an occupation, agrees strongly with the code
    suggested first for it, and leaves the second well behind.
    """
    from validator import agreement

    if agreement.title_kind(words).kind is not agreement.Kind.occupation:
        return None
    published = agreement.codes_titled(words)
    if len(published) == 1:
        return published[0]
    first, *others = agreement.suggest_codes(words, limit=2) or (None,)
    if first is None or (others and first.score - others[0].score < LEAD):
        return None
    return first.code if agreement.title_code(words, first.code).band is agreement.Band.strong else None


def named_major_group(words: str) -> str | None:
    """The major group (two digits) of the occupation that ``words`` name, or None where none is clear."""
    code = named_code(words)
    return code[:2] if code else None
