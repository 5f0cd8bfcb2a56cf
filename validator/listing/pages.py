"""How packs, a pack's rules, its settings in force and an upgrade beneath it look on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from validator.findings import Severity
from validator.packs.effective import EffectivePack, RuleSettings, Setting
from validator.packs.history_of_digest import FoundPack
from validator.packs.model import Origin, Pack, Rule
from validator.packs.upgrade import Shifted, Upgrade
from validator.reports.clean import cleaned, one_line
from validator.reports.page import Page
from validator.reports.screen import severity_sign
from validator.reports.spans import Span, Style, write_ansi, write_plain
from validator.reports.words import count, spoken

if TYPE_CHECKING:
    from validator.listing.catalog import PackListed
    from validator.reports.interface import Options

T = TypeVar("T")

_SHOWN = (
    "severity", "reports", "concludes", "yields_to", "explainable", "waivable", "effective", "reviewed", "review_by",
    "authority",
)  # fmt: skip
"""The settings that are shown; condition, wording and examples are read in the rule itself, whose line is named."""
_OF = {"param": "parameter"}
_USUAL = {"reports": "yes", "explainable": "yes", "waivable": "yes"}


def listed_text(packs: Sequence[PackListed], options: Options) -> str:
    """The packs there are, each with what it extends."""
    page = Page.of(options)
    for at, pack in enumerate(packs):
        if at:
            page.blank()
        name = [Span(pack.name, Style.strong), Span(f" {pack.version}")]
        told = f"{count(pack.rules, 'rule')}, {pack.kind}, digest {pack.digest[:12]}"
        page.text([*name, Span(f"  {told}", Style.faint)])
        if pack.extends:
            page.text(f"extends {', '.join(pack.extends)}", indent=2)
        if pack.about:
            page.text(pack.about, indent=2)
        for problem in pack.problems:
            page.text(f"not valid: {problem}", indent=2, hang=4)
    return _written(page, options)


# ---- the rules of a pack


def rules_text(pack: Pack, options: Options) -> str:
    """The rules of a pack by file, the gravest of a file first."""
    page = Page.of(options)
    _title(page, pack)
    for file, rules in _by_file(pack.rules):
        page.heading(f"{_subject(file)} {page.signs.dash} {count(len(rules), 'rule')}", file)
        for rule in sorted(rules, key=lambda r: (r.off, -r.severity)):
            _rule_line(page, rule)
    page.blank()
    page.text(_counts(pack))
    return _written(page, options)


def _title(page: Page, pack: Pack) -> None:
    page.text(
        [
            Span(f"{pack.name} {pack.version}", Style.strong),
            Span(f"  digest {pack.parts[-1].digest[:12]}", Style.faint),
        ]
    )
    below = [f"{p.name} {p.version} ({p.digest[:12]})" for p in pack.parts[:-1]]
    if below:
        page.text(f"on top of {', '.join(below)}")


def _by_file(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.origin.place.file, []).append(rule)
    return list(found.items())


def _subject(file: str) -> str:
    """What the rules of a file are about, by its name."""
    return spoken(PurePath(file).stem.replace("-", "_"))


def _rule_line(page: Page, rule: Rule) -> None:
    sign = " " if rule.off else severity_sign(rule.severity, page)
    word = "off" if rule.off else rule.severity.name
    label = Span(f"{sign} {word:<8} {rule.catalogue:<5}")
    spans = [Span(rule.id, Style.strong), Span(f"  {rule.title}")]
    if not rule.off and rule.severity is not rule.usual_severity:
        spans.append(Span(f"  (was {rule.usual_severity.name})", Style.faint))
    page.labelled(label, spans, indent=0, column=17)


def _counts(pack: Pack) -> str:
    on = [r for r in pack.rules if not r.off]
    by = [(s, sum(r.severity is s for r in on)) for s in sorted(Severity, reverse=True)]
    said = ", ".join(f"{number} {severity.name}" for severity, number in by if number)
    off = len(pack.rules) - len(on)
    return f"{count(len(on), 'rule')}: {said}{f'; {off} off' if off else ''}."


# ---- every setting


def effective_text(shown: EffectivePack, options: Options) -> str:
    """Every setting in force with where it comes from."""
    page = Page.of(options)
    _title(page, shown.pack)
    page.text(
        "Each setting in force, and where it comes from. What stands in a rule itself is not said again."
    )
    files: dict[str, list[RuleSettings]] = {}
    for rule in shown.rules:
        files.setdefault(rule.rule.origin.place.file, []).append(rule)
    for file, rules in files.items():
        page.heading(_subject(file), file)
        for at, rule in enumerate(rules):
            if at:
                page.blank()
            _rule_settings(page, rule, shown)
    _lists(page, shown)
    if shown.params:
        page.heading("Parameters")
        for param in shown.params:
            _setting(page, param, None, indent=0)
    if shown.authorities:
        page.heading("Authorities")
        for authority in shown.authorities:
            spans = [Span(authority.status), Span(f"  {authority.citation}"), _where(authority.origin)]
            page.labelled(Span(authority.key, Style.strong), spans, indent=0, column=32)
            if authority.origin.because:
                page.text([Span(_why(authority.origin), Style.faint)], indent=32)
    return _written(page, options)


def _rule_settings(page: Page, settings: RuleSettings, shown: EffectivePack) -> None:
    rule = settings.rule
    page.text([Span(rule.id, Style.strong), Span(f"  {rule.title}"), _where(rule.origin)])
    for name in _SHOWN:
        setting = settings.setting(name)
        if setting.value and (setting.value != _USUAL.get(name) or setting.origin.because):
            _setting(page, setting, rule.origin)
    for kind, names in (("list", settings.lists), ("parameter", settings.params)):
        for name in names:
            param = next((p for p in shown.params if p.name == name), None) if kind == "parameter" else None
            words = next((entry.words for entry in shown.lists if entry.name == name), ())
            told = f" = {param.value}" if param else f" ({count(len(words), 'phrase')}, below)"
            page.labelled(Span(f"reads {kind}", Style.faint), [Span(f"{name}{told}")], indent=2, column=18)
    for name in settings.conclusions:
        page.labelled(Span("reads", Style.faint), [Span(f"concluded.{name}")], indent=2, column=18)


def _setting(page: Page, setting: Setting, own: Origin | None, indent: int = 2) -> None:
    spans = [Span(setting.value)]
    if setting.was:
        spans.append(Span(f", was {setting.was}"))
    if own is None or setting.origin.place.file != own.place.file:
        spans.append(_where(setting.origin))
    elif setting.origin.place.line != own.place.line:
        spans.append(Span(f"  :{setting.origin.place.line}", Style.faint))
    page.labelled(
        Span(setting.name, Style.faint if indent else Style.strong),
        spans,
        indent=indent,
        column=18 if indent else 32,
    )
    why = _why(setting.origin)
    if why:
        page.text([Span(why, Style.faint)], indent=18)


def _where(origin: Origin) -> Span:
    place = origin.place
    at = f"{place.file}:{place.line}" if place.line else place.file
    return Span(f"  {at}", Style.faint)


def _why(origin: Origin) -> str:
    because = f"because {origin.because}" if origin.because else ""
    return "; ".join(
        filter(None, (because, f"approved by {origin.approved_by}" if origin.approved_by else ""))
    )


def _lists(page: Page, shown: EffectivePack) -> None:
    if not shown.lists:
        return
    page.heading("Lists", "words with a sign were added (+) or taken out (-) by a pack on top")
    for entry in shown.lists:
        first = entry.steps[0].origin if entry.steps else None
        page.text([Span(entry.name, Style.strong), *([_where(first)] if first else [])])
        own = [s.word for s in entry.steps if s.added and first and s.origin.pack == first.pack]
        page.text(", ".join(own), indent=2)
        above = [s for s in entry.steps if first is None or s.origin.pack != first.pack]
        for step, after in zip_longest(above, above[1:]):
            sign = "+" if step.added else "-"
            page.text([Span(f"{sign} {step.word}"), _where(step.origin)], indent=2, hang=4)
            why = _why(step.origin)
            if why and (after is None or (after.origin.pack, _why(after.origin)) != (step.origin.pack, why)):
                page.text([Span(why, Style.faint)], indent=4)  # once, below the words it stands for


# ---- an upgrade beneath


def upgrade_text(done: Upgrade, options: Options) -> str:
    """Which changes now rest on something different, and which stand as they did."""
    page = Page.of(options)
    done = cleaned(done, options.encoding)
    page.text(
        [Span(f"{done.pack} {done.version}", Style.strong), Span(f"  held against {done.lock}", Style.faint)]
    )
    for moved in done.moved:
        was = f"was {moved.was.version}, digest {moved.was.digest[:12]}" if moved.was else "not in the lock"
        page.text(f"{moved.name} is {moved.version}, digest {moved.digest[:12]}; {was}", indent=2, hang=4)
    if not done.moved:
        page.text("Every pack is the one that was reviewed.", indent=2)
    if done.shifted:
        page.heading(
            f"Rests on something different {page.signs.dash} {len(done.shifted)}", "look at each again"
        )
    for of, name, some in _by_change(done.shifted):
        place = some[0].place
        where = Span(f"  {place.file}:{place.line}", Style.faint) if place else Span("")
        page.text([Span(f"{_OF.get(of, of)} {name}", Style.strong), where])
        for shifted in some:
            mend = f" {shifted.mend}" if shifted.mend else ""
            stop = "" if shifted.says.endswith(".") else "."
            page.text(f"{page.signs.arrow} {shifted.says}{stop}{mend}", indent=2, hang=5)
    page.blank()
    page.text(
        f"{count(done.standing, 'change')} {'rests' if done.standing == 1 else 'rest'} on what was reviewed."
    )
    if done.unrecorded:
        page.text(f"Not in the lock: {', '.join(done.unrecorded)}. niw pack lock records what they rest on.")
    if done.shifted:
        page.text("When each was looked at, niw pack lock records the packs as they are now.")
    return _written(page, options)


def _by_change(shifted: Sequence[Shifted]) -> list[tuple[str, str, list[Shifted]]]:
    found: dict[tuple[str, str], list[Shifted]] = {}
    for one in shifted:
        found.setdefault((one.of, one.name), []).append(one)
    return [(of, name, some) for (of, name), some in found.items()]


def _written(page: Page, options: Options) -> str:
    return write_ansi(page.lines) if options.colour else write_plain(page.lines)


# ---- the pack of a digest


def found_text(found: FoundPack) -> str:
    """Where the pack of a digest is."""
    of = "with all it extends" if found.of_all else "its own files"
    lines = [f"{found.name} {found.version}, digest {found.digest[:12]} ({of})"]
    if found.commit is not None:
        lines.append(f"  in git: {found.revision}, {found.commit.day}, “{found.commit.subject}”")
    else:
        lines.append(f"  {found.where}: {found.path}")
    lines += [f"  {notice}" for notice in found.notices]
    return "".join(
        f"{one_line(line) if not line.startswith('  ') else '  ' + one_line(line)}\n" for line in lines
    )
