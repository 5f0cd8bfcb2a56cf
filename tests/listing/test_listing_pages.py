"""The page of a pack's rules: by file, the gravest first, and how many of them are in force."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from validator.facts import vocabulary
from validator.findings import Severity
from validator.listing.pages import rules_text
from validator.packs import Pack, load_pack
from validator.reports.interface import Options

FIRM = Path(__file__).parents[2] / "samples" / "packs" / "example-firm"


@cache
def firm() -> Pack:
    return load_pack(str(FIRM), vocabulary())


def test_a_rule_that_is_off_is_counted_apart() -> None:
    off = [rule for rule in firm().rules if rule.off]
    on = [rule for rule in firm().rules if not rule.off]
    assert off
    grave = sum(rule.severity is Severity.blocker for rule in on)
    last = rules_text(firm(), Options()).rstrip().splitlines()[-1]
    assert last.startswith(f"{len(on)} rules: {grave} blocker, ")
    assert last.endswith(f"; {len(off)} off.")
    without = replace(firm(), rules=tuple(on[:1]))
    assert rules_text(without, Options()).rstrip().endswith(f"1 rule: 1 {on[0].severity.name}.")


def test_the_gravest_rule_of_a_file_comes_first_and_what_is_off_last() -> None:
    one = next(rule for rule in firm().rules if not rule.off)
    rules = (
        replace(one, id="off-one", off=True, severity=Severity.blocker),
        replace(one, id="low-one", severity=Severity.low),
        replace(one, id="high-one", severity=Severity.high),
    )
    text = rules_text(replace(firm(), rules=rules), Options())
    places = [text.index(rule) for rule in ("high-one", "low-one", "off-one")]
    assert places == sorted(places)
