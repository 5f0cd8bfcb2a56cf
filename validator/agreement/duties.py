"""A description of duties and a SOC code; codes that fit a title, duties or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.agreement.codes import Meant, code_title, read_code
from validator.agreement.memory import remembered
from validator.agreement.occupations import codes, greatest, shares, with_neighbours
from validator.agreement.related import with_related
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known
from validator.agreement.texts import _ENOUGH, carried_terms, sense
from validator.agreement.title_kinds import Kind, title_kind
from validator.agreement.titles import title_code
from validator.agreement.weights import WITH_FILED
from validator.evidence import Late
from validator.frozen import frozen

# Least score of each band. Of duties in samples and honest petitions none lies below `weak`, of tasks joined 1 %;
# of codes of other major groups nine in ten do (benchmarks/planted_edges.py, docs/accuracy.md).
_STRONG, _PARTIAL, _WEAK = 0.28, 0.205, 0.16


@frozen
class Suggestion:
    """A detailed SOC 2018 code that may fit, its title, its score (0 to 1, as ``title_code``'s) and what
    carried it.
    """

    code: str
    title: str
    score: float
    evidence: Sequence[Carried] = ()


def text_band(score: float) -> Band:
    """The band of a score of a text and a code."""
    return (
        Band.strong
        if score >= _STRONG
        else Band.partial
        if score >= _PARTIAL
        else Band.weak
        if score >= _WEAK
        else Band.none
    )


@remembered(2048)
def _first(text: str) -> int:
    """The index of the code of which a text speaks most."""
    return sense(text).best(1)[0]


@remembered(1024)
def duties_code(text: str, code: str) -> Agreement:
    """How well a description of duties fits a SOC code.

    ``score`` is the cube root of the code's share among all occupations, by the terms of their tasks,
    definitions, titles and technologies, its neighbours' share counted in part. ``relation``: ``best of
    all``, ``among the best`` (first ten), ``same minor group``, ``same major group``, ``other major group``
    as the best; band ``unknown`` with ``no such code`` or ``too little said`` (fewer than three words that
    occupations are described with).

    Sources: O*NET 30.1 tasks, technologies and titles, SOC 2018 definitions, as weighted terms.
    """
    meant = read_code(code)
    if not meant.codes:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code", evidence=_note(meant))
    found = sense(text)
    if found.telling < _ENOUGH:
        return Agreement(band=Band.unknown, score=0.0, relation="too little said")
    table = codes()
    inside = [table.index[c] for c in meant.codes if c in table.index]
    if not inside:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code", evidence=_note(meant))
    fits = {i: with_related(found.share, i) for i in inside}
    best = max(inside, key=fits.__getitem__)
    score = round(fits[best] ** (1 / 3), 6)
    first = _first(text)
    rank = found.rank(best)
    if rank == 1:
        relation = "best of all"
    elif rank <= 10:
        relation = "among the best"
    elif table.minor[best] == table.minor[first]:
        relation = "same minor group"
    else:
        relation = "same major group" if table.major[best] == table.major[first] else "other major group"
    band = text_band(score)
    if rank <= 10:
        band = max(band, Band.partial)
    carried = Late(_told, text, meant, best, rank, first)
    return Agreement(band=band, score=score, relation=relation, evidence=carried)


def _told(text: str, meant: Meant, best: int, rank: int, first: int) -> tuple[Carried, ...]:
    """What carried the score of the code's best member (by its index), and its place among all codes."""
    table = codes()
    place = (
        f"{table.codes[best]} is number {rank} of {len(table.codes)} for these words;"
        f" {table.codes[first]} {code_title(table.codes[first])} is the first"
    )
    return (
        *_note(meant),
        *carried_terms(sense(text), best, text),
        Carried(words=place, weight=round(1 - min(rank - 1, 100) / 50, 3)),
    )


def _note(meant: Meant) -> tuple[Carried, ...]:
    return (
        (Carried(words=meant.note, weight=0.0, source=known("occupations", meant.note)),)
        if meant.note
        else ()
    )


@remembered(128)
def suggest_codes(title: str, duties: str | None = None, limit: int = 10) -> tuple[Suggestion, ...]:
    """The codes that fit a title best, its duties counted as much where they are given, best first.

    At most ``limit``; none where neither says anything that is known. Raises nothing for any text.
    """
    by_title = by_duties = None
    if title_kind(title).kind not in {Kind.empty, Kind.unread}:
        by_title = shares(title, WITH_FILED).share
    if duties and (found := sense(duties)).telling >= _ENOUGH:
        by_duties = found.share
    if by_title is None and by_duties is None:
        return ()
    if by_title is None or by_duties is None:
        combined = list(by_title or by_duties or ())
    else:
        raw = [(a * b) ** 0.5 for a, b in zip(by_title, by_duties, strict=True)]
        whole = sum(raw)
        combined = [value / whole for value in raw]
    fit = with_neighbours(combined, codes())
    table = codes()
    best = greatest(fit, limit)
    out = []
    for i in best:
        code = table.codes[i]
        evidence = Late(
            _speaks, title if by_title is not None else None, duties if by_duties is not None else None, i
        )
        out.append(
            Suggestion(
                code=code, title=code_title(code), score=round(fit[i] ** (1 / 3), 6), evidence=evidence
            )
        )
    return tuple(out)


def _speaks(title: str | None, duties: str | None, index: int) -> Iterator[Carried]:
    """What speaks for a code, by its index, in the title and in the duties that were read."""
    if title is not None:
        yield from title_code(title, codes().codes[index]).evidence
    if duties is not None:
        yield from carried_terms(sense(duties), index, duties)


@remembered(1024)
def suggest_for_duties(duties: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """The codes that a description of duties fits best, best first; none where it says too little."""
    return suggest_codes("", duties, limit)
