"""Reports as hypothesis makes them: any text in any place, as an untrusted draft could bring it."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from validator.errors import Place, Problem
from validator.evidence import Known, Stated
from validator.findings import (
    CORNERS,
    Authority,
    CandidateCode,
    CodeFinding,
    CodeFit,
    CodesCompared,
    DatasetUsed,
    DecisionNote,
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
    Waived,
    Waiver,
)

HOSTILE = (
    "\x1b[31m",
    "\x1b]0;owned\x07",
    "\x9b2J",
    "\u202e",
    "\n",
    "\r",
    "\t",
    "\u2028",
    "\x08",
    "\x00",
    "\u200b",
)
SCRIPTS = ("팀장", "책임연구원", "東京大学工学部", "e\u0301", "Müller", "“quoted”", "–", "ＡＢ", "नमस्ते", "🙂")
WORDS = (
    "General",
    "Manager",
    "of",
    "operations",
    "15-1252",
    "https://example.org/a-long-address-without-any-blank",
)

_MADE = (
    "", " ", '"', *HOSTILE, *SCRIPTS, *WORDS,
    " ".join(WORDS), " ".join(SCRIPTS), "".join(SCRIPTS), "".join(HOSTILE),
    "Plan and direct " + " ".join(f"{script} of {bad}work" for script, bad in zip(SCRIPTS, HOSTILE, strict=False)),
    "word " * 80, "長" * 120, "x" * 300, "e" + "\u0301" * 50,
)  # fmt: skip
texts = st.sampled_from(_MADE) | st.text(max_size=12)
rule_ids = st.sampled_from(("title-names-no-occupation", "code-has-onet-suffix", "a", "x-" * 40 + "y", "d15"))
severities = st.sampled_from(Severity)
paths = st.sampled_from(((), ("i140", "soc_code"), ("endeavor", "statement"), ("letters", 2, "text")))
files = st.sampled_from(("a.yaml", "drafts/팀장.json", "-", "x" * 130))


@st.composite
def places(draw: st.DrawFn) -> Place:
    line, column = draw(st.sampled_from(((None, None), (1, 1), (12, 7), (1999, 160))))
    return Place(file=draw(files), line=line, column=column, path=draw(paths))


@st.composite
def stated(draw: st.DrawFn) -> Stated:
    place = draw(st.none() | places())
    return Stated(path=draw(paths), text=draw(texts), place=place, item=draw(texts))


@st.composite
def known(draw: st.DrawFn) -> Known:
    return Known(text=draw(texts), dataset=draw(texts), version="30.1")


@st.composite
def authorities(draw: st.DrawFn) -> Authority:
    return Authority(
        key="key",
        citation=draw(texts),
        status=draw(st.sampled_from(("confirmed", "practice", "revoked"))),
        address=draw(texts),
        supports=draw(texts),
        seen_on=draw(st.sampled_from((None, date(2026, 10, 2)))),
    )


abouts = st.sampled_from(((), ("filing",), ("title", "code"), CORNERS))


@st.composite
def findings(draw: st.DrawFn, depth: int = 0) -> Finding:
    return Finding(
        rule=draw(rule_ids),
        title=draw(texts),
        severity=draw(severities),
        usual_severity=draw(severities),
        about=draw(abouts),
        says=draw(texts),
        why=draw(texts),
        remedy=draw(texts),
        key=draw(texts),
        catalogue=draw(st.sampled_from(("", "T03"))),
        item=draw(texts),
        lowered_by=draw(st.none() | stated()),
        authorities=tuple(draw(st.lists(authorities(), max_size=1))),
        evidence=tuple(draw(st.lists(stated() | known(), max_size=3))),
        under=tuple(draw(st.lists(findings(depth + 1), max_size=1))) if depth < 2 else (),
    )


@st.composite
def missing(draw: st.DrawFn) -> Missing:
    field = draw(st.sampled_from(("letters", "i140.job_title", "degrees[0].field", "cv")))
    return Missing(field=field, item=draw(texts))


@st.composite
def unchecked(draw: st.DrawFn) -> NotChecked:
    return NotChecked(
        rule=draw(rule_ids),
        title=draw(texts),
        severity=draw(severities),
        about=draw(abouts),
        missing=tuple(draw(st.lists(missing(), max_size=3))),
        catalogue=draw(st.sampled_from(("", "D11"))),
        items=draw(texts),
    )


@st.composite
def edges(draw: st.DrawFn) -> Edge:
    return Edge(
        between=draw(st.sampled_from([(a, b) for a in CORNERS for b in CORNERS if a != b])),
        band=draw(st.sampled_from(("strong", "partial", "weak", "none", "unknown"))),
        score=draw(st.floats(0, 1)),
        relation=draw(texts),
        because=tuple(draw(st.lists(texts, max_size=2))),
        degree=draw(st.none() | stated()),
    )


@st.composite
def rows(draw: st.DrawFn) -> Row:
    kinds = ("title", "code", "occupation", "degree", "endeavor")
    return Row(document=draw(texts), **{kind: draw(st.none() | stated()) for kind in kinds})


@st.composite
def waived(draw: st.DrawFn) -> Waived:
    draft, rule, proposer, approver, because, item, review = (draw(texts) for _ in range(7))
    waiver = Waiver(
        draft=draft,
        rule=rule,
        proposed_by=proposer,
        approved_by=approver,
        because=because,
        on=date(2026, 10, 2),
        until=date(2027, 4, 1),
        item=item,
        place=draw(st.none() | places()),
    )
    return Waived(finding=draw(findings()), waiver=waiver, review=review)


@st.composite
def notes(draw: st.DrawFn) -> DecisionNote:
    kind = draw(st.sampled_from(("expired", "unused", "outdated", "refused", "gone")))
    place = draw(st.none() | places())
    return DecisionNote(kind=kind, says=draw(texts), draft=draw(texts), rule=draw(rule_ids), place=place)


@st.composite
def codes_compared(draw: st.DrawFn) -> CodesCompared:
    found = CodeFinding(rule=draw(rule_ids), severity=draw(severities), says=draw(texts))
    candidate = CandidateCode(
        place=1,
        code="15-1252",
        title=draw(texts),
        fit=draw(st.floats(0, 1)),
        chosen=draw(st.booleans()),
        close=draw(st.booleans()),
        why_here=(draw(texts),),
        fits=(CodeFit(of="title", band="weak", score=draw(st.floats(0, 1)), ranks=True),),
        zone=draw(texts),
        median_wage=draw(st.none() | st.integers(0, 10**6)),
        adds=tuple([found] * draw(st.integers(0, 2))),
        presupposes=tuple(draw(st.lists(texts, max_size=1))),
    )
    return CodesCompared(candidates=(candidate,), unchanged=draw(st.integers(0, 9)), method=(draw(texts),))


@st.composite
def drafts(draw: st.DrawFn) -> DraftReport:
    case, track, filer, day, stage = (draw(texts) for _ in range(5))
    return DraftReport(
        file=draw(files),
        header=Header(case=case, track=track, filer=filer, filing_date=day, stage=stage),
        findings=tuple(draw(st.lists(findings(), max_size=2))),
        not_checked=tuple(draw(st.lists(unchecked(), max_size=3))),
        clear=tuple(draw(st.lists(rule_ids, max_size=2))),
        left_blank=tuple(draw(st.lists(rule_ids, max_size=2))),
        edges=tuple(draw(st.lists(edges(), max_size=4))),
        officer_first=tuple(draw(st.lists(stated(), max_size=3))),
        matrix=tuple(draw(st.lists(rows(), max_size=2))),
        waived=tuple(draw(st.lists(waived(), max_size=1))),
        baselined=tuple(draw(st.lists(findings(), max_size=1))),
        codes=draw(st.none() | codes_compared()),
    )


@st.composite
def failures(draw: st.DrawFn) -> Failure:
    problem = Problem(
        what=draw(texts),
        mend=draw(texts),
        place=draw(st.none() | places()),
        line_text=draw(texts),
        code="unknown-key",
    )
    return Failure(file=draw(files), problems=(problem,))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: one draft mostly, for its page is the whole one; sometimes none or two."""
    return Report(
        version="0.1.0",
        as_of=date(2026, 11, 21),
        engine=draw(st.sampled_from(("durable", "reference"))),
        packs=(PackUsed(name=draw(texts), version="1", digest="9f2c41d07be35a88", rules=3),),
        datasets=(DatasetUsed(name=draw(texts), version=draw(texts), licence=draw(texts)),),
        drafts=tuple(draw(drafts()) for _ in range(draw(st.sampled_from((1, 1, 0, 2))))),
        failures=tuple(draw(st.lists(failures(), max_size=1))),
        notices=tuple(draw(st.lists(texts, max_size=1))),
        decisions=tuple(draw(st.lists(notes(), max_size=1))),
    )
