"""Facts of working time: how long, after which degree, in which field, and how it was shown."""

from __future__ import annotations

from decimal import Decimal

from validator.engine.values import Record, State, Value, unknown
from validator.facts.frame import Seen, Unsettled, fact
from validator.facts.job_letters import lettered
from validator.facts.time import Reading, Span, months, overlap_months
from validator.facts.types import NUMBER, TEXTS
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


def span_of(seen: Seen, job: Record, *, weighted: bool = True) -> Span | None:
    """The job's span, or None where a date is not entered; its dates become evidence."""
    start, end = seen.of(job, "start"), seen.of(job, "end")
    if start is None or end is None:
        return None
    return Span(start, end, _weight(job) if weighted else Decimal(1))


def counted_jobs(jobs: tuple[Record, ...]) -> list[Record]:
    """The jobs that the petition counts: those it marks, or all where it marks none."""
    marked = [job for job in jobs if job.get("counted").content is True]
    return marked or [job for job in jobs if job.get("counted").content is not False]


def _until(seen: Seen) -> Day:
    """The day that experience is counted to: the filing date, on which a petition must be approvable."""
    until: Day = seen.need("case.filing_date")
    return until


def months_of(seen: Seen, jobs: list[Record], reading: Reading, after: Day | None = None) -> int:
    """Months of full-time work in ``jobs`` until the filing date, by ``reading``; unknown where one that may add to the
    most has no dates.
    """
    until = _until(seen)
    spans = []
    undated: list[Record] = []
    for job in jobs:
        span = span_of(seen, job)
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
    return months_of(
        seen,
        counted_jobs(seen.need("employment")),
        Reading.least,
        seen.need("degree.first_bachelor_conferred"),
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
    return months_of(
        seen, counted_jobs(seen.need("employment")), Reading.most, seen.need("degree.first_bachelor_earliest")
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
    return months_of(seen, counted_jobs(seen.need("employment")), Reading.most)


@fact(
    "experience.full_time_months.most",
    NUMBER,
    "Months of full-time work in all jobs until filing, by the most generous reading of the dates.",
    unit="months",
)
def _all_most(seen: Seen) -> int:
    return months_of(seen, list(seen.need("employment")), Reading.most)


@fact(
    "experience.lettered_months.most",
    NUMBER,
    (
        "Months of counted work after the first bachelor's-level degree in jobs that an employer's letter "
        "(entered under letters, or an exhibit whose title says so) describes, by the most generous "
        "reading of the dates."
    ),
    unit="months",
)
def _lettered_most(seen: Seen) -> int:
    counted = counted_jobs(seen.need("employment"))
    after = seen.need("degree.first_bachelor_earliest")
    shown, waiting = lettered(seen, counted)
    months = months_of(seen, shown, Reading.most, after)
    if waiting and months_of(seen, counted, Reading.most, after) > months:
        raise Unsettled(unknown(tuple(waiting)))
    return months


@fact(
    "experience.specialty_months.most",
    NUMBER,
    (
        "Months of counted work after the first bachelor's-level degree in jobs not outside the specialty, by"
        " the most generous reading of the dates; unknown where a job that adds to them does not tell what was done."
    ),
    unit="months",
)
def _specialty_most(seen: Seen) -> int:
    inside: list[Record] = []
    open_: list[tuple[Record, Value]] = []
    for job in counted_jobs(seen.need("employment")):
        outside = job.get("outside_specialty")
        if outside.state is State.unknown:
            open_.append((job, outside))
        elif outside.content is True:
            seen.rest_on(outside)
        else:
            inside.append(job)
    after = seen.need("degree.first_bachelor_earliest")
    found = months_of(seen, inside, Reading.most, after)
    if open_ and months_of(seen, [*inside, *(job for job, _ in open_)], Reading.most, after) > found:
        raise Unsettled(open_[0][1])
    return found


@fact(
    "experience.jobs_outside_specialty",
    TEXTS,
    "The titles of the counted jobs whose work lies outside the specialty.",
)
def _jobs_outside(seen: Seen) -> tuple[str, ...]:
    titles = []
    for job in counted_jobs(seen.need("employment")):
        outside = job.get("outside_specialty")
        if outside.state is State.known and outside.content is True:
            seen.rest_on(outside)
            titles.append(str(job.get("title").content or job.id))
    return tuple(titles)


@fact(
    "experience.overlap_months",
    NUMBER,
    (
        "Months until filing, at the least, on which jobs known to be full-time overlap; unknown where none do and a "
        "job whose hours are not entered may."
    ),
    unit="months",
)
def _overlap(seen: Seen) -> int:
    sure: list[Span] = []
    possible: list[Span] = []
    for job in seen.need("employment"):
        span = span_of(seen, job)
        if span is None or span.weight < 1:
            continue
        possible.append(span)
        if _says_full_time(job):
            sure.append(span)
    months = _overlap_until_filing(seen, sure)
    if not months and _overlap_until_filing(seen, possible):
        raise Unsettled(unknown(("employment.full_time", "employment.hours_per_week")))
    return months


def _says_full_time(job: Record) -> bool:
    return any(job.get(name).state is State.known for name in ("full_time", "hours_per_week"))


def _overlap_until_filing(seen: Seen, spans: list[Span]) -> int:
    """Where one of two jobs goes on, it overlaps until the filing date and no longer; that day has to be known."""
    from validator.facts.view import PRESENT

    ended = overlap_months([span for span in spans if span.end != PRESENT])
    if all(span.end != PRESENT for span in spans) or not overlap_months(spans):
        return ended
    return overlap_months(spans, until=_until(seen))


@fact(
    "experience.counted_overlap_months",
    NUMBER,
    "Months until filing, at the least, on which jobs that are counted together exceed one full-time job.",
    unit="months",
)
def _counted_overlap(seen: Seen) -> int:
    jobs = counted_jobs(seen.need("employment"))
    return _overlap_until_filing(
        seen, [s for s in (span_of(seen, job, weighted=False) for job in jobs) if s is not None]
    )


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
