"""Which occupations a title may mean: every detailed code with its share, from counts of words.

A small additive model: what each word, the head noun, pairs of both and the whole title say of each code, in
published and in filed titles, with the weights of ``weights.py``; then shares that sum to 1 over all codes.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from heapq import nlargest
from typing import Any

from validator.agreement.memory import remembered
from validator.agreement.tables import rows
from validator.agreement.weights import WITH_FILED, Weights
from validator.frozen import frozen
from validator.reference import weighing
from validator.reference.database import NO_PAIRS, Pairs, numbers, pairs
from validator.reference.titles import normal_title
from validator.reference.weighing import groups_of
from validator.reference.words import TitleWords, title_words

_LISTED = 1.0  # so many filings of a title count as much as that a list has it
_HARDLY = 0.02
_TEMPERATURE = 0.7
_FAR = 600  # powers of e from about 700 on are too great to be added up, and below -700 all but 0
_LEVELS = (0.6, 0.3, 0.1)  # of a share's weight: to the code, its minor group, its major group

_OFFICIAL = frozenset({"official", "onet", "direct", "illustrative"})


@frozen(kw_only=False)
class Codes:
    """All detailed codes in order, with what is known of each before any title is read."""

    codes: tuple[str, ...]
    index: dict[str, int]
    employment: tuple[float, ...]
    professional: tuple[bool, ...]
    residual: tuple[bool, ...]
    filings: tuple[float, ...]
    words: dict[str, tuple[float, ...]]
    minor: tuple[int, ...]
    major: tuple[int, ...]
    in_minor: tuple[tuple[int, ...], ...]
    in_major: tuple[tuple[int, ...], ...]
    # Codes stand in order, so that those of a group stand together: from where, and up to where.
    spans_of_minor: tuple[tuple[int, int], ...]
    spans_of_major: tuple[tuple[int, int], ...]


@remembered(1)
def codes() -> Codes:
    """The table of codes, read once in a process (867 codes)."""
    facts = _code_facts()
    names = tuple(str(facts["codes"]).split(" "))
    minor, in_minor = groups_of([name[:4] for name in names])
    major, in_major = groups_of([name[:2] for name in names])
    return Codes(
        names,
        {name: i for i, name in enumerate(names)},
        numbers(facts["employment"]),
        tuple(map(bool, numbers(facts["professional"]))),
        tuple(map(bool, numbers(facts["residual"]))),
        numbers(facts["filings"]),
        {"word": numbers(facts["word"]), "head": numbers(facts["head"])},
        minor,
        major,
        in_minor,
        in_major,
        tuple(map(_span, in_minor)),
        tuple(map(_span, in_major)),
    )


@remembered(1)
def _code_facts() -> dict[str, Any]:
    """What was worked out of all codes when the reference was compiled (``validator.reference.derived``)."""
    return dict(rows("SELECT name, facts FROM code_facts"))


@remembered(1)
def uses_of_all_terms() -> tuple[float, ...]:
    """How much each code uses all terms, by code index."""
    return numbers(_code_facts()["uses"])


def expected_filings(filings: Sequence[float]) -> list[float]:
    """Filings by code index as the codes of SOC 2018 would have had them (:func:`weighing.expected_filings`)."""
    found = rows("SELECT code, employment, zone FROM title_priors ORDER BY code")
    old = {row[0] for row in rows("SELECT code FROM occupations WHERE edition = '2010'")}
    codes_, employed, zones = zip(*found, strict=True)
    return weighing.expected_filings(filings, codes_, [n or 0 for n in employed], zones, old)


@remembered(1)
def untold() -> frozenset[str]:
    """Codes that SOC 2010 did not have and that were filed less, through those that they follow, than is usual
    where they stand.
    """
    return frozenset(str(_code_facts()["untold"]).split(" "))


def postings(source: str, kind: str, words: str) -> dict[int, float]:
    """How often ``words`` stand in titles of each code, by the code's index; empty where they never do."""
    found = rows(
        "SELECT codes FROM title_evidence WHERE source = ? AND kind = ? AND words = ?", source, kind, words
    )
    if not found:
        return {}
    index = codes().index
    pairs = (pair.rpartition(":") for pair in found[0][0].split(" "))
    return {index[code]: float(count) for code, _, count in pairs}


@frozen(kw_only=False)
class Said:
    """What one part of a title says: evidence by code, and by minor group; and in how many titles it stands."""

    by_code: Pairs = NO_PAIRS
    by_group: Pairs = NO_PAIRS
    count: float = 0.0


NOTHING = Said()


@remembered(8192)
def said(source: str, kind: str, words: str) -> Said:
    """What ``words`` say of each code and minor group; :data:`NOTHING` where they are in no title of
    ``source``.
    """
    found = rows(
        "SELECT codes, groups, count FROM title_says WHERE source = ? AND kind = ? AND words = ?",
        source,
        kind,
        words,
    )
    return Said(pairs(found[0][0]), pairs(found[0][1]), found[0][2]) if found else NOTHING


def weigh(counts: dict[int, float], kind: str, *, published: bool) -> Said:
    """Counts by code as evidence (see :class:`validator.agreement.weights.Weights`)."""
    if not counts:
        return NOTHING
    table = codes()
    by_code = weighing.weigh_words(counts, len(table.codes), table.words.get(kind) if published else None)
    groups = weighing.weigh_groups(counts, table.minor, len(table.in_minor)) if kind == "word" else ()
    return Said(Pairs.of(by_code), Pairs.of(groups), sum(counts.values()))


@remembered(8192)
def unfiled(word: str) -> float:
    """How little is known of a word from filings: 1 where no filed title has it, 1/2 for one filing, nearly 0
    for many.
    """
    return 1.0 / (1.0 + said("filed", "word", word).count)


@remembered(4096)
def _published(normal: str) -> tuple[tuple[str, str], ...]:
    """Codes that have the title of this normal form, each with what kinds of title it is there."""
    return tuple(rows("SELECT code, kinds FROM titles WHERE normal = ?", normal)) if normal else ()


def listed(normal: str) -> tuple[str, ...]:
    """Codes (O*NET's of eight digits among them) that have the title of this normal form; empty for none."""
    return tuple(code for code, _ in _published(normal))


@remembered(4096)
def codes_listed(title: str) -> tuple[str, ...]:
    """Six-digit codes under which ``title`` is published, as written or with its grade words left out."""
    exact = dict.fromkeys(code[:7] for code in listed(normal_title(title)))
    if not exact:
        exact = dict.fromkeys(code[:7] for code in listed(normal_title(" ".join(title_words(title).said))))
    return tuple(exact)


@remembered(4096)
def codes_named(title: str) -> tuple[str, ...]:
    """Six-digit codes of which ``title`` is an official name: SOC's or O*NET's title, or a SOC direct match
    title.
    """
    names = (normal_title(title), normal_title(" ".join(title_words(title).said)))
    found: dict[str, None] = {}
    for normal in dict.fromkeys(names):
        for code, kinds in _published(normal):
            if not _OFFICIAL.isdisjoint(kinds.split(",")):
                found[code[:7]] = None
    return tuple(found)


def parts_of(title: TitleWords) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(source, kind, the words) of all parts of a title that are looked up."""
    pairs = tuple(f"{title.head} < {word}" for word in title.said if word != title.head)
    head = (title.head,) if title.head else ()
    return (
        ("published", "word", title.said),
        ("published", "head", head),
        ("filed", "word", title.said),
        ("filed", "head", head),
        ("filed", "pair", pairs),
        ("filed", "title", (title.key,) if title.key else ()),
    )


@frozen(kw_only=False)
class Shares:
    """A title's occupations: ``share`` by code index, which sums to 1. Their fit is that with neighbours' help.

    ``known`` are the words that any published or filed title has.
    """

    title: str
    words: TitleWords
    share: Sequence[float]
    known: tuple[str, ...]

    def fit(self, index: int) -> float:
        """The fit of one code."""
        return with_neighbours_at(self.share, codes(), index)

    def best(self, limit: int) -> list[int]:
        """The indices of the codes of the greatest fit, best first."""
        return greatest(with_neighbours(self.share, codes()), limit)

    def rank(self, index: int) -> int:
        """The place of a code among all, 1 the best."""
        fit = with_neighbours(self.share, codes())
        own = fit[index]
        return 1 + len([1 for value in fit if value > own])


def greatest(values: Sequence[float], limit: int) -> list[int]:
    """The indices of the ``limit`` greatest values, the greatest first; of equal ones the one that stands first."""
    if limit == 1:
        return [values.index(max(values))]
    return nlargest(limit, range(len(values)), key=values.__getitem__)


@remembered(16)
def before(weights: Weights) -> tuple[float, ...]:
    """By code index: what speaks for each code before a title is read."""
    table = codes()
    return tuple(
        weights.employment * e + weights.professional * p + weights.residual * r + weights.filings * f
        for e, p, r, f in zip(
            table.employment, table.professional, table.residual, table.filings, strict=True
        )
    )


@remembered(16)
def _before_unfiled(weights: Weights) -> tuple[float, ...]:
    """By code index: what is added to that for a title none of whose words was ever filed."""
    table = codes()
    return tuple(
        weights.unfiled_professional * p + weights.unfiled_filings * f
        for p, f in zip(table.professional, table.filings, strict=True)
    )


@frozen(kw_only=False)
class Part:
    """A part of a title that says something: its factor, that of what it says of groups, and what it says."""

    source: str
    words: str
    factor: float
    by_group: float
    said: Said


def evidence_of(words: TitleWords, title: str, weights: Weights) -> list[Part]:
    """Every part of a title that says something, with the weights' factors."""
    found: list[Part] = []
    factors = {
        ("published", "word"): weights.published_word,
        ("published", "head"): weights.published_head,
        ("filed", "word"): weights.filed_word,
        ("filed", "head"): weights.filed_head,
        ("filed", "pair"): weights.filed_pair,
        ("filed", "title"): weights.filed_title,
    }
    of_groups = {"published": weights.published_group, "filed": weights.filed_group}
    for source, kind, parts in parts_of(words):
        factor = factors[source, kind]
        if not factor:
            continue
        scale = 1.0 / math.sqrt(len(parts) or 1)
        by_group = scale * of_groups[source] if kind == "word" else 0.0
        for part in parts:
            if (evidence := said(source, kind, part)) is NOTHING:
                continue
            own = factor
            if weights.published_unfiled and source == "published" and kind == "word":
                own += weights.published_unfiled * unfiled(part)
            found.append(Part(source, part, scale * own, by_group, evidence))
    exact = codes_listed(title)
    filed_as = postings("filed", "title", words.key) if exact and weights.filed_title else {}
    if exact:
        factor = weights.published_title + weights.published_alone * (len(exact) == 1)
        found.append(Part("published", title, factor, 0.0, as_published(exact, filed_as)))
    if named := codes_named(title):
        found.append(Part("published", title, weights.published_name, 0.0, as_published(named, filed_as)))
        if weights.named_untold and (new := untold().intersection(named)):
            # no filing of 2010-17 could speak for these, so none speaks against them
            found.append(Part("published", title, weights.named_untold, 0.0, as_published(tuple(new), {})))
    return found


def as_published(exact: tuple[str, ...], filed_as: dict[int, float]) -> Said:
    """What it says of codes that a title is published for them: the less, the more it was filed as others."""
    index = codes().index
    inside = [index[code] for code in exact if code in index]
    others = sum(n for i, n in filed_as.items() if i not in inside)
    told = weigh(dict.fromkeys(inside, _LISTED), "title", published=False)
    part = _LISTED / (_LISTED + others)
    return Said(Pairs.of((i, part * value) for i, value in told.by_code))


@remembered(1024)
def shares(title: str, weights: Weights = WITH_FILED) -> Shares:
    """The occupations that ``title`` may mean. An unknown title gives what is known before any title is read."""
    table, words = codes(), title_words(title)
    total = list(before(weights))
    of_groups = [0.0] * len(table.in_minor)
    if words.said and (weights.unfiled_filings or weights.unfiled_professional):
        part = sum(map(unfiled, words.said)) / len(words.said)
        if part > _HARDLY:
            total = [a + part * b for a, b in zip(total, _before_unfiled(weights), strict=True)]
    for spoken in evidence_of(words, title, weights):
        factor = spoken.factor
        for i, value in spoken.said.by_code:
            total[i] += factor * value
        if spoken.by_group:
            for group, value in spoken.said.by_group:
                of_groups[group] += spoken.by_group * value
    fit = [_TEMPERATURE * (own + of_groups[group]) for own, group in zip(total, table.minor, strict=True)]
    known = tuple(
        w for w in words.said if said("published", "word", w).by_code or said("filed", "word", w).by_code
    )
    return Shares(title, words, shares_of(fit), known)


@remembered(4096)
def likeliest(title: str, weights: Weights = WITH_FILED) -> int:
    """The index of the code of the greatest fit of those that a title may mean."""
    return shares(title, weights).best(1)[0]


def shares_of(fit: Sequence[float]) -> Sequence[float]:
    """What each code has of all, where one is ``exp(a - b)`` times as likely as another.

    An array is a quarter of a tuple's size, and many texts and titles are remembered.
    """
    top = max(fit)
    if abs(top) > _FAR:  # a text of hundreds of thousands of words can come so far
        fit = [value - top for value in fit]
    return array("d", summing_to_one(list(map(math.exp, fit))))


def summing_to_one(values: Sequence[float]) -> list[float]:
    """Each value's part of all."""
    scale = 1.0 / sum(values)
    return [value * scale for value in values]


def with_neighbours(share: Sequence[float], table: Codes) -> list[float]:
    """Shares by code, with those of minor and major group counted in part."""
    own, by_minor, by_major = _LEVELS
    of_major = [by_major * sum(share[first:end]) / (end - first) for first, end in table.spans_of_major]
    near = [
        by_minor * sum(share[first:end]) / (end - first) + of_major[table.major[first]]
        for first, end in table.spans_of_minor
    ]
    return [own * value + near[group] for value, group in zip(share, table.minor, strict=True)]


def with_neighbours_at(share: Sequence[float], table: Codes, index: int) -> float:
    """What :func:`with_neighbours` gives for one code alone, by its index, without working out the others."""
    own, by_minor, by_major = _LEVELS
    first, end = table.spans_of_minor[table.minor[index]]
    minor = by_minor * sum(share[first:end]) / (end - first)
    first, end = table.spans_of_major[table.major[index]]
    return own * share[index] + (minor + by_major * sum(share[first:end]) / (end - first))


def _span(inside: tuple[int, ...]) -> tuple[int, int]:
    return inside[0], inside[-1] + 1
