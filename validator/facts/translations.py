"""Facts of titles from another language: the original, its certified literal translation, its functional US title."""

from __future__ import annotations

import unicodedata

from validator.engine.values import State
from validator.facts.frame import Seen, item_fact, records_in
from validator.facts.job_letters import EMPLOYERS
from validator.facts.past_jobs import letter_name, settle, statements
from validator.facts.proposed import Likeness, likeness
from validator.facts.types import BOOLEAN, TEXT, TEXTS, TITLE_KIND

TITLES = "title_translations"
_FORMS = ("original", "certified_literal", "functional_us")


@item_fact(
    TITLES,
    "called",
    TEXT,
    "The entry as a sentence names it: by its original title, else by its certified translation, else by its id.",
)
def _called(seen: Seen) -> str:
    return str(seen.own_maybe("original") or seen.own_maybe("certified_literal") or seen.item_id())


@item_fact(
    TITLES,
    "functional_kind",
    TITLE_KIND,
    "What the functional US title is: occupation, vague, rank, several (two occupations in one) or unread.",
)
def _functional_kind(seen: Seen) -> str:
    from validator import agreement

    return str(agreement.title_kind(str(seen.own("functional_us"))).kind)


@item_fact(
    TITLES,
    "original_in_latin",
    BOOLEAN,
    "True where the original title is entered in Latin letters only.",
)
def _original_in_latin(seen: Seen) -> bool:
    letters = [c for c in str(seen.own("original")) if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


@item_fact(
    TITLES,
    "other_literals",
    TEXTS,
    (
        "The other certified translations that entries before this one give the same original title; empty where they "
        "agree."
    ),
)
def _other_literals(seen: Seen) -> tuple[str, ...]:
    original, literal = str(seen.own("original")), str(seen.own("certified_literal"))
    found = []
    for record in records_in(seen.value(TITLES)):
        if record.id == seen.item_id():
            break
        if _plain(str(record.get("original").content or "")) == _plain(original):
            other = seen.of(record, "certified_literal")
            if other and likeness(str(other), literal) is not Likeness.same:
                found.append(str(other))
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


@item_fact(
    TITLES,
    "letters_otherwise",
    TEXTS,
    (
        "Where the letter that this translation belongs to (the same exhibit; the same job, where both name one) is "
        "entered with another title than the original and its certified translation: that title, and the letter."
    ),
)
def _letters_otherwise(seen: Seen) -> tuple[str, ...]:
    document, literal = str(seen.own("document")), str(seen.own("certified_literal"))
    forms = [literal, str(seen.own_maybe("original") or literal)]
    job = seen.own_maybe("job")
    found = []
    for letter in seen.need("letters"):
        about = letter.get("job").content
        if str(letter.get("document").content) != document or (job and about and str(job) != str(about)):
            continue
        title = seen.of(letter, "job_title")
        if title and all(likeness(str(title), form) is Likeness.other for form in forms):
            found.append(f"“{title}” in the {letter_name(letter)}")
    return tuple(found)


@item_fact(
    "employment",
    "translation_entered",
    BOOLEAN,
    "True where an entry of title_translations points at the job, or has the job's title as one of its forms.",
)
def _translation_entered(seen: Seen) -> bool:
    title, id_ = str(seen.own("title")), seen.item_id()
    for record in seen.need(TITLES):
        forms = [str(record.get(name).content) for name in _FORMS if record.get(name).state is State.known]
        if str(record.get("job").content) == id_ or any(likeness(title, f) is Likeness.same for f in forms):
            return True
    return False


@item_fact(
    "employment",
    "ranks_differ",
    TEXTS,
    (
        "Where two documents give the job different ranks of one foreign usage (과장 in a letter, Chajang in the CV): "
        "the ranks, each with its document; else empty. A document that enters several ranks agrees where one does."
    ),
)
def _ranks_differ(seen: Seen) -> tuple[str, ...]:
    stated = statements(seen)
    named = [("the employment record", [str(seen.own("title"))])]
    named += [(s.document, [title for title, _ in s.titles()]) for s in stated]
    ranks = [(document, titles, _ranks(titles)) for document, titles in named]
    ranks = [entry for entry in ranks if entry[2]]
    for i, (document, titles, one) in enumerate(ranks):
        for other_document, other_titles, other in ranks[:i]:
            if one.isdisjoint(other) and {la for la, _ in one} & {la for la, _ in other}:
                return (
                    f"“{' / '.join(other_titles)}” in {other_document}",
                    f"“{' / '.join(titles)}” in {document}",
                )
    settle(seen, stated, ("title",), ("job_title",))
    return ()


def _ranks(titles: list[str]) -> set[tuple[str, str]]:
    """The foreign ranks among ``titles``: language and meaning."""
    from validator import agreement

    kinds = [agreement.title_kind(title) for title in titles]
    return {
        (k.language, k.means)
        for k in kinds
        if k.kind is agreement.Kind.rank and k.language not in ("", "English")
    }


@item_fact(
    "employment",
    "employers_elsewhere",
    TEXTS,
    (
        "The names that Appendix A, the CV and employers' letters give the job's employer where they are not the "
        "record's (legal forms such as Ltd. aside, where neither holds the other and both are of one script), each "
        "with its document."
    ),
)
def _employers_elsewhere(seen: Seen) -> tuple[str, ...]:
    own = _company(str(seen.own("employer")))
    stated = statements(seen)
    found = []
    for statement in stated:
        for entry in statement.entries:
            if statement.source == "letters" and entry.get("kind").content not in EMPLOYERS:
                continue  # a customer's letter is from the customer
            value = entry.get("employer")
            other = _company(str(value.content)) if value.state is State.known else ""
            if _other_company(own, other):
                seen.rest_on(value)
                found.append(f"{statement.document} “{value.content}”")
    if not found:
        settle(seen, stated, ("employer",), ("employer",))
    return tuple(dict.fromkeys(found))


def _other_company(one: str, other: str) -> bool:
    """Two names as they are compared, of one script, neither of which holds the other."""
    if not one or not other or one in other or other in one:
        return False
    return _latin(one) is _latin(other)


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


_LEGAL = ("co", "ltd", "inc", "corp", "corporation", "company", "limited", "llc", "주식회사", "㈜", "주")


def _company(name: str) -> str:
    """A company's name as it is compared: letters and digits of any script, legal forms aside."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", name).casefold()).split()
    return "".join(word for word in words if word not in _LEGAL)
