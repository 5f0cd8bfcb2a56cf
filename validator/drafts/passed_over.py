"""Files that niw writes, told by their first keys: in a folder of drafts they are passed over, and are no drafts."""

from __future__ import annotations

import re
from pathlib import Path

_ENDINGS = (".json", ".jsonl", ".ndjson")
_BEGINNING = 512
# Patterns that are compiled when a file comes for them.
_KINDS = (
    ("report", rb'\s*\{\s*"schema_version"\s*:\s*"[^"]*",\s*"summary"\s*:'),
    ("report", rb'\s*\{\s*"\$schema"\s*:\s*"[^"]*sarif[^"]*"'),
    ("report", rb'\s*\[\s*\{\s*"description"\s*:\s*"(?:[^"\\]|\\.)*",\s*"check_name"\s*:'),
    ("results", rb'\s*\{\s*"kind"\s*:\s*"run",\s*"niw_results"\s*:'),
    ("baseline", rb'\s*\{\s*"niw_baseline"\s*:'),
)


def written_by_niw(file: str) -> str:
    """What ``file`` is, where niw wrote it (``report``, ``results``, ``baseline``); "" where it may be a draft.

    Only its first 512 bytes are looked at; one that cannot be read may be a draft, and whoever reads it says why not.
    """
    if not file.endswith(_ENDINGS):
        return ""
    try:
        with Path(file).open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except (OSError, ValueError):
        return ""
    return next((kind for kind, begins in _KINDS if re.match(begins, beginning)), "")
