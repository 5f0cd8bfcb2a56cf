"""Occupations as weighted terms, and each task as a bag of terms: facts, where the sentences are not.

The weight of a term in one field of an occupation is (1 + ln n) * idf, n being how often the field uses it (tasks:
a core task counts 1, an emerging one 0.75, another 0.5; technologies: 2 where employers ask for it, 1.5 where it is
"hot", else 1), and idf = ln((1 + N) / (1 + d)) over the N six-digit occupations of which d use the term in any field.
Each field's weights are scaled to length 1, and the heaviest are kept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from validator.reference.builders.onet import CODE, OCCUPATIONS, RELEASE
from validator.reference.builders.programs import PROGRAMS, active
from validator.reference.builders.soc import STRUCTURE
from validator.reference.builders.table import Row, TableSpec
from validator.reference.builders.titles import ALTERNATE, DIRECT, REPORTED, published
from validator.reference.terms import terms
from validator.reference.titles import title_variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.reference.builders.sources import Sources

DEFINITIONS = "soc-2018/soc_2018_definitions.xlsx"
TASKS = f"onet-{RELEASE}/Task Statements.txt"
EMERGING = f"onet-{RELEASE}/Emerging Tasks.txt"
TECHNOLOGIES = f"onet-{RELEASE}/Technology Skills.txt"

# How many terms of each field are kept.
KEPT = {"task": 40, "definition": 20, "technology": 20, "title": 25}
_SOURCES = (
    TASKS,
    EMERGING,
    TECHNOLOGIES,
    OCCUPATIONS,
    DEFINITIONS,
    STRUCTURE,
    DIRECT,
    ALTERNATE,
    REPORTED,
)
_TASK_WEIGHTS = {"core": 1.0, "emerging": 0.75}

Profile = dict[str, Counter[str]]


def tasks(sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(O*NET code, the task's number, core, supplemental, unrated or emerging, its text)."""
    kinds = {"Core": "core", "Supplemental": "supplemental", "n/a": "unrated"}
    for row in sources.tsv(TASKS, CODE, "Task ID", "Task", "Task Type"):
        yield row[CODE], row["Task ID"], kinds[row["Task Type"]], row["Task"]
    count: Counter[str] = Counter()
    for row in sources.tsv(EMERGING, CODE, "Task", "Category"):
        count[row[CODE]] += 1
        yield row[CODE], f"e{count[row[CODE]]:02d}", "emerging", row["Task"]


@lru_cache(maxsize=1)  # two tables are made from them
def _profiles(sources: Sources) -> dict[str, Profile]:
    """How often each field of each code uses each term: O*NET details, and six-digit codes as all their details."""
    found: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def add(code: str, field: str, words: Iterable[str], weight: float = 1.0) -> None:
        for target in {code, code[:7]}:
            counter = found[target][field]
            for word in words:
                counter[word] += weight  # type: ignore[assignment]  # weighted counts

    for code, _, kind, text in tasks(sources):
        add(code, "task", set(terms(text)), _TASK_WEIGHTS.get(kind, 0.5))
    for row in sources.sheet(DEFINITIONS, "2018 SOC", "SOC Group", "SOC Code", "SOC Definition"):
        if row["SOC Group"] == "Detailed":
            add(row["SOC Code"], "definition", terms(row["SOC Definition"]))
    for row in sources.tsv(OCCUPATIONS, CODE, "Description"):
        add(row[CODE], "definition", terms(row["Description"]))
    for row in sources.tsv(TECHNOLOGIES, CODE, "Example", "Commodity Title", "Hot Technology", "In Demand"):
        asked, hot = row["In Demand"] == "Y", row["Hot Technology"] == "Y"
        words = {*terms(row["Example"]), *terms(row["Commodity Title"])}
        add(row[CODE], "technology", words, 2.0 if asked else 1.5 if hot else 1.0)
    for code, line, _ in published(sources):
        for title in title_variants(line):
            add(code, "title", set(terms(title)))
    return {code: dict(profile) for code, profile in found.items()}


def _spread(profiles: dict[str, Profile]) -> Counter[str]:
    """How many six-digit occupations use each term in any field."""
    return Counter(
        term
        for code, profile in profiles.items()
        if len(code) == 7
        for term in {term for counter in profile.values() for term in counter}
    )


def _counts(sources: Sources) -> Iterator[Row]:
    yield from _spread(_profiles(sources)).items()


def _terms(sources: Sources) -> Iterator[Row]:
    profiles = _profiles(sources)
    spread, total = _spread(profiles), sum(len(code) == 7 for code in profiles)
    details = Counter(code[:7] for code in profiles if len(code) > 7)
    for code, profile in profiles.items():
        if code.endswith(".00") and details[code[:7]] == 1:
            continue  # the only detail is the six-digit occupation
        for field, counter in profile.items():
            for term, weight in heaviest(counter, spread, total, KEPT[field]):
                yield code, field, term, weight


def heaviest(uses: Counter[str], spread: Counter[str], total: int, kept: int) -> list[tuple[str, float]]:
    """The ``kept`` heaviest terms with their weights, scaled to length 1 before the rest is left out."""
    weights = {
        term: (1 + math.log(max(n, 1))) * math.log((1 + total) / (1 + spread[term])) * min(n, 1)
        for term, n in uses.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:kept]
    return [(term, rounded) for term, weight in ranked if (rounded := round(weight / length, 3)) > 0]


def _bags(sources: Sources) -> Iterator[Row]:
    for code, number, kind, text in tasks(sources):
        yield code, number, kind, " ".join(sorted(set(terms(text))))


def _cip_terms(sources: Sources) -> Iterator[Row]:
    uses: dict[str, Counter[str]] = {}
    for row in active(sources):
        words = terms(row["CIPTitle"]) * 2 + terms(row["Examples"].removeprefix("Examples:"))
        if not row["CIPDefinition"].startswith("Instructional content is defined in"):
            words += [term for term in terms(row["CIPDefinition"]) if term not in _SYLLABUS]
        uses[row["CIPCode"]] = Counter(words)
    spread = Counter(term for counter in uses.values() for term in counter)
    for code, counter in uses.items():
        for term, weight in heaviest(counter, spread, len(uses), 25):
            yield code, term, weight


# What definitions of programs say of themselves, not of the field.
_SYLLABUS = frozenset(
    terms("program prepares individuals instruction includes focuses general study introduction")
)

TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="terms",
        about="The heaviest stemmed terms of each occupation by field: task, definition, technology, title."
        " An O*NET detail that is alone under its six-digit code is not repeated.",
        columns={"code": "text", "field": "text", "term": "text", "weight": "real"},
        key=("code", "field", "term"),
        indexes=(("term",),),
        sources=_SOURCES,
        rows=_terms,
    ),
    TableSpec(
        name="term_counts",
        about="How many six-digit occupations use a stemmed term in any field.",
        columns={"term": "text", "occupations": "integer"},
        key=("term",),
        sources=_SOURCES,
        rows=_counts,
    ),
    TableSpec(
        name="tasks",
        about="The stemmed terms of each task, each once, in alphabetical order: no sentence is kept.",
        columns={"code": "text", "task": "text", "kind": "text", "terms": "text"},
        key=("code", "task"),
        sources=(TASKS, EMERGING),
        rows=_bags,
    ),
    TableSpec(
        name="cip_terms",
        about="The heaviest stemmed terms of each CIP 2020 code, from its title, examples and definition.",
        columns={"code": "text", "term": "text", "weight": "real"},
        key=("code", "term"),
        indexes=(("term",),),
        sources=(PROGRAMS,),
        rows=_cip_terms,
    ),
)
