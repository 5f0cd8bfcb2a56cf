"""What a draft states apart from its duties: degrees held, technologies, and the attorney's note on the choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from validator import agreement
from validator.agreement import Level
from validator.drafts import Draft
from validator.engine.values import State
from validator.facts import Facts
from validator.facts.frame import records_in
from validator.notation import read_soc
from validator.reference import Reference
from validator.strategy.model import Candidate, Choice, HeldDegree, Technology


def held_degrees(facts: Facts, tables: Reference) -> tuple[HeldDegree, ...]:
    """The degrees that count as held, as they are entered."""
    out = []
    for record in records_in(facts.value("degrees")):
        if record.get("held").content is False:
            continue
        level, field, cip = record.get("us_level"), record.get("us_field"), record.get("cip_code")
        named = str(field.content) if field.state is State.known else ""
        program = str(cip.content) if cip.state is State.known else ""
        if not program and named:
            found = agreement.resolve_field(named).programs
            program = found[0].code if found else ""
        known = tables.program(program) if program else None
        stem = tables.stem(known.code) if known else None
        out.append(
            HeldDegree(
                id=record.id,
                level=level.content.name if isinstance(level.content, Level) else "",
                field=named,
                program=known.code if known else "",
                program_title=known.title if known else "",
                stem=stem.designated if stem else None,
                source=stem.known if stem else None,
            )
        )
    return tuple(out)


def technologies(facts: Facts, tables: Reference, statement: str) -> tuple[Technology, ...]:
    """The areas that the endeavor speaks of, and those that the draft claims."""
    editions = {s.version[-4:]: s.version for s in tables.table("cet").sources}
    found = {
        t.area: Technology(
            area=t.area,
            edition=editions.get(t.edition, t.edition),
            words=tuple(c.words for c in t.evidence),
            claimed=False,
        )
        for t in (agreement.cet_areas(statement) if statement else ())
    }
    for list_ in ("endeavor.critical_technologies", "petition_letter.critical_technologies"):
        for record in records_in(facts.value(list_)):
            claimed = str(record.get("area").content or "")
            area = agreement.cet_area(claimed) or claimed
            if area in found:
                found[area] = replace(found[area], claimed=True)
            elif area:
                edition = str(record.get("edition").content or "")
                found[area] = Technology(area=area, edition=edition, words=(), claimed=True)
    return tuple(found.values())


def choice_of(
    draft: Draft, tables: Reference, stated: str, candidates: tuple[Candidate, ...]
) -> Choice | None:
    """The attorney's note, held against the code in Part 6 item 2 and the comparison; None where there is none."""
    note = draft.data.get("code_choice")
    if not isinstance(note, Mapping) or not any(note.values()):
        return None
    number = _number(str(note.get("soc_code") or ""))
    own = _number(stated)
    weighed = tuple(map(str, note.get("considered") or ()))
    release = str(note.get("onet_release") or "")
    agrees = number == own if number and own else None
    return Choice(
        code=number or str(note.get("soc_code") or ""),
        considered=weighed,
        reasons=str(note.get("reasons") or ""),
        chosen_by=str(note.get("chosen_by") or ""),
        date=str(note.get("date") or ""),
        signed=note.get("signed"),
        onet_release=release,
        agrees=agrees,
        place=next((c.place for c in candidates if number and c.number == number), None),
        remarks=tuple(
            _remarks(note, stated, candidates, number=number, agrees=agrees, newest=_newest_release(tables))
        ),
    )


def _remarks(
    note: Mapping[str, Any],
    stated: str,
    candidates: tuple[Candidate, ...],
    *,
    number: str,
    agrees: bool | None,
    newest: str,
) -> Iterator[str]:
    if agrees is False:
        yield f"The note chooses {number}, and Part 6 item 2 reads “{stated}”."
    if not note.get("signed"):
        yield "The note is not signed."
    release = str(note.get("onet_release") or "")
    if release and newest and release != newest:
        yield (
            f"It argues from O*NET {release}; the newest release here is {newest}. Job zones of two releases may be"
            " counted differently: name the release wherever a zone is argued."
        )
    weighed = {_number(str(code)) for code in note.get("considered") or ()}
    others = dict.fromkeys(c.code for c in candidates if c.number and c.number not in {number, *weighed})
    if weighed and others:
        yield f"Not weighed in the note: {', '.join(others)}."


def _number(text: str) -> str:
    code = read_soc(text)
    return code.number if code else ""


def _newest_release(tables: Reference) -> str:
    releases = {s.version for s in tables.table("job_zones").sources}
    return max(releases, key=lambda r: tuple(map(int, r.split("."))), default="")
