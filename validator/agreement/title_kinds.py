"""What a title is: an occupation's name, two of them, a rank, words that fit any field, or nothing that can
be read.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from validator.agreement.memory import remembered
from validator.agreement.occupations import codes_listed, listed, said
from validator.agreement.result import Carried
from validator.agreement.tables import known_title
from validator.agreement.wordlists import table
from validator.frozen import frozen
from validator.reference.titles import normal_title
from validator.reference.words import STOP, is_grade, title_words, words

# Head words that fit any field only when nothing else is said, and that name a profession with nearly any
# word.
_STRONG = frozenset(
    {"engineer", "researcher", "scientist", "technologist", "technician", "administrator", "analyst"}
)
_PARTS = re.compile(r"\s*(?:/|&|;|\+|\band\b|\bcum\b|,\s*and\b)\s*", re.IGNORECASE)


class Kind(StrEnum):
    """What a title names."""

    occupation = "occupation"
    vague = "vague"
    rank = "rank"
    several = "several"
    unread = "unread"
    empty = "empty"


@frozen
class TitleKind:
    """What a title names, and the words that say so; ``parts`` are the two titles of ``several``.

    ``means`` says in English what a rank is called, and ``language`` whose usage it is.
    """

    kind: Kind
    evidence: tuple[Carried, ...] = ()
    parts: tuple[str, ...] = ()
    means: str = ""
    language: str = ""


def folded(text: str) -> str:
    """``text`` as titles of any script are compared: no case, accents, punctuation or width; one space
    between words.
    """
    if text.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
    return " ".join(re.findall(r"[^\W_]+", text))


@remembered(1)
def rank_titles() -> dict[str, tuple[str, str]]:
    """Folded rank title to (language, meaning), from the shipped list."""
    found: dict[str, tuple[str, str]] = {}
    for title, language, means in table("rank_titles.tsv"):
        found.setdefault(folded(title), (language, means))
    return found


@remembered(1)
def vague_words() -> tuple[frozenset[str], frozenset[str]]:
    """(words that name a doer of anything, words that say nothing of a field), from the shipped list."""
    lines = table("vague_words.txt")
    heads = frozenset(line[0] for line in lines if line[1] == "head")
    return heads, frozenset(line[0] for line in lines if line[1] == "field")


@remembered(1)
def _academic_words() -> frozenset[str]:
    return frozenset(line[0] for line in table("vague_words.txt") if line[1] == "academic")


@remembered(2048)
def names_field(title: str) -> bool:
    """Whether a title says more than a stage of academic life, which any field of work goes with ("Postdoctoral
    Researcher", "Assistant Professor"): False for such a one, and for a title without words.
    """
    said_words = [w for w in words(title) if w not in STOP and not is_grade(w)]
    return any(w not in _academic_words() for w in said_words)


@remembered(4096)
def title_kind(title: str) -> TitleKind:
    """What ``title`` names.

    ``empty``: no letters. ``rank``: a rank of the shipped list (any script, grade words aside). ``unread``:
    no word of it stands in any published or filed title, so nothing can be said. ``several``: two published
    titles of different minor groups, joined. ``vague``: only words that fit any field. Else ``occupation``.
    """
    if not any(c.isalpha() for c in title):
        return TitleKind(kind=Kind.empty)
    ranks = rank_titles()
    plain = folded(title)
    rank = ranks.get(plain) or ranks.get(_without_grades(plain))
    if rank is not None:
        language, means = rank
        carried = Carried(words=title, weight=-1.0)
        return TitleKind(kind=Kind.rank, evidence=(carried,), means=means, language=language)
    foreign = [w for w in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", title)) if not w.isascii()]
    for word in foreign:
        if rank := ranks.get(folded(word)):
            return TitleKind(
                kind=Kind.rank, evidence=(Carried(words=word, weight=-1.0),), means=rank[1], language=rank[0]
            )
    said_words = title_words(title).said
    vague = _vague(title)
    if not vague and not any(_known(w) for w in said_words):
        return TitleKind(kind=Kind.unread, evidence=(Carried(words=title, weight=0.0),))
    if parts := _several(title):
        carried_parts = tuple(
            Carried(words=part, weight=1.0, source=known_title(f"“{part}” is a published title"))
            for part in parts
        )
        return TitleKind(kind=Kind.several, evidence=carried_parts, parts=parts)
    if vague:
        return TitleKind(kind=Kind.vague, evidence=(Carried(words=title, weight=-1.0),))
    return TitleKind(kind=Kind.occupation, evidence=(Carried(words=" ".join(said_words), weight=1.0),))


def _known(word: str) -> bool:
    return bool(said("published", "word", word).by_code or said("filed", "word", word).by_code)


def _without_grades(plain: str) -> str:
    kept = [
        w
        for w in plain.split()
        if w in {"lead", "chief", "head", "member", "associate", "assistant", "staff"} or not is_grade(w)
    ]
    return " ".join(kept)


def _vague(title: str) -> bool:
    heads, fields = vague_words()
    said_words = [w for w in words(title) if w.isalpha()]
    if not all(
        w in heads or w in fields or is_grade(w) or w in {"of", "and", "the", "for", "to"} for w in said_words
    ):
        return False
    telling = [w for w in said_words if not is_grade(w) or w in heads]
    # A name of a profession with a word beside it ("Technical Engineer", "Business Analyst") is a name that
    # people use.
    strong = [w for w in telling if w in _STRONG]
    return not (strong and len(set(telling)) > 1)


def _several(title: str) -> tuple[str, ...]:
    """The two titles that ``title`` joins, where each is published and no occupation has both; else none."""
    if listed(normal_title(title)):
        return ()
    pieces = [p.strip(" ,.-") for p in _PARTS.split(title) if p.strip(" ,.-")]
    if len(pieces) != 2:
        return ()
    groups = [{code[:4] for code in codes_listed(piece)} for piece in pieces]
    if not groups[0] or not groups[1] or groups[0] & groups[1]:
        return ()
    return tuple(pieces)
