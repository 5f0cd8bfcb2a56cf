"""Facts of the endeavor statement: what it speaks of, whether it is more than the occupation, whom it serves."""

from __future__ import annotations

import re

from validator.agreement.memory import remembered
from validator.facts.frame import Seen, fact, item_fact
from validator.facts.types import BAND, BOOLEAN, LEVEL, MAJOR_GROUP, NUMBER, TEXT, TEXTS, Band, Level

APART = 0.05
"""A score of the statement and the duties of Part 6 item 3, of 1, below which they have nothing in common: none of 79
honest pairs lay there, and more than four in ten statements under another petition's duties (benchmarks/honest.py)."""

LEAST, CLEAR = 0.1, 0.5
"""A statement is far from a code where its words give the code's major group less than a tenth of what any text gives
it, and more than half to one other group. Honest statements of work in another field's material keep more of their own
(tests/data/honest.yaml)."""


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
    MAJOR_GROUP,
    (
        "The major group (two digits) of the occupation that the endeavor statement speaks of most clearly; "
        "absent where none is clear."
    ),
)
def _major_group(seen: Seen) -> str | None:
    occupations = seen.need("endeavor.occupations")
    return str(occupations[0])[:2] if occupations else None


@fact(
    "endeavor.duties_band",
    BAND,
    (
        "How well the endeavor statement agrees with the duties of Part 6 item 3, by their words and the work "
        "that these belong to; absent where either says too little."
    ),
)
def _duties_band(seen: Seen) -> Band | None:
    from validator import agreement

    duties = str(seen.need("i140.nontechnical_description"))
    return seen.band(agreement.text_text(_statement(seen), duties))


@fact(
    "endeavor.apart_from_duties",
    BOOLEAN,
    "True where the endeavor statement and the duties of Part 6 item 3 have nothing in common: a score below 5 of 100.",
)
def _apart_from_duties(seen: Seen) -> bool | None:
    from validator import agreement

    duties = str(seen.need("i140.nontechnical_description"))
    found = agreement.text_text(_statement(seen), duties)
    return None if found.band is agreement.Band.unknown else found.score < APART


@fact(
    "endeavor.occupation_band",
    BAND,
    (
        "How well the occupation through which the statement says that the endeavor is carried out agrees with "
        "the proposed code."
    ),
)
def _occupation_band(seen: Seen) -> Band | None:
    from validator import agreement

    stated = str(seen.need("endeavor.occupation"))
    return seen.band(agreement.title_code(stated, str(seen.need("code.number"))))


@fact(
    "endeavor.far_from_code",
    BOOLEAN,
    (
        "True where the statement's words give the code's major group less than a tenth of what any text gives it, "
        "and more than half to one other group."
    ),
)
def _far_from_code(seen: Seen) -> bool | None:
    return _far(_statement(seen), str(seen.need("code.number"))[:2])


@remembered(2048)
def _far(statement: str, group: str) -> bool | None:
    from validator.agreement.occupations import codes
    from validator.agreement.speech import spoken
    from validator.agreement.texts import expected

    shares, usual, table = spoken(statement), expected(), codes()
    groups = {table.codes[inside[0]][:2]: inside for inside in table.in_major}
    if group not in groups:
        return None
    own = (
        sum(shares[i] for i in groups.pop(group)),
        sum(usual[i] for i, c in enumerate(table.codes) if c[:2] == group),
    )
    return own[0] < LEAST * own[1] and max(sum(shares[i] for i in g) for g in groups.values()) > CLEAR


@fact(
    "endeavor.carried_out_in",
    TEXT,
    (
        "The occupation through which the endeavor is advanced, with its title: the one that the statement "
        "names, where it is not the proposed one; else the one that the statement speaks of most, where two "
        "sources put it in other work than the code; else the proposed one."
    ),
)
def _carried_out_in(seen: Seen) -> str | None:
    code = _code_carried_out_in(seen)
    if code is None:
        return None
    entry = seen.reference.code(code)
    seen.note(entry.known)
    return f"{code} ({entry.title})"


@fact(
    "endeavor.entry_education",
    LEVEL,
    "The typical education that BLS names for entry to the occupation through which the endeavor is advanced.",
)
def _entry(seen: Seen) -> Level | None:
    entry = seen.reference.entry(str(seen.need("endeavor.carried_out_in"))[:7])
    if entry is None:
        return None
    seen.note(entry.known)
    return Level[entry.level] if entry.level in Level.__members__ else None


@fact(
    "endeavor.entry_words",
    TEXT,
    (
        "The education that BLS names for entry to the occupation through which the endeavor is advanced, in "
        "its own words."
    ),
)
def _entry_words(seen: Seen) -> str | None:
    entry = seen.reference.entry(str(seen.need("endeavor.carried_out_in"))[:7])
    return entry.education if entry else None


@fact(
    "endeavor.zone",
    NUMBER,
    (
        "The highest job zone (newest release of O*NET) of the occupation through which the endeavor is "
        "advanced; absent where O*NET has none."
    ),
)
def _zone_of_endeavor(seen: Seen) -> int | None:
    zones = list(seen.reference.job_zones(str(seen.need("endeavor.carried_out_in"))[:7]))
    if not zones:
        return None
    newest = max((z.release for z in zones), key=lambda release: tuple(map(int, release.split("."))))
    highest = max((z for z in zones if z.release == newest), key=lambda z: z.level)
    seen.note(highest.known)
    return int(highest.level)


def _code_carried_out_in(seen: Seen) -> str | None:
    """The code of the occupation through which the endeavor is advanced.

    What the statement names counts first. Its words alone never move the work to another occupation: a statement
    about bread may be a food scientist's. They do where Part 6 item 3 has nothing in common with them either, or
    where they share next to nothing with the code and nothing speaks for the title.
    """
    from validator import agreement
    from validator.facts.occupations import named_code

    proposed = str(seen.need("code.number"))
    stated = seen.maybe("endeavor.occupation")
    elsewhere = bool(stated) and agreement.title_code(str(stated), proposed).band <= agreement.Band.weak
    named = named_code(str(stated)) if elsewhere else None
    if named:
        return named
    spoken_of = [str(occupation)[:7] for occupation in seen.need("endeavor.occupations")]
    if not spoken_of or any(code[:2] == proposed[:2] for code in spoken_of):
        return proposed
    fit = seen.need("agreement.endeavor_code.band")
    # A title that names no occupation speaks neither for nor against.
    of_title = seen.maybe("agreement.endeavor_title.band") or agreement.Band.none
    if fit == agreement.Band.strong or of_title >= agreement.Band.partial:
        return proposed
    neither = fit == of_title == agreement.Band.none
    if elsewhere or (neither and seen.need("endeavor.far_from_code")):
        return spoken_of[0]
    unrelated = seen.asked("endeavor.duties_band") == agreement.Band.none
    return spoken_of[0] if unrelated else proposed


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


@fact(
    "endeavor.reaches_beyond",
    TEXTS,
    (
        "What takes the effect beyond one employer and place: words of the statement that claim it (those of a "
        "nationwide shortage are not), several states that it names or counts, and the reach that the statement is "
        "said to have."
    ),
)
def _reaches_beyond(seen: Seen) -> tuple[str, ...]:
    from validator import agreement
    from validator.agreement.signals import several_places

    statement = _statement(seen)
    reach = seen.maybe("endeavor.reach")
    stated = (str(reach),) if reach in _BROAD else ()
    claimed = statement
    if "shortage" in statement.casefold():
        claimed = re.sub(_OF_SHORTAGE, " shortage ", statement, flags=re.IGNORECASE)
    return (*agreement.signals(claimed, "names_broad_reach"), *several_places(statement), *stated)


_WIDE = r"(?:nation(?:al|wide|ally)|american|u\.s\.|federal|global|worldwide)"
_OF_SHORTAGE = (
    rf"\b{_WIDE}\s+(?:[\w-]+\s+){{0,3}}?shortages?\b"
    rf"|\bshortages?\b(?:\s+[\w-]+){{0,4}}?\s+"
    rf"(?:{_WIDE}|(?:across|throughout|in) the (?:country|nation|united states))"
)
"""A shortage with how far it reaches: "the national shortage", "a shortage of nurses across the country"."""

_BROAD = ("regional", "national", "global")


def _declare_signal(name: str, doc: str) -> None:
    @fact(f"endeavor.{name}", TEXTS, doc)
    def _signal(seen: Seen) -> tuple[str, ...]:
        from validator import agreement
        from validator.agreement.signals import telling_signals

        find = telling_signals if name in _ACCUSING else agreement.signals
        return find(_statement(seen), name)


_ACCUSING = ("names_local_reach", "bound_to_employer", "offers_consulting", "is_teaching", "seeks_job")
"""Signals that speak against a statement; one word alone is no signal."""

_TOLD = "; none where a single word stands there that does not say what the work is."

for _name, _doc in {
    "names_beneficiaries": "Words of the statement that name who benefits beyond the petitioner and one employer.",
    "names_broad_reach": "Words of the statement that claim an effect beyond one employer or place.",
    "names_local_reach": f"Words of the endeavor statement that keep its effect to one place{_TOLD}",
    "bound_to_employer": f"Words of the endeavor statement that tie it to one employer's own business{_TOLD}",
    "argues_shortage": "Words of the endeavor statement that argue from a shortage of workers.",
    "offers_consulting": f"Words of the statement that offer consulting or services to clients in general{_TOLD}",
    "is_teaching": f"Words of the endeavor statement that name classroom teaching as the work{_TOLD}",
    "seeks_job": f"Words of the endeavor statement that speak of seeking a job{_TOLD}",
    "names_plan": "Words of the statement that name concrete work: a project, method, milestone or partner.",
}.items():
    _declare_signal(_name, _doc)


@item_fact(
    "petition_letter.critical_technologies",
    "known_area",
    BOOLEAN,
    (
        "True where the area named is one of the February 2024 Critical and Emerging Technologies list; absent where "
        "it is none of them and the edition named is a later one."
    ),
)
def _known_area(seen: Seen) -> bool | None:
    return _known(seen)


@item_fact(
    "endeavor.critical_technologies",
    "known_area",
    BOOLEAN,
    (
        "True where the area named is one of the February 2024 Critical and Emerging Technologies list; absent where "
        "it is none of them and the edition named is a later one."
    ),
)
def _known_area_of_endeavor(seen: Seen) -> bool | None:
    return _known(seen)


def _known(seen: Seen) -> bool | None:
    from validator import agreement
    from validator.agreement.technologies import EDITION

    known = agreement.cet_area(str(seen.own("area"))) is not None
    year = edition_year(str(seen.own_maybe("edition") or ""))
    return None if not known and year is not None and year > int(EDITION) else known


def edition_year(edition: str) -> int | None:
    """The year that the name of an edition holds ("February 2024"), the latest of several; None where it holds none."""
    return max(map(int, re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", edition)), default=None)


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
