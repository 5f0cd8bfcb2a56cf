"""Reports built by hand, as runs on real drafts would give them. People, employers and numbers are invented."""

from __future__ import annotations

from datetime import date

from validator.errors import Path, Place, Problem
from validator.evidence import Known, Stated
from validator.findings import (
    Authority,
    DatasetUsed,
    DraftReport,
    Edge,
    Failure,
    Finding,
    Header,
    Missing,
    NotChecked,
    PackUsed,
    Report,
    Row,
    Severity,
    finding_key,
)

SOC = DatasetUsed(name="SOC", version="2018", licence="public domain")
ONET = DatasetUsed(name="O*NET", version="30.1", licence="CC BY 4.0")
ZONES = DatasetUsed(name="O*NET job zones", version="31.0", licence="CC BY 4.0")
BLS = DatasetUsed(name="BLS projections", version="2024-34", licence="public domain")
CIP = DatasetUsed(name="CIP-SOC crosswalk", version="2020", licence="public domain")
DATA = (SOC, ONET, ZONES, BLS, CIP)
CORE = PackUsed(name="niw-core", version="0.1.0", digest="9f2c41d07be35a88c1e2", rules=55)

PRACTICE = Authority(
    key="practice-titles", citation="practice", status="practice", supports="a title should name the work"
)
MANUAL = Authority(
    key="pm-occupation",
    citation="USCIS Policy Manual, Vol. 6, Part F, Ch. 5",
    status="second-hand",
    address="https://www.uscis.gov/policy-manual/volume-6-part-f-chapter-5",
    supports="occupation and endeavor must be described clearly",
)
AAO = Authority(
    key="aao-30300088",
    citation="AAO In Re 30300088 (Mar. 22, 2024)",
    status="non-precedent, published summary",
    address="https://meritdraft.com/decisions/eb-2-niw-dismissed-business-management-44",
    supports="no consistent endeavor where the plans changed from analyst to restaurateur",
    seen_on=date(2026, 10, 2),
)
REGULATION = Authority(
    key="cfr-204-5-k-2", citation="8 CFR 204.5(k)(2)", status="confirmed", supports="what a profession is"
)


def stated(file: str, line: int, column: int, path: str, text: str, item: str = "") -> Stated:
    """A value at its place; ``path`` is written with dots, digits are indices."""
    steps: Path = tuple(int(p) if p.isdigit() else p for p in path.split("."))
    return Stated(
        path=steps, text=text, place=Place(file=file, line=line, column=column, path=steps), item=item
    )


def finding(
    rule: str, title: str, severity: Severity, about: tuple[str, ...], says: str, **more: object
) -> Finding:
    """A finding with its key; its usual severity is its severity unless said."""
    values = {
        "why": "An officer who meets two stories may believe neither.",
        "remedy": "Say in the petition letter which of the two it is.",
        "usual_severity": severity,
        "key": finding_key("case", rule, "", ()),
        **more,
    }
    return Finding(rule=rule, title=title, severity=severity, about=about, says=says, **values)  # type: ignore[arg-type]


def report(*drafts: DraftReport, failures: tuple[Failure, ...] = (), notices: tuple[str, ...] = ()) -> Report:
    """One run over ``drafts``."""
    return Report(
        version="0.1.0",
        as_of=date(2026, 11, 21),
        engine="durable",
        packs=(CORE,),
        datasets=DATA,
        drafts=drafts,
        failures=failures,
        notices=notices,
    )


def edge(one: str, other: str, band: str, score: float, relation: str = "", *because: str) -> Edge:
    return Edge(between=(one, other), band=band, score=score, relation=relation, because=because)


_GM = "drafts/general-manager.yaml"
_GM_TITLE = stated(_GM, 14, 14, "i140.job_title", "General Manager", "I-140 Part 6 item 1")
_GM_CODE = stated(_GM, 15, 13, "i140.soc_code", "11-1021", "I-140 Part 6 item 2")
_GM_DUTIES = stated(
    _GM,
    16,
    18,
    "i140.nontechnical_description",
    "Plan and direct the daily operations of the company and its branches",
    "I-140 Part 6 item 3",
)
_GM_NIW = stated(_GM, 12, 15, "i140.petition_type", "1.h", "I-140 Part 2")
_GM_FD_CODE = stated(
    _GM, 31, 15, "eta9089.final_determination.soc_code", "13-2051", "Final Determination item 9"
)
_GM_FD_TITLE = stated(
    _GM, 30, 16, "eta9089.final_determination.job_title", "Financial Analyst", "Final Determination item 8"
)
_GM_ENDEAVOR = stated(
    _GM,
    58,
    14,
    "endeavor.statement",
    "I will open and run a chain of fast-food restaurants in three underserved counties, beginning with one location "
    "in my first year, train forty local workers a year in food service, and buy from regional farms.",
    "endeavor statement",
)
_GM_LETTER = stated(
    _GM, 83, 16, "letters.0.endeavor", "financial analysis for small exporters", "letter: Orsolya Bence"
)
_GM_PLAN = stated(
    _GM, 71, 14, "petition_letter.endeavor", "advise American exporters on currency risk", "petition letter"
)
_GM_DEGREE = stated(_GM, 40, 14, "degrees.0.field", "Business Administration", "Appendix A item B.1b")
_GM_BRIDGE = stated(
    _GM,
    97,
    11,
    "explanations.0.text",
    "The master's programme had a concentration in hospitality operations.",
    "explanation",
)

GENERAL_MANAGER = DraftReport(
    file=_GM,
    header=Header(
        case="GM-2026-014",
        track="advanced degree",
        filer="self-petition",
        filing_date="2026-12-15",
        stage="attorney_review",
    ),
    findings=(
        finding(
            "forms-name-different-codes",
            "Two sworn forms name different occupations",
            Severity.blocker,
            ("code",),
            "The I-140 says 11-1021 (General and Operations Managers), the Final Determination says 13-2051.",
            why="Both forms are signed under penalty of perjury, and they describe one job.",
            remedy="Decide which occupation the endeavor is carried by, and state it on both forms.",
            catalogue="C12",
            authorities=(
                Authority(
                    key="i140-part-6",
                    citation="Form I-140, Part 6 item 2",
                    status="confirmed",
                    supports="the form asks for the SOC code of the proposed job",
                ),
            ),
            evidence=(
                _GM_CODE,
                _GM_FD_CODE,
                Known(text="11-1021 is General and Operations Managers", dataset="SOC", version="2018"),
                Known(text="13-2051 is Financial and Investment Analysts", dataset="SOC", version="2018"),
            ),
            under=(
                finding(
                    "forms-name-different-titles",
                    "Two forms give different job titles",
                    Severity.medium,
                    ("title",),
                    "The I-140 says “General Manager”, the Final Determination says “Financial Analyst”.",
                    evidence=(_GM_TITLE, _GM_FD_TITLE),
                ),
            ),
        ),
        finding(
            "endeavor-differs-across-documents",
            "The endeavor is not the same in every document",
            Severity.high,
            ("endeavor",),
            "The endeavor statement speaks of “a chain of fast-food restaurants”, the petition letter of “advise "
            "American exporters on currency risk”.",
            why="A change of plan after or before filing leaves no one endeavor whose importance can be weighed.",
            remedy="Choose one endeavor and say it in the same words in the statement, the letter and the plan.",
            catalogue="E05",
            authorities=(AAO, MANUAL),
            evidence=(_GM_ENDEAVOR, _GM_PLAN, _GM_LETTER),
        ),
        finding(
            "endeavor-in-another-major-group",
            "The endeavor belongs to another field than the code",
            Severity.high,
            ("code", "endeavor"),
            "The endeavor speaks of food service managers (11-9051) and of no work of 13-2051.",
            catalogue="E03",
            authorities=(MANUAL,),
            evidence=(
                _GM_ENDEAVOR,
                _GM_CODE,
                Known(
                    text="“restaurants” and “food service” lead to 11-9051", dataset="O*NET", version="30.1"
                ),
            ),
        ),
        finding(
            "degree-unrelated-to-endeavor",
            "The degree does not lead to the endeavor",
            Severity.medium,
            ("degree", "endeavor"),
            "Nothing links “Business Administration” to restaurants but the explanation that the draft gives.",
            usual_severity=Severity.high,
            catalogue="G03",
            lowered_by=_GM_BRIDGE,
            authorities=(PRACTICE,),
            evidence=(
                _GM_DEGREE,
                _GM_ENDEAVOR,
                Known(
                    text="52.0201 Business Administration is not paired with 11-9051",
                    dataset="CIP-SOC crosswalk",
                    version="2020",
                ),
            ),
        ),
        finding(
            "job-zone-alone-is-low",
            "One source puts the usual entry below a bachelor's",
            Severity.low,
            ("code",),
            "Two sources disagree about what it takes to become one of the General and Operations Managers.",
            catalogue="P03",
            authorities=(REGULATION, PRACTICE),
            evidence=(
                _GM_CODE,
                Known(text="typical entry: bachelor's degree", dataset="BLS projections", version="2024-34"),
                Known(text="job zone 4 of the scheme 2 to 5", dataset="O*NET job zones", version="31.0"),
            ),
        ),
    ),
    not_checked=(
        NotChecked(
            rule="experience-letters-missing",
            title="No employer letters for five years of experience",
            severity=Severity.high,
            about=("degree",),
            missing=(Missing(field="employment", item="Appendix A items E.1 ff."),),
            catalogue="D11",
        ),
        NotChecked(
            rule="experience-outside-specialty",
            title="The experience is in another specialty than the degree",
            severity=Severity.high,
            about=("degree", "code"),
            missing=(Missing(field="employment", item="Appendix A items E.1 ff."),),
            catalogue="D12",
        ),
        NotChecked(
            rule="letters-describe-another-job",
            title="A letter describes another occupation than the code",
            severity=Severity.medium,
            about=("code",),
            missing=(Missing(field="letters.duties"),),
            items="1 of 2 letters not checked",
        ),
    ),
    clear=tuple(f"clear-rule-{n}" for n in range(46)),
    edges=(
        edge("title", "code", "strong", 0.94, "listed", "a published title of 11-1021"),
        edge("code", "degree", "partial", 0.62, "same four digits", "52.0201 leads to 11-1021"),
        edge("title", "degree", "partial", 0.55, "", "management", "administration"),
        edge("code", "endeavor", "none", 0.04, "another major group", "restaurants", "food service", "farms"),
        edge("title", "endeavor", "weak", 0.21, "", "run", "train"),
        edge(
            "degree",
            "endeavor",
            "weak",
            0.18,
            "unrelated",
            "no pair of 52.0201 with 11-9051 or 35-1012 in the crosswalk",
        ),
    ),
    officer_first=(_GM_NIW, _GM_TITLE, _GM_CODE, _GM_DUTIES, _GM_ENDEAVOR),
    matrix=(
        Row(document="I-140 Part 6", title=_GM_TITLE, occupation=_GM_CODE),
        Row(document="Final Determination", title=_GM_FD_TITLE, occupation=_GM_FD_CODE),
        Row(document="Appendix A", title=_GM_TITLE, degree=_GM_DEGREE),
        Row(document="endeavor statement", endeavor=_GM_ENDEAVOR),
        Row(document="petition letter", occupation=_GM_TITLE, degree=_GM_DEGREE, endeavor=_GM_PLAN),
        Row(document="letter: Orsolya Bence", title=_GM_FD_TITLE, endeavor=_GM_LETTER),
    ),
)

_TL = "drafts/team-leader.yaml"
_TL_TITLE = stated(_TL, 11, 14, "i140.job_title", "Team Leader (팀장)", "I-140 Part 6 item 1")
_TL_CODE = stated(_TL, 12, 13, "i140.soc_code", "15‑1252.00", "I-140 Part 6 item 2")
_TL_LETTER = stated(
    _TL,
    44,
    12,
    "letters.0.title",
    "반도체 설계 자동화 소프트웨어 개발 그룹 책임연구원 겸 팀장",
    "letter: Hanbit Semiconductor",
)
_TL_ENDEAVOR = stated(
    _TL, 60, 14, "endeavor.statement",
    "Develop open verification software for safety-critical chips (자동차 안전 반도체).",
    "endeavor statement",
)  # fmt: skip

TEAM_LEADER = DraftReport(
    file=_TL,
    header=Header(
        case="박-2026-003",
        track="advanced degree",
        filer="filed by an employer",
        filing_date="01/2027",
        stage="draft",
    ),
    findings=(
        finding(
            "title-names-no-occupation",
            "The job title names no occupation",
            Severity.high,
            ("title", "code"),
            "“Team Leader (팀장)” does not tell an officer which occupation 15-1252 (Software Developers) describes.",
            why="A title that fits any field leaves the code alone to carry the occupation.",
            remedy="State the functional US title; keep the certified literal translation in the employer's letter.",
            catalogue="T03",
            authorities=(PRACTICE,),
            evidence=(
                _TL_TITLE,
                _TL_CODE,
                Known(
                    text="“Team Leader” is a published title of 41 occupations",
                    dataset="O*NET",
                    version="30.1",
                ),
            ),
            under=(
                finding(
                    "title-is-a-rank",
                    "A rank stands where an occupation belongs",
                    Severity.medium,
                    ("title",),
                    "“팀장” is a rank, not an occupation.",
                    catalogue="T14",
                    item="hanbit",
                    evidence=(_TL_LETTER,),
                ),
            ),
        ),
        finding(
            "code-has-onet-suffix",
            "The code carries an O*NET suffix",
            Severity.medium,
            ("code",),
            "“15‑1252.00” has two digits that the form has no boxes for.",
            remedy="Write 15-1252.",
            catalogue="C05",
            evidence=(_TL_CODE,),
        ),
    ),
    not_checked=tuple(
        NotChecked(
            rule=f"evaluation-{what}",
            title=f"The evaluation {what.replace('-', ' ')}",
            severity=Severity.high if at else Severity.blocker,
            about=("degree",),
            missing=(Missing(field="evaluations", item="credential evaluation"),),
        )
        for at, what in enumerate(
            ("mixes-work-into-the-degree", "gives-another-level", "gives-another-field")
        )
    ),
    clear=tuple(f"clear-rule-{n}" for n in range(49)),
    edges=(
        edge("title", "code", "weak", 0.2, "vague title", "41 occupations share it"),
        edge("code", "degree", "strong", 0.9, "direct"),
        edge("title", "degree", "unknown", 0.0),
        edge("code", "endeavor", "strong", 0.81, "", "software", "verification"),
        edge("title", "endeavor", "none", 0.0),
        edge("degree", "endeavor", "partial", 0.5),
    ),
    officer_first=(_TL_TITLE, _TL_CODE, _TL_ENDEAVOR),
    matrix=(
        Row(document="I-140 Part 6", title=_TL_TITLE, occupation=_TL_CODE),
        Row(document="letter: Hanbit Semiconductor", title=_TL_LETTER),
        Row(document="endeavor statement", endeavor=_TL_ENDEAVOR),
    ),
)

_NE = "nearly-empty.yaml"
_NE_CODE = stated(_NE, 3, 13, "i140.soc_code", "17-2051", "I-140 Part 6 item 2")
_NE_TITLE = stated(_NE, 4, 14, "i140.job_title", "Civil Engineer", "I-140 Part 6 item 1")


def _waiting(rule: str, title: str, severity: Severity, *fields: str, items: str = "") -> NotChecked:
    named = {
        "degrees": "Appendix A items B.1 ff.",
        "endeavor.statement": "endeavor statement",
        "i140.nontechnical_description": "I-140 Part 6 item 3",
        "case.track": "",
        "letters": "letters of support",
    }
    missing = tuple(Missing(field=f, item=named.get(f, "")) for f in fields)
    return NotChecked(
        rule=rule, title=title, severity=severity, about=("filing",), missing=missing, items=items
    )


NEARLY_EMPTY = DraftReport(
    file=_NE,
    header=Header(case="CE-1"),
    findings=(),
    not_checked=(
        _waiting(
            "degree-below-bachelor",
            "No bachelor's on the advanced-degree track",
            Severity.blocker,
            "degrees",
            "case.track",
        ),
        _waiting("track-unstated", "The track is not stated", Severity.medium, "case.track"),
        _waiting(
            "degree-field-unlinked",
            "The degree's field is not linked to the code",
            Severity.medium,
            "degrees",
        ),
        _waiting("degree-level-low", "The degree is below what the code asks", Severity.high, "degrees"),
        _waiting("degree-and-title", "Degree and title lead to different work", Severity.low, "degrees"),
        _waiting(
            "endeavor-and-code",
            "The endeavor belongs to another field than the code",
            Severity.high,
            "endeavor.statement",
        ),
        _waiting(
            "endeavor-and-degree",
            "The degree does not lead to the endeavor",
            Severity.high,
            "endeavor.statement",
            "degrees",
        ),
        _waiting(
            "duties-fit-another-code",
            "The duties fit another code better",
            Severity.high,
            "i140.nontechnical_description",
        ),
        _waiting("reference-is-silent", "The reference cannot decide it", Severity.low),
    ),
    clear=("code-malformed", "code-unknown", "code-2010-only", "title-names-no-occupation", "title-too-long"),
    edges=(
        edge("title", "code", "strong", 1.0, "listed", "a published title of 17-2051"),
        edge("code", "degree", "unknown", 0.0),
    ),
    officer_first=(_NE_TITLE, _NE_CODE),
    matrix=(Row(document="I-140 Part 6", title=_NE_TITLE, occupation=_NE_CODE),),
)

BROKEN = Failure(
    file="drafts/broken.yaml",
    problems=(
        Problem(
            what="“jobtitle” is no field of i140.",
            mend="Did you mean “job_title”?",
            place=Place(file="drafts/broken.yaml", line=9, column=3, path=("i140", "jobtitle")),
            line_text="  jobtitle: Data Scientist",
            code="unknown-key",
        ),
        Problem(
            what="“Nov-21” is no SOC code: a spreadsheet has probably made a date of 11-2021.",
            mend="Write soc_code: 11-2021, and format the spreadsheet's column as text.",
            place=Place(file="drafts/broken.yaml", line=10, column=26, path=("i140", "soc_code")),
            line_text="  title: 팀장  # soc_code: Nov-21",
        ),
        Problem(
            what="The file ends before the list of letters is closed.", place=Place(file="drafts/broken.yaml")
        ),
    ),
)

GENERAL_MANAGER_REPORT = report(GENERAL_MANAGER)
TEAM_LEADER_REPORT = report(TEAM_LEADER)
NEARLY_EMPTY_REPORT = report(NEARLY_EMPTY)
BROKEN_REPORT = report(failures=(BROKEN,))
SEVERAL_REPORT = report(
    GENERAL_MANAGER,
    TEAM_LEADER,
    NEARLY_EMPTY,
    failures=(BROKEN,),
    notices=("durable-rules is not installed; the plain engine took over.",),
)
REPORTS = {
    "general-manager": GENERAL_MANAGER_REPORT,
    "team-leader": TEAM_LEADER_REPORT,
    "nearly-empty": NEARLY_EMPTY_REPORT,
    "broken": BROKEN_REPORT,
    "several": SEVERAL_REPORT,
}
