"""Every mistake of a pack, also those that do not keep it from running."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import Problem
from validator.packs.build import in_order, open_files
from validator.packs.examples import ReadExample, report_faults, report_missing
from validator.packs.reviewed import check_review_days, today
from validator.packs.sources import find_pack
from validator.packs.unread import report_unread


def lint_pack(
    name_or_path: str | Path,
    vocabulary: Vocabulary,
    *,
    base: Path | None = None,
    day: date | None = None,
    read_example: ReadExample | None = None,
) -> tuple[Problem, ...]:
    """Every mistake of the pack, and of its own part those that do not keep it from running: examples that are missing
    or no drafts, settings that no rule reads, days on which a parameter has no value, days of review that cannot be.

    Empty where there is none. ``day`` is today's unless it is named; without ``read_example`` what stands in examples
    is not looked at. :raises PackError: where there is no such pack.
    """
    problems: list[Problem] = []
    opened = open_files(find_pack(name_or_path, base), vocabulary, problems)
    own = [s for s in opened.sources if s.origin.pack == opened.pack.name]
    report_unread(opened.chain[-1], opened.sources, opened.pack.rules, problems)
    for source in own:
        report_missing(source)
        if read_example is not None:
            report_faults(source, read_example)
    check_review_days(own, {rule.id: rule for rule in opened.pack.rules}, day or today())
    return in_order(problems)
