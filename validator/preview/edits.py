"""What two packs differ in, edit by edit: each with the line that makes it, and why where the pack says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from validator.engine.conditions import AllOf, AnyOf, Condition, ForAll, ForAny, NoneOf, inside
from validator.errors import Place
from validator.frozen import frozen
from validator.packs.build import OpenPack
from validator.packs.chain import folded
from validator.packs.effective import WORDING, ListSettings, RuleSettings, Setting
from validator.packs.model import Origin, Rule
from validator.packs.printing import condition_text
from validator.preview.sides import Side

RULE, WORD, PARAM = "rule", "word", "param"
"""Edits that can change a finding: of a rule's setting (also the rule itself), of a list, of a parameter."""
PAPER = "paper"
"""Edits that change no finding anywhere: names, versions, dates of review, examples, texts of authorities."""
ADDED, GONE, RENAMED = "added", "gone", "renamed"
DECIDES = (
    "severity",
    "reports",
    "when",
    "concludes",
    "yields_to",
    "explainable",
    "waivable",
    "about",
    "effective",
)
"""The settings that decide whether a finding is there, how grave it is, and where it is shown."""
PAPERS = ("reviewed", "review_by", "catalogue", "history", "examples")
_LONGEST = 160


@frozen
class Edit:
    """One difference between two packs.

    ``of`` is rule, word, param or paper; ``subject`` the rule, list or parameter; ``name`` the setting, or the word
    (case and white space aside). ``says`` is a phrase: “off: true”. ``place`` is where it stands, in the new
    pack, or in the old one where it was taken away.
    """

    of: str
    subject: str
    name: str
    says: str
    place: Place | None = None
    because: str = ""
    approved_by: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is an edit of."""
        return (self.of, self.subject, self.name)


def edits(old: Side, new: Side) -> tuple[Edit, ...]:
    """Every difference, in the order of the new pack's rules, then lists, parameters and papers.

    A rule that stands in both under two ids is told by :mod:`validator.preview.renames`; ``old`` must have been
    renamed before.
    """
    return (*_rules(old, new), *_lists(old, new), *_params(old, new), *_papers(old, new))


# ---- rules


def _rules(old: Side, new: Side) -> Iterator[Edit]:
    before = {r.rule.id: r for r in old.settings.rules}
    for now in new.settings.rules:
        was = before.pop(now.rule.id, None)
        if was is None:
            yield _come_or_gone(now, new, old, ADDED, "the rule is new")
        else:
            yield from _settings(was, now, old, new)
    for gone in before.values():
        yield _come_or_gone(gone, old, new, GONE, "the rule is gone")


def _come_or_gone(settings: RuleSettings, there: Side, other: Side, name: str, says: str) -> Edit:
    """A rule that only one side has; where that side alone extends its pack, the line that extends it."""
    rule = settings.rule
    extended = None
    if rule.origin.pack not in {p.name for p in other.opened.pack.parts}:
        extended = _extending(there.opened, rule.origin.pack)
    if extended is None:
        return edit_of(there, RULE, rule.id, name, says, rule.origin)
    verb = "is extended" if name == ADDED else "is no longer extended"
    edit = edit_of(there, RULE, rule.id, name, f"{says}: {rule.origin.pack} {verb}", rule.origin)
    return replace(edit, place=there.place(extended))


def _extending(opened: OpenPack, name: str) -> Place | None:
    """Where the pack of that name is extended."""
    folder = next((link.files.folder for link in opened.chain if link.manifest.name == name), None)
    for link in reversed(opened.chain):
        for extended in link.manifest.extends:
            said = extended.name
            if said == name or (folder and (link.files.folder / said).resolve() == folder):
                return extended.place
    return None


def _settings(was: RuleSettings, now: RuleSettings, old: Side, new: Side) -> Iterator[Edit]:
    rule = now.rule.id
    for name in (*DECIDES, "authority", *WORDING, *PAPERS):
        one, other = was.setting(name), now.setting(name)
        if name == "authority":
            differs = was.rule.authority != now.rule.authority
        elif name == "when":
            differs = condition_text(was.rule.when) != condition_text(now.rule.when)
        else:
            differs = one.value != other.value
        if not differs:
            continue
        of = PAPER if name in PAPERS or name == "waivable" else RULE
        if name == "when":
            yield _condition(was.rule, now.rule, old, new)
        else:
            yield _setting(of, rule, one, other, old, new)


def _setting(of: str, rule: str, one: Setting, other: Setting, old: Side, new: Side) -> Edit:
    side, origin = new, other.origin
    back = ""
    if (
        one.origin.because and not other.origin.because
    ):  # a change that the old pack made, and the new one does not
        side, origin, back = old, one.origin, "a change was taken back: "
    says = _SAYS.get(other.name, _plain)(one.value, other.value, other.name)
    return edit_of(side, of, rule, other.name, back + says, origin)


def _plain(was: str, now: str, name: str) -> str:
    label = name.replace("_", " ")
    if name in (*WORDING, "examples", "history"):
        return (
            f"the {_WORDS.get(name, label)} changed"
            if was and now
            else f"the {_WORDS.get(name, label)} is new"
        )
    return f"{name} is {now or 'not set'}, was {was or 'not set'}"


_WORDS = {"says": "sentence", "why": "reason (why)", "examples": "proof (examples)", "history": "history"}


def _reports(_was: str, now: str, _name: str) -> str:
    return "off: true" if now == "no" else "the rule reports again"


_SAYS = {"reports": _reports}


def _condition(was: Rule, now: Rule, old: Side, new: Side) -> Edit:
    """Where a condition changed: the innermost part that holds the whole difference."""
    says, side, place = condition_change(was.when, now.when, old, new)
    origin = now.origin
    edit = edit_of(side, RULE, now.id, "when", says, origin)
    return edit if place is None else replace(edit, place=side.place(place))


def condition_change(was: Condition, now: Condition, old: Side, new: Side) -> tuple[str, Side, Place | None]:
    """What changed in a condition, in words, and where."""
    mine, theirs = inside(was), inside(now)
    if type(was) is type(now) and isinstance(was, AllOf | AnyOf | NoneOf):
        texts, others = [condition_text(p) for p in mine], [condition_text(p) for p in theirs]
        taken = [p for p, t in zip(mine, texts, strict=True) if t not in others]
        added = [p for p, t in zip(theirs, others, strict=True) if t not in texts]
        if len(taken) == len(added) == 1:
            return condition_change(taken[0], added[0], old, new)
        if added and not taken:
            return f"the condition has {_parts(added)} as well", new, added[0].place
        if taken and not added:
            return f"the condition has {_parts(taken)} no longer", old, taken[0].place
    same_list = (
        type(was) is type(now)
        and isinstance(was, ForAny | ForAll)
        and isinstance(now, ForAny | ForAll)
        and (was.of, was.alias) == (now.of, now.alias)
    )
    if same_list:
        return condition_change(mine[0], theirs[0], old, new)
    return f"the condition is {_short(now)}, was {_short(was)}", new, now.place


def _parts(parts: Sequence[Condition]) -> str:
    return " and ".join(map(_short, parts))


def _short(condition: Condition) -> str:
    text = condition_text(condition)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# ---- lists and parameters


def _lists(old: Side, new: Side) -> Iterator[Edit]:
    before = {entry.name: entry for entry in old.settings.lists}
    for now in new.settings.lists:
        was = before.pop(now.name, None)
        if was is None:
            yield edit_of(new, PAPER, now.name, ADDED, f"the list “{now.name}” is new", now.steps[0].origin)
        else:
            yield from _words(was, now, old, new)
    for gone in before.values():
        yield edit_of(old, PAPER, gone.name, GONE, f"the list “{gone.name}” is gone", gone.steps[0].origin)


def _words(was: ListSettings, now: ListSettings, old: Side, new: Side) -> Iterator[Edit]:
    before = {folded(w): w for w in was.words}
    after = {folded(w): w for w in now.words}
    for key in (k for k in before if k not in after):
        word = before[key]
        step, side = (
            now.step(word),
            new,
        )  # a step of the new pack that takes it out; else it is no longer put in
        if step is None:
            step, side = was.step(word), old
        says = f"the word “{word}” was taken from {now.name}"
        yield edit_of(side, WORD, now.name, key, says, step.origin if step else None)
    for key in (k for k in after if k not in before):
        word = after[key]
        step = now.step(word)
        says = f"the word “{word}” was added to {now.name}"
        yield edit_of(new, WORD, now.name, key, says, step.origin if step else None)


def _params(old: Side, new: Side) -> Iterator[Edit]:
    before = {param.name: param for param in old.settings.params}
    for now in new.settings.params:
        was = before.pop(now.name, None)
        if was is None:
            says = f"the parameter {now.name} is new, {now.value}"
            yield edit_of(new, PAPER, now.name, ADDED, says, now.origin)
        elif was.value != now.value:
            side, origin = new, now.origin
            if was.origin.pack != now.origin.pack and was.was:  # given by a pack that gives it no longer
                side, origin = old, was.origin
            says = f"the parameter {now.name} is {now.value}, was {was.value}"
            yield edit_of(side, PARAM, now.name, "value", says, origin)
    for gone in before.values():
        yield edit_of(old, PAPER, gone.name, GONE, f"the parameter {gone.name} is gone", gone.origin)


# ---- papers


def _papers(old: Side, new: Side) -> Iterator[Edit]:
    before = {a.key: a for a in old.settings.authorities}
    for now in new.settings.authorities:
        was = before.pop(now.key, None)
        if was is None:
            yield edit_of(
                new, PAPER, now.key, ADDED, f"the authority “{now.key}” is new, {now.status}", now.origin
            )
        elif was.status != now.status:
            says = f"the authority “{now.key}” is {now.status}, was {was.status}"
            yield edit_of(new, PAPER, now.key, "status", says, now.origin)
        elif (was.citation, was.supports) != (now.citation, now.supports):
            yield edit_of(
                new, PAPER, now.key, "text", f"the authority “{now.key}” is worded anew", now.origin
            )
    for gone in before.values():
        yield edit_of(old, PAPER, gone.key, GONE, f"the authority “{gone.key}” is gone", gone.origin)
    yield from _conclusions(old, new)
    yield from _parts_of(old, new)


def _conclusions(old: Side, new: Side) -> Iterator[Edit]:
    before, after = old.opened.pack.conclusions, new.opened.pack.conclusions
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            verb = "is new" if name not in before else "is gone" if name not in after else "is worded anew"
            yield Edit(of=PAPER, subject=name, name="conclusion", says=f"the conclusion “{name}” {verb}")


def _parts_of(old: Side, new: Side) -> Iterator[Edit]:
    before = {p.name: p for p in old.opened.pack.parts}
    after = {p.name: p for p in new.opened.pack.parts}
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        if was and now and was.version != now.version:
            yield _pack_edit(name, "version", f"{name} has version {now.version}, was {was.version}")
        if was and now and was.owner != now.owner:
            yield _pack_edit(
                name, "owner", f"{name} is owned by {now.owner or 'nobody named'}, was {was.owner}"
            )
        if (was is None) != (now is None) and len(before) > 1:
            verb = "is no longer extended" if now is None else "is extended now"
            yield _pack_edit(name, "extends", f"{name} {verb}")


def _pack_edit(name: str, what: str, says: str) -> Edit:
    return Edit(of=PAPER, subject=name, name=what, says=says)


def edit_of(side: Side, of: str, subject: str, name: str, says: str, origin: Origin | None) -> Edit:
    """An edit that stands at ``origin`` in the pack of ``side``, with why and who approved it as that says."""
    return Edit(
        of=of,
        subject=subject,
        name=name,
        says=says,
        place=side.place(origin.place) if origin else None,
        because=origin.because if origin else "",
        approved_by=origin.approved_by if origin else "",
    )
