"""Facts of past jobs: what Appendix A, the CV and the letters call them and how they date them."""

from __future__ import annotations

from validator.engine.values import Record, State, Value, absent, unknown
from validator.facts.frame import Seen, Unsettled, item_fact, records_in, texts_in
from validator.facts.proposed import Likeness, likeness, parts
from validator.facts.types import BOOLEAN, TEXT, TEXTS
from validator.frozen import frozen
from validator.notation import Day

_LISTS = ("eta9089.appendix_a.work", "cv.jobs", "letters")
_OF_EMPLOYERS = ("employer", "former_employer")


@frozen
class _Statement:
    """What one document says of a job: the list it stands in (``source``), its name for a reader, and its entries for
    the job.

    A document may enter a job in several steps, one for each title held in it.
    """

    source: str
    document: str
    entries: tuple[Record, ...]

    def titles(self) -> list[tuple[str, Value]]:
        """The titles that the document gives the job, each with the value it comes from."""
        values = (entry.get("job_title" if self.source == "letters" else "title") for entry in self.entries)
        return [(str(value.content), value) for value in values if value.state is State.known]


def letter_name(letter: Record) -> str:
    """How a reader knows a letter: by its author where one is entered."""
    author = letter.get("author")
    return f"letter of {author.content}" if author.state is State.known else f"letter “{letter.id}”"


def _unlinked(list_: str, entry: Record, names: tuple[str, ...]) -> bool:
    """An entry that states one of ``names`` and does not say which job it is about; blank says: about none of them."""
    link = entry.get("job")
    if link.state is State.known or link.evidence:
        return False
    if list_ == "letters" and entry.get("kind").content not in _OF_EMPLOYERS:
        return False
    return any(entry.get(name).state is State.known for name in names)


def _statements(seen: Seen) -> list[_Statement]:
    """What Appendix A, the CV and the letters say of the employment item."""
    job = seen.item_id()
    out: list[_Statement] = []
    for list_ in _LISTS:
        entries = records_in(seen.value(list_))
        about = tuple(e for e in entries if str(e.get("job").content) == job)
        if list_ == "letters":
            out += [_Statement(source=list_, document=f"the {letter_name(e)}", entries=(e,)) for e in about]
        elif about:
            document = "the CV" if list_ == "cv.jobs" else "Appendix A"
            out.append(_Statement(source=list_, document=document, entries=about))
    return out


def _settle(
    seen: Seen, statements: list[_Statement], names: tuple[str, ...], in_letters: tuple[str, ...]
) -> None:
    """Raise where nothing that differs was found and something may still be said of the job.

    :raises Unsettled: an entry that states one of the names says not which job it is about; or nothing is stated of
        the job and a document is not entered.
    """
    values = {list_: seen.value(list_) for list_ in _LISTS}
    waiting = [
        f"{list_}.job"
        for list_, value in values.items()
        if any(
            _unlinked(list_, entry, in_letters if list_ == "letters" else names)
            for entry in records_in(value)
        )
    ]
    if not statements:
        waiting += [list_ for list_, value in values.items() if value.state is State.unknown]
    if waiting:
        raise Unsettled(unknown(waiting))


@item_fact(
    "employment",
    "called",
    TEXT,
    "The job as a sentence names it: title and employer, as far as they are entered, else its id.",
)
def _called(seen: Seen) -> str:
    said = [str(text) for text in (seen.own_maybe("title"), seen.own_maybe("employer")) if text]
    return ", ".join(said) or seen.item_id()


@item_fact(
    "employment",
    "titles_elsewhere",
    TEXTS,
    (
        "The titles of this past job in Appendix A, the CV and the letters that do not agree with the record's (nor "
        "with a translation of it), each with its document. A document that enters the job in steps agrees where one "
        "step does."
    ),
)
def _titles_elsewhere(seen: Seen) -> tuple[str, ...]:
    own = str(seen.own("title"))
    employer = str(seen.own_maybe("employer") or "")
    statements = _statements(seen)
    found = []
    for statement in statements:
        titles = statement.titles()
        if not titles or any(_agrees(seen, own, title, employer) for title, _ in titles):
            continue
        for title, value in titles:
            seen.note(*value.evidence)
            found.append(f"{statement.document} “{title}”")
    if not found:
        _settle(seen, statements, ("title",), ("job_title",))
    return tuple(dict.fromkeys(found))


def _agrees(seen: Seen, own: str, title: str, employer: str) -> bool:
    """Whether a reader takes two titles of one job for one title: a step of it, more exact, or a translation."""
    titles = [title, _without(title, employer)]
    if any(likeness(a, b) is not Likeness.other for a in parts(own) for t in titles for b in parts(t)):
        return True
    one, other = _translations(seen, own), _translations(seen, title)
    return any(likeness(form, title) is Likeness.same for form in one) or any(
        likeness(form, own) is Likeness.same for form in other
    )


def _without(title: str, employer: str) -> str:
    """``title`` without the employer's name at its end ("software engineer at Brenholt Rail")."""
    import re

    plain = re.sub(
        r"[\s,]+(?:inc|llc|llp|ltd|corp|co|gmbh|ag|plc)\.?$", "", employer.strip(), flags=re.IGNORECASE
    )
    if not plain:
        return title
    at = re.search(
        rf"[\s,(@–—-]+(?:(?:at|of|with|for|in)\s+)?(?:the\s+)?{re.escape(plain)}\b.*$",
        title,
        flags=re.IGNORECASE,
    )
    return title[: at.start()] if at and at.start() else title


def _translations(seen: Seen, title: str) -> list[str]:
    """The forms of a title that title_translations records; none where it records none for it."""
    out: list[str] = []
    for record in records_in(seen.value("title_translations")):
        values = (record.get(name) for name in ("original", "certified_literal", "functional_us"))
        forms = [str(value.content) for value in values if value.state is State.known]
        if any(likeness(title, form) is Likeness.same for form in forms):
            out += forms
    return out


@item_fact(
    "employment",
    "forms_mixed",
    TEXTS,
    (
        "Where documents give this job's title in both forms of one translation: the literal and the functional one, "
        "each with the document it stands in; else empty."
    ),
)
def _forms_mixed(seen: Seen) -> tuple[str, ...]:
    titles: list[tuple[str, str, Value | None]] = [("the employment record", str(seen.own("title")), None)]
    statements = _statements(seen)
    for statement in statements:
        titles += [(statement.document, title, value) for title, value in statement.titles()]
    for record in records_in(seen.value("title_translations")):
        forms = {name: record.get(name).content for name in ("certified_literal", "functional_us")}
        if not all(forms.values()) or likeness(*map(str, forms.values())) is Likeness.same:
            continue
        used: list[tuple[str, str, str, Value | None]] = []
        for kind, form in zip(("literal", "functional"), forms.values(), strict=True):
            at = next((t for t in titles if likeness(t[1], str(form)) is Likeness.same), None)
            if at is not None:
                used.append((kind, *at))
        if len(used) == 2:
            seen.note(*(piece for *_, value in used if value is not None for piece in value.evidence))
            return tuple(f"“{title}” ({kind}) in {document}" for kind, document, title, _ in used)
    _settle(seen, statements, ("title",), ("job_title",))
    return ()


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
    statements = _statements(seen)
    found = []
    undated: list[str] = []
    for statement in statements:
        starts = _days(statement, "start")
        ends = _days(statement, "end")
        first, last = seen.own_maybe("start"), seen.own_maybe("end")
        off = _apart(first, min(starts, key=lambda d: d[0].first)[0]) if starts and first else False
        if ends and last and not off:
            off_end = _end_differs(seen, statement, last, max(ends, key=lambda d: d[0].last)[0])
            if off_end is None:
                undated.append("letters.date")
            off = bool(off_end)
        if off:
            seen.note(*(piece for _, value in (*starts, *ends) for piece in value.evidence))
            found.append(f"{statement.document} {_span(starts, ends)}")
    if not found:
        if undated:
            raise Unsettled(unknown(undated))
        _settle(seen, statements, names, names)
    return tuple(found)


def _days(statement: _Statement, name: str) -> list[tuple[Day, Value]]:
    values = (entry.get(name) for entry in statement.entries)
    return [(v.content, v) for v in values if v.state is State.known and isinstance(v.content, Day)]


def _is_present(day: Day) -> bool:
    from validator.facts.view import PRESENT

    return day == PRESENT


def _apart(one: Day, other: Day) -> bool:
    return one.last < other.first or other.last < one.first


def _end_differs(seen: Seen, statement: _Statement, own: Day, theirs: Day) -> bool | None:
    """Whether the document's end of the job differs from the record's; None where its date would have to be known."""
    if not _is_present(theirs) or _is_present(own):
        return _apart(own, theirs)
    written = _date_of(seen, statement)
    if written.state is State.unknown:
        return None
    if isinstance(written.content, Day):
        seen.note(*written.evidence)
        return own.last < written.content.first  # it ran on when the document was written
    return True


def _date_of(seen: Seen, statement: _Statement) -> Value:
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


@item_fact(
    "employment", "explained", BOOLEAN, "True where an explanation of the draft covers this job by its id."
)
def _explained(seen: Seen) -> bool:
    return covered(seen)


def covered(seen: Seen) -> bool:
    """Whether an explanation of the draft covers the item by its id."""
    explanations = records_in(seen.value("explanations"))
    return any(seen.item_id() in texts_in(explanation.get("covers")) for explanation in explanations)
