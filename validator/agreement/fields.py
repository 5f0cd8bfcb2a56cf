"""A field of study as people write it, resolved to CIP 2020 programs with a sureness, or to nothing.

Read in this order: degree names and remarks are left out ("Bachelor of Science in", "(U.S. equivalent)", "or
a related field"), words of other languages are turned into English, then the whole phrase, and its parts
where it joins several, are looked up: in the shipped list of names, among CIP titles and NCES's examples, and
by their words.
"""

from __future__ import annotations

import re
import unicodedata

from validator.agreement.memory import remembered
from validator.agreement.result import Carried
from validator.agreement.tables import known, rows
from validator.agreement.wordlists import table
from validator.frozen import frozen
from validator.reference.terms import stem, terms, tokens

ENOUGH = 0.5
"""The least sureness with which a program is named; below it the answer is that the field is not known."""

# Each of the three is compiled when a text comes that may have it: they are long, and most fields are plain.
_DEGREE = (
    r"\b(?:(?:bachelor|master|doctor|associate|licentiate|magister)(?:'?s|"
    r"s)?(?:\s+degree)?(?:\s+of\s+(?:applied\s+)?"
    r"(?:science|arts|engineering|technology|philosophy|commerce)(?:\s+degree)?)?\s+(?:in|of|with a major in)"
    r"|(?:bachelor|master|doctor|associate)(?:'?s|s)?\s+degree|(?:b|m)\.?\s?(?:sc|s|a|e|tech|eng|"
    r"com|phil)\.?\s+in"
    r"|ph\.?\s?d\.?(?:\s+in)?|doctorate(?:\s+in)?|d\.?phil\.?\s+in|bba in|mba in|bs in|ms in|ba "
    r"in|ma in|be in|diploma in|degree in|degree"
    r"|post-?graduate|postgrad|honou?rs|licenciatura(?: en| em)?|licence(?: en)?|licenciado en|"
    r"bacharelado em|bacharel em"
    r"|laurea in|maestria en|mestrado em|magister|titulo de|grado en|ingeniero en|"
    r"diplom-?\s?(?=ingenieur)|major(?:ing)? in|major:?|field:?)\b"
)
_REMARK = (
    r"\b(?:or|and)?\s*(?:in\s+)?(?:a\s+|an\s+|any\s+)?(?:closely\s+)?(?:related|relevant|similar|"
    r"equivalent|quantitative|technical)\s+"
    r"(?:field|discipline|area|degree|subject|major)s?(?:\s+of study)?.*$"
    r"|\(?(?:engineering|related to engineering|computer|business)[ -]related\)?|\(?related to engineering\)?"
    r"|\bu\.?\s?s\.?(?:a\.?)?\s+(?:equ\w*|bachelor\w*|master\w*|b\.?s\.?c?\.?)[^()]*|"
    r"\b(?:foreign\s+)?equiv\w*\b(?: (?:of|to|degree))*"
    r"|\bequates? to\b|\bevaluated\b|\bcompleted:?|\bprovisional\b|\(?\d{1,2}/\d{1,2}/\d{2,4}\)?|"
    r"\bsee [a-z§#. ]*\d[^)]*|\bus\b(?= )"
    r"|\b(?:also )?possesses\b|\bdegree equivalency\b|\bequivalency\b|\bin a related field\b"
)
_JOIN = (
    r"\s*(?:/|,|;|\band\b|&|\+|\bwith\b|\bminor in\b|\bconcentrat\w*(?:\s+in)?:?|"
    r"\bconc\.?(?:\s+in)?|\bemphasis(?:\s+in)?|\bspeciali[sz]\w*(?:\s+in)?:?|\boption\b|\bmajor "
    r"in\b|\btrack\b|\(|\)|\[|\]| - |:|\bin\b)\s*"
)
_DEGREE_HINTS = (
    *(
        "bachelor",
        "master",
        "doctor",
        "associate",
        "licen",
        "magister",
        " in",
        "ph",
        "degree",
        "diplom",
        "grad",
    ),
    *("hono", "bachar", "laurea", "maestria", "mestrado", "titulo", "ingeniero", "major", "field"),
)
"""One of these stands in every text that ``_DEGREE`` finds something in, case aside."""
_REMARK_HINTS = (
    *(
        "relat",
        "relevant",
        "similar",
        "equ",
        "quantitative",
        "technical",
        "us",
        "u.",
        "u s",
        "evaluated",
        "completed",
    ),
    *("provisional", "/", "see", "possesses"),
)
"""And one of these in every text that ``_REMARK`` finds something in."""
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
class Resolved:
    """A CIP 2020 program (six digits) that a field may be: its title, and how sure that is (0 to 1)."""

    code: str
    title: str
    sureness: float
    because: str


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


def _plain(text: str) -> str:
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
    text = re.sub(r"\b([a-z])\.\s?([a-z])\.", r"\1\2", text)
    return text.replace("’", "'")


def _key(text: str) -> str:
    return " ".join(
        re.findall(r"[^\W_]+(?:\+\+|#)?", text.replace("&", " and ").replace("'s", "").replace("'", ""))
    )


@remembered(4)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _without(pattern: str, hints: tuple[str, ...], text: str) -> str:
    """``text``, lower case, without what a pattern finds in it; one that has none of ``hints`` is as it was."""
    if text.isprintable() and not any(
        hint in text for hint in hints
    ):  # other spaces than " " are not printable
        return text
    return _pattern(pattern).sub(" ", text)


@remembered(1)
def _names() -> dict[str, tuple[str, ...]]:
    return {name: tuple(cips.split(";")) for name, cips in table("field_names.tsv")}


@remembered(1)
def _translations() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """(words to English; and the words of scripts without spaces, longest first)."""
    latin: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for word, english, _ in table("field_translations.tsv"):
        plain = word.lower() if word.isascii() and word.isalpha() else _plain(word)
        if plain.isascii():
            latin[plain] = english
        else:
            other.append((unicodedata.normalize("NFC", word), english))
    return latin, tuple(sorted(other, key=lambda pair: -len(pair[0])))


def _english(text: str) -> str:
    latin, other = _translations()
    if not text.isascii():
        for word, english in other:
            if word in text:
                text = text.replace(word, f" {english} ")
        text = re.sub(
            r"\b(?:학과|학부|전공|专业|系|専攻|学科|과)\b|(?<=\s)(?:학과|학부|전공|专业|系|専攻|学科|과|学|학)",
            " ",
            text,
        )
    said = text.split()
    turned = [
        latin.get(word.strip("(),.;"), word) if word.strip("(),.;").isalpha() else word for word in said
    ]
    if turned != said:
        turned = [
            w
            for w in turned
            if w
            not in {
                "de",
                "en",
                "em",
                "la",
                "y",
                "e",
                "et",
                "del",
                "des",
                "und",
                "da",
                "do",
                "das",
                "dos",
                "du",
            }
        ]
        # Romance languages name the discipline first: "ingenieria mecanica" is mechanical engineering.
        if turned and turned[0] in {"engineering", "science", "administration"} and len(turned) > 1:
            turned = [*turned[1:], turned[0]]
    return " ".join(turned)


@remembered(8192)
def resolve_field(text: str) -> Field:
    """The programs that a field of study may be, with a sureness; none rather than a guess.

    ``sureness``: 1.0 a CIP title or example word for word, 0.95 a name of the shipped list, less by how much
    of the words a program's name shares, 0.9 of that where the words were mended (misspelling) or stand in a
    part of the phrase.
    """
    plain = _plain(text)
    plain = _english(_without(_REMARK, _REMARK_HINTS, plain))
    stripped = _without(_DEGREE, _DEGREE_HINTS, plain)
    whole = _key(stripped)
    if not whole:
        whole = _key(plain)
    if not whole or whole in _NO_FIELD or re.fullmatch(r"[\d\s]*", whole):
        return Field(stated=text)
    found = _look_up(whole, 1.0)
    if found and found[0].sureness >= 0.8:
        return _field(text, found, joint=_joint(found))
    parts = [
        key for piece in _pattern(_JOIN).split(stripped) if (key := _key(piece)) and key not in _NO_FIELD
    ]
    telling = [part for part in parts if part not in _WIDE] or parts
    if len(parts) > 1:
        # "Engineering (Electronic)", "Computer Applications/Science": the kind of degree belongs to the part.
        wide = next((part for part in parts if part in {"engineering", "technology", "science"}), "")
        collected: dict[str, Resolved] = {}
        count = 0
        for part in telling:
            best = _look_up(f"{part} {wide}", 0.95) if wide and part != wide else ()
            if not best or best[0].sureness < 0.8:
                best = max(best, _look_up(part, 0.9), key=lambda r: r[0].sureness if r else 0.0)
            count += bool(best)
            for program in best:
                if program.code not in collected or collected[program.code].sureness < program.sureness:
                    collected[program.code] = program
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


@remembered(8192)
def _look_up(phrase: str, factor: float) -> tuple[Resolved, ...]:
    names = _names()
    for key in (
        phrase,
        re.sub(r"^(?:the|applied|advanced|general|modern) |\b(?: general| studies)$", "", phrase),
    ):
        if key in names:
            return tuple(_program(code, 0.95 * factor, phrase) for code in names[key])
    return _by_words(phrase, factor)


def _program(code: str, sureness: float, because: str) -> Resolved:
    return Resolved(code=code, title=program_title(code), sureness=round(sureness, 3), because=because)


@remembered(4096)
def program_title(code: str) -> str:
    """The title of a CIP 2020 code, or ``""``."""
    found = rows("SELECT title FROM cip_programs WHERE code = ?", code)
    return str(found[0][0]) if found else ""


@remembered(4096)
def _names_with(word: str) -> tuple[tuple[str, float, float], ...]:
    """The names of programs that have a word: CIP code, name and kind in one text; the word's share; its rarity."""
    sql = "SELECT cip || char(9) || name || char(9) || kind, share, rarity FROM field_words WHERE word = ?"
    return tuple(rows(sql, word))


@remembered(1)
def _vocabulary() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("SELECT DISTINCT word FROM field_words WHERE length(word) > 4"))


@remembered(4096)
def _mended(word: str) -> str | None:
    """The word of a program's name that ``word`` misspells, or None. A first letter is taken to be right."""
    if len(word) < 6 or not word.isascii():
        return None
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = 1 if len(word) < 8 else 2
    near = [
        (DamerauLevenshtein.distance(word, other, score_cutoff=allowed), other)
        for other in _vocabulary()
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed
    ]
    distance, best = min(near, default=(99, ""))
    return best if distance <= allowed else None


def _by_words(phrase: str, factor: float) -> tuple[Resolved, ...]:
    said = list(dict.fromkeys(terms(phrase)))
    if not said:
        return ()
    weights: dict[str, float] = {}
    for word in said:
        found = _names_with(word)
        if not found and (mended := _mended(word)):
            word, factor, found = mended, factor * 0.95, _names_with(mended)  # noqa: PLW2901
        weights[word] = found[0][2] if found else 6.0
    total = sum(weights.values())
    names: dict[str, tuple[float, float]] = {}
    for word, weight in weights.items():
        part = weight / total
        for name, share, _ in _names_with(word):
            of_name, of_phrase = names.get(name, (0.0, 0.0))
            names[name] = (of_name + share, of_phrase + part)
    best: dict[str, float] = {}
    for said_name, (a, b) in names.items():
        cip, _, kind = said_name.split("\t")
        sure = 1.0 if a > 0.999 and b > 0.999 else 0.97 * 2 * a * b / (a + b) if a + b else 0.0
        sure *= 0.97 if kind == "part" else 1.0
        if cip.endswith(("99", "00")):
            sure *= 0.97
        best[cip] = max(best.get(cip, 0.0), sure * factor)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    top = ranked[0][1] if ranked else 0.0
    return tuple(
        _program(code, sure, phrase) for code, sure in ranked[:6] if sure >= ENOUGH and sure >= top - 0.12
    )


def find_programs(text: str, limit: int = 10) -> tuple[Resolved, ...]:
    """CIP programs that a text may mean, best first, also unsure ones (below :data:`ENOUGH`): for a search."""
    found = {p.code: p for p in resolve_field(text).programs}
    said = list(dict.fromkeys(terms(_english(_plain(text)))))
    sums: dict[str, float] = {}
    for word in said:
        for name, share, _ in _names_with(word):
            cip = name.partition("\t")[0]
            sums[cip] = max(sums.get(cip, 0.0), 0.0) + share / (1 + len(said))
    for code, value in sums.items():
        if code not in found:
            found[code] = _program(code, min(value, ENOUGH - 0.01), " ".join(said))
    ranked = sorted(found.values(), key=lambda p: (-p.sureness, p.code))
    return tuple(ranked[: max(limit, 0)])


@remembered(4096)
def same_field(a: str, b: str) -> bool | None:
    """Whether two fields of study are one: same words, or a program of the same four-digit series; None where
    unknown.
    """
    if sorted(terms(_plain(a))) == sorted(terms(_plain(b))) and tokens(a):
        return True
    first, second = resolve_field(a), resolve_field(b)
    if not first.programs or not second.programs:
        return None
    return bool({p.code[:5] for p in first.programs} & {p.code[:5] for p in second.programs})


__all__ = [
    "ENOUGH",
    "Field",
    "Resolved",
    "find_programs",
    "program_title",
    "resolve_field",
    "same_field",
    "stem",
]
