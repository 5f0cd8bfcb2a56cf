"""Groups whose commands are imported when they are asked for: a check pays for the check alone."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands by name, each as ``module:attribute``; an unknown one is answered with the nearest."""

    def __init__(self, *args: Any, commands_of: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._homes = commands_of

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order they were given."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, its module imported now; None where there is none."""
        target = self._homes.get(name)
        if target is None:
            return None
        module, _, attribute = target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What click calls to read the command's name; an unknown one fails with the nearest."""
        if args and args[0] not in self._homes and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self._homes, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" The commands are {', '.join(self._homes)}."
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)
