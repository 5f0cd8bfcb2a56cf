"""A cold `niw check` against the imports it cannot do without: prints both wall times and their ratio.

The budget is 2.0 times `python -c "import click, yaml, jsonschema, durable.engine"` on the same machine, the goal 1.5;
docs/performance.md says what lies between. Each figure is the median of RUNS fresh processes, the two taking turns
so that a busy machine disturbs both alike; nothing is cached but what the first, uncounted run of each leaves (byte
code, the reference database, the compiled pack).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = "import click, yaml, jsonschema, durable.engine"
BUDGET, GOAL = 2.0, 1.5


def seconds(command: list[str], fine: tuple[int, ...] = (0,)) -> float:
    """Wall time of one run of ``command``, in seconds; SystemExit where its exit code is not one of ``fine``."""
    start = time.perf_counter()
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as a user's shell has it
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd=ROOT, env=kept
    )
    taken = time.perf_counter() - start
    if done.returncode not in fine:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return taken


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
    seconds(imports), seconds(check, (0, 1))
    times = [(seconds(imports), seconds(check, (0, 1))) for _ in range(options.runs)]
    floor = statistics.median(t for t, _ in times)
    cold = statistics.median(t for _, t in times)

    print(f"imports alone   {floor * 1000:7.1f} ms   python -c '{IMPORTS}'")
    print(
        f"niw check       {cold * 1000:7.1f} ms   {draft.relative_to(ROOT) if draft.is_relative_to(ROOT) else draft}"
    )
    print(
        f"ratio           {cold / floor:7.2f}      budget {BUDGET:.1f}, goal {GOAL:.1f}, medians of {options.runs}"
    )


def first_sample() -> Path:
    """The first of the clean samples, in the order of their names."""
    return min(p for p in (ROOT / "samples" / "clean").glob("*.yaml") if not p.match("*.expected.yaml"))


if __name__ == "__main__":
    main()
