"""What BLS calls typical for entry to the proposed occupation, in the words that BLS uses."""

from __future__ import annotations

from validator.facts.frame import Seen, fact
from validator.facts.types import TEXT


@fact(
    "code.entry_words",
    TEXT,
    "The typical education that BLS names for entry to the code, in its words; absent where BLS has none.",
)
def _entry_words(seen: Seen) -> str | None:
    entry = seen.reference.entry(seen.need("code.number"))
    if entry is None:
        return None
    seen.note(entry.known)
    return entry.education[:1].lower() + entry.education[1:]
