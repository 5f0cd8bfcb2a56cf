"""An endeavor statement against a SOC code, and against a degree."""

from __future__ import annotations

import re

from validator.agreement.codes import read_code
from validator.agreement.degrees import degree_band, degree_code, score_of, sum_of
from validator.agreement.duties import duties_code
from validator.agreement.fields import resolve_field
from validator.agreement.memory import remembered
from validator.agreement.mentions import mentions
from validator.agreement.occupations import codes, greatest
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.speech import endeavor_band, scored, speaks_for, tempered
from validator.agreement.tables import known, known_title, rows
from validator.agreement.texts import rarity, sense
from validator.evidence import Late, together
from validator.reference.terms import stem, tokens

# So many of the occupations that a text speaks of are held against a degree; one of the nearest that fits
# well is a tie.
_DRAWN_ON, _NEAREST = 15, 8
# The least sum of an endeavor and a degree that is not `none`: it takes 4 % of honest statements, and of planted ones
# as many as may be (docs/accuracy.md).
_TIED = 0.88
# Whoever sets up or runs a business does a manager's work as well, whatever is made or sold there.
_VENTURE = re.compile(
    r"\b(?:open|start|launch|found|establish|set\s+up|run|own)(?:s|ed|ing)?\b[^.;]{0,50}?\b(?:compan|business|firm|shop|store|"
    r"restaurant|clinic|practice|bakery|chain|franchise|agency|studio|salon|startup|start-up|venture)",
    re.IGNORECASE,
)
_RUNNING_A_BUSINESS = "11-1021"


@remembered(256)
def endeavor_code(text: str, code: str) -> Agreement:
    """How well an endeavor statement fits a SOC code.

    ``score`` grows with how many times likelier the text makes the code than it is before a word is read
    (:func:`speaks_for`; four times gives one half, no likelier 0.11). Relations are those of
    :func:`validator.agreement.duties_code`; a published title of the code that stands in the text counts as well
    (``names the occupation``). An endeavor is more specific than its occupation: ``weak`` is unusual, not wrong,
    and ``none`` means that the words speak of other work altogether.
    """
    base = duties_code(text, code)
    if base.band is Band.unknown:
        return base
    meant, table = read_code(code), codes()
    times = {i: speaks_for(text, i) for i in (table.index[c] for c in meant.codes if c in table.index)}
    best = max(times, key=times.__getitem__)
    score = scored(times[best])
    named = [m for m in mentions(text) if m.own and set(m.codes) & set(meant.codes)]
    carried = tuple(
        Carried(
            words=m.words,
            weight=1.0,
            source=known_title(f"“{m.words}” is a published title of {table.codes[best]}"),
        )
        for m in named
    )
    band = endeavor_band(score)
    if base.relation in {"best of all", "among the best"} or named:
        band = max(band, Band.partial)
    relation = "names the occupation" if named else base.relation
    return Agreement(band=band, score=score, relation=relation, evidence=together(carried, base.evidence))


@remembered(1024)
def endeavor_degree(text: str, field: str) -> Agreement:
    """How well a field of study fits an endeavor: against the occupations that the text speaks of, and its
    own words.

    ``score`` and relations are those of ``title_degree``; ``shared words`` where the field's words, or those
    of its programs, stand in the text. Band ``unknown`` with ``field not known`` or ``too little said``.
    """
    resolved = resolve_field(field)
    if not resolved.programs:
        return Agreement(band=Band.unknown, score=0.0, relation="field not known")
    if sense(text).telling < 2:
        return Agreement(band=Band.unknown, score=0.0, relation="too little said")
    base = _for_any_occupation(text, field)
    said = sense(text).weights
    shared: dict[str, float] = {}
    for program in resolved.programs[:3]:
        for term, weight in _terms_of(program.code):
            if term in said and rarity(term) > 1.0:
                shared[term] = max(shared.get(term, 0.0), float(weight) * said[term])
    by_words = min(1.0, sum(shared.values()) / 0.25)
    score = round(max(base.score, 0.5 * base.score + 0.5 * by_words), 4)
    band = base.band
    if by_words >= 0.6:
        band = max(band, Band.partial)
    elif by_words >= 0.25:
        band = max(band, Band.weak)
    relation = "shared words" if band > base.band else base.relation
    carried = together(Late(_shared_words, text, shared), base.evidence)
    return Agreement(band=band, score=score, relation=relation, evidence=carried)


@remembered(1024)
def _terms_of(program: str) -> tuple[tuple[str, float], ...]:
    """The terms of a CIP program with their weights."""
    return tuple(rows("SELECT term, weight FROM cip_terms WHERE code = ?", program))


def _shared_words(text: str, shared: dict[str, float]) -> tuple[Carried, ...]:
    """The terms that a text shares with a field's programs, heaviest first, as the text spells them."""
    spelled = {stem(token): token for token in reversed(tokens(text))}
    return tuple(
        Carried(
            words=spelled.get(t, t),
            weight=round(min(1.0, v / 0.1), 3),
            source=known("cip_terms", f"“{t}” is a term of the field"),
        )
        for t, v in sorted(shared.items(), key=lambda pair: -pair[1])[:5]
    )


def _for_any_occupation(text: str, field: str) -> Agreement:
    """The best fit of the field with an occupation that the text speaks of; one it speaks of less counts by
    the root of its share.

    An endeavor draws on several occupations, and one that the degree fits is enough: a mean would accuse the
    innocent.
    """
    table = codes()
    answers = []
    for i, part in _drawn_on(text):
        answer = degree_code(field, table.codes[i])
        answers.append((sum_of(answer.score) * part, -i, answer))
    value, _, answer = max(answers, key=lambda a: a[:2])
    band = degree_band(value) if value >= _TIED else Band.none
    near = [a for _, _, a in answers[:_NEAREST]]
    if band < Band.weak and (any(a.band >= Band.partial for a in near) or _of_a_venture(text, field)):
        band = Band.weak
    return Agreement(band=band, score=score_of(value), relation=answer.relation, evidence=answer.evidence)


def _of_a_venture(text: str, field: str) -> bool:
    """Whether a text tells of a business to be set up or run, and the field is one that leads to running one."""
    if not _VENTURE.search(text):
        return False
    running = degree_code(field, _RUNNING_A_BUSINESS)
    return running.relation == "linked" and running.band >= Band.partial


@remembered(1024)
def _drawn_on(text: str) -> tuple[tuple[int, float], ...]:
    """The occupations that a text speaks of most, by index, each with the root of its share over the first one's."""
    share = tempered(text)
    best = greatest(share, _DRAWN_ON)
    return tuple((i, (share[i] / share[best[0]]) ** 0.5) for i in best)
