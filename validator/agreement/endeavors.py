"""An endeavor statement against a SOC code, a title and a degree; what it speaks of; whether it is more than
the occupation.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from validator.agreement.codes import code_title, read_code
from validator.agreement.degrees import degree_band, degree_code, score_of, sum_of
from validator.agreement.duties import Suggestion, duties_code
from validator.agreement.fields import resolve_field
from validator.agreement.occupations import codes, with_neighbours
from validator.agreement.related import with_related
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known, known_title, rows
from validator.agreement.texts import TextSense, carried_terms, expected, rarity, sense, vector
from validator.frozen import frozen
from validator.reference.terms import stem, terms, tokens
from validator.reference.titles import normal_title

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_PIECE = re.compile(
    r"(?<=[.!?;])\s+|\n+|;\s*|,?\s+(?=(?:later|then|secondly|second|thirdly|third|in addition|"
    r"additionally),?\s)|\s+(?:and|as well as)\s+(?=(?:to )?"
    r"(?:grow|run|open|start|found|establish|manag)\w*\b)",
    re.IGNORECASE,
)
# The least share of an occupation among those that a text speaks of for it to be named, and how many are.
_CLEAR, _NAMED = 0.12, 4
# So many of the occupations that a text speaks of are held against a degree; one of the nearest that fits
# well is a tie.
_DRAWN_ON, _NEAREST = 15, 8
# The exponent of a text's evidence: chosen between 0.3 and 1 on statements whose words speak of many (those of
# tests/data/honest.yaml, samples and tasks left out; benchmarks/planted_edges.py).
_TEMPER = 0.5
_HALF, _STEEP = (
    4.0,
    1.5,
)  # so many times likelier than before a word is read scores one half; how steeply it grows
# Bands, by the least score, of a title and of a code alike. Chosen on benchmarks/planted_edges.py: `none` takes 5 % of
# 120 statements worded as attorneys do, which speak of whom the work serves as much as of the work, with seven
# in ten of planted ones, and 1 % of tasks joined, with eight in ten (docs/accuracy.md).
_STRONG, _PARTIAL, _WEAK = 0.45, 0.25, 0.125
# The least sum of an endeavor and a degree that is not `none`: it takes 4 % of honest statements, and of planted ones
# as many as may be (docs/accuracy.md).
_TIED = 0.88
# What the titles under which a text says that somebody works add to the shares that its words give.
_WORTH = 0.4
# A clause speaks clearly of one kind of work where a major group has so much of it.
_CONCENTRATED, _CONCENTRATED_SHORT = 0.45, 0.3
# Two clauses are of one undertaking where they share so many telling words, or so much of their occupations.
_SHARED, _OVERLAP = 2, 0.5
# A sentence copies another text where so much of its rare words, and of the other's, is the same.
_COPIED = 0.72
_OWN = re.compile(
    r"\b(?:as|am|be|become|remain|is|of|being|employed as|work as|serve as)\s+(?:an?|the|my|his|"
    r"her)?\s*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# Whoever sets up or runs a business does a manager's work as well, whatever is made or sold there.
_VENTURE = re.compile(
    r"\b(?:open|start|launch|found|establish|set\s+up|run|own)(?:s|ed|ing)?\b[^.;]{0,50}?\b(?:compan|business|firm|shop|store|"
    r"restaurant|clinic|practice|bakery|chain|franchise|agency|studio|salon|startup|start-up|venture)",
    re.IGNORECASE,
)
_RUNNING_A_BUSINESS = "11-1021"
_WORDS = re.compile(r"[^\W\d_][\w'’+#-]*")
_PLAN = re.compile(r"[^\W_]+")


@frozen
class Mention:
    """An occupation's published title that stands in a text: the words, where, and the codes that have the
    title.

    ``own``: the text says that somebody works as one ("as a", "I am a"); others are mostly people whom the
    work serves.
    """

    words: str
    start: int
    end: int
    codes: tuple[str, ...]
    own: bool


@lru_cache(maxsize=128)
def mentions(text: str) -> tuple[Mention, ...]:
    """Published titles of two words and more that stand in ``text``, the longest at each place, in order."""
    found = list(_WORDS.finditer(text))
    spans: dict[tuple[int, int], str] = {}
    for first in range(len(found)):
        for length in (2, 3, 4, 5):
            if first + length > len(found):
                break
            start, end = found[first].start(), found[first + length - 1].end()
            said = text[start:end]
            if any(mark in said for mark in ".;:()\n"):
                break
            spans[start, end] = normal_title(said)
    normals = sorted(set(spans.values()))
    listed: dict[str, list[str]] = {}
    for at in range(0, len(normals), 400):
        chunk = normals[at : at + 400]
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT normal, substr(code, 1, 7) FROM titles WHERE normal IN ({marks})"  # noqa: S608 - marks alone
        for normal, code in rows(sql, *chunk):
            listed.setdefault(normal, []).append(code)
    out: list[Mention] = []
    for (start, end), normal in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if normal in listed and (not out or start >= out[-1].end):
            own = _OWN.search(text, max(0, start - 40), start) is not None
            found_codes = tuple(dict.fromkeys(listed[normal]))
            out.append(Mention(words=text[start:end], start=start, end=end, codes=found_codes, own=own))
    return tuple(out)


@lru_cache(maxsize=256)
def spoken(text: str) -> tuple[float, ...]:
    """By code index, the codes' shares in what ``text`` speaks of: its words, and the titles that it names."""
    found = sense(text)
    share = list(found.share)
    index = codes().index
    own = [mention for mention in mentions(text) if mention.own]
    for mention in own[:3]:
        for code in mention.codes:
            if code in index:
                share[index[code]] += _WORTH / len(mention.codes) / min(3, len(own))
    total = sum(share)
    return tuple(value / total for value in share)


@lru_cache(maxsize=256)
def _tempered(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The codes' shares in what a text speaks of, drawn towards those expected before a word is read, and the
    same with neighbours' help.

    A statement names patients, drivers or bakers whom the work serves, so that its words are half as sure of
    the occupation as those of duties are.
    """
    raw = [q * (x / q) ** _TEMPER for x, q in zip(spoken(text), expected(), strict=True)]
    whole = sum(raw)
    share = tuple(value / whole for value in raw)
    return share, tuple(with_neighbours(share, codes()))


def speaks_for(text: str, index: int) -> float:
    """How many times likelier a text makes a code (by index), its neighbours and related occupations than it
    is before a word is read.
    """
    share, fit = _tempered(text)
    usual = expected()
    return with_related(fit, share, index) / with_related(_expected_fit(), usual, index)


@lru_cache(maxsize=1)
def _expected_fit() -> tuple[float, ...]:
    return tuple(with_neighbours(expected(), codes()))


def scored(times: float) -> float:
    """The score of what is so many times likelier, 0 to 1: one half at :data:`_HALF`."""
    grown, half = math.pow(times, _STEEP), math.pow(_HALF, _STEEP)
    return round(grown / (grown + half), 6)


def endeavor_band(score: float) -> Band:
    """The band of a score of an endeavor and a code or a title."""
    if score >= _STRONG:
        return Band.strong
    return Band.partial if score >= _PARTIAL else Band.weak if score >= _WEAK else Band.none


def endeavor_occupations(text: str, limit: int = _NAMED) -> tuple[Suggestion, ...]:
    """The occupations that a text speaks of, likeliest first, with the words that say so; none where none is
    clear.

    ``score`` is the cube root of the share, as in ``title_code``. At most ``limit``, each of a share of 0.12
    or more, or the likeliest alone where its minor group is clear.
    """
    found = sense(text)
    if found.telling < 2:
        return ()
    share, table = spoken(text), codes()
    fit = with_neighbours(share, table)
    order = sorted(range(len(share)), key=fit.__getitem__, reverse=True)
    kept = [i for i in order[:limit] if share[i] >= _CLEAR]
    if not kept:
        first = order[0]
        if sum(share[i] for i in table.in_minor[table.minor[first]]) >= 2 * _CLEAR:
            kept = [first]
    return tuple(
        Suggestion(
            code=table.codes[i],
            title=code_title(table.codes[i]),
            score=round(fit[i] ** (1 / 3), 6),
            evidence=_words_for(found, i, text),
        )
        for i in kept
    )


def _words_for(found: TextSense, index: int, text: str) -> tuple[Carried, ...]:
    code = codes().codes[index]
    named = tuple(
        Carried(words=m.words, weight=1.0, source=known_title(f"“{m.words}” is a published title of {code}"))
        for m in mentions(text)
        if code in m.codes
    )
    return (*named, *carried_terms(found, index, text, 5))


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
    return Agreement(band=band, score=score, relation=relation, evidence=(*carried, *base.evidence))


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
    said = vector(text)
    shared: dict[str, float] = {}
    for program in resolved.programs[:3]:
        for term, weight in rows("SELECT term, weight FROM cip_terms WHERE code = ?", program.code):
            if term in said and rarity(term) > 1.0:
                shared[term] = max(shared.get(term, 0.0), float(weight) * said[term])
    by_words = min(1.0, sum(shared.values()) / 0.25)
    spelled = {stem(token): token for token in reversed(tokens(text))}
    carried = tuple(
        Carried(
            words=spelled.get(t, t),
            weight=round(min(1.0, v / 0.1), 3),
            source=known("cip_terms", f"“{t}” is a term of the field"),
        )
        for t, v in sorted(shared.items(), key=lambda pair: -pair[1])[:5]
    )
    score = round(max(base.score, 0.5 * base.score + 0.5 * by_words), 4)
    band = base.band
    if by_words >= 0.6:
        band = max(band, Band.partial)
    elif by_words >= 0.25:
        band = max(band, Band.weak)
    relation = "shared words" if band > base.band else base.relation
    return Agreement(band=band, score=score, relation=relation, evidence=(*carried, *base.evidence))


def _for_any_occupation(text: str, field: str) -> Agreement:
    """The best fit of the field with an occupation that the text speaks of; one it speaks of less counts by
    the root of its share.

    An endeavor draws on several occupations, and one that the degree fits is enough: a mean would accuse the
    innocent.
    """
    table, (share, _) = codes(), _tempered(text)
    best = sorted(range(len(share)), key=share.__getitem__, reverse=True)[:_DRAWN_ON]
    first = share[best[0]]
    answers = []
    for i in best:
        answer = degree_code(field, table.codes[i])
        value = sum_of(answer.score) * (share[i] / first) ** 0.5
        answers.append((value, -i, answer))
    value, _, answer = max(answers, key=lambda a: a[:2])
    band = degree_band(value) if value >= _TIED else Band.none
    near = [a for _, _, a in answers[:_NEAREST]]
    if _VENTURE.search(text) and (running := degree_code(field, _RUNNING_A_BUSINESS)).relation == "linked":
        near.append(running)
    if any(a.band >= Band.partial for a in near):
        band = max(band, Band.weak)
    return Agreement(band=band, score=score_of(value), relation=answer.relation, evidence=answer.evidence)


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` that have words."""
    return [s.strip() for s in _SENTENCE.split(text) if _PLAN.search(s)]


def _alike(a: set[str], b: set[str]) -> float:
    """How much of the rarer words of both sets is shared: the smaller of the two shares, 0 to 1."""
    both = a & b
    if not both or len(a) < 3 or len(b) < 3:
        return 0.0
    shared = sum(map(rarity, both))
    return min(shared / (sum(map(rarity, a)) or 1.0), shared / (sum(map(rarity, b)) or 1.0))


def shared_sentences(text: str, other: str) -> float:
    """The share of the sentences of ``text`` that stand in ``other``, their words hardly changed (0 to 1)."""
    own = [set(terms(s)) for s in sentences(text)]
    theirs = [set(terms(s)) for s in sentences(other)]
    own = [s for s in own if len(s) >= 3]
    return sum(any(_alike(a, b) >= _COPIED for b in theirs) for a in own) / len(own) if own else 0.0


def copies(text: str, code: str) -> Agreement:
    """Whether ``text`` copies the tasks of a code: ``score`` is the share of its sentences that are one of
    O*NET's tasks.

    Compared as sets of words, so that reordering does not hide it. Band: ``strong`` where half of the
    sentences or more are, ``partial`` a quarter, ``weak`` one, ``none`` none; ``unknown`` where O*NET has no
    tasks of the code or the text no sentence. Each sentence that copies is evidence, with the task's number.
    """
    meant = read_code(code)
    bags: list[tuple[str, str, set[str]]] = []
    for one in meant.codes:
        first, last = (meant.detail, meant.detail) if meant.detail else (one, f"{one}.99")
        found = rows("SELECT code, task, terms FROM tasks WHERE code BETWEEN ? AND ?", first, last)
        bags += [(str(c), str(task), set(str(bag).split())) for c, task, bag in found]
    own = [(s, set(terms(s))) for s in sentences(text)]
    own = [(s, bag) for s, bag in own if len(bag) >= 3]
    if not bags or not own:
        return Agreement(band=Band.unknown, score=0.0, relation="nothing to compare")
    carried: list[Carried] = []
    for sentence, bag in own:
        likeness, onet, task = max((_alike(bag, other), c, t) for c, t, other in bags)
        if likeness >= _COPIED:
            fact = known("tasks", f"task {task} of {onet}")
            carried.append(Carried(words=sentence, weight=round(likeness, 3), source=fact))
    score = round(len(carried) / len(own), 4)
    band = (
        Band.strong
        if score >= 0.5
        else Band.partial
        if score >= 0.25
        else Band.weak
        if carried
        else Band.none
    )
    relation = "copied" if carried else "own words"
    return Agreement(
        band=band, score=score, relation=relation, evidence=tuple(sorted(carried, key=lambda c: -c.weight))
    )


# Words with which any plan speaks of itself, and of work in general: they make no endeavor more specific.
_FORMAL = frozenset(
    terms(
        "endeavor proposed plan plans intend intends continue continues going work works working "
        "serve serving position role job"
        " profession professional professionally career field area united states us usa america "
        "american petitioner beneficiary"
        " specialist expert go goes on occupation present employer company full time experience years skill "
        "skills knowledge national interest"
    )
)
_TELLING, _DOZEN = 2, 12
"""So many words beyond the occupation's own make a statement more than the occupation."""


@frozen
class Restatement:
    """Whether a statement says hardly more than the occupation: ``own`` are the occupation's words,
    ``beyond`` the others.
    """

    restates: bool
    own: tuple[str, ...]
    beyond: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.restates


def restates(endeavor: str, code: str, *, title: str = "") -> Restatement:
    """Whether an endeavor statement only restates the occupation: its name and what everybody in it does.

    The words are counted that the titles and the definition of the code lack, those left out with which any
    plan speaks of itself: a statement of up to a dozen telling words restates where at most two, and a third,
    are others; a longer one only where none is. Sources: SOC 2018 definitions, published titles.
    """
    meant = read_code(code)
    occupation: set[str] = set(terms(title))
    definition = "SELECT term FROM terms WHERE code = ? AND field = 'definition'"
    for one in meant.codes[:4]:
        occupation |= set(terms(code_title(one)))
        occupation |= {row[0] for row in rows(definition, one)}
        for (normal,) in rows(
            "SELECT DISTINCT normal FROM titles WHERE code BETWEEN ? AND ?", one, f"{one}.99"
        ):
            occupation |= set(terms(normal))
    said = [(token, stem(token)) for token in dict.fromkeys(tokens(endeavor))]
    telling = [(token, term) for token, term in said if term not in _FORMAL]
    own = tuple(token for token, term in telling if term in occupation)
    beyond = tuple(token for token, term in telling if term not in occupation)
    few = len(telling) <= _DOZEN and len(beyond) <= min(_TELLING, max(1, len(telling) // 3))
    return Restatement(restates=bool(said) and (few or not beyond), own=own, beyond=beyond)


_INTENT = re.compile(
    r"\b(?:i|we|he|she|they|(?:the )?(?:petitioner|beneficiary))\s+(?:will|shall|propose|plan|"
    r"intend|aim)|\bendeavou?r is\b"
    r"|^(?:to|first|second|third|fourth|secondly|thirdly|later|also|then|in addition|additionally|"
    r"at filing|now)\b",
    re.IGNORECASE,
)
_SHORT = 60
"""So many words, at most, in a statement whose every clause is taken to state an undertaking."""


def topics(text: str) -> tuple[str, ...]:
    """The unrelated undertakings of a statement, each by its leading words; one where all are of one kind,
    none for no text.

    A sentence or a clause that begins anew ("later", "second", "in addition") is an undertaking where it says
    what will be done; two are unrelated where they share no telling word and the occupations that each
    clearly speaks of are other ones.
    """
    pieces = [p.strip(" ,") for p in _PIECE.split(text) if p and len(set(terms(p)) - _FORMAL) >= 3]
    if len(text.split()) > _SHORT:
        pieces = [p for p in pieces if _INTENT.search(p)]
    if not pieces:
        return (_leading(text),) if _PLAN.search(text) else ()
    least = _CONCENTRATED if len(text.split()) > _SHORT else _CONCENTRATED_SHORT
    clear = [p for p in pieces if max(_by_major(p)) >= least]
    groups: list[list[str]] = []
    for piece in clear:
        home = next((g for g in groups if any(_related(piece, other) for other in g)), None)
        if home is None:
            groups.append([piece])
        else:
            home.append(piece)
    return tuple(_leading(g[0]) for g in groups) or (_leading(pieces[0]),)


def _leading(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


@lru_cache(maxsize=512)
def _by_major(text: str) -> tuple[float, ...]:
    share = spoken(text)
    return tuple(sum(share[i] for i in inside) for inside in codes().in_major)


def _related(a: str, b: str) -> bool:
    shared = {t for t in set(terms(a)) & set(terms(b)) if t not in _FORMAL and rarity(t) > 1.5}
    if len(shared) >= _SHARED:
        return True
    return sum(math.sqrt(x * y) for x, y in zip(_by_major(a), _by_major(b), strict=True)) >= _OVERLAP
