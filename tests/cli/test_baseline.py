"""The baseline through the command: what stays known, what is new, what is gone, what is a mistake."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Write = Callable[..., Any]
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples/troubled/dates-and-titles-differ.yaml"
DAY = ("--as-of", "2026-12-01")
ONE = {"alpha-in-title": ("high", "alpha"), "beta-in-title": ("low", "beta")}


@pytest.fixture
def office(put: Write, pack: Write, draft: Write, niw: Write) -> None:
    """Two drafts with old findings, and a baseline of them."""
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\nfail-on = "low"\n')
    draft("drafts/a.yaml", "Alpha Beta")
    draft("drafts/b.yaml", "Beta")
    assert niw("check", "drafts").code == 1
    assert niw("check", "drafts", "--write-baseline", "base.json").code == 0
    put("niw.toml", 'pack = "packs/one"\nfail-on = "low"\nbaseline = "base.json"\n')


def kept(here: Path, file: str = "base.json") -> list[tuple[str, str]]:
    data = json.loads((here / file).read_text(encoding="utf-8"))
    return [(entry["draft"], entry["rule"]) for entry in data["findings"]]


@pytest.mark.usefixtures("office")
def test_old_findings_do_not_fail_a_run_and_a_new_one_on_the_same_draft_does(
    niw: Write, draft: Write
) -> None:
    done = niw("check", "drafts", "--format", "json")
    assert done.code == 0
    assert [[f["rule"] for f in d["baselined"]] for d in done.data["drafts"]] == [
        ["alpha-in-title", "beta-in-title"],
        ["beta-in-title"],
    ]
    draft("drafts/b.yaml", "Beta Alpha")
    done = niw("check", "drafts", "--format", "json")
    assert done.code == 1
    assert "alpha-in-title" in [f["rule"] for f in done.data["drafts"][1]["findings"]]


@pytest.mark.usefixtures("office")
def test_a_file_may_be_renamed_and_moved(niw: Write, here: Path) -> None:
    (here / "drafts/later").mkdir()
    (here / "drafts/a.yaml").rename(here / "drafts/later/renamed.yaml")
    assert niw("check", "drafts").code == 0, "a draft is known by its case id"


def shuffled(value: Any, turn: random.Random) -> Any:
    """The same draft with every list in another order and every group's keys too."""
    if isinstance(value, dict):
        keys = list(value)
        turn.shuffle(keys)
        return {key: shuffled(value[key], turn) for key in keys}
    if isinstance(value, list):
        items = [shuffled(item, turn) for item in value]
        if all(isinstance(item, dict) and "id" in item for item in items):
            turn.shuffle(items)
        return items
    return value


@given(
    st.randoms(use_true_random=False), st.integers(0, 9), st.sampled_from(("d.yaml", "x/y.yaml", "z.json"))
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_lists_no_line_and_no_name_of_a_file_makes_an_old_finding_new(
    niw: Write, here: Path, turn: random.Random, above: int, name: str
) -> None:
    data = yaml.load(SAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)
    file = here / "drafts" / name
    for old in here.glob("drafts/**/*.*"):
        old.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not (here / "all.json").exists():
        assert niw("check", str(SAMPLE), *DAY, "--fail-on", "low").code == 1
        assert niw("check", str(SAMPLE), *DAY, "--write-baseline", "all.json").code == 0
    changed = shuffled(data, turn)
    text = (
        json.dumps(changed)
        if name.endswith("json")
        else yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)
    )
    file.write_text("\n" * above + text, encoding="utf-8")
    done = niw("check", "drafts", *DAY, "--fail-on", "low", "--baseline", "all.json", "--format", "json")
    assert done.code == 0, [f["rule"] for d in done.data["drafts"] for f in d["findings"]]
    assert not done.data["decisions"]


@pytest.mark.usefixtures("office")
def test_what_is_gone_is_told_and_dropped_when_asked(niw: Write, here: Path, draft: Write) -> None:
    draft("drafts/a.yaml", "Beta")
    done = niw("check", "drafts", "--format", "json")
    assert done.code == 1, "the low finding rests on another title now, and is new"
    gone = [(n["draft"], n["rule"]) for n in done.data["decisions"] if n["kind"] == "gone"]
    assert ("drafts-a", "alpha-in-title") in gone
    assert ("drafts-a", "alpha-in-title") in kept(here), "nothing is dropped unasked"
    niw("check", "drafts", "--prune")
    assert kept(here) == [("drafts-b", "beta-in-title")]
    assert not niw("check", "drafts", "--format", "json").data["decisions"]


@pytest.mark.usefixtures("office")
def test_pruning_leaves_drafts_that_were_not_in_the_run(niw: Write, here: Path, draft: Write) -> None:
    draft("drafts/a.yaml", "Plumber")
    assert niw("check", "drafts/a.yaml", "--prune").code == 0
    assert kept(here) == [("drafts-b", "beta-in-title")]


@pytest.mark.usefixtures("office")
def test_a_rule_that_did_not_run_or_could_not_be_checked_is_not_gone(
    niw: Write, here: Path, put: Write
) -> None:
    before = kept(here)
    assert niw("check", "drafts", "--skip", "Z01", "--prune").code == 0
    put("drafts/a.yaml", "case: {id: drafts-a}\n")
    assert niw("check", "drafts", "--prune").code == 0
    assert kept(here) == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("also", [("--prune",), ("--write-baseline", "base.json")])
def test_nothing_of_a_draft_that_cannot_be_read_is_dropped(
    niw: Write, here: Path, put: Write, draft: Write, also: tuple[str, ...]
) -> None:
    put("drafts/a.yaml", "case: {id: drafts-a}\ni140: {job_titel: Alpha}\n")
    draft("drafts/b.yaml", "Plumber")
    assert niw("check", "drafts", *also).code == 3
    assert kept(here) == [("drafts-a", "alpha-in-title"), ("drafts-a", "beta-in-title")]


@pytest.mark.usefixtures("office")
def test_a_waived_finding_is_not_written_into_a_baseline(niw: Write, here: Path) -> None:
    decided = ("--because", "b", "--by", "P", "--approved-by", "A", "--until", "2099-01-01")
    (here / "niw.toml").write_text('pack = "packs/one"\nfail-on = "low"\n', encoding="utf-8")
    assert niw("waive", "drafts/b.yaml", "beta-in-title", *decided).code == 0
    assert niw("check", "drafts", "--write-baseline", "base.json").code == 0
    assert kept(here) == [("drafts-a", "alpha-in-title"), ("drafts-a", "beta-in-title")]


MISTAKES = {
    "nothing": ("", "is no JSON"),
    "half of it": ('{"niw_baseline": 1, "findings": [', "is no JSON"),
    "another file": ('{"findings": []}', "no baseline of format 1"),
    "a later format": ('{"niw_baseline": 2, "findings": []}', "no baseline of format 1"),
    "an entry without a key": (
        '{"niw_baseline": 1, "findings": [{"draft": "a", "rule": "r", "item": ""}]}',
        "Entry 1",
    ),
    "an entry that is none": ('{"niw_baseline": 1, "findings": [7]}', "Entry 1"),
}


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("case", MISTAKES)
def test_a_baseline_with_a_mistake_ends_with_2_and_says_the_mend(niw: Write, put: Write, case: str) -> None:
    text, said = MISTAKES[case]
    put("base.json", text)
    for also in ((), ("--prune",)):
        done = niw("check", "drafts", *also)
        assert done.code == 2
        assert "base.json" in done.err
        assert said in done.words
        assert "--write-baseline" in done.words
        assert done.out == ""


@pytest.mark.usefixtures("office")
def test_a_baseline_is_written_where_the_settings_name_one_that_is_not_there_yet(
    niw: Write, here: Path
) -> None:
    (here / "base.json").unlink()
    assert niw("check", "drafts").code == 2
    assert niw("check", "drafts", "--write-baseline", "base.json").code == 0
    assert niw("check", "drafts").code == 0


@pytest.mark.usefixtures("office")
def test_the_run_that_prunes_says_what_it_took_out(niw: Write, draft: Write) -> None:
    draft("drafts/a.yaml", "Plumber")
    (asked, *_) = niw("check", "drafts", "--format", "json").data["decisions"]
    assert asked["says"].endswith("no longer occurs; --prune takes it out.")
    pruned = niw("check", "drafts", "--prune", "--format", "json").data["decisions"]
    assert pruned
    assert all(note["says"].endswith("no longer occurs; it is taken out.") for note in pruned)
