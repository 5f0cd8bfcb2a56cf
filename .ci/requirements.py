"""Prints what pyproject.toml requires, one requirement a line: the dependencies, and those of the extras named.

``--plain`` leaves durable-rules out, for machines that cannot compile it. Standard library only: it runs before
anything is installed.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def requirements(extras: list[str], *, plain: bool) -> list[str]:
    """The requirements of the project and of ``extras``, as pyproject.toml writes them, in its order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"]]
    for extra in extras:
        named += project["optional-dependencies"][extra]
    return [line for line in named if not (plain and line.startswith("durable-rules"))]


if __name__ == "__main__":
    arguments = sys.argv[1:]
    print("\n".join(requirements([a for a in arguments if a != "--plain"], plain="--plain" in arguments)))
