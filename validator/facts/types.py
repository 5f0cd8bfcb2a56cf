"""The types of the domain's facts, and how a level of education is ordered."""

from __future__ import annotations

from validator.agreement.levels import Level
from validator.agreement.result import Band
from validator.engine.vocabulary import BOOLEAN, DAY, NUMBER, RECORDS, TEXT, TEXTS, Kind, one_of, ordered

BAND = ordered("band", (Band.none, Band.weak, Band.partial, Band.strong))
"""How well two statements agree; a comparison that cannot be made is an unknown or absent value, never a band."""

LEVEL = ordered("level", tuple(Level))
"""A level of education as the United States counts it."""

TITLE_KIND = one_of("title_kind", ("occupation", "vague", "rank", "several", "unread", "empty"))
"""What a job title is: the members of validator.agreement.title_kinds.Kind, which no start of niw waits for."""

MAJOR_GROUP = one_of(
    "major_group",
    "11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 51 53 55".split(),
)
"""The two digits of each major group of the SOC, in both editions."""

LANGUAGE = one_of(
    "language",
    (
        "English",
        "Chinese",
        "French",
        "German",
        "Hindi-English",
        "Japanese",
        "Korean",
        "Portuguese",
        "Spanish",
    ),
)
"""The languages whose usage of ranks is known: those of validator/agreement/data/rank_titles.tsv."""

CRITERIA_CLAIMED = one_of(
    "criteria",
    ("degree", "experience", "license", "salary", "membership", "recognition", "comparable"),
    Kind.texts,
)
"""Criteria of 8 CFR 204.5(k)(3)(ii), by the words of the draft schema."""

__all__ = [
    "BAND",
    "BOOLEAN",
    "CRITERIA_CLAIMED",
    "DAY",
    "LANGUAGE",
    "LEVEL",
    "MAJOR_GROUP",
    "NUMBER",
    "RECORDS",
    "TEXT",
    "TEXTS",
    "TITLE_KIND",
    "Band",
    "Level",
    "one_of",
]
