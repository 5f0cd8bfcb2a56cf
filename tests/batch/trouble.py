"""Pieces of work that do harm, for workers in other processes to meet."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from validator.errors import PackError, Problem


def double() -> Callable[[object], object]:
    """Work that doubles a number; of a word it does what the word says."""
    return _work


def refuse() -> Callable[[object], object]:
    raise PackError((Problem(what="The pack is not valid."),))


def leave() -> Callable[[object], object]:
    os._exit(7)


def _work(piece: object) -> object:
    if isinstance(piece, int):
        return 2 * piece
    match str(piece).split(" "):
        case ["leave"]:
            os._exit(3)
        case ["kill"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["hang"]:
            time.sleep(60)
        case ["slow"]:
            time.sleep(0.02)
        case ["once", file]:  # takes the worker down the first time it is met
            if not Path(file).exists():
                Path(file).write_text("met", encoding="utf-8")
                os.kill(os.getpid(), signal.SIGKILL)
        case ["who"]:
            return os.getpid()
    return piece
