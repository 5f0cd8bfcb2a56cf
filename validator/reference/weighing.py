"""What counts of words say of codes, in numbers: from the standard library alone, as a wheel's build works them out.

A database holds what each word of its tables says (``validator.reference.derived``), so that a check looks it up; the
benchmarks call the same functions with counts from which something is left out. The weights that were fitted stay with
the comparisons that use them (``validator.agreement.weights``).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

Pairs = tuple[tuple[int, float], ...]

# Of the terms of tasks, definitions and tools.
_SMOOTH = 50.0  # uses that are added to each code's
_SPEAKS = 0.002  # the share at which a term begins to speak

# Of the words of titles.
_EPSILON = 0.0003
_GROUP_EPSILON = 0.002
_PRIOR_WORDS = (
    30.0  # added to how many words a code's titles count, so that short lists of titles don't shout
)
_SURE = 1.0

# Of filings.
_FILED_PER_WORKER = 1e-4  # a third of what is usual among professional codes
PROFESSIONAL_ZONE = 3.5


def weigh_uses(counts: Mapping[int, float], totals: Sequence[float]) -> Pairs:
    """What a term that codes use so often says of each: ``sure * ln(1 + share / 0.002)``, as words do in titles.

    The share is that of the code among all codes' rates of use, so that long descriptions do not drown short
    ones; ``sure`` is 1 where one code alone uses the term, and 0 where all do alike.

    :param counts: by code index. :param totals: how much each code uses all terms, by index.
    """
    if not counts:
        return ()
    scaled = [n / (totals[i] + _SMOOTH) for i, n in counts.items()]
    whole = sum(scaled)
    shares = [rate / whole for rate in scaled]
    entropy = -sum([share * math.log(share) for share in shares])
    sure = 1.0 - entropy / math.log(len(totals))
    return tuple(zip(counts, [sure * math.log1p(share / _SPEAKS) for share in shares], strict=True))


def weigh_words(counts: Mapping[int, float], codes: int, sizes: Sequence[float] | None) -> Pairs:
    """What words that stand so often in the titles of codes say of each.

    :param counts: by code index, not empty. :param codes: how many codes there are.
    :param sizes: how many words the titles of each code count, where that is to be divided by.
    """
    total = sum(counts.values())
    scaled = counts if sizes is None else {i: n / (sizes[i] + _PRIOR_WORDS) for i, n in counts.items()}
    whole = total if sizes is None else sum(scaled.values())
    shares = {i: n / whole for i, n in scaled.items()}
    sure = certainty(shares.values(), codes) * total / (total + _SURE)
    return tuple((i, sure * math.log1p(share / _EPSILON)) for i, share in shares.items())


def weigh_groups(counts: Mapping[int, float], minor: Sequence[int], groups: int) -> Pairs:
    """What such words say of each minor group, by its index. :param minor: the group of each code, of ``groups``."""
    total = sum(counts.values())
    shares: dict[int, float] = {}
    for i, n in counts.items():
        shares[minor[i]] = shares.get(minor[i], 0.0) + n / total
    sure = certainty(shares.values(), groups)
    return tuple((group, sure * math.log1p(share / _GROUP_EPSILON)) for group, share in shares.items())


def certainty(shares: Iterable[float], possible: int) -> float:
    """1 where one holds all, 0 where all hold the same: one minus the entropy over the greatest there can be."""
    entropy = -sum(s * math.log(s) for s in shares if s > 0)
    return 1.0 - entropy / math.log(possible)


def groups_of(names: Sequence[str]) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """The number of each code's group, by their names in order, and the indices of the codes in each group."""
    order = {name: i for i, name in enumerate(dict.fromkeys(names))}
    member = tuple(order[name] for name in names)
    inside: list[list[int]] = [[] for _ in order]
    for i, group in enumerate(member):
        inside[group].append(i)
    return member, tuple(map(tuple, inside))


def expected_filings(
    filings: Sequence[float],
    codes: Sequence[str],
    employed: Sequence[int],
    zones: Sequence[float | None],
    old: Collection[str],
) -> list[float]:
    """Filings by code index as the codes of SOC 2018 would have had them: a code is taken to be filed as its
    minor group is, by employment, where that is more than it was filed and SOC 2010 did not have its number
    (what was filed before says little of it); and a professional one once per 10,000 workers at the least.

    :param employed: workers of each code. :param zones: their mean job zones. :param old: the codes of SOC 2010.
    """
    of_group: dict[str, list[float]] = {}
    for code, filed, workers in zip(codes, filings, employed, strict=True):
        total = of_group.setdefault(code[:4], [0.0, 0.0])
        total[0] += filed
        total[1] += workers
    out = []
    for code, filed, workers, zone in zip(codes, filings, employed, zones, strict=True):
        least = _FILED_PER_WORKER * workers if (zone or 0.0) >= PROFESSIONAL_ZONE else 0.0
        in_group, workers_in_group = of_group[code[:4]]
        if code not in old and workers_in_group:
            least = max(least, workers * in_group / workers_in_group)
        out.append(max(filed, least))
    return out
