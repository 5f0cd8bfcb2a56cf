"""authorities.yaml: what rules rest on, each entry confirmed, second-hand, practice or revoked."""

from __future__ import annotations

from datetime import date

from validator.findings import Authority
from validator.packs.reading import Reader, near

STATUSES = ("confirmed", "second-hand", "practice", "revoked")
_TO_ADD = {
    "citation": "Add citation: and what it is called, such as 8 CFR 204.5(k)(2).",
    "status": f"Add status: and one of {', '.join(STATUSES)}.",
    "supports": "Add supports: and what it carries, in your own words.",
}


def read_authorities(reader: Reader) -> dict[str, Authority]:
    """The authorities of a file, by key; what is wrong is reported to its reader."""
    found: dict[str, Authority] = {}
    fields = reader.fields(reader.root, "The file", ("authorities",))
    if "authorities" not in fields:
        return found
    for entry in reader.entries(fields["authorities"], "“authorities”"):
        what = f"The authority “{entry.key}”"
        said = reader.fields(entry.value, what, ("citation", "address", "supports", "status", "seen_on"))
        for needed in ("citation", "status", "supports"):
            if needed not in said:
                reader.problem(
                    f"{what} has no “{needed}”.", entry.key_node, _TO_ADD[needed], code="missing-key"
                )
        texts = {
            k: reader.text(said[k], f"“{k}”") or ""
            for k in ("citation", "address", "supports", "status")
            if k in said
        }
        status = texts.get("status", "practice")
        if status and status not in STATUSES:
            reader.problem(f"“{status}” is no status.", said["status"], near(status, STATUSES), code="status")
        seen: date | None = reader.day(said["seen_on"], "“seen_on”") if "seen_on" in said else None
        found[entry.key] = Authority(
            key=entry.key,
            citation=texts.get("citation", ""),
            status=status,
            address=texts.get("address", ""),
            supports=texts.get("supports", ""),
            seen_on=seen,
        )
    return found
