"""Which occupations a title may mean: every detailed code with its share, from counts of words.

A small additive model: what each word, the head noun, pairs of both and the whole title say of each code, in
published and in filed titles, with the weights of ``weights.py``; then shares that sum to 1 over all codes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from validator.agreement.memory import remembered
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
_LISTED = 1.0  # so many filings of a title count as much as that a list has it
_HARDLY = 0.02
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


@remembered(1)
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
    filings = _expected(
        [row[3] for row in found], names, [row[1] or 0 for row in found], [row[2] for row in found]
    )
    mean = sum(employment) / len(employment)
    return Codes(
        names,
        {name: i for i, name in enumerate(names)},
        tuple(value - mean for value in employment),
        tuple((row[2] or 3.0) >= _PROFESSIONAL_ZONE for row in found),
        tuple(bool(row[6]) for row in found),
        tuple(math.log(value + 0.05) for value in filings),
        {"word": tuple(row[4] for row in found), "head": tuple(row[5] for row in found)},
        minor,
        major,
        in_minor,
        in_major,
    )


def expected_filings(filings: Sequence[float]) -> list[float]:
    """Filings by code index as the codes of SOC 2018 would have had them: a code is taken to be filed as its
    minor group is, by employment, where that is more than it was filed and SOC 2010 did not have its number
    (what was filed before says little of it); and a professional one once per 10,000 workers at the least.
    """
    found = rows("SELECT code, employment, zone FROM title_priors ORDER BY code")
    return _expected(
        list(filings), [row[0] for row in found], [row[1] or 0 for row in found], [row[2] for row in found]
    )


@remembered(1)
def untold() -> frozenset[str]:
    """Codes that SOC 2010 did not have and that were filed less, through those that they follow, than is usual
    where they stand.
    """
    table = codes()
    filed = rows("SELECT code, filings FROM title_priors")
    old = {row[0] for row in rows("SELECT code FROM occupations WHERE edition = '2010'")}
    return frozenset(
        code
        for code, filings in filed
        if code not in old and math.log(filings + 0.05) < table.filings[table.index[code]] - 0.1
    )


def _expected(
    filings: list[float], names: Sequence[str], employed: list[int], zones: list[float | None]
) -> list[float]:
    old = {row[0] for row in rows("SELECT code FROM occupations WHERE edition = '2010'")}
    of_group: dict[str, list[float]] = {}
    for name, filed, workers in zip(names, filings, employed, strict=True):
        total = of_group.setdefault(name[:4], [0.0, 0.0])
        total[0] += filed
        total[1] += workers
    out = []
    for name, filed, workers, zone in zip(names, filings, employed, zones, strict=True):
        least = _FILED_PER_WORKER * workers if (zone or 0.0) >= _PROFESSIONAL_ZONE else 0.0
        in_group, workers_in_group = of_group[name[:4]]
        if name not in old and workers_in_group:
            least = max(least, workers * in_group / workers_in_group)
        out.append(max(filed, least))
    return out


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


@remembered(16384)
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


@remembered(8192)
def unfiled(word: str) -> float:
    """How little is known of a word from filings: 1 where no filed title has it, 1/2 for one filing, nearly 0
    for many.
    """
    return 1.0 / (1.0 + sum(postings("filed", "word", word).values()))


def _certainty(shares: object, possible: int) -> float:
    """1 where one holds all, 0 where all hold the same: one minus the entropy over the greatest there can be."""
    entropy = -sum(s * math.log(s) for s in shares if s > 0)  # type: ignore[attr-defined]
    return 1.0 - float(entropy) / math.log(possible)


@remembered(8192)
def listed(normal: str) -> tuple[str, ...]:
    """Codes (O*NET's of eight digits among them) that have the title of this normal form; empty for none."""
    return tuple(row[0] for row in rows("SELECT code FROM titles WHERE normal = ?", normal)) if normal else ()


@remembered(8192)
def codes_listed(title: str) -> tuple[str, ...]:
    """Six-digit codes under which ``title`` is published, as written or with its grade words left out."""
    exact = dict.fromkeys(code[:7] for code in listed(normal_title(title)))
    if not exact:
        exact = dict.fromkeys(code[:7] for code in listed(normal_title(" ".join(title_words(title).said))))
    return tuple(exact)


@remembered(8192)
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
    filed_as = postings("filed", "title", words.key) if weights.filed_title else {}
    if exact := codes_listed(title):
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
    return Said(tuple((i, part * value) for i, value in told.by_code))


@remembered(1024)
def shares(title: str, weights: Weights = WITH_FILED) -> Shares:
    """The occupations that ``title`` may mean. An unknown title gives what is known before any title is read."""
    table, words = codes(), title_words(title)
    total = list(before(weights))
    in_minor = table.in_minor
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
                add = spoken.by_group * value
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
    # Codes stand in order, so that those of a group stand together.
    major = [by_major * sum(share[first:end]) / (end - first) for first, end in map(_from_to, table.in_major)]
    out: list[float] = []
    for inside in table.in_minor:
        first, end = _from_to(inside)
        of_group = share[first:end]
        minor, above = by_minor * sum(of_group) / (end - first), major[table.major[first]]
        out += [own * value + minor + above for value in of_group]
    return out


def _from_to(inside: tuple[int, ...]) -> tuple[int, int]:
    return inside[0], inside[-1] + 1
