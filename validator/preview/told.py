"""How a comparison is told, whatever it is written in: which differences belong together, and each edit in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from validator.frozen import frozen
from validator.preview.compared import Cause, Difference, Preview
from validator.preview.edits import PAPER, RULE, WORD, Edit
from validator.reports.words import count, listed

# Where a rule is off, not in force or not there, the edit itself says so.
ENDED = {
    "not checked": "the rule can no longer be checked here",
    "not asked": "",
    "no such rule": "",
    "found on other items": "the rule finds other items here",
    "no finding": "",
}


@frozen
class Group:
    """Differences of one rule with the same edits behind them."""

    rule: str
    title: str
    causes: tuple[Cause, ...]
    differences: tuple[Difference, ...]


def groups(differences: Iterable[Difference]) -> tuple[Group, ...]:
    """The differences by rule and causes, in the order they are first met."""
    found: dict[tuple[object, ...], list[Difference]] = {}
    for d in differences:
        found.setdefault((d.rule, tuple((c.edit.key, c.alone) for c in d.causes)), []).append(d)
    return tuple(
        Group(rule=ds[0].rule, title=ds[0].title, causes=ds[0].causes, differences=tuple(ds))
        for ds in found.values()
    )


def place_text(edit: Edit) -> str:
    """``rules/firm/pack.yaml:9``, or ""."""
    if edit.place is None:
        return ""
    return f"{edit.place.file}:{edit.place.line}" if edit.place.line else edit.place.file


def why_text(edit: Edit) -> str:
    """Why the pack says it makes the edit, and who approved it, or ""."""
    because = f"because {edit.because}" if edit.because else ""
    approved = f"approved by {edit.approved_by}" if edit.approved_by else ""
    return "; ".join(filter(None, (because, approved)))


def edit_text(edit: Edit, rule: str = "") -> str:
    """An edit in words; its rule is named where it is not the one spoken of."""
    named = f"{edit.subject}: " if edit.of == RULE and edit.subject != rule else ""
    paper = f"{edit.subject}: " if edit.of == PAPER and edit.subject not in edit.says else ""
    return f"{named}{paper}{edit.says}"


def joined(causes: Sequence[Cause]) -> str:
    """What to say before several causes: whether each is enough, or they act together; "" for one."""
    if len(causes) < 2:
        return ""
    if all(c.alone for c in causes):
        return "each of these by itself:"
    return "these together:" if not any(c.alone for c in causes) else "these:"


def changes_text(d: Difference) -> str:
    """What changed of a finding: ``high is now medium; shown under other-rule``."""
    one, other = d.before, d.after
    if one is None or other is None:
        return ""
    said = []
    if one.severity != other.severity:
        said.append(f"{one.severity} is now {other.severity}")
    if one.under != other.under:
        under = f"is now shown under {other.under}" if other.under else "is now shown by itself"
        said.append(f"{under}{f', was under {one.under}' if one.under else ''}")
    if one.says != other.says:
        said.append("the sentence changed")
    parts = {"title": one.title != other.title, "why": one.why != other.why}
    parts |= {"remedy": one.remedy != other.remedy, "authority": one.authority != other.authority}
    if any(parts.values()):
        said.append(f"{listed([name for name, differs in parts.items() if differs])} changed")
    return "; ".join(said)


def summary(p: Preview) -> str:
    """The comparison in one sentence."""
    if p.drafts is None:
        return f"{count(len(p.edits), 'edit')}. No drafts were named: what becomes of findings was not looked at."
    if p.drafts == 0:
        return "No draft was compared: what becomes of findings is not known."
    said = [
        f"{count(len(p.lost), 'finding')} no longer seen",
        f"{len(p.found)} newly seen",
        f"{len(p.changed)} changed",
        f"{len(p.unchecked)} otherwise checked",
        f"{p.same} as before",
    ]
    but = f", and {len(p.unread)} not read" if p.unread else ""
    return f"On {count(p.drafts, 'draft')}{but}: {', '.join(said)}."


def nothing_lost(p: Preview) -> str:
    """What is said where no finding is lost; of drafts that were not read nothing is known."""
    every = "every one that the old pack has, the new one has too"
    if p.unread:
        return f"No finding is lost on the drafts that were read: {every}."
    return f"No finding is lost: {every}."


def same_text(p: Preview) -> str:
    """What stayed as it was."""
    return (
        f"Unchanged: {count(p.same, 'finding')}, and {count(p.same_unchecked, 'rule')} that could not be checked "
        "before and cannot be now (a rule counts once a draft)."
    )


def bundled(edits: Iterable[Edit]) -> tuple[tuple[str, tuple[Edit, ...]], ...]:
    """Edits for a list of them: words of one list that were added, or taken, stand together."""
    found: dict[tuple[object, ...], list[Edit]] = {}
    for edit in edits:
        file = edit.place.file if edit.place else ""
        way = " was added to " in edit.says
        key = (edit.subject, way, file) if edit.of == WORD else edit.key
        found.setdefault(key, []).append(edit)
    return tuple((_bundle_text(some), tuple(some)) for some in found.values())


def _bundle_text(edits: Sequence[Edit]) -> str:
    if len(edits) == 1:
        return edit_text(edits[0])
    words = [e.says.partition("“")[2].rpartition("”")[0] for e in edits]
    added = " was added to " in edits[0].says
    verb = "were added to" if added else "were taken from"
    shown = [f"“{w}”" for w in words[:8]]
    rest = f" and {len(words) - 8} more" if len(words) > 8 else ""
    return f"the words {', '.join(shown) if rest else listed(shown)}{rest} {verb} {edits[0].subject}"
