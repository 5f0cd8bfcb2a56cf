"""Titles, fields and texts taken apart into words, once and the same way when tables are built and when they
are read.

Titles are written in many hands: ``SR. SW ENGR III (JC60)``, ``Engineer, Staff - Software``. Here
abbreviations are spelt out, plurals made singular, grade words and internal codes set apart, and the head
noun found, so that two writings of one title meet in the same words. Nothing here knows an occupation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from validator.frozen import frozen

# What people write short in titles; a value may be several words. Only what has one common reading.
ABBREVIATIONS: dict[str, str] = {
    "acct": "accountant", "admin": "administrator", "adv": "advanced", "ai": "artificial intelligence",
    "anlst": "analyst", "app": "application", "apps": "application", "assoc": "associate",
    "asst": "assistant", "avp": "assistant vice president", "backend": "back end",
    "bi": "business intelligence", "bus": "business", "ceo": "chief executive officer",
    "cfo": "chief financial officer", "chem": "chemical", "cio": "chief information officer",
    "cmo": "chief marketing officer", "consult": "consultant", "coo": "chief operating officer",
    "coord": "coordinator", "cpa": "accountant", "cto": "chief technology officer", "db": "database",
    "dba": "database administrator", "dept": "department", "dev": "developer", "dir": "director",
    "elec": "electrical", "eng": "engineer", "engg": "engineering", "engr": "engineer",
    "evp": "executive vice president", "exec": "executive", "fin": "financial", "frontend": "front end",
    "fullstack": "full stack", "hr": "human resources", "hw": "hardware", "ind": "industrial",
    "info": "information", "instr": "instructor", "intl": "international", "it": "information technology",
    "jnr": "junior", "jr": "junior", "lect": "lecturer", "md": "physician", "mech": "mechanical",
    "mfg": "manufacturing", "mgmt": "management", "mgr": "manager", "mktg": "marketing",
    "ml": "machine learning", "mngr": "manager", "ops": "operation", "ot": "occupational therapist",
    "pgmr": "programmer", "pm": "project manager", "postdoc": "postdoctoral", "prgrmr": "programmer",
    "prof": "professor", "prog": "program", "pt": "physical therapist", "qa": "quality assurance",
    "qc": "quality control", "rep": "representative", "res": "research", "rn": "registered nurse",
    "rsrch": "research", "sci": "scientist", "sde": "software development engineer",
    "sdet": "software development engineer test", "snr": "senior", "spec": "specialist",
    "sqa": "software quality assurance", "sr": "senior", "stats": "statistics", "svc": "service",
    "svcs": "service", "svp": "senior vice president", "sw": "software", "swe": "software engineer",
    "sys": "system", "tech": "technical", "technol": "technology", "ui": "user interface",
    "univ": "university", "ux": "user experience", "vp": "vice president",
}  # fmt: skip

# Words of grade, employment, ownership and place of work: they say how high, how long or whose, never what is
# done.
GRADES = frozenset(
    """senior junior lead principal staff i ii iii iv v vi 1 2 3 4 5 6 7 8 9 entry level mid intermediate
    advanced chief head associate assistant executive global us usa deputy vice interim acting visiting adjunct
    tenure track full time part temporary distinguished member expert master grade band regional
    international owner founder cofounder entrepreneur proprietor""".split()
)
STOP = frozenset("of the and for in to a an with on at or by as & de la from via".split())

_CODE = re.compile(r"(?:[a-z]{1,4}\d{1,5}[a-z]?|\d+[a-z]{0,3}|x+)")
_WORD = re.compile(r"c\+\+|c#|\.net\b|[^\W_]+(?:['’][^\W_]+)*")
_SEGMENT = re.compile(r"[,(/|:;\[]| - |–|—| of | for | in |-(?=\s)|(?<=\s)-")
_PLAIN = (
    ("r&d", "research and development"), ("r & d", "research and development"), ("i.t.", "it"),
    ("c.e.o", "ceo"), ("'s", ""), ("’s", ""), ("m.d.", "md"), ("ph.d.", "phd"), ("ph.d", "phd"),
    ("product owner", "product manager"), ("co-founder", "cofounder"), ("co-owner", "owner"),
)  # fmt: skip
# Singular words that end like plurals.
_SINGULAR = frozenset(
    """access analysis analytics athletics aws basis business bus class data devops dialysis diagnosis dynamics
    economics electronics emphasis ethics express genetics gis glass graphics ios kubernetes less logistics mass
    mathematics ms news physics press process robotics sales sas series sis statistics stress success synthesis
    thesis wireless""".split()
)


def stem(word: str) -> str:
    """``word`` in the singular, as far as its ending tells: ``analysts`` gives ``analyst``."""
    if word in _SINGULAR or len(word) < 4 or word.endswith(("ics", "ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def _lower(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    for written, plain in _PLAIN:
        if written in text:
            text = text.replace(written, plain)
    return text


def words(text: str) -> list[str]:
    """All words of ``text`` in order: lower case, singular, abbreviations spelt out."""
    return list(_words(text))


@lru_cache(maxsize=1024)  # a title is asked for by each rule that holds it against another
def _words(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_spelt_out, _WORD.findall(_lower(text)))))


@lru_cache(maxsize=16384)
def _spelt_out(word: str) -> tuple[str, ...]:
    """The words that ``word`` stands for, singular: itself, or those that it abbreviates."""
    return tuple(map(stem, ABBREVIATIONS.get(word, word).split()))


@lru_cache(maxsize=16384)
def is_grade(word: str) -> bool:
    """Whether ``word`` states a grade or is an employer's internal code (``jc60``, ``ii``, ``4``)."""
    return word in GRADES or _CODE.fullmatch(word) is not None


def content(text: str) -> list[str]:
    """The words of ``text`` that say what is done; all but stop words where grades are all there is."""
    all_words = [w for w in words(text) if w not in STOP]
    return [w for w in all_words if not is_grade(w)] or all_words


def head(text: str) -> str:
    """The head noun: the last word of the first part that says what is done (``Engineer, Staff`` gives
    ``engineer``).
    """
    for segment in _SEGMENT.split(_lower(text)):
        said = [w for w in words(segment) if w not in STOP and not is_grade(w)]
        if said:
            return said[-1]
    said = content(text)
    return said[-1] if said else ""


@frozen(kw_only=False)
class TitleWords:
    """A title taken apart: its words once each in order, the head noun, and the key under which writings
    meet.
    """

    said: tuple[str, ...]
    head: str
    key: str


@lru_cache(maxsize=4096)
def title_words(text: str) -> TitleWords:
    """``text`` taken apart; empty words for an empty title. The key ignores order, grades and abbreviations."""
    said = tuple(dict.fromkeys(content(text)))
    return TitleWords(said, head(text), " ".join(sorted(said)))
