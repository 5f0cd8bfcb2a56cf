"""From a pack's files to the pack: every file read, every mistake of all of them reported in one run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from validator.engine.vocabulary import Vocabulary
from validator.errors import PackError, Problem
from validator.frozen import frozen
from validator.packs.approval import check_approvals
from validator.packs.chain import (
    Link,
    links,
    merged_authorities,
    merged_conclusions,
    merged_lists,
    merged_params,
)
from validator.packs.crosscheck import crosscheck
from validator.packs.manifest import Change
from validator.packs.model import Changed, Pack, PackPart, Rule
from validator.packs.reading import near
from validator.packs.revoking import check_register, unrevoked
from validator.packs.rules import RuleSource, Scope, read_rule, rule_sources
from validator.packs.sources import PackFiles, digest_of_parts, find_pack


@frozen
class OpenPack:
    """A pack with what it was made from: every rule as it stands in its file, and every pack of its chain.

    ``chain`` runs as the pack's parts do, from the first pack extended to the pack itself.
    """

    pack: Pack
    sources: tuple[RuleSource, ...]
    chain: tuple[Link, ...]

    def source(self, rule_id: str) -> RuleSource | None:
        """The rule of that id as it stands in its file, or None."""
        return next((s for s in self.sources if s.id == rule_id), None)


def build_pack(files: PackFiles, vocabulary: Vocabulary) -> Pack:
    """The pack of ``files`` and of all it extends, read from YAML.

    :raises PackError: with every mistake of every file, in the order of files and lines.
    """
    problems: list[Problem] = []
    pack = open_files(files, vocabulary, problems).pack
    _raise(problems)
    return pack


def load_with_sources(
    name_or_path: str | Path, vocabulary: Vocabulary, *, base: Path | None = None
) -> tuple[Pack, tuple[RuleSource, ...]]:
    """Like :func:`load_pack`, and with it every rule as it stands in its file."""
    opened = open_pack(name_or_path, vocabulary, base=base)
    return opened.pack, opened.sources


def open_pack(name_or_path: str | Path, vocabulary: Vocabulary, *, base: Path | None = None) -> OpenPack:
    """The pack with all it was made from, read from YAML. :raises PackError: with every mistake of every file."""
    problems: list[Problem] = []
    opened = open_files(find_pack(name_or_path, base), vocabulary, problems)
    _raise(problems)
    return opened


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise PackError(in_order(problems))


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By file, in the order the files were first met, then by position; each once."""
    files = {p.place.file: None for p in problems if p.place}
    order = {file: number for number, file in enumerate(files)}
    unique = list(dict.fromkeys(problems))
    unique.sort(
        key=lambda p: (order[p.place.file], p.place.line or 0, p.place.column or 0) if p.place else (-1, 0, 0)
    )
    return tuple(unique)


def open_files(files: PackFiles, vocabulary: Vocabulary, problems: list[Problem]) -> OpenPack:
    """The pack of ``files`` as far as it can be read; what is wrong goes to ``problems``, and is left out."""
    opened = open_chain(links(files, problems), vocabulary, problems)
    if not opened.chain[-1].manifest.extends and any(p.code in MAY_FOLLOW for p in problems):
        from validator.packs.not_extended import say_what_is_not_extended

        say_what_is_not_extended(files, vocabulary, problems)
    return opened


def open_chain(chain: list[Link], vocabulary: Vocabulary, problems: list[Problem]) -> OpenPack:
    """The pack that the last of ``chain`` is, on top of the others."""
    lists = merged_lists(chain)
    conclusions = merged_conclusions(chain)
    missing = {n: d for n, d in conclusions.items() if f"concluded.{n}" not in vocabulary}
    scope = Scope(
        vocabulary=vocabulary.with_conclusions(missing),
        params=merged_params(chain),
        lists={name: phrases.phrases for name, phrases in lists.items()},
        authorities=merged_authorities(chain),
        conclusions=conclusions,
        packs=tuple(link.manifest.name for link in chain),
        set_at={name: at for link in chain for name, at in link.manifest.params_at.items()},
    )
    sources = _unique(_sources(chain))
    as_cited = replace(
        scope, authorities=unrevoked(chain)
    )  # what is revoked on top is told where that is done
    rules = {source.id: read_rule(source, as_cited) for source in sources}
    changes = [change for link in chain for change in link.manifest.changes]
    written = dict(rules)
    for change in changes:
        _apply(change, rules)
    check_approvals(chain, written, rules)
    check_register(chain, sources, rules)
    crosscheck(sources, rules, scope, changes)
    if any(link.manifest.unread for link in chain) or any(p.code in _BROKEN for p in problems):
        problems[:] = [p for p in problems if p.code not in MAY_FOLLOW]
    if any(p.code == "duplicate-id" for p in problems):  # of rules with one id the first alone was read
        problems[:] = [p for p in problems if p.code not in ("unmade-conclusion", "unmade-value")]
    parts = tuple(
        PackPart(
            name=link.manifest.name,
            version=link.manifest.version,
            owner=link.manifest.owner,
            folder=str(link.files.folder),
            digest=link.files.digest,
        )
        for link in chain
    )
    pack = Pack(
        name=parts[-1].name,
        version=parts[-1].version,
        digest=digest_of_parts(p.digest for p in parts),
        parts=parts,
        rules=tuple(rules.values()),
        authorities=scope.authorities,
        conclusions=conclusions,
        lists=lists,
        params=scope.params,
    )
    return OpenPack(pack=pack, sources=tuple(sources), chain=tuple(chain))


_BROKEN = ("no-pack", "pack-circle")
MAY_FOLLOW = (
    "unknown-authority", "unknown-conclusion", "unknown-list", "unknown-param", "unknown-rule", "unknown-word",
    "unmade-conclusion", "unmade-value",
)  # fmt: skip
"""What is missed while a file, or a whole pack, could not be read: it may well stand there, so that is mended first."""


def _sources(chain: list[Link]) -> list[RuleSource]:
    return [
        source
        for link in chain
        for reader, rules in link.manifest.rules
        for source in rule_sources(reader, rules, link.manifest.name, link.manifest.version)
    ]


def _unique(sources: list[RuleSource]) -> list[RuleSource]:
    """The sources whose id stands once, and the first of those that share one."""
    first: dict[str, RuleSource] = {}
    for source in sources:
        earlier = first.setdefault(source.id, source)
        if earlier is not source:
            mend = (
                "Give one of the two another id."
                if earlier.origin.pack == source.origin.pack
                else "Give yours another id. To change that rule, write it in pack.yaml under change:."
            )
            source.reader.problem(
                f"The id “{source.id}” is taken already, by the rule at {earlier.origin.place}.",
                source.fields["id"],
                mend,
                code="duplicate-id",
            )
    return list(first.values())


def _apply(change: Change, rules: dict[str, Rule]) -> None:
    rule = rules.get(change.rule)
    if rule is None:
        change.reader.problem(
            f"There is no rule “{change.rule}” to change.",
            change.at,
            near(change.rule, rules) or "niw pack show lists the rules of a pack.",
            code="unknown-rule",
        )
        return
    if rule.origin.pack == change.origin.pack:
        change.reader.problem(
            f"“{change.rule}” is a rule of this pack.",
            change.at,
            "Change it in its own file.",
            code="own-rule",
        )
        return
    severity = rule.severity if change.severity is None else change.severity
    off = rule.off if change.off is None else change.off
    lowered = rule.severity.name == "blocker" and (severity < rule.severity or (off and not rule.off))
    if lowered and not change.origin.approved_by:
        change.reader.problem(
            f"“{change.rule}” is a blocker: the change does not name who approved it.",
            change.at,
            "Add approved_by: and the attorney who approved it.",
            code="approval",
        )
    rules[change.rule] = replace(
        rule,
        severity=severity,
        off=off,
        concludes=rule.concludes if change.conclusion else (),
        changed_by=(
            *rule.changed_by,
            Changed(origin=change.origin, severity=change.severity, off=change.off),
        ),
    )
