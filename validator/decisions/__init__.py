"""What somebody has decided on findings before: waivers beside the drafts, and the baseline of a repository.

Knows nothing of how a finding was made; what it needs of a rule is asked of whoever ran the rules.
"""

from __future__ import annotations

from validator.decisions.baseline import Baseline, Entry, read_baseline
from validator.decisions.book import WaiverBook
from validator.decisions.decide import Decided, RuleNow, RulesNow, decide, taken_out
from validator.decisions.written import WrittenWaiver, read_waivers

__all__ = [
    "Baseline",
    "Decided",
    "Entry",
    "RuleNow",
    "RulesNow",
    "WaiverBook",
    "WrittenWaiver",
    "decide",
    "read_baseline",
    "read_waivers",
    "taken_out",
]
