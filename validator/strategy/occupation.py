"""One occupation, with all that the tables know of it and where each fact is from."""

from __future__ import annotations

from validator.facts.code import LISTED
from validator.reference import CodeEntry, Reference, reference
from validator.strategy.codes import existing
from validator.strategy.model import CodeTitle, LevelEvidence, Occupation, ProgramLink, TellingTitle
from validator.strategy.sources import datasets_of

_TITLES = 14
_RELATED = 10
# How much a kind of title tells: what BLS and O*NET themselves print first, and what workers call themselves.
_TELLING = {
    "official": 3.0,
    "onet": 2.0,
    "direct": 2.0,
    "reported": 2.0,
    "illustrative": 1.5,
    "alternate": 0.5,
    "short": 0.0,
}


def show_code(text: str) -> Occupation:
    """The page of the code that ``text`` writes: SOC 2018 or 2010, any level, or an O*NET detail.

    :raises UsageError: where there is no such code, with the nearest ones.
    """
    tables = reference()
    entry = existing(tables, text)
    # A detail of O*NET's 2010 edition: its page is that of the six digits, with what became of it.
    suffix = entry.suffix if entry.level == "onet" else ""
    asked = f"{entry.number}.{suffix}" if suffix else entry.number
    group = entry.is_group
    titles = () if group else _telling(tables, asked, entry)
    return Occupation(
        code=asked if suffix else (f"{entry.number}.{entry.suffix}" if entry.suffix else entry.number),
        title=entry.title,
        kind=entry.level,
        edition="2018" if entry.in_2018 else "2010",
        residual=entry.residual,
        military=entry.military,
        listed_profession=entry.number.startswith(LISTED),
        above=_titled(tables, entry.parents, entry),
        members=_titled(tables, entry.members, entry),
        details=tuple(CodeTitle(code=d, title=tables.code(d).title) for d in entry.details),
        successors=_successors(tables, entry),
        in_2010=entry.title_2010,
        titles=titles,
        titles_published=len({t.normal for t in tables.titles_of(asked)}),
        level=level_evidence(tables, asked),
        programs=() if group else links(tables, asked),
        wages=tables.wages(asked),
        growth=tables.growth(asked),
        related=tables.related(asked)[:_RELATED] if not group else (),
        remarks=tuple(_remarks(tables, entry, asked)),
        sources=(entry.known,),
        datasets=datasets_of(tables, *_TABLES),
    )


_TABLES = (
    *(
        "occupations",
        "soc_2010_2018",
        "onet_occupations",
        "titles",
        "job_zones",
        "education",
        "bls_entry",
        "bls_codes",
    ),
    *("bls_attainment", "bls_growth", "wages", "cip_soc", "cip_programs", "stem", "related"),
)


def level_evidence(tables: Reference, code: str) -> LevelEvidence:
    """What entry to ``code`` (of six or eight digits) asks for, source by source."""
    return LevelEvidence(
        zones=tables.job_zones(code),
        entry=tables.entry(code),
        education=tables.education(code),
        attainment=tables.attainment(code),
    )


def links(tables: Reference, code: str) -> tuple[ProgramLink, ...]:
    """The programs that the crosswalk links with a code."""
    out = []
    for cip in tables.programs_of(code):
        program = tables.program(cip)
        out.append(ProgramLink(code=cip, title=program.title if program else "", stem=tables.is_stem(cip)))
    return tuple(out)


def _titled(tables: Reference, codes: tuple[str, ...], entry: CodeEntry) -> tuple[CodeTitle, ...]:
    """Codes with the titles of the edition that ``entry`` is of."""
    found = []
    for code in codes:
        other = tables.code(code)
        title = other.title if entry.in_2018 else other.title_2010 or other.title
        found.append(CodeTitle(code=code, title=title))
    return tuple(found)


def _successors(tables: Reference, entry: CodeEntry) -> tuple[CodeTitle, ...]:
    """The 2018 codes that a 2010 code became, or an O*NET detail of 2010; none for what simply goes on."""
    if entry.level != "onet" and entry.detail_successors:
        return tuple(CodeTitle(code=c, title=tables.code(c).title) for c in entry.detail_successors)
    after = entry.successors
    if not after and entry.in_2010 and not entry.in_2018:  # a group: what its members became
        after = tuple(sorted({s for m in entry.members for s in tables.code(m).successors}))
    if after == (entry.number,):
        return ()
    return tuple(CodeTitle(code=c, title=tables.code(c).title) for c in after)


def _telling(tables: Reference, asked: str, entry: CodeEntry) -> tuple[TellingTitle, ...]:
    """The titles that tell most: printed in several lists, and under few other codes."""
    by_normal: dict[str, tuple[str, set[str]]] = {}
    for title in tables.titles_of(asked):
        text, kinds = by_normal.setdefault(title.normal, (title.title, set()))
        kinds.update(title.kinds)
        if len(title.title) < len(text):
            by_normal[title.normal] = (title.title, kinds)
    ranked = []
    for normal, (text, kinds) in by_normal.items():
        value = sum(_TELLING.get(kind, 0.5) for kind in kinds)
        ranked.append((-value, len(normal), normal, text, kinds))
    found = []
    # Where else a title stands is looked up for the likeliest alone; one that many codes share tells little.
    for value, _, normal, text, kinds in sorted(ranked)[: 4 * _TITLES]:
        also = dict.fromkeys(t.number for t in tables.codes_with_title(normal) if t.number != entry.number)
        found.append(
            (
                value + 0.7 * len(also),
                len(normal),
                TellingTitle(title=text, kinds=tuple(sorted(kinds)), also=tuple(also)),
            )
        )
    return tuple(title for _, _, title in sorted(found, key=lambda f: f[:2])[:_TITLES])


def _remarks(tables: Reference, entry: CodeEntry, asked: str) -> list[str]:
    out = []
    if entry.level == "onet":
        out.append(
            f"An O*NET detail: Form I-140 Part 6 item 2 has room for {entry.number}"
            f" ({tables.code(entry.number).title}) alone, so the"
            " form and an argument from the detail may draw skepticism where the two differ. BLS"
            " figures are of the six digits."
        )
    elif entry.suffix:
        out.append(f"A detail of O*NET's 2010 edition; below is the code {entry.number}.")
    if entry.in_2010 and not entry.in_2018:
        out.append(
            "A code of SOC 2010 only. Its successors are candidates: which one the duties fit is for the attorney."
        )
    elif entry.in_2010 and len(entry.successors) > 1:
        out.append(
            f"The number stood in SOC 2010 too, as “{entry.title_2010}”, and that occupation was divided:"
            " what an older filing calls by this number may be another occupation now."
        )
    if entry.residual:
        out.append(
            "“All Other”: for work that no named occupation covers. Where one does, the choice may draw skepticism."
        )
    if entry.military:
        out.append(
            "Military Specific: for members of the armed forces. BLS and OEWS publish no figures for it."
        )
    if entry.is_group:
        out.append("A group, not one detailed occupation: its members differ in level, programs and wages.")
    if entry.in_2018 and not tables.job_zones(asked) and not entry.is_group:
        out.append("O*NET gives no job zone: no evidence for a level, and none against.")
    return out
