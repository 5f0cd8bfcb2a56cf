"""Reports that show every part of the page at once. People, firms and numbers are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reports.sample_reports import (
    BROKEN,
    GENERAL_MANAGER,
    NEARLY_EMPTY,
    TEAM_LEADER,
    finding,
    report,
    stated,
)
from validator.errors import Place
from validator.findings import (
    CandidateCode,
    CodeFinding,
    CodeFit,
    CodesCompared,
    DecisionNote,
    Severity,
    Waived,
    Waiver,
)


def _fits(*bands: str) -> tuple[CodeFit, ...]:
    kinds = ("duties", "title", "degree", "endeavor", "words", "level")
    scores = {"strong": 0.9, "partial": 0.55, "weak": 0.2, "none": 0.0, "unknown": 0.0}
    return tuple(
        CodeFit(of=kind, band=band, score=scores[band], ranks=kind != "level")
        for kind, band in zip(kinds, bands, strict=True)
    )


CODES = CodesCompared(
    unchanged=2,
    method=("Every code was tried on the whole draft.", "Codes are ranked by fit to what the draft states."),
    candidates=(
        CandidateCode(
            place=1, code="11-9051", title="Food Service Managers", fit=0.71, chosen=False, close=False,
            why_here=("suggested by the endeavor",), zone="job zone 2 (zones 2-5)", entry="High school diploma",
            median_wage=65310, fits=_fits("strong", "partial", "weak", "strong", "strong", "weak"),
            adds=(CodeFinding(rule="code-below-bachelor", severity=Severity.blocker,
                              says="Entry to 11-9051 asks for no bachelor’s degree.", catalogue="P01"),),
            removes=(CodeFinding(rule="endeavor-in-another-major-group", severity=Severity.high,
                                 says="The endeavor would no longer belong to another field."),),
            presupposes=("runs a place where food is served",),
        ),
        CandidateCode(
            place=2, code="11-1021", title="General and Operations Managers", fit=0.64, chosen=True, close=True,
            why_here=("on Form I-140, Part 6, item 2",), zone="job zone 4 (zones 2-5)", entry="Bachelor’s degree",
            median_wage=101280, fits=_fits("partial", "strong", "partial", "none", "strong", "strong"),
        ),
    ),
)  # fmt: skip

WAIVER = Waiver(
    draft="GM-2026-014",
    rule="title-too-long",
    proposed_by="P. Aldana",
    approved_by="R. Whitcombe-Sato, attorney",
    because="The long title stands so on the certified labor condition application.",
    on=date(2026, 10, 2),
    until=date(2027, 4, 1),
    place=Place(file="waivers.yaml", line=3, column=5),
)

EVERYTHING_DRAFT = replace(
    GENERAL_MANAGER,
    left_blank=("blank-rule-1", "blank-rule-2"),
    codes=CODES,
    waived=(
        Waived(
            finding=finding(
                "title-too-long",
                "The title is longer than the form’s boxes",
                Severity.medium,
                ("title",),
                "“General Manager of Operations and Growth” does not fit item 1.",
            ),
            waiver=WAIVER,
            review="It expires within ninety days of the filing date.",
        ),
    ),
    baselined=(
        finding(
            "wage-period-missing",
            "The wage has no period",
            Severity.low,
            ("filing",),
            "“128000” does not say per what.",
        ),
    ),
)

EVERYTHING = replace(
    report(EVERYTHING_DRAFT, notices=("durable-rules is not installed; the plain engine took over.",)),
    decisions=(
        DecisionNote(
            kind="expired",
            says="The waiver of code-residual ended on 2026-09-30; approve it anew or mend the draft.",
            draft="GM-2026-014",
            rule="code-residual",
            place=Place(file="waivers.yaml", line=20, column=5),
        ),
    ),
)

LONG = "My endeavor is to make the testing of bridges cheaper and safer for small counties. " * 140
LONG_DRAFT = replace(
    TEAM_LEADER,
    officer_first=(
        *TEAM_LEADER.officer_first[:2],
        stated("long.yaml", 60, 14, "endeavor.statement", LONG, "endeavor statement"),
    ),
)

SEVERAL = replace(EVERYTHING, drafts=(NEARLY_EMPTY, EVERYTHING_DRAFT, TEAM_LEADER), failures=(BROKEN,))
ONLY_FAILURES = report(failures=(BROKEN,))
NOTHING = report()
LONG_REPORT = report(LONG_DRAFT)
