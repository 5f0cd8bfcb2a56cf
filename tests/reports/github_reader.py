"""Reads workflow commands as the runner of GitHub Actions does: its rules, written again for the tests.

A line is a command where it begins with ``::`` after white space, or, failing that, where ``##[name …]`` stands
anywhere in it; names that are not registered are no commands.
"""

from __future__ import annotations

from typing import NamedTuple

REGISTERED = {
    "error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher", "remove-matcher",
    "set-env", "set-output", "save-state", "add-path", "echo", "stop-commands", "internal-set-repo-path",
}  # fmt: skip
_DATA = {"%0D": "\r", "%0A": "\n"}
_PROPERTY = {**_DATA, "%3A": ":", "%2C": ","}


class Read(NamedTuple):
    """A command as it was read."""

    name: str
    properties: dict[str, str]
    message: str


def _taken_back(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text.replace("%25", "%")


def read_line(line: str) -> Read | None:
    """The command in a line of the log; None where there is none."""
    stripped = line.lstrip()
    if stripped.startswith("::") and (end := stripped.find("::", 2)) >= 0:
        name, _, given = stripped[2:end].partition(" ")
        if name in REGISTERED:
            pairs = [p.split("=", 1) for p in given.strip().split(",") if p]
            properties = {p[0]: _taken_back(p[1], _PROPERTY) for p in pairs if len(p) == 2 and p[1]}
            return Read(name, properties, _taken_back(stripped[end + 2 :], _DATA))
    if (start := line.find("##[")) >= 0 and (end := line.find("]", start)) >= 0:
        name = line[start + 3 : end].partition(" ")[0]
        if name in REGISTERED:
            return Read(name, {}, line[end + 1 :])
    return None


def read_log(text: str) -> list[Read | None]:
    """Each line of the log: ended by a line feed, a carriage return, or both, as the runner splits its input."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [read_line(line) for line in (lines[:-1] if lines[-1] == "" else lines)]
