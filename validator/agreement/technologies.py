"""Critical and emerging technologies: which areas a text touches, and which area a name means.

Areas are those of the February 2024 list. Its 2022 predecessor's subfields, known at second hand, serve as
vocabulary alone.
"""

from __future__ import annotations

import re

from validator.agreement.memory import remembered
from validator.agreement.phrases import Phrase, is_one_of, longest_first, standing
from validator.agreement.result import Carried
from validator.agreement.tables import known, rows
from validator.agreement.wordlists import table
from validator.frozen import frozen
from validator.reference.terms import terms

EDITION = "2024"


@frozen
class Touched:
    """An area of the list that a text speaks of, its edition, and the words that say so."""

    area: str
    edition: str
    evidence: tuple[Carried, ...]


@remembered(1)
def _vocabulary() -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    """(area, the phrases that speak of it, longest first), from the lists' own words and the shipped ones."""
    areas = [
        str(row[0])
        for row in rows("SELECT DISTINCT area FROM cet WHERE edition = ? AND subfield = ''", EDITION)
    ]
    found: dict[str, set[str]] = {area: _phrases(area) for area in areas}
    by_terms = {frozenset(terms(area)): area for area in areas}
    for area, subfield in rows("SELECT area, subfield FROM cet WHERE edition = '2022' AND subfield != ''"):
        said = frozenset(terms(area))
        nearest = max(by_terms, key=lambda key: len(key & said) / len(key | said))
        if len(nearest & said) / len(nearest | said) >= 0.5:
            found[by_terms[nearest]] |= _phrases(subfield)
    for word, area in table("technology_words.tsv"):
        match = next((a for a in areas if set(terms(area)) <= set(terms(a))), None)
        if match:
            found[match].add(word)
    return tuple((area, longest_first(phrases)) for area, phrases in found.items())


def _phrases(text: str) -> set[str]:
    parts = re.split(r",|;|\band\b|/|\(|\)", text)
    kept = {" ".join(part.split()).lower() for part in parts}
    return {part for part in kept | {text.lower()} if len(part.split()) > 1}


def _pattern(said: str) -> str:
    return r"[\s-]+".join(map(re.escape, said.split()))


@remembered(1024)
def cet_areas(text: str) -> tuple[Touched, ...]:
    """The areas of the 2024 list that ``text`` speaks of, the one with most words first."""
    out = []
    for area, phrases in _vocabulary():
        said = dict.fromkeys(match[0] for match in standing(phrases, text, _pattern))
        if said:
            carried = tuple(Carried(words=w, weight=1.0, source=known("cet", f"area “{area}”")) for w in said)
            out.append(Touched(area=area, edition=EDITION, evidence=carried))
    return tuple(sorted(out, key=lambda t: (-len(t.evidence), t.area)))


@remembered(1024)
def cet_area(name: str) -> str | None:
    """The area of the 2024 list that ``name`` means, or None where it means none of them."""
    said = set(terms(name))
    if not said:
        return None
    areas = [
        str(row[0])
        for row in rows("SELECT DISTINCT area FROM cet WHERE edition = ? AND subfield = ''", EDITION)
    ]
    scored = [
        (len(said & set(terms(a))) / len(said | set(terms(a))), len(said & set(terms(a))) / len(said), a)
        for a in areas
    ]
    union, own, best = max(scored)
    if union >= 0.5 or own == 1.0:
        return best
    whole = " ".join(name.split())
    for area, phrases in _vocabulary():
        if is_one_of(phrases, whole, _pattern):
            return area
    return None
