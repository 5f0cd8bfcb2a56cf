"""The order of candidate codes: by how they fit what the draft states, and by nothing that would be an advantage."""

from __future__ import annotations

from dataclasses import replace

from validator.strategy.model import Candidate, Fit

WEIGHTS = {"duties": 3, "title": 2, "degree": 2, "endeavor": 2, "words": 1}
"""What each fit counts: an occupation is what somebody does, so duties come before the title. Our judgement,
no authority.

The level is left out: that an occupation asks for a degree is an advantage of the code and no fact of the petitioner.
"""

_BANDS = {"none": 0, "weak": 1, "partial": 2, "strong": 3}

_CLOSE = 0.1
"""Codes that lie no further apart than one band of the duties are close: what parts them is within what words
can tell.
"""

_OF_THE_DRAFT = {"chosen", "candidate", "noted", "stated"}

METHOD = (
    "Ranked by fit to what the draft states: the bands of duties (counted three times), title, degree, endeavor (twice"
    " each) and of the words of the code's own title in the draft (once). A title that is published under other codes"
    " alone counts as partial at most, one published under the code as strong. Codes less than a band of the duties"
    " behind the first of a group are a close call: among them the chosen code stands first, then others that the draft"
    " names, then suggestions, then “All Other” codes, and last what cannot be filed as it stands. Level, wages and"
    " findings do not rank: an advantage is no fact of the petitioner."
)


def points(fit: Fit) -> int | None:
    """What a fit counts, 0 to 3; None where it is unknown, for an absence speaks neither for a code nor
    against it.
    """
    return _BANDS.get(fit.band)


def title_band(band: str, *, listed: bool, elsewhere: bool) -> str:
    """The band of a title's fit, by where it is published too: under the code, or under other codes alone.

    Scores of titles rest on how often occupations are filed as well; that a title is published under one code
    and not under another is the plainer fact.
    """
    if listed and band in _BANDS:
        return "strong"
    return "partial" if elsewhere and band == "strong" else band


def fit_value(fits: tuple[Fit, ...]) -> float:
    """The value that codes are ranked by, 0 to 1: the weighted mean of what is known; 0 where nothing is."""
    known = [(WEIGHTS[f.of], p) for f in fits if f.ranks and (p := points(f)) is not None]
    total = sum(weight for weight, _ in known)
    return round(sum(weight * p for weight, p in known) / (3 * total), 4) if total else 0.0


def _scores(candidate: Candidate) -> float:
    counted = [f for f in candidate.fits if f.ranks]
    total = sum(WEIGHTS[f.of] for f in counted)
    return sum(WEIGHTS[f.of] * f.score for f in counted) / total if total else 0.0


def ranked(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """``candidates`` in order, each with its place and whether it is close to the one before it.

    In a close group the chosen code stands first, then those that the draft names otherwise, then others, each
    by fit and scores. A residual comes after them, for it is what no named occupation covers; last comes what
    is no detailed occupation of SOC 2018, or carries a suffix that cannot be filed.
    """
    left = sorted(candidates, key=lambda c: (-c.fit, -round(_scores(c), 4)))
    out: list[Candidate] = []
    while left:
        top = left[0].fit
        group = [c for c in left if top > 0 and c.fit > 0 and round(top - c.fit, 4) < _CLOSE] or left
        left = [c for c in left if c not in group]
        group.sort(key=_standing)
        for at, one in enumerate(group):
            out.append(replace(one, place=len(out) + 1, close=at > 0 and top > 0))
    return tuple(out)


def _standing(candidate: Candidate) -> int:
    kinds = {o.kind for o in candidate.origins}
    if not candidate.fileable:
        return 4
    if candidate.residual:
        return 3
    return 0 if "chosen" in kinds else 1 if kinds & _OF_THE_DRAFT else 2
