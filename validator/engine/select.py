"""Which engine runs: durable-rules where it imports, plain Python elsewhere."""

from __future__ import annotations

from validator.engine.interface import Engine
from validator.errors import Problem, UsageError
from validator.frozen import frozen

NAMES = ("auto", "durable", "reference")


@frozen
class Selected:
    """The engine to use, and one line of notice where it is not the one a user would expect ("" otherwise)."""

    engine: type[Engine]
    notice: str = ""


def select_engine(name: str = "auto") -> Selected:
    """The engine called ``name``, one of :data:`NAMES`; ``auto`` is durable where it imports, else reference.

    Raises UsageError for another name, and where ``durable`` is asked for and does not import.
    """
    if name not in NAMES:
        raise UsageError(
            (Problem(what=f"There is no engine “{name}”.", mend=f"Choose of {', '.join(NAMES)}."),)
        )
    if name == "reference":
        return Selected(engine=_plain())
    try:
        from validator.engine.durable import DurableEngine
    except ImportError as error:  # absent, or built without the flag that newer Pythons need
        if name == "durable":
            what = f"The engine durable-rules does not import: {error}."
            mend = 'Install it (pip install "niw-validator[durable]"; docs/engine.md has the build flag).'
            raise UsageError((Problem(what=what, mend=mend),)) from error
        return Selected(
            engine=_plain(),
            notice="durable-rules does not import here: the plain Python engine runs, with the same outcomes.",
        )
    return Selected(engine=DurableEngine)


def _plain() -> type[Engine]:
    from validator.engine.reference import ReferenceEngine

    return ReferenceEngine
