"""Facts that hold one document against another: titles, dates, wordings of the endeavor, codes of earlier filings."""

from __future__ import annotations

from typing import Any

from validator.engine.values import Record, State, Value, known, unknown
from validator.engine.vocabulary import FactSpec
from validator.facts.frame import Seen, Unsettled, fact, item_fact, records_in, texts_in
from validator.facts.types import BAND, BOOLEAN, NUMBER, RECORDS, TEXT, TEXTS
from validator.notation import Day, read_soc

_TITLES = {
    "Final Determination item 8": "eta9089.final_determination.job_title",
    "petition letter": "petition_letter.job_title",
    "endeavor statement": "endeavor.job_title",
}


@fact(
    "proposed_titles",
    RECORDS,
    "The titles that other documents give the proposed job, one item a document that states one.",
    fields=(
        FactSpec("document", TEXT, "The document.", derived=True),
        FactSpec("title", TEXT, "The title as it stands there.", derived=True),
    ),
)
def _proposed_titles(seen: Seen) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    made: list[Record] = []
    waiting: list[str] = []
    for document, name in _TITLES.items():
        value = seen.value(name)
        if value.state is State.known:
            made.append(MadeRecord(document, {"document": known(document), "title": value}))
        elif value.state is State.unknown:
            waiting.append(name)
    if not made and waiting:
        raise Unsettled(unknown(waiting))
    return tuple(made)


@fact(
    "wordings",
    RECORDS,
    "The endeavor as other documents of this filing word it, one item a document that does.",
    fields=(
        FactSpec("document", TEXT, "The document.", derived=True),
        FactSpec("text", TEXT, "The endeavor in its words.", derived=True),
        FactSpec("band", BAND, "How well it agrees with the endeavor statement.", derived=True),
    ),
)
def _wordings(seen: Seen) -> tuple[Record, ...]:
    from validator.facts.view import MadeRecord

    statement = seen.need("endeavor.statement")
    own = tuple(seen.evidence)
    found: list[tuple[str, str, Value]] = []
    letter = seen.value("petition_letter.endeavor")
    if letter.state is State.known:
        found.append(("petition-letter", "petition letter", letter))
    for list_, name in (("letters", "endeavor"), ("endeavor.other_wordings", "text")):
        for record in records_in(seen.value(list_)):
            value = record.get(name)
            if value.state is State.known:
                found.append(
                    (record.id, f"{list_.partition('.')[0]} {record.id}".replace("endeavor ", ""), value)
                )
    if not found and letter.state is State.unknown:
        raise Unsettled(unknown(("petition_letter.endeavor", "letters.endeavor")))
    return tuple(
        MadeRecord(id_, {"document": known(document), "text": value, "band": _band(statement, value, own)})
        for id_, document, value in found
    )


def _band(statement: str, value: Value, own: Any) -> Value:
    from validator import agreement
    from validator.engine.values import absent

    found = agreement.text_text(statement, str(value.content))
    evidence = (*own, *value.evidence)
    return absent(evidence) if found.band is agreement.Band.unknown else known(found.band, evidence)


def _about_job(seen: Seen) -> list[tuple[str, Record]]:
    """What Appendix A, the CV and the letters say of the employment item: (list, record)."""
    job = seen.item_id()
    out: list[tuple[str, Record]] = []
    waiting = []
    for list_ in ("eta9089.appendix_a.work", "cv.jobs", "letters"):
        value = seen.value(list_)
        if value.state is State.unknown:
            waiting.append(list_)
        out += [(list_, r) for r in records_in(value) if str(r.get("job").content) == job]
    if not out and waiting:
        raise Unsettled(unknown(waiting))
    return out


@item_fact(
    "employment",
    "titles_differ",
    BOOLEAN,
    (
        "True where Appendix A, the CV or a letter gives this past job a title that does not agree with the "
        "record's (nor with a translation of it)."
    ),
)
def _titles_differ(seen: Seen) -> bool:
    from validator import agreement

    own = str(seen.own("title"))
    accepted = [own, *_translations(seen, own)]
    for list_, record in _about_job(seen):
        value = record.get("job_title" if list_ == "letters" else "title")
        if value.state is not State.known:
            continue
        title = str(value.content)
        if any(agreement.same_title(title, other) for other in [*accepted]):
            continue
        if any(agreement.same_title(own, other) for other in _translations(seen, title)):
            continue
        seen.note(*value.evidence)
        return True
    return False


def _translations(seen: Seen, title: str) -> list[str]:
    """The other forms of a title that title_translations records."""
    from validator import agreement

    out: list[str] = []
    for record in records_in(seen.value("title_translations")):
        values = (record.get(name) for name in ("original", "certified_literal", "functional_us"))
        forms = [str(value.content) for value in values if value.state is State.known]
        if any(agreement.same_title(title, form) for form in forms):
            out += forms
    return out


@item_fact(
    "employment",
    "forms_mixed",
    BOOLEAN,
    (
        "True where documents give this job's title in different forms of one translation: literal in one, "
        "functional in another."
    ),
)
def _forms_mixed(seen: Seen) -> bool:
    from validator import agreement

    own = str(seen.own("title"))
    titles = [own]
    for list_, record in _about_job(seen):
        value = record.get("job_title" if list_ == "letters" else "title")
        if value.state is State.known:
            titles.append(str(value.content))
            seen.note(*value.evidence)
    for record in records_in(seen.value("title_translations")):
        literal, functional = record.get("certified_literal").content, record.get("functional_us").content
        if not literal or not functional or agreement.same_title(str(literal), str(functional)):
            continue
        used = {
            form
            for form in (str(literal), str(functional))
            if any(agreement.same_title(t, form) for t in titles)
        }
        if len(used) == 2:
            return True
    return False


@item_fact(
    "employment",
    "dates_differ",
    BOOLEAN,
    (
        "True where Appendix A, the CV or a letter dates this job's start or end so that no reading of both "
        "dates agrees."
    ),
)
def _dates_differ(seen: Seen) -> bool:
    for _list, record in _about_job(seen):
        for name in ("start", "end"):
            here, there = seen.own_maybe(name), record.get(name)
            if (
                not isinstance(here, Day)
                or there.state is not State.known
                or not isinstance(there.content, Day)
            ):
                continue
            if here.last < there.content.first or there.content.last < here.first:
                seen.note(*there.evidence)
                return True
    return False


@item_fact(
    "letters",
    "code_band",
    BAND,
    (
        "How well the occupation, title and duties that the letter describes agree with the proposed code; "
        "the best of them."
    ),
)
def _letter_code_band(seen: Seen) -> Any:
    from validator import agreement

    code = seen.need("code.number")
    bands = [
        agreement.title_code(str(text), code).band
        for text in (seen.own_maybe("occupation"), seen.own_maybe("job_title"))
        if text
    ]
    duties = [d for d in (seen.of(duty, "text") for duty in seen.own_maybe("duties") or ()) if d]
    if duties:
        bands.append(agreement.duties_code(". ".join(duties), code).band)
    if not bands:
        raise Unsettled(unknown(("letters.occupation", "letters.duties")))
    found = [band for band in bands if band is not agreement.Band.unknown]
    return max(found) if found else None


@item_fact(
    "prior_filings",
    "code_differs",
    BOOLEAN,
    "True where the earlier filing's code is not the proposed one, nor a code it was carried over to.",
)
def _prior_code_differs(seen: Seen) -> bool | None:
    proposed = seen.need("code.number")
    earlier = read_soc(str(seen.own("soc_code")))
    if earlier is None:
        return None
    entry = seen.reference.code(earlier)
    own = seen.reference.code(proposed)
    return not {earlier.number, *entry.successors}.intersection({proposed, *own.successors})


@item_fact(
    "prior_filings",
    "major_group_differs",
    BOOLEAN,
    "True where the earlier filing's code is in another major group than the proposed one.",
)
def _prior_major_differs(seen: Seen) -> bool | None:
    earlier = read_soc(str(seen.own("soc_code")))
    return None if earlier is None else earlier.major != seen.need("code.major_group")


@item_fact(
    "prior_filings",
    "endeavor_band",
    BAND,
    "How well the earlier filing's endeavor agrees with the endeavor statement.",
)
def _prior_endeavor_band(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.text_text(seen.need("endeavor.statement"), str(seen.own("endeavor"))))


@item_fact(
    "prior_filings",
    "explained",
    BOOLEAN,
    "True where an explanation of the draft covers this filing by its id.",
)
def _prior_explained(seen: Seen) -> bool:
    return _covered(seen)


@item_fact(
    "employment", "explained", BOOLEAN, "True where an explanation of the draft covers this job by its id."
)
def _job_explained(seen: Seen) -> bool:
    return _covered(seen)


def _covered(seen: Seen) -> bool:
    explanations = records_in(seen.value("explanations"))
    return any(seen.item_id() in texts_in(explanation.get("covers")) for explanation in explanations)


@item_fact(
    "prior_filings",
    "is_immigrant_petition",
    BOOLEAN,
    "True where the earlier filing was an immigrant petition (Form I-140, I-130, I-360, I-526).",
)
def _immigrant_petition(seen: Seen) -> bool:
    form = str(seen.own("form")).upper().replace(" ", "").replace("‑", "-")
    return any(
        form.startswith(name) for name in ("I-140", "I140", "I-130", "I130", "I-360", "I360", "I-526", "I526")
    )


@item_fact(
    "exhibits",
    "months_after_filing",
    NUMBER,
    "Whole months by which the exhibit's date lies after the filing date; 0 where it does not.",
    unit="months",
)
def _after_filing(seen: Seen) -> int:
    filing: Day = seen.need("case.filing_date")
    day: Day = seen.own("date")
    return max(0, (day.first - filing.last).days + 29) // 30


@fact(
    "criteria.claimed",
    TEXTS,
    "The different criteria of 8 CFR 204.5(k)(3)(ii) that the petition letter claims.",
)
def _criteria(seen: Seen) -> tuple[str, ...]:
    claimed = []
    for criterion in seen.need("petition_letter.exceptional_ability.criteria"):
        name = seen.of(criterion, "criterion")
        if name and name not in claimed:
            claimed.append(str(name))
    return tuple(claimed)


@fact(
    "criteria.count",
    NUMBER,
    "How many different criteria of 8 CFR 204.5(k)(3)(ii) the petition letter claims.",
    unit="criteria",
)
def _criteria_count(seen: Seen) -> int:
    return len(seen.need("criteria.claimed"))


@item_fact(
    "petition_letter.exceptional_ability.criteria",
    "comparator_differs",
    BOOLEAN,
    "True where the salary is compared with the wages of another code than the proposed one.",
)
def _comparator_differs(seen: Seen) -> bool | None:
    comparator = read_soc(str(seen.own("comparator_code")))
    return None if comparator is None else comparator.number != seen.need("code.number")


@item_fact(
    "petition_letter.exceptional_ability.criteria",
    "occupation_band",
    BAND,
    "How well the occupation that the license or the experience is for agrees with the proposed code.",
)
def _criterion_occupation(seen: Seen) -> Any:
    from validator import agreement

    return seen.band(agreement.title_code(str(seen.own("occupation")), seen.need("code.number")))


@fact("ability.endeavor_band", BAND, "How well the area of exceptional ability agrees with the endeavor.")
def _ability_endeavor(seen: Seen) -> Any:
    from validator import agreement

    area = str(seen.need("petition_letter.exceptional_ability.area"))
    return seen.band(agreement.endeavor_title(seen.need("endeavor.statement"), area))


@fact(
    "ability.degree_band",
    BAND,
    "How well the best fitting degree held agrees with the area of exceptional ability.",
)
def _ability_degree(seen: Seen) -> Any:
    from validator import agreement
    from validator.facts.agreements import best_degree

    area = str(seen.need("petition_letter.exceptional_ability.area"))
    return seen.band(best_degree(seen, lambda field: agreement.title_degree(area, field)))
