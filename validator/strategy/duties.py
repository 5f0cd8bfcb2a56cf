"""The duties that a draft states, one by one, against a code, with their share of working time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from validator import agreement
from validator.agreement.copying import sentences
from validator.drafts import Draft
from validator.errors import Path
from validator.evidence import Stated
from validator.notation import read_day
from validator.strategy.model import Duty, DutyFit, DutySum

_WORDS = 4


def duties_of(draft: Draft) -> tuple[Duty, ...]:
    """The sentences of Part 6 item 3, then the duties of the jobs held now, and of letters that give shares of
    time.

    Where no job is held now, those of the job that ended last.
    """
    return (*_form(draft), *_jobs(draft), *_letters(draft))


def _stated(draft: Draft, path: Path) -> Stated:
    return Stated(path=path, text=draft.written(path), place=draft.place(path), item=draft.form_item(path))


def _form(draft: Draft) -> Iterator[Duty]:
    path: Path = ("i140", "nontechnical_description")
    text = _group(draft.data, "i140").get("nontechnical_description")
    if text:
        words = _stated(draft, path)
        for sentence in sentences(str(text)):
            yield Duty(of="Form I-140, Part 6, item 3", text=sentence, share=None, stated=words)


def _jobs(draft: Draft) -> Iterator[Duty]:
    jobs = [(i, job) for i, job in enumerate(_list(draft.data, "employment")) if _list(job, "duties")]
    now = [(i, job) for i, job in jobs if job.get("end") in {None, "present"}]
    if not now and jobs:
        last = max(jobs, key=lambda pair: _ended(pair[1]))
        now = [last]
    for i, job in now:
        held = "present" if job.get("end") in {None, "present"} else "last"
        name = f"{held} job “{job.get('id', i + 1)}”"
        yield from _items(draft, job, ("employment", i), name)


def _letters(draft: Draft) -> Iterator[Duty]:
    for i, letter in enumerate(_list(draft.data, "letters")):
        if any(isinstance(d, Mapping) and d.get("share") is not None for d in _list(letter, "duties")):
            yield from _items(draft, letter, ("letters", i), f"letter “{letter.get('id', i + 1)}”")


def _items(draft: Draft, of: Mapping[str, Any], path: Path, name: str) -> Iterator[Duty]:
    for j, duty in enumerate(_list(of, "duties")):
        text = duty.get("text") if isinstance(duty, Mapping) else None
        if text:
            share = duty.get("share")
            words = _stated(draft, (*path, "duties", j, "text"))
            yield Duty(of=name, text=str(text), share=None if share is None else float(share), stated=words)


def _ended(job: Mapping[str, Any]) -> str:
    day = read_day(str(job.get("end")))
    return day.last.isoformat() if day else ""


def _group(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name)
    return [item for item in value if item] if isinstance(value, list | tuple) else []


def duty_fit(text: str, code: str) -> DutyFit:
    """How a duty fits a code: matched where the words agree at least in part."""
    found = agreement.duties_code(text, code)
    words = tuple(
        c.words for c in found.evidence if c.source is not None and c.weight > 0 and " " not in c.words
    )
    if found.band is agreement.Band.unknown:
        return DutyFit(matched=None, band="unknown", score=0.0, words=())
    matched = found.band >= agreement.Band.partial
    return DutyFit(matched=matched, band=found.band.name, score=found.score, words=words[:_WORDS])


def summed(duties: tuple[Duty, ...], fits: tuple[DutyFit, ...]) -> tuple[DutySum, ...]:
    """Matched and unmatched duties by document; in percent of time where every duty of the document has a
    share.
    """
    by_document: dict[str, list[tuple[Duty, DutyFit]]] = {}
    for duty, fit in zip(duties, fits, strict=True):
        by_document.setdefault(duty.of, []).append((duty, fit))

    def share(pairs: list[tuple[Duty, DutyFit]], matched: bool) -> float | None:
        if any(duty.share is None for duty, _ in pairs):
            return None
        return round(sum(duty.share or 0.0 for duty, fit in pairs if fit.matched is matched), 1)

    return tuple(
        DutySum(
            of=of,
            matched=sum(fit.matched is True for _, fit in pairs),
            unmatched=sum(fit.matched is False for _, fit in pairs),
            unread=sum(fit.matched is None for _, fit in pairs),
            matched_share=share(pairs, matched=True),
            unmatched_share=share(pairs, matched=False),
        )
        for of, pairs in by_document.items()
    )
