"""A field of study against a SOC code, and against a title.

The CIP-SOC crosswalk says which programs prepare for which occupations, and leaves out real routes. A route
that it leaves out is looked for in its neighbourhood: programs of the same series and family, occupations
that O*NET calls related, codes of the same major group, and the words that field and titles share.
"""

from __future__ import annotations

import math

from validator.agreement.codes import code_title, read_code
from validator.agreement.fields import Field, Resolved, resolve_field
from validator.agreement.memory import remembered
from validator.agreement.occupations import codes, shares
from validator.agreement.related import related_codes
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known, rows
from validator.agreement.title_kinds import Kind, title_kind
from validator.evidence import Late

# What speaks for a field and a code, and how much: chosen between weights fitted (logistic, none below zero)
# on the PERM filings of 2016 without a code, by their titles' likeliest occupations, against shuffled ones,
# and on those with one.
WEIGHTS = {
    "linked": 0.5,  # the crosswalk has the pair
    "related, near": 0.25,  # the program leads to one of the ten occupations that O*NET relates first
    "related": 0.25,  # or to one of the twenty
    "family": 0.4,  # another program of the two-digit family has the pair
    "major group": 0.2,  # the program leads to the code's major group
    "family's group": 0.8,  # times the share of the family's links, teaching aside, that go to the code's major group
    "related family": 0.4,  # times the share of the code's related occupations that the family leads to
    "words": 0.3,  # times the logarithm of a thousand times the share with which the field, as a title, means it
}
# Bands, by the sum of these: `none` takes 6 to 7 % of real pairs and 62 % of shuffled ones (docs/accuracy.md).
_STRONG, _PARTIAL, _WEAK = 1.85, 1.25, 0.79
_HALF = 1.5  # the sum at which the score is one half


@remembered(4096)
def linked_codes(cip: str) -> frozenset[str]:
    """Codes that the crosswalk links with a program; of a shorter code with any program under it."""
    if len(cip) == 7:
        return frozenset(row[0] for row in rows("SELECT soc FROM cip_soc WHERE cip = ?", cip))
    return frozenset(
        row[0]
        for row in rows(
            "SELECT DISTINCT soc FROM cip_soc WHERE cip GLOB ?", f"{cip}.*" if len(cip) == 2 else f"{cip}*"
        )
    )


@remembered(64)
def _aims(family: str) -> dict[str, float]:
    """The shares of a family's links that go to each major group; teaching (25) aside, which every field leads to."""
    sql = (
        "SELECT substr(soc, 1, 2), count(*) FROM cip_soc WHERE cip GLOB ? AND soc NOT GLOB '25-*' GROUP BY 1"
    )
    found = dict(rows(sql, f"{family}.*"))
    return {group: n / sum(found.values()) for group, n in found.items()}


@remembered(2048)
def ways(cip: str, code: str) -> tuple[tuple[str, float, str], ...]:
    """(what speaks for a program and an occupation, how much of it, through which code), the most telling
    first.
    """
    links = linked_codes(cip)
    leads = links or linked_codes(cip[:5])
    family, related = linked_codes(cip[:2]), related_codes(code)
    out: list[tuple[str, float, str]] = []
    if code in links:
        out.append(("linked", 1.0, cip))
    if near := leads & related_codes(code, "Primary-Short"):
        out.append(("related, near", 1.0, min(near)))
    if far := leads & related:
        out.append(("related", 1.0, min(near or far)))
    if code in family:
        out.append(("family", 1.0, cip[:2]))
    if group := [c for c in leads if c[:2] == code[:2]]:
        out.append(("major group", 1.0, min(group)))
    if aim := _aims(cip[:2]).get(code[:2]):
        out.append(("family's group", aim, cip[:2]))
    if related and (share := len(family & related) / len(related)):
        out.append(("related family", share, cip[:2]))
    return tuple(out)


def _worded(field: str, code: str) -> float:
    """How much likelier than one in a thousand a field, read as a title, means a code: a logarithm, 0 or
    more.
    """
    index = codes().index
    return (
        max(0.0, math.log(shares(field).fit(index[code]) + 1e-6) + math.log(1000)) if code in index else 0.0
    )


@remembered(8192)
def degree_code(field: str, code: str) -> Agreement:
    """How well a field of study, as written, fits a SOC code.

    ``score`` is s / (s + 1.5), s being the sum of what speaks for the pair (:data:`WEIGHTS`), of the field's
    best program and the code's best member. ``relation``: ``linked`` (the crosswalk has the pair), ``related
    occupation``, ``same family``, ``same major group``, ``by words only``, ``unrelated`` (always and only
    with band none). Band ``unknown`` with ``field not known`` or ``no such code``. A pair that the crosswalk
    lacks is unusual, never wrong.

    Sources: CIP 2020, CIP-SOC crosswalk 2020, O*NET 30.1 related occupations, published and filed titles.
    """
    meant = read_code(code)
    if not meant.codes:
        return Agreement(band=Band.unknown, score=0.0, relation="no such code")
    found = resolve_field(field)
    if not found.programs:
        return Agreement(band=Band.unknown, score=0.0, relation="field not known")
    best: tuple[float, Resolved, str] | None = None
    by_words = [(one, WEIGHTS["words"] * _worded(field, one)) for one in meant.codes]
    for program in found.programs:
        for one, words in by_words:
            value = words + sum([WEIGHTS[name] * much for name, much, _ in ways(program.code, one)])
            if best is None or value > best[0]:
                best = (value, program, one)
    assert best is not None  # there are programs and codes
    value, program, one = best
    band = degree_band(value)
    return Agreement(
        band=band,
        score=score_of(value),
        relation=_relation(program, one, band),
        evidence=Late(_evidence, found, program, one, band),
    )


def score_of(value: float) -> float:
    """The score of a sum of :data:`WEIGHTS`, 0 to 1."""
    return round(value / (value + _HALF), 4)


def sum_of(score: float) -> float:
    """The sum of :data:`WEIGHTS` that has a score."""
    return _HALF * score / (1 - score)


def degree_band(value: float) -> Band:
    """The band of a sum of :data:`WEIGHTS`."""
    return (
        Band.strong
        if value >= _STRONG
        else Band.partial
        if value >= _PARTIAL
        else Band.weak
        if value >= _WEAK
        else Band.none
    )


def _relation(program: Resolved, code: str, band: Band) -> str:
    names = {name for name, _, _ in ways(program.code, code)}
    if "linked" in names:
        return "linked"
    if band is Band.none:
        return "unrelated"
    if names & {"related, near", "related"}:
        return "related occupation"
    if "family" in names:
        return "same family"
    return "same major group" if "major group" in names else "by words only"


def _evidence(found: Field, program: Resolved, code: str, band: Band) -> tuple[Carried, ...]:
    read = f"{program.code} {program.title}"
    out = [
        Carried(
            words=f"{found.stated}: read as {read}",
            weight=program.sureness,
            source=known("cip_programs", read),
        )
    ]
    for name, much, through in ways(program.code, code):
        said = {
            "linked": f"the crosswalk links {program.code} with {code}",
            "related, near": f"{program.code} leads to {through} {code_title(through)}, which O*NET relates to {code}",
            "family": f"the crosswalk links {code} with other programs of family {through}",
            "major group": f"{program.code} leads to {through} {code_title(through)}, of the major group of {code}",
            "family's group": f"{much:.0%} of the links of family {through} go to the major group of {code}",
            "related family": f"family {through} leads to {much:.0%} of the occupations that O*NET relates to {code}",
        }.get(name)
        if said:
            out.append(
                Carried(
                    words=said,
                    weight=round(min(1.0, WEIGHTS[name] * much / 0.5), 3),
                    source=known("cip_soc", said),
                )
            )
    if words := _worded(found.stated, code):
        said = f"the words of “{found.stated}” stand in titles of {code} {code_title(code)}"
        out.append(
            Carried(
                words=said,
                weight=round(min(1.0, WEIGHTS["words"] * words / 2), 3),
                source=known("titles", said),
            )
        )
    if band is Band.none:
        said = f"little leads from {program.code} or its neighbours to {code}: unusual, explain it"
        out.append(Carried(words=said, weight=-1.0, source=known("cip_soc", said)))
    return tuple(out)


@remembered(2048)
def title_degree(title: str, field: str) -> Agreement:
    """How well a field of study fits a job title: the degree against each occupation that the title may mean.

    ``score`` is the mean of :func:`degree_code` over the title's likely occupations, by their shares.
    ``relation`` is that of the likeliest occupation. Band ``unknown`` with ``names no occupation``,
    ``unread``, ``no title`` or ``field not known``.
    """
    kind = title_kind(title)
    reasons = {
        Kind.empty: "no title",
        Kind.unread: "unread",
        Kind.rank: "names no occupation",
        Kind.vague: "names no occupation",
    }
    if kind.kind in reasons:
        return Agreement(band=Band.unknown, score=0.0, relation=reasons[kind.kind], evidence=kind.evidence)
    if not resolve_field(field).programs:
        return Agreement(band=Band.unknown, score=0.0, relation="field not known")
    found, table = shares(title), codes()
    return over_occupations(field, [(table.codes[i], found.share[i]) for i in found.best(6)])


def over_occupations(field: str, occupations: list[tuple[str, float]]) -> Agreement:
    """The degree against several occupations with their shares: the mean score, the best's relation and
    evidence.

    ``occupations`` and the field's programs must not be empty.
    """
    answers = [(degree_code(field, code), share) for code, share in occupations]
    total = sum(share for _, share in answers) or 1.0
    score = round(sum(a.score * share for a, share in answers) / total, 4)
    first = max(answers, key=lambda pair: pair[1] * (0.2 + pair[0].score))[0]
    band = degree_band(sum_of(score))
    return Agreement(band=band, score=score, relation=first.relation, evidence=first.evidence)
