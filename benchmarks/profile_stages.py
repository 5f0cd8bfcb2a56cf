"""Where the time of many drafts goes, in one process: reading, facts, the engine, and what is made of its outcomes.

The drafts are made (benchmarks/drafts_made.py): ``repeat`` draws titles and texts from what one firm would write,
``new`` writes all anew. A third of them is checked first and not counted, so that what a process remembers is
there. Times are processor time a draft, beside that of parsing the same text and nothing else (json.loads, PyYAML's C
loader). Facts are what derived facts take, those that they read included; the stages are told apart by a clock
around each, which costs some hundredths.
"""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks.drafts_made import WORDS, Made, made  # noqa: E402

FORMS = ("jsonl", "yaml")
_EACH = 0.001  # seconds of processor time between two samples


class Clock:
    """Processor seconds spent inside functions, those within one another counted once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, clocked."""

        def clocked(*given: Any, **named: Any) -> Any:
            self._depth += 1
            start = time.process_time() if self._depth == 1 else 0.0
            try:
                return function(*given, **named)
            finally:
                if self._depth == 1:
                    self.seconds += time.process_time() - start
                self._depth -= 1

        return clocked


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drafts", type=int, default=600, help="of each kind (default %(default)s)")
    parser.add_argument("--engine", default="auto", choices=["auto", "durable", "reference"])
    parser.add_argument("--words", choices=WORDS, help="of one kind alone")
    parser.add_argument(
        "--functions", type=int, default=0, help="also the functions that take longest, so many"
    )
    parser.add_argument(
        "--modules", type=int, default=0, help="also the modules that take longest, sampled, so many"
    )
    options = parser.parse_args()
    gc.set_threshold(100_000)  # as the command does
    print(
        f"{'':14}{'parse':>8}{'read':>8}{'facts':>8}{'engine':>8}{'report':>8}{'all':>9}{'a second':>10}{'x parse':>9}"
    )
    for words in (options.words,) if options.words else WORDS:
        drafts = list(made(options.drafts, words, broken=0.0))
        for form in FORMS:
            print(
                f"{words + ' ' + form:14}{stages(drafts, form, options)}",
                flush=True,
            )


def stages(drafts: list[Made], form: str, options: argparse.Namespace) -> str:
    """One line of the table: milliseconds of processor time a draft; what is asked for besides is printed before it."""
    from validator.agreement.memory import forget
    from validator.checker import Checker
    from validator.drafts.load import parse_draft
    from validator.engine import interface
    from validator.facts import frame, view

    texts = [
        draft.as_yaml() if form == "yaml" else json.dumps(draft.data, ensure_ascii=False) for draft in drafts
    ]
    checker = Checker(engine=options.engine)
    first = len(texts) // 3
    counted = texts[first:]

    def warm() -> None:
        """As after the drafts that are not counted, and nothing else."""
        forget()
        check_all(texts[:first])

    def check_all(some: list[str]) -> None:
        for text in some:
            checker.check(parse_draft(text, f"made.{form}"), picture=False)

    warm()
    parsed = seconds(lambda: [parse(form)(text) for text in counted])
    facts, run, read, check = Clock(), Clock(), Clock(), Clock()
    with (
        patch.object(view, "work_out", facts.around(frame.work_out)),
        patch.object(interface.Engine, "run", run.around(interface.Engine.run)),
    ):
        reading, checking = read.around(parse_draft), check.around(checker.check)
        for text in counted:
            checking(reading(text, f"made.{form}"), picture=False)

    if options.modules:
        warm()
        for module, share in sampled(lambda: check_all(counted))[: options.modules]:
            print(f"    {share:6.1%}  {module}")
    if options.functions:
        import cProfile
        import pstats

        warm()
        with cProfile.Profile() as profile:
            check_all(counted)
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.functions)
    whole = read.seconds + check.seconds
    parts = (parsed, read.seconds, facts.seconds, run.seconds - facts.seconds, check.seconds - run.seconds)
    each = "".join(f"{1000 * part / len(counted):8.2f}" for part in parts)
    return f"{each}{1000 * whole / len(counted):9.2f}{len(counted) / whole:10.0f}{whole / parsed:9.2f}"


def sampled(work: Callable[[], None]) -> list[tuple[str, float]]:
    """By module of ours the share of processor time spent in it, and in the libraries it calls; the largest first."""
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and not (module := frame.f_globals.get("__name__", "")).startswith(
            "validator"
        ):
            frame = frame.f_back
        if frame is not None:
            seen[module] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EACH, _EACH)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return [(module, n / seen.total()) for module, n in seen.most_common()]


def parse(form: str) -> Callable[[str], Any]:
    """What parses a text and does nothing else."""
    if form == "jsonl":
        return json.loads
    import yaml

    return lambda text: yaml.load(text, Loader=yaml.CSafeLoader)


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
