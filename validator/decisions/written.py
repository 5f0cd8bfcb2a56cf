"""waivers.yaml: decisions as people write them, each with its place, every mistake of the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from validator.errors import Problem
from validator.findings import Waiver
from validator.frozen import frozen
from validator.packs.reading import Node, Reader, read_yaml

NEEDED = ("draft", "rule", "because", "proposed_by", "on", "until", "rests_on")
KEYS = (
    "draft", "rule", "item", "because", "proposed_by", "approved_by", "on", "until",
    "rests_on", "bands", "rule_was", "datasets",
)  # fmt: skip


@frozen
class WrittenWaiver:
    """A waiver with what it is bound to.

    ``rests_on`` are the stated values by path with the ids of items, as :func:`validator.decisions.values.recorded`
    writes them; ``bands`` how corners agreed; ``rule_was`` the fingerprint of the rule and ``datasets`` the versions of
    the reference that were current: a change there asks for a review, and no more.
    """

    waiver: Waiver
    rests_on: Mapping[str, str]
    bands: Mapping[str, str] = field(default_factory=dict)
    rule_was: str = ""
    datasets: Mapping[str, str] = field(default_factory=dict)


def read_waivers(file: str | Path) -> tuple[tuple[WrittenWaiver, ...], tuple[Problem, ...]]:
    """The waivers of a file that can be used, and the problems of those that cannot. :raises OSError: as open does."""
    problems: list[Problem] = []
    reader = read_yaml(Path(file).read_bytes(), str(file), problems)
    if reader is None:
        return (), tuple(problems)
    fields = reader.fields(reader.root, "The file", ("waivers",))
    if "waivers" not in fields:
        if not problems:
            reader.problem(
                "The file has no “waivers:”.", reader.root, "Waivers stand in a list under waivers:."
            )
        return (), tuple(problems)
    found = [_waiver(reader, item) for item in reader.items(fields["waivers"], "“waivers”")]
    return tuple(w for w in found if w is not None), tuple(problems)


def _waiver(reader: Reader, node: Node) -> WrittenWaiver | None:
    before = len(reader.problems)
    fields = reader.fields(node, "A waiver", KEYS)
    for needed in NEEDED:
        if node.is_group and needed not in fields:
            reader.problem(
                f"The waiver has no “{needed}”.",
                node,
                "The command niw waive writes all of it.",
                code="missing-key",
            )
    texts = {
        key: reader.text(fields[key], f"“{key}”") or ""
        for key in ("draft", "rule", "item", "because", "proposed_by", "approved_by", "rule_was")
        if key in fields and not (fields[key].is_null and key in ("item", "approved_by"))
    }
    on, until = _day(reader, fields, "on"), _day(reader, fields, "until")
    if on and until and until < on:
        reader.problem("“until” is before “on”.", fields["until"], "Exchange the two.", code="date")
    groups = {
        key: _texts(reader, fields[key], key) for key in ("rests_on", "bands", "datasets") if key in fields
    }
    if len(reader.problems) > before or on is None or until is None:
        return None
    return WrittenWaiver(
        waiver=Waiver(
            draft=texts["draft"],
            rule=texts["rule"],
            proposed_by=texts["proposed_by"],
            approved_by=texts.get("approved_by", ""),
            because=texts["because"],
            on=on,
            until=until,
            item=texts.get("item", ""),
            place=reader.place(node),
        ),
        rests_on=groups["rests_on"],
        bands=groups.get("bands", {}),
        rule_was=texts.get("rule_was", ""),
        datasets=groups.get("datasets", {}),
    )


def _day(reader: Reader, fields: Mapping[str, Node], key: str) -> date | None:
    return reader.day(fields[key], f"“{key}”", last=key == "until") if key in fields else None


def _texts(reader: Reader, node: Node, key: str) -> dict[str, str]:
    """A group of texts, each as it stands: values of a draft may be empty, and white space in them counts."""
    return {
        entry.key: entry.value.value if isinstance(entry.value.value, str) else ""
        for entry in reader.entries(node, f"“{key}”")
    }
