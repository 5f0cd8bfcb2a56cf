"""What is worked out when the tables are compiled is what the tables say."""

from __future__ import annotations

import math

import pytest

from validator.agreement import occupations, texts
from validator.agreement.related import related_codes
from validator.reference import Reference
from validator.reference.database import Pairs, numbers, packed, packed_pairs, pairs

EVERY = 97  # of the words and terms, one in so many is worked out again


def assert_alike(kept: Pairs, made: Pairs) -> None:
    """The same indices in the same order; numbers as near as two machines' logarithms are."""
    assert kept.indices == made.indices
    assert list(kept.numbers) == pytest.approx(list(made.numbers), rel=1e-12)


def test_numbers_come_back_to_the_last_bit() -> None:
    values = (0.1, -1e300, 1 / 3, math.pi, 0.0)
    assert numbers(packed(values)) == values
    kept = pairs(packed_pairs(((0, 0.1), (65_535, 1 / 3))))
    assert tuple(kept) == ((0, 0.1), (65_535, 1 / 3)) == tuple(Pairs.of(kept))
    assert [kept.at(i) for i in (0, 1, 65_535)] == [0.1, 0.0, 1 / 3]
    assert not pairs(b"")


def test_every_term_says_what_its_uses_come_to(ref: Reference) -> None:
    terms = [term for (term,) in ref.query("SELECT term FROM term_uses ORDER BY term")]
    assert len(terms) == ref.query("SELECT count(*) FROM term_says")[0][0]
    for term in terms[::EVERY]:
        assert_alike(texts.uses(term), texts.weigh_uses(texts.rates(term)))
        assert list(texts.uses(term)) == sorted(texts.uses(term))  # Pairs.at finds a code by halves


def test_every_word_of_titles_says_what_its_counts_come_to(ref: Reference) -> None:
    found = ref.query("SELECT source, kind, words FROM title_evidence ORDER BY words, kind, source")
    assert len(found) == ref.query("SELECT count(*) FROM title_says")[0][0]
    for source, kind, words in found[::EVERY]:
        said = occupations.said(source, kind, words)
        again = occupations.weigh(
            occupations.postings(source, kind, words), kind, published=source == "published"
        )
        assert_alike(said.by_code, again.by_code)
        assert_alike(said.by_group, again.by_group)
        assert said.count == again.count


def test_filings_are_those_that_codes_of_soc_2018_would_have_had(ref: Reference) -> None:
    filed = [n for (n,) in ref.query("SELECT filings FROM title_priors ORDER BY code")]
    taken = occupations.expected_filings(filed)
    assert occupations.codes().filings == pytest.approx([math.log(n + 0.05) for n in taken])
    table = occupations.codes()
    new = {c for c, a, b in zip(table.codes, filed, taken, strict=True) if b > a}
    assert occupations.untold() <= new
    assert "15-2051" in occupations.untold(), "Data Scientists, whom SOC 2010 did not have"


def test_each_code_knows_how_much_it_uses_all_terms(ref: Reference) -> None:
    totals = dict(ref.query("SELECT code, total FROM term_totals"))
    assert occupations.uses_of_all_terms() == tuple(
        float(totals.get(c, 0)) for c in occupations.codes().codes
    )


def test_related_occupations_are_other_codes_of_the_tiers_asked_for(ref: Reference) -> None:
    primary, short = related_codes("17-2051"), related_codes("17-2051", "Primary-Short")
    assert short < primary
    assert "17-2051" not in primary
    sql = "SELECT DISTINCT substr(related, 1, 7) FROM related WHERE substr(code, 1, 7) = '17-2051' AND tier GLOB ?"
    assert primary == {c for (c,) in ref.query(sql, "Primary*")} - {"17-2051"}
    assert related_codes("99-9999") == frozenset()
