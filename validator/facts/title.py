"""Facts of the proposed job title, Part 6 item 1, and of the duties beneath it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from validator.engine.texts import words
from validator.engine.values import State
from validator.facts.agreements import title_for_comparison
from validator.facts.frame import Seen, fact
from validator.facts.types import BOOLEAN, LANGUAGE, NUMBER, TEXT, TEXTS, TITLE_KIND

FIELD_LENGTH = 31
"""Characters that the PDF of Form I-140 holds in Part 6 item 1 (read from the form, edition 06/07/24)."""

_FAMILIES = {
    **dict.fromkeys(("engineer", "engineering"), ("17",)),
    **dict.fromkeys(("scientist", "research", "researcher"), ("15", "19")),
    **dict.fromkeys(("analyst", "specialist", "consultant"), ("13", "15")),
    **dict.fromkeys(("manager", "director", "president", "chief", "executive", "officer", "head"), ("11",)),
    **dict.fromkeys(("founder", "cofounder", "entrepreneur", "owner", "administrator"), ("11",)),
}
"""Words of a doer that official titles of a major group hold, and those groups (our reading of SOC 2018)."""

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:inc|llc|llp|ltd|corp|corporation|co|company|gmbh|ag|plc)\.?$", re.IGNORECASE
)

_OF_ACADEMIC_LIFE = {"principal investigator", "co principal investigator", "investigator"}
"""Titles of research of any field that the lists of titles give to detectives alone."""

_RESEARCH = ("11", "15", "17", "19", "25", "29")
"""Major groups in which people lead research."""

CLEAR_LEAD = 0.15
"""How far (of 1) another code's score must lie above the stated code's before it is named as the better fit."""


@fact("title.length", NUMBER, "Characters in the proposed job title.", unit="characters")
def _length(seen: Seen) -> int:
    return len(str(seen.need("i140.job_title")).strip())


@fact(
    "title.foreign_script",
    BOOLEAN,
    "True where more than half of the letters of the proposed job title are not Latin; a µ among them is none.",
)
def _foreign_script(seen: Seen) -> bool:
    letters = [c for c in str(seen.need("i140.job_title")) if c.isalpha()]
    return 2 * sum("LATIN" not in unicodedata.name(c, "") for c in letters) > len(letters)


@fact(
    "title.kind",
    TITLE_KIND,
    "What the proposed title is: occupation, vague, rank, several (two occupations in one) or unread.",
)
def _kind(seen: Seen) -> str:
    from validator import agreement

    return str(agreement.title_kind(seen.need("i140.job_title")).kind)


@fact(
    "title.rank_language",
    LANGUAGE,
    "Where the proposed title is a rank: the language whose usage it is, for example English or Korean; else absent.",
)
def _rank_language(seen: Seen) -> str | None:
    from validator import agreement

    return agreement.title_kind(seen.need("i140.job_title")).language or None


@fact(
    "title.names_family",
    BOOLEAN,
    (
        "True where a word of the proposed title names the work of the code's major group, though no occupation in it: "
        "engineer beside 17, scientist or researcher beside 15 and 19, analyst beside 13 and 15, manager beside 11."
    ),
)
def _names_family(seen: Seen) -> bool:
    major = str(seen.need("code.major_group"))
    return any(major in _FAMILIES.get(word, ()) for word in words(str(seen.need("i140.job_title"))))


@fact(
    "title.functional_given",
    BOOLEAN,
    "True where a functional US title is recorded for the proposed title in title_translations.",
)
def _functional_given(seen: Seen) -> bool:
    title = str(seen.need("i140.job_title"))
    given = title_for_comparison(seen) != title
    if not given:
        seen.asked("title_translations")
    return given


@fact(
    "title.codes_so_named",
    TEXTS,
    (
        "The codes under which the proposed title is published word for word, each with its title; empty "
        "where none is."
    ),
)
def _codes_so_named(seen: Seen) -> tuple[str, ...]:
    return tuple(f"{code} ({seen.reference.code(code).title})" for code in _exact_codes(seen))


def _exact_codes(seen: Seen) -> list[str]:
    from validator import agreement

    codes = list(agreement.codes_titled(seen.need("i140.job_title")))
    for code in codes[:3]:
        seen.note(seen.reference.code(code).known)
    return codes


@fact(
    "title.names_another_code",
    BOOLEAN,
    (
        "True where the proposed title is published word for word under other codes and not under the stated "
        "one (nor a code it was carried over to)."
    ),
)
def _names_another(seen: Seen) -> bool:
    number = seen.need("code.number")
    entry = seen.reference.code(number)
    accepted = {number, *entry.successors}
    if " ".join(words(str(seen.need("i140.job_title")))) in _OF_ACADEMIC_LIFE and number[:2] in _RESEARCH:
        return False
    codes = _exact_codes(seen)
    return bool(codes) and not accepted.intersection(codes)


@fact(
    "title.published_for_code",
    BOOLEAN,
    "True where the proposed title is published word for word under the stated code (or a successor of it).",
)
def _published(seen: Seen) -> bool:
    number = seen.need("code.number")
    return bool({number, *seen.reference.code(number).successors}.intersection(_exact_codes(seen)))


@fact(
    "title.specific_codes",
    TEXTS,
    (
        "Where the stated code is a residual: the specific codes under which the proposed title is published "
        "word for word."
    ),
)
def _specific(seen: Seen) -> tuple[str, ...]:
    number = seen.need("code.number")
    return tuple(
        f"{code} ({entry.title})"
        for code in _exact_codes(seen)
        if code != number and not (entry := seen.reference.code(code)).residual
    )


@fact(
    "title.split_off_codes",
    TEXTS,
    (
        "Where the stated code stands in both editions and its 2010 occupation was divided: the other 2018 codes of "
        "the division under which the proposed title is published word for word; else empty."
    ),
)
def _split_off(seen: Seen) -> tuple[str, ...]:
    if not seen.need("code.split"):
        return ()
    number = seen.need("code.number")
    others = [code for code in seen.reference.code(number).successors if code != number]
    codes = [code for code in _exact_codes(seen) if code in others]
    return tuple(f"{code} ({seen.reference.code(code).title})" for code in codes)


@fact(
    "title.better_code",
    TEXT,
    (
        "The code, with its title, of another major group that the proposed title fits clearly better than "
        "the stated one; absent where none does."
    ),
)
def _better_for_title(seen: Seen) -> str | None:
    from validator import agreement

    title = str(seen.need("i140.job_title"))
    return _better(
        seen, agreement.suggest_codes(title, limit=3), lambda code: agreement.title_code(title, code).score
    )


@fact(
    "duties.better_code",
    TEXT,
    (
        "The code, with its title, of another major group that the duties of Part 6 item 3 fit clearly better"
        " than the stated one; absent where none does."
    ),
)
def _better_for_duties(seen: Seen) -> str | None:
    from validator import agreement

    duties = str(seen.need("i140.nontechnical_description"))
    return _better(
        seen,
        agreement.suggest_for_duties(duties, limit=3),
        lambda code: agreement.duties_code(duties, code).score,
    )


def _better(seen: Seen, suggestions: Any, score: Any) -> str | None:
    number = seen.need("code.number")
    own = score(number)
    for suggestion in suggestions:
        if suggestion.code[:2] == number[:2]:
            return None  # the family of the stated code is among the best: no clear lead of another
        if suggestion.score - own >= CLEAR_LEAD:
            entry = seen.reference.code(suggestion.code)
            seen.note(entry.known)
            return f"{suggestion.code} ({entry.title})"
    return None


@fact(
    "duties.copied_share",
    NUMBER,
    "Share of the sentences of Part 6 item 3 whose words are those of an O*NET task of the code.",
    unit="per cent",
)
def _copied(seen: Seen) -> int:
    from validator import agreement

    return round(
        100
        * agreement.copies(str(seen.need("i140.nontechnical_description")), seen.need("code.number")).score
    )


@fact("filing.employers", TEXTS, "The names of the employers and ventures that the draft enters.")
def _employers(seen: Seen) -> tuple[str, ...]:
    names: list[str] = []
    for job in seen.need("employment"):
        value = job.get("employer")
        if value.state is State.known:
            names.append(str(value.content))
    venture = seen.maybe("endeavor.venture.name")
    return tuple(dict.fromkeys([*names, *([str(venture)] if venture else [])]))


@fact(
    "title.names_employer",
    BOOLEAN,
    (
        "True where the proposed title or the duties of Part 6 item 3 name an employer or venture of the draft. A name "
        "that is one ordinary word (Target, Research) counts only where it stands in the duties as a name."
    ),
)
def _names_employer(seen: Seen) -> bool:
    title, duties = str(seen.need("i140.job_title")), str(seen.maybe("i140.nontechnical_description") or "")
    return any(_names(title, duties, employer) for employer in seen.need("filing.employers"))


def _names(title: str, duties: str, employer: str) -> bool:
    from validator import agreement
    from validator.agreement.occupations import said

    name = _LEGAL_FORM.sub("", employer.strip())
    if " " in name or not said("published", "word", name.casefold()).by_code:
        return agreement.names(title, employer) or agreement.names(duties, employer)
    # An ordinary word is a name where it is written like one within a sentence.
    written = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", duties)
    return (
        any(re.search(r"[\w,;:)] $", duties[: at.start()]) is not None for at in written)
        and not name.islower()
    )
