"""Fit the weights of title agreement again, and print where its bands fall: python benchmarks/fit_titles.py
--from DATA.

Takes some minutes. Filed titles of 2010-17 take part, for six folds in turn: the counts are made without the
fold, except that a filing stays among them with the chance one in five that the filings of a later year show.
So do reported titles of all occupations, each counted as a third of a filing: three tenths of them with their own
row taken out, as titles that no list has, and a tenth in place, as titles that are listed. Plain Python on
purpose: whoever maintains this needs nothing that the package does not.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from dataclasses import fields, replace
from pathlib import Path

from benchmarks import reported_titles
from validator.agreement import occupations as o
from validator.agreement.weights import PUBLISHED_ONLY, WITH_FILED, Weights
from validator.reference.builders import evidence
from validator.reference.builders.sources import Sources
from validator.reference.words import title_words

FOLDS, SEEN, CANDIDATES, OTHERS, SEED = 6, 0.2, 60, 60, 20261121
NAMES = [field.name for field in fields(Weights)]
Part = tuple[str, str]
Row = tuple[str, frozenset[int], list[tuple[int, tuple[float, ...]]], float]
REPORTED = 0.3
"""What a reported title counts beside a filing; ``reported_titles`` judges on those of offset 0."""


class Fold:
    """What filed titles say without one fold: evidence by part, and the logarithm of filings by code."""

    def __init__(self, filings: list[tuple[str, dict[str, float]]]) -> None:
        counts: defaultdict[Part, dict[int, float]] = defaultdict(dict)
        totals = [0.0] * len(o.codes().codes)
        index = o.codes().index
        for title, shares in filings:
            for code, share in shares.items():
                totals[index[code]] += share
            for part in evidence.parts(title_words(title), ("word", "head", "pair", "title")):
                for code, share in shares.items():
                    if share >= 0.02:
                        counts[part][index[code]] = counts[part].get(index[code], 0.0) + share
        self.counts = dict(counts)
        self.said = {part: o.weigh(c, part[0], published=False) for part, c in counts.items()}
        self.filings = [math.log(total + 0.05) for total in o.expected_filings(totals)]

    def unfiled(self, word: str) -> float:
        """How little is known of a word without the fold (see ``occupations.unfiled``)."""
        return 1.0 / (1.0 + sum(self.counts.get(("word", word), {}).values()))


def features(title: str, fold: Fold) -> list[tuple[float, ...]]:
    """For each code, what each weight is multiplied with."""
    table, words = o.codes(), title_words(title)
    columns = {name: [0.0] * len(table.codes) for name in NAMES}
    for source, kind, parts in o.parts_of(words):
        scale = 1 / math.sqrt(len(parts) or 1)
        for part in parts:
            s = (
                o.said(source, kind, part)
                if source == "published"
                else fold.said.get((kind, part), o.NOTHING)
            )
            for i, value in s.by_code:
                columns[f"{source}_{kind}"][i] += scale * value
                if (source, kind) == ("published", "word"):
                    columns["published_unfiled"][i] += scale * value * fold.unfiled(part)
            for group, value in s.by_group:
                for i in table.in_minor[group]:
                    columns[f"{source}_group"][i] += scale * value
    filed_as = fold.counts.get(("title", words.key), {})
    for name, exact in (("published_title", o.codes_listed(title)), ("published_name", o.codes_named(title))):
        for i, value in o.as_published(exact, filed_as).by_code:
            columns[name][i] += value
    columns["published_alone"] = (
        list(columns["published_title"]) if len(o.codes_listed(title)) == 1 else columns["published_alone"]
    )
    part_unfiled = sum(map(fold.unfiled, words.said)) / (len(words.said) or 1)
    columns["employment"] = list(table.employment)
    columns["professional"] = [float(p) for p in table.professional]
    columns["unfiled_professional"] = [part_unfiled * p for p in table.professional]
    columns["residual"] = [float(r) for r in table.residual]
    columns["filings"] = fold.filings
    columns["unfiled_filings"] = [part_unfiled * f for f in fold.filings]
    return list(zip(*(columns[name] for name in NAMES), strict=True))


def dot(w: list[float], x: tuple[float, ...]) -> float:
    """The inner product."""
    return sum(map(float.__mul__, w, x))


def fit(rows: list[Row], start: list[float], free: list[bool], rounds: int) -> list[float]:
    """The weights under which the filed codes are likeliest, by Adam; a fixed weight stays."""
    w, m, v = list(start), [0.0] * len(start), [0.0] * len(start)
    rnd = random.Random(SEED)
    step = 0
    for turn in range(rounds):
        rnd.shuffle(rows)
        for at in range(0, len(rows), 256):
            gradient = [0.0] * len(w)
            batch = rows[at : at + 256]
            for _, accepted, candidates, counted in batch:
                scores = [dot(w, x) for _, x in candidates]
                top = max(scores)
                e = [math.exp(s - top) for s in scores]
                z = sum(e)
                a = sum(value for value, (i, _) in zip(e, candidates, strict=True) if i in accepted)
                for value, (i, x) in zip(e, candidates, strict=True):
                    d = counted * (value / z - (value / a if i in accepted else 0.0))
                    if abs(d) > 1e-4:
                        for k, xk in enumerate(x):
                            gradient[k] += d * xk
            step += 1
            rate = 0.02 * 0.8**turn
            for k, g in enumerate(gradient):
                if free[k]:
                    g = g / len(batch) + 2e-3 * w[k]  # noqa: PLW2901
                    m[k] = 0.9 * m[k] + 0.1 * g
                    v[k] = 0.99 * v[k] + 0.01 * g * g
                    w[k] -= rate * (m[k] / (1 - 0.9**step)) / (math.sqrt(v[k] / (1 - 0.99**step)) + 1e-8)
    return w


def top(rows: list[Row], w: list[float]) -> list[float]:
    """Top-1, top-5 and top-10 of the left-out filings."""
    ranks = []
    for _, accepted, candidates, counted in rows:
        if counted < 1:
            continue  # a reported title
        scores = {i: dot(w, x) for i, x in candidates}
        best = max(scores[i] for i in accepted)
        ranks.append(1 + sum(s > best for s in scores.values()))
    return [round(sum(r <= k for r in ranks) / len(ranks), 4) for k in (1, 5, 10)]


def fits(full: list[tuple[str, frozenset[int], Fold]], w: list[float]) -> None:
    """Print the quantiles of the score of real and planted pairs, for the bands."""
    table = o.codes()
    weights = replace(WITH_FILED, **dict(zip(NAMES, w, strict=True)))
    rnd = random.Random(SEED)
    pool = [i for i in range(len(table.codes)) if table.professional[i]]
    real, planted = [], []
    vector = [getattr(weights, name) for name in NAMES]
    for title, accepted, fold in full:
        scores = [0.7 * dot(vector, x) for x in features(title, fold)]
        peak = max(scores)
        e = [math.exp(s - peak) for s in scores]
        z = sum(e)
        fit_ = o.with_neighbours([value / z for value in e], table)
        real.append(max(fit_[i] for i in accepted) ** (1 / 3))
        majors = {table.major[i] for i in accepted}
        planted.append(
            fit_[next(i for i in iter(lambda: rnd.choice(pool), None) if table.major[i] not in majors)]
            ** (1 / 3)
        )
    real.sort()
    for q in (0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5):
        cut = real[int(q * len(real))]
        below = sum(p < cut for p in planted) / len(planted)
        print(f"  score {cut:.4f}: {q:.0%} of real pairs below, {below:.1%} of planted ones")


def reported(data: Path, fold: Fold) -> list[tuple[str, list[tuple[float, ...]], list[str], float]]:
    """Reported titles with what the weights are multiplied with, their code and what each counts."""
    out = []
    for offset in (1, 3, 5, 7):
        for row in reported_titles.read(data / "onet-30.1" / "Sample of Reported Titles.txt", offset):
            if offset == 1:
                out.append((row.title, features(row.title, fold), [row.code], REPORTED))
            else:
                with reported_titles.left_out(row):
                    out.append((row.title, features(row.title, fold), [row.code], REPORTED))
    return out


def main() -> None:
    """Fit both sets of weights and print them with their figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--from", dest="data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rounds", type=int, default=8)
    given = parser.parse_args()
    sources = Sources(given.data)
    sources.check([file for spec in evidence.TABLES for file in spec.sources])
    filings = list(evidence.filed(sources, evidence.published_counts(sources)))
    rnd = random.Random(SEED)
    fold_of = [rnd.randrange(FOLDS) for _ in filings]
    seen = [rnd.random() < SEEN for _ in filings]
    folds = [
        Fold([f for f, k, s in zip(filings, fold_of, seen, strict=True) if k != fold or s])
        for fold in range(FOLDS)
    ]
    index, whole = o.codes().index, Fold(filings)
    for name, start in (("WITH_FILED", WITH_FILED), ("PUBLISHED_ONLY", PUBLISHED_ONLY)):
        w = [float(getattr(start, field)) for field in NAMES]
        free = [
            name == "WITH_FILED" or not field.startswith(("filed", "filings", "unfiled", "published_unfiled"))
            for field in NAMES
        ]
        rows: list[Row] = []
        told = [(t, features(t, folds[k]), [*s], 1.0) for (t, s), k in zip(filings, fold_of, strict=True)]
        for title, x, filed_codes, counted in (*told, *reported(given.data, whole)):
            accepted = frozenset(index[c] for c in filed_codes)
            best = sorted(range(len(x)), key=lambda i: -dot(w, x[i]))[:CANDIDATES]
            others = rnd.sample(range(len(x)), OTHERS)  # so that codes far off are held down as well
            rows.append((title, accepted, [(i, x[i]) for i in {*best, *others, *accepted}], counted))
        w = fit(rows, w, free, given.rounds)
        print(name, {field: round(value, 3) for field, value in zip(NAMES, w, strict=True)})
        print("  top-1, top-5, top-10 of filings left out:", top(rows, w))
        if name == "WITH_FILED":
            fits(
                [
                    (t, frozenset(index[c] for c in s), folds[k])
                    for (t, s), k in zip(filings, fold_of, strict=True)
                ],
                w,
            )


if __name__ == "__main__":
    main()
