"""A page for each rule, written from the rule itself: what it looks for, says and rests on, and what proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from validator.engine.conditions import Condition, Count, Leaf, Literal, Operand, Several, facts_of, walk
from validator.engine.vocabulary import CONCLUDED, Vocabulary
from validator.findings import Authority
from validator.frozen import frozen
from validator.packs.history import severity_steps
from validator.packs.markdown import address, code, escaped, fenced, sentence_template, table
from validator.packs.model import ALWAYS, Effective, Example, Pack, Rule
from validator.packs.plain import Words, markdown
from validator.packs.proven import KINDS

MADE = "<!-- Made by `niw pack docs` from the rules; change the rule, and not this page. -->"
"""Stands on every page that is made, so that one whose rule is gone can be told from a page that somebody wrote."""

_STATUS = {
    "confirmed": "confirmed: read in a public copy of the official text",
    "second-hand": "second-hand: known through a quotation or summary",
    "practice": "practice: what practitioners do or advise, or what published data show; not law",
    "revoked": "revoked: no longer stands",
}
_KIND_TITLES = {
    "fires": "It fires on",
    "clear": "It finds nothing in",
    "unchecked": "It cannot be checked on",
}


@frozen
class Needed:
    """A field of the draft that a rule reads, as the vocabulary names it, and the form item it is from, or ""."""

    field: str
    item: str


@frozen
class Documented:
    """A rule with all that its page says.

    ``when`` is its condition as its file writes it, ``needs`` the fields of the draft that it reads. ``links`` are
    the pages of other rules, as this page refers to them.
    """

    rule: Rule
    pack: Pack
    when: str
    examples: tuple[Example, ...]
    needs: tuple[Needed, ...]
    links: Mapping[str, str]


def rule_page(documented: Documented, vocabulary: Vocabulary) -> str:
    """The page of a rule in Markdown. ``vocabulary`` has the pack's conclusions in it."""
    rule = documented.rule
    parts = [
        f"# {escaped(rule.title)}",
        MADE,
        table(("", ""), list(_head(documented))),
        "## What it looks for",
        markdown(Words(vocabulary).lines(rule.when)),
        "In the rule language:",
        fenced(documented.when),
        "## What it says",
        f"> {sentence_template(rule.says)}",
        "Between braces stand the draft's own words." if "{" in rule.says else "",
        "## Why an officer may doubt",
        escaped(rule.why),
        "## What to do",
        escaped(rule.remedy),
        "## What it rests on",
        "\n".join(_authority(a) for a in documented.pack.authorities_of(rule)),
        "## What it needs of the draft",
        "\n".join(f"- {code(n.field)}{f', {escaped(n.item)}' if n.item else ''}" for n in documented.needs),
        *_settings(documented),
        *_beside(documented),
        "## Examples",
        *_examples(documented),
        "## Its severity, version by version",
        _history(rule),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(documented: Documented) -> Iterator[tuple[str, str]]:
    rule = documented.rule
    file = rule.origin.place.file.rpartition("/")[2]
    yield "Rule", code(rule.id)
    yield "Severity", f"**{rule.severity.name}**" + (", turned off" if rule.off else "")
    yield "About", ", ".join(map(escaped, rule.about))
    if rule.catalogue:
        yield "Catalogue", escaped(rule.catalogue)
    yield "Pack", f"{escaped(rule.origin.pack)}, {code(file)}"
    if rule.effective != ALWAYS:
        yield "In force", f"for petitions filed {_span(rule.effective)}"
    if rule.reviewed or rule.review_by:
        again = f"again by {rule.review_by}" if rule.review_by else ""
        done = f"{rule.reviewed}" if rule.reviewed else ""
        yield "Held against its authorities", ", ".join(s for s in (done, again) if s)
    lowers = "lowers the finding by one step" if rule.explainable else "does not lower the finding"
    yield "An explanation in the draft", lowers
    if not rule.waivable:
        yield "Waiver", "none: it cannot be waived"
    for name, value in rule.concludes:
        meaning = documented.pack.conclusions.get(name, "")
        yield "Concludes", f"{code(f'{name}: {value}')}" + (f", {escaped(meaning)}" if meaning else "")


def _span(effective: Effective) -> str:
    return " ".join(
        part
        for part in (
            f"from {effective.since}" if effective.since else "",
            f"until {effective.until}" if effective.until else "",
        )
        if part
    )


def _authority(authority: Authority) -> str:
    seen = f" Seen on {_day(authority.seen_on)}." if authority.seen_on else ""
    where = f" {address(authority.address)}" if authority.address else ""
    status = escaped(_STATUS.get(authority.status, authority.status))
    return f"- **{escaped(authority.citation)}** ({status}). {escaped(authority.supports)}{seen}{where}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# ---- lists, parameters, other rules


def _settings(documented: Documented) -> Iterator[str]:
    pack = documented.pack
    names = _called(documented.rule.when)
    said = {n for n in _placeholders(documented.rule.says) if n in pack.params}
    lines = [
        f"- The list {code(name)}: {', '.join(f'“{escaped(p)}”' for p in pack.lists[name].phrases)}"
        for name in sorted(names & pack.lists.keys())
    ]
    for name in sorted((names | said) & pack.params.keys()):
        values = pack.params[name].values
        told = "; ".join(
            f"{escaped(_value(v.value))}{f' ({_span(v.effective)})' if v.effective != ALWAYS else ''}"
            for v in values
        )
        lines.append(f"- The parameter {code(name)}: {told}")
    if lines:
        yield "## Lists and parameters it reads"
        yield "\n".join(lines)


def _value(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _placeholders(says: str) -> Iterator[str]:
    from validator.packs.rules import PARAM
    from validator.packs.wording import placeholders

    yield from (n.removeprefix(PARAM) for n in placeholders(says) if n.startswith(PARAM))


def _called(condition: Condition) -> set[str]:
    """The names of lists and parameters that a condition reads."""
    found: set[str] = set()
    for node in walk(condition):
        if isinstance(node, Leaf | Count):
            found |= set(_names(node.operand))
    return found


def _names(operand: Operand) -> Iterator[str]:
    match operand:
        case Several(items=items, called=called):
            yield called
            for item in items:
                yield from _names(item)
        case Literal(called=called):
            yield called
        case _:
            pass


def _beside(documented: Documented) -> Iterator[str]:
    rule, pack = documented.rule, documented.pack
    lines = [
        f"- Where {link(other, documented.links)} fires too, this finding is shown under that one."
        for other in rule.yields_to
    ]
    lines += [
        f"- Where {link(other.id, documented.links)} fires too, that finding is shown under this one."
        for other in pack.rules
        if rule.id in other.yields_to
    ]
    reads = {r.name.removeprefix(CONCLUDED) for r in facts_of(rule.when) if r.name.startswith(CONCLUDED)}
    for name in sorted(reads):
        makers = [link(r.id, documented.links) for r in pack.rules if any(n == name for n, _ in r.concludes)]
        lines.append(f"- It reads the conclusion {code(name)}, which {', '.join(makers)} can make.")
    makes = {name for name, _ in rule.concludes}
    readers = [
        link(r.id, documented.links)
        for r in pack.rules
        if makes & {f.name.removeprefix(CONCLUDED) for f in facts_of(r.when) if f.name.startswith(CONCLUDED)}
    ]
    if readers:
        lines.append(f"- What it concludes is read by {', '.join(readers)}.")
    if lines:
        yield "## Beside other rules"
        yield "\n".join(lines)


def link(rule: str, links: Mapping[str, str]) -> str:
    """A rule by its id, linked to its page where it has one."""
    return f"[{code(rule)}]({links[rule]})" if rule in links else code(rule)


# ---- examples and history


def _examples(documented: Documented) -> Iterator[str]:
    for kind, ending in KINDS.items():
        shown = [e.text for e in documented.examples if e.outcome is ending]
        if shown:
            yield f"{_KIND_TITLES[kind]}:"
            yield fenced("\n".join(f"- {_hung(text)}" for text in shown))


def _hung(text: str) -> str:
    return text.strip().replace("\n", "\n  ")


def _history(rule: Rule) -> str:
    rows = []
    for step in severity_steps(rule):
        severity = step.severity.name
        if step.off is not None:
            severity = f"{severity}, turned {'off' if step.off else 'on again'}"
        if step.version:
            since = f"{escaped(step.pack)} {escaped(step.version)}"
        else:
            now = f"{escaped(step.pack)} {escaped(rule.origin.version)}"
            since = f"as {now} has it now (the rule keeps no history)"
        because = escaped(step.because) + (
            f" (approved by {escaped(step.approved_by)})" if step.approved_by else ""
        )
        rows.append((since, severity, because))
    return table(("since", "severity", "because"), rows)
