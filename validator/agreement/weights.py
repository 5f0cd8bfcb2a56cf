"""The weights of title agreement, and where each is from.

How they were got: for each filed title of 2010-17 (labor condition applications, SOC 2010 brought to 2018), the
occupations are scored by the sum of weight times evidence, and the weights are those under which the filed code
(any accepted successor) is likeliest: a conditional logit, fitted with counts from five sixths of the filings on the
sixth left out, six times over; a filing stayed among the counts with the chance that a filing of a later year was
filed before in the same words (about one in five). ``benchmarks/fit_titles.py`` fits them again. The filings of 2019
(lca_fy2020_sample.tsv) took no part.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One set of weights. Evidence of one kind is divided by the square root of how many such parts a title has.

    A part's evidence for a code is ``sure * ln(1 + share / 0.0003)``, share being the code's share of the part's
    counts and ``sure`` running from 0 (spread over all codes) to 1 (one code, often seen).
    """

    published_word: float
    published_group: float
    published_head: float
    published_title: float
    filed_word: float
    filed_group: float
    filed_head: float
    filed_pair: float
    filed_title: float
    employment: float
    """Of the natural logarithm of employment plus 500."""
    professional: float
    """Added where the mean job zone is 3.5 or more (scheme 1-5)."""
    residual: float
    """Added for All Other codes."""
    filings: float
    """Of the natural logarithm of filings plus 0.05."""


WITH_FILED = Weights(
    published_word=0.434,
    published_group=0.135,
    published_head=0.035,
    published_title=0.045,
    filed_word=0.382,
    filed_group=0.118,
    filed_head=0.113,
    filed_pair=0.16,
    filed_title=0.145,
    employment=0.026,
    professional=0.055,
    residual=-0.221,
    filings=0.152,
)

PUBLISHED_ONLY = Weights(
    published_word=0.75,
    published_group=0.3,
    published_head=0.165,
    published_title=0.143,
    filed_word=0.0,
    filed_group=0.0,
    filed_head=0.0,
    filed_pair=0.0,
    filed_title=0.0,
    employment=0.425,
    professional=1.677,
    residual=-0.694,
    filings=0.0,
)
"""Fitted the same way without any count of filed titles: for whoever wants none, and for the figures without them."""
