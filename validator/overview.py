"""The first screen of a draft's report: who and what, the six edges, what an officer reads first, who says what."""

from __future__ import annotations

from collections.abc import Iterator

from validator.drafts import Draft
from validator.engine.values import State, Value
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
                )
            )
    return tuple(drawn)


def officer_first(facts: Facts) -> tuple[Stated, ...]:
    """Part 2, Part 6 items 1 to 3 and the endeavor statement, as they stand; what is not entered is left out."""
    return tuple(s for name in _FIRST if (s := _stated(facts.value(name))) is not None)


def matrix(facts: Facts) -> tuple[Row, ...]:
    """What each document states of title, occupation, degree and endeavor; those that state nothing are left out."""
    return tuple(row for row in _rows(facts) if row.title or row.occupation or row.degree or row.endeavor)


def _rows(facts: Facts) -> Iterator[Row]:
    def stated(*names: str) -> Stated | None:
        return next((s for n in names if (s := _stated(facts.value(n))) is not None), None)

    yield Row(
        document="Form I-140, Part 6", title=stated("i140.job_title"), occupation=stated("i140.soc_code")
    )
    yield Row(document="Form I-140, Part 5", occupation=stated("i140.occupation"))
    final = "eta9089.final_determination"
    yield Row(
        document="Final Determination",
        title=stated(f"{final}.job_title"),
        occupation=stated(f"{final}.soc_title", f"{final}.soc_code"),
    )
    yield Row(
        document="Endeavor statement",
        title=stated("endeavor.job_title"),
        occupation=stated("endeavor.occupation", "endeavor.soc_code"),
        endeavor=stated("endeavor.statement"),
    )
    letter = "petition_letter"
    yield Row(
        document="Petition letter",
        title=stated(f"{letter}.job_title"),
        occupation=stated(f"{letter}.occupation", f"{letter}.soc_code"),
        degree=stated(f"{letter}.degree_field"),
        endeavor=stated(f"{letter}.endeavor"),
    )
    for degree in records_in(facts.value("degrees")):
        yield Row(
            document=f"Degree {degree.id}",
            degree=_stated(degree.get("us_equivalent.field")) or _stated(degree.get("field")),
        )
    for entry in records_in(facts.value("eta9089.appendix_a.education")):
        yield Row(document=f"Appendix A, education {entry.id}", degree=_stated(entry.get("field")))
    yield Row(document="CV", title=stated("cv.headline"))
    for letter_ in records_in(facts.value("letters")):
        yield Row(
            document=f"Letter {letter_.id}",
            title=_stated(letter_.get("job_title")),
            occupation=_stated(letter_.get("occupation")),
            endeavor=_stated(letter_.get("endeavor")),
        )
    for filing in records_in(facts.value("prior_filings")):
        yield Row(
            document=f"Earlier filing {filing.id}",
            title=_stated(filing.get("job_title")),
            occupation=_stated(filing.get("occupation")) or _stated(filing.get("soc_code")),
            endeavor=_stated(filing.get("endeavor")),
        )


def _stated(value: Value) -> Stated | None:
    if value.state is not State.known:
        return None
    return next((e for e in value.evidence if isinstance(e, Stated)), None)


def placed(row: Row, draft: Draft) -> Row:
    """A row with the position of each cell in the draft's file."""

    def cell(stated: Stated | None) -> Stated | None:
        if stated is None:
            return None
        return Stated(path=stated.path, text=stated.text, place=draft.place(stated.path), item=stated.item)

    return Row(
        document=row.document,
        title=cell(row.title),
        occupation=cell(row.occupation),
        degree=cell(row.degree),
        endeavor=cell(row.endeavor),
    )
