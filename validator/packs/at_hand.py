"""Whether the packs that a report was made with are still at hand: the same, another of the same name, or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from validator.errors import PackError
from validator.findings import PackUsed
from validator.packs.sources import find_pack

_SHOWN = 12  # digits of a digest that a report's foot shows


def at_hand(pack: PackUsed, folders: Iterable[str | Path] = ()) -> bool | None:
    """Whether ``pack`` is here with the digest it had: False where one of its name is another now, None where none is.

    Looked for by its name, among the packs that ship and those that installed distributions offer, and in ``folders``.
    """
    known = _digest(pack.name) if _is_name(pack.name) else None
    if pack.digest in (known, *(_digest(folder) for folder in folders)):
        return True
    return None if known is None else False


def _is_name(name: str) -> bool:
    return bool(name) and not any(c in name for c in "/\\") and not name.startswith(".")


def _digest(name_or_path: str | Path) -> str | None:
    try:
        return find_pack(name_or_path).digest
    except (PackError, OSError, ValueError):
        return None


def pack_notes(packs: Iterable[PackUsed], folders: Iterable[str | Path] = ()) -> list[str]:
    """A sentence for each pack that a report was made with: whether it is at hand, and if not how to find it."""
    folders = tuple(folders)
    notes = []
    for pack in packs:
        name = f"{pack.name} {pack.version} ({pack.digest[:_SHOWN]})"
        here = at_hand(pack, folders)
        if here:
            notes.append(f"The pack {name} is at hand as it was.")
            continue
        find = f"`niw pack find {pack.digest[:_SHOWN]}` looks for the one that this report was made with"
        if here is None:
            notes.append(f"The pack {name} is not at hand: name its folder with --pack; {find}.")
        else:
            notes.append(f"The pack {name} is at hand with other rules by now: {find}.")
    return notes
