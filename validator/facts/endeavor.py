"""Facts of the endeavor statement: what it speaks of, whether it is more than the occupation, whom it serves."""

from __future__ import annotations

from validator.facts.frame import Seen, fact, item_fact
from validator.facts.types import BOOLEAN, LEVEL, NUMBER, TEXT, TEXTS, Level


def _statement(seen: Seen) -> str:
    return str(seen.need("endeavor.statement"))


@fact("endeavor.words", NUMBER, "Words in the endeavor statement.", unit="words")
def _words(seen: Seen) -> int:
    return len(_statement(seen).split())


@fact(
    "endeavor.occupations",
    TEXTS,
    (
        "The occupations that the endeavor statement speaks of, likeliest first, each with its title; empty "
        "where none is clear."
    ),
)
def _occupations(seen: Seen) -> tuple[str, ...]:
    from validator import agreement

    return tuple(f"{s.code} ({s.title})" for s in agreement.endeavor_occupations(_statement(seen)))


@fact(
    "endeavor.major_group",
    TEXT,
    (
        "The major group (two digits) of the occupation that the endeavor statement speaks of most clearly; "
        "absent where none is clear."
    ),
)
def _major_group(seen: Seen) -> str | None:
    occupations = seen.need("endeavor.occupations")
    return str(occupations[0])[:2] if occupations else None


@fact(
    "endeavor.entry_education",
    LEVEL,
    (
        "The typical education that BLS names for entry to the occupation through which the endeavor is "
        "advanced, by the statement's own words and the occupation it names."
    ),
)
def _entry(seen: Seen) -> Level | None:
    code = _carried_out_in(seen)
    entry = seen.reference.entry(code) if code else None
    if entry is None:
        return None
    seen.note(entry.known)
    return Level[entry.level] if entry.level in Level.__members__ else None


def _carried_out_in(seen: Seen) -> str | None:
    """The code of the occupation through which the endeavor is advanced.

    Where the statement speaks of occupations of other major groups alone and does not fit the proposed code well,
    the first of those; else the one that the statement names, if it is not the proposed one; else the proposed one.
    """
    from validator import agreement
    from validator.facts.occupations import named_code

    proposed = str(seen.need("code.number"))
    fit = seen.need("agreement.endeavor_code.band")
    spoken_of = [str(occupation)[:7] for occupation in seen.need("endeavor.occupations")]
    if spoken_of and fit < agreement.Band.strong and all(code[:2] != proposed[:2] for code in spoken_of):
        return spoken_of[0]
    stated = seen.maybe("endeavor.occupation")
    if not stated or agreement.title_code(str(stated), proposed).band >= agreement.Band.partial:
        return proposed
    return named_code(str(stated))


@fact(
    "endeavor.restates",
    BOOLEAN,
    "True where the endeavor statement says hardly more than the occupation's own name and work.",
)
def _restates(seen: Seen) -> bool:
    from validator import agreement

    return bool(
        agreement.restates(
            _statement(seen), seen.need("code.number"), title=str(seen.maybe("i140.job_title") or "")
        )
    )


@fact(
    "endeavor.copied_share",
    NUMBER,
    (
        "Share of the endeavor statement's sentences whose words are those of an O*NET task of the code, or "
        "of Part 6 item 3."
    ),
    unit="per cent",
)
def _copied(seen: Seen) -> int:
    from validator import agreement

    statement = _statement(seen)
    shares = [agreement.copies(statement, seen.need("code.number")).score]
    duties = seen.maybe("i140.nontechnical_description")
    if duties:
        shares.append(agreement.shared_sentences(statement, str(duties)))
    return round(100 * max(shares))


@fact(
    "endeavor.topics",
    TEXTS,
    (
        "The unrelated undertakings that the endeavor statement holds, each by its leading words; one text "
        "where they are of one kind."
    ),
)
def _topics(seen: Seen) -> tuple[str, ...]:
    from validator import agreement

    return tuple(agreement.topics(_statement(seen)))


@fact(
    "endeavor.topics_count",
    NUMBER,
    "How many unrelated undertakings the endeavor statement holds.",
    unit="undertakings",
)
def _topics_count(seen: Seen) -> int:
    return len(seen.need("endeavor.topics"))


def _declare_signal(name: str, doc: str) -> None:
    @fact(f"endeavor.{name}", TEXTS, doc)
    def _signal(seen: Seen) -> tuple[str, ...]:
        from validator import agreement

        return tuple(agreement.signals(_statement(seen), name))


for _name, _doc in {
    "names_beneficiaries": "Words of the statement that name who benefits beyond the petitioner and one employer.",
    "names_broad_reach": "Words of the statement that claim an effect beyond one employer or place.",
    "names_local_reach": "Words of the endeavor statement that keep its effect to one place.",
    "bound_to_employer": "Words of the endeavor statement that tie it to one employer's own business.",
    "argues_shortage": "Words of the endeavor statement that argue from a shortage of workers.",
    "offers_consulting": "Words of the endeavor statement that offer consulting or services to clients in general.",
    "is_teaching": "Words of the endeavor statement that name classroom teaching as the work.",
    "seeks_job": "Words of the endeavor statement that speak of seeking a job.",
    "names_plan": "Words of the statement that name concrete work: a project, method, milestone or partner.",
}.items():
    _declare_signal(_name, _doc)


@item_fact(
    "petition_letter.critical_technologies",
    "known_area",
    BOOLEAN,
    "True where the area named is one of the February 2024 Critical and Emerging Technologies list.",
)
def _known_area(seen: Seen) -> bool:
    return _known(seen)


@item_fact(
    "endeavor.critical_technologies",
    "known_area",
    BOOLEAN,
    "True where the area named is one of the February 2024 Critical and Emerging Technologies list.",
)
def _known_area_of_endeavor(seen: Seen) -> bool:
    return _known(seen)


def _known(seen: Seen) -> bool:
    from validator import agreement

    return agreement.cet_area(str(seen.own("area"))) is not None


@item_fact(
    "petition_letter.critical_technologies",
    "touched",
    BOOLEAN,
    (
        "True where the endeavor statement speaks of the area, by the words of the list's areas and their "
        "known vocabulary."
    ),
)
def _touched(seen: Seen) -> bool | None:
    from validator import agreement

    area = agreement.cet_area(str(seen.own("area")))
    if area is None:
        return None
    return bool(area in {touched.area for touched in agreement.cet_areas(_statement(seen))})
