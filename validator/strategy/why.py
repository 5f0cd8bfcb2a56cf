"""Why the first code of a comparison is first, and what that does not settle, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from validator.strategy.model import Candidate, Fit
from validator.strategy.ranking import points

_NAMED = {"chosen", "candidate", "noted", "stated", "successor"}
_LOW = {"none", "weak"}
_CODES = 6


def first_because(candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    """What the first code fits, what parts it from the second and from the chosen one, and what pulls apart."""
    if not candidates or candidates[0].fit == 0:
        return ("The tables have nothing to compare any of these codes with.",) if candidates else ()
    first = candidates[0]
    return (
        *_opening(first, candidates),
        *_others(first, candidates),
        *_apart(first, candidates),
        *_reservations(first),
    )


def _opening(first: Candidate, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    told = ", ".join(
        f"{f.of} {f.band}" for f in first.fits if f.ranks and f.of != "words" and f.band != "unknown"
    )
    better = [c.code for c in _group(candidates) if c.fit > first.fit]
    if better:
        yield f"{first.code} {first.title} is a close call and stands first because the draft names it: {told}."
        yield f"By the bands alone {_and(better)} would stand before it."
    else:
        yield f"{first.code} {first.title} fits best what the draft states: {told}."


def _others(first: Candidate, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    for other in candidates[1:]:
        chosen = any(o.kind == "chosen" for o in other.origins)
        if chosen and not other.fileable:
            why = other.remark or "it is no detailed occupation of SOC 2018"
            yield f"“{other.code}”, as it stands on the form, is not what its boxes take: {why}."
        elif chosen or other.place == 2:
            yield _against(first, other)
    if close := [c.code for c in _group(candidates) if c.fileable]:
        yield f"A close call with {_and(close)}: words alone do not part them, the petitioner's actual work does."


def _apart(first: Candidate, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """What the draft states that does not fit even the first code, and which code it fits."""
    elsewhere, nowhere = [], []
    for fit in first.fits:
        if not fit.ranks or fit.of == "words" or fit.band not in _LOW:
            continue
        fits = "fit" if fit.of == "duties" else "fits"
        there = [
            (f, c) for c in candidates for f in c.fits if f.of == fit.of and f.band in {"partial", "strong"}
        ]
        if there:
            best, other = max(there, key=lambda pair: (points(pair[0]) or 0, pair[0].score))
            elsewhere.append(
                f"its {fit.of} {fits} {other.code} {other.title} ({best.band}) and hardly {first.code} ({fit.band})"
            )
        else:
            nowhere.append(fit.of)
    if elsewhere:
        told = "; ".join(elsewhere)
        yield f"The draft does not tell one story: {told}. Settle what the work is before the code."
    if nowhere:
        yield f"None of these codes fits well by {_and(nowhere)}: whichever is chosen, that may draw skepticism."


def _reservations(first: Candidate) -> Iterator[str]:
    title = next((f for f in first.fits if f.of == "title"), None)
    if title is not None and title.elsewhere:
        more = f" and {len(title.elsewhere) - _CODES} more" if len(title.elsewhere) > _CODES else ""
        under = ", ".join(title.elsewhere[:_CODES])
        yield f"The title is not published under {first.code}, but under {under}{more}."
    level = next((f for f in first.fits if f.of == "level"), None)
    if level is not None and level.band in _LOW:
        told = "; ".join(r.text for r in level.because if r.weight < 0)
        yield f"Its level may draw skepticism all the same ({level.relation}): {told}. The rank does not count it."
    if not any(o.kind in _NAMED for o in first.origins):
        yield (
            f"No document of the draft names {first.code}: before weighing it, ask whether the petitioner's work is"
            " what that occupation does."
        )


def _group(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """The codes that are close to the first."""
    out = []
    for one in candidates[1:]:
        if not one.close:
            break
        out.append(one)
    return out


def _against(first: Candidate, other: Candidate) -> str:
    name = f"{other.code} ({_ordinal(other.place)})"
    if other.fit == 0:
        return f"{name} cannot be compared: {other.remark or 'the tables have nothing for it'}."
    theirs = {f.of: f for f in other.fits}
    pairs = [(f, theirs[f.of]) for f in first.fits if f.ranks and f.of in theirs]
    ahead = [_one_against(a, b) for a, b in pairs if (points(a) or 0) > (points(b) or 0)]
    behind = [_one_against(a, b) for a, b in pairs if (points(a) or 0) < (points(b) or 0)]
    if not ahead and not behind:
        better = [
            f"{a.of} {a.score:.2f} against {b.score:.2f}" for a, b in pairs if abs(a.score - b.score) > 0.005
        ]
        told = f" ({', '.join(better)})" if better else ""
        return f"{name} reaches the same bands; only scores differ{told}."
    text = (
        f"Against {name} it is ahead in {_and(ahead)}" if ahead else f"Against {name} it is ahead in nothing"
    )
    return f"{text}, and behind in {_and(behind)}." if behind else f"{text}."


def _one_against(a: Fit, b: Fit) -> str:
    name = "the words of the code's title" if a.of == "words" else a.of
    return f"{name} ({a.band} against {b.band})"


def _and(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def _ordinal(place: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[place - 1] if place <= len(words) else f"number {place}"
