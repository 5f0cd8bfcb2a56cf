"""What a word of a title says of the occupation: counts of words in published titles, and in titles that were
filed.

Filed titles are public records of labor condition applications (US Department of Labor, 2010-17, SOC 2010),
each distinct pair of title and code counted once and brought to SOC 2018. A code with several successors is
shared among them by their employment and by what the published titles say of the words; an O*NET detail narrows
them first. The wages table gives employment. Words are those of ``reference/words.py``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from validator.reference.builders.bls import WAGES
from validator.reference.builders.onet import CODE, CROSSWALK, OCCUPATIONS, ZONES
from validator.reference.builders.soc import CROSSWALK as SOC_CROSSWALK
from validator.reference.builders.soc import STRUCTURE, pairs, structure
from validator.reference.builders.table import Row, TableSpec
from validator.reference.builders.titles import ALTERNATE, DIRECT, REPORTED, published
from validator.reference.titles import title_variants
from validator.reference.words import TitleWords, title_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.reference.builders.sources import Sources

# Kept beside the data folder: the filings are records to learn from and to measure with, not reference data.
FILED = "../eval/lca_2010_17_soc2010.tsv"

# How much a published title counts by where it stands.
STANDING = {
    "official": 3.0,
    "onet": 3.0,
    "direct": 1.5,
    "illustrative": 1.5,
    "reported": 1.5,
    "alternate": 1.0,
    "short": 0.7,
}
_TITLE_SOURCES = (OCCUPATIONS, ALTERNATE, DIRECT, REPORTED, STRUCTURE)
_FILED_SOURCES = (FILED, SOC_CROSSWALK, CROSSWALK, *_TITLE_SOURCES)

_SMOOTH = 20.0  # words that are added to each successor's, as all of them together use words
_FEW = 2000  # workers of a code that the wages table lacks

Counts = dict[tuple[str, str], dict[str, float]]  # (kind, words) to code to count


def parts(title: TitleWords, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is counted of a title: each ``word``, the ``head``, each ``pair`` of head and word, the whole
    ``title``.
    """
    for kind in kinds:
        if kind == "word":
            yield from (("word", word) for word in title.said)
        elif kind == "head" and title.head:
            yield "head", title.head
        elif kind == "pair":
            yield from (("pair", f"{title.head} < {word}") for word in title.said if word != title.head)
        elif kind == "title" and title.key:
            yield "title", title.key


def _detailed(sources: Sources) -> list[str]:
    return [code for code, level, _, _ in structure(sources) if level == "detailed"]


def published_counts(sources: Sources) -> Counts:
    """How often words and heads stand in the published titles of each code, by standing."""
    counts: Counts = defaultdict(lambda: defaultdict(float))
    codes = set(_detailed(sources))
    for code, line, kind in published(sources):
        if code[:7] in codes:
            for variant in title_variants(line):
                for part in parts(title_words(variant), ("word", "head")):
                    counts[part][code[:7]] += STANDING[kind]
    return counts


def filed(sources: Sources, counts: Counts) -> Iterator[tuple[str, dict[str, float]]]:
    """(title as filed, the 2018 codes it may have meant with their shares, which sum to 1), one a distinct
    filing.
    """
    successors: defaultdict[str, set[str]] = defaultdict(set)
    for old, _, new, _ in pairs(sources):
        successors[old].add(new)
    details: defaultdict[str, set[str]] = defaultdict(set)
    for row in sources.csv(CROSSWALK, "soc2010_code", "soc2019_code", delimiter=";"):
        details[row["soc2010_code"]].add(row["soc2019_code"][:7])
    spread = _Spread(sources, counts)
    for row in sources.tsv(FILED, "job_title", "soc_code", "soc_taxonomy"):
        if row["soc_taxonomy"] == "unknown":
            continue
        code = row["soc_code"]
        found = successors.get(code[:7], set())
        if len(code) == 10 and not code.endswith(".00"):
            found = found & details.get(code, set()) or found
        if found:
            yield row["job_title"], spread.shares(row["job_title"], found)


class _Spread:
    """How a filing under a 2010 code is shared among the codes that followed it.

    By employment (a code that took over a large occupation took over its filings), times how much likelier each
    word of the title is in the published titles of the code than in those of all the successors together.
    """

    def __init__(self, sources: Sources, counts: Counts) -> None:
        self.counts = counts
        self.employed = _employed(sources)
        self.words: defaultdict[str, float] = defaultdict(float)
        for (kind, _), codes in counts.items():
            if kind == "word":
                for code, count in codes.items():
                    self.words[code] += count

    def shares(self, title: str, codes: set[str]) -> dict[str, float]:
        if len(codes) == 1:
            return dict.fromkeys(codes, 1.0)
        whole = sum(self.words[code] for code in codes)
        logs = {code: math.log(self.employed.get(code) or _FEW) for code in sorted(codes)}
        for part in parts(title_words(title), ("word",)):
            seen = self.counts.get(part, {})
            usual = sum(seen.get(code, 0.0) for code in codes) / whole
            if usual:
                for code in logs:
                    rate = (seen.get(code, 0.0) + _SMOOTH * usual) / (self.words[code] + _SMOOTH)
                    logs[code] += math.log(rate / usual)
        top = max(logs.values())
        weights = {code: math.exp(value - top) for code, value in logs.items()}
        return {code: weight / sum(weights.values()) for code, weight in weights.items()}


def _employed(sources: Sources) -> dict[str, int]:
    """Employment by code, that of its broad or minor group where the wages table merges it."""
    told = {}
    for row in sources.sheet(WAGES, "national_M2024_dl", "OCC_CODE", "O_GROUP", "TOT_EMP"):
        if row["O_GROUP"] in {"broad", "detailed"} and row["TOT_EMP"].isdigit():
            told[row["OCC_CODE"]] = int(row["TOT_EMP"])
    found = {}
    for code in _detailed(sources):
        groups = (code, f"{code[:6]}0", f"{code[:5]}00")
        if employed := next((told[c] for c in groups if c in told), None):
            found[code] = employed
    return found


def _rows(source: str, counts: Mapping[tuple[str, str], Mapping[str, float]]) -> Iterator[Row]:
    for (kind, words), codes in counts.items():
        listed = " ".join(f"{code}:{count:.3g}" for code, count in sorted(codes.items()) if count >= 0.02)
        if listed:
            yield source, kind, words, listed


def _evidence(sources: Sources) -> Iterator[Row]:
    counts = published_counts(sources)
    yield from _rows("published", counts)
    seen: Counts = defaultdict(lambda: defaultdict(float))
    for title, shares in filed(sources, counts):
        for part in parts(title_words(title), ("word", "head", "pair", "title")):
            for code, share in shares.items():
                seen[part][code] += share
    yield from _rows("filed", seen)


def _priors(sources: Sources) -> Iterator[Row]:
    counts = published_counts(sources)
    words: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (kind, _), codes in counts.items():
        for code, count in codes.items():
            words[kind][code] += count
    filings: defaultdict[str, float] = defaultdict(float)
    for _, shares in filed(sources, counts):
        for code, share in shares.items():
            filings[code] += share
    zones: defaultdict[str, list[int]] = defaultdict(list)
    _, _, file = ZONES[0]
    for row in sources.tsv(file, CODE, "Job Zone"):
        zones[row[CODE][:7]].append(int(row["Job Zone"]))
    employed = _employed(sources)
    for code in _detailed(sources):
        found = zones[code]
        yield (
            code,
            employed.get(code),
            sum(found) / len(found) if found else None,
            round(filings[code], 2),
            round(words["word"][code], 1),
            round(words["head"][code], 1),
        )


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="title_evidence",
        about="How often a word, a head noun, a pair of head and word, or a whole title (its words in alphabetical"
        " order) stands in titles of a code: published titles by standing, filed titles (labor condition"
        " applications 2010-17) once each. codes: code:count, separated by spaces.",
        columns={"source": "text", "kind": "text", "words": "text", "codes": "text"},
        key=("source", "kind", "words"),
        sources=_FILED_SOURCES,
        rows=_evidence,
    ),
    TableSpec(
        name="title_priors",
        about=f"Per detailed code: employment (OEWS), mean job zone (O*NET {ZONES[0][0]}, scheme {ZONES[0][1]}),"
        " filings of 2010-17, and how many words and heads its published titles count.",
        columns={
            "code": "text",
            "employment": "integer",
            "zone": "real",
            "filings": "real",
            "words": "real",
            "heads": "real",
        },
        key=("code",),
        sources=(WAGES, ZONES[0][2], *_FILED_SOURCES),
        rows=_priors,
    ),
)
