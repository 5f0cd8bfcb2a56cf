"""The command line: each command parses, calls one function and prints. click lives here and nowhere else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from validator.cli.commands import niw

__all__ = ["main", "niw"]

_COLLECT_AFTER = 100_000
"""Objects made before garbage is looked for: what a command loads stays to its end, so looking at it each 700 objects,
Python's own measure, finds nothing and costs a cold check a thirtieth of its time."""


def __getattr__(name: str) -> Any:
    if name == "niw":
        from validator.cli.commands import niw

        return niw
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter does not try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(argv: Sequence[str] | None = None) -> None:
    """Run ``niw`` and leave with its exit code; no error reaches the user as a traceback.

    Exit codes: 0 nothing at or above the threshold, 1 findings at or above it, 2 wrong usage or configuration,
    3 a draft that cannot be read, 4 a pack that is not valid, 5 a fault of ours.
    """
    gc.set_threshold(_COLLECT_AFTER)  # before anything else is imported
    import click

    from validator.cli.commands import niw
    from validator.errors import NiwError

    if sys.stdout is None:
        sys.stderr.write(
            "niw has nowhere to write: standard output is closed. Open it, or redirect it to a file.\n"
        )
        sys.exit(2)
    try:
        result = niw.main(
            args=list(argv) if argv is not None else None, prog_name="niw", standalone_mode=False
        )
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except NiwError as error:
        from validator.cli.shown import show_problems

        show_problems(error.problems)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        _drop_output()
        sys.exit(0)
    except Exception as error:
        if (
            isinstance(error, OSError) and error.filename is None
        ):  # the stream itself, for a file has its name
            _drop_output()
            click.echo(
                f"The output cannot be written: {error.strerror or error}. Write it elsewhere (-o).", err=True
            )
            sys.exit(2)
        if os.environ.get("NIW_DEBUG"):
            raise
        click.echo(
            f"niw met a fault of its own: {type(error).__name__}: {error}\n"
            "Nothing of the draft was changed. Run again with NIW_DEBUG=1 and report what it prints.",
            err=True,
        )
        sys.exit(5)
    finally:
        gc.freeze()  # or Python looks for garbage on the way out, in all there is: a tenth of a cold check
