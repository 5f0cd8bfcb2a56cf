"""A comparison of codes as a report holds it: what a reader weighs, without the evidence of every part."""

from __future__ import annotations

from validator.findings import CandidateCode, CodeFinding, CodeFit, CodesCompared
from validator.strategy.model import Candidate, Comparison, LevelEvidence, TriedFinding
from validator.strategy.pages.parts import zones


def report_codes(comparison: Comparison) -> CodesCompared:
    """The candidates of ``comparison`` for :attr:`validator.findings.DraftReport.codes`, in its order."""
    return CodesCompared(
        candidates=tuple(map(_candidate, comparison.candidates)),
        unchanged=comparison.unchanged,
        method=comparison.method,
    )


def _candidate(of: Candidate) -> CandidateCode:
    return CandidateCode(
        place=of.place,
        code=of.code,
        title=of.detail_title or of.title,
        fit=of.fit,
        chosen=any(origin.kind == "chosen" for origin in of.origins),
        close=of.close,
        why_here=tuple(dict.fromkeys(origin.text for origin in of.origins)),
        fits=tuple(CodeFit(of=f.of, band=f.band, score=f.score, ranks=f.ranks) for f in of.fits),
        zone=_zone(of.level),
        entry=of.level.entry.education if of.level.entry is not None else "",
        median_wage=_median(of),
        adds=tuple(map(_finding, of.adds)),
        removes=tuple(map(_finding, of.removes)),
        presupposes=tuple(p.text for p in of.presupposes),
    )


def _zone(level: LevelEvidence) -> str:
    """``4 (O*NET 31.0), 3 to 4 (O*NET 30.1)``, newest first: two releases count zones differently."""
    return ", ".join(f"{levels} (O*NET {release})" for release, _, levels in zones(level))


def _median(of: Candidate) -> int | None:
    """Dollars a year; None where OEWS publishes no figure."""
    amount = of.wages.median.amount if of.wages is not None else None
    return None if amount is None else round(amount)


def _finding(of: TriedFinding) -> CodeFinding:
    return CodeFinding(rule=of.rule, severity=of.severity, says=of.says, catalogue=of.catalogue)
