"""Packs of made rules for measuring: as many as asked for, with varied conditions over the whole vocabulary.

    python benchmarks/rules_made.py --count 500 FOLDER

The rules stand alone (they extend no pack): what a check costs with 500 is the cost of 500. They are shaped as those
that ship: most hold three or four facts, one in four looks through a list of the draft, some count; they use
parameters and lists of phrases. What they find means nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # benchmarks beside this one, however it is started

from benchmarks.drafts_made import SEED  # noqa: E402
from validator.engine.vocabulary import FactSpec, Kind  # noqa: E402
from validator.facts import vocabulary  # noqa: E402

LISTS = {
    "vague_titles": [
        "team leader",
        "manager",
        "consultant",
        "specialist",
        "officer",
        "coordinator",
        "director",
    ],
    "research_words": ["research", "laboratory", "publish", "experiment", "dissertation", "hypothesis"],
    "care_words": ["patient", "clinic", "nurse", "physician", "therapy", "hospital"],
    "money_words": ["sales", "revenue", "budget", "investment", "market", "customers"],
    "build_words": ["design", "build", "construct", "develop", "manufacture", "install"],
}
PARAMS = {"few": 1, "some": 3, "months": 60, "low_pay": 60000, "high_pay": 180000, "limit": 31}
_WORDS = [
    "engineer",
    "analyst",
    "science",
    "university",
    "national",
    "letter",
    "system",
    "data",
    "health",
    "plan",
]
_PATTERNS = [
    r"(?i)\b(senior|lead|principal)\b",
    r"(?i)\b(reduc(e|es|ed|ing)|improv(e|es|ed|ing)|increas(e|es|ed|ing))\b",
    r"(?i)\b\d{2,4} (patients|people|workers|homes)\b",
    r"(?i)\b(only|solely) (her|his|their|the) employer\b",
    r"^[A-Z][a-z]+ [A-Z][a-z]+$",
]

Condition = dict[str, Any]


def pack(folder: Path, count: int, *, seed: int = SEED) -> Path:
    """A pack of so many rules in ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "pack": f"made-{count}",
        "version": "1.0.0",
        "owner": "benchmarks",
        "about": f"{count} made rules.",
    }
    _write(folder / "pack.yaml", {**about, "params": PARAMS})
    kept = {
        "citation": "None: a made rule", "address": None, "status": "practice", "supports": "Nothing.",
        "seen_on": "2026-11-21",
    }  # fmt: skip
    _write(folder / "authorities.yaml", {"authorities": {"made": {k: v for k, v in kept.items() if v}}})
    _write(folder / "lists.yaml", {"lists": LISTS})
    draw = random.Random(seed)
    rules = [_rule(number, draw) for number in range(count)]
    for first in range(0, count, 50):
        _write(folder / f"rules-{first:04d}.yaml", {"rules": rules[first : first + 50]})
    return folder


def _write(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")  # JSON is YAML


def _rule(number: int, draw: random.Random) -> dict[str, Any]:
    condition, quoted = _condition(draw)
    return {
        "id": f"made-rule-{number:04d}",
        "title": f"Made rule {number}",
        "severity": draw.choice(["high", "medium", "medium", "low"]),
        "about": [draw.choice(["code", "title", "degree", "endeavor", "filing"])],
        "when": condition,
        "says": f"The draft has {{{quoted}}} here, and made rule {number} asks about it.",
        "why": "A made rule has no reason.",
        "remedy": "None.",
        "authority": ["made"],
        "reviewed": "2026-11-21",
        "examples": {"fires": [], "clear": [], "unchecked": []},
    }


def _condition(draw: random.Random) -> tuple[Condition, str]:
    """A condition, and a fact that a sentence about it can quote."""
    plain = [spec for spec in vocabulary() if spec.type.kind is not Kind.records]
    if draw.random() < 0.25:
        records = draw.choice([s for s in vocabulary() if s.type.kind is Kind.records and len(_asked(s)) > 1])
        return _of_items(records, plain, draw)
    chosen = draw.sample(plain, draw.choice([2, 3, 3, 3, 4, 4]))
    leaves = [_leaf(spec, spec.name, draw) for spec in chosen]
    match draw.randrange(5):
        case 0 if len(leaves) > 3:
            return {"all": leaves[:2], "any": leaves[2:]}, chosen[0].name
        case 1 if len(leaves) > 2:
            return {"all": leaves[:-1], "none": leaves[-1:]}, chosen[0].name
        case _:
            return {"all": leaves}, chosen[0].name


def _asked(records: FactSpec) -> list[FactSpec]:
    return [
        f for f in records.fields if f.type.kind is not Kind.records and f.name != "id" and "." not in f.name
    ]


def _of_items(records: FactSpec, plain: list[FactSpec], draw: random.Random) -> tuple[Condition, str]:
    fields = draw.sample(_asked(records), min(2, len(_asked(records))))
    leaves = [_leaf(spec, f"x.{spec.name}", draw) for spec in fields]
    where: Condition = {"all": leaves}
    asides = draw.sample(plain, 2)
    aside = asides[0]
    beside = [_leaf(spec, spec.name, draw) for spec in asides]
    if draw.random() < 0.3:
        count = {
            "of": f"{records.name} as x",
            "where": where,
            "at_least": {"param": draw.choice(["few", "some"])},
        }
        return {"all": [{"count": count}, *beside]}, aside.name
    found = {"for_any": f"{records.name} as x", "where": where}
    return (
        ({"all": [found, beside[0]]}, aside.name) if draw.random() < 0.5 else (found, f"x.{fields[0].name}")
    )


def _leaf(spec: FactSpec, name: str, draw: random.Random) -> Condition:
    if spec.type.choices:
        return {name: _of_choices(spec, draw)}
    return {name: draw.choice(_TESTS[spec.type.kind])(spec, draw)}


def _of_choices(spec: FactSpec, draw: random.Random) -> Condition:
    """A closed set of values: one of some, or not one."""
    some = draw.sample(spec.type.choices, min(2, len(spec.type.choices)))
    return {draw.choice(["in", "not_in"]): some} if draw.random() < 0.7 else {"equals": some[0]}


def _ordered(spec: FactSpec, draw: random.Random) -> Condition:
    members = [m.name for m in spec.type.members]
    if draw.random() < 0.5:
        return {"in": draw.sample(members, 2)}
    return {draw.choice(["at_least", "at_most"]): members[len(members) // 2]}


_Test = Callable[[FactSpec, random.Random], Condition]
_TESTS: dict[Kind, list[_Test]] = {
    Kind.text: [
        lambda _, draw: {"has_phrase_from": draw.choice(sorted(LISTS))},
        lambda _, draw: {"has_phrase": draw.choice(_WORDS)},
        lambda _, draw: {"matches": draw.choice(_PATTERNS)},
        lambda _, draw: {draw.choice(["same_as", "differs_from"]): {"fact": "i140.job_title"}},
        lambda _, draw: {"missing": draw.random() < 0.9},
        lambda _, draw: {"starts_with": draw.choice("ABCDEMPST")},
    ],
    Kind.texts: [
        lambda _, draw: {"has_phrase_from": draw.choice(sorted(LISTS))},
        lambda _, draw: {"empty": draw.random() < 0.5},
    ],
    Kind.number: [
        lambda _, draw: {draw.choice(["less_than", "more_than"]): {"param": draw.choice(sorted(PARAMS))}},
        lambda _, draw: {"between": sorted([draw.randint(0, 40), draw.randint(41, 100000)])},
        lambda _, draw: {"missing": draw.random() < 0.9},
    ],
    Kind.boolean: [lambda _, draw: {"equals": draw.random() < 0.5}, lambda _, __: {"missing": True}],
    Kind.day: [
        lambda _, draw: {draw.choice(["before", "after"]): {"fact": "case.filing_date"}},
        lambda _, draw: {
            draw.choice(["before", "after"]): f"20{draw.randint(10, 26)}-0{draw.randint(1, 9)}-15"
        },
        lambda _, draw: {"missing": draw.random() < 0.9},
    ],
    Kind.ordered: [_ordered],
}


def main() -> None:
    """Write a pack."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=250, help="rules (default %(default)s)")
    options = parser.parse_args()
    print(f"{pack(options.folder, options.count)}: {options.count} rules")


if __name__ == "__main__":
    main()
