"""Facts of each job: whether it lies in the specialty, how it fits the code, and where present work is done."""

from __future__ import annotations

from typing import Any

from validator.engine.values import State, Value, unknown
from validator.facts.frame import Seen, Unsettled, fact, item_fact
from validator.facts.places import is_us
from validator.facts.types import BAND, BOOLEAN, MAJOR_GROUP


@item_fact(
    "employment",
    "outside_specialty",
    BOOLEAN,
    (
        "True where neither the job's title nor its duties agree at all with the specialty claimed (else the "
        "field of the bachelor's degree) or with the code."
    ),
)
def _outside_specialty(seen: Seen) -> bool:
    from validator import agreement

    text = _work_text(seen)
    if not _says_what_is_done(seen):
        raise Unsettled(unknown(("employment.duties",)))
    bands = []
    specialty = _specialty(seen)
    if specialty:
        bands.append(agreement.endeavor_degree(text, specialty).band)
        own = seen.own_maybe("specialty")
        if own:
            bands.append(agreement.text_text(own, specialty).band)
    code = seen.maybe("code.number")
    if code:
        bands.append(agreement.duties_code(text, code).band)
        title = seen.own_maybe("title")
        if title:
            bands.append(agreement.title_code(title, code).band)
    known = [band for band in bands if band is not agreement.Band.unknown]
    if not known:
        raise Unsettled(unknown(("petition_letter.specialty", "i140.soc_code")))
    return max(known) is agreement.Band.none


def _specialty(seen: Seen) -> str:
    return str(seen.maybe("petition_letter.specialty") or seen.maybe("degree.first_bachelor_field") or "")


def _says_what_is_done(seen: Seen) -> bool:
    """Whether there are duties or a specialty, or a title that alone tells an occupation and not a rank."""
    from validator import agreement

    if seen.own_maybe("duties") or seen.own_maybe("specialty") or seen.own_maybe("occupation"):
        return True
    return agreement.title_kind(str(seen.own("title"))).kind in (
        agreement.Kind.occupation,
        agreement.Kind.several,
    )


def _work_text(seen: Seen) -> str:
    """A job's title, occupation, specialty and duties as one text; unknown where there are no duties and no title."""
    parts: list[Any] = [seen.own_maybe(name) for name in ("title", "occupation", "specialty")]
    parts += [seen.of(duty, "text") for duty in seen.own_maybe("duties") or ()]
    text = ". ".join(str(part) for part in parts if part)
    if not text:
        raise Unsettled(unknown(("employment.duties",)))
    return text


@item_fact(
    "employment",
    "code_band",
    BAND,
    "How well the job's title and duties agree with the proposed code; the better of the two.",
)
def _job_code_band(seen: Seen) -> Any:
    from validator import agreement

    code = seen.need("code.number")
    bands = []
    title = seen.own_maybe("title")
    if title:
        bands.append(agreement.title_code(title, code).band)
    duties = [seen.of(duty, "text") for duty in seen.own_maybe("duties") or ()]
    if duties:
        bands.append(agreement.duties_code(". ".join(d for d in duties if d), code).band)
    known = [band for band in bands if band is not agreement.Band.unknown]
    return max(known) if known else None


@item_fact(
    "employment",
    "major_group",
    MAJOR_GROUP,
    "The major group (two digits) of the occupation the job's title names, where one is clear.",
)
def _job_major_group(seen: Seen) -> str | None:
    from validator.facts.occupations import named_major_group

    return named_major_group(str(seen.own("title")))


@fact(
    "experience.shares_major_group",
    BOOLEAN,
    (
        "True where at least one past job names an occupation of the proposed code's major group; absent "
        "where no past title names an occupation clearly."
    ),
)
def _shares_major_group(seen: Seen) -> bool | None:
    code = seen.need("code.major_group")
    groups: list[str] = []
    for job in seen.need("employment"):
        value: Value = job.get("major_group")
        if value.state is State.known:
            seen.rest_on(value)
            groups.append(str(value.content))
    return (code in groups) if groups else None


@item_fact("employment", "present", BOOLEAN, "True where the job runs to the present.")
def _present(seen: Seen) -> bool:
    from validator.facts.view import PRESENT

    return bool(seen.own("end") == PRESENT)


@fact(
    "experience.present_job_foreign",
    BOOLEAN,
    "True where a job that runs to the present is done outside the United States.",
)
def _present_job_foreign(seen: Seen) -> bool:
    from validator.facts.view import PRESENT

    waiting: list[str] = []
    for job in seen.need("employment"):
        end = job.get("end")
        if end.state is State.unknown:
            waiting.append("employment.end")
        if end.content != PRESENT:
            continue
        country = seen.of(job, "country")
        if country is None:
            waiting.append("employment.country")
        elif not is_us(str(country)):
            return True
    if waiting:
        raise Unsettled(unknown(tuple(dict.fromkeys(waiting))))
    return False
