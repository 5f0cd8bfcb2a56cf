"""The facts that a code presupposes and a draft does not state: named so that an attorney can ask, never to
be added unconfirmed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from validator.agreement import Level
from validator.drafts import Draft
from validator.evidence import Known
from validator.reference import CodeEntry, Reference
from validator.reference.terms import stem, terms, tokens
from validator.reference.titles import normal_title
from validator.strategy.model import Fit, HeldDegree, LevelEvidence, Presupposed

_WORDS, _TITLES, _ENOUGH = (
    5,
    2,
    0.45,
)  # how many words are named; the titles a word must stand in; its least weight
_RARE = 300
"""Words that more occupations than this use say little of one of them."""

_MANAGING = frozenset(map(stem, "manages supervises directs oversees leads coordinates heads".split()))

_LEVEL_WORDS = {
    Level.none: "no degree",
    Level.high_school: "a high school diploma",
    Level.associate: "an associate's degree",
    Level.bachelor: "a bachelor's degree",
    Level.master: "a master's degree",
    Level.doctorate: "a doctoral or professional degree",
}

_WORK = (
    *("i140.nontechnical_description", "employment.duties", "employment.progression", "employment.specialty"),
    *("eta9089.appendix_a.work.duties", "eta9089.appendix_a.skills.description", "cv.jobs.duties"),
    *("letters.duties", "letters.text", "letters.endeavor", "letters.specialty", "letters.progression"),
    *(
        "endeavor.statement",
        "endeavor.field",
        "endeavor.impact",
        "petition_letter.endeavor",
        "petition_letter.text",
    ),
)
"""Where a draft says what the work is."""


def level_words(level: Level) -> str:
    """``a master's degree``."""
    return _LEVEL_WORDS[level]


def stated_terms(draft: Draft) -> frozenset[str]:
    """The stemmed terms of everything in which the draft says what the work is; titles do not count."""
    found: set[str] = set()
    for path in _WORK:
        for text in _texts(draft.data, path.split(".")):
            found.update(terms(text))
    return frozenset(found)


def _texts(node: Any, steps: list[str]) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for item in node:
            yield from _texts(item, steps)
    elif isinstance(node, Mapping):
        step = steps[0] if steps else "text"
        yield from _texts(node.get(step), steps[1:])
    elif node is not None and not steps:
        yield str(node)


def presupposed(
    tables: Reference,
    entry: CodeEntry,
    *,
    detail: str,
    said: frozenset[str],
    level: LevelEvidence,
    held: Level | None,
    degrees: tuple[HeldDegree, ...],
    degree: Fit | None,
    explained: bool,
    elsewhere: tuple[str, ...],
) -> tuple[Presupposed, ...]:
    """What ``entry`` presupposes that the draft does not state.

    :param said: the draft's own terms (:func:`stated_terms`). :param held: the highest level held; None where
    none is entered.
    :param degree: the fit of the degree. :param explained: the draft bridges degree and code.
    :param elsewhere: the specific codes under which the title is published, where ``entry`` is a residual.
    """
    if entry.level not in {"detailed", "onet"}:
        return ()
    return (
        *_work(tables, entry, detail, said),
        *_level(level, held),
        *_training(level, said),
        *_degree(entry, degrees, degree, explained=explained),
        *_detail(level, detail),
        *_residual(entry, elsewhere),
    )


_DOER = re.compile(r".+(?:er|or|ist|ian|yst|ect|man)")


def own_words(tables: Reference, entry: CodeEntry, detail: str = "") -> dict[str, str]:
    """What the title of an occupation says of its work, by stem: its words but those for whoever does it.

    "Software Quality Assurance Analysts and Testers" says software, quality and assurance. None for a residual
    or a group.
    """
    if entry.level not in {"detailed", "onet"} or (entry.residual and not detail):
        return {}
    found: dict[str, str] = {}
    for token in tokens(tables.code(detail or entry.number).title):
        word = stem(token)
        if terms(token) and normal_title(token) == token and token not in {"except", "other"}:
            found.setdefault(word, token)
    return found


def _work(tables: Reference, entry: CodeEntry, detail: str, said: frozenset[str]) -> Iterator[Presupposed]:
    code = detail or entry.number
    title = tables.code(code).title
    known = tables.known("onet_occupations", f"{code} {title}") if len(code) > 7 else entry.known
    own = own_words(tables, entry, detail)
    missing = [word for word_stem, word in own.items() if word_stem not in said]
    if missing:
        text = f"Work that its title names: {_quoted(missing)}. No duty and no endeavor that the draft states says so."
        yield Presupposed(kind="work", text=text, source=known)
    if entry.number.startswith("11-") and not said & _MANAGING:
        yield Presupposed(
            kind="work",
            text="Managing: planning, directing or coordinating the work of others. No duty stated says so.",
            source=known,
        )
    if said and own and (words := _telling(tables, code, said | own.keys())):
        text = f"Work that both its tasks and titles speak of: {_quoted(words)}. The draft says none of it."
        yield Presupposed(kind="tasks", text=text, source=tables.known("tasks", f"tasks of {code}"))


def _telling(tables: Reference, code: str, said: AbstractSet[str]) -> list[str]:
    """Words of a code that stand in its tasks or definition and in several of its published titles, and are
    not ``said``.

    Where a code has several details, those of its own detail (``.00``) alone. The words are spelled as the
    titles spell them, for the tables keep no sentences.
    """
    of = f"{code}.00" if f"{code}.00" in tables.code(code).details else code
    weights: dict[str, float] = {}
    for term in tables.terms(code):
        if term.field in {"task", "definition"}:
            weights[term.term] = weights.get(term.term, 0.0) + term.weight
    spelled: dict[str, Counter[str]] = {}
    for title in tables.titles_of(of):
        for token in dict.fromkeys(tokens(title.title)):
            spelled.setdefault(stem(token), Counter())[token] += 1
    found = []
    for word, forms in spelled.items():
        kept = [f for f in forms if normal_title(f) == f and not _DOER.fullmatch(f) and len(f) > 3]
        mostly = (
            2 * sum(forms[f] for f in kept) > forms.total()
        )  # "engineering" beside forty engineers tells nothing
        if word in said or not mostly or forms.total() < _TITLES or tables.term_spread(word) > _RARE:
            continue
        value = weights.get(word, 0.0) * math.sqrt(forms.total())
        if value >= _ENOUGH:
            found.append((-value, min(kept, key=lambda f: (-forms[f], len(f), f))))
    return [word for _, word in sorted(found)[:_WORDS]]


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _level(level: LevelEvidence, held: Level | None) -> Iterator[Presupposed]:
    if held is None:
        return
    has = f"the highest degree that the draft states is {level_words(held)}"
    if held is Level.none:
        has = "the draft states no degree"
    entry = level.entry
    if entry is not None and entry.level in Level.__members__ and Level[entry.level] > held:
        yield Presupposed(
            kind="level",
            text=f"{level_words(Level[entry.level]).capitalize()}, which BLS calls typical for entry; {has}.",
            source=entry.known,
        )
    education = level.education
    if education is None:
        return
    for wanted in (Level.doctorate, Level.master, Level.bachelor):
        share = education.at_least(*(name for name in Level.__members__ if Level[name] >= wanted))
        if share >= 50 and wanted > held:
            text = f"{level_words(wanted).capitalize()} or more, required by {share:.0f} % of O*NET's answers; {has}."
            yield Presupposed(kind="level", text=text, source=education.known)
            return


def _training(level: LevelEvidence, said: frozenset[str]) -> Iterator[Presupposed]:
    entry = level.entry
    if entry is None or entry.training in {"None", ""} or "on-the-job" in entry.training:
        return
    if not said.intersection(terms(entry.training)):
        yield Presupposed(
            kind="training",
            text=f"{entry.training}, which BLS names as typical training.",
            source=entry.known,
        )


def _degree(
    entry: CodeEntry, degrees: tuple[HeldDegree, ...], degree: Fit | None, *, explained: bool
) -> Iterator[Presupposed]:
    if degree is None or degree.band not in {"weak", "none"} or explained:
        return
    fields = _quoted(list(dict.fromkeys(d.field for d in degrees if d.field))) or "the degree held"
    source = next((r.source for r in degree.because if r.source is not None), None)
    yield Presupposed(
        kind="degree",
        text=f"A bridge from {fields} to {entry.number}: coursework, research, experience. None is stated.",
        source=source,
    )


def _detail(level: LevelEvidence, detail: str) -> Iterator[Presupposed]:
    if detail or not level.zones:
        return
    release = max((z.release for z in level.zones), key=lambda r: tuple(map(int, r.split("."))))
    newest = [z for z in level.zones if z.release == release]
    found = sorted({z.level for z in newest})
    if len(found) > 1:
        zones = " and ".join(map(str, found)) if len(found) == 2 else ", ".join(map(str, found))
        text = f"Which of its {len(newest)} O*NET details is meant: in O*NET {release} they stand in job zones {zones}."
        yield Presupposed(kind="detail", text=text, source=Known(text=text, dataset="O*NET", version=release))


def _residual(entry: CodeEntry, elsewhere: tuple[str, ...]) -> Iterator[Presupposed]:
    if entry.residual:
        named = f" The title is published under {', '.join(elsewhere)}." if elsewhere else ""
        yield Presupposed(
            kind="residual", text=f"That no named occupation covers the work.{named}", source=entry.known
        )
