"""What is worked out of the tables once, when they are compiled, because every check would work it out again.

| table | holds |
|---|---|
| ``code_facts`` | what is known of codes before a title is read, a row a fact: a number a code, in their order |
| ``term_says`` | what each term says of the codes that use it |
| ``title_says`` | what words say of codes and minor groups, by where they stand in titles, and how often they do |
| ``related_said`` | the six-digit codes that O*NET relates to one, by tier |

Numbers are doubles, so that what is read is to the last bit what was worked out. Pairs are of a code's index (or a
group's) and what is said of it. Tables that a database does not have have nothing to be worked out of.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from validator.reference.database import numbers, packed, packed_pairs
from validator.reference.weighing import (
    PROFESSIONAL_ZONE,
    expected_filings,
    groups_of,
    weigh_groups,
    weigh_uses,
    weigh_words,
)

if TYPE_CHECKING:
    import sqlite3

_NEEDED = {"title_priors", "occupations", "term_totals", "term_uses", "title_evidence", "related"}


def derive(connection: sqlite3.Connection) -> None:
    """Add the derived tables to a database that has those they are worked out of."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not there >= _NEEDED:
        return
    connection.execute("CREATE TABLE code_facts (name TEXT PRIMARY KEY, facts BLOB NOT NULL) WITHOUT ROWID")
    connection.execute("CREATE TABLE term_says (term TEXT PRIMARY KEY, codes BLOB NOT NULL) WITHOUT ROWID")
    connection.execute(
        "CREATE TABLE title_says (source TEXT, kind TEXT, words TEXT, count REAL NOT NULL, codes BLOB NOT NULL,"
        " groups BLOB NOT NULL, PRIMARY KEY (source, kind, words)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE related_said (code TEXT, tier TEXT, related TEXT NOT NULL, PRIMARY KEY (code, tier))"
        " WITHOUT ROWID"
    )
    facts = _code_facts(connection)
    connection.executemany("INSERT INTO code_facts VALUES (?, ?)", facts.items())
    index = {code: i for i, code in enumerate(str(facts["codes"]).split(" "))}
    _add_terms(connection, index)
    _add_titles(connection, index)
    _add_related(connection)


def _code_facts(connection: sqlite3.Connection) -> dict[str, str | bytes]:
    """Of every detailed code of SOC 2018: its number; what is known of it; and which codes filings say little of."""
    found = connection.execute(
        "SELECT p.code, p.employment, p.zone, p.filings, p.words, p.heads, o.residual FROM title_priors p"
        " JOIN occupations o ON o.edition = '2018' AND o.code = p.code ORDER BY p.code"
    ).fetchall()
    codes = [row[0] for row in found]
    zones = [row[2] for row in found]
    old = {code for (code,) in connection.execute("SELECT code FROM occupations WHERE edition = '2010'")}
    employment = [math.log((row[1] or 2000) + 500) for row in found]
    mean = sum(employment) / len(employment)
    filed = [row[3] for row in found]
    expected = expected_filings(filed, codes, [row[1] or 0 for row in found], zones, old)
    filings = [math.log(value + 0.05) for value in expected]
    of_code = zip(codes, filed, filings, strict=True)
    untold = [c for c, was, taken in of_code if c not in old and math.log(was + 0.05) < taken - 0.1]
    uses = dict(connection.execute("SELECT code, total FROM term_totals"))
    return {
        "codes": " ".join(codes),
        "employment": packed([value - mean for value in employment]),
        "professional": packed([(zone or 3.0) >= PROFESSIONAL_ZONE for zone in zones]),
        "residual": packed([bool(row[6]) for row in found]),
        "filings": packed(filings),
        "word": packed([row[4] for row in found]),
        "head": packed([row[5] for row in found]),
        "uses": packed([uses.get(code, 0.0) for code in codes]),
        "untold": " ".join(untold),
    }


def _add_terms(connection: sqlite3.Connection, index: dict[str, int]) -> None:
    (uses,) = connection.execute("SELECT facts FROM code_facts WHERE name = 'uses'").fetchone()
    totals = numbers(uses)
    connection.executemany(
        "INSERT INTO term_says VALUES (?, ?)",
        (
            (term, packed_pairs(weigh_uses(counts(codes, index), totals)))
            for term, codes in connection.execute("SELECT term, codes FROM term_uses").fetchall()
        ),
    )


def _add_titles(connection: sqlite3.Connection, index: dict[str, int]) -> None:
    sizes = dict(connection.execute("SELECT name, facts FROM code_facts WHERE name IN ('word', 'head')"))
    divided = {("published", kind): numbers(of_code) for kind, of_code in sizes.items()}
    minor, inside = groups_of([code[:4] for code in index])

    def said(source: str, kind: str, codes: str) -> tuple[float, bytes, bytes]:
        found = counts(codes, index)
        of_codes = weigh_words(found, len(index), divided.get((source, kind)))
        of_groups = weigh_groups(found, minor, len(inside)) if kind == "word" else ()
        return sum(found.values()), packed_pairs(of_codes), packed_pairs(of_groups)

    evidence = connection.execute("SELECT source, kind, words, codes FROM title_evidence").fetchall()
    connection.executemany(
        "INSERT INTO title_says VALUES (?, ?, ?, ?, ?, ?)",
        ((source, kind, words, *said(source, kind, codes)) for source, kind, words, codes in evidence),
    )


def _add_related(connection: sqlite3.Connection) -> None:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for code, related, tier in connection.execute(
        "SELECT code, related, tier FROM related ORDER BY code, rank"
    ):
        if related[:7] != code[:7]:
            found.setdefault((code[:7], tier), {})[related[:7]] = None
    connection.executemany(
        "INSERT INTO related_said VALUES (?, ?, ?)",
        ((code, tier, " ".join(related)) for (code, tier), related in found.items()),
    )


def counts(codes: str, index: dict[str, int]) -> dict[int, float]:
    """``11-1011:3 11-1021:1`` by code index; codes that have none are left out."""
    each = (pair.rpartition(":") for pair in codes.split(" "))
    return {index[code]: float(count) for code, _, count in each if code in index}
