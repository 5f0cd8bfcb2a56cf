"""Each benchmark of many drafts runs, on a tiny number, and prints what it promises; what it measures is as it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import rules_made, words_made
from benchmarks.broken_made import BROKEN
from benchmarks.drafts_made import WORDS, made
from benchmarks.peers import spectral_rules
from benchmarks.throughput import Budget, Kind
from benchmarks.whole_runs import run, table, verdict
from validator.drafts.load import parse_draft
from validator.drafts.shape import Shape, draft_shape
from validator.errors import NiwError
from validator.facts import vocabulary
from validator.packs import load_pack

ROOT = Path(__file__).parents[1]


def places(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}.{key}".lstrip(".")
            yield from places(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for item in value:
            yield from places(item, path)


def of_shape(shape: Shape, path: str = "") -> Iterator[str]:
    for key, inner in shape.fields.items():
        yield f"{path}.{key}".lstrip(".")
        yield from of_shape(inner, f"{path}.{key}".lstrip("."))
    if shape.item is not None:
        yield from of_shape(shape.item, path)


def plain(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) else value


def benchmark(name: str, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / name), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# ------------------------------------------------------------------------------------------------ the drafts


def test_every_field_of_the_schema_stands_in_some_made_draft() -> None:
    used = {place for draft in made(1500, "repeat", broken=0) for place in places(draft.data)}
    assert set(of_shape(draft_shape())) <= used
    assert {"i140.job_title.value", "i140.job_title.confirmed_by", "i140.job_title.exhibit"} <= used


@pytest.mark.parametrize("words", WORDS)
def test_a_made_draft_is_read_unless_it_was_broken_as_yaml_and_as_json(words: str) -> None:
    seen: Counter[str] = Counter()
    for draft in made(300, words):
        seen[draft.broken] += 1
        for text in (draft.as_yaml(), draft.as_json()):
            if draft.broken:
                with pytest.raises(NiwError):
                    parse_draft(text, "made")
            else:
                assert parse_draft(text, "made").id == draft.id
    assert 10 <= seen.total() - seen[""] <= 60


def test_drafts_are_broken_in_every_way() -> None:
    assert {draft.broken for draft in made(500, "new", broken=1)} == set(BROKEN)


def test_both_forms_of_a_draft_say_the_same() -> None:
    for draft in made(40, "new", broken=0):
        one, other = parse_draft(draft.as_yaml(), "x"), parse_draft(draft.as_json(), "x")
        assert one.data == other.data


def test_a_draft_depends_on_its_number_and_the_seed_alone() -> None:
    few, many = list(made(5, "new")), list(made(50, "new"))
    assert [d.as_json() for d in few] == [d.as_json() for d in many[:5]]
    assert [d.as_json() for d in made(5, "new", first=20)] == [d.as_json() for d in many[20:25]]
    assert [d.as_json() for d in made(5, "new", seed=1)] != [d.as_json() for d in few]
    code = "from benchmarks.drafts_made import made; print(*(d.as_json() for d in made(5, 'new')), sep='\\n')"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7"},
    ).stdout
    assert elsewhere.splitlines() == [d.as_json() for d in few], "whatever order Python's sets have"


def test_new_titles_are_never_repeated_and_a_practice_repeats_them() -> None:
    titles = {
        words: [
            plain(d.data["i140"].get("job_title")) for d in made(1000, words, broken=0) if d.data.get("i140")
        ]
        for words in WORDS
    }
    assert len(set(titles["new"])) == len(titles["new"])
    assert 150 < len(set(titles["repeat"])) <= words_made.POOL
    statements = [
        plain(d.data["endeavor"]["statement"]) for d in made(300, "new", broken=0) if "endeavor" in d.data
    ]
    assert len(set(statements)) == len(statements)


def test_made_drafts_are_as_long_as_the_samples() -> None:
    samples = [f for f in (ROOT / "samples").glob("[ct][lr]*/*.yaml") if not f.match("*.expected.yaml")]
    usual = sum(f.stat().st_size for f in samples) / len(samples)
    for words in WORDS:
        assert 0.8 < sum(len(d.as_yaml().encode()) for d in made(200, words, broken=0)) / 200 / usual < 1.25


def test_drafts_are_made_one_at_a_time() -> None:
    endless = made(10**9, "new")
    assert next(endless).number == 0
    assert next(endless).number == 1


def test_without_the_filings_titles_are_those_of_the_tables_and_it_says_so(tmp_path: Path) -> None:
    found = words_made.found(tmp_path)
    assert "are not here" in found.source
    assert len(found.titles) > 1000
    assert len(found.fields) > 1000


# ------------------------------------------------------------------------------------------------ the rules


@pytest.mark.parametrize("count", [50, 500])
def test_a_made_pack_has_so_many_rules_and_loads(count: int, tmp_path: Path) -> None:
    folder = rules_made.pack(tmp_path / "pack", count)
    pack = load_pack(str(folder), vocabulary())
    assert len(pack.rules) == count
    text = "".join(f.read_text(encoding="utf-8") for f in folder.glob("rules-*.yaml"))
    used = ("for_any", "count", "param", "has_phrase_from", "matches", "between", "none", "any", "fact")
    assert all(f'"{word}"' in text for word in used)


def test_a_made_pack_finds_something_and_not_everything(tmp_path: Path) -> None:
    from validator.checker import Checker

    checker = Checker(load_pack(str(rules_made.pack(tmp_path / "pack", 200)), vocabulary()))
    reports = [checker.check(parse_draft(d.as_json(), "x")) for d in made(20, "new", broken=0)]
    a_draft = sum(len(r.findings) for r in reports) / len(reports)
    assert 0.5 < a_draft < 30


# ------------------------------------------------------------------------------------------------ the figures


def test_a_process_and_its_largest_worker_are_measured() -> None:
    held = "x = bytearray(60_000_000); import time; time.sleep(0.5)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{held}'])"
    ran = run([sys.executable, "-c", code])
    assert 0.5 < ran.seconds < 20
    if not Path("/proc/self/status").exists():
        pytest.skip("memory is read from /proc")
    assert 60 < ran.peak_worker < 120
    assert 3 < ran.peak < 40


def test_a_run_that_fails_is_no_figure() -> None:
    with pytest.raises(SystemExit, match="ended with 7"):
        run([sys.executable, "-c", "raise SystemExit(7)"])


def test_a_goal_is_met_missed_or_not_measured() -> None:
    assert verdict("x", 2.0, 1.5, at_least=True).startswith("met")
    assert verdict("x", 2.0, 1.5, at_least=False).startswith("MISSED")
    assert verdict("x", None, 1.5, at_least=False).startswith("not measured")
    assert table(("a", "b", "c"), [["1", "2", "33"]]).splitlines()[-1] == "| 1 | 2 | 33 |"


@pytest.mark.slow
def test_throughput_prints_its_tables_its_verdicts_and_what_was_left_out(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    said = benchmark(
        "throughput.py",
        "--sizes",
        "6",
        "--rules",
        "5",
        "--rules-on",
        "4",
        "--json",
        str(kept),
        cwd=tmp_path,
    )
    assert re.search(r"^\| 6 JSONL lines, repeat +\| 1 ", said, re.MULTILINE)
    assert re.search(r"^\| 6 YAML files, new +\| 1 ", said, re.MULTILINE)
    assert re.search(r"^\| 5 rules ", said, re.MULTILINE)
    assert "one in ten broken" in said
    assert "load average" in said
    assert "Python 3." in said
    assert re.search(r"^(met|MISSED) .*JSONL drafts a second, one process, new", said, re.MULTILINE)
    assert "Other processes kept" in said
    figures = json.loads(kept.read_text(encoding="utf-8"))
    assert all(one["rate"] > 0 and one["results"] > 0 for one in figures["drafts"])
    assert figures["rules"].keys() == {"5"}


@pytest.mark.slow
def test_throughput_leaves_out_what_does_not_fit_into_the_budget_and_names_it(tmp_path: Path) -> None:
    said = benchmark("throughput.py", "--sizes", "100,100000", "--rules", "0", "--budget", "0", cwd=tmp_path)
    assert "left out      100 jsonl, repeat, 1 processes" in said
    assert "left out      100,000 YAML files, new: with --full" in said
    assert "not measured" in said


def test_what_a_run_will_take_is_reckoned_from_the_smaller_ones_before_it() -> None:
    budget = Budget(10.0)
    unknown = budget.seconds_for(Kind(1000, "new", "jsonl", 1))
    budget.rates["new", "jsonl", 1] = 50.0
    assert budget.seconds_for(Kind(1000, "new", "jsonl", 1)) == 20.0 < unknown
    assert budget.seconds_for(Kind(1000, "new", "jsonl", 2)) == 20.0, "at most what one process takes"
    assert budget.seconds_for(Kind(1000, "new", "yaml", 1)) == unknown
    budget.rates["new", "jsonl", 2] = 100.0
    assert budget.seconds_for(Kind(1000, "new", "jsonl", 2)) == 10.0


@pytest.mark.slow
def test_peers_prints_its_table_and_what_was_left_out(tmp_path: Path) -> None:
    said = benchmark(
        "peers.py", "--alone", "--drafts", "10", "--lines", "4", "--cache", str(tmp_path), cwd=tmp_path
    )
    assert re.search(r"^\| niw, all rules of niw-core \S+ +\| +[\d.]+ +\|", said, re.MULTILINE)
    assert re.search(r"^\| PyYAML C loader alone", said, re.MULTILINE)
    assert "10 YAML files, " in said
    assert "bytes a draft" in said
    assert re.search(r"^(met|MISSED) .*of the bare YAML loader's drafts a second", said, re.MULTILINE)
    assert "not measured  times Spectral's drafts a second: goal at least 2.5" in said
    assert "left out      Spectral and check-jsonschema" in said


def test_spectral_is_given_twenty_rules_that_are_its_own() -> None:
    rules = spectral_rules()["rules"]
    assert isinstance(rules, dict)
    assert len(rules) == 20
    functions = {rule["then"]["function"] for rule in rules.values()}
    assert functions == {"truthy", "enumeration", "pattern", "length"}


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_one_command_prints_all_of_it() -> None:
    said = subprocess.run(
        ["make", "-n", "bench"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert re.findall(r"benchmarks/(\w+)\.py", said) == [
        "cold_start",
        "throughput",
        "peers",
        "profile_stages",
    ]
