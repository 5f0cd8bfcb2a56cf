"""What a judgement rests on: the draft's own words, and the reference facts held against them."""

from __future__ import annotations

from validator.errors import Path, Place
from validator.frozen import frozen


@frozen
class Stated:
    """A value as the draft states it. ``text`` is what was written, untouched; ``item`` names the form item.

    ``where`` is its path by the ids of list items (``letters[dean].text``), which stays when the list is reordered;
    "" until the evidence is placed.
    """

    path: Path
    text: str
    place: Place | None = None
    item: str = ""
    where: str = ""


@frozen
class Known:
    """A fact of a reference table: what it says in a few words, which dataset and version it is from."""

    text: str
    dataset: str
    version: str


Evidence = Stated | Known
