"""One form for job titles, so that a title on a form and a published one can be compared.

Knows spelling alone: grades such as "Senior" stay, for whoever compares titles to weigh.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_POSSESSIVE = re.compile(r"(?<=\w)['’`](s\b)?", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:\+\+|#)?")

# Words that name doers, whose plural is a plain s: safe to make singular wherever they stand. Words for things
# and subjects (systems, sales, operations) end otherwise and stay as they are.
_DOERS = re.compile(
    r"(?:.+(?:er|or|ist|ian|ant|ent|ect|yst|ive|ee|ic)|.*(?:clerk|nurse|aide|guide|worker|pilot|chef|chief))s"
)
_THINGS = """
electronics graphics logistics mathematics statistics physics optics ethics genetics genomics proteomics
robotics mechanics analytics economics athletics ceramics plastics cosmetics orthotics prosthetics obstetrics
pediatrics geriatrics diagnostics informatics bioinformatics academics basics topics metrics fabrics politics
arts events patents gaseous dynamics aerodynamics hydraulics acoustics avionics mechatronics photonics
"""
_NOT_DOERS = frozenset(_THINGS.split())
_IRREGULAR = {"men": "man", "women": "woman"}


@lru_cache(maxsize=8192)
def normal_title(text: str) -> str:
    """``text`` in the form that titles are compared in: ``"Software Developers (Apps)"`` is ``software developer``.

    Lower case, accents and punctuation gone, ``&`` as "and", parentheses left out (``title_variants`` reads them),
    possessives and the plurals of doers ("Engineers") made plain. ``C++`` and ``C#`` stay what they are, and so
    do letters of other scripts. ``""`` where nothing is left. Applying it twice changes nothing.
    """
    if text.isascii() and text.replace(" ", "").isalnum():  # nothing but plain words
        return " ".join(map(_singular, text.lower().split()))
    text = _PARENTHESES.sub(" ", text)
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(c for c in text if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", text)  # NFKD took syllables of Hangul apart
    text = _POSSESSIVE.sub("", text).replace("&", " and ")
    return " ".join(_singular(token) for token in _TOKEN.findall(text))


def title_variants(text: str) -> tuple[str, ...]:
    """The titles that one published line states: the line without its parentheses, then what stands in them.

    ``"CEO (Chief Executive Officer)"`` states two titles, as does ``"Business Executive (BD Executive)"``; what is no
    other name (``"(Except Computer)"``, ``"(Air Force)"``) states none. Never empty, spelled as published.
    """
    main = " ".join(_PARENTHESES.sub(" ", text).split()) or text
    inside = [(a or b).strip() for a, b in _PARENTHESES.findall(text)]
    return (main, *(part for part in inside if _other_name(main, part)))


def _other_name(main: str, part: str) -> bool:
    """Whether ``part`` abbreviates ``main``, spells it out, or ends in the same word."""
    words, others = normal_title(main).split(), normal_title(part).split()
    if not words or not others or others[0] in {"except", "including", "not"}:
        return False
    if words[-1] == others[-1]:
        return True
    return _abbreviates(others, words) or _abbreviates(words, others)


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether ``short`` is one word of the initials of ``long``, in order (small words may be left out)."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    initials = iter(word[0] for word in long)
    return all(letter in initials for letter in short[0])


@lru_cache(maxsize=16384)
def _singular(token: str) -> str:
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if token in _NOT_DOERS or not _DOERS.fullmatch(token):
        return token
    return token[:-1]
