"""Made drafts for measuring: the samples' shapes and sizes with other words, as many as asked for, one at a time.

    python benchmarks/drafts_made.py --count 1000 --words new --yaml FOLDER --jsonl FILE

Each draft begins as one of the samples. Its titles, codes and fields of study become filed ones (:mod:`words_made`),
the same one wherever the sample has the same; dates move by up to a year, all of a draft alike; pay, places and people
change; statements, duties and letters are put together anew; every field of the schema is added to some. One in ten is
broken, in one of :data:`BROKEN` ways. A draft depends on the seed, its number and the kind of words alone: the
hundredth draft of a hundred is that of a million.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks.broken_made import BROKEN  # noqa: E402
from benchmarks.words_made import Practice, Strangers, Texts, Words, found  # noqa: E402
from benchmarks.yaml_made import as_yaml  # noqa: E402
from validator.drafts.shape import Shape, draft_shape  # noqa: E402

SEED = 20261121
BROKEN_SHARE = 0.1
ADDED_SHARE = 0.02
"""Share of the fields that a draft could have and its sample has not, which are added."""
WITH_SOURCE_SHARE = 0.01
"""Share of the values that say where they stand and who compared them."""
A_FOLDER = 1000  # files in a folder
WORDS = ("repeat", "new")

_TITLES = {
    "i140.job_title", "i140.occupation", "eta9089.final_determination.job_title", "eta9089.appendix_a.work.title",
    "employment.title", "cv.headline", "cv.jobs.title", "endeavor.job_title", "petition_letter.job_title",
    "letters.job_title", "prior_filings.job_title", "title_translations.functional_us",
}  # fmt: skip
_FIELDS = {
    "degrees.field", "degrees.us_equivalent.field", "eta9089.appendix_a.education.field", "cv.degrees.field",
    "petition_letter.degree_field", "evaluations.field", "evaluations.foreign_field",
}  # fmt: skip
_TEXTS = {
    "i140.nontechnical_description": "description",
    "endeavor.statement": "statement",
    "petition_letter.endeavor": "short statement",
    "letters.endeavor": "short statement",
    "prior_filings.endeavor": "short statement",
    "endeavor.other_wordings.text": "short statement",
    "petition_letter.text": "argument",
    "petition_letter.profession.text": "profession",
    "petition_letter.exceptional_ability.criteria.text": "criterion",
    "petition_letter.national_priorities.claim": "claim",
    "petition_letter.national_priorities.tie": "tie",
    "petition_letter.critical_technologies.tie": "tie",
    "endeavor.critical_technologies.tie": "tie",
    "endeavor.impact": "impact",
    "endeavor.us_delivery": "delivery",
    "employment.progression": "progression",
    "letters.progression": "progression",
    "letters.text": "letter",
    "explanations.text": "explanation",
    "eta9089.appendix_a.skills.description": "skills",
    "code_choice.reasons": "explanation",
    "candidate_codes.reason": "explanation",
}
_DUTIES = {"employment.duties", "cv.jobs.duties", "letters.duties"}
_WORK_DUTIES = "eta9089.appendix_a.work.duties"
_CHANGING = re.compile(
    r"\.(employer|institution|city|street|author|evaluator|petitioner|attorney|prepared_by)$"
)
_PAY = {"i140.wage", "i140.annual_income", "employment.annual_pay"}
_LINKS = {
    "job": "employment",
    "jobs": "employment",
    "covers": "employment",
    "degree": "degrees",
    "license": "licenses",
}
_DATE = re.compile(r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)|(?P<month>\d\d)/(?P<year>\d{4})|(?P<us>\d\d/\d\d/\d{4})")
_SENTENCES = re.compile(r"[.?](?:\s|$)")
_AFTER = re.compile(r"(?<=[.?])\s+")
_NOT_YET = {
    "eta9089",
    "cv",
    "petition_letter",
    "prior_filings",
    "title_translations",
    "explanations",
    "code_choice",
}
"""What may be missing from a draft without leaving anything that points to it."""


@dataclass(frozen=True)
class Made:
    """A draft: its number, from 0; its data; and what is wrong with it, one of :data:`BROKEN`, or ""."""

    number: int
    data: dict[str, Any]
    broken: str = ""

    @property
    def id(self) -> str:
        """The case id."""
        return f"made-{self.number:07d}"

    def as_yaml(self) -> str:
        """The draft as a file, laid out as the samples are."""
        return as_yaml(self.data) + ("\nnotes: [unclosed\n" if self.broken == "syntax" else "")

    def as_json(self) -> str:
        """The draft on one line."""
        text = json.dumps(self.data, ensure_ascii=False)
        return text[: len(text) * 2 // 3] if self.broken == "syntax" else text


# ------------------------------------------------------------------------------------------------ samples


@dataclass(frozen=True)
class Samples:
    """Whole samples, as data of the types that the schema asks for; and the values that stand at each place."""

    drafts: tuple[dict[str, Any], ...]
    values: dict[str, list[Any]]


@cache
def samples() -> Samples:
    """The samples but those that are hardly begun."""
    values: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    drafts = []
    for file in sorted((ROOT / "samples").glob("*/*.yaml")):
        if file.match("*.expected.yaml") or file.parent.name == "started":
            continue
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (texts alone)
        drafts.append(_typed(raw, draft_shape(), "", values))
    return Samples(tuple(drafts), {path: list(found_.values()) for path, found_ in values.items()})


def _typed(raw: Any, shape: Shape, path: str, values: dict[str, dict[str, Any]]) -> Any:
    """What YAML has as text, of the type that belongs there; each value noted under its path."""
    if shape.kind == "group" and isinstance(raw, dict):
        if "value" in raw and "value" not in shape.fields:
            return _typed(raw["value"], shape, path, values)
        return {
            key: _typed(value, shape.fields[key], f"{path}.{key}".lstrip("."), values)
            for key, value in raw.items()
        }
    if shape.kind == "list" and isinstance(raw, list):
        assert shape.item is not None
        return [_typed(item, shape.item, path, values) for item in raw]
    if isinstance(raw, dict):
        return _typed(raw["value"], shape, path, values)
    value = _scalar(raw, shape.kind)
    if value is not None:
        values[path].setdefault(str(value), value)
    return value


def _scalar(raw: str, kind: str) -> Any:
    if raw == "":
        return None
    if kind == "yes_no":
        return raw.casefold() in {"yes", "true"}
    if kind in {"number", "percent"}:
        digits = re.sub(r"[$,%\s]", "", raw)
        return float(digits) if "." in digits else int(digits)
    return raw


@cache
def words_of(kind: str, seed: int = SEED) -> Words:
    """The words for drafts that ``repeat`` or are all ``new``."""
    known = samples().values
    said: defaultdict[str, list[str]] = defaultdict(list)
    for path, kind_ in _TEXTS.items():
        said[kind_] += (str(v) for v in known.get(path, ()))
    for path in _DUTIES:
        said["duties"] += (str(v) for p in (path, f"{path}.text") for v in known.get(p, ()))
    said["work"] += (str(v) for v in known[_WORK_DUTIES])
    texts = Texts(said)
    return Practice(texts, found(), seed) if kind == "repeat" else Strangers(texts, found(), seed)


# ------------------------------------------------------------------------------------------------ making


def made(
    count: int, words: str, *, seed: int = SEED, first: int = 0, broken: float = BROKEN_SHARE
) -> Iterator[Made]:
    """So many drafts, each when it is asked for. :param words: ``repeat`` or ``new``."""
    source = words_of(words, seed)
    for number in range(first, first + count):
        yield _Making(number, source, random.Random(f"{seed} {words} {number}")).draft(broken)


class _Making:
    """One draft in the making."""

    def __init__(self, number: int, words: Words, draw: random.Random) -> None:
        self.number, self.words, self.draw = number, words, draw
        self._same: dict[tuple[str, str], Any] = {}
        self._months = draw.randint(-8, 4)
        self._pay = draw.uniform(0.7, 1.6)
        words.begin(number, draw)
        self._data: dict[str, Any] = {}

    def draft(self, broken: float) -> Made:
        draw = self.draw
        sample = draw.choice(samples().drafts)
        form = sample.get("i140") or {}
        named = self.words.proposed()
        self._same["title", str(form.get("job_title"))] = named.title
        if draw.random() < 0.8:  # the others keep a code that belongs to another title
            self._same["code", str(form.get("soc_code"))] = named.code
        data = self._data = copy.deepcopy(sample)
        data["case"]["id"] = Made(self.number, {}).id
        for key in sorted(_NOT_YET & data.keys()):
            if draw.random() < 0.02:  # a draft grows
                del data[key]
        self._changed(data, draft_shape(), "")
        if isinstance(data.get("i140"), dict) and data["i140"].get("job_title"):
            data["i140"]["job_title"] = named.title
        self._added(data, draft_shape(), "")
        self._sourced(data, draft_shape())
        kind = draw.choice(sorted(BROKEN)) if draw.random() < broken else ""
        if kind:
            BROKEN[kind](data, draw)
        return Made(self.number, data, kind)

    # what stands there, changed

    def _changed(self, value: Any, shape: Shape, path: str) -> Any:
        if isinstance(value, dict):
            for key, inner in value.items():
                value[key] = self._changed(inner, shape.fields[key], f"{path}.{key}".lstrip("."))
            return value
        if isinstance(value, list):
            if path in _DUTIES and value:
                return self._duties(value)
            assert shape.item is not None
            return [self._changed(inner, shape.item, path) for inner in value]
        return value if value is None else self._scalar(value, shape.kind, path)

    def _scalar(self, value: Any, kind: str, path: str) -> Any:
        if path in _TITLES:
            return self._once("title", value, lambda: self.words.title().title)
        if path in _FIELDS:
            return self._once("field", value, self.words.field)
        if kind in {"code", "entry_code"}:
            return self._once("code", str(value)[:7], lambda: self.words.title().code)
        if kind in {"date", "end_date"}:
            return _moved(str(value), self._months)
        if path == "eta9089.final_determination.soc_title":  # Part 6 comes first, and has its new code
            return found().code_titles.get(str((self._data.get("i140") or {}).get("soc_code"))[:7], value)
        if _TEXTS.get(path) == "short statement":
            return self._once(path, value, self._in_short)
        if path in _TEXTS:
            length = len(_SENTENCES.findall(str(value))) or 1
            return self._once(path, value, lambda: self.words.text(_TEXTS[path], length))
        if path == _WORK_DUTIES:
            length = len(_SENTENCES.findall(str(value))) or 1
            return self._once(path, value, lambda: self.words.text("work", length))
        if path in _PAY and isinstance(value, int | float):
            return int(value * self._pay) // 100 * 100 if value > 1000 else round(value * self._pay, 2)
        if _CHANGING.search(path):
            return self._once("name", value, lambda: self.draw.choice(samples().values[path]))
        return value

    def _in_short(self) -> str:
        """The endeavor as another document has it: mostly a sentence of the statement."""
        statement = (self._data.get("endeavor") or {}).get("statement")
        if not isinstance(statement, str) or self.draw.random() < 0.1:
            return self.words.text("statement", 1)
        return self.draw.choice(_AFTER.split(statement))

    def _once(self, kind: str, value: Any, make: Callable[[], Any]) -> Any:
        """The same for the same, throughout the draft."""
        key = (kind, str(value))
        if key not in self._same:
            self._same[key] = make()
        return self._same[key]

    def _duties(self, items: list[Any]) -> list[Any]:
        texts = [str(item["text"] if isinstance(item, dict) else item) for item in items]
        new = self._once("duties", "|".join(texts), lambda: self.words.duties(len(texts)))
        return [
            {**item, "text": text} if isinstance(item, dict) else text
            for item, text in zip(items, new, strict=True)
        ]

    # what does not stand there, added

    def _added(self, value: Any, shape: Shape, path: str, share: float = ADDED_SHARE) -> None:
        if isinstance(value, list) and shape.item is not None:
            for item in value:
                self._added(item, shape.item, path, share)
        if not isinstance(value, dict):
            return
        for key, inner in shape.fields.items():
            place = f"{path}.{key}".lstrip(".")
            if value.get(key):
                self._added(value[key], inner, place)
            elif self.draw.random() < share and (new := self._new(inner, key, place)) is not None:
                value[key] = new

    def _new(self, shape: Shape, key: str, path: str) -> Any:
        """A value for a place that has none; None where it would point to nothing."""
        if shape.kind == "group":
            group: dict[str, Any] = {}
            if "id" in shape.fields:
                group["id"] = f"added-{self.draw.randrange(10**6)}"
            if "text" in shape.required:
                group["text"] = self.words.duties(1)[0]
            self._added(group, shape, path, 0.6)
            return group
        if shape.kind == "list":
            assert shape.item is not None
            item = self._new(shape.item, key, path)
            return None if item is None else [item]
        return self._new_scalar(shape, key, path)

    def _new_scalar(self, shape: Shape, key: str, path: str) -> Any:
        draw = self.draw
        if shape.kind in {"link", "links"}:
            entries = self._data.get(_LINKS.get(key, "exhibits")) or []
            return draw.choice(entries)["id"] if entries else None
        if shape.kind == "choice":
            return draw.choice(shape.options)
        if path in _TEXTS:
            return self.words.text(_TEXTS[path], 1)
        known = samples().values.get(path)
        if known:
            return self._scalar(draw.choice(known), shape.kind, path)
        match shape.kind:
            case "yes_no":
                return draw.random() < 0.5
            case "number" | "percent":
                return draw.randint(1, 60)
            case "date" | "end_date":
                return f"20{draw.randint(10, 26)}-{draw.randint(1, 12):02d}"
            case "code" | "entry_code":
                return self.words.title().code
            case "id":
                return f"added-{draw.randrange(10**6)}"
            case _:
                return self.words.text("explanation", 1) if "text" in key else self.words.title().title

    def _sourced(self, value: Any, shape: Shape) -> None:
        """Some values with the exhibit they were read from and who compared them."""
        if isinstance(value, list) and shape.item is not None:
            for item in value:
                self._sourced(item, shape.item)
        if not isinstance(value, dict):
            return
        exhibits = self._data.get("exhibits") or []
        for key, inner in shape.fields.items():
            here = value.get(key)
            if isinstance(here, dict | list):
                self._sourced(here, inner)
            elif (
                here is not None
                and inner.kind not in {"id", "link"}
                and self.draw.random() < WITH_SOURCE_SHARE
            ):
                value[key] = {"value": here, "page": self.draw.randint(1, 40), "confirmed_by": "R. Roe"}
                if exhibits:
                    value[key]["exhibit"] = self.draw.choice(exhibits)["id"]


def _moved(text: str, months: int) -> str:
    """A date so many months later, as exact as it was."""

    def later(year: int, month: int) -> tuple[int, int]:
        total = year * 12 + month - 1 + months
        return total // 12, total % 12 + 1

    def other(match: re.Match[str]) -> str:
        if match["iso"]:
            year, month = later(int(match["iso"][:4]), int(match["iso"][5:7]))
            day = match["iso"][8:]
            return f"{year}-{month:02d}" + (f"-{min(int(day), 28):02d}" if day else "")
        if match["month"]:
            year, month = later(int(match["year"]), int(match["month"]))
            return f"{month:02d}/{year}"
        return str(match[0])

    return _DATE.sub(other, text)


def write_yaml(drafts: Iterator[Made], folder: Path) -> int:
    """A file each, a thousand in a folder; the bytes written."""
    size = 0
    for draft in drafts:
        into = folder / f"{draft.number // A_FOLDER:04d}"
        if draft.number % A_FOLDER == 0:
            into.mkdir(parents=True, exist_ok=True)
        size += (into / f"{draft.id}.yaml").write_bytes(draft.as_yaml().encode())
    return size


def write_jsonl(drafts: Iterator[Made], file: Path) -> int:
    """A line each; the bytes written."""
    size = 0
    with file.open("wb") as stream:
        for draft in drafts:
            size += stream.write(draft.as_json().encode() + b"\n")
    return size


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100, help="drafts (default %(default)s)")
    parser.add_argument("--words", choices=WORDS, default="new", help="titles that repeat, or all new")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--yaml", type=Path, metavar="FOLDER", help="a YAML file each")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help="a line each")
    options = parser.parse_args()
    print(f"words: {found().source}")
    for to, write in ((options.yaml, write_yaml), (options.jsonl, write_jsonl)):
        if to is not None:
            size = write(made(options.count, options.words, seed=options.seed), to)
            print(f"{to}: {options.count} drafts, {size / options.count:,.0f} bytes a draft")


if __name__ == "__main__":
    main()
