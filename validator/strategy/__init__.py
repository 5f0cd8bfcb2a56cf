"""The choice of a code: searches, the page on one occupation, and candidate codes side by side.

Ranked by fit to what a draft states, never by advantage; a check imports nothing of it.
"""

from __future__ import annotations

from validator.strategy.compare import compare
from validator.strategy.occupation import show_code
from validator.strategy.search import find_codes, find_programs

__all__ = ["compare", "find_codes", "find_programs", "show_code"]
