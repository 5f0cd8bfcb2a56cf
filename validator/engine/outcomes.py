"""How a rule ended on a draft, and why."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from validator.engine.conditions import Condition
from validator.engine.values import Record, Value
from validator.evidence import Evidence
from validator.frozen import frozen


class Ending(Enum):
    """The three ways a rule can end."""

    finding = "finding"
    no_finding = "no finding"
    not_checked = "not checked"


@frozen
class Bound:
    """An item that a ``for_any`` settled on: its alias, its list's name, its index from 0, the record, its id."""

    alias: str
    list: str
    index: int
    id: str
    record: Record = field(compare=False, repr=False)


@frozen
class Firing:
    """One way in which a rule fired: the items it fired on (none without ``for_any``), and what carried it.

    ``notes`` say what was found in a text, such as the phrase and the list it is from.
    """

    binding: tuple[Bound, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()


@frozen
class OpenItems:
    """``open`` of the ``total`` items of ``list`` leave a rule undecided."""

    list: str
    open: int
    total: int

    def __str__(self) -> str:
        return f"{self.open} of {self.total} {self.list.rpartition('.')[2]} not checked"


@frozen
class Outcome:
    """How one rule ended.

    ``firings`` has one entry per binding where the ending is a finding, in the order of the lists. ``needs`` names the
    fields that would decide what is open: of a rule not checked, or of the items that a finding has not covered.
    ``open_items`` says the same in numbers, per list.
    """

    rule: str
    ending: Ending
    firings: tuple[Firing, ...] = ()
    needs: tuple[str, ...] = ()
    open_items: tuple[OpenItems, ...] = ()


@frozen
class Seen:
    """A fact as a condition saw it."""

    name: str
    value: Value


@frozen
class Trace:
    """A condition with its truth (None: unknown), the values it saw, and the same of every condition within it.

    ``item`` is the id of the item a quantifier's part was tried on, ``note`` a remark such as the phrase found.
    """

    condition: Condition
    truth: bool | None
    seen: tuple[Seen, ...] = ()
    parts: tuple[Trace, ...] = ()
    item: str = ""
    note: str = ""
