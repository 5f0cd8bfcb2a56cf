"""The first screen of a draft's report: who and what, the six edges, what an officer reads first, who says what."""

from __future__ import annotations

from collections.abc import Iterator

from validator.drafts import Draft
from validator.engine.values import Record, State, Value
from validator.evidence import Stated
from validator.facts import Facts
from validator.facts.agreements import EDGES, comparison
from validator.facts.frame import records_in
from validator.findings import Edge, Header, Row

_TRACKS = {
    "advanced_degree": "advanced degree",
    "exceptional_ability": "exceptional ability",
    "both": "advanced degree and exceptional ability",
}
_FILERS = {"self": "self-petition", "employer": "filed by an employer", "other": "filed by another"}
_FIRST = (
    "i140.part2_classification",
    "i140.job_title",
    "i140.soc_code",
    "i140.nontechnical_description",
    "endeavor.statement",
)


def header(facts: Facts) -> Header:
    """Case, track, who files, filing date and stage, as far as the draft says."""

    def text(name: str, words: dict[str, str] | None = None) -> str:
        value = facts.value(name)
        written = str(value.content) if value.state is State.known else ""
        return (words or {}).get(written, written)

    return Header(
        case=facts.draft.id,
        track=text("case.track", _TRACKS),
        filer=text("i140.petitioner_type", _FILERS),
        filing_date=text("case.filing_date"),
        stage=text("case.stage"),
    )


def edges(facts: Facts) -> tuple[Edge, ...]:
    """The six edges of the picture; an edge that the draft does not let us draw is unknown."""
    drawn = []
    for name, between in EDGES.items():
        found = comparison(facts, name)
        if found is None:
            drawn.append(Edge(between=between, band="unknown", score=0.0, relation="not entered"))
        else:
            because = tuple(c.words for c in found.evidence[:4])
            drawn.append(
                Edge(
                    between=between,
                    band=found.band.name,
                    score=found.score,
                    relation=found.relation,
                    because=because,
                    degree=_degree(facts, name) if "degree" in between else None,
                )
            )
    return tuple(drawn)


def _degree(facts: Facts, name: str) -> Stated | None:
    """The field of the degree that a comparison rests on, as the diploma, its equivalent or an evaluation states it."""
    evidence = facts.comparisons[name][1]
    of = (
        e
        for e in evidence
        if isinstance(e, Stated) and e.path[0] in {"degrees", "evaluations"} and e.path[-1] == "field"
    )
    found = next(of, None)
    return found and _placed(found, facts.draft)


def officer_first(facts: Facts) -> tuple[Stated, ...]:
    """Part 2, Part 6 items 1 to 3 and the endeavor statement, as they stand; what is not entered is left out."""
    return tuple(s for name in _FIRST if (s := _stated(facts.value(name))) is not None)


def matrix(facts: Facts) -> tuple[Row, ...]:
    """What each document states of title, occupation, degree and endeavor; those that state nothing are left out."""
    return tuple(row for row in _rows(facts) if row.states)


def _rows(facts: Facts) -> Iterator[Row]:
    """A row a document; each value as that document states it, none in place of another."""

    def stated(name: str) -> Stated | None:
        return _stated(facts.value(name))

    def items(name: str) -> tuple[Record, ...]:
        return records_in(facts.value(name))

    yield Row(document="Form I-140, Part 6", title=stated("i140.job_title"), code=stated("i140.soc_code"))
    yield Row(document="Form I-140, Part 5", occupation=stated("i140.occupation"))
    final = "eta9089.final_determination"
    yield Row(
        document="Final Determination",
        title=stated(f"{final}.job_title"),
        code=stated(f"{final}.soc_code"),
        occupation=stated(f"{final}.soc_title"),
    )
    yield Row(
        document="Endeavor statement",
        title=stated("endeavor.job_title"),
        code=stated("endeavor.soc_code"),
        occupation=stated("endeavor.occupation"),
        endeavor=stated("endeavor.statement"),
    )
    yield Row(document="Endeavor statement, its field", endeavor=stated("endeavor.field"))
    for wording in items("endeavor.other_wordings"):
        yield Row(document=f"Other wording {wording.id}", endeavor=_stated(wording.get("text")))
    letter = "petition_letter"
    yield Row(
        document="Petition letter",
        title=stated(f"{letter}.job_title"),
        code=stated(f"{letter}.soc_code"),
        occupation=stated(f"{letter}.occupation"),
        degree=stated(f"{letter}.degree_field"),
        endeavor=stated(f"{letter}.endeavor"),
    )
    for degree in items("degrees"):
        named = f"Degree {degree.id}"
        yield Row(document=named, degree=_stated(degree.get("field")))
        yield Row(document=f"{named}, US equivalent", degree=_stated(degree.get("us_equivalent.field")))
    for evaluation in items("evaluations"):
        named = f"Evaluation {evaluation.id}"
        yield Row(document=named, degree=_stated(evaluation.get("field")))
        yield Row(document=f"{named}, degree abroad", degree=_stated(evaluation.get("foreign_field")))
    for entry in items("eta9089.appendix_a.education"):
        yield Row(document=f"Appendix A, education {entry.id}", degree=_stated(entry.get("field")))
    for entry in items("eta9089.appendix_a.work"):
        yield Row(document=f"Appendix A, work {entry.id}", title=_stated(entry.get("title")))
    for job in items("employment"):
        yield Row(
            document=f"Employment {job.id}",
            title=_stated(job.get("title")),
            code=_stated(job.get("soc_code")),
            occupation=_stated(job.get("occupation")),
        )
    yield Row(document="CV", title=stated("cv.headline"))
    for job in items("cv.jobs"):
        yield Row(document=f"CV, job {job.id}", title=_stated(job.get("title")))
    for degree in items("cv.degrees"):
        yield Row(document=f"CV, degree {degree.id}", degree=_stated(degree.get("field")))
    for kind, many in (("Letter", items("letters")), ("Earlier filing", items("prior_filings"))):
        for one in many:
            yield Row(
                document=f"{kind} {one.id}",
                title=_stated(one.get("job_title")),
                code=_stated(one.get("soc_code")),
                occupation=_stated(one.get("occupation")),
                endeavor=_stated(one.get("endeavor")),
            )


def _stated(value: Value) -> Stated | None:
    if value.state is not State.known:
        return None
    return next((e for e in value.evidence if isinstance(e, Stated)), None)


def placed(row: Row, draft: Draft) -> Row:
    """A row with the position of each cell in the draft's file."""

    def cell(stated: Stated | None) -> Stated | None:
        return stated and _placed(stated, draft)

    return Row(
        document=row.document,
        title=cell(row.title),
        code=cell(row.code),
        occupation=cell(row.occupation),
        degree=cell(row.degree),
        endeavor=cell(row.endeavor),
    )


def _placed(stated: Stated, draft: Draft) -> Stated:
    return Stated(path=stated.path, text=stated.text, place=draft.place(stated.path), item=stated.item)
