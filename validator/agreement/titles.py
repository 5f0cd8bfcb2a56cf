"""A job title and a SOC code."""

from __future__ import annotations

from validator.agreement.codes import Meant, code_title, read_code
from validator.agreement.memory import remembered
from validator.agreement.occupations import (
    Shares,
    codes,
    codes_listed,
    evidence_of,
    likeliest,
    listed,
    postings,
    shares,
)
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known, known_title
from validator.agreement.title_kinds import Kind, TitleKind, title_kind
from validator.agreement.weights import WITH_FILED, Weights
from validator.evidence import Late
from validator.reference.titles import normal_title
from validator.reference.words import title_words

# Where the bands of title and code are set: the least score of each. On the filings of 2010-17, each left out of the
# counts in turn (benchmarks/fit_titles.py prints the table), `none` takes 2 % of real pairs and 86 % of planted ones,
# `none` and `weak` 7 % and 95 %. Of 2019: 2 and 87 %, 14 and 96 %, vague titles among them.
STRONG, PARTIAL, WEAK = 0.23, 0.147, 0.112
LEAD = 40
"""So many times as likely as the stated code is another one that leads far."""
ELSEWHERE = 0.175
"""The least score of a code of another major group than those that a title is published for alone."""


@remembered(4096)
def title_code(title: str, code: str, *, weights: Weights = WITH_FILED) -> Agreement:
    """How well a job title fits a SOC code (any edition, group or O*NET detail; see ``codes.read_code``).

    ``score`` is the cube root of the code's share among all occupations that the title may mean, its
    neighbours' share counted in part: 0.2 is one per cent, 0.6 a fifth, 0.8 a half. ``relation``: ``listed``
    (a published title of the code), ``listed elsewhere only``, ``best of all``, ``near`` (same minor group as
    the best), ``same major group``, ``other major group``; ``names no occupation`` (rank or vague words, band
    at most weak), ``two occupations``. Band ``unknown`` with relation ``no such code``, ``no title`` or
    ``unread`` (no word of it is in any published title).

    Sources: O*NET 30.1 and SOC 2018 titles, labor condition applications 2010-17, OEWS employment.
    """
    meant = read_code(code)
    if not meant.codes:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code", evidence=_note(meant))
    kind = title_kind(title)
    if kind.kind is Kind.empty:
        return Agreement(band=Band.unknown, score=0.0, relation="no title")
    if kind.kind is Kind.unread:
        return Agreement(band=Band.unknown, score=0.0, relation="unread", evidence=kind.evidence)
    found = shares(title, weights)
    index = codes().index
    best = max((index[c] for c in meant.codes if c in index), key=found.fit, default=None)
    if best is None:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code", evidence=_note(meant))
    score = round(found.fit(best) ** (1 / 3), 6)
    first = likeliest(title, weights)
    return Agreement(
        band=_band(score, kind, found, best, first, meant),
        score=score,
        relation=_relation(found, best, first, kind, meant),
        evidence=Late(_told, title, code, best, weights),
    )


def _told(title: str, code: str, best: int, weights: Weights) -> tuple[Carried, ...]:
    """What carried the score of the code's best member, by its index."""
    return (*_note(read_code(code)), *_carried(shares(title, weights), best, title_kind(title), weights))


def band_of(score: float) -> Band:
    """The band of a score of title and code."""
    if score >= STRONG:
        return Band.strong
    return Band.partial if score >= PARTIAL else Band.weak if score >= WEAK else Band.none


def _band(score: float, kind: TitleKind, found: Shares, best: int, first: int, meant: Meant) -> Band:
    band = band_of(score)
    if kind.kind in {Kind.rank, Kind.vague}:
        return min(band, Band.weak)
    exact = codes_listed(found.title)
    if set(exact) & set(meant.codes):
        return max(band, Band.partial)
    return _elsewhere(band, found, best, first) if exact else band


def _elsewhere(band: Band, found: Shares, best: int, first: int) -> Band:
    """The band of a code that lacks a title which others have: at most ``weak`` where one of those leads far,
    and ``none`` for a code of another major group that is not well beyond ``weak``; as it was where the title was
    filed under the code.
    """
    table = codes()
    if best in postings("filed", "title", found.words.key):
        return band
    if found.share[best] * LEAD < found.share[first]:
        band = min(band, Band.weak)
    majors = {code[:2] for code in codes_listed(found.title)}
    far = table.codes[best][:2] not in majors
    return Band.none if far and (band < Band.partial or found.fit(best) ** (1 / 3) < ELSEWHERE) else band


def _relation(found: Shares, best: int, first: int, kind: TitleKind, meant: Meant) -> str:
    if kind.kind in {Kind.rank, Kind.vague}:
        return "names no occupation"
    if kind.kind is Kind.several:
        return "two occupations"
    table = codes()
    exact = codes_listed(found.title)
    if set(exact) & set(meant.codes):
        return "listed"
    if best == first:
        return "best of all"
    if exact:
        return "listed elsewhere only"
    if table.minor[best] == table.minor[first]:
        return "near"
    return "same major group" if table.major[best] == table.major[first] else "other major group"


def _note(meant: Meant) -> tuple[Carried, ...]:
    if not meant.note:
        return ()
    return (Carried(words=meant.note, weight=0.0, source=known("occupations", meant.note)),)


def _carried(found: Shares, best: int, kind: TitleKind, weights: Weights) -> tuple[Carried, ...]:
    """What speaks for and against the code, heaviest first; weights are scaled to the heaviest."""
    table = codes()
    code = table.codes[best]
    sums: dict[tuple[str, str], float] = {}
    for part in evidence_of(title_words(found.title), found.title, weights):
        value = part.factor * dict(part.said.by_code).get(best, 0.0)
        if part.by_group:
            value += part.by_group * dict(part.said.by_group).get(table.minor[best], 0.0)
        key = (part.source, part.words)
        sums[key] = sums.get(key, 0.0) + value
    heaviest = max(sums.values(), default=0.0)
    out: list[Carried] = []
    if kind.kind in {Kind.rank, Kind.vague}:
        out += kind.evidence
    exact = codes_listed(found.title)
    if code in exact:
        text = f"“{found.title}” is a published title of {code} {code_title(code)}"
        out.append(Carried(words=found.title, weight=1.0, source=known_title(text)))
    elif exact:
        text = (
            f"“{found.title}” is a published title of {', '.join(f'{c} {code_title(c)}' for c in exact[:3])}"
        )
        out.append(Carried(words=found.title, weight=-0.5, source=known_title(text)))
    for (source, words), value in sorted(sums.items(), key=lambda item: -item[1])[:6]:
        if value > 0.0 and heaviest > 0.0:
            where = "filed under" if source == "filed" else "in published titles of"
            fact = known_title(f"“{words}” is {where} {code}", filed=source == "filed")
            out.append(Carried(words=words, weight=round(value / heaviest, 3), source=fact))
    missing = [
        w for w in found.words.said if not any(w in words.split() for (_, words), v in sums.items() if v > 0)
    ]
    out += [Carried(words=w, weight=-0.25) for w in missing]
    rank, first = found.rank(best), table.codes[found.best(1)[0]]
    place = f"{code} is number {rank} of {len(table.codes)} for this title; {first} {code_title(first)} is the first"
    out.append(Carried(words=place, weight=round(1.0 - min(rank - 1, 100) / 50, 3)))
    return tuple(out)


@remembered(4096)
def codes_titled(title: str) -> tuple[str, ...]:
    """The six-digit SOC 2018 codes under which ``title`` is published word for word (case and punctuation
    aside).
    """
    return tuple(dict.fromkeys(code[:7] for code in listed(normal_title(title))))


@remembered(4096)
def same_title(a: str, b: str, *, field_length: int = 31) -> bool:
    """Whether two titles are one as an officer would read them.

    Case, accents, punctuation, plurals and usual abbreviations aside; a title that a form field of
    ``field_length`` characters cut off agrees with the whole one.
    """
    from validator.agreement.title_kinds import folded

    first, second = folded(a), folded(b)
    if first == second:
        return True
    if not first or not second:
        return False
    from validator.reference.words import words

    if words(a) and words(a) == words(b):
        return True
    short, long = sorted((a.strip(), b.strip()), key=len)
    cut = len(short) in {field_length - 1, field_length}
    return cut and len(long) > len(short) and folded(long).startswith(folded(short))
