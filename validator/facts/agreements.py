"""The edges of the picture as facts: how well each two of code, title, degree and endeavor agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from validator.agreement.result import Agreement, Band
from validator.engine.values import State, Value, unknown
from validator.facts.degree import by_level
from validator.facts.frame import Seen, Unsettled, fact, records_in
from validator.facts.types import BAND, NUMBER, TEXT

if TYPE_CHECKING:
    from validator.facts.view import Facts

EDGES = {
    "title_code": ("title", "code"),
    "degree_code": ("degree", "code"),
    "endeavor_code": ("endeavor", "code"),
    "title_degree": ("title", "degree"),
    "endeavor_title": ("endeavor", "title"),
    "endeavor_degree": ("endeavor", "degree"),
}
"""The six edges, each by the corners that it joins."""

Compare = Callable[[Seen], Agreement]


def _title_code(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.title_code(seen.need("i140.job_title"), seen.need("code.number"))


def _duties_code(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.duties_code(seen.need("i140.nontechnical_description"), seen.need("code.number"))


def _degree_code(seen: Seen) -> Agreement:
    from validator import agreement

    code = seen.need("code.number")
    return best_degree(seen, lambda field: agreement.degree_code(field, code))


def _endeavor_code(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.endeavor_code(seen.need("endeavor.statement"), seen.need("code.number"))


def _title_degree(seen: Seen) -> Agreement:
    from validator import agreement

    title = title_for_comparison(seen)
    return best_degree(seen, lambda field: agreement.title_degree(title, field))


def _endeavor_title(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.endeavor_title(seen.need("endeavor.statement"), title_for_comparison(seen))


def _endeavor_degree(seen: Seen) -> Agreement:
    from validator import agreement

    statement = seen.need("endeavor.statement")
    return best_degree(seen, lambda field: agreement.endeavor_degree(statement, field))


def _level_code(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.level_code(seen.need("degree.highest"), seen.need("code.number"))


def _own_occupation_code(seen: Seen) -> Agreement:
    from validator import agreement

    return agreement.title_code(seen.need("i140.occupation"), seen.need("code.number"))


def title_for_comparison(seen: Seen) -> str:
    """The proposed title in US terms: the functional title that the attorney gives for it, else Part 6 item 1.

    What an officer reads is the form, so title and code are compared as they stand there; the functional title keeps a
    rank or a literal translation from being held against degree and endeavor as well.
    """
    title = str(seen.need("i140.job_title"))
    from validator import agreement

    for record in records_in(seen.value("title_translations")):
        forms = [record.get(name).content for name in ("original", "certified_literal")]
        functional = record.get("functional_us")
        if functional.state is State.known and any(f and agreement.same_title(str(f), title) for f in forms):
            seen.rest_on(functional)
            return str(functional.content)
    return title


def best_degree(seen: Seen, compare: Callable[[str], Agreement]) -> Agreement:
    """The best agreement among the degrees held, of equals that of the highest; unknown where none has a field."""
    degrees = by_level(seen.need("degrees"))
    best: Agreement | None = None
    rests_on: Value | None = None
    open_: Any = None
    for degree in degrees:
        if degree.get("held").content is False:
            continue
        field = degree.get("us_field")
        if field.state is not State.known:
            open_ = open_ or field
            continue
        found = compare(str(field.content))
        if best is None or (found.band, found.score) > (best.band, best.score):
            best, rests_on = found, field
    if best is None or rests_on is None:
        raise Unsettled(open_ if open_ is not None else unknown(("degrees.field",)))
    seen.rest_on(rests_on)
    return best


_COMPARISONS: dict[str, tuple[Compare, str]] = {
    "title_code": (_title_code, "the proposed title and the proposed code"),
    "duties_code": (_duties_code, "the duties of Part 6 item 3 and the proposed code"),
    "degree_code": (_degree_code, "the best fitting degree held and the proposed code"),
    "level_code": (
        _level_code,
        "the highest degree held and the level that the proposed code is entered with",
    ),
    "endeavor_code": (_endeavor_code, "the endeavor statement and the proposed code"),
    "title_degree": (_title_degree, "the proposed title and the best fitting degree held"),
    "endeavor_title": (_endeavor_title, "the endeavor statement and the proposed title"),
    "endeavor_degree": (_endeavor_degree, "the endeavor statement and the best fitting degree held"),
    "own_occupation_code": (
        _own_occupation_code,
        "the petitioner's present occupation (Part 5 item 11) and the proposed code",
    ),
}


def comparison(facts: Facts, name: str) -> Agreement | None:
    """One of the comparisons of a draft; None where the draft does not say enough to make it."""
    try:
        return _compared(Seen(facts), name)
    except Unsettled:
        return None


def _compared(seen: Seen, name: str) -> Agreement:
    """The comparison, made once a draft; what it read becomes evidence."""
    made = seen.facts.comparisons.get(name)
    if made is None:
        mine = Seen(seen.facts)
        found = _COMPARISONS[name][0](mine)
        made = seen.facts.comparisons[name] = (found, mine.evidence)
    seen.add(made[1])
    return made[0]


def _declare(name: str, about: str) -> None:
    @fact(f"agreement.{name}.band", BAND, f"How well {about} agree; absent where the reference cannot tell.")
    def _band(seen: Seen) -> Band | None:
        return seen.band(_compared(seen, name))

    @fact(f"agreement.{name}.score", NUMBER, f"How well {about} agree, 0 to 100.", unit="of 100")
    def _score(seen: Seen) -> int | None:
        found = _compared(seen, name)
        return None if found.band is Band.unknown else round(found.score * 100)

    @fact(f"agreement.{name}.relation", TEXT, f"The kind of fit between {about}, in a word or two.")
    def _relation(seen: Seen) -> str:
        return _compared(seen, name).relation


for _name, (_, _about) in _COMPARISONS.items():
    _declare(_name, _about)
