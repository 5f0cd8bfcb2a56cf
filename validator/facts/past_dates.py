"""Facts of past jobs' dates: where Appendix A, the CV and the letters date a job otherwise than its record."""

from __future__ import annotations

from validator.engine.values import State, Value, absent, unknown
from validator.facts.frame import Seen, Unsettled, item_fact, records_in
from validator.facts.past_jobs import Statement, settle, statements
from validator.facts.types import TEXT, TEXTS
from validator.notation import Day


@item_fact(
    "employment",
    "dates_elsewhere",
    TEXTS,
    (
        "The spans that Appendix A, the CV and the letters give this job where no reading of them agrees with the "
        "record's, each with its document. “present” is read as of the document's own date where it has one."
    ),
)
def _dates_elsewhere(seen: Seen) -> tuple[str, ...]:
    names = ("start", "end")
    stated = statements(seen)
    found = []
    undated: list[str] = []
    if stated:
        first, last = seen.own_maybe("start"), seen.own_maybe("end")
    for statement in stated:
        starts = _days(statement, "start")
        ends = _days(statement, "end")
        off = _apart(first, min(starts, key=lambda d: d[0].first)[0]) if starts and first else False
        if ends and last and not off:
            off_end = _end_differs(seen, statement, last, max(ends, key=lambda d: d[0].last)[0])
            if off_end is None:
                undated.append("letters.date")
            off = bool(off_end)
        if off:
            seen.rest_on(*(value for _, value in (*starts, *ends)))
            found.append(f"{statement.document} {_span(starts, ends)}")
    if not found:
        if undated:
            raise Unsettled(unknown(undated))
        settle(seen, stated, names, names)
    return tuple(found)


def _days(statement: Statement, name: str) -> list[tuple[Day, Value]]:
    values = (entry.get(name) for entry in statement.entries)
    return [(v.content, v) for v in values if v.state is State.known and isinstance(v.content, Day)]


def _is_present(day: Day) -> bool:
    from validator.facts.view import PRESENT

    return day == PRESENT


def _apart(one: Day, other: Day) -> bool:
    return one.last < other.first or other.last < one.first


def _end_differs(seen: Seen, statement: Statement, own: Day, theirs: Day) -> bool | None:
    """Whether the document's end of the job differs from the record's; None where its date would have to be known."""
    if not _is_present(theirs) or _is_present(own):
        return _apart(own, theirs)
    written = _date_of(seen, statement)
    if written.state is State.unknown:
        return None
    if isinstance(written.content, Day):
        seen.rest_on(written)
        return own.last < written.content.first  # it ran on when the document was written
    return True


def _date_of(seen: Seen, statement: Statement) -> Value:
    """The document's own date: the letter's, else that of the exhibit that holds the document."""
    own = statement.entries[0].get("date") if statement.source == "letters" else None
    if own is not None and own.state is State.known:
        return own
    if statement.source == "letters":
        holder: Value | None = statement.entries[0].get("document")
    else:
        holder = seen.value("cv.document") if statement.source == "cv.jobs" else None
    if holder is not None and holder.state is State.known:
        for exhibit in records_in(seen.value("exhibits")):
            if exhibit.id == str(holder.content) and exhibit.get("date").state is State.known:
                return exhibit.get("date")
    return own if own is not None else absent()


def _span(starts: list[tuple[Day, Value]], ends: list[tuple[Day, Value]]) -> str:
    """“from 03/2018 to 05/2022”, as far as it is stated and in the words of the document."""
    said = []
    if starts:
        said.append(f"from {_written(min(starts, key=lambda d: d[0].first))}")
    if ends:
        said.append(f"to {_written(max(ends, key=lambda d: d[0].last))}")
    return " ".join(said)


def _written(stated: tuple[Day, Value]) -> str:
    day, _ = stated
    return "the present" if _is_present(day) else str(day)


@item_fact(
    "employment",
    "span",
    TEXT,
    "The job's start and end in the employment record, as far as they are entered: “from 03/2018 to the present”.",
)
def _own_span(seen: Seen) -> str | None:
    words = []
    for word, name in (("from", "start"), ("to", "end")):
        day = seen.own_maybe(name)
        if isinstance(day, Day):
            words.append(f"{word} {'the present' if _is_present(day) else day}")
    return " ".join(words) or None
