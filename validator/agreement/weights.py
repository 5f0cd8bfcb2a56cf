"""The weights of title agreement, and where each is from.

How they were got: for each filed title of 2010-17 (labor condition applications, SOC 2010 brought to 2018),
the occupations are scored by the sum of weight times evidence, and the weights are those under which the
filed code (any accepted successor) is likeliest: a conditional logit, fitted with counts from five sixths of
the filings on the sixth left out, six times over; a filing stayed among the counts with the chance that a
filing of a later year was filed before in the same words (about one in five). ``benchmarks/fit_titles.py``
fits them again. The filings of 2019 (lca_fy2020_sample.tsv) took no part.
"""

from __future__ import annotations

from validator.frozen import frozen


@frozen
class Weights:
    """One set of weights. Evidence of one kind is divided by the square root of how many such parts a title
    has.

    A part's evidence for a code is ``sure * ln(1 + share / 0.0003)``, share being the code's share of the
    part's counts and ``sure`` running from 0 (spread over all codes) to 1 (one code, often seen).
    """

    published_word: float
    published_group: float
    published_head: float
    published_title: float
    published_name: float
    """Of an official name: a SOC or O*NET occupation's title, or a SOC direct match title."""
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
    published_word=0.441,
    published_group=0.138,
    published_head=0.042,
    published_title=0.012,
    published_name=0.7,
    filed_word=0.379,
    filed_group=0.135,
    filed_head=0.121,
    filed_pair=0.167,
    filed_title=0.132,
    employment=0.013,
    professional=0.129,
    residual=-0.176,
    filings=0.173,
)

PUBLISHED_ONLY = Weights(
    published_word=0.751,
    published_group=0.331,
    published_head=0.17,
    published_title=0.081,
    published_name=0.166,
    filed_word=0.0,
    filed_group=0.0,
    filed_head=0.0,
    filed_pair=0.0,
    filed_title=0.0,
    employment=0.42,
    professional=1.661,
    residual=-0.642,
    filings=0.0,
)
"""Fitted the same way without any count of filed titles: for whoever wants none, and for the figures without
them."""
