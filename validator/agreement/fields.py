"""A field of study as people write it, resolved to CIP 2020 programs with a sureness, or to nothing.

Read in this order: degree names and remarks are left out ("Bachelor of Science in", "(U.S. equivalent)", "or
a related field"), words of other languages are turned into English, then the whole phrase, and its parts
where it joins several, are looked up: in the shipped list of names, among CIP titles and NCES's examples, and
by their words.
"""

from __future__ import annotations

import re

from validator.agreement.field_words import (
    english,
    field_key,
    parts_of_field,
    plain_field,
    without_degrees,
    without_remarks,
)
from validator.agreement.memory import remembered
from validator.agreement.programs import ENOUGH, Resolved, look_up, names_with, program
from validator.agreement.result import Carried
from validator.agreement.tables import known
from validator.frozen import frozen
from validator.reference.terms import terms, tokens

_NO_FIELD = frozenset(
    {
        "phd",
        "ph d",
        "doctorate",
        "doctor",
        "master",
        "masters",
        "bachelor",
        "bachelors",
        "master degree",
        "bachelor degree",
        "ms",
        "msc",
        "bs",
        "bsc",
        "be",
        "general",
        "high school",
        "high school diploma",
        "other",
        "none",
        "n a",
        "na",
        "not applicable",
        "diploma",
        "unknown",
        "various",
    }
)
# Parts that tell a degree's kind, not its field, where another part tells it: "Science (Chemistry)".
_WIDE = frozenset(
    {
        "engineering",
        "science",
        "sciences",
        "technology",
        "arts",
        "business",
        "business administration",
        "commerce",
        "management",
        "computer",
        "general",
        "studies",
        "administration",
        "education",
        "design",
        "technical",
    }
)


@frozen
class Field:
    """A field of study, resolved. ``programs`` are best first, none where the field is not known.

    ``joint``: the field names several fields. ``sureness`` is that of the first program, 0.0 where there is
    none.
    """

    stated: str
    programs: tuple[Resolved, ...] = ()
    joint: bool = False
    evidence: tuple[Carried, ...] = ()

    @property
    def sureness(self) -> float:
        """How sure the first program is, 0 to 1; 0 where the field is not known."""
        return self.programs[0].sureness if self.programs else 0.0


@remembered(8192)
def resolve_field(text: str) -> Field:
    """The programs that a field of study may be, with a sureness; none rather than a guess.

    ``sureness``: 1.0 a CIP title or example word for word, 0.95 a name of the shipped list, less by how much
    of the words a program's name shares, 0.9 of that where the words were mended (misspelling) or stand in a
    part of the phrase.
    """
    plain = english(without_remarks(plain_field(text)))
    stripped = without_degrees(plain)
    whole = field_key(stripped)
    if not whole:
        whole = field_key(plain)
    if not whole or whole in _NO_FIELD or re.fullmatch(r"[\d\s]*", whole):
        return Field(stated=text)
    found = look_up(whole, 1.0)
    if found and found[0].sureness >= 0.8:
        return _field(text, found, joint=_joint(found))
    parts = [part for part in parts_of_field(stripped) if part not in _NO_FIELD]
    telling = [part for part in parts if part not in _WIDE] or parts
    if len(parts) > 1:
        # "Engineering (Electronic)", "Computer Applications/Science": the kind of degree belongs to the part.
        wide = next((part for part in parts if part in {"engineering", "technology", "science"}), "")
        collected: dict[str, Resolved] = {}
        count = 0
        for part in telling:
            best = look_up(f"{part} {wide}", 0.95) if wide and part != wide else ()
            if not best or best[0].sureness < 0.8:
                best = max(best, look_up(part, 0.9), key=lambda r: r[0].sureness if r else 0.0)
            count += bool(best)
            for near in best:
                if near.code not in collected or collected[near.code].sureness < near.sureness:
                    collected[near.code] = near
        ranked = tuple(sorted(collected.values(), key=lambda p: -p.sureness))
        if ranked and (not found or ranked[0].sureness > found[0].sureness):
            return _field(text, ranked, joint=count > 1)
    return _field(text, found, joint=False)


def _joint(found: tuple[Resolved, ...]) -> bool:
    return (
        len(found) > 1 and found[0].sureness == found[1].sureness and found[0].code[:5] != found[1].code[:5]
    )


def _field(text: str, found: tuple[Resolved, ...], *, joint: bool) -> Field:
    kept = tuple(p for p in found if p.sureness >= ENOUGH)[:6]
    carried = tuple(
        Carried(words=p.because, weight=p.sureness, source=known("cip_programs", f"{p.code} {p.title}"))
        for p in kept
    )
    return Field(stated=text, programs=kept, joint=joint and len(kept) > 1, evidence=carried)


def find_programs(text: str, limit: int = 10) -> tuple[Resolved, ...]:
    """CIP programs that a text may mean, best first, also unsure ones (below :data:`ENOUGH`): for a search."""
    found = {p.code: p for p in resolve_field(text).programs}
    said = list(dict.fromkeys(terms(english(plain_field(text)))))
    sums: dict[str, float] = {}
    for word in said:
        for name, share in names_with(word).items():
            cip = name.partition("\t")[0]
            sums[cip] = max(sums.get(cip, 0.0), 0.0) + share / (1 + len(said))
    for code, value in sums.items():
        if code not in found:
            found[code] = program(code, min(value, ENOUGH - 0.01), " ".join(said))
    ranked = sorted(found.values(), key=lambda p: (-p.sureness, p.code))
    return tuple(ranked[: max(limit, 0)])


@remembered(256)
def same_field(a: str, b: str) -> bool | None:
    """Whether two fields of study are one: same words, or a program of the same four-digit series; None where
    unknown.
    """
    if sorted(terms(plain_field(a))) == sorted(terms(plain_field(b))) and tokens(a):
        return True
    first, second = resolve_field(a), resolve_field(b)
    if not first.programs or not second.programs:
        return None
    return bool({p.code[:5] for p in first.programs} & {p.code[:5] for p in second.programs})


__all__ = ["ENOUGH", "Field", "Resolved", "find_programs", "resolve_field", "same_field"]
