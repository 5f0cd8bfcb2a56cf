"""Texts as weighted terms: which occupations their words speak of, and how alike two texts are."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence

from validator.agreement.memory import remembered
from validator.agreement.occupations import before, codes, greatest, said, shares_of, uses_of_all_terms
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known, rows
from validator.agreement.weights import WITH_FILED
from validator.evidence import Late
from validator.frozen import frozen
from validator.reference import weighing
from validator.reference.database import NO_PAIRS, Pairs, pairs
from validator.reference.terms import stem, terms, tokens
from validator.reference.words import content

# The bands of two texts, by score. On the samples, wordings of one endeavor score 0.46 and more, and of endeavors of
# two samples 86 in a hundred lie below `weak`, 95 below `partial` (benchmarks/planted_edges.py, docs/accuracy.md).
_STRONG, _PARTIAL, _WEAK = 0.5, 0.36, 0.28
# Weights of what is added up: uses of terms, words in published and in filed titles, what is known before any
# word; and what is taken off residual codes, whose many kinds of work gather words. Chosen on tasks held
# against their own occupation, and on titles joined with the duties of samples; see docs/accuracy.md.
_TERMS, _PUBLISHED, _FILED, _BEFORE, _RESIDUAL = 1.2, 0.35, 0.3, 0.3, 0.7
_PROFESSIONAL = 0.6  # added for codes of a mean job zone of 3.5 or more: petitions speak of professions
_SHARP = 1.7  # how far apart the sums are taken to be: texts repeat themselves less than titles do
_COMMON = 400  # words that more occupations use than this say nothing of titles
_ENOUGH = 3  # terms that some occupation uses: with fewer nothing is said


@remembered(16384)
def spread(term: str) -> int:
    """How many of the six-digit occupations use a stemmed term."""
    found = rows("SELECT occupations FROM term_counts WHERE term = ?", term)
    return int(found[0][0]) if found else 0


@remembered(1024)
def term_set(text: str) -> frozenset[str]:
    """The stemmed terms of a text, each once."""
    return frozenset(terms(text))


@remembered(16384)
def rarity(term: str) -> float:
    """How much a term tells: the logarithm of how few occupations use it; one that none uses counts as a rare
    one.
    """
    return math.log(868 / (1 + (spread(term) or 20)))


def rates(term: str) -> dict[int, float]:
    """How often each code uses a term, by code index; empty where none does."""
    found = rows("SELECT codes FROM term_uses WHERE term = ?", term)
    if not found:
        return {}
    index = codes().index
    pairs = (pair.rpartition(":") for pair in found[0][0].split(" "))
    return {index[code]: float(n) for code, _, n in pairs if code in index}


def weigh_uses(counts: dict[int, float]) -> Pairs:
    """What a term that codes use so often says of each (:func:`validator.reference.weighing.weigh_uses`)."""
    return Pairs.of(weighing.weigh_uses(counts, uses_of_all_terms()))


@remembered(16384)
def uses(term: str) -> Pairs:
    """What a term says of each code that uses it, by code index, in order (:func:`weigh_uses`)."""
    found = rows("SELECT codes FROM term_says WHERE term = ?", term)
    return pairs(found[0][0]) if found else NO_PAIRS


@frozen(kw_only=False)
class TextSense:
    """A text's terms with their weights (length 1), the codes' shares, and how many of the terms tell something."""

    weights: dict[str, float]
    share: Sequence[float]
    telling: int

    def best(self, limit: int) -> list[int]:
        """The indices of the codes with the greatest share, best first."""
        return greatest(self.share, limit)

    def rank(self, index: int) -> int:
        """The place of a code among all, 1 the best."""
        own = self.share[index]
        return 1 + len([1 for value in self.share if value > own])


def vector(text: str) -> dict[str, float]:
    """The terms of ``text`` weighted by use and rarity, of length 1."""
    counts = Counter(terms(text))
    raw = {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items() if value > 0}


@remembered(3072)
def sense(text: str) -> TextSense:
    """Which occupations the words of ``text`` speak of, by the profiles of their tasks, definitions, titles
    and tools.
    """
    weights, counts = vector(text), Counter(terms(text))
    known_terms = [term for term in weights if uses(term)]
    fit = _usual_fit().copy()
    # Terms count by use; the whole grows as the square root of how many there are.
    scale = _SHARP * _TERMS / math.sqrt(len(known_terms) or 1)
    for term in known_terms:
        factor = scale * (1 + math.log(counts[term]))
        for i, value in uses(term):
            fit[i] += factor * value
    _add_titles(text, fit)
    return TextSense(weights, shares_of(fit), len(known_terms))


@remembered(1)
def _usual_fit() -> list[float]:
    """By code index: what is known before a word is read, less what is taken off residual codes."""
    table = codes()
    known_before = zip(before(WITH_FILED), table.residual, table.professional, strict=True)
    return [_SHARP * (_BEFORE * b - _RESIDUAL * r + _PROFESSIONAL * p) for b, r, p in known_before]


@remembered(1)
def expected() -> Sequence[float]:
    """The codes' shares in a text before a word of it is read."""
    return shares_of(_usual_fit())


def _add_titles(text: str, fit: list[float]) -> None:
    """Add what the words of ``text`` say of codes where they stand in titles, published or filed."""
    said_words = [w for w in dict.fromkeys(content(text)) if spread(stem(w)) < _COMMON]
    for source, factor in (("published", _PUBLISHED), ("filed", _FILED)):
        speaking = [s for w in said_words if (s := said(source, "word", w)).by_code]
        scale = _SHARP * factor / math.sqrt(len(speaking) or 1)
        for evidence in speaking:
            for i, value in evidence.by_code:
                fit[i] += scale * value


def carried_terms(found: TextSense, index: int, text: str, limit: int = 8) -> tuple[Carried, ...]:
    """The words of ``text`` that the profile of a code has, heaviest first."""
    code = codes().codes[index]
    values = {}
    for term, weight in found.weights.items():
        value = uses(term).at(index) * weight
        if value > 0:
            values[term] = value
    heaviest = max(values.values(), default=1.0)
    spelled = {stem(token): token for token in reversed(tokens(text))}
    ranked = sorted(values.items(), key=lambda pair: -pair[1])[:limit]
    return tuple(
        Carried(
            words=spelled.get(term, term),
            weight=round(value / heaviest, 3),
            source=known("terms", f"“{spelled.get(term, term)}” is among the heaviest terms of {code}"),
        )
        for term, value in ranked
    )


@remembered(4096)
def text_text(a: str, b: str) -> Agreement:
    """How alike two texts are: two endeavors, an endeavor and duties, two titles.

    ``score`` adds the root of the cosine of their terms, weighted by rarity (0.6), and the cosine of the groups of
    occupations of which both speak more than usual (0.4). Relations: ``same words``, ``same subject``, ``related``,
    ``same occupations only``, ``unrelated``; ``unknown`` with ``too little said`` where either text has no telling
    word.
    """
    if " ".join(tokens(a)) == " ".join(tokens(b)) and tokens(a):
        return Agreement(band=Band.strong, score=1.0, relation="same words", evidence=())
    first, second = sense(a), sense(b)
    if not first.weights or not second.weights or not (first.telling and second.telling):
        return Agreement(band=Band.unknown, score=0.0, relation="too little said")
    shared = _shared(first, second)
    words = sum(shared.values())
    work = cosine(lifted(a), lifted(b))
    score = round(min(1.0, 0.6 * math.sqrt(words) + 0.4 * work), 6)
    band = (
        Band.strong
        if score >= _STRONG
        else Band.partial
        if score >= _PARTIAL
        else Band.weak
        if score >= _WEAK
        else Band.none
    )
    relation = {Band.strong: "same subject", Band.partial: "related", Band.none: "unrelated"}.get(
        band, "same occupations only"
    )
    return Agreement(
        band=band,
        score=score,
        relation=relation if shared or band > Band.weak else "unrelated",
        evidence=Late(_carried_both, a, b),
    )


def _shared(first: TextSense, second: TextSense) -> dict[str, float]:
    """The terms that two texts share, with the product of their weights."""
    return {t: w * second.weights[t] for t, w in first.weights.items() if t in second.weights}


def _carried_both(a: str, b: str) -> tuple[Carried, ...]:
    """The terms that two texts share, heaviest first, as the first of them spells them."""
    spelled = {stem(token): token for token in reversed(tokens(a))}
    shared = _shared(sense(a), sense(b))
    heaviest = max(shared.values(), default=1.0)
    ranked = sorted(shared.items(), key=lambda pair: -pair[1])[:8]
    return tuple(Carried(words=spelled.get(t, t), weight=round(v / heaviest, 3)) for t, v in ranked)


@remembered(4096)
def lifted(text: str) -> Sequence[float]:
    """By minor group, how much more a text speaks of it than any text does (see :func:`lift`)."""
    return array("d", lift(by_minor(sense(text).share), _usual_by_minor()))


@remembered(1)
def _usual_by_minor() -> tuple[float, ...]:
    return by_minor(expected())


def by_minor(share: Sequence[float]) -> tuple[float, ...]:
    """The share of each minor group."""
    return tuple([sum(share[first:end]) for first, end in codes().spans_of_minor])


def lift(share: tuple[float, ...], prior: tuple[float, ...]) -> tuple[float, ...]:
    """By minor group, the logarithm of its share over the one expected beforehand; 0 where it is no more."""
    ratios = (own / usual for own, usual in zip(share, prior, strict=True))
    return tuple(math.log(ratio) if ratio > 1.0 else 0.0 for ratio in ratios)


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """The cosine of two vectors of one length, 0 where either is nothing."""
    length = math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / length if length else 0.0
