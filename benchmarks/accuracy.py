"""How right agreement is about real filings: python benchmarks/accuracy.py FILE.tsv... [--cases
niw_cases.yaml] [--json OUT].

The measures are those of the filings' own notes: top-k of suggested codes; AUC of real against planted pairs
(a code of another major group, drawn uniformly from six-digit codes with an O*NET occupation in job zone 4 or
5); planted mismatches found where 2 % and 5 % of real pairs are flagged, all titles and without the vague
ones; degree and code on real and shuffled pairs; how many majors are read. A file's columns tell what it can
measure. Seeds are fixed: the same file gives the same figures. Prints a table, and as JSON with ``--json
FILE`` (``-`` for standard output).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks.measures import auc, found_at  # noqa: E402
from validator.agreement import (  # noqa: E402
    Band,
    Kind,
    degree_code,
    read_code,
    resolve_field,
    title_code,
    title_degree,
    title_kind,
)
from validator.agreement.occupations import codes, shares  # noqa: E402
from validator.agreement.tables import rows as query  # noqa: E402
from validator.agreement.weights import PUBLISHED_ONLY, WITH_FILED, Weights  # noqa: E402
from validator.notation import read_soc  # noqa: E402

SEED = 20261121
PLANTED = 4
"""Planted pairs drawn for each real one."""
SHUFFLES = 20
GOALS = {
    "top_1": 0.50, "top_5": 0.72, "top_10": 0.82, "auc": 0.97, "found_at_2": 0.75, "found_at_5": 0.88,
}  # fmt: skip

Row = dict[str, str]


@dataclass(frozen=True)
class Pair:
    """A filed title with the SOC 2018 codes that count as right."""

    title: str
    codes: tuple[str, ...]


@dataclass
class Figures:
    """What one file gave, in the order printed."""

    name: str
    values: dict[str, object] = field(default_factory=dict)


def read(file: Path) -> list[Row]:
    """The rows of a tab-separated file without quoting."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def accepted(row: Row) -> tuple[str, ...]:
    """The 2018 codes of a row: itself, or any successor of a 2010 code; none where the taxonomy is unknown."""
    code = read_soc(row["soc_code"])
    taxonomy = row.get("soc_taxonomy", "2018")
    if code is None or taxonomy not in {"2010", "2018", "both"}:
        return ()
    found = set()
    if taxonomy in {"2010", "both"}:
        found = {r[0] for r in query("SELECT code_2018 FROM soc_2010_2018 WHERE code_2010 = ?", code.number)}
    if taxonomy in {"2018", "both"} and code.number in codes().index:
        found.add(code.number)
    return tuple(sorted(found & set(codes().index)))


def interval(hits: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not n:
        return 0.0, 1.0
    p, z = hits / n, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return round(middle - half, 3), round(middle + half, 3)


def planted_codes() -> list[str]:
    """Six-digit codes with an O*NET occupation in job zone 4 or 5 of release 30.1 (scheme 1-5)."""
    sql = "SELECT DISTINCT substr(code, 1, 7) FROM job_zones WHERE release = '30.1' AND level >= 4 ORDER BY 1"
    return [code for (code,) in query(sql) if code in codes().index]


def plant(pairs: list[Pair]) -> list[tuple[Pair, list[str]]]:
    """Each pair with :data:`PLANTED` codes of other major groups."""
    draw, pool = random.Random(SEED), planted_codes()
    out = []
    for pair in pairs:
        majors = {code[:2] for code in pair.codes}
        others = [code for code in pool if code[:2] not in majors]
        out.append((pair, draw.choices(others, k=PLANTED)))
    return out


def title_figures(pairs: list[Pair], weights: Weights) -> dict[str, object]:
    """Top-k, AUC and what is found, by the public comparison."""
    index = codes().index
    ranks, real, planted, vague = [], [], [], []
    bands: Counter[str] = Counter()
    planted_bands: Counter[str] = Counter()
    start = time.perf_counter()
    for pair, others in plant(pairs):
        told = shares(pair.title, weights)
        ranks.append(min(told.rank(index[code]) for code in pair.codes))
        answers = [title_code(pair.title, code, weights=weights) for code in pair.codes]
        best = max(answers, key=lambda a: (a.score, a.band))
        real.append(best.score)
        bands[best.band.name] += 1
        vague.append(title_kind(pair.title).kind in {Kind.vague, Kind.rank, Kind.empty, Kind.unread})
        wrong = [title_code(pair.title, code, weights=weights) for code in others]
        planted += [a.score for a in wrong]
        planted_bands.update(a.band.name for a in wrong)
    seconds = time.perf_counter() - start
    n = len(pairs)
    clear = [i for i, v in enumerate(vague) if not v]
    clear_real = [real[i] for i in clear]
    clear_planted = [planted[i * PLANTED + k] for i in clear for k in range(PLANTED)]
    cut = sorted(real)[int(0.05 * n)]
    return {
        "n": n,
        **{f"top_{k}": round(sum(r <= k for r in ranks) / n, 4) for k in (1, 5, 10)},
        "auc": round(auc(real, planted), 4),
        "found_at_2": round(found_at(real, planted, 0.02), 4),
        "found_at_5": round(found_at(real, planted, 0.05), 4),
        "n_not_vague": len(clear),
        "not_vague_auc": round(auc(clear_real, clear_planted), 4),
        "not_vague_found_at_2": round(found_at(clear_real, clear_planted, 0.02), 4),
        "not_vague_found_at_5": round(found_at(clear_real, clear_planted, 0.05), 4),
        "vague_among_5_flagged": round(
            sum(v for v, s in zip(vague, real, strict=True) if s < cut) / max(1, sum(s < cut for s in real)),
            4,
        ),
        "bands_real": _shares_of(bands),
        "bands_planted": _shares_of(planted_bands),
        "comparisons_a_second": round((1 + PLANTED) * n / seconds),
    }


def _shares_of(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values()) or 1
    return {band.name: round(counts[band.name] / total, 4) for band in Band}


def degree_figures(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Degree and code on real and shuffled pairs of (code, major)."""
    draw = random.Random(SEED)
    real = Counter(degree_code(major, code).band.name for code, major in pairs)
    shuffled: Counter[str] = Counter()
    for _ in range(SHUFFLES):
        majors = [major for _, major in pairs]
        draw.shuffle(majors)
        shuffled.update(
            degree_code(major, code).band.name for (code, _), major in zip(pairs, majors, strict=True)
        )
    n, m = len(pairs), len(pairs) * SHUFFLES
    return {
        "n": n,
        "bands_real": _shares_of(real),
        "bands_shuffled": _shares_of(shuffled),
        "none_real": round(real["none"] / n, 4),
        "none_real_interval": interval(real["none"], n),
        "none_shuffled": round(shuffled["none"] / m, 4),
        "none_shuffled_interval": interval(shuffled["none"] / SHUFFLES, n),
        "unknown_real": round(real["unknown"] / n, 4),
        "unknown_shuffled": round(shuffled["unknown"] / m, 4),
    }


def title_degree_figures(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Title and degree on real and shuffled pairs."""
    draw, majors = random.Random(SEED), [major for _, major in pairs]
    real = Counter(title_degree(title, major).band.name for title, major in pairs)
    draw.shuffle(majors)
    shuffled = Counter(title_degree(t, m).band.name for (t, _), m in zip(pairs, majors, strict=True))
    return {"n": len(pairs), "bands_real": _shares_of(real), "bands_shuffled": _shares_of(shuffled)}


def major_figures(rows: list[Row]) -> dict[str, object]:
    """How many majors are read, by writing and by filing, and how surely."""
    total = read_ = sure = 0
    unread = 0
    for row in rows:
        n = int(row.get("n") or 1)
        found = resolve_field(row["major"])
        total += n
        read_ += n * bool(found.programs)
        sure += n * (found.sureness >= 0.8)
        unread += not found.programs
    return {
        "writings": len(rows),
        "writings_not_read": round(unread / len(rows), 4),
        "filings": total,
        "filings_read": round(read_ / total, 4),
        "filings_read_surely": round(sure / total, 4),
    }


_LEVELS = {
    "Bachelor's": "bachelor",
    "Master's": "master",
    "Doctorate": "doctorate",
    "Associate's": "associate",
}
_CORNERS = {"title", "code", "degree", "level"}


def finding_figures(rows: list[Row]) -> dict[str, object]:
    """The share of filings with a finding of each severity, from the rules on title, code, degree and level.

    Each row is a draft of its title, its code in SOC 2018 (the best successor) and its degree; at most 600
    rows or so, evenly drawn.
    Findings about the edition of a code or the length of the title say nothing of judgement and are left out.
    """
    from validator.checker import Checker
    from validator.drafts import load_draft

    checker = Checker()
    counts: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    vague: Counter[str] = Counter()
    n = 0
    for row in rows[:: max(1, len(rows) // 600)]:
        title = (
            row.get("job_title", "")
            if row.get("title_kind", "job_title") == "job_title"
            else row["soc_title"]
        )
        answers = [(title_code(title, code).score, code) for code in accepted(row)]
        if not answers or not title:
            continue
        values: dict[str, object] = {
            "case": {"id": f"row-{n}", "track": "advanced_degree"},
            "i140": {"job_title": title, "soc_code": max(answers)[1]},
        }
        level = _LEVELS.get(row.get("edu_level_held", ""))
        if row.get("major") and level:
            values["degrees"] = [{"id": "d1", "level": level, "field": row["major"]}]
        n += 1
        report = checker.check(load_draft(values, partial=True))
        kept = [
            f
            for f in report.findings
            if set(f.about) <= _CORNERS and f.catalogue not in {"T13", "C03", "C06"}
        ]
        counts.update({f.severity.name for f in kept})
        rules.update({f"{f.catalogue} {f.severity.name}" for f in kept})
        if title_kind(title).kind in {Kind.vague, Kind.rank}:
            vague.update({f.severity.name for f in kept})
    return {
        "n": n,
        "any of": {k: round(v / n, 4) for k, v in counts.most_common()},
        "of them on vague titles": {k: round(v / n, 4) for k, v in vague.most_common()},
        "by rule": {k: round(v / n, 4) for k, v in rules.most_common(14)},
    }


def measure(file: Path) -> Figures:
    """All figures that a file's columns allow."""
    rows = read(file)
    figures = Figures(file.name)
    columns = set(rows[0]) if rows else set()
    if {"major"} <= columns:
        coded = [
            (row["soc_code"], row["major"])
            for row in rows
            if row.get("soc_code") and read_code(row["soc_code"]).codes
        ]
        titled = [
            (row["job_title"], row["major"])
            for row in rows
            if row.get("job_title") and row.get("title_kind", "job_title") == "job_title"
        ]
        if coded:
            figures.values["degree and code"] = degree_figures(coded)
            figures.values["findings"] = finding_figures([row for row in rows if row.get("soc_code")])
        if titled:
            figures.values["title and degree"] = title_degree_figures(titled)
        figures.values["majors"] = major_figures(rows)
    elif {"job_title", "soc_code"} <= columns:
        pairs = [Pair(row["job_title"], found) for row in rows if (found := accepted(row))]
        if pairs:
            figures.values["title and code"] = title_figures(pairs, WITH_FILED)
            figures.values["title and code, published titles only"] = title_figures(pairs, PUBLISHED_ONLY)
            figures.values["findings"] = finding_figures(rows)
    return figures


def show(figures: Figures) -> None:
    """Print the figures of one file as a table, beside the goals where there are any."""
    print(f"\n{figures.name}")
    if not figures.values:
        print("  nothing that can be measured: columns job_title and soc_code, or major, are needed")
    for part, values in figures.values.items():
        print(f"  {part}")
        assert isinstance(values, dict)
        for key, value in values.items():
            goal = GOALS.get(key) if part == "title and code" else None
            beside = (
                "" if goal is None else f"   goal {goal:.2f} {'met' if float(value) >= goal else 'NOT MET'}"
            )
            text = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
            print(f"    {key:26} {text}{beside}")


def beside(onet: Path) -> Figures:
    """The judges beside the filings: reported titles of all occupations, and the edges with planted pairs."""
    from benchmarks.planted_edges import edge_figures
    from benchmarks.reported_titles import reported_figures

    figures = Figures("reported titles, samples and honest petitions")
    reported = onet / "Sample of Reported Titles.txt"
    if reported.is_file():
        figures.values["reported titles of all occupations, left out"] = reported_figures(
            reported, planted_codes(), WITH_FILED
        )
    figures.values.update(edge_figures(onet))
    return figures


def main() -> int:
    """Measure the files named, print tables, and write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.tsv")
    parser.add_argument(
        "--cases", type=Path, help="published cases (default: niw_cases.yaml beside the first file)"
    )
    parser.add_argument(
        "--onet",
        type=Path,
        default=ROOT / ".." / "shared" / "data" / "onet-30.1",
        help="O*NET's files: reported titles and tasks to judge with",
    )
    parser.add_argument("--json", type=Path, help="write the figures there as JSON; - for standard output")
    given = parser.parse_args()
    missing = [file for file in given.files if not file.is_file()]
    if missing:
        print(f"No such file: {', '.join(map(str, missing))}", file=sys.stderr)
        return 2
    all_figures = [measure(file) for file in given.files]
    cases = given.cases or given.files[0].parent / "niw_cases.yaml"
    if cases.is_file():
        from benchmarks.published_cases import case_figures  # only where they are

        all_figures.append(Figures(cases.name, {"published cases": case_figures(cases)}))
    all_figures.append(beside(given.onet))
    for figures in all_figures:
        show(figures)
    if given.json:
        text = json.dumps({f.name: f.values for f in all_figures}, indent=1, ensure_ascii=False)
        if str(given.json) == "-":
            print(text)
        else:
            given.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
