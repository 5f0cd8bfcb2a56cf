"""A pack as it stands after everything it extends and changes: each setting with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.frozen import frozen
from validator.packs.beneath import examples_digest, read_by, value_text
from validator.packs.chain import folded
from validator.packs.model import Origin, Pack, Rule
from validator.packs.printing import condition_text

if TYPE_CHECKING:
    from datetime import date

    from validator.errors import Path
    from validator.packs.build import OpenPack
    from validator.packs.manifest import Change
    from validator.packs.rules import RuleSource
    from validator.packs.words import ListChange

WORDING = ("title", "says", "why", "remedy")
"""The settings of a rule that only a reader of its findings meets."""
PAPERS = ("catalogue", "reviewed", "review_by", "history", "examples")
"""The settings of a rule that no finding shows."""


@frozen
class Setting:
    """One setting in force: what it is called, its value in words, and its origin.

    ``was`` is the value it had before the pack of ``origin`` changed it, or "".
    """

    name: str
    value: str
    origin: Origin
    was: str = ""


@frozen
class RuleSettings:
    """A rule in force, every setting of it, and the names of the lists, parameters and conclusions that it reads."""

    rule: Rule
    settings: tuple[Setting, ...]
    lists: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()

    def setting(self, name: str) -> Setting:
        """The setting of that name. :raises KeyError: where there is none."""
        for setting in self.settings:
            if setting.name == name:
                return setting
        raise KeyError(name)


@frozen
class WordStep:
    """A word or phrase that a pack put into a list, or took out of it."""

    word: str
    added: bool
    origin: Origin


@frozen
class ListSettings:
    """A list in force: its words, and every step that led to them, in order."""

    name: str
    words: tuple[str, ...]
    steps: tuple[WordStep, ...]

    def step(self, word: str) -> WordStep | None:
        """The last step that put ``word`` in or took it out, case and white space aside."""
        return next((s for s in reversed(self.steps) if folded(s.word) == folded(word)), None)


@frozen
class AuthoritySettings:
    """An authority in force: its key, its status, what it cites, and the file it stands in."""

    key: str
    status: str
    citation: str
    supports: str
    origin: Origin


@frozen
class EffectivePack:
    """A pack with every setting in force and where each comes from. ``params`` hold the value before, if another's."""

    pack: Pack
    rules: tuple[RuleSettings, ...]
    lists: tuple[ListSettings, ...]
    params: tuple[Setting, ...]
    authorities: tuple[AuthoritySettings, ...]

    def rule(self, rule_id: str) -> RuleSettings | None:
        """The settings of a rule, or None."""
        return next((r for r in self.rules if r.rule.id == rule_id), None)


def effective(opened: OpenPack) -> EffectivePack:
    """Every setting of every rule, then lists, parameters and authorities, in the order of the packs and files."""
    sources = {source.id: source for source in opened.sources}
    changes = [change for link in opened.chain for change in link.manifest.changes]
    return EffectivePack(
        pack=opened.pack,
        rules=tuple(
            _of_rule(rule, sources[rule.id], [c for c in changes if c.rule == rule.id], opened.pack)
            for rule in opened.pack.rules
        ),
        lists=tuple(_lists(opened)),
        params=tuple(_params(opened)),
        authorities=tuple(_authorities(opened)),
    )


# ---- rules


def _of_rule(rule: Rule, source: RuleSource, changes: list[Change], pack: Pack) -> RuleSettings:
    lists, params, conclusions = read_by(rule)

    def own(name: str, value: str) -> Setting:
        return Setting(name=name, value=value, origin=_field(source, name))

    statuses = ", ".join(
        f"{key} ({pack.authorities[key].status if key in pack.authorities else 'not in the register'})"
        for key in rule.authority
    )
    return RuleSettings(
        rule=rule,
        settings=(
            _severity(rule, source, changes),
            _reports(rule, source, changes),
            own("about", ", ".join(rule.about)),
            own("when", condition_text(rule.when)),
            _concludes(rule, source, changes),
            own("yields_to", ", ".join(rule.yields_to)),
            own("explainable", "yes" if rule.explainable else "no"),
            own("waivable", "yes" if rule.waivable else "no"),
            own("effective", _dates(rule.effective.since, rule.effective.until)),
            own("reviewed", _day(rule.reviewed)),
            own("review_by", _day(rule.review_by)),
            own("authority", statuses),
            *(own(name, getattr(rule, name)) for name in WORDING),
            own("catalogue", rule.catalogue),
            own("history", "; ".join(f"{s.version} {s.severity.name}: {s.because}" for s in rule.history)),
            own("examples", examples_digest(source)),
        ),
        lists=tuple(sorted(lists & pack.lists.keys())),
        params=tuple(sorted(params & pack.params.keys())),
        conclusions=tuple(sorted(conclusions)),
    )


def _severity(rule: Rule, source: RuleSource, changes: list[Change]) -> Setting:
    raised = [c for c in changes if c.severity is not None]
    if not raised:
        return Setting(name="severity", value=rule.severity.name, origin=_field(source, "severity"))
    before = raised[-2].severity if len(raised) > 1 else rule.usual_severity
    assert before is not None
    was = before.name if before is not rule.severity else ""
    return Setting(
        name="severity", value=rule.severity.name, origin=_changed_at(raised[-1], "severity"), was=was
    )


def _reports(rule: Rule, source: RuleSource, changes: list[Change]) -> Setting:
    turned = [c for c in changes if c.off is not None]
    value = "no" if rule.off else "yes"
    if not turned:
        return Setting(name="reports", value=value, origin=source.origin)
    before = "no" if len(turned) > 1 and turned[-2].off else "yes"
    was = before if before != value else ""
    return Setting(name="reports", value=value, origin=_changed_at(turned[-1], "off"), was=was)


def _concludes(rule: Rule, source: RuleSource, changes: list[Change]) -> Setting:
    taken = [c for c in changes if not c.conclusion]
    if taken:
        return Setting(name="concludes", value="", origin=_changed_at(taken[-1], "conclusion"), was="yes")
    said = ", ".join(f"{name}: {value}" for name, value in rule.concludes)
    return Setting(name="concludes", value=said, origin=_field(source, "concludes"))


def _field(source: RuleSource, name: str) -> Origin:
    """Where a key of a rule stands; where the rule itself does, for a key that it leaves out."""
    node = source.fields.get(name)
    origin = source.origin
    if node is None:
        return origin
    return Origin(pack=origin.pack, version=origin.version, place=source.reader.place(node.key))


def _changed_at(change: Change, name: str) -> Origin:
    """Where a pack writes one setting of another's rule, with why, and who approved it."""
    return Origin(
        pack=change.origin.pack,
        version=change.origin.version,
        place=change.reader.tree.key_place((*change.at.path, name)),
        because=change.origin.because,
        approved_by=change.origin.approved_by,
    )


def _dates(since: date | None, until: date | None) -> str:
    return " ".join([*([f"from {since}"] if since else []), *([f"until {until}"] if until else [])])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# ---- lists, parameters, authorities


def _lists(opened: OpenPack) -> Iterator[ListSettings]:
    steps: dict[str, list[WordStep]] = {}
    for link in opened.chain:
        for change in link.manifest.lists:
            steps.setdefault(change.name, []).extend(_word_steps(change, steps.get(change.name, [])))
    for name, phrases in opened.pack.lists.items():
        yield ListSettings(name=name, words=phrases.phrases, steps=tuple(steps.get(name, ())))


def _word_steps(change: ListChange, before: list[WordStep]) -> Iterator[WordStep]:
    """The steps of one entry under ``lists:``; a word that is there already is no step, and keeps its first origin."""
    there = {folded(s.word): s.added for s in before}
    for word, node in change.remove:
        if there.get(folded(word)):
            there[folded(word)] = False
            yield WordStep(word=word, added=False, origin=_word_at(change, node.path))
    words, path = (
        (change.add, (*change.at.path, "add")) if change.own is None else (change.own, change.at.path)
    )
    for index, word in enumerate(words):
        if not there.get(folded(word)):
            there[folded(word)] = True
            yield WordStep(word=word, added=True, origin=_word_at(change, (*path, index)))


def _word_at(change: ListChange, path: Path) -> Origin:
    return replace(change.origin, place=change.reader.tree.place(path))


def _params(opened: OpenPack) -> Iterator[Setting]:
    found: dict[str, Setting] = {}
    for link in opened.chain:
        for param in link.manifest.params:
            before = found.get(param.name)
            value = value_text(param)
            was = before.value if before is not None and before.value != value else ""
            found[param.name] = Setting(name=param.name, value=value, origin=param.origin, was=was)
    yield from found.values()


def _authorities(opened: OpenPack) -> Iterator[AuthoritySettings]:
    last = {key: link.manifest for link in opened.chain for key in link.manifest.authorities}
    for key, authority in opened.pack.authorities.items():
        manifest = last[key]
        entry = manifest.authorities[key]
        yield AuthoritySettings(
            key=key,
            status=authority.status,
            citation=authority.citation,
            supports=authority.supports,
            origin=Origin(
                pack=manifest.name,
                version=manifest.version,
                place=entry.reader.place(entry.at),
                because=entry.because,
            ),
        )
