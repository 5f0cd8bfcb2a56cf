"""Whole processes measured from outside: wall time, CPU time, memory of the process and of its largest worker.

Memory is read from ``/proc`` ten times a second; where there is none, the most that any process of the run held is all
that is known. What else the machine does meanwhile is measured too, so that a figure taken under load says so.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVERY = 0.1
LOADED = 0.15
"""Cores that others use on average, from which on the machine counts as loaded."""
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Ran:
    """One run of a command. Times in seconds, memory in MB (10**6 bytes), 0 where it is not known.

    ``cpu`` is of the process and all it started; ``others`` how many cores other processes kept busy meanwhile.
    ``growth`` is what the largest process gained after the first fifth of the run.
    """

    command: tuple[str, ...]
    exit_code: int
    seconds: float
    cpu: float
    peak: float
    peak_worker: float
    growth: float
    others: float
    said: str


@dataclass
class _Watched:
    at: list[tuple[float, float]] = field(default_factory=list)
    peak: float = 0.0
    peak_worker: float = 0.0


def run(
    command: Sequence[str], *, cwd: Path | None = None, fine: Iterable[int] = (0,), path: str | None = None
) -> Ran:
    """Run ``command`` to its end. :raises SystemExit: where its exit code is not one of ``fine``."""
    import resource

    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}
    kept["PYTHONPATH"] = str(ROOT) if path is None else path
    before, busy = resource.getrusage(resource.RUSAGE_CHILDREN), _busy()
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=kept, stdout=told, stderr=subprocess.STDOUT)
        watched = _Watched()
        while True:
            try:
                process.wait(EVERY)
                break
            except subprocess.TimeoutExpired:
                _look(process.pid, time.perf_counter() - start, watched)
        seconds = time.perf_counter() - start
        told.seek(0)
        said = told.read().decode(errors="replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in set(fine):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    first = next((size for at, size in watched.at if at >= seconds / 5), 0.0)
    most = max((size for at, size in watched.at if at >= seconds / 5), default=0.0)
    return Ran(
        command=tuple(command),
        exit_code=process.returncode,
        seconds=seconds,
        cpu=cpu,
        peak=watched.peak,
        peak_worker=watched.peak_worker,
        growth=most - first,
        others=max(0.0, (_busy() - busy - cpu) / seconds),
        said=said,
    )


def _look(pid: int, at: float, watched: _Watched) -> None:
    now, peak = _memory(pid)
    watched.peak = max(watched.peak, peak)
    for worker in _children(pid):
        held, most = _memory(worker)
        now = max(now, held)
        watched.peak_worker = max(watched.peak_worker, most)
    watched.at.append((at, now))


def _children(pid: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _memory(pid: int) -> tuple[float, float]:
    """What a process holds now and the most it has held."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {
        line[:5]: int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(("VmRSS", "VmHWM"))
    }
    return sizes.get("VmRSS", 0.0), sizes.get("VmHWM", 0.0)


def _busy() -> float:
    """Seconds that all cores together have been busy since the machine began; 0 where it is not known."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, irq, soft, *_ = (int(n) for n in line.split()[1:])
    return (user + nice + system + irq + soft) / _TICKS


def machine(
    packages: Iterable[str] = ("click", "PyYAML", "jsonschema", "jsonschema-rs", "durable-rules"),
) -> list[str]:
    """What figures are to be read with: processor, cores, versions, date, load."""
    versions = [f"Python {platform.python_version()}"]
    for name in packages:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{name} not installed")
    now = datetime.now(UTC)
    load = ", ".join(f"{n:.2f}" for n in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"
    return [
        f"{_processor()}, {cores()} cores; {platform.system()} {platform.release()}",
        "; ".join(versions),
        f"{now:%d %B %Y, %H:%M} UTC; load average {load} (1, 5, 15 minutes)",
    ]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def load_told(runs: Iterable[Ran]) -> str:
    """One line on what else the machine did while these runs were measured."""
    others = [r.others for r in runs]
    if not others:
        return "Nothing was measured."
    middle, most = statistics.median(others), max(others)
    said = f"Other processes kept {middle:.2f} cores busy during a run (median; at most {most:.2f})"
    if middle > LOADED:
        return f"{said}: A LOADED MACHINE. Wall times are too long, and what all cores bring is too little."
    return f"{said}: the machine was next to idle."


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with columns of equal width."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]

    def shown(line: Sequence[str]) -> str:
        cells = (
            c.ljust(w) if n < 2 else c.rjust(w) for n, (c, w) in enumerate(zip(line, widths, strict=True))
        )
        return f"| {' | '.join(cells)} |"

    return "\n".join(
        [shown(lines[0]), "|" + "|".join("-" * (w + 2) for w in widths) + "|", *map(shown, lines[1:])]
    )


def verdict(
    what: str, value: float | None, goal: float, *, at_least: bool, unit: str = "", note: str = ""
) -> str:
    """A line on a goal: met, missed, or not measured."""
    sign = "at least" if at_least else "at most"
    if value is None:
        return f"not measured  {what}: goal {sign} {goal:,g}{unit}"
    met = value >= goal if at_least else value <= goal
    shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
    return f"{'met   ' if met else 'MISSED'}        {what}: {shown}{unit} (goal {sign} {goal:,g}{unit}){note}"


def niw(*arguments: str) -> list[str]:
    """The command line of ``niw``, of this checkout."""
    return [sys.executable, "-m", "validator.cli", *arguments]
