"""Names of countries as petitions write them: which of them are the United States."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNITED_STATES = frozenset(
    (
        "united states",
        "united states of america",
        "usa",
        "us",
        "america",
        "estados unidos",
        "estados unidos de america",
        "eeuu",
        "ee uu",
        "etats unis",
        "미국",
        "美国",
        "美國",
        "アメリカ",
        # The territories, whose institutions count as those of the United States (INA 101(a)(38) and its commonwealth).
        "puerto rico",
        "guam",
        "us virgin islands",
        "united states virgin islands",
        "virgin islands of the united states",
        "american samoa",
        "northern mariana islands",
        "commonwealth of the northern mariana islands",
    )
)


@lru_cache(maxsize=1024)
def is_us(country: str) -> bool:
    """Whether a country's name, or the last part of ``Austin, Texas, USA``, is the United States or a territory."""
    parts = [part for part in re.split(r"[,;()]", country) if part.strip()]
    return any(_folded(text) in _UNITED_STATES for text in (country, *parts[-1:]))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFC", "".join(
        c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c)
    ))  # fmt: skip
    words = re.findall(r"[^\W_]+", plain.replace(".", ""))
    return " ".join(words[1:] if words[:1] in (["the"], ["los"], ["les"]) else words)
