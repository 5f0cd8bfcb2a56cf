"""A level of education and a SOC code: what entry to the occupation asks for, by every source that says."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from validator.agreement.codes import read_code
from validator.agreement.memory import remembered
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import rows
from validator.evidence import Known


class Level(IntEnum):
    """Levels of education, ordered."""

    none = 0
    high_school = 1
    associate = 2
    bachelor = 3
    master = 4
    doctorate = 5


# Read in order: the first that is found decides. Foreign degrees are read at the level of their name, which is not
# their US equivalent: that takes an evaluation. A pattern is compiled when a text comes so far that has one of its
# hints: every text, in lower case, that it finds something in has one. A pattern that may fit nearly any text has none.
_WRITTEN: tuple[tuple[tuple[str, ...], str, Level | None], ...] = (
    (("no ", "none", "less"), r"no (?:degree|diploma|formal)|^none$|less than high school", Level.none),
    # Studies after a degree that are no degree of a level of their own; a name such as Posgrado tells no level.
    (("grad", "baccalaureate"),
        r"\bpost-?\s?graduate diploma|\b(?:post-?\s?)?graduate certificate|post-?\s?baccalaureate", Level.bachelor),
    (("grad", "espec"), r"\bpost?-?\s?grad(?:o\b|uacao|uação)|p[oó]s-?\s?gradua[cç][aã]o|especializa[cç]", None),
    (("assoc", "foundat", "hnd", "aa", "a.a", "as", "a.s", "tecn", "bts", "dut", "polytechn"),
        (r"associate|foundation degree|\bhnd\b|^a\.?a\.?s?\.?$|^a\.?s\.?$|tecn[oó]logo|\bbts\b|"
        r"\bdut\b|polytechnic diploma"), Level.associate),
    (("d", "박사", "博士"), (r"doctor|\bph\.?\s?d|d\.?\s?phil|\bed\.?d\b|\bdr\.|\bj\.?d\.?\b|\bm\.?d\.?\b|\bdds\b|"
        r"\bdmd\b|\bdvm\b|pharm\.?d|\bdba\b|\bscd\b|\bpsyd\b|\bdnp\b|\bdpt\b|\bdrph\b|\bd\.?\s?sc\b|"
        r"\b(?:d\.?\s?eng|eng\.?\s?d)\b|\bsjd\b|^d\.?\s?o\.?$|^o\.?\s?d\.?$|kandidat|"
        r"candidate of (?:\w+ )?sciences?|professional degree|박사|博士"), Level.doctorate),
    (("(fh)",), r"diplom.*\(fh\)", Level.bachelor),
    ((), (r"master|\bm\.?\s?s\.?(?:c\.?)?\b|\bm\.?\s?a\.?\b|\bm\.?b\.?a\.?\b|\bm\.?\s?eng|"
        r"\bm\.?\s?tech|\bm\.?\s?phil|\bll\.?m\b|\bm\.?p\.?h\b|\bm\.?p\.?a\b|\bm\.?ed\b|"
        r"\bm\.?f\.?a\b|\bm\.?c\.?a\b|\bm\.?com\b|\bm\.?s\.?[nw]\b|\bm\.?\s?res\b|\bm\.?p\.?p\b|"
        r"\bm\.?\s?arch\b|^s\.?\s?m\.?(?:$| in\b)|magist|maestr|mestrado|advanced degree|"
        r"diplom-?\s?(?:ing|informatik|kauf|volks|phys|chem|mathem)|dipl\.?-?\s?ing|ing[eé]nieur|"
        r"\bspecialist\b|석사|硕士|碩士|修士"), Level.master),
    ((), (r"bachelor|baccalaure|\bb\.?\s?s\.?(?:c\.?)?\b|\bb\.?\s?a\.?\b|\bb\.?b\.?a\.?\b|"
        r"\bb\.?\s?eng|\bb\.?\s?e\.?$|\bb\.?\s?tech|\bb\.?com\b|\bll\.?b\b|\bb\.?arch|\bb\.?ed\b|"
        r"\bb\.?s\.?[nw]\b|^[as]\.?\s?b\.?(?:$| in\b)|\bb\.?pharm|\bmbbs\b|\bmb\s?ch\s?b\b|\bbds\b|\bbvsc\b|"
        r"\bb\.?c\.?a\b|licenci|licence|licenza|laurea|bacharel|\bgrado\b|\bm[eé]dic[oa]\b|"
        r"titulo|título|ingenier|undergraduate degree|학사|学士|學士|four-year degree"), Level.bachelor),
    ((), (r"high school|secondary|\bged\b|a-levels?|abitur|bachillerato|some college|certificate|"
        r"vocational|고등학교"), Level.high_school),
)  # fmt: skip

_PLAIN: dict[str, Level | None] = {
    **dict.fromkeys(("associate's", "associate of science", "associate of arts"), Level.associate),
    **dict.fromkeys(("bachelor's", "bachelors", "bachelor's degree", "bachelor of science"), Level.bachelor),
    **dict.fromkeys(
        ("bachelor of arts", "bachelor of engineering", "bachelor of technology"), Level.bachelor
    ),
    **dict.fromkeys(
        ("bachelor of business administration", "b.s.", "bs", "b.sc.", "b.tech."), Level.bachelor
    ),
    **dict.fromkeys(
        ("master's", "masters", "master's degree", "master of science", "m.s.", "ms"), Level.master
    ),
    **dict.fromkeys(("master of arts", "master of engineering", "m.sc.", "m.eng.", "mba"), Level.master),
    **dict.fromkeys(("master of business administration", "master of technology"), Level.master),
    **dict.fromkeys(
        ("doctor of philosophy", "ph.d.", "phd", "doctoral degree", "m.d.", "j.d."), Level.doctorate
    ),
}
"""What most drafts write, as the patterns read it, so that no pattern need be compiled for it."""

_FIRST_PROFESSIONAL = (
    r"\bm\.?b\.?,?\s?(?:b\.?s|ch\.?\s?b)\b|\bb\.?d\.?s\b|\bb\.?v\.?sc\b|\bm[eé]dic[oa]\b|\bmedicin|\bsurgery|cirujan|"
    r"cirurgi|dent(?:al|istry)|odont|veterin|\bb\.?\s?pharm|pharmac|farmac|\bll\.?b\b|\blaws?\b|abogad|derecho|direito"
)
"""Names of degrees and fields that many countries enter a learned profession with, at what they call a bachelor's."""
_NAMES = {
    Level.none: "no degree",
    Level.high_school: "high school",
    Level.associate: "an associate's",
    Level.bachelor: "a bachelor's",
    Level.master: "a master's",
    Level.doctorate: "a doctorate",
}


@remembered(2048)
def read_level(text: str) -> Level | None:
    """The level that ``text`` writes (``Master of Science``, ``B.Tech.``, ``doctorate``); None where it
    writes none.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    name = text.lower().replace(" ", "_")
    if name in Level.__members__:
        return Level[name]
    plain = text.lower()
    return _PLAIN[plain] if plain in _PLAIN else _written(text)


def _written(text: str) -> Level | None:
    plain = text.lower()
    # Of plain letters all are made small: a pattern for either case takes twice as long to compile.
    said, either_case = (plain, 0) if text.isascii() else (text, re.IGNORECASE)
    for hints, pattern, level in _WRITTEN:
        if (not hints or any(hint in plain for hint in hints)) and re.search(pattern, said, either_case):
            return level
    return None


@remembered(2048)
def names_first_professional(text: str) -> bool:
    """Whether the name of a degree or of its field is one of medicine, dentistry, veterinary medicine, pharmacy or
    law, whose first degree abroad may equal a doctoral or professional degree in the United States.
    """
    return re.search(_FIRST_PROFESSIONAL, text, re.IGNORECASE) is not None


@remembered(2048)
def entry_levels(code: str, detail: str | None = None) -> tuple[tuple[Level, Known], ...]:
    """What entry to a detailed code asks for, one level a source; a source that has nothing is left out.

    BLS's typical entry education; O*NET's job zone of its newest release (2 or lower: high school, 3: an
    associate's, 4: a bachelor's, 5: a master's; of a code that mixes zones the middle one); the level that
    most of O*NET's respondents say is required (the median).
    """
    found: list[tuple[Level, Known]] = []
    sql = "SELECT e.level, e.education, c.bls FROM bls_codes c JOIN bls_entry e ON e.bls = c.bls WHERE c.code = ?"
    for level, education, _ in rows(sql, code)[:1]:
        fact = Known(
            text=f"typical entry: {education}", dataset="BLS Employment Projections", version="2024-34"
        )
        found.append((Level[str(level).replace(" ", "_")], fact))
    first, last = (detail, detail) if detail else (code, f"{code}.99")
    zones = rows(
        "SELECT release, level FROM job_zones WHERE code BETWEEN ? AND ? ORDER BY release, level", first, last
    )
    if zones:
        newest = max(zones, key=lambda row: _release(row[0]))[0]
        levels = [level for release, level in zones if release == newest]
        zone = levels[len(levels) // 2]
        mixed = f" (its details: {', '.join(map(str, sorted(set(levels))))})" if len(set(levels)) > 1 else ""
        fact = Known(text=f"job zone {zone}{mixed}", dataset="O*NET", version=newest)
        found.append((_OF_ZONE[zone], fact))
    sql = (
        "SELECT c.level, sum(e.percent) FROM education e JOIN education_categories c ON c.category = e.category"
        " AND c.scale = 'RL' AND c.release = '30.1' WHERE e.code BETWEEN ? AND ? GROUP BY c.level"
    )
    shares = {Level[str(level).replace(" ", "_")]: percent for level, percent in rows(sql, first, last)}
    if total := sum(shares.values()):
        reached = 0.0
        for level in sorted(shares, reverse=True):
            reached += shares[level] / total
            if reached >= 0.5:
                text = f"{100 * reached:.0f} % of respondents say {_NAMES[level]} or more is required"
                found.append((level, Known(text=text, dataset="O*NET", version="30.1")))
                break
    return tuple(found)


_OF_ZONE = {
    1: Level.high_school,
    2: Level.high_school,
    3: Level.associate,
    4: Level.bachelor,
    5: Level.master,
}


def _release(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


@remembered(1024)
def level_code(level: str | Level, code: str) -> Agreement:
    """How well a level of education fits what entry to a code asks for (advanced-degree petitions in mind).

    ``score`` is the share of sources (two at least, of three) by which the occupation asks for a bachelor's
    or more and no more than ``level``. Bands: ``strong`` where all say so, ``partial`` where most do,
    ``weak`` where fewer do, ``none`` where two sources and more say otherwise and none says so. ``unknown``
    where fewer than two sources speak, or the level or code cannot be read. Relations: ``meets entry``,
    ``below entry``, ``occupation below a bachelor's``, ``sources disagree``, ``one source only``, ``no
    data``, ``no such code``, ``no such level``.
    """
    held = level if isinstance(level, Level) else read_level(level)
    meant = read_code(code)
    if held is None:
        return Agreement(band=Band.unknown, score=0.0, relation="no such level")
    if not meant.codes:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code")
    answers = [_against(held, c, meant.detail) for c in meant.codes]
    return max(answers, key=lambda a: (a.band, a.score))


def _against(held: Level, code: str, detail: str | None) -> Agreement:
    sources = entry_levels(code, detail)
    if len(sources) < 2:
        relation = "one source only" if sources else "no data"
        carried = tuple(Carried(words=f"{code}: {fact.text}", weight=0.0, source=fact) for _, fact in sources)
        return Agreement(band=Band.unknown, score=0.0, relation=relation, evidence=carried)
    fits = [Level.bachelor <= needed <= held for needed, _ in sources]
    carried = tuple(
        Carried(words=f"{code}: {fact.text}", weight=1.0 if fit else -1.0, source=fact)
        for fit, (_, fact) in sorted(zip(fits, sources, strict=True), key=lambda pair: pair[0])
    )
    score = round(sum(fits) / len(fits), 3)
    low = sum(needed < Level.bachelor for needed, _ in sources)
    high = sum(needed > held for needed, _ in sources)
    if all(fits):
        return Agreement(band=Band.strong, score=1.0, relation="meets entry", evidence=carried)
    if low == len(sources):
        relation = "occupation below a bachelor's"
    elif high == len(sources):
        relation = "below entry"
    elif low and not high:
        relation = "sources disagree"
    elif high >= 2 or not any(fits):
        relation = "below entry"
    else:
        relation = "sources disagree"
    band = Band.none if not any(fits) else Band.partial if score > 0.5 else Band.weak
    return Agreement(band=band, score=score, relation=relation, evidence=carried)
