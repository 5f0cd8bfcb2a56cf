"""A judge beside the filings: titles that people in an occupation report, of all occupations.

Every tenth of O*NET's reported titles that is published for one occupation alone, judged as if no list had it: its
row and what its words count there are taken out. Top-k, AUC and what is found are those of
``accuracy.py``; beside them, whether a title that is published for one code alone ranks that code first.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from benchmarks.measures import auc, found_at
from validator.agreement import memory, occupations, title_code, title_kinds, titles
from validator.agreement.occupations import Said, codes, postings, shares, weigh
from validator.agreement.tables import rows
from validator.agreement.weights import Weights
from validator.reference.builders.evidence import STANDING, parts
from validator.reference.titles import normal_title, title_variants
from validator.reference.words import title_words

EVERY = 10
SEED, PLANTED = 20261121, 4
_NOTHING_LEFT = 0.05  # counts are rounded


@dataclass(frozen=True)
class Reported:
    """A reported title with its variants (spelt out, abbreviated) and the one code it is published for."""

    title: str
    variants: tuple[str, ...]
    code: str


def read(file: Path, offset: int = 0) -> list[Reported]:
    """Every tenth reported title from ``offset`` on, where all its variants are of one six-digit code."""
    with file.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for line in lines[offset::EVERY]:
        variants = tuple(title_variants(line["Reported Job Title"]))
        code = line["O*NET-SOC Code"][:7]
        listed = {c[:7] for v in variants for c in occupations.listed(normal_title(v))}
        if listed == {code} and code in codes().index:
            found.append(Reported(variants[0], variants, code))
    return found


def less(row: Reported) -> dict[tuple[str, str], float]:
    """What the title counts for its code in the tables: by kind of part (word, head) and words."""
    taken: dict[tuple[str, str], float] = {}
    sql = "SELECT kinds FROM titles WHERE normal = ? AND code BETWEEN ? AND ?"
    for variant in row.variants:
        found = rows(sql, normal_title(variant), row.code, f"{row.code}.99")
        count = sum(STANDING[kind] for (kinds,) in found for kind in kinds.split(","))
        for part in parts(title_words(variant), ("word", "head")):
            taken[part] = taken.get(part, 0.0) + count
    return taken


def said_without(row: Reported) -> dict[tuple[str, str], Said]:
    """What the parts of a title say in published titles where its own row is taken out."""
    index = codes().index[row.code]
    out = {}
    for (kind, words), taken in less(row).items():
        counts = postings("published", kind, words)
        left = counts.get(index, 0.0) - taken
        kept = {i: n for i, n in counts.items() if i != index} | (
            {index: left} if left > _NOTHING_LEFT else {}
        )
        out[kind, words] = weigh(kept, kind, published=True)
    return out


@contextmanager
def left_out(row: Reported) -> Iterator[None]:
    """While open, titles are judged as if this one were on no list."""
    without, kept = said_without(row), occupations.said
    normals = {normal_title(variant) for variant in row.variants}
    listed = occupations.listed

    def said(source: str, kind: str, words: str) -> Said:
        if source == "published" and (kind, words) in without:
            return without[kind, words]
        return kept(source, kind, words)

    def other(normal: str) -> tuple[str, ...]:
        return () if normal in normals else listed(normal)

    def none(_: str) -> tuple[str, ...]:
        return ()

    forget()
    with ExitStack() as stack:
        stack.enter_context(patch.object(occupations, "said", said))
        for module in (occupations, titles, title_kinds):
            stack.enter_context(patch.object(module, "codes_listed", none))
        stack.enter_context(patch.object(occupations, "codes_named", none))
        stack.enter_context(patch.object(title_kinds, "listed", other))
        yield
    forget()


def reported_figures(file: Path, pool: list[str], weights: Weights, every: int = 1) -> dict[str, object]:
    """Top-k of titles left out, AUC and planted found against codes of other major groups (``pool``), and how many
    rank their code first with their row in place; every n-th title alone where asked.
    """
    draw, index = random.Random(SEED), codes().index
    ranks, in_place, real, planted = [], [], [], []
    for row in read(file)[::every]:
        in_place.append(shares(row.title, weights).rank(index[row.code]))
        far = [code for code in pool if code[:2] != row.code[:2]]
        with left_out(row):
            ranks.append(shares(row.title, weights).rank(index[row.code]))
            real.append(title_code(row.title, row.code, weights=weights).score)
            planted += [title_code(row.title, c, weights=weights).score for c in draw.choices(far, k=PLANTED)]
    n = len(ranks)
    return {
        "n": n,
        **{f"top_{k}": round(sum(r <= k for r in ranks) / n, 4) for k in (1, 5, 10)},
        "auc": round(auc(real, planted), 4),
        "found_at_2": round(found_at(real, planted, 0.02), 4),
        "found_at_5": round(found_at(real, planted, 0.05), 4),
        "first_with_row_in_place": round(sum(r == 1 for r in in_place) / n, 4),
    }


def forget() -> None:
    """Drop what was kept of titles."""
    memory.forget()
