"""The words of a field of study as people write it: in English, without names of degrees and remarks beside it."""

from __future__ import annotations

import re
import unicodedata

from validator.agreement.memory import remembered
from validator.agreement.wordlists import table

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


def plain_field(text: str) -> str:
    """``text`` in lower case, without accents; letters that are short for two words ("b.s.") in one."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
    text = re.sub(r"\b([a-z])\.\s?([a-z])\.", r"\1\2", text)
    return text.replace("’", "'")


def field_key(text: str) -> str:
    """The words of ``text``, lower case, as names of fields are compared: no punctuation, no possessives."""
    return " ".join(
        re.findall(r"[^\W_]+(?:\+\+|#)?", text.replace("&", " and ").replace("'s", "").replace("'", ""))
    )


# Small words of those languages, left out where other words were turned into English.
_SMALL = frozenset("de en em la y e et del des und da do das dos du".split())


@remembered(4)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def without_remarks(plain: str) -> str:
    """``plain`` without what stands beside a field: "or a related field", "(U.S. equivalent)"."""
    return _without(_REMARK, _REMARK_HINTS, plain)


def without_degrees(plain: str) -> str:
    """``plain`` without names of degrees: "Bachelor of Science in"."""
    return _without(_DEGREE, _DEGREE_HINTS, plain)


def parts_of_field(plain: str) -> list[str]:
    """The parts that a field joins ("physics and chemistry"), in order, as keys."""
    return [key for piece in _pattern(_JOIN).split(plain) if (key := field_key(piece))]


def _without(pattern: str, hints: tuple[str, ...], text: str) -> str:
    """``text``, lower case, without what a pattern finds in it; one that has none of ``hints`` is as it was."""
    if text.isprintable() and not any(hint in text for hint in hints):  # of spaces " " alone is printable
        return text
    return _pattern(pattern).sub(" ", text)


@remembered(1)
def _translations() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """(words to English; and the words of scripts without spaces, longest first)."""
    latin: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for word, meaning, _ in table("field_translations.tsv"):
        plain = word.lower() if word.isascii() and word.isalpha() else plain_field(word)
        if plain.isascii():
            latin[plain] = meaning
        else:
            other.append((unicodedata.normalize("NFC", word), meaning))
    return latin, tuple(sorted(other, key=lambda pair: -len(pair[0])))


def english(text: str) -> str:
    """``text``, as :func:`plain_field` gives it, with the words of other languages in English."""
    latin, other = _translations()
    if not text.isascii():
        for word, meaning in other:
            if word in text:
                text = text.replace(word, f" {meaning} ")
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
        turned = [word for word in turned if word not in _SMALL]
        # Romance languages name the discipline first: "ingenieria mecanica" is mechanical engineering.
        if turned and turned[0] in {"engineering", "science", "administration"} and len(turned) > 1:
            turned = [*turned[1:], turned[0]]
    return " ".join(turned)
