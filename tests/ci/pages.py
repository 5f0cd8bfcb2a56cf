"""The blocks of a page of docs: files to write, and commands with the exit codes they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Block:
    """A block: of a file where ``file`` names one, else of commands."""

    language: str
    file: str
    text: str

    def commands(self) -> Iterator[tuple[str, int]]:
        """Each command with its exit code: ``niw check drafts # exit code 1``; 0 where none is said."""
        for line in self.text.splitlines():
            command, _, code = line.partition(" # exit code ")
            yield command, int(code or 0)


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Block(*block) for block in found]


def with_our_days(text: str) -> str:
    """The days of a page, for a test that is run on another one."""
    last = datetime.now(UTC).date() + timedelta(days=200)
    return text.replace("2027-06-30", str(last)).replace("2027-07-01", str(last + timedelta(days=1)))
