"""Words for made drafts: real titles, codes and fields of study, and texts recombined from those of the samples.

Two sources of the same shape. ``Practice`` holds a pool of :data:`POOL` of everything, as the drafts of one firm repeat
themselves; ``Strangers`` gives every draft titles, fields and texts that no other draft has.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import gcd
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared" / "eval"
TABLES = ROOT / "validator" / "reference" / "tables"
POOL = 200
"""Titles, fields, lists of duties, statements and every other kind of text that a practice repeats."""

_SENTENCE = re.compile(r"(?<=[.?])\s+")
_WORD = re.compile(r"\b[a-z]{6,}\b")
_ENDINGS = ("ing", "tion", "ment", "ers", "ies", "ed", "al", "ly", "s")
_RANKS = (
    "Senior {}", "Lead {}", "Principal {}", "Staff {}", "Associate {}", "Junior {}", "{} I", "{} II", "{} III",
    "{} IV", "Assistant {}", "Chief {}",
)  # fmt: skip
_SPECIALTIES = 52


@dataclass(frozen=True)
class Named:
    """A job title as it was filed, and a 2018 SOC code that was filed with it."""

    title: str
    code: str


@dataclass(frozen=True)
class Found:
    """What drafts are made from: filed titles and majors, and where they are from."""

    titles: tuple[Named, ...]
    fields: tuple[str, ...]
    code_titles: Mapping[str, str]
    source: str


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)


def _as_written(text: str) -> str:
    """Filed in capitals, entered in a draft as people write."""
    words = text.strip()
    if not words.isupper():
        return words
    small = {"Of", "And", "In", "The", "For", "With"}
    cased = (w if len(w) <= 3 and not w.isalpha() else w.capitalize() for w in re.split(r"([^\w'’])", words))
    return "".join(w.lower() if w in small else w for w in cased)


@cache
def found(folder: Path = EVAL) -> Found:
    """Real titles and majors; those of the reference tables where the filings are not there."""
    known = {
        r["code"]: r["title"]
        for r in _rows(TABLES / "occupations.tsv")
        if r["level"] == "detailed" and r["edition"] == "2018"
    }
    if not (folder / "lca_fy2020_sample.tsv").is_file():
        published: dict[str, Named] = {}  # one code for each, of the many that some have
        for row in _rows(TABLES / "titles.tsv"):
            if row["code"][:7] in known:
                published.setdefault(row["title"].casefold(), Named(row["title"], row["code"][:7]))
        programs = (r for r in _rows(TABLES / "cip_programs.tsv") if r["level"] == "program")
        return Found(
            titles=tuple(published.values()),
            fields=tuple(dict.fromkeys(r["title"].rstrip(".") for r in programs)),
            code_titles=known,
            source="titles and programs of the reference tables; the filings of ../shared/eval are not here",
        )
    after = defaultdict(list)
    for row in _rows(TABLES / "soc_2010_2018.tsv"):
        after[row["code_2010"]].append(row["code_2018"])
    named: dict[str, Named] = {}
    for name in ("lca_2010_17_soc2010.tsv", "lca_fy2020_sample.tsv", "perm_fy2016_title_degree_major.tsv"):
        for row in _rows(folder / name):
            now = after.get(row["soc_code"], [])
            code = now[0] if now else row["soc_code"] if row["soc_code"] in known else ""
            title = _as_written(row["job_title"])
            if code and 3 <= len(title) <= 60:
                named.setdefault(title.casefold(), Named(title, code))
    majors: dict[str, str] = {}
    for name in ("perm_fy2016_degree_major_counts.tsv", "perm_fy2016_title_degree_major.tsv"):
        for row in _rows(folder / name):
            field = _as_written(row["major"])
            if 3 <= len(field) <= 70 and not any(c.isdigit() for c in field):
                majors.setdefault(field.casefold(), field)
    return Found(
        titles=tuple(named[k] for k in sorted(named)),
        fields=tuple(majors[k] for k in sorted(majors)),
        code_titles=known,
        source="titles, codes and majors really filed (../shared/eval)",
    )


class Texts:
    """The sentences of the samples by kind of text, and new ones made of them."""

    def __init__(self, said: Mapping[str, Iterable[str]]) -> None:
        self.sentences: dict[str, list[str]] = {}
        words: defaultdict[str, set[str]] = defaultdict(set)
        for kind, texts in said.items():
            parts = [part for text in texts for part in _SENTENCE.split(" ".join(text.split())) if part]
            self.sentences[kind] = sorted(set(parts))
            for part in parts:
                for word in _WORD.findall(part):
                    words[_ending(word)].add(word)
        self._words = {ending: sorted(found_) for ending, found_ in words.items()}

    def text(self, kind: str, sentences: int, draw: random.Random, *, other_words: bool) -> str:
        """So many sentences of texts of this kind, from different ones. ``other_words``: some words exchanged too."""
        pool = self.sentences.get(kind) or self.sentences["statement"]
        chosen = draw.sample(pool, min(sentences, len(pool)))
        if other_words:
            chosen = [self._reworded(sentence, draw) for sentence in chosen]
        return " ".join(chosen)

    def _reworded(self, sentence: str, draw: random.Random) -> str:
        """The sentence with about a fifth of its longer words exchanged for others with the same ending."""

        def other(found_: re.Match[str]) -> str:
            if draw.random() > 0.2:
                return found_[0]
            return draw.choice(self._words[_ending(found_[0])])

        return _WORD.sub(other, sentence)


def _ending(word: str) -> str:
    return next((e for e in _ENDINGS if word.endswith(e)), "")


class Words(Protocol):
    """What a draft takes its words from; ``number`` is the draft's own, from 0."""

    def begin(self, number: int, draw: random.Random) -> None:
        """The next words are for this draft."""

    def proposed(self) -> Named:
        """The proposed title and its code."""

    def title(self) -> Named:
        """Another title: of a job held before, of a document that says otherwise."""

    def field(self) -> str:
        """A field of study."""

    def duties(self, count: int) -> list[str]:
        """A list of duties."""

    def text(self, kind: str, sentences: int) -> str:
        """A text of some kind."""


class Strangers:
    """Words that are new with every draft: titles never twice, fields and texts worded anew."""

    def __init__(self, texts: Texts, found_: Found, seed: int) -> None:
        self._texts, self._found = texts, found_
        draw = random.Random(f"{seed} strangers")
        self._titles = list(found_.titles)
        draw.shuffle(self._titles)
        short = [field for field in found_.fields if len(field) <= 12]
        added = draw.sample(short, min(_SPECIALTIES, len(short)))
        self._forms = [*_RANKS, *(f"{{}}, {field}" for field in added)]
        self._pairs = len(self._titles) * len(self._forms)
        self._step = next(
            s for s in range(self._pairs * 618 // 1000, self._pairs) if gcd(s, self._pairs) == 1
        )
        self._number = 0
        self._draw = draw

    def begin(self, number: int, draw: random.Random) -> None:
        """As :class:`Words` says."""
        self._number, self._draw = number, draw

    def proposed(self) -> Named:
        """The title of this draft alone: each pair of a filed title and a form has one number."""
        return self._formed(self._number * self._step % self._pairs)

    def title(self) -> Named:
        """A title in a form that is drawn."""
        return self._formed(self._draw.randrange(self._pairs))

    def _formed(self, pair: int) -> Named:
        named = self._titles[pair % len(self._titles)]
        return Named(self._forms[pair // len(self._titles)].replace("{}", named.title), named.code)

    def field(self) -> str:
        """A major as it was filed, half of the time joined to another or narrowed."""
        draw, majors = self._draw, self._found.fields
        one = draw.choice(majors)
        match draw.randrange(6):
            case 0:
                return f"{one} and {draw.choice(majors)}"
            case 1:
                return f"{one} with a concentration in {draw.choice(majors)}"
            case 2:
                return f"{one} ({draw.choice(majors)})"
            case _:
                return one

    def duties(self, count: int) -> list[str]:
        """Sentences with words exchanged."""
        return [self._texts.text("duties", 1, self._draw, other_words=True) for _ in range(count)]

    def text(self, kind: str, sentences: int) -> str:
        """Sentences from different texts, with words exchanged."""
        return self._texts.text(kind, sentences, self._draw, other_words=True)


class Practice:
    """Words as one firm repeats them: :data:`POOL` kinds of client, each with a title, its code and a field of study;
    as many lists of duties, and texts of each kind.
    """

    def __init__(self, texts: Texts, found_: Found, seed: int) -> None:
        self._source = Strangers(texts, found_, seed)
        draw = random.Random(f"{seed} practice")
        clients = draw.sample(range(len(found_.titles)), min(POOL, len(found_.titles)))
        self._clients = [
            (found_.titles[i], field)
            for i, field in zip(clients, draw.sample(found_.fields, len(clients)), strict=True)
        ]
        self._seed = seed
        self._pools: dict[tuple[str, int], list[str]] = {}
        self._duties: dict[int, list[list[str]]] = {}
        self._draw = draw
        self._client = self._clients[0]
        self._asked = 0

    def begin(self, number: int, draw: random.Random) -> None:
        """As :class:`Words` says."""
        self._draw, self._asked = draw, 0
        self._client = draw.choice(self._clients)

    def proposed(self) -> Named:
        """The client's title."""
        return self._client[0]

    def title(self) -> Named:
        """The title of any client."""
        return self._draw.choice(self._clients)[0]

    def field(self) -> str:
        """The client's field for the first degree that is asked for, that of any client for the others."""
        self._asked += 1
        return self._client[1] if self._asked == 1 else self._draw.choice(self._clients)[1]

    def duties(self, count: int) -> list[str]:
        """One of the lists of that length."""
        if count not in self._duties:
            draw = random.Random(f"{self._seed} duties {count}")
            self._source.begin(0, draw)
            self._duties[count] = [self._source.duties(count) for _ in range(POOL)]
        return self._draw.choice(self._duties[count])

    def text(self, kind: str, sentences: int) -> str:
        """One of the texts of that kind and length."""
        key = (kind, sentences)
        if key not in self._pools:
            draw = random.Random(f"{self._seed} {kind} {sentences}")
            self._source.begin(0, draw)
            self._pools[key] = [self._source.text(kind, sentences) for _ in range(POOL)]
        return self._draw.choice(self._pools[key])
