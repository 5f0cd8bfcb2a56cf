"""authorities.yaml: what rules rest on, each entry confirmed, second-hand, practice or revoked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from validator.findings import Authority
from validator.frozen import frozen
from validator.packs.reading import Entry, Node, Reader, near

STATUSES = ("confirmed", "second-hand", "practice", "revoked")
REVOKED = "revoked"
_KEYS = ("citation", "address", "supports", "status", "seen_on", "because")
TO_ADD = {
    "citation": "Add citation: and what it is called, such as 8 CFR 204.5(k)(2).",
    "status": f"Add status: and one of {', '.join(STATUSES)}.",
    "supports": "Add supports: and what it carries, in your own words.",
}


@frozen
class Registered:
    """An entry of one pack's register, and where its key stands. ``because`` says why it is revoked, or is "".

    An entry that revokes one of a pack beneath may leave ``citation`` and ``supports`` out.
    """

    authority: Authority
    reader: Reader
    at: Node
    because: str = ""

    @property
    def revokes(self) -> bool:
        """Whether it says that the authority no longer stands."""
        return self.authority.status == REVOKED

    def on_top_of(self, below: Authority | None) -> Authority:
        """The authority as it stands on top of the entry of a pack beneath."""
        mine = self.authority
        if below is None:
            return mine
        return replace(
            mine,
            citation=mine.citation or below.citation,
            supports=mine.supports or below.supports,
            address=mine.address or below.address,
        )


def read_authorities(reader: Reader) -> dict[str, Registered]:
    """The authorities of a file, by key; what is wrong is reported to its reader."""
    fields = reader.fields(reader.root, "The file", ("authorities",))
    if "authorities" not in fields:
        return {}
    return {
        entry.key: _read(reader, entry) for entry in reader.entries(fields["authorities"], "“authorities”")
    }


def _read(reader: Reader, entry: Entry) -> Registered:
    what = f"The authority “{entry.key}”"
    said = reader.fields(entry.value, what, _KEYS)
    texts = {k: reader.text(said[k], f"“{k}”") or "" for k in _KEYS if k in said and k != "seen_on"}
    status = texts.get("status", "practice")
    for needed in () if status == REVOKED else TO_ADD:
        if needed not in said:
            reader.problem(f"{what} has no “{needed}”.", entry.key_node, TO_ADD[needed], code="missing-key")
    if status and status not in STATUSES:
        reader.problem(f"“{status}” is no status.", said["status"], near(status, STATUSES), code="status")
    seen: date | None = reader.day(said["seen_on"], "“seen_on”") if "seen_on" in said else None
    return Registered(
        authority=Authority(
            key=entry.key,
            citation=texts.get("citation", ""),
            status=status,
            address=texts.get("address", ""),
            supports=texts.get("supports", ""),
            seen_on=seen,
        ),
        reader=reader,
        at=entry.key_node,
        because=texts.get("because", ""),
    )


def missing_of(entry: Registered) -> Iterator[str]:
    """The keys that an entry of an authority of the pack's own lacks."""
    if not entry.authority.citation:
        yield "citation"
    if not entry.authority.supports:
        yield "supports"
