"""Whether a statement is more than its occupation: what it copies from duties, and whether it only restates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from validator.agreement.codes import code_title, read_code
from validator.agreement.memory import remembered
from validator.agreement.result import Agreement, Band, Carried
from validator.agreement.tables import known, rows
from validator.agreement.texts import rarity, term_set
from validator.frozen import frozen
from validator.reference.terms import stem, terms, tokens

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
# A sentence copies another text where so much of its rare words, and of the other's, is the same.
_COPIED = 0.72
_FEW = 3  # a sentence of fewer terms is not compared
A_WORD = re.compile(r"[^\W_]+")


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` that have words."""
    return [s.strip() for s in _SENTENCE.split(text) if A_WORD.search(s)]


Bag = tuple[frozenset[str], float]
"""The terms of a sentence, each once, and how rare they are together."""


def _bag(terms_: Iterable[str]) -> Bag:
    found = frozenset(terms_)
    return found, sum(map(rarity, found)) or 1.0


def _alike(a: Bag, b: Bag) -> float:
    """How much of the rarer words of both sets is shared: the smaller of the two shares, 0 to 1."""
    if a[0].isdisjoint(b[0]) or len(a[0]) < _FEW or len(b[0]) < _FEW:
        return 0.0
    shared = sum(map(rarity, a[0] & b[0]))
    return min(shared / a[1], shared / b[1])


@remembered(512)
def _bags_of(text: str) -> tuple[tuple[str, Bag], ...]:
    """The sentences of ``text`` that say enough to be compared, with their terms."""
    bags = ((s, _bag(terms(s))) for s in sentences(text))
    return tuple((s, bag) for s, bag in bags if len(bag[0]) >= _FEW)


@remembered(128)
def _tasks(first: str, last: str) -> tuple[tuple[str, str, Bag], ...]:
    """O*NET's tasks of the codes from ``first`` to ``last``: code, number, terms."""
    found = rows("SELECT code, task, terms FROM tasks WHERE code BETWEEN ? AND ?", first, last)
    return tuple((str(code), str(task), _bag(str(bag).split())) for code, task, bag in found)


@remembered(128)
def shared_sentences(text: str, other: str) -> float:
    """The share of the sentences of ``text`` that stand in ``other``, their words hardly changed (0 to 1)."""
    own, theirs = _bags_of(text), _bags_of(other)
    return sum(any(_alike(a, b) >= _COPIED for _, b in theirs) for _, a in own) / len(own) if own else 0.0


@remembered(128)
def copies(text: str, code: str) -> Agreement:
    """Whether ``text`` copies the tasks of a code: ``score`` is the share of its sentences that are one of
    O*NET's tasks.

    Compared as sets of words, so that reordering does not hide it. Band: ``strong`` where half of the
    sentences or more are, ``partial`` a quarter, ``weak`` one, ``none`` none; ``unknown`` where O*NET has no
    tasks of the code or the text no sentence. Each sentence that copies is evidence, with the task's number.
    """
    meant = read_code(code)
    bags: list[tuple[str, str, Bag]] = []
    for one in meant.codes:
        first, last = (meant.detail, meant.detail) if meant.detail else (one, f"{one}.99")
        bags += _tasks(first, last)
    own = _bags_of(text)
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
FORMAL = frozenset(
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


@remembered(512)
def _words_of(code: str) -> frozenset[str]:
    """The terms of a code's titles, the published ones included, and of its definition."""
    found = set(terms(code_title(code)))
    found |= {row[0] for row in rows("SELECT term FROM terms WHERE code = ? AND field = 'definition'", code)}
    titles = rows("SELECT DISTINCT normal FROM titles WHERE code BETWEEN ? AND ?", code, f"{code}.99")
    return frozenset(found.union(terms(" ".join([normal for (normal,) in titles]))))


@remembered(256)
def _telling(text: str) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether a text has words at all; and, each once, those that do not belong to any plan, with their stems."""
    said = [(token, stem(token)) for token in dict.fromkeys(tokens(text))]
    return bool(said), tuple((token, term) for token, term in said if term not in FORMAL)


@remembered(64)
def restates(endeavor: str, code: str, *, title: str = "") -> Restatement:
    """Whether an endeavor statement only restates the occupation: its name and what everybody in it does.

    The words are counted that the titles and the definition of the code lack, those left out with which any
    plan speaks of itself: a statement of up to a dozen telling words restates where at most two, and a third,
    are others; a longer one only where none is. Sources: SOC 2018 definitions, published titles.
    """
    occupation = term_set(title).union(*map(_words_of, read_code(code).codes[:4]))
    said, telling = _telling(endeavor)
    own = tuple(token for token, term in telling if term in occupation)
    beyond = tuple(token for token, term in telling if term not in occupation)
    few = len(telling) <= _DOZEN and len(beyond) <= min(_TELLING, max(1, len(telling) // 3))
    return Restatement(restates=said and (few or not beyond), own=own, beyond=beyond)
