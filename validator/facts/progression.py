"""Facts of growth: whether the jobs that are counted show one, by their titles and by what is said of the work."""

from __future__ import annotations

import re
from decimal import Decimal

from validator.engine.values import Record, State, unknown
from validator.facts.experience import counted_jobs
from validator.facts.frame import Seen, Unsettled, fact, records_in
from validator.facts.types import TEXTS
from validator.notation import Day, read_soc

_GRADES = {
    **dict.fromkeys(("intern", "trainee", "apprentice", "junior", "jr", "graduate", "entry"), 0),
    **dict.fromkeys(("senior", "sr", "ii"), 2),
    **dict.fromkeys(("lead", "leader", "principal", "staff", "expert", "iii"), 3),
    **dict.fromkeys(("manager", "supervisor", "head", "superintendent", "foreman", "iv"), 4),
    **dict.fromkeys(("director", "dean", "v"), 5),
    **dict.fromkeys(("chief", "president", "ceo", "cto", "partner", "founder", "owner"), 6),
}
"""Words of English titles and the grade they stand for; a title without one is of grade 1 (our reading; practice)."""

_BELOW = {"assistant", "associate", "deputy", "vice"}

_RESPONSIBILITY = re.compile(
    r"\b(?:led|leads?|leading|head(?:s|ed|ing)|manag(?:es?|ed|ing)|supervis(?:es?|ed|ing)|direct(?:s|ed|ing)"
    r"|oversaw|overs(?:ees?|eeing)|mentor(?:s|ed|ing)?|coordinat(?:es?|ed|ing)|promoted|in charge|"
    r"(?:was |is |became )?responsible|principal investigator|approv(?:es?|ed|ing)|trains?|trained|"
    r"team of|staff of)\b",
    re.IGNORECASE,
)
"""Words that put somebody above the work of others (our reading)."""


def _by_start(seen: Seen) -> list[Record]:
    """The jobs that are counted, the earliest first; unknown where one has no title or start."""
    jobs: list[tuple[Day, Record]] = []
    for job in counted_jobs(seen.need("employment")):
        start = job.get("start").content
        if not isinstance(start, Day) or job.get("title").state is not State.known:
            raise Unsettled(unknown(("employment.title", "employment.start")))
        jobs.append((start, job))
    return [job for _, job in sorted(jobs, key=lambda pair: (pair[0].first, pair[1].id))]


def grade(title: str) -> Decimal:
    """How high a title stands by its own words: 0 for a trainee, 1 where it says nothing, 6 for who runs the whole."""
    words = re.findall(r"[^\W\d_]+", title.casefold())
    grades = [_GRADES[word] for word in words if word in _GRADES]
    highest = Decimal(max(grades) if any(grades) else 0 if grades else 1)
    if _BELOW.intersection(words):
        highest -= Decimal("0.5")
    elif highest > 2 and {"senior", "sr"}.intersection(words):
        highest += Decimal("0.5")
    number = re.search(r"\b([1-5])\b", title)
    return max(highest, Decimal(number[1])) if number else highest


def _zone(seen: Seen, job: Record) -> int:
    """The highest job zone (newest release) of the occupation that a job is of, 0 where it cannot be told."""
    from validator.facts.occupations import named_code

    stated = read_soc(str(job.get("soc_code").content or ""))
    code = stated.number if stated else named_code(str(job.get("title").content))
    zones = list(seen.reference.job_zones(code)) if code else []
    newest = max(
        (z.release for z in zones), key=lambda release: tuple(map(int, release.split("."))), default=""
    )
    return max((int(z.level) for z in zones if z.release == newest), default=0)


@fact(
    "experience.rise_in_titles",
    TEXTS,
    (
        "Pairs of counted jobs, the earlier and the later, whose titles show a rise: a higher grade by the title's own "
        "words, an occupation of a higher O*NET job zone, or another rank of a foreign usage; empty where none does."
    ),
)
def _rise_in_titles(seen: Seen) -> tuple[str, ...]:
    jobs = _by_start(seen)
    titles = [str(seen.of(job, "title")) for job in jobs]
    return tuple(
        f"“{titles[i]}” to “{titles[j]}”"
        for j in range(len(jobs))
        for i in range(j)
        if _rises(seen, (jobs[i], titles[i]), (jobs[j], titles[j]))
    )


def _rises(seen: Seen, earlier: tuple[Record, str], later: tuple[Record, str]) -> bool:
    from validator import agreement

    if grade(later[1]) > grade(earlier[1]):
        return True
    kinds = [agreement.title_kind(title) for _, title in (earlier, later)]
    if any(k.kind is agreement.Kind.rank and k.language != "English" for k in kinds):
        return (
            earlier[1] != later[1]
        )  # a foreign ladder is not known well enough to say that it does not rise
    zones = _zone(seen, earlier[0]), _zone(seen, later[0])
    return 0 < zones[0] < zones[1]


@fact(
    "experience.rise_in_duties",
    TEXTS,
    (
        "Words that tell of growth in the counted jobs: a progression that the record or a letter describes, people "
        "supervised, words of responsibility in the duties of a job after the first (or of the only one); empty where "
        "there are none. Unknown while the progression or the duties of one of them are not entered."
    ),
)
def _rise_in_duties(seen: Seen) -> tuple[str, ...]:
    jobs = counted_jobs(seen.need("employment"))
    letters = records_in(seen.value("letters"))
    first = min(jobs, key=_started, default=None) if len(jobs) > 1 else None
    found: list[str] = []
    waiting: list[str] = []
    for job in jobs:
        said = [e for e in letters if str(e.get("job").content) == job.id]
        found += [str(t) for e in (job, *said) if (t := seen.of(e, "progression"))]
        supervised = job.get("supervised").content
        if isinstance(supervised, int | Decimal) and supervised > 0:
            found.append(f"{supervised} supervised")
        texts = [
            str(t)
            for e in (job, *said)
            for duty in records_in(e.get("duties"))
            if (t := seen.of(duty, "text"))
        ]
        if job is not first:
            found += [match[0] for text in texts for match in _RESPONSIBILITY.finditer(text)]
        if not texts:
            waiting.append("employment.duties")
        if job.get("progression").state is State.unknown:
            waiting.append("employment.progression")
        waiting += ["letters.progression" for e in said if e.get("progression").state is State.unknown]
    if not found and seen.value("letters").state is State.unknown:
        waiting.append("letters")
    if not found and (waiting or not jobs):
        raise Unsettled(unknown(tuple(dict.fromkeys(waiting)) or ("employment",)))
    return tuple(dict.fromkeys(found))


def _started(job: Record) -> str:
    start = job.get("start").content
    return start.first.isoformat() if isinstance(start, Day) else "9999"
