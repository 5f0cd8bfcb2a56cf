"""Facts of past jobs: what Appendix A, the CV and the letters say of them, and by which titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from validator.engine.values import Record, State, Value, unknown
from validator.facts.frame import Seen, Unsettled, item_fact, records_in, texts_in
from validator.facts.proposed import Likeness, likeness, parts
from validator.facts.types import BOOLEAN, TEXT, TEXTS
from validator.frozen import frozen

_LISTS = ("eta9089.appendix_a.work", "cv.jobs", "letters")
_OF_EMPLOYERS = ("employer", "former_employer")


@frozen
class Statement:
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


def statements(seen: Seen) -> list[Statement]:
    """What Appendix A, the CV and the letters say of the employment item."""
    job = seen.item_id()
    return seen.once(("statements of a job", job), lambda: _statements(seen, job))


def _statements(seen: Seen, job: str) -> list[Statement]:
    out: list[Statement] = []
    for list_ in _LISTS:
        about = _by_job(seen, list_).get(job, ())
        if list_ == "letters":
            out += [Statement(source=list_, document=f"the {letter_name(e)}", entries=(e,)) for e in about]
        elif about:
            document = "the CV" if list_ == "cv.jobs" else "Appendix A"
            out.append(Statement(source=list_, document=document, entries=tuple(about)))
    return out


def _by_job(seen: Seen, list_: str) -> Mapping[str, Sequence[Record]]:
    """The entries of a list by the job that they are about."""

    def sorted_out() -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for entry in records_in(seen.value(list_)):
            found.setdefault(str(entry.get("job").content), []).append(entry)
        return found

    return seen.once(("entries by job", list_), sorted_out)


def settle(seen: Seen, stated: list[Statement], names: tuple[str, ...], in_letters: tuple[str, ...]) -> None:
    """Raise where nothing that differs was found and something may still be said of the job.

    :raises Unsettled: an entry that states one of the names says not which job it is about; or nothing is stated of
        the job and a document is not entered.
    """
    waiting = seen.once(
        ("entries of no job", names, in_letters), lambda: _without_job(seen, names, in_letters)
    )
    if not stated:
        waiting = [*waiting, *(list_ for list_ in _LISTS if seen.value(list_).state is State.unknown)]
    if waiting:
        raise Unsettled(unknown(waiting))


def _without_job(seen: Seen, names: tuple[str, ...], in_letters: tuple[str, ...]) -> list[str]:
    return [
        f"{list_}.job"
        for list_ in _LISTS
        if any(
            _unlinked(list_, entry, in_letters if list_ == "letters" else names)
            for entry in records_in(seen.value(list_))
        )
    ]


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
    stated = statements(seen)
    found = []
    for statement in stated:
        titles = statement.titles()
        if not titles or any(_agrees(seen, own, title, employer) for title, _ in titles):
            continue
        for title, value in titles:
            seen.rest_on(value)
            found.append(f"{statement.document} “{title}”")
    if not found:
        settle(seen, stated, ("title",), ("job_title",))
    return tuple(dict.fromkeys(found))


def _agrees(seen: Seen, own: str, title: str, employer: str) -> bool:
    """Whether a reader takes two titles of one job for one title: a step of it, more exact, or a translation."""
    if _one_title(own, title, employer):
        return True
    one, other = _translations(seen, own), _translations(seen, title)
    return any(likeness(form, title) is Likeness.same for form in one) or any(
        likeness(form, own) is Likeness.same for form in other
    )


@lru_cache(maxsize=2048)
def _one_title(own: str, title: str, employer: str) -> bool:
    """Whether a title, or a step that it names, is the record's or says more than it, the employer's name aside."""
    titles = dict.fromkeys((title, _without(title, employer)))
    return any(likeness(a, b) is not Likeness.other for a in parts(own) for t in titles for b in parts(t))


def _without(title: str, employer: str) -> str:
    """``title`` without the employer's name at its end ("software engineer at Brenholt Rail")."""
    import re

    plain = re.sub(
        r"[\s,]+(?:inc|llc|llp|ltd|corp|co|gmbh|ag|plc)\.?$", "", employer.strip(), flags=re.IGNORECASE
    )
    if not plain or _folded(plain) not in _folded(
        title
    ):  # a pattern of every employer's name takes long to make
        return title
    at = re.search(
        rf"[\s,(@–—-]+(?:(?:at|of|with|for|in)\s+)?(?:the\s+)?{re.escape(plain)}\b.*$",
        title,
        flags=re.IGNORECASE,
    )
    return title[: at.start()] if at and at.start() else title


def _folded(text: str) -> str:
    """``text`` with letters alike that a pattern takes for one another where case does not count."""
    return text.casefold().replace("ı", "i")


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
    stated = statements(seen)
    for statement in stated:
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
            seen.rest_on(*(value for *_, value in used if value is not None))
            return tuple(f"“{title}” ({kind}) in {document}" for kind, document, title, _ in used)
    settle(seen, stated, ("title",), ("job_title",))
    return ()


@item_fact(
    "employment", "explained", BOOLEAN, "True where an explanation of the draft covers this job by its id."
)
def _explained(seen: Seen) -> bool:
    return covered(seen)


def covered(seen: Seen) -> bool:
    """Whether an explanation of the draft covers the item by its id."""
    explanations = records_in(seen.value("explanations"))
    return any(seen.item_id() in texts_in(explanation.get("covers")) for explanation in explanations)
