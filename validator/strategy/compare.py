"""Candidate codes of one draft side by side: each is tried in Part 6 item 2, compared, and checked by the rules."""

from __future__ import annotations

from dataclasses import replace

from validator import agreement
from validator.agreement import Agreement, Band, Level
from validator.checker import Checker
from validator.drafts import Draft
from validator.engine.values import State
from validator.errors import Place, Problem, UsageError
from validator.facts import Facts
from validator.facts.agreements import comparison, title_for_comparison
from validator.facts.frame import Seen, Unsettled, records_in, texts_in
from validator.notation import SocCode, read_soc
from validator.reference import Reference
from validator.strategy.duties import duties_of, duty_fit, summed
from validator.strategy.gather import Tried, gathered
from validator.strategy.model import (
    Candidate,
    Comparison,
    Fit,
    Reason,
    TriedFinding,
)
from validator.strategy.occupation import level_evidence, links
from validator.strategy.presupposed import own_words, presupposed, stated_terms
from validator.strategy.ranking import METHOD, WEIGHTS, fit_value, ranked, title_band
from validator.strategy.search import published_under, reasons
from validator.strategy.stated import choice_of, held_degrees, technologies
from validator.strategy.trial import Found, found_in, parted, with_code
from validator.strategy.why import first_because

_BECAUSE = 6
_NAMES_NONE = "names no occupation"
_TRIED = (
    "Each code was tried in Part 6 item 2 alone, with the same rules; an O*NET detail of another code was"
    " left out. Other documents keep the code that they state: a finding that comes of it says so, and"
    " goes when that document is brought in line."
)
_NOT_SHOWN = (
    "Licences, and the wages of the place of work, are in no table here: look them up for the code"
    " that you weigh."
)


def compare(
    draft: Draft, codes: tuple[str, ...] = (), *, checker: Checker | None = None, suggest: int = 2
) -> Comparison:
    """The draft's code, its candidates, ``codes`` and at most ``suggest`` codes that title and duties suggest, by fit.

    :raises UsageError: where one of ``codes`` does not exist, or the draft states nothing to compare a code with.
    :raises FaultError: where an engine fails, naming the draft.
    """
    checker = checker or Checker()
    return _Comparing(draft, checker).made(codes, suggest)


class _Comparing:
    """What all candidates of one draft are held against, worked out once."""

    def __init__(self, draft: Draft, checker: Checker) -> None:
        self.draft = draft
        self.checker = checker
        self.tables: Reference = checker.reference
        self.facts = Facts(draft, self.tables)
        self.duties = duties_of(draft)
        self.title = self._text("i140.job_title")
        self.compared = self._title_compared()
        self.named = bool(self.compared) and not self._names_none(self.compared)
        self.listed = published_under(self.tables, self.compared) if self.named else ()
        self.said = stated_terms(draft)
        self.degrees = held_degrees(self.facts, self.tables)
        self.highest = self._highest()
        self.code = self._text("i140.soc_code")
        code = read_soc(self.code)
        self.number = code.number if code else ""

    def made(self, codes: tuple[str, ...], suggest: int) -> Comparison:
        """The comparison."""
        form = self._text("i140.nontechnical_description") or "; ".join(d.text for d in self.duties)
        title = self.compared if self.named else ""
        endeavor = self._text("endeavor.statement")
        tried = gathered(
            self.draft, self.tables, codes, title=title, duties=form, endeavor=endeavor, suggest=suggest
        )
        if not tried:
            raise UsageError((_nothing(self.draft),))
        base = self.checker.check(self.draft)
        before = found_in(base, self.number, self.number)
        placed = ranked([self._candidate(one, before) for one in tried])
        unchanged = sum(
            all(key in {(f.rule, f.item) for f in one.findings} for one in placed) for key in before
        )
        report = self.checker.report_of([base])
        return Comparison(
            case=self.draft.id,
            file=self.draft.file,
            title=self.title,
            title_compared=self.compared,
            code=self.code,
            highest_level=self.highest.name if self.highest is not None else "",
            degrees=self.degrees,
            technologies=technologies(self.facts, self.tables, self._text("endeavor.statement")),
            duties=self.duties,
            candidates=placed,
            first_because=first_because(placed),
            unchanged=unchanged,
            choice=choice_of(self.draft, self.tables, self.code, placed),
            method=(METHOD, _TRIED, _NOT_SHOWN),
            version=report.version,
            engine=report.engine,
            as_of=report.as_of,
            packs=report.packs,
            datasets=report.datasets,
        )

    # ------------------------------------------------------------------------------------ what the draft states

    def _text(self, name: str) -> str:
        value = self.facts.value(name)
        return str(value.content) if value.state is State.known else ""

    def _title_compared(self) -> str:
        try:
            return title_for_comparison(Seen(self.facts))
        except Unsettled:
            return ""

    @staticmethod
    def _names_none(title: str) -> bool:
        kind = agreement.title_kind(title).kind
        return kind in {
            agreement.Kind.rank,
            agreement.Kind.vague,
            agreement.Kind.empty,
            agreement.Kind.unread,
        }

    def _highest(self) -> Level | None:
        value = self.facts.value("degree.highest")
        return value.content if value.state is State.known and isinstance(value.content, Level) else None

    # ------------------------------------------------------------------------------------------- one candidate

    def _candidate(self, tried: Tried, before: Found) -> Candidate:
        chosen = any(o.kind == "chosen" for o in tried.origins)
        draft = self.draft
        if not chosen:
            draft = with_code(draft, tried.number or tried.written, tried.detail)
        entry = self.tables.code(SocCode(tried.number, tried.detail[8:]) if tried.number else tried.written)
        code = tried.detail or tried.number or tried.written
        facts = Facts(draft, self.tables)
        fits = self._fits(facts, tried) if tried.number else ()
        # Group codes, 2010 codes and numbers that do not exist are compared through what they can mean.
        remark = agreement.read_code(tried.detail or tried.number or tried.written).note
        report = self.checker.check(draft)
        after = found_in(report, self.number, tried.number)
        adds, removes = ((), ()) if chosen else parted(before, after)
        level = level_evidence(self.tables, code)
        duty_fits = tuple(duty_fit(d.text, tried.number or "") for d in self.duties)
        degree = next((f for f in fits if f.of == "degree"), None)
        return Candidate(
            place=0,
            code=tried.written,
            number=tried.number,
            detail=tried.detail,
            title=self.tables.code(tried.number).title if tried.number else "",
            detail_title=entry.title if tried.detail else "",
            remark=_capital(remark),
            residual=entry.residual,
            fileable=tried.written == tried.number and entry.in_2018 and entry.level in {"detailed", "onet"},
            origins=tuple(tried.origins),
            fit=fit_value(fits),
            close=False,
            fits=fits,
            level=level,
            duties=duty_fits,
            duty_sums=summed(self.duties, duty_fits),
            programs=links(self.tables, code),
            degree_links=self._links(tried.number),
            wages=self.tables.wages(code),
            findings=_by_severity(after),
            adds=adds,
            removes=removes,
            not_checked=len(report.not_checked),
            presupposes=presupposed(
                self.tables,
                entry,
                detail=tried.detail,
                said=self.said,
                level=level,
                held=self.highest,
                degrees=self.degrees,
                degree=degree,
                explained=self._explains("degree", "code"),
                elsewhere=self._elsewhere(tried.number) if entry.residual else (),
            ),
        )

    def _fits(self, facts: Facts, tried: Tried) -> tuple[Fit, ...]:
        out = []
        if self.compared:
            found = agreement.title_code(self.compared, tried.number)
            ranks = self.named and found.relation != _NAMES_NONE
            own = any(c.code[:7] in agreement.read_code(tried.number).codes for c in self.listed)
            elsewhere = () if own or not ranks else tuple(c.code for c in self.listed)
            band = title_band(found.band.name, listed=own and ranks, elsewhere=bool(elsewhere))
            out.append(replace(_fit("title", found, ranks=ranks), band=band, elsewhere=elsewhere))
        for of in ("duties", "degree", "endeavor"):
            made = comparison(facts, f"{of}_code")
            if made is not None:
                out.append(_fit(of, made, ranks=of in WEIGHTS))
        if self.highest is not None:
            # The rules read the six digits; here a detail that is argued from counts, for its zone may be another.
            found = agreement.level_code(self.highest.name, tried.detail or tried.number)
            out.append(_fit("level", found, ranks=False))
        return (*out, *self._words(tried))

    def _words(self, tried: Tried) -> tuple[Fit, ...]:
        """How much of what the code's own title says of the work the draft says too; nothing for residuals and
        groups.
        """
        code = self.tables.code(SocCode(tried.number, tried.detail[8:]))
        own = own_words(self.tables, code, tried.detail)
        if not own or not self.said:
            return ()
        there = [word for word_stem, word in own.items() if word_stem in self.said]
        share = len(there) / len(own)
        band = "strong" if share == 1 else "partial" if share >= 0.5 else "weak" if there else "none"
        told = tuple(
            Reason(text=f"“{word}” is in the draft's words", weight=1.0, source=code.known) for word in there
        )
        return (
            Fit(of="words", band=band, score=round(share, 3), relation="stated", ranks=True, because=told),
        )

    def _links(self, number: str) -> tuple[Reason, ...]:
        """Whether the crosswalk links the programs of the degrees held with the code."""
        out: dict[str, Reason] = {}
        for degree in self.degrees:
            if number and degree.program and degree.program not in out:
                linked = number in self.tables.codes_of_program(degree.program)
                known = self.tables.link(degree.program, number)
                out[degree.program] = Reason(text=known.text, weight=1.0 if linked else 0.0, source=known)
        return tuple(out.values())

    def _elsewhere(self, number: str) -> tuple[str, ...]:
        """The specific codes under which the title is published."""
        others = (
            c for c in self.listed if c.code[:7] != number and not self.tables.code(c.code[:7]).residual
        )
        return tuple(f"{c.code} ({c.title})" for c in others)

    def _explains(self, *corners: str) -> bool:
        return any(
            set(corners) <= set(texts_in(record.get("about")))
            for record in records_in(self.facts.value("explanations"))
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fit(of: str, found: Agreement, *, ranks: bool) -> Fit:
    return Fit(
        of=of,
        band=found.band.name,
        score=0.0 if found.band is Band.unknown else round(found.score, 3),
        relation=found.relation,
        ranks=ranks,
        because=reasons(found.evidence, _BECAUSE),
    )


def _by_severity(found: Found) -> tuple[TriedFinding, ...]:
    return tuple(sorted(found.values(), key=lambda f: -f.severity))


def _nothing(draft: Draft) -> Problem:
    return Problem(
        what="The draft states no code, and no title or duties that would suggest one.",
        mend="Enter i140.job_title or i140.nontechnical_description, or name the codes: niw soc compare DRAFT CODE...",
        place=Place(file=draft.file),
    )
