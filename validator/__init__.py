"""niw: checks an EB-2 National Interest Waiver petition draft before it is filed.

The command is ``niw``; from Python, :func:`check` and :func:`suggest_codes` here, and the comparisons of
:mod:`validator.agreement`, are the public interface. Importing this package loads nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from validator.agreement import Suggestion
    from validator.findings import Report

__version__ = "0.1.0"

__all__ = ["__version__", "check", "suggest_codes"]


def check(draft: str | Path | Mapping[str, Any], packs: str = "niw-core") -> Report:
    """Check one draft: a file's path, or the draft itself as nested mappings, lists and scalars.

    :param packs: the rule pack: the name of one that ships or is installed, or a pack's folder.
    :returns: a report with the one draft. :raises validator.errors.DraftError: where the draft cannot be read, with
        every problem of it. :raises validator.errors.PackError: where the pack is not valid.
    """
    from validator.checker import Checker
    from validator.drafts import load_draft

    return Checker(packs).report([load_draft(draft)])


def suggest_codes(title: str, duties: str | None = None, limit: int = 10) -> tuple[Suggestion, ...]:
    """The SOC 2018 codes that a title, and duties where given, fit best.

    Each has code, title, score (0 to 1, best first) and the evidence that carried it, with dataset and version. Empty
    where nothing in the title or the duties is known to the reference.
    """
    from validator import agreement

    return agreement.suggest_codes(title, duties, limit)
