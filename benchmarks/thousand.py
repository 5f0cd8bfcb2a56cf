"""A thousand drafts in one process, all rules of niw-core: drafts a second, peak memory, and memory as it goes.

The drafts are the samples, over and over, each copy under an id of its own and in a file of its own. What a process
keeps from one draft for the next (a title or a field of study it has met) therefore helps here more than it would on a
thousand strangers. The rate counts reading and checking; the start (rules, reference, engine) is printed apart. Memory
must be flat after the first hundred.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = 100


def main() -> None:
    """Make the drafts, check them, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drafts", type=int, default=1000, help="how many (default %(default)s)")
    parser.add_argument("--engine", default="auto", choices=["auto", "durable", "reference"])
    options = parser.parse_args()

    from validator.checker import Checker
    from validator.drafts import Draft, load_drafts

    start = time.perf_counter()
    checker = Checker(engine=options.engine)
    started = time.perf_counter() - start
    engine = checker.report_of([]).engine

    findings = 0
    memory: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        files = list(copies(Path(folder), options.drafts))
        start = time.perf_counter()
        for number, draft in enumerate(load_drafts(map(str, files)), 1):
            if not isinstance(draft, Draft):
                raise SystemExit(f"{draft.file} cannot be read: {'; '.join(map(str, draft.problems))}")
            findings += len(checker.check(draft).findings)
            if number % FIRST == 0:
                memory.append((number, resident()))
        taken = time.perf_counter() - start

    print(f"start         {started * 1000:8.0f} ms   rules, reference, engine {engine}")
    print(
        f"checked       {options.drafts:8d}      drafts, {len(checker.pack.rules)} rules, {findings} findings"
    )
    print(f"rate          {options.drafts / taken:8.0f}      drafts a second, one process")
    print(f"peak memory   {peak():8.1f} MB")
    if memory:
        least, most = memory[0][1], max(size for _, size in memory)
        print(
            "memory        "
            + "  ".join(f"{size:.1f}@{number}" for number, size in memory)
            + "  (MB resident @ drafts)"
        )
        print(f"growth        {most - least:8.1f} MB   after the first {FIRST}")


def copies(folder: Path, count: int) -> Iterator[Path]:
    """``count`` files in ``folder``: the samples in turn, each under an id of its own."""
    samples = sorted(p for p in (ROOT / "samples").glob("*/*.yaml") if not p.match("*.expected.yaml"))
    texts = [p.read_text(encoding="utf-8") for p in samples]
    for number in range(count):
        text, changed = re.subn(
            r"(?m)^(case:\n(?: .*\n)*?  id: ).*$", rf"\g<1>draft-{number}", texts[number % len(texts)]
        )
        if changed != 1:
            raise SystemExit(f"{samples[number % len(texts)]} has no case id to change")
        file = folder / f"draft-{number:05d}.yaml"
        file.write_text(text, encoding="utf-8")
        yield file


def peak() -> float:
    """The most memory this process has held, in MB (10**6 bytes)."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e6


def resident() -> float:
    """The memory this process holds now, in MB; where the system does not say, the most it has held."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return peak()
    import resource

    return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
