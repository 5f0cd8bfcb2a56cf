"""The types of the domain's facts, and how a level of education is ordered."""

from __future__ import annotations

from validator.agreement.levels import Level
from validator.agreement.result import Band
from validator.engine.vocabulary import BOOLEAN, DAY, NUMBER, RECORDS, TEXT, TEXTS, ordered

BAND = ordered("band", (Band.none, Band.weak, Band.partial, Band.strong))
"""How well two statements agree; a comparison that cannot be made is an unknown or absent value, never a band."""

LEVEL = ordered("level", tuple(Level))
"""A level of education as the United States counts it."""

__all__ = ["BAND", "BOOLEAN", "DAY", "LEVEL", "NUMBER", "RECORDS", "TEXT", "TEXTS", "Band", "Level"]
