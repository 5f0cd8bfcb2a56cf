"""Which occupation a few words name, where that is clear enough to build on."""

from __future__ import annotations

from functools import lru_cache

CLEAR = 0.6
"""The least score at which a title's best occupation is taken as the one it names."""


@lru_cache(maxsize=4096)
def named_code(words: str) -> str | None:
    """The code of the occupation that ``words`` name, or None where none is clear."""
    from validator import agreement

    if str(agreement.title_kind(words).kind) != "occupation":
        return None
    best = agreement.suggest_codes(words, limit=1)
    return best[0].code if best and best[0].score >= CLEAR else None


def named_major_group(words: str) -> str | None:
    """The major group (two digits) of the occupation that ``words`` name, or None where none is clear."""
    code = named_code(words)
    return code[:2] if code else None
