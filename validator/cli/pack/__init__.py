"""``niw pack``: the rule packs, their rules, and the proof of them; a module for each command."""

from __future__ import annotations

import click

from validator.cli.lazy import LazyGroup

_COMMANDS = {
    "list": "validator.cli.pack.listing:list_",
    "show": "validator.cli.pack.listing:show",
    "new": "validator.cli.pack.new:new",
    "diff": "validator.cli.pack.diff:diff",
    "lock": "validator.cli.pack.lock:lock",
    "find": "validator.cli.pack.find:find",
    "lint": "validator.cli.pack.lint:lint",
    "test": "validator.cli.pack.test:test",
    "docs": "validator.cli.pack.docs:docs",
    "schema": "validator.cli.pack.schema:schema",
}


@click.group(cls=LazyGroup, commands_of=_COMMANDS)
def pack() -> None:
    """Look at rule packs, change them, and prove them."""
