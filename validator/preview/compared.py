"""What an edit of a pack comes to on drafts: frozen, typed; it knows nothing of how it is shown."""

from __future__ import annotations

from validator.errors import Problem
from validator.findings import Severity
from validator.frozen import frozen
from validator.preview.edits import Edit
from validator.preview.seeing import Seen

LOST, NEW, CHANGED, UNCHECKED = "lost", "new", "changed", "not checked"
"""A finding that is no longer seen, one that is newly seen, one that reads otherwise; a rule that can no longer be
checked, or now can be."""


@frozen
class Cause:
    """An edit that makes the difference. ``alone``: made by itself in the old pack, it makes it; else it is one of
    several without which the new pack would not.
    """

    edit: Edit
    alone: bool


@frozen
class Difference:
    """One thing that is otherwise on one draft. ``ended`` says how the rule ends now (lost) or ended before (new).

    For a rule that is not a finding on either side (``not checked``), ``before`` and ``after`` are None; ``ended``
    says what changed, and ``missing`` the fields that are not entered.
    """

    kind: str
    draft: str
    file: str
    rule: str
    title: str
    severity: Severity
    item: str = ""
    before: Seen | None = None
    after: Seen | None = None
    ended: str = ""
    missing: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether it changed in nothing but its wording or what it cites."""
        one, other = self.before, self.after
        return bool(one and other and (one.severity, one.under) == (other.severity, other.under))


@frozen
class PartNamed:
    """A pack by name, version and the digest of its own files, as reports and niw.lock name it."""

    name: str
    version: str
    digest: str


@frozen
class PackNamed:
    """One of the two packs as it was compared; ``parts`` are it and the packs it extends, itself first."""

    asked: str
    name: str
    digest: str
    parts: tuple[PartNamed, ...]

    @property
    def told(self) -> str:
        """Its parts in words: ``firm 1.2.0 (bffb4f99a97c) on niw-core 0.2.0 (5e449ff90b7d)``."""
        top, *below = (f"{p.name} {p.version} ({p.digest[:12]})" for p in self.parts)
        return f"{top} on {', '.join(below)}" if below else top


@frozen
class Unread:
    """A draft that could not be read, or that a fault kept from being compared."""

    file: str
    problems: tuple[Problem, ...]


@frozen
class Preview:
    """What the edits between two packs come to.

    ``drafts`` is how many were compared, None where none were asked for. ``lost``, ``new``, ``changed`` and
    ``unchecked`` are the differences, gravest first; ``same`` counts findings that are as before, ``same_unchecked``
    rules that could not be checked before and cannot be now. ``idle`` are the edits that make no difference here.
    """

    old: PackNamed
    new: PackNamed
    edits: tuple[Edit, ...]
    drafts: int | None = None
    lost: tuple[Difference, ...] = ()
    found: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()
    unchecked: tuple[Difference, ...] = ()
    same: int = 0
    same_unchecked: int = 0
    unread: tuple[Unread, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether what becomes of findings is known: of every draft that was asked for, and of one at least."""
        return self.drafts is None or (self.drafts > 0 and not self.unread)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All of them, those one will no longer see first."""
        return (*self.lost, *self.found, *self.changed, *self.unchecked)

    @property
    def idle(self) -> tuple[Edit, ...]:
        """The edits that change nothing on these drafts."""
        acting = {cause.edit.key for d in self.differences for cause in d.causes}
        return tuple(e for e in self.edits if e.key not in acting)
