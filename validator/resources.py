"""Where the files that ship with niw are, the schemas and the shipped rule packs; and where niw keeps what it made.

A source checkout has them at its root; a wheel carries them inside the package (``validator/_data``), so that an
installed copy works from any folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validator.errors import FaultError, Problem

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FaultError(
        (
            Problem(
                what=f"The folder “{name}” that belongs to niw is missing beside {_PACKAGE}.",
                mend="Install niw again.",
            ),
        )
    )


def schemas_dir() -> Path:
    """The folder of JSON Schemas (``draft.schema.json`` …). :raises FaultError: where it is missing."""
    return _shipped("schemas")


def rules_dir() -> Path:
    """The folder of shipped rule packs, one folder each. :raises FaultError: where it is missing."""
    return _shipped("rules")


def user_cache() -> Path | None:
    """The folder of the user's caches that is niw's own, which need not be there; None for a user without a home."""
    if (
        str(sys.platform) == "linux"
    ):  # what platformdirs answers there, without the 5 ms that importing it takes
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
        return Path(base) / "niw" if os.path.isabs(base) else None  # noqa: PTH117
    import platformdirs

    return Path(platformdirs.user_cache_dir("niw", appauthor=False))
