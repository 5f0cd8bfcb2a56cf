"""What an endeavor statement speaks of: the occupations that its words and the titles it names tell."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul

from validator.agreement.codes import code_title
from validator.agreement.duties import Suggestion
from validator.agreement.memory import remembered
from validator.agreement.mentions import mentions
from validator.agreement.occupations import codes, greatest, summing_to_one, with_neighbours
from validator.agreement.related import with_related
from validator.agreement.result import Band, Carried
from validator.agreement.tables import known_title
from validator.agreement.texts import carried_terms, expected, sense
from validator.evidence import Late

# The least share of an occupation among those that a text speaks of for it to be named, and how many are.
_CLEAR, _NAMED = 0.12, 4
_HALF, _STEEP = (
    4.0,
    1.5,
)  # so many times likelier than before a word is read scores one half; how steeply it grows
# Bands, by the least score, of a title and of a code alike. Chosen on benchmarks/planted_edges.py: `none` takes 5 % of
# 120 statements worded as attorneys do, which speak of whom the work serves as much as of the work, with seven
# in ten of planted ones, and 1 % of tasks joined, with eight in ten (docs/accuracy.md).
_STRONG, _PARTIAL, _WEAK = 0.45, 0.25, 0.125
# What the titles under which a text says that somebody works add to the shares that its words give.
_WORTH = 0.4


def spoken(text: str) -> Sequence[float]:
    """By code index, the codes' shares in what ``text`` speaks of: its words, and the titles that it names."""
    own = [mention for mention in mentions(text) if mention.own][:3]
    if not own:
        return sense(text).share
    share = list(sense(text).share)
    index = codes().index
    for mention in own:
        for code in mention.codes:
            if code in index:
                share[index[code]] += _WORTH / len(mention.codes) / len(own)
    return array("d", summing_to_one(share))


@remembered(1024)
def tempered(text: str) -> Sequence[float]:
    """The codes' shares in what a text speaks of, drawn towards those expected before a word is read: of each the
    root of both, multiplied.

    A statement names patients, drivers or bakers whom the work serves, so that its words are half as sure of
    the occupation as those of duties are. (Exponents of its evidence between 0.3 and 1 were tried on statements
    whose words speak of many: those of tests/data/honest.yaml, samples and tasks left out;
    benchmarks/planted_edges.py.)
    """
    return array("d", summing_to_one(list(map(math.sqrt, map(mul, spoken(text), expected())))))


def speaks_for(text: str, index: int) -> float:
    """How many times likelier a text makes a code (by index), its neighbours and related occupations than it
    is before a word is read.
    """
    return with_related(tempered(text), index) / _usually(index)


@remembered(1024)
def _usually(index: int) -> float:
    """The same before a word is read."""
    return with_related(expected(), index)


def scored(times: float) -> float:
    """The score of what is so many times likelier, 0 to 1: one half at :data:`_HALF`."""
    grown, half = math.pow(times, _STEEP), math.pow(_HALF, _STEEP)
    return round(grown / (grown + half), 6)


def endeavor_band(score: float) -> Band:
    """The band of a score of an endeavor and a code or a title."""
    if score >= _STRONG:
        return Band.strong
    return Band.partial if score >= _PARTIAL else Band.weak if score >= _WEAK else Band.none


@remembered(1024)
def endeavor_occupations(text: str, limit: int = _NAMED) -> tuple[Suggestion, ...]:
    """The occupations that a text speaks of, likeliest first, with the words that say so; none where none is
    clear.

    ``score`` is the cube root of the share, as in ``title_code``. At most ``limit``, each of a share of 0.12
    or more, or the likeliest alone where its minor group is clear.
    """
    found = sense(text)
    if found.telling < 2:
        return ()
    share, table = spoken(text), codes()
    fit = with_neighbours(share, table)
    kept = [i for i in greatest(fit, limit) if share[i] >= _CLEAR]
    if not kept:
        first = fit.index(max(fit))
        if sum(share[i] for i in table.in_minor[table.minor[first]]) >= 2 * _CLEAR:
            kept = [first]
    return tuple(
        Suggestion(
            code=table.codes[i],
            title=code_title(table.codes[i]),
            score=round(fit[i] ** (1 / 3), 6),
            evidence=Late(_words_for, i, text),
        )
        for i in kept
    )


def _words_for(index: int, text: str) -> tuple[Carried, ...]:
    code = codes().codes[index]
    named = tuple(
        Carried(words=m.words, weight=1.0, source=known_title(f"“{m.words}” is a published title of {code}"))
        for m in mentions(text)
        if code in m.codes
    )
    return (*named, *carried_terms(sense(text), index, text, 5))
