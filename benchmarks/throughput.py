"""Drafts a second and memory of ``niw check``: by number of drafts, by form, by processes, by number of rules.

Whole processes of the real command, ``niw check DRAFTS --format jsonl -o FILE --jobs N``, with nothing subtracted; the
drafts are made (benchmarks/drafts_made.py), in files of YAML or as one JSONL file, with titles and texts that repeat
as in one firm's practice, or all new. The results of each run are counted: a result a draft, failures where drafts were
made broken and nowhere else.

Within --budget seconds; what would not fit is left out and named. 10**5 YAML files are measured with --full alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks import rules_made  # noqa: E402
from benchmarks.drafts_made import A_FOLDER, WORDS, made  # noqa: E402
from benchmarks.whole_runs import LOADED, Ran, cores, load_told, machine, niw, run, table, verdict  # noqa: E402
from benchmarks.words_made import found  # noqa: E402

SIZES = (100, 1000, 10_000, 100_000)
RULES = (50, 100, 200, 250, 500, 1000)
FORMS = ("jsonl", "yaml")
_MAKING = 0.004  # seconds to make and write a draft, for the budget
_RATE_AT_FIRST = 15.0  # drafts a second, before anything was measured
_SLACK = 1.10
"""What the cost of a draft, and memory, may differ by between two sizes and count as the same."""


@dataclass(frozen=True)
class Kind:
    """What is measured: how many drafts, their words, their form, and in how many processes."""

    size: int
    words: str
    form: str
    jobs: int


@dataclass(frozen=True)
class Measured:
    """A run of one kind; ``of_results`` are the bytes of the results file."""

    kind: Kind
    ran: Ran
    of_draft: float
    of_results: int

    @property
    def rate(self) -> float:
        """Drafts a second."""
        return self.kind.size / self.ran.seconds

    @property
    def cost(self) -> float:
        """CPU milliseconds a draft, of all processes together."""
        return 1000 * self.ran.cpu / self.kind.size


class Budget:
    """Seconds to spend, and what they are reckoned by: drafts a second so far, by words, form and processes."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.rates: dict[tuple[str, str, int], float] = {}

    def seconds_for(self, kind: Kind) -> float:
        """What a run will take: at the rate of the last one of its kind, or of one process, or at a guess."""
        alone = self.rates.get((kind.words, kind.form, 1), _RATE_AT_FIRST)
        return kind.size / self.rates.get((kind.words, kind.form, kind.jobs), alone)

    @property
    def left(self) -> float:
        """What is left of them."""
        return self.until - time.monotonic()


class Drafts:
    """Made drafts on disk, of one number and kind of words, in one form."""

    def __init__(self, folder: Path, size: int, words: str, form: str) -> None:
        folder.mkdir(parents=True)
        self.folder, self.size, self.broken, self.bytes = folder, size, 0, 0
        self.path = folder / ("drafts.jsonl" if form == "jsonl" else "drafts")
        if form == "jsonl":
            with self.path.open("wb") as stream:
                for text in self._texts(words, form):
                    self.bytes += stream.write(text.encode() + b"\n")
            return
        for number, text in enumerate(self._texts(words, form)):
            into = self.path / f"{number // A_FOLDER:04d}"
            if number % A_FOLDER == 0:
                into.mkdir(parents=True)
            self.bytes += (into / f"made-{number:07d}.yaml").write_bytes(text.encode())

    def _texts(self, words: str, form: str) -> Iterator[str]:
        for draft in made(self.size, words):
            self.broken += bool(draft.broken)
            yield draft.as_json() if form == "jsonl" else draft.as_yaml()


def checked(drafts: Drafts, jobs: int, *more: str) -> tuple[Ran, int]:
    """One run of niw over ``drafts``, and the bytes of its results.

    :raises SystemExit: where a draft has no result, or one that it should not have.
    """
    results = drafts.folder / "drafts.results.jsonl"
    command = niw(
        "check", str(drafts.path), "--format", "jsonl", "-o", str(results), "--jobs", str(jobs), *more
    )
    ran = run(command, cwd=drafts.folder, fine=(0, 1, 3))
    counts = last_line(results)["counts"]
    if counts["drafts"] + counts["failures"] != drafts.size or counts["failures"] != drafts.broken:
        raise SystemExit(f"{drafts.size} drafts, {drafts.broken} of them broken, came out as {counts}")
    return ran, results.stat().st_size


def last_line(file: Path) -> dict[str, dict[str, int]]:
    """The last line of a results file."""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - 65536))
        found_: dict[str, dict[str, int]] = json.loads(stream.read().splitlines()[-1])
    return found_


# ------------------------------------------------------------------------------------------------ the runs


def by_number(
    sizes: tuple[int, ...],
    kinds: tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]],
    budget: Budget,
    folder: Path,
    left_out: list[str],
    *,
    full: bool,
) -> Iterator[Measured]:
    """Every kind that fits into the budget, the small ones first; the others named in ``left_out``.

    :param kinds: forms, words and numbers of processes.
    """
    forms, words_, jobs_ = kinds
    for size in sorted(sizes):
        for form in forms:
            for words in words_:
                if form == "yaml" and size >= 100_000 and not full:
                    left_out += [f"{size:,} YAML files, {words}: with --full"]
                    continue
                where = folder / f"{words}-{form}-{size}"
                drafts: Drafts | None = None
                for jobs in jobs_:
                    kind = Kind(size, words, form, jobs)
                    needed = budget.seconds_for(kind)
                    if needed + (0 if drafts else _MAKING * size) > budget.left:
                        left_out += [f"{size:,} {form}, {words}, {jobs} processes: {needed:,.0f} s"]
                        continue
                    drafts = drafts or Drafts(where, size, words, form)
                    ran, of_results = checked(drafts, jobs)
                    one = Measured(kind, ran, drafts.bytes / size, of_results)
                    budget.rates[words, form, jobs] = one.rate
                    yield one
                shutil.rmtree(where, ignore_errors=True)


def by_rules(counts: tuple[int, ...], size: int, folder: Path) -> Iterator[tuple[int, Ran]]:
    """A run over the same drafts for each number of rules, after one that is not counted (it compiles the pack)."""
    drafts = Drafts(folder / "for-rules", size, "new", "jsonl")
    few = Drafts(folder / "few", 2, "new", "jsonl")
    for count in counts:
        pack = rules_made.pack(folder / f"pack-{count}", count)
        checked(few, 1, "--pack", str(pack))
        yield count, checked(drafts, 1, "--pack", str(pack))[0]


# ------------------------------------------------------------------------------------------------ what is printed


def _row(one: Measured) -> list[str]:
    kind, ran = one.kind, one.ran
    return [
        f"{kind.size:,} {'YAML files' if kind.form == 'yaml' else 'JSONL lines'}, {kind.words}",
        f"{kind.jobs}",
        f"{one.rate:,.0f}",
        f"{one.cost:.1f}",
        f"{ran.seconds:,.1f}",
        f"{ran.peak:.0f}",
        f"{ran.peak_worker:.0f}" if kind.jobs > 1 else "",
        f"{ran.growth:+.0f}",
        f"{one.of_draft:,.0f}",
        f"{one.of_results / kind.size:,.0f}",
        f"{ran.others:.2f}",
    ]


HEAD = (
    "drafts", "processes", "drafts/s", "CPU ms a draft", "s", "MB", "MB a worker", "grown MB", "bytes a draft",
    "bytes a result", "others",
)  # fmt: skip


def verdicts(found_: list[Measured], rules: dict[int, Ran]) -> Iterator[str]:
    """A line for each promise."""
    of = {one.kind: one for one in found_}
    for words in WORDS:
        for form in FORMS:
            sizes = sorted(
                k.size for k in of if (k.words, k.form, k.jobs) == (words, form, 1) and k.size >= 1000
            )
            if len(sizes) < 2:
                yield f"not measured  cost of a draft and memory by number of drafts, {form}, {words}"
                continue
            few, many = (of[Kind(size, words, form, 1)] for size in (sizes[0], sizes[-1]))
            told = f"{sizes[-1]:,} drafts to {sizes[0]:,}, {form}, {words}"
            yield verdict(f"cost (CPU) of a draft, {told}", many.cost / few.cost, _SLACK, at_least=False)
            grown = (many.ran.peak - few.ran.peak) * 1e6 / (sizes[-1] - sizes[0])
            yield verdict(
                f"peak memory, {told}", many.ran.peak / few.ran.peak, _SLACK, at_least=False,
                note=f"; {grown:,.0f} bytes for each further draft",
            )  # fmt: skip
    if {250, 500} <= rules.keys():
        ratio = rules[500].cpu / rules[250].cpu
        yield verdict("cost (CPU) of 500 rules to 250", ratio, 1.5, at_least=False)
    yield from rates(found_)


def rates(found_: list[Measured]) -> Iterator[str]:
    """Lines on drafts a second of one process, and on what all cores bring, at the largest number measured."""
    for words, goal in (("repeat", 1500.0), ("new", 350.0)):
        one = [m for m in found_ if (m.kind.words, m.kind.form, m.kind.jobs) == (words, "jsonl", 1)]
        largest = max(one, key=lambda m: m.kind.size, default=None)
        what = f"JSONL drafts a second, one process, {words}" + (
            f" ({largest.kind.size:,})" if largest else ""
        )
        yield verdict(what, largest.rate if largest else None, goal, at_least=True)
    for words in WORDS:
        for form in FORMS:
            both = [m for m in found_ if (m.kind.words, m.kind.form, m.kind.jobs) == (words, form, cores())]
            largest = max(both, key=lambda m: m.kind.size, default=None)
            if cores() == 1 or largest is None:
                continue
            one_ = Kind(largest.kind.size, words, form, 1)
            alone = next((m for m in found_ if m.kind == one_), None)
            if alone is None:
                continue
            what = f"{cores()} processes to one, {largest.kind.size:,} {form}, {words}"
            at_best = f"by processor time {cores() * alone.cost / largest.cost:.2f} at best"
            others = max(largest.ran.others, alone.ran.others)
            if others > LOADED:  # then the wall times of the two say nothing about each other
                yield f"not judged    {what}: {at_best}; others kept {others:.2f} cores busy"
                continue
            told = f"; {at_best}"
            yield verdict(what, largest.rate / alone.rate, 0.9 * cores(), at_least=True, note=told)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--budget", type=float, default=900.0, help="seconds in all (default %(default)s)")
    parser.add_argument(
        "--sizes", type=_numbers, default=SIZES, help="numbers of drafts (default 100,1000,…)"
    )
    parser.add_argument(
        "--rules", type=_numbers, default=RULES, help="numbers of rules (default 50,100,…; 0 for none)"
    )
    parser.add_argument("--rules-on", type=int, default=400, help="drafts for those (default %(default)s)")
    parser.add_argument("--forms", type=_names, default=FORMS, help="jsonl, yaml or both (default)")
    parser.add_argument("--words", type=_names, default=WORDS, help="repeat, new or both (default)")
    parser.add_argument(
        "--processes", type=_numbers, default=tuple(sorted({1, cores()})), help="default 1 and all cores"
    )
    parser.add_argument("--full", action="store_true", help="10**5 YAML files too, and no budget")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures as JSON as well")
    options = parser.parse_args()
    budget = Budget(1e9 if options.full else options.budget)
    left_out: list[str] = []
    found_: list[Measured] = []
    rules: dict[int, Ran] = {}
    failed: SystemExit | None = None

    print("niw check by number of drafts, whole processes\n")
    print("\n".join(machine()))
    print(f"drafts: {found().source}; one in ten broken\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="niw-bench-") as name:
        folder = Path(name)
        first = Drafts(folder / "first", 2, "new", "jsonl")
        checked(first, 1)  # not counted: byte code, reference and pack are compiled here where they were not
        try:
            _measure(options, budget, folder, found_, rules, left_out)
        except SystemExit as error:  # what was measured before is still told
            failed = error

    print(
        table(
            HEAD,
            [_row(one) for one in sorted(found_, key=lambda m: (m.kind.size, m.kind.form, m.kind.words))],
        )
    )
    print(
        "\nMB: the most that the process (the parent, where there are several) and its largest worker held; grown: what"
        "\nthe largest of them gained after the first fifth of the run; others: cores that other processes kept busy."
    )
    if rules:
        print(f"\nBy number of rules: {options.rules_on} JSONL drafts, all new, one process, made packs\n")
        rows = [
            [f"{n:,} rules", "1", f"{options.rules_on / r.seconds:,.0f}", f"{1000 * r.cpu / options.rules_on:.1f}",
             f"{r.peak:.0f}", f"{r.others:.2f}"]
            for n, r in rules.items()
        ]  # fmt: skip
        print(table(("rules", "processes", "drafts/s", "CPU ms a draft", "MB", "others"), rows))
    print()
    for line in verdicts(found_, rules):
        print(line)
    for line in left_out:
        print(f"left out      {line}")
    print(f"\n{load_told([*(m.ran for m in found_), *rules.values()])}")
    if options.json:
        _keep(options.json, found_, rules)
    if failed is not None:
        raise failed


def _measure(
    options: argparse.Namespace,
    budget: Budget,
    folder: Path,
    found_: list[Measured],
    rules: dict[int, Ran],
    left_out: list[str],
) -> None:
    """The small numbers of drafts, then the rules, then the large numbers, as long as the budget lasts."""
    small = tuple(s for s in options.sizes if s <= 1000)
    large = tuple(s for s in options.sizes if s > 1000)

    def of(sizes: tuple[int, ...]) -> None:
        kinds = (options.forms, options.words, options.processes)
        for one in by_number(sizes, kinds, budget, folder, left_out, full=options.full):
            found_.append(one)
            print(f"  {', '.join(_row(one)[:3])} drafts/s", file=sys.stderr, flush=True)

    of(small)
    for count, ran in by_rules(tuple(n for n in options.rules if n), options.rules_on, folder):
        rules[count] = ran
        print(f"  {count} rules: {options.rules_on / ran.seconds:.0f} drafts/s", file=sys.stderr, flush=True)
    of(large)


def _keep(file: Path, found_: list[Measured], rules: dict[int, Ran]) -> None:
    kept = [{**vars(m.kind), "rate": m.rate, "cost_ms": m.cost, "peak": m.ran.peak, "worker": m.ran.peak_worker,
             "results": m.of_results, "seconds": m.ran.seconds, "others": m.ran.others} for m in found_]  # fmt: skip
    by_count = {n: {"seconds": r.seconds, "cpu": r.cpu} for n, r in rules.items()}
    file.write_text(json.dumps({"drafts": kept, "rules": by_count}, indent=1), encoding="utf-8")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(float(n)) for n in text.split(","))


if __name__ == "__main__":
    main()
