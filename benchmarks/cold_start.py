"""A cold `niw check` against the imports it cannot do without: prints both side by side, and their ratio.

The budget is 2.0 times `python -c "import click, yaml, jsonschema, durable.engine"` on the same machine, the goal 1.5;
docs/performance.md says what lies between. Fresh processes of both kinds take turns, so that a busy machine disturbs
both alike; nothing is cached but what the first, uncounted run of each leaves (byte code, the reference database, the
compiled pack). Processor time, which others on the machine disturb less than the clock, is counted as well, and of both
the least beside the median.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = "import click, yaml, jsonschema, durable.engine"
BUDGET, GOAL = 2.0, 1.5


def spent(command: list[str], fine: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Seconds by the clock and of the processor (user and system) that one run of ``command`` takes.

    SystemExit where its exit code is not one of ``fine``.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as a user's shell has it
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd=ROOT, env=kept
    )
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in fine:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "draft", nargs="?", type=Path, help="the draft to check (default: the first of samples/)"
    )
    parser.add_argument("--runs", type=int, default=15, help="processes of each kind (default %(default)s)")
    options = parser.parse_args()
    draft = options.draft or first_sample()

    imports = [sys.executable, "-c", IMPORTS]
    check = [sys.executable, "-m", "validator.cli", "check", os.fspath(draft)]
    spent(imports), spent(check, (0, 1))
    times = [(spent(imports), spent(check, (0, 1))) for _ in range(options.runs)]

    shown = draft.relative_to(ROOT) if draft.is_relative_to(ROOT) else draft
    print(f"imports: python -c '{IMPORTS}'\nniw check: {shown}\n")
    print(f"{options.runs} runs, ms            imports   niw check   ratio")
    for name, at in (("clock", 0), ("processor", 1)):
        for how, of in (("median", statistics.median), ("least", min)):
            floor, cold = of(run[0][at] for run in times), of(run[1][at] for run in times)
            print(f"{f'{name}, {how}':20} {floor * 1000:9.1f} {cold * 1000:11.1f} {cold / floor:7.2f}")
    print(f"\nbudget {BUDGET:.1f}, goal {GOAL:.1f}; load of the machine {os.getloadavg()[0]:.1f}")


def first_sample() -> Path:
    """The first of the clean samples, in the order of their names."""
    return min(p for p in (ROOT / "samples" / "clean").glob("*.yaml") if not p.match("*.expected.yaml"))


if __name__ == "__main__":
    main()
