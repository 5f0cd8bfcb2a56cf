"""Which occupation a few words name, where that is clear enough to build on."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def named_code(words: str) -> str | None:
    """The code of the occupation that ``words`` name, or None where none is clear.

    Clear is what names an occupation at all and agrees strongly with the code that is suggested first for it.
    """
    from validator import agreement

    if agreement.title_kind(words).kind is not agreement.Kind.occupation:
        return None
    best = agreement.suggest_codes(words, limit=1)
    if not best or agreement.title_code(words, best[0].code).band is not agreement.Band.strong:
        return None
    return best[0].code


def named_major_group(words: str) -> str | None:
    """The major group (two digits) of the occupation that ``words`` name, or None where none is clear."""
    code = named_code(words)
    return code[:2] if code else None
