"""The words of a report: what severities, bands and fields are called, and the one sentence that sums a draft up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.findings import DraftReport, Failure, Finding, Missing, NotChecked, Severity
from validator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.errors import Path

NOTE = "Attorney work product. Not legal advice, not a prediction."

LEFT_OUT = "(left out)"
"""What stands where a value of the draft stood, in a report without its words."""

SEVERITY_MEANS = {
    Severity.blocker: "do not file unreviewed",
    Severity.high: "resolve before filing",
    Severity.medium: "explain",
    Severity.low: "explain, or leave as you judge",
}

_INITIALS = {
    "soc": "SOC",
    "stem": "STEM",
    "cv": "CV",
    "us": "US",
    "cip": "CIP",
    "i140": "I-140",
    "eta9089": "ETA-9089",
    "id": "id",
}
_PLAIN_SECTIONS = {"case", "i140"}
_WHETHER = {
    "eta9089.appendix_a.present": "whether Appendix A is in the filing",
    "eta9089.final_determination.present": "whether the Final Determination is in the filing",
}
_ID = re.compile(r"\[([^\]]*)\]")
_OF_A_WORD = re.compile(
    r"(“[^”]+”) is ((?:among the heaviest terms of|in published titles of|filed under) .+)"
)
"""What is said of one word of a text held against an occupation's words."""


def count(number: int, one: str, many: str = "") -> str:
    """``2 checks``, ``1 check``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(things: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def spoken(text: str) -> str:
    """A field's or a setting's name in words: ``advanced_degree`` as ``advanced degree``."""
    return " ".join(_INITIALS.get(word, word) for word in text.split("_") if word)


_DOCUMENTS = {
    "case": "Case file",
    "i140": "Form I-140",
    "eta9089": "Form ETA-9089",
    "eta9089.final_determination": "Final Determination",
    "eta9089.appendix_a": "Appendix A",
    "eta9089.appendix_a.education": "Appendix A, education",
    "eta9089.appendix_a.work": "Appendix A, work",
    "degrees": "Degree",
    "employment": "Employment",
    "cv": "CV",
    "cv.jobs": "CV, job",
    "cv.degrees": "CV, degree",
    "licenses": "License",
    "endeavor": "Endeavor statement",
    "endeavor.other_wordings": "Other wording",
    "petition_letter": "Petition letter",
    "letters": "Letter",
    "evaluations": "Evaluation",
    "prior_filings": "Earlier filing",
    "exhibits": "Exhibit",
    "title_translations": "Translated title",
    "explanations": "Explanation",
    "candidate_codes": "Candidate code",
    "code_choice": "Choice of the code",
}
"""The sections of a draft as people call them; of a list, one item of it."""


def field_words(field: str) -> str:
    """A draft field as people call it: ``i140.soc_code`` is ``SOC code``, ``degrees.field`` is ``field (degrees)``.

    A whole part of Form ETA-9089 is called by its name, and whether it is there is asked for as such.
    """
    parts = [part.partition("[")[0] for part in field.split(".")]
    if whole := _WHETHER.get(field) or _part_of_a_form(parts):
        return whole
    name = spoken(parts[-1]) or field
    if len(parts) == 1 or parts[-2] in _PLAIN_SECTIONS:
        return name
    return f"{name} ({_part_of_a_form(parts[:-1]) or spoken(parts[-2])})"


def _part_of_a_form(parts: Sequence[str]) -> str:
    """``Appendix A`` of ``eta9089.appendix_a``; "" for what is no part of that form with a name of its own."""
    return _DOCUMENTS.get(".".join(parts), "") if len(parts) > 1 and parts[0] == "eta9089" else ""


def path_words(path: Path) -> str:
    """A path in words, its document first: ``Degree ms, US equivalent, document``; items by id, or counted from 1."""
    section = ".".join(str(step) for step in path[:1])
    told = _DOCUMENTS.get(section, spoken(section))
    for step in path[1:]:
        section = f"{section}.{step}"
        if isinstance(step, int):
            told += f" {step + 1}"
        elif section in _DOCUMENTS:
            told = _DOCUMENTS[section]
        else:
            told += f", {spoken(step)}"
    return told


def where_words(where: str, path: Path) -> str:
    """:func:`path_words` with the ids of items where ``where`` (``letters[dean].text``) has them."""
    ids = iter(_ID.findall(where))
    told = path_words(path)
    for step in path:
        if isinstance(step, int) and (id_ := next(ids, "")) and not id_.isdecimal():
            told = told.replace(f" {step + 1}", f" {id_}", 1)
    return told


def folded(texts: Iterable[str]) -> list[str]:
    """``texts``, with what is said of several words said once: ``“cost” and “take” are filed under 11-1021``."""
    groups: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        said = _OF_A_WORD.fullmatch(text)
        groups.setdefault(said[2] if said else text, []).append(said[1] if said else "")
    return [
        of if not words[0] else f"{listed(words)} {'is' if len(words) == 1 else 'are'} {of}"
        for of, words in groups.items()
    ]


def facts_of(finding: Finding) -> list[tuple[str, str]]:
    """The reference facts that a finding rests on, each with its dataset and version; what repeats is said once."""
    by_source: dict[str, list[str]] = {}
    for known in finding.known:
        by_source.setdefault(f"{known.dataset} {known.version}", []).append(known.text)
    return [(text, source) for source, texts in by_source.items() for text in folded(texts)]


@frozen
class Entry:
    """What to enter next, and the checks that can run once it is there and everything before it is."""

    fields: tuple[Missing, ...]
    checks: tuple[NotChecked, ...]


def entries(unchecked: Sequence[NotChecked]) -> list[Entry]:
    """``unchecked`` by what is missing, in the order in which entering it lets most checks run for least work.

    Every check stands once, at the entry that completes it; those that name no field come last, under no field.
    """
    waiting = {id(n): {m.field for m in n.missing} for n in unchecked}
    items = {m.field: m for n in unchecked for m in n.missing if m.item}
    for check in unchecked:
        for missing in check.missing:
            items.setdefault(missing.field, missing)
    left = [n for n in unchecked if n.missing]
    found: list[Entry] = []
    while left:
        best: tuple[tuple[float, int, tuple[str, ...]], frozenset[str]] | None = None
        for wanted in {frozenset(waiting[id(n)]) for n in left}:
            let = [n for n in left if waiting[id(n)] <= wanted]
            rank = (-len(let) / len(wanted), -max(n.severity for n in let), tuple(sorted(wanted)))
            if best is None or rank < best[0]:
                best = (rank, wanted)
        assert best is not None
        wanted = best[1]
        let = [n for n in left if waiting[id(n)] <= wanted]
        left = [n for n in left if not waiting[id(n)] <= wanted]
        for check in left:
            waiting[id(check)] -= wanted
        let.sort(key=lambda n: (-n.severity, n.rule))
        found.append(Entry(fields=tuple(items[f] for f in sorted(wanted)), checks=tuple(let)))
    without = sorted((n for n in unchecked if not n.missing), key=lambda n: (-n.severity, n.rule))
    return [*found, Entry(fields=(), checks=tuple(without))] if without else found


def drafts_and_none(failures: Sequence[Failure]) -> tuple[list[Failure], list[Failure]]:
    """``failures`` parted: drafts that could not be read, and places where no draft is."""
    unread: list[Failure] = []
    none: list[Failure] = []
    for failure in failures:
        (none if is_of_no_draft(failure) else unread).append(failure)
    return unread, none


def is_of_no_draft(failure: Failure) -> bool:
    """Whether a failure is that of a path which leads to no draft, and not that of a draft."""
    return any(problem.code == "none-here" for problem in failure.problems)


def unread_words(failures: Sequence[Failure]) -> str:
    """``2 drafts could not be read, no draft found in 1 place``; empty where there is no failure."""
    unread, none = drafts_and_none(failures)
    parts = [f"{count(len(unread), 'draft')} could not be read"] if unread else []
    parts += [f"no draft found in {count(len(none), 'place')}"] if none else []
    return ", ".join(parts)


def unchecked_words(draft: DraftReport) -> str:
    """``14 not checked: no letters entered``; empty where everything was checked."""
    if not draft.not_checked:
        return ""
    told = f"{len(draft.not_checked)} not checked"
    names = list(dict.fromkeys(field_words(m.field) for e in entries(draft.not_checked) for m in e.fields))
    if not names:
        return told
    if len(names) <= 2 and not any(name in _WHETHER.values() for name in names):
        return f"{told}: no {' and no '.join(names)} entered"
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    return f"{told}: not entered {'is' if len(names) == 1 else 'are'} {listed(shown)}"


def summary(draft: DraftReport) -> str:
    """The one sentence: ``2 to resolve before filing, 3 to explain, 14 not checked: no letters entered.``"""
    resolve = len(draft.at_least(Severity.high))
    explain = len(draft.findings) - resolve
    parts = []
    if resolve:
        parts.append(f"{resolve} to resolve before filing")
    if explain:
        parts.append(f"{explain} to explain")
    open_ = [words for words in (_blank_words(draft), unchecked_words(draft)) if words]
    decided = decided_words((draft,))
    if parts:
        before = [decided] if decided else []
        return ", ".join([*parts, *before, *(open_ or ["every check could run"])]) + "."
    if decided:
        told = f"Nothing to resolve or explain but what was decided before: {decided}"
        if hidden := sum(map(is_withheld, draft.baselined)):
            shown = "is dealt with by counsel and is" if hidden == 1 else "are dealt with by counsel and are"
            told = f"Nothing else to resolve or explain: {count(hidden, 'point')} {shown} not shown here"
        return f"{told}; {', '.join(open_)}." if open_ else f"{told}; every check could run."
    if draft.clear:
        nothing = f"Nothing found in {count(len(draft.clear), 'check')}"
        return f"{nothing}; {', '.join(open_)}." if open_ else f"{nothing}, and every check could run."
    return f"Nothing could be checked yet. {', '.join(open_)}." if open_ else "No check ran on this draft."


def decided_words(drafts: Sequence[DraftReport]) -> str:
    """``2 waived, 5 in the baseline``; for a client how many are not shown; "" where nothing was decided before."""
    waived = sum(len(d.waived) for d in drafts)
    hidden = sum(is_withheld(f) for d in drafts for f in d.baselined)
    known = sum(len(d.baselined) for d in drafts) - hidden
    parts = [f"{waived} waived"] if waived else []
    parts += [f"{known} in the baseline"] if known else []
    parts += [f"{count(hidden, 'point')} dealt with by counsel and not shown here"] if hidden else []
    return ", ".join(parts)


def is_withheld(finding: Finding) -> bool:
    """Whether it is one that a client's copy counts and does not tell: nothing is left in it."""
    return not (finding.rule or finding.title or finding.says)


def _blank_words(draft: DraftReport) -> str:
    """How many checks had nothing to judge, because what they read was left blank."""
    return f"{len(draft.left_blank)} with nothing to judge (left blank)" if draft.left_blank else ""
