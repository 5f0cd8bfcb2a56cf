"""An endeavor statement and a job title: does the text speak of the work that the title means?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import nlargest

from validator.agreement.codes import code_title
from validator.agreement.memory import remembered
from validator.agreement.occupations import Shares, codes, shares
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.speech import endeavor_band, scored, speaks_for, spoken
from validator.agreement.tables import known
from validator.agreement.texts import rarity, sense
from validator.agreement.title_kinds import Kind, names_field, title_kind
from validator.evidence import Late
from validator.reference.terms import stem, terms, tokens

_WORDS = 0.65  # so much more a text speaks of a title all of whose words stand in it
_MEANT = 15  # so many occupations of a title are held against the text, the rest adds nothing


@remembered(128)
def endeavor_title(text: str, title: str) -> Agreement:
    """How well an endeavor statement fits a job title: the text against the occupations that the title may
    mean.

    Only what both say beyond what is known before a word is read counts: common occupations, to which any
    text and any title lead a little, make no agreement. ``score`` (0 to 1) adds the cube root of the share of
    the title's occupations in what the text speaks of, the cosine of the minor groups of which either says
    more than usual, and the title's own words that stand in the text. ``relation``: ``same work``,
    ``related work``, ``hardly related``, ``other work``. Band ``unknown`` with ``names no occupation`` (rank or
    vague words), ``names no field`` (``Postdoctoral Researcher``), ``no title``, ``unread`` or ``too little
    said``.

    Sources: O*NET 30.1 tasks, titles and related occupations, SOC 2018 definitions, filed titles 2010-17.
    """
    kind = title_kind(title)
    reasons = {
        Kind.empty: "no title",
        Kind.unread: "unread",
        Kind.rank: "names no occupation",
        Kind.vague: "names no occupation",
    }
    if kind.kind in reasons:
        return Agreement(band=Band.unknown, score=0.0, relation=reasons[kind.kind], evidence=kind.evidence)
    if not names_field(title):
        return Agreement(band=Band.unknown, score=0.0, relation="names no field", evidence=kind.evidence)
    if sense(text).telling < 2:
        return Agreement(band=Band.unknown, score=0.0, relation="too little said")
    _, by_words = _own_words(text, title)
    times = _times(title, text)
    score = scored(times * (1 + _WORDS * by_words))
    band = endeavor_band(score)
    relation = {Band.strong: "same work", Band.partial: "related work", Band.weak: "hardly related"}
    carried = Late(_told, text, title, score)
    return Agreement(band=band, score=score, relation=relation.get(band, "other work"), evidence=carried)


def _told(text: str, title: str, score: float) -> tuple[Carried, ...]:
    """The words that both share, and which occupation each speaks of first."""
    shared, _ = _own_words(text, title)
    return (*_words(text, shared), _place(shares(title), spoken(text), score))


def _times(title: str, text: str) -> float:
    """How many times likelier a text makes the title's occupations, each weighted by how much the title says of
    it beyond the usual.
    """
    meant, total = _meant(title)
    return sum(weight * speaks_for(text, i) for i, weight in meant) / total if total else 1.0


@remembered(1024)
def _meant(title: str) -> tuple[tuple[tuple[int, float], ...], float]:
    """The occupations that a title means most beyond the usual, by index, with how much it does; and the sum."""
    told = enumerate(zip(shares(title).share, _before_titles(), strict=True))
    log = math.log
    weights = {i: share * log(share / prior) for i, (share, prior) in told if share > prior}
    meant = nlargest(_MEANT, weights, key=weights.__getitem__)
    return tuple([(i, weights[i]) for i in meant]), sum([weights[i] for i in meant])


@remembered(1)
def _before_titles() -> Sequence[float]:
    """The codes' shares before a title is read: those of one that says nothing."""
    return shares("").share


def _own_words(text: str, title: str) -> tuple[list[str], float]:
    """The telling terms of the title that stand in the text, and how much of its terms' rarity they are."""
    said = sense(text).weights
    own = [t for t in dict.fromkeys(terms(title)) if rarity(t) > 1.0]
    shared = [t for t in own if t in said]
    return shared, sum(map(rarity, shared)) / (sum(map(rarity, own)) or 1.0)


def _words(text: str, shared: list[str]) -> tuple[Carried, ...]:
    spelled = {stem(token): token for token in reversed(tokens(text))}
    return tuple(Carried(words=spelled.get(t, t), weight=1.0) for t in shared)


def _place(of_title: Shares, of_text: Sequence[float], score: float) -> Carried:
    table = codes()
    first = of_title.best(1)[0]
    other = max(range(len(of_text)), key=of_text.__getitem__)
    place = (
        f"the title means {table.codes[first]} {code_title(table.codes[first])} first,"
        f" the endeavor speaks of {table.codes[other]} {code_title(table.codes[other])} first"
    )
    return Carried(words=place, weight=round(2 * score - 1, 3), source=known("terms", place))
