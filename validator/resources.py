"""Where the files that ship with niw are: the schemas and the shipped rule packs.

A source checkout has them at its root; a wheel carries them inside the package (``validator/_data``), so that an
installed copy works from any folder.
"""

from __future__ import annotations

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
