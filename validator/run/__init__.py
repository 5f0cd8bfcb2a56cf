"""One run: drafts, each folder's settings, checks, decisions; and what it comes to.

The command line and whatever checks many drafts go this way: :class:`Run` finds the settings of each draft, makes one
checker for all that are checked alike, and gives a :class:`Result` a draft, one at a time, in the order of the drafts.
"""

from __future__ import annotations

from validator.run.checks import EXIT_FINDINGS, Checks, Result
from validator.run.running import Ended, Group, Run, new_baseline
from validator.run.terms import Terms, terms_of

__all__ = [
    "EXIT_FINDINGS",
    "Checks",
    "Ended",
    "Group",
    "Result",
    "Run",
    "Terms",
    "new_baseline",
    "terms_of",
]
