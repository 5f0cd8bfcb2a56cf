"""Texts as terms: which words count, and one stem for the forms of a word.

The stem of a word is no English; it only has to be the same for words that speak of the same work
("engineer", "engineers", "engineering"). Published texts and a draft's own go through the same function.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*(?:\+\+|#)?")
# The same in lower-case ASCII, in half the time.
_ASCII_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:'[a-z0-9]+)*(?:\+\+|#)?")

# Words that carry grammar, or that every description of work uses.
_SMALL_WORDS = """
a about above across after all also although am among an and another any are around as at be because been before
being below between both but by can could did do does doing done down due during each either etc every few for
from further had has have having he her hers him his how i if in including into is it its itself like made make
making may me might more most much must my no nor not of off on once one only or other others our ours out over
own per same shall she should so some such than that the their theirs them then there these they this those
through thus to too toward towards under until up upon us use used using various very via was we were what when
where whether which while who whom whose why will with within without would you your yours
"""
STOP = frozenset(_SMALL_WORDS.split())

# Families of words whose common stem no rule of suffixes finds.
_FAMILIES = {
    form: stem
    for stem, forms in {
        "analy": "analysis analyses analyst analysts analyze analyzes analyzed analyzing analyzer analyse analysed"
        " analysing analytic analytics analytical analytically",
        "physic": "physics physicist physicists",
        "physician": "physician physicians",
        "chem": "chemistry chemist chemists chemical chemicals",
        "bio": "biology biologist biologists biological",
        "medic": "medicine medicines medical medically medication medications",
        "surg": "surgery surgeries surgeon surgeons surgical",
        "scien": "science sciences scientist scientists scientific",
        "engin": "engineer engineers engineered engineering",
        "econom": "economy economies economic economics economical economist economists",
        "business": "business businesses",
        "process": "process processes processed processing processor processors",
        "operat": "operate operates operated operating operation operations operational operator operators",
        "product": "product products production productions productive",
        "university": "university universities",
        "policy": "policy policies",
        "police": "police",
        "news": "news",
        "sales": "sales",
        "goods": "goods",
        "organiz": "organize organizes organized organizing organization organizations organizational organise"
        " organised organisation organisations organisational",
        "teach": "teach teaches taught teaching teacher teachers",
        "manag": "manage manages managed managing manager managers management managerial",
        "administr": "administer administers administered administering administration administrations administrator"
        " administrators administrative administratively",
        "model": "model models modeled modelled modeling modelling modeler modelers modeller modellers",
        "environ": "environment environments environmental environmentally",
        "machin": "machine machines machined machining machinery machinist machinists",
        "manufactur": "manufacture manufactures manufactured manufacturing manufacturer manufacturers",
        "therap": "therapy therapies therapist therapists therapeutic",
        "develop": "develop develops developed developing developer developers development developmental",
    }.items()
    for form in forms.split()
}

# A suffix, what stands for it, and how many letters must remain before it; the longest that fits is taken.
_SUFFIXES: tuple[tuple[str, str, int], ...] = (
    ("izations", "iz", 3),
    ("isations", "iz", 3),
    ("ization", "iz", 3),
    ("isation", "iz", 3),
    ("ational", "", 4),
    ("urings", "", 5),
    ("uring", "", 5),
    ("urers", "", 5),
    ("urer", "", 5),
    ("ural", "", 5),
    ("ures", "", 5),
    ("ured", "", 5),
    ("ure", "", 5),
    ("mentally", "", 4),
    ("mental", "", 4),
    ("ically", "ic", 3),
    ("ially", "", 4),
    ("ials", "", 4),
    ("ial", "", 4),
    ("ologists", "olog", 2),
    ("ologist", "olog", 2),
    ("ologies", "olog", 2),
    ("ological", "olog", 2),
    ("ology", "olog", 2),
    ("fulness", "ful", 3),
    ("iveness", "", 4),
    ("ications", "ic", 3),
    ("ication", "ic", 3),
    ("ations", "", 4),
    ("ation", "", 4),
    ("ators", "", 4),
    ("ator", "", 4),
    ("ating", "", 4),
    ("ative", "", 4),
    ("ates", "", 4),
    ("ated", "", 4),
    ("ate", "", 4),
    ("ments", "", 4),
    ("ment", "", 4),
    ("ities", "", 4),
    ("ity", "", 4),
    ("nesses", "", 4),
    ("ness", "", 4),
    ("izing", "iz", 3),
    ("ising", "iz", 4),
    ("izers", "iz", 3),
    ("izer", "iz", 3),
    ("ized", "iz", 3),
    ("izes", "iz", 3),
    ("ize", "iz", 3),
    ("ical", "ic", 3),
    ("ics", "ic", 3),
    ("ians", "", 4),
    ("ian", "", 4),
    ("ists", "", 4),
    ("ist", "", 4),
    ("ances", "", 4),
    ("ance", "", 4),
    ("ences", "", 4),
    ("ence", "", 4),
    ("ants", "", 4),
    ("ant", "", 4),
    ("ents", "", 4),
    ("ent", "", 4),
    ("ables", "", 4),
    ("able", "", 4),
    ("ible", "", 4),
    ("ives", "", 4),
    ("ive", "", 4),
    ("ions", "", 4),
    ("ion", "", 4),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ally", "", 4),
    ("ly", "", 4),
    ("als", "", 4),
    ("al", "", 4),
    ("ers", "", 3),
    ("er", "", 3),
    ("ors", "", 4),
    ("or", "", 4),
    ("eries", "", 4),
    ("ery", "", 4),
    ("ied", "", 3),
    ("ies", "", 3),
    ("ed", "", 3),
    ("sses", "ss", 2),
    ("es", "", 3),
    ("s", "", 3),
    ("e", "", 3),
    ("y", "", 3),
)
_BY_SUFFIX = {suffix: (left, remains) for suffix, left, remains in _SUFFIXES}
_LONGEST = max(map(len, _BY_SUFFIX))
_VOWEL = re.compile(r"[aeiouy]")
_KEEP_S = ("ss", "us", "is")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a lower-case ``word``; a word without a known ending is its own stem."""
    if word in _FAMILIES:
        return _FAMILIES[word]
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for at in range(max(1, len(word) - _LONGEST), len(word)):
        suffix = word[at:]
        if suffix not in _BY_SUFFIX:
            continue
        left, remains = _BY_SUFFIX[suffix]
        base = word[:at]
        if at >= remains and _VOWEL.search(base):
            if suffix == "s" and word.endswith(_KEEP_S):
                continue
            return _undoubled(base) + left if suffix in {"ing", "ed", "er", "ers", "ings"} else base + left
    return word


def tokens(text: str) -> list[str]:
    """The words of ``text`` that count, in order, lower case, accents and possessives gone, not stemmed."""
    return list(_tokens(text))


@lru_cache(maxsize=1024)  # the texts of a draft are held against each other and against many tables
def _tokens(text: str) -> tuple[str, ...]:
    if text.isascii():
        said = _ASCII_TOKEN.findall(text.lower())
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
        said = _TOKEN.findall(text)
    found = [
        token.replace("’", "'").removesuffix("'s").replace("'", "") if not token.isalnum() else token
        for token in said
    ]
    return tuple([t for t in found if t not in STOP and (len(t) > 1 or not t.isascii())])


def terms(text: str) -> list[str]:
    """The stemmed terms of ``text``, in order, with repetitions."""
    return list(_terms(text))


@lru_cache(maxsize=1024)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(map(stem, _tokens(text)))


def _undoubled(base: str) -> str:
    """``programm`` as ``program``: a consonant doubled before an ending, where it was not doubled before."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeioulsz":
        return base[:-1]
    return base
