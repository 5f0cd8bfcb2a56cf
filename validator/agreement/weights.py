"""The weights of title agreement, and where each is from.

How they were got: for each filed title of 2010-17 (labor condition applications, SOC 2010 brought to 2018),
the occupations are scored by the sum of weight times evidence, and the weights are those under which the
filed code (any accepted successor) is likeliest: a conditional logit, fitted with counts from five sixths of
the filings on the sixth left out, six times over; a filing stayed among the counts with the chance that a
filing of a later year was filed before in the same words (about one in five). Filings hold few occupations
beyond the professions, so titles that O*NET's incumbents report take part as well, each as three tenths of
a filing: with more, the filings' own figures fall. ``benchmarks/fit_titles.py`` fits the weights
again, over the likelier codes and some others; those here are of the same fit over all codes. The filings of 2019
(lca_fy2020_sample.tsv) and the reported titles that are judged took no part in the fit.

By hand: ``published_alone`` is 0.7 and ``published_name`` 0.3 where the fit gives 0.2 and 0.1 (a title published
for one code alone then ranks it first for 93 in 100 reported titles instead of 85, for half a point of filings);
``published_title`` is 0 where the fit gives -0.01; ``named_untold`` is 0.8, for filings of 2010-17 cannot show codes
that SOC 2018 added (Data Scientists).
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
    published_unfiled: float
    """Added to ``published_word`` for a word that no filed title has: it is all that is known of the word."""
    published_title: float
    """Of the title word for word, its filings under any code counted against those it is published for."""
    published_alone: float
    """Added to ``published_title`` for a title that is published for one code alone."""
    published_name: float
    """Of an official name: a SOC or O*NET occupation's title, or a SOC direct match title."""
    named_untold: float
    """Added to ``published_name`` for a code of which filings say little, since SOC 2010 did not have it."""
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
    unfiled_filings: float
    """Added to ``filings`` for a title whose words no filed title has: filings say little of such work."""
    unfiled_professional: float
    """Added to ``professional`` for such a title."""


WITH_FILED = Weights(
    published_word=0.452,
    published_group=0.283,
    published_head=0.124,
    published_unfiled=1.004,
    published_title=0.0,
    published_alone=0.7,
    published_name=0.3,
    named_untold=0.8,
    filed_word=0.437,
    filed_group=0.236,
    filed_head=0.14,
    filed_pair=0.146,
    filed_title=0.18,
    employment=-0.035,
    professional=0.119,
    residual=-0.123,
    filings=0.265,
    unfiled_filings=-0.004,
    unfiled_professional=-0.77,
)

PUBLISHED_ONLY = Weights(
    published_word=0.751,
    published_group=0.331,
    published_head=0.17,
    published_unfiled=0.0,
    published_title=0.081,
    published_alone=0.0,
    published_name=0.166,
    named_untold=0.0,
    filed_word=0.0,
    filed_group=0.0,
    filed_head=0.0,
    filed_pair=0.0,
    filed_title=0.0,
    employment=0.42,
    professional=1.661,
    residual=-0.642,
    filings=0.0,
    unfiled_filings=0.0,
    unfiled_professional=0.0,
)
"""Fitted the same way without any count of filed titles: for whoever wants none, and for the figures without
them."""
