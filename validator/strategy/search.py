"""Searches: occupations for a title or duties, programs for a field of study, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from validator import agreement
from validator.agreement.codes import code_title
from validator.agreement.fields import ENOUGH
from validator.agreement.result import Carried
from validator.notation import read_cip
from validator.reference import Reference, reference
from validator.reference.titles import normal_title
from validator.strategy.model import CodesFound, CodeTitle, FoundCode, FoundProgram, ProgramsFound, Reason
from validator.strategy.sources import datasets_of

_TITLE_TABLES = ("titles", "occupations", "title_evidence", "title_priors")
_TEXT_TABLES = ("terms", "term_uses", "tasks")


def reasons(carried: Sequence[Carried], limit: int = 99) -> tuple[Reason, ...]:
    """What carried a comparison, as reasons: the sentence of its source where there is one, else the words."""
    said: dict[str, Reason] = {}
    for one in carried:
        text = one.source.text if one.source else one.words
        said.setdefault(text, Reason(text=text, weight=one.weight, source=one.source))
    return tuple(said.values())[:limit]


def find_codes(title: str = "", duties: str = "", *, limit: int = 10) -> CodesFound:
    """The SOC 2018 occupations that a title, duties or both may mean, best first; none where nothing of them
    is known.

    ``remark`` says what a title is that names no one occupation (a rank, words that fit any field, two titles
    in one). A rank says nothing of the work: by it alone no occupation is named, and beside duties it does not
    count.
    """
    tables = reference()
    published = published_under(tables, title)
    found = []
    by = "" if title and agreement.title_kind(title).kind is agreement.Kind.rank else title
    for place, one in enumerate(agreement.suggest_codes(by, duties or None, limit), start=1):
        own = tuple(t.code for t in published if t.code[:7] == one.code)
        found.append(
            FoundCode(
                place=place,
                code=one.code,
                title=one.title,
                score=one.score,
                published=own,
                reasons=_told(one.evidence, one.code),
            )
        )
    names = (*(_TITLE_TABLES if title else ()), *(_TEXT_TABLES if duties else ()))
    return CodesFound(
        title=title,
        duties=duties,
        published_under=published,
        codes=tuple(found),
        remark=_remark(title) if title else "",
        datasets=datasets_of(tables, *names) if names else (),
    )


def published_under(tables: Reference, title: str) -> tuple[CodeTitle, ...]:
    """The codes (an O*NET detail rather than its six digits) under which ``title`` is published word for word."""
    normal = normal_title(title)
    if not normal:
        return ()
    codes = [t.code.removesuffix(".00") for t in tables.codes_with_title(normal)]
    kept = [
        c for c in dict.fromkeys(codes) if len(c) > 7 or not any(o != c and o.startswith(c) for o in codes)
    ]
    return tuple(CodeTitle(code=c, title=tables.code(c).title) for c in kept)


def _told(carried: Sequence[Carried], code: str) -> tuple[Reason, ...]:
    """Reasons, the words of one source gathered; without what concerns other codes or words that nothing is
    known of.
    """
    gathered: dict[str, tuple[list[str], Carried]] = {}
    out: list[Reason] = []
    for one in carried:
        if one.source is None:
            if one.weight > 0 and " is number " in one.words:
                out.append(Reason(text=one.words.partition(";")[0], weight=one.weight))
        elif one.weight > 0 and one.source.text.startswith(f"“{one.words}” is "):
            where = one.source.text.removeprefix(f"“{one.words}” is ")
            gathered.setdefault(where, ([], one))[0].append(f"“{_in_order(one.words)}”")
        elif one.weight >= 0 or code in one.source.text:
            out.append(Reason(text=one.source.text, weight=one.weight, source=one.source))
    told = [
        Reason(text=f"{where}: {', '.join(words)}", weight=first.weight, source=first.source)
        for where, (words, first) in gathered.items()
    ]
    return (*told, *out)


def _in_order(words: str) -> str:
    """A head noun with a word before it, kept as ``engineer < machine``, as it stands in titles: ``machine …
    engineer``.
    """
    head, mark, word = words.partition(" < ")
    return f"{word} … {head}" if mark else words


def _remark(title: str) -> str:
    kind = agreement.title_kind(title)
    if kind.kind is agreement.Kind.rank:
        means = f" ({kind.language}: {kind.means})" if kind.means else ""
        return f"“{title}” is a rank{means} and names no occupation: only duties count, or the functional US title."
    if kind.kind is agreement.Kind.vague:
        return f"“{title}” fits any field: the order below says little. Add --duties."
    if kind.kind is agreement.Kind.several:
        return f"“{title}” joins two titles: {' and '.join(kind.parts)}. Search for each."
    if kind.kind in {agreement.Kind.unread, agreement.Kind.empty}:
        return f"No word of “{title}” stands in any published or filed title."
    return ""


def find_programs(field: str, *, limit: int = 10) -> ProgramsFound:
    """The CIP 2020 programs that a field of study may be, the surest first; also for a CIP code (``11.0701``)."""
    tables = reference()
    used = datasets_of(tables, "cip_programs", "cip_examples", "cip_soc", "stem")
    code = read_cip(field)
    program = tables.program(code) if code else None
    if program is not None:
        own = agreement.Resolved(
            code=program.code, title=program.title, sureness=1.0, because="the code itself"
        )
        return ProgramsFound(field=field, joint=False, programs=(_program(tables, own),), datasets=used)
    if code and (after := tables.program_successors(code)):
        moved = [p for c in after if (p := tables.program(c))]
        found = tuple(
            agreement.Resolved(
                code=p.code, title=p.title, sureness=1.0, because=f"what CIP 2020 made of {code}"
            )
            for p in moved[:limit]
        )
        return ProgramsFound(
            field=field, joint=False, programs=tuple(_program(tables, p) for p in found), datasets=used
        )
    resolved = agreement.resolve_field(field)
    found = agreement.find_programs(field, limit)
    return ProgramsFound(
        field=field, joint=resolved.joint, programs=tuple(_program(tables, p) for p in found), datasets=used
    )


def _program(tables: Reference, found: agreement.Resolved) -> FoundProgram:
    stem = tables.stem(found.code)
    program = tables.program(found.code)
    return FoundProgram(
        code=found.code,
        title=found.title,
        sureness=found.sureness,
        sure=found.sureness >= ENOUGH,
        because=found.because,
        stem=stem.designated,
        stem_source=stem.known,
        leads_to=tuple(CodeTitle(code=c, title=code_title(c)) for c in tables.codes_of_program(found.code)),
        source=program.known if program else stem.known,
    )
