"""How formats for machines name files: seen from the folder that niw is run in, with slashes; and as URIs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from validator.errors import Place
    from validator.findings import Finding

_STREAMS = {"", "-", "<standard input>"}


def is_file(file: str) -> bool:
    """Whether ``file`` names a file, and not standard input."""
    return file not in _STREAMS


def relative(file: str) -> str:
    """``file`` seen from the folder that niw is run in, with slashes; as it is where it lies elsewhere.

    What takes these formats in knows files by their path in the repository, so niw is to be run at its root.
    """
    if not is_file(file):
        return file
    path = os.path.normpath(file)
    if Path(path).is_absolute():
        here = Path.cwd()
        if Path(path).is_relative_to(here):
            path = str(Path(path).relative_to(here))
    return path.replace(os.sep, "/")


def uri(file: str) -> str:
    """``file`` as a URI reference: relative where :func:`relative` can make it so, else with the scheme ``file``."""
    path = relative(file)
    encoded = quote(path.encode("utf-8", "surrogatepass"), safe="/-._~!$&'()*+,;=@")
    if Path(path).is_absolute():
        return f"file://{encoded if encoded.startswith('/') else '/' + encoded}"
    return encoded or "."


def where(finding: Finding, file: str) -> tuple[str, Place | None]:
    """The file a finding stands in, and its place there; the draft's file where none of its values has a place."""
    place = finding.place
    return (place.file if place else file), place
