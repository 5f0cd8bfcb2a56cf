"""Puts the compiled reference tables into a wheel.

The text tables stay the source of truth: the database is made from them in a temporary folder while the wheel is
built, never in the source tree, so that a checkout cannot run on a stale one.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "validator/reference/reference.sqlite"


class ReferenceDatabase(BuildHookInterface[Any]):
    """Compiles ``validator/reference/tables`` for the wheel; an editable install and an sdist need none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the builder to take the file in."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from validator.reference.compile import compile_file
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="niw-reference-")
        compiled = Path(self._folder.name) / "reference.sqlite"
        compile_file(Path(self.root) / "validator/reference/tables", compiled)
        build_data["force_include"][str(compiled)] = TARGET

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder once the wheel is written."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
