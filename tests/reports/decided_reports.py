"""Reports in which somebody has decided on findings before, as the tests of several formats want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reports.sample_reports import GENERAL_MANAGER, TEAM_LEADER, report
from validator.errors import Place
from validator.evidence import Evidence, Known
from validator.findings import (
    CandidateCode,
    CodeFinding,
    CodeFit,
    CodesCompared,
    DecisionNote,
    Finding,
    Severity,
    Waived,
    Waiver,
)

FORMS, ENDEAVOR, FIELD, DEGREE, ENTRY = GENERAL_MANAGER.findings

WAIVER = Waiver(
    draft="GM-2026-014",
    rule=FORMS.rule,
    proposed_by="Paul Iversen",
    approved_by="Ada Roth",
    because="The Final Determination is being amended",
    on=date(2026, 11, 2),
    until=date(2027, 1, 31),
    place=Place(file="drafts/waivers.yaml", line=3, column=3),
)

NOTES = (
    DecisionNote(
        kind="expired",
        says="The waiver of title-names-no-occupation on 박-2026-003 does not apply: its last day was 2026-11-01.",
        draft="박-2026-003",
        rule="title-names-no-occupation",
        place=Place(file="drafts/waivers.yaml", line=12, column=3),
    ),
    DecisionNote(
        kind="gone",
        says="The baseline holds a finding of old-rule on GM-2026-014 that no longer occurs; --prune takes it out.",
        draft="GM-2026-014",
        rule="old-rule",
        place=Place(file="niw-baseline.json"),
    ),
)

CODES = CodesCompared(
    candidates=(
        CandidateCode(
            place=1,
            code="11-9051",
            title="Food Service Managers",
            fit=0.71,
            chosen=False,
            close=False,
            why_here=("suggested by the endeavor",),
            fits=(
                CodeFit(of="title", band="partial", score=0.5, ranks=True),
                CodeFit(of="endeavor", band="strong", score=0.9, ranks=True),
            ),
            zone="job zone 2 (O*NET 31.0)",
            median_wage=65310,
            adds=(
                CodeFinding(
                    rule="occupation-entered-below-bachelor",
                    severity=Severity.blocker,
                    says="11-9051 is entered below a bachelor's degree.",
                ),
            ),
            removes=(
                CodeFinding(
                    rule="endeavor-in-another-major-group",
                    severity=Severity.high,
                    says="The endeavor speaks of 11-9051.",
                ),
            ),
            presupposes=("that the work is the running of restaurants",),
        ),
        CandidateCode(
            place=2,
            code="11-1021",
            title="General and Operations Managers",
            fit=0.4,
            chosen=True,
            close=False,
            why_here=("Part 6 item 2",),
            fits=(CodeFit(of="title", band="strong", score=0.9, ranks=True),),
        ),
    ),
    unchanged=4,
    method=("Ranked by fit to the stated facts alone.",),
)

DECIDED = replace(
    GENERAL_MANAGER,
    findings=(FIELD, DEGREE),
    waived=(
        Waived(
            finding=FORMS,
            waiver=WAIVER,
            review="The rule has changed since it was decided; look at it again.",
        ),
    ),
    baselined=(ENDEAVOR, ENTRY),
    codes=CODES,
)


def moved(finding: Finding, lines: int) -> Finding:
    """The same finding where ``lines`` lines have come in above all that it rests on."""

    def later(evidence: Evidence) -> Evidence:
        if isinstance(evidence, Known) or evidence.place is None or evidence.place.line is None:
            return evidence
        return replace(evidence, place=replace(evidence.place, line=evidence.place.line + lines))

    return replace(finding, evidence=tuple(map(later, finding.evidence)))


DECIDED_REPORT = replace(report(DECIDED), decisions=NOTES)
DECIDED_SEVERAL_REPORT = replace(report(DECIDED, TEAM_LEADER), decisions=NOTES)
