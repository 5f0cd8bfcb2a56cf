"""Which occupations a title may mean: every detailed code with its share, from counts of words.

A small additive model: what each word, the head noun, pairs of both and the whole title say of each code, in
published and in filed titles, with the weights of ``weights.py``; then shares that sum to 1 over all codes.
"""

from __future__ import annotations

import math
from functools import lru_cache

from validator.agreement.tables import rows
from validator.agreement.weights import WITH_FILED, Weights
from validator.frozen import frozen
from validator.reference.titles import normal_title
from validator.reference.words import TitleWords, title_words

_EPSILON = 0.0003
_GROUP_EPSILON = 0.002
_PRIOR_WORDS = (
    30.0  # added to how many words a code's titles count, so that short lists of titles don't shout
)
_SURE = 1.0
_TEMPERATURE = 0.7
_LEVELS = (0.6, 0.3, 0.1)  # of a share's weight: to the code, its minor group, its major group

_FILED_PER_WORKER = 1e-4  # a third of what is usual among professional codes
_PROFESSIONAL_ZONE = 3.5
_OFFICIAL = frozenset({"official", "onet", "direct", "illustrative"})

Vector = tuple[tuple[int, float], ...]


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


@lru_cache(maxsize=1)
def codes() -> Codes:
    """The table of priors, read once in a process (867 rows)."""
    found = rows(
        "SELECT p.code, p.employment, p.zone, p.filings, p.words, p.heads, o.residual FROM title_priors p"
        " JOIN occupations o ON o.edition = '2018' AND o.code = p.code ORDER BY p.code"
    )
    names = tuple(row[0] for row in found)
    minor, in_minor = _groups([name[:4] for name in names])
    major, in_major = _groups([name[:2] for name in names])
    employment = [math.log((row[1] or 2000) + 500) for row in found]
    mean = sum(employment) / len(employment)
    return Codes(
        names,
        {name: i for i, name in enumerate(names)},
        tuple(value - mean for value in employment),
        tuple((row[2] or 3.0) >= _PROFESSIONAL_ZONE for row in found),
        tuple(bool(row[6]) for row in found),
        tuple(math.log(max(row[3], _expected(row[1], row[2])) + 0.05) for row in found),
        {"word": tuple(row[4] for row in found), "head": tuple(row[5] for row in found)},
        minor,
        major,
        in_minor,
        in_major,
    )


def _expected(employment: int | None, zone: float | None) -> float:
    """Filings to expect of a professional code by its employment, at the least: SOC 2010 lacked some."""
    return _FILED_PER_WORKER * (employment or 0) if (zone or 0.0) >= _PROFESSIONAL_ZONE else 0.0


def _groups(names: list[str]) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    order = {name: i for i, name in enumerate(dict.fromkeys(names))}
    member = tuple(order[name] for name in names)
    inside: list[list[int]] = [[] for _ in order]
    for i, group in enumerate(member):
        inside[group].append(i)
    return member, tuple(map(tuple, inside))


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
    """What one part of a title says: evidence by code, and by minor group."""

    by_code: Vector = ()
    by_group: Vector = ()


NOTHING = Said()


@lru_cache(maxsize=16384)
def said(source: str, kind: str, words: str) -> Said:
    """What ``words`` say of each code and minor group; :data:`NOTHING` where they are in no title of
    ``source``.
    """
    return weigh(postings(source, kind, words), kind, published=source == "published")


def weigh(counts: dict[int, float], kind: str, *, published: bool) -> Said:
    """Counts by code as evidence (see :class:`validator.agreement.weights.Weights`)."""
    if not counts:
        return NOTHING
    total = sum(counts.values())
    table = codes()
    shares = {i: n / total for i, n in counts.items()}
    raw = shares
    if published and kind in table.words:
        sizes = table.words[kind]
        scaled = {i: n / (sizes[i] + _PRIOR_WORDS) for i, n in counts.items()}
        whole = sum(scaled.values())
        shares = {i: n / whole for i, n in scaled.items()}
    sure = _certainty(shares.values(), len(table.codes)) * total / (total + _SURE)
    by_code = tuple((i, sure * math.log1p(share / _EPSILON)) for i, share in shares.items())
    if kind != "word":
        return Said(by_code)
    groups: dict[int, float] = {}
    for i, share in raw.items():
        group = table.minor[i]
        groups[group] = groups.get(group, 0.0) + share
    sure = _certainty(groups.values(), len(table.in_minor))
    return Said(by_code, tuple((g, sure * math.log1p(share / _GROUP_EPSILON)) for g, share in groups.items()))


def _certainty(shares: object, possible: int) -> float:
    """1 where one holds all, 0 where all hold the same: one minus the entropy over the greatest there can be."""
    entropy = -sum(s * math.log(s) for s in shares if s > 0)  # type: ignore[attr-defined]
    return 1.0 - float(entropy) / math.log(possible)


@lru_cache(maxsize=8192)
def listed(normal: str) -> tuple[str, ...]:
    """Codes (O*NET's of eight digits among them) that have the title of this normal form; empty for none."""
    return tuple(row[0] for row in rows("SELECT code FROM titles WHERE normal = ?", normal)) if normal else ()


@lru_cache(maxsize=8192)
def codes_listed(title: str) -> tuple[str, ...]:
    """Six-digit codes under which ``title`` is published, as written or with its grade words left out."""
    exact = dict.fromkeys(code[:7] for code in listed(normal_title(title)))
    if not exact:
        exact = dict.fromkeys(code[:7] for code in listed(normal_title(" ".join(title_words(title).said))))
    return tuple(exact)


@lru_cache(maxsize=8192)
def codes_named(title: str) -> tuple[str, ...]:
    """Six-digit codes of which ``title`` is an official name: SOC's or O*NET's title, or a SOC direct match
    title.
    """
    names = (normal_title(title), normal_title(" ".join(title_words(title).said)))
    found: dict[str, None] = {}
    for normal in dict.fromkeys(name for name in names if name):
        for code, kinds in rows("SELECT code, kinds FROM titles WHERE normal = ?", normal):
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
    """A title's occupations: ``share`` by code index (sums to 1), ``fit`` the same with neighbours' help.

    ``known`` are the words that any published or filed title has.
    """

    title: str
    words: TitleWords
    share: tuple[float, ...]
    fit: tuple[float, ...]
    known: tuple[str, ...]

    def best(self, limit: int) -> list[int]:
        """The indices of the codes of the greatest fit, best first."""
        if limit == 1:
            return [self.fit.index(max(self.fit))]
        return sorted(range(len(self.fit)), key=self.fit.__getitem__, reverse=True)[:limit]

    def rank(self, index: int) -> int:
        """The place of a code among all, 1 the best."""
        own = self.fit[index]
        return 1 + len([1 for value in self.fit if value > own])


@lru_cache(maxsize=16)
def before(weights: Weights) -> tuple[float, ...]:
    """By code index: what speaks for each code before a title is read."""
    table = codes()
    return tuple(
        weights.employment * e + weights.professional * p + weights.residual * r + weights.filings * f
        for e, p, r, f in zip(
            table.employment, table.professional, table.residual, table.filings, strict=True
        )
    )


def evidence_of(words: TitleWords, title: str, weights: Weights) -> list[tuple[str, str, float, Said]]:
    """(source, words, factor, what they say) of every part of a title that says something."""
    found: list[tuple[str, str, float, Said]] = []
    factors = {
        ("published", "word"): weights.published_word,
        ("published", "head"): weights.published_head,
        ("filed", "word"): weights.filed_word,
        ("filed", "head"): weights.filed_head,
        ("filed", "pair"): weights.filed_pair,
        ("filed", "title"): weights.filed_title,
    }
    for source, kind, parts in parts_of(words):
        factor = factors[source, kind]
        if factor:
            speaking = [(part, s) for part in parts if (s := said(source, kind, part)) is not NOTHING]
            found += [(source, part, factor / math.sqrt(len(parts)), s) for part, s in speaking]
    if weights.published_title and (exact := codes_listed(title)):
        index = codes().index
        counts = {index[code]: 1.0 for code in exact if code in index}
        found.append(("published", title, weights.published_title, weigh(counts, "title", published=False)))
    if weights.published_name and (named := codes_named(title)):
        index = codes().index
        counts = {index[code]: 1.0 for code in named if code in index}
        found.append(("published", title, weights.published_name, weigh(counts, "title", published=False)))
    return found


def group_factor(source: str, factor: float, weights: Weights) -> float:
    """The factor of a word's evidence by group, from its factor by code."""
    if source == "published":
        return factor * weights.published_group / weights.published_word if weights.published_word else 0.0
    return factor * weights.filed_group / weights.filed_word if weights.filed_word else 0.0


@lru_cache(maxsize=1024)
def shares(title: str, weights: Weights = WITH_FILED) -> Shares:
    """The occupations that ``title`` may mean. An unknown title gives what is known before any title is read."""
    table, words = codes(), title_words(title)
    total = list(before(weights))
    in_minor = table.in_minor
    for source, _, factor, evidence in evidence_of(words, title, weights):
        for i, value in evidence.by_code:
            total[i] += factor * value
        if evidence.by_group:
            by_group = group_factor(source, factor, weights)
            for group, value in evidence.by_group:
                add = by_group * value
                for i in in_minor[group]:
                    total[i] += add
    top = max(total)
    exp = math.exp
    raw = [exp(_TEMPERATURE * (value - top)) for value in total]
    scale = 1.0 / sum(raw)
    share = [value * scale for value in raw]
    known = tuple(
        w for w in words.said if said("published", "word", w).by_code or said("filed", "word", w).by_code
    )
    return Shares(title, words, tuple(share), tuple(with_neighbours(share, table)), known)


def with_neighbours(share: list[float] | tuple[float, ...], table: Codes) -> list[float]:
    """Shares by code, with those of minor and major group counted in part."""
    own, by_minor, by_major = _LEVELS
    minor, major = [0.0] * len(table.in_minor), [0.0] * len(table.in_major)
    for value, a, b in zip(share, table.minor, table.major, strict=True):
        minor[a] += value
        major[b] += value
    minor = [by_minor * value / len(inside) for value, inside in zip(minor, table.in_minor, strict=True)]
    major = [by_major * value / len(inside) for value, inside in zip(major, table.in_major, strict=True)]
    return [own * s + minor[a] + major[b] for s, a, b in zip(share, table.minor, table.major, strict=True)]
