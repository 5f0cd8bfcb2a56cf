"""The page that leads to the pages of a pack's rules: by severity, by corner of the picture, by catalogue number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from validator.findings import Severity
from validator.packs.markdown import code, escaped, table
from validator.packs.model import Pack, Rule
from validator.packs.pages import MADE, link
from validator.packs.rules import ABOUT

_ABOUT = (
    "What each rule looks for, says and rests on, with the examples that prove it. The pages are written from the "
    "rules by `niw pack docs`, and `niw pack docs --check` tells which are out of date. A rule warns of what may "
    "draw skepticism; none of this is legal advice."
)


def index_page(pack: Pack, rules: Sequence[Rule], links: Mapping[str, str]) -> str:
    """The index of ``pack``. ``rules`` are those that its folder has pages of, ``links`` the pages of all."""
    part = pack.parts[-1]
    own = [r for r in rules if r.origin.pack == pack.name]
    changed = [r for r in rules if r.origin.pack != pack.name]
    below = [f"[{escaped(p.name)}](../{p.name}/README.md)" for p in pack.parts[:-1]]
    parts = [
        f"# The rules of {escaped(pack.name)}",
        MADE,
        f"Version {escaped(pack.version)}"
        + (f", kept by {escaped(part.owner)}" if part.owner else "")
        + f". {len(own)} rule{'' if len(own) == 1 else 's'} of its own"
        + (f", beside those of {' and '.join(below)}" if below else "")
        + ".",
        *_changes(pack, changed, links),
        *_by_severity(own, links),
        *_by_corner(own, links),
        *_by_catalogue(own, links),
    ]
    return "\n\n".join(parts) + "\n"


def contents_page(packs: Iterable[Pack]) -> str:
    """The page above all packs."""
    rows = [
        (
            f"[{escaped(p.name)}]({p.name}/README.md)",
            escaped(p.version),
            str(sum(r.origin.pack == p.name for r in p.rules)),
            ", ".join(escaped(q.name) for q in p.parts[:-1]),
        )
        for p in packs
    ]
    return (
        "\n\n".join(
            (
                "# Rules, one page each",
                MADE,
                _ABOUT,
                table(("pack", "version", "rules of its own", "builds on"), rows),
            )
        )
        + "\n"
    )


def _row(rule: Rule, links: Mapping[str, str]) -> tuple[str, ...]:
    page = links.get(rule.id)
    title = f"[{escaped(rule.title)}]({page})" if page else escaped(rule.title)
    off = ", off" if rule.off else ""
    about = ", ".join(map(escaped, rule.about))
    return (title, f"{rule.severity.name}{off}", about, escaped(rule.catalogue), code(rule.id))


_HEAD = ("rule", "severity", "about", "catalogue", "id")


def _changes(pack: Pack, changed: Sequence[Rule], links: Mapping[str, str]) -> Iterator[str]:
    rows = []
    for rule in changed:
        for change in rule.changed_by:
            if change.origin.pack == pack.name:
                now = [change.severity.name] if change.severity is not None else []
                now += [] if change.off is None else ["off" if change.off else "on again"]
                rows.append((link(rule.id, links), ", ".join(now), escaped(change.origin.because)))
    if rows:
        yield "## What it changes of other packs' rules"
        yield table(("rule", "now", "because"), rows)


def _by_severity(rules: Sequence[Rule], links: Mapping[str, str]) -> Iterator[str]:
    if rules:
        yield "## By severity"
    for severity in sorted(Severity, reverse=True):
        of = [_row(r, links) for r in rules if r.severity is severity]
        if of:
            yield f"### {severity.name}"
            yield table(_HEAD, of)


def _by_corner(rules: Sequence[Rule], links: Mapping[str, str]) -> Iterator[str]:
    if rules:
        yield "## By corner"
    for corner in ABOUT:
        of = [r for r in rules if corner in r.about]
        if of:
            yield f"### {corner}"
            yield "\n".join(f"- {link(r.id, links)}: {escaped(r.title)} ({r.severity.name})" for r in of)


def _by_catalogue(rules: Sequence[Rule], links: Mapping[str, str]) -> Iterator[str]:
    numbered: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.catalogue:
            numbered.setdefault(rule.catalogue, []).append(rule)
    if numbered:
        yield "## By catalogue number"
        yield "\n".join(
            f"- {escaped(number)}: {', '.join(link(r.id, links) for r in numbered[number])}"
            for number in sorted(numbered, key=_natural)
        )


def _natural(number: str) -> tuple[str, int, str]:
    match = re.fullmatch(r"(\D*)(\d*)(.*)", number)
    assert match
    return match[1], int(match[2] or 0), match[3]
