"""docs/catalogue.md says of every check which rule makes it, in which pack and how grave, or why none does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator.facts import vocabulary
from validator.findings import Severity
from validator.frozen import frozen
from validator.packs import Rule, load_pack, shipped_packs

PAGE = Path(__file__).parents[1] / "docs" / "catalogue.md"
MOST = {"C": 14, "T": 17, "P": 8, "D": 16, "G": 6, "E": 19, "X": 7, "K": 15, "W": 9}
IDS = [f"{group}{n:02}" for group, most in MOST.items() for n in range(1, most + 1)] + ["N1", "N2", "N3"]
CORE = "niw-core"
# Checks that no office gets without asking for them.
OFF_UNLESS_ASKED = "C04 C10 C13 C14 G01 K05 P02 P08 T05 T12 W03 W04 W05 W07".split()

_RULE = re.compile(r"`([a-z0-9-]+)` (blocker|high|medium|low)(?: \(([a-z-]+)\))?")


@frozen(kw_only=False)
class Row:
    """One check on the page: its rules as (rule, severity, pack), and what is said of it."""

    id: str
    rules: tuple[tuple[str, str, str], ...]
    catalogue: str
    note: str


def _rows() -> list[Row]:
    rows = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"[A-Z]\d{1,2}", cells[0]) and len(cells) == 5:
            rules = tuple((m[1], m[2], m[3] or CORE) for m in _RULE.finditer(cells[2]))
            rows.append(Row(id=cells[0], rules=rules, catalogue=cells[3], note=cells[4]))
    return rows


def _shipped() -> dict[str, tuple[Rule, str]]:
    """Every rule that ships by its id, with the pack it is written in."""
    found: dict[str, tuple[Rule, str]] = {}
    for name in (CORE, *(n for n in shipped_packs() if n != CORE)):
        for rule in load_pack(name, vocabulary()).rules:
            found.setdefault(rule.id, (rule, name))
    return found


ROWS = _rows()


def test_every_check_of_the_catalogue_stands_on_the_page_once() -> None:
    assert [row.id for row in ROWS] == IDS


def test_the_page_names_the_rules_that_ship_with_pack_and_severity() -> None:
    told = {(row.id, *rule) for row in ROWS for rule in row.rules}
    shipped = {
        (rule.catalogue, id_, rule.usual_severity.name, pack)
        for id_, (rule, pack) in _shipped().items()
        if rule.catalogue
    }
    assert told == shipped


def test_a_rule_without_a_number_is_named_with_its_reason() -> None:
    section = (
        PAGE.read_text(encoding="utf-8").partition("## Checks without a number")[2].partition("\n## ")[0]
    )
    told = {
        (m[1], m[2], m[3] or CORE): line.rsplit("|", 2)[1]
        for line in section.splitlines()
        if (m := _RULE.search(line))
    }
    wanted = {(i, r.usual_severity.name, p) for i, (r, p) in _shipped().items() if not r.catalogue}
    assert set(told) == wanted
    assert all(len(reason.split()) >= 5 for reason in told.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_check_that_differs_from_the_catalogue_or_has_no_rule_says_why(row: Row) -> None:
    gravest = max((Severity[severity] for _, severity, _ in row.rules), default=None)
    if gravest is not Severity[row.catalogue]:
        assert len(row.note.split()) >= 5, row


def test_no_rule_is_graver_in_niw_core_than_the_catalogue_lets_it_be() -> None:
    graver = [
        (row.id, rule)
        for row in ROWS
        for rule, severity, pack in row.rules
        if pack == CORE and Severity[severity] > Severity[row.catalogue]
    ]
    assert graver == []


def test_what_only_some_offices_want_is_not_in_niw_core() -> None:
    asked = {row.id: {pack for _, _, pack in row.rules} for row in ROWS if row.id in OFF_UNLESS_ASKED}
    assert [id_ for id_, packs in asked.items() if packs != {"niw-strict"}] == []
    assert len(asked) == len(OFF_UNLESS_ASKED)


def test_a_severity_that_another_pack_changes_is_told_of_its_check() -> None:
    told = {row.id: row.note for row in ROWS}
    for name in shipped_packs():
        for rule in load_pack(name, vocabulary()).rules:
            if rule.severity is not rule.usual_severity and rule.catalogue:
                assert name in told[rule.catalogue], (name, rule.id)
                assert rule.severity.name in told[rule.catalogue], (name, rule.id)


def test_the_page_has_a_line_for_every_pack() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in shipped_packs() if f"\n| {name} |" not in text] == []
