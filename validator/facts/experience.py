"""Facts of working time: how long, after which degree, in which field, and how it was shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from validator.engine.values import Record, State, Value, unknown
from validator.facts.frame import Seen, Unsettled, fact, item_fact, texts_in
from validator.facts.time import Reading, Span, longest_gap, months, overlap_months
from validator.facts.types import BAND, BOOLEAN, NUMBER, TEXT, TEXTS
from validator.notation import Day

FULL_TIME_HOURS = Decimal(35)
"""Hours a week from which a job counts as full-time here (practice; the regulation names no figure)."""


def _weight(job: Record) -> Decimal:
    """A job's share of full time; one that says neither yes nor hours counts as full-time."""
    full_time = job.get("full_time").content
    hours = job.get("hours_per_week").content
    if full_time is True or (isinstance(hours, int | Decimal) and hours >= FULL_TIME_HOURS):
        return Decimal(1)
    if isinstance(hours, int | Decimal):
        return min(Decimal(hours) / 40, Decimal(1))
    return Decimal("0.5") if full_time is False else Decimal(1)


def _span(seen: Seen, job: Record, *, weighted: bool = True) -> Span | None:
    """The job's span, or None where a date is not entered; its dates become evidence."""
    start, end = seen.of(job, "start"), seen.of(job, "end")
    if start is None or end is None:
        return None
    return Span(start, end, _weight(job) if weighted else Decimal(1))


def _counted(jobs: tuple[Record, ...]) -> list[Record]:
    """The jobs that the petition counts: those it marks, or all where it marks none."""
    marked = [job for job in jobs if job.get("counted").content is True]
    return marked or [job for job in jobs if job.get("counted").content is not False]


def _until(seen: Seen) -> Day:
    """The day that experience is counted to: the filing date, on which a petition must be approvable."""
    until: Day = seen.need("case.filing_date")
    return until


def _months(seen: Seen, jobs: list[Record], reading: Reading, after: Day | None = None) -> int:
    until = _until(seen)
    spans = []
    undated: list[Record] = []
    for job in jobs:
        span = _span(seen, job)
        if span is None:
            undated.append(job)
        else:
            spans.append(span)
    if undated and reading is Reading.most:
        raise Unsettled(unknown(("employment.start", "employment.end")))
    return months(spans, reading, after=after, until=until)


@fact(
    "experience.post_degree_months.least",
    NUMBER,
    (
        "Months of full-time work counted after the first bachelor's-level degree and before filing, by the "
        "strictest reading of the dates."
    ),
    unit="months",
)
def _post_degree_least(seen: Seen) -> int:
    return _months(
        seen, _counted(seen.need("employment")), Reading.least, seen.need("degree.first_bachelor_conferred")
    )


@fact(
    "experience.post_degree_months.most",
    NUMBER,
    (
        "Months of full-time work counted after the first bachelor's-level degree (or its provisional "
        "certificate) and before filing, by the most generous reading of the dates."
    ),
    unit="months",
)
def _post_degree_most(seen: Seen) -> int:
    return _months(
        seen, _counted(seen.need("employment")), Reading.most, seen.need("degree.first_bachelor_earliest")
    )


@fact(
    "experience.counted_months.most",
    NUMBER,
    (
        "Months of full-time work in the jobs that the petition counts, before and after any degree, until "
        "filing, by the most generous reading of the dates."
    ),
    unit="months",
)
def _counted_most(seen: Seen) -> int:
    return _months(seen, _counted(seen.need("employment")), Reading.most)


@fact(
    "experience.full_time_months.most",
    NUMBER,
    "Months of full-time work in all jobs until filing, by the most generous reading of the dates.",
    unit="months",
)
def _all_most(seen: Seen) -> int:
    return _months(seen, list(seen.need("employment")), Reading.most)


@fact(
    "experience.lettered_months.most",
    NUMBER,
    (
        "Months of counted work after the first bachelor's-level degree in jobs that an employer's letter "
        "describes, by the most generous reading of the dates."
    ),
    unit="months",
)
def _lettered_most(seen: Seen) -> int:
    letters = [
        letter
        for letter in seen.need("letters")
        if letter.get("kind").content in ("employer", "former_employer")
    ]
    described = {seen.of(letter, "job") for letter in letters} - {None}
    stated_in = {letter.id for letter in letters}
    jobs = [
        job
        for job in _counted(seen.need("employment"))
        if job.id in described or stated_in.intersection(texts_in(job.get("stated_in")))
    ]
    return _months(seen, jobs, Reading.most, seen.need("degree.first_bachelor_earliest"))


@fact(
    "experience.specialty_months.most",
    NUMBER,
    (
        "Months of counted work after the first bachelor's-level degree in jobs not outside the specialty, by"
        " the most generous reading of the dates."
    ),
    unit="months",
)
def _specialty_most(seen: Seen) -> int:
    jobs = []
    for job in _counted(seen.need("employment")):
        outside = job.get("outside_specialty")
        if outside.state is State.known and outside.content is True:
            seen.note(*outside.evidence)
            continue
        jobs.append(job)
    return _months(seen, jobs, Reading.most, seen.need("degree.first_bachelor_earliest"))


@fact(
    "experience.jobs_outside_specialty",
    TEXTS,
    "The titles of the counted jobs whose work lies outside the specialty.",
)
def _jobs_outside(seen: Seen) -> tuple[str, ...]:
    titles = []
    for job in _counted(seen.need("employment")):
        outside = job.get("outside_specialty")
        if outside.state is State.known and outside.content is True:
            seen.note(*outside.evidence)
            titles.append(str(job.get("title").content or job.id))
    return tuple(titles)


@fact(
    "experience.overlap_months",
    NUMBER,
    "Months, at the least, on which full-time jobs overlap.",
    unit="months",
)
def _overlap(seen: Seen) -> int:
    spans = [
        s for s in (_span(seen, job) for job in seen.need("employment")) if s is not None and s.weight == 1
    ]
    return overlap_months(spans)


@fact(
    "experience.counted_overlap_months",
    NUMBER,
    "Months, at the least, on which jobs that are counted together exceed one full-time job.",
    unit="months",
)
def _counted_overlap(seen: Seen) -> int:
    spans = [
        s
        for s in (_span(seen, job, weighted=False) for job in _counted(seen.need("employment")))
        if s is not None
    ]
    return overlap_months(spans)


@fact(
    "experience.longest_gap_months",
    NUMBER,
    "The longest stretch between two jobs that no reading of the dates closes.",
    unit="months",
)
def _gap(seen: Seen) -> int:
    return longest_gap([s for s in (_span(seen, job) for job in seen.need("employment")) if s is not None])


@fact(
    "experience.shortfall_months",
    NUMBER,
    (
        "Months that the petition letter counts beyond what the dates after the degree can hold; 0 where it "
        "counts no more."
    ),
    unit="months",
)
def _shortfall(seen: Seen) -> int:
    claimed = seen.need("petition_letter.experience_months")
    held = seen.need("experience.post_degree_months.most")
    return max(0, int(claimed) - int(held))


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


def _work_text(seen: Seen) -> str:
    """A job's title, specialty and duties as one text; unknown where there are no duties and no title."""
    parts: list[Any] = [seen.own_maybe("title"), seen.own_maybe("specialty")]
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
    TEXT,
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
            seen.note(*value.evidence)
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
    from validator.facts.degree import is_us
    from validator.facts.view import PRESENT

    for job in seen.need("employment"):
        if job.get("end").content != PRESENT:
            continue
        country = seen.of(job, "country")
        if country is None:
            raise Unsettled(unknown(("employment.country",)))
        if not is_us(str(country)):
            return True
    return False
