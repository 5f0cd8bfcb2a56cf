"""What a pack may say of the authorities of packs beneath it: that one no longer stands, and nothing else.

So no pack makes second-hand law confirmed. A revocation says why and when it was seen, and is told where it stands
with the rules that fall with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from validator.findings import Authority
from validator.packs.chain import Link
from validator.packs.model import Rule
from validator.packs.reading import Node
from validator.packs.register import TO_ADD, Registered, missing_of
from validator.packs.rules import RuleSource


def unrevoked(chain: Sequence[Link]) -> dict[str, Authority]:
    """Every authority as the pack that first has it says it is."""
    found: dict[str, Authority] = {}
    for link in chain:
        for key, entry in link.manifest.authorities.items():
            found.setdefault(key, entry.authority)
    return found


def check_register(chain: Sequence[Link], sources: Sequence[RuleSource], rules: Mapping[str, Rule]) -> None:
    """Report what a pack says otherwise of an authority beneath it, and the rules that fall with one it revokes."""
    first: dict[str, tuple[str, Authority]] = {}
    by_id = {source.id: source for source in sources}
    for index, link in enumerate(chain):
        for key, entry in link.manifest.authorities.items():
            if key not in first:
                first[key] = (link.manifest.name, entry.authority)
                for lacking in missing_of(entry) if entry.revokes else ():
                    what = f"The authority “{key}” has no “{lacking}”."
                    entry.reader.problem(what, entry.at, TO_ADD[lacking], code="missing-key")
            elif entry.authority != first[key][1]:
                _redefined(key, entry, first[key][0])
                if entry.revokes:
                    here = {other.manifest.name for other in chain[index:]}
                    _fall(key, entry, list(_citing(key, rules)), by_id, here)


def _redefined(key: str, entry: Registered, pack: str) -> None:
    if not entry.revokes:
        entry.reader.problem(
            f"The authority “{key}” is there already, from {pack}; a pack on top of it can only revoke it.",
            entry.at,
            "Give yours another key and cite that; or write status: revoked with because: and seen_on:.",
            code="authority-taken",
        )
        return
    lacking = [
        n for n, said in (("because", entry.because), ("seen_on", entry.authority.seen_on)) if not said
    ]
    if lacking:
        entry.reader.problem(
            f"“{key}” of {pack} is revoked without “{'” and “'.join(lacking)}”.",
            entry.at,
            f"Say why it no longer stands, and when that was seen: add {' and '.join(f'{n}:' for n in lacking)}.",
            code="because",
        )


def _citing(key: str, rules: Mapping[str, Rule]) -> Iterator[Rule]:
    return (rule for rule in rules.values() if key in rule.authority and not rule.off)


def _fall(
    key: str, entry: Registered, fallen: list[Rule], by_id: Mapping[str, RuleSource], here: set[str]
) -> None:
    """The rules of packs beneath are told where the authority is revoked; those of the pack itself where they stand."""
    theirs = [rule for rule in fallen if rule.origin.pack not in here]
    if theirs:
        shown = [f"{r.id} ({r.origin.place.file}:{r.origin.place.line})" for r in theirs]
        number = "one rule falls" if len(theirs) == 1 else f"{len(theirs)} rules fall"
        entry.reader.problem(
            f"With “{key}” {number}: {', '.join(shown)}.",
            entry.at,
            "Turn each off in pack.yaml, under change:, and write your own that cites what stands.",
            code="revoked-authority",
        )
    for rule in fallen:
        if rule.origin.pack in here:
            source = by_id[rule.id]
            node = source.fields["authority"]
            at = Node(key, (*node.path, rule.authority.index(key))) if node.is_list else node
            source.reader.problem(
                f"The authority “{key}” is revoked, at {entry.reader.place(entry.at)}.",
                at,
                "Cite one that still stands, or turn the rule off.",
                code="revoked-authority",
            )
