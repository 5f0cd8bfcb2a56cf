"""``niw check`` with settings in files: which count, what goes before what, what is told when they are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from validator.facts import vocabulary
from validator.packs.build import open_pack
from validator.packs.lock import lock_text
from validator.settings import KNOWN

Write = Callable[..., Any]
ONE = {"alpha-in-title": ("high", "alpha"), "beta-in-title": ("low", "beta")}


def rules_found(data: Any) -> dict[str, list[str]]:
    """The rules that found something, by draft."""
    return {d["header"]["case"]: [f["rule"] for f in d["findings"]] for d in data["drafts"]}


def test_two_folders_have_their_packs_and_thresholds_in_one_run(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    pack("packs/two", {"gamma-in-title": ("high", "gamma")})
    put("firm-a/niw.toml", 'pack = "../packs/one"\nfail-on = "blocker"\n')
    put("firm-b/niw.toml", 'pack = "../packs/two"\n')
    draft("firm-a/d.yaml", "Alpha Beta Gamma")
    draft("firm-b/d.yaml", "Alpha Beta")
    done = niw("check", "--format", "json", "firm-a", "firm-b")
    assert rules_found(done.data) == {"firm-a-d": ["alpha-in-title", "beta-in-title"], "firm-b-d": []}
    assert [p["name"] for p in done.data["packs"]] == ["one", "two"]
    assert done.code == 0, (
        "a high finding is under the threshold of its own folder, and the other folder has none"
    )
    draft("firm-b/e.yaml", "Gamma")
    assert niw("check", "--format", "json", "firm-a", "firm-b").code == 1
    told = done.data["notices"]
    assert any("one 1.0.0 was used for firm-a/niw.toml" in notice for notice in told)
    assert any("two 1.0.0 was used for firm-b/niw.toml" in notice for notice in told)


def test_the_highest_exit_code_of_all_folders_counts(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\nfail-on = "never"\n')
    put("strict/niw.toml", 'pack = "../packs/one"\nfail-on = "low"\n')
    draft("loose/d.yaml", "Alpha")
    assert niw("check", ".").code == 0
    draft("strict/d.yaml", "Beta")
    assert niw("check", ".").code == 1
    put("loose/broken.yaml", "case: {id: x}\ni140: {soc_cod: 1}\n")
    assert niw("check", ".").code == 3


def test_what_was_not_checked_fails_the_folder_that_asks_for_it(niw: Write, put: Write, pack: Write) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    put("a/d.yaml", "case: {id: a}\n")
    assert niw("check", "a").code == 0
    put("a/niw.toml", 'pack = "../packs/one"\nfail-on-unchecked = "high"\n')
    assert niw("check", "a").code == 1
    assert niw("check", "a", "--fail-on-unchecked", "never").code == 0
    assert niw("check", "a", "--fail-on-unchecked", "blocker").code == 0


def test_rules_left_out_by_a_file_are_told_in_the_report(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\nskip = ["Z01"]\n')
    draft("d.yaml")
    done = niw("check", "--format", "json", "d.yaml")
    assert rules_found(done.data) == {"d": ["beta-in-title"]}
    assert done.data["notices"] == ["Left out: Z01 (niw.toml:2:1)."]
    by_hand = niw("check", "--format", "json", "--skip", "beta-in-title", "d.yaml")
    assert rules_found(by_hand.data) == {"d": ["alpha-in-title"]}, (
        "the command line goes before the file, whole"
    )
    assert by_hand.data["notices"] == ["Left out: beta-in-title (command line)."]
    assert (
        niw("check", "--format", "json", "--no-settings", "--pack", "./packs/one", "d.yaml").data["notices"]
        == []
    )


def test_standard_input_has_the_settings_of_the_folder_niw_is_run_in(
    niw: Write, put: Write, pack: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    text = "case: {id: d}\ni140: {job_title: Alpha}\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = niw("check", "--format", "json", "-")
    assert rules_found(done.data) == {"d": ["alpha-in-title"]}


def test_the_lines_of_one_file_have_the_settings_of_its_folder(niw: Write, put: Write, pack: Write) -> None:
    pack("packs/one", ONE)
    put("a/niw.toml", 'pack = "../packs/one"\n')
    put("a/all.jsonl", '{"case": {"id": "x"}, "i140": {"job_title": "Alpha"}}\n{"case": {"id": "y"}}\n')
    assert rules_found(niw("check", "--format", "json", "a/all.jsonl").data) == {
        "x": ["alpha-in-title"],
        "y": [],
    }


# -------------------------------------------------------------------------------------------------- precedence

VALUES: dict[str, tuple[str, tuple[str, ...], Any, Any]] = {
    # setting: (in the file, on the command line, what the file means, what the command line means)
    "pack": ('"packs/one"', ("--pack", "./packs/two"), "packs/one", "./packs/two"),
    "only": ('["Z01"]', ("--only", "Z02", "--only", "Z01"), ["Z01"], ["Z02", "Z01"]),
    "skip": ('["Z01"]', ("--skip", "Z02"), ["Z01"], ["Z02"]),
    "fail-on": ('"high"', ("--fail-on", "low"), "high", "low"),
    "fail-on-unchecked": ('"high"', ("--fail-on-unchecked", "never"), "high", "never"),
    "waivers": ('["w.yaml"]', ("--waivers", "v.yaml"), ["w.yaml"], ["v.yaml"]),
    "baseline": ('"b.json"', ("--baseline", "c.json"), "b.json", "c.json"),
    "locked": ("true", ("--no-lock",), True, False),
    "engine": ('"durable"', ("--engine", "reference"), "durable", "reference"),
    "as-of": ("2026-01-31", ("--as-of", "2026-02-28"), "2026-01-31", "2026-02-28"),
    "format": ('["text", "html:r.html"]', ("--format", "json"), ["text", "html:r.html"], ["json"]),
    "words": ("true", ("--no-words",), True, False),
}


def test_precedence_is_tried_for_every_setting() -> None:
    assert VALUES.keys() == {known.name for known in KNOWN}


@pytest.mark.parametrize("name", VALUES)
def test_the_command_line_goes_before_the_file_and_the_file_before_the_default(
    niw: Write, put: Write, draft: Write, name: str
) -> None:
    in_file, on_command_line, file_means, line_means = VALUES[name]
    (known,) = (k for k in KNOWN if k.name == name)
    draft("d.yaml")

    def shown(*more: str) -> dict[str, Any]:
        # what --show-settings prints as JSON is asked for by a format, which is a setting itself
        extra = () if "--format" in more else ("--format", "json")
        if name == "format" and not more:
            extra = ()
        done = niw("check", "--show-settings", "d.yaml", *extra, *more)
        assert done.code == 0, done.err
        if not extra and not more:
            return {"text": done.out}
        data = done.data
        found = data["run"]["settings"] | data["groups"][0]["settings"]
        assert found.keys() == VALUES.keys()
        value: dict[str, Any] = found[name]
        return value

    if name != "format":
        default = list(known.default) if isinstance(known.default, tuple) else known.default
        assert shown() == {"value": default, "origin": "default", "place": None}
    put("niw.toml", f"# the settings of a test\n{name} = {in_file}\n")
    place = {"file": "niw.toml", "line": 2, "column": 1}
    if name == "format":
        assert "niw.toml:2:1" in shown()["text"]
    else:
        assert shown() == {"value": file_means, "origin": "file", "place": place}
    by_hand = shown(*on_command_line)
    assert by_hand["value"] == line_means
    assert by_hand["origin"] == "command line"
    assert by_hand["over"] == {"value": file_means, "place": place}, "what was set aside is shown"


def test_the_settings_are_printed_for_people_by_group(niw: Write, put: Write, draft: Write) -> None:
    put("niw.toml", 'fail-on = "high"\nengine = "reference"\n')
    put("b/niw.toml", 'fail-on = "low"\nformat = "json"\n')
    draft("a/d.yaml")
    draft("a/e.yaml")
    draft("b/d.yaml")
    done = niw("check", "--show-settings", ".", "--fail-on", "blocker")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[0] == "The whole run: niw.toml"
    assert "engine reference niw.toml:2:1" in lines
    assert "2 files in a: niw.toml" in lines
    assert "fail-on blocker command line, in place of “high” of niw.toml:1:1" in lines
    assert "fail-on blocker command line, in place of “low” of b/niw.toml:1:1" in lines
    assert any("“format” of b/niw.toml:2:1 is not used" in line for line in lines)


def test_nothing_of_a_settings_file_can_move_the_cursor(niw: Write, put: Write, draft: Write) -> None:
    put("niw.toml", 'skip = ["\\u001b[2Jgone", "a\\nb"]\n')
    draft("d.yaml")
    for done in (niw("check", "--show-settings", "d.yaml"), niw("check", "d.yaml")):
        assert "\x1b" not in done.out + done.err
        assert "gone" in done.out + done.err
    assert "a b" in niw("check", "--show-settings", "d.yaml").out


def test_a_setting_of_the_run_in_another_folders_file_is_told(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    put("a/niw.toml", 'pack = "../packs/one"\nas-of = 2020-01-01\n')
    draft("a/d.yaml")
    done = niw("check", "--format", "json", "a")
    assert any("“as-of” of a/niw.toml:2:1 is not used" in notice for notice in done.data["notices"])
    assert done.data["as_of"] != "2020-01-01"


def test_an_ignored_table_in_pyproject_toml_is_told_in_the_report(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    put("pyproject.toml", '[tool.niw]\nfail-on = "low"\n')
    draft("d.yaml")
    assert "The [tool.niw] of pyproject.toml is not used" in niw("check", "d.yaml").words


# ---------------------------------------------------------------------------------------------------- mistakes


def test_the_mistakes_of_every_file_are_told_in_one_run(niw: Write, put: Write, draft: Write) -> None:
    put("niw.toml", 'fail-on = "hihg"\n')
    put("a/niw.toml", 'pakc = "x"\n\nskip = 3\n')
    draft("a/d.yaml")
    draft("b/d.yaml")
    done = niw("check", "a", "b", "-o", "report.txt")
    assert done.code == 2
    for place in ("niw.toml:1:11", "a/niw.toml:1:1", "a/niw.toml:3:8"):
        assert f"{place}: " in done.err
    assert done.out == ""
    assert not Path("report.txt").exists()


def test_a_rule_that_a_file_names_and_the_pack_has_not_is_told_at_its_place(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put(
        "niw.toml",
        'pack = "packs/one"\nskip = [\n  "alpha-in-title",\n  "betta-in-title",\n]\nonly = ["Z1"]\n',
    )
    draft("d.yaml")
    done = niw("check", "d.yaml")
    assert done.code == 2
    assert "niw.toml:4:3: The pack one has no rule “betta-in-title”." in done.err
    assert "Did you mean “beta-in-title”?" in done.err
    assert "niw.toml:6:9: The pack one has no rule “Z1”." in done.err


def test_a_pack_that_is_nowhere_is_told_where_it_is_named(niw: Write, put: Write, draft: Write) -> None:
    put("a/niw.toml", 'fail-on = "low"\npack = "packs/gone"\n')
    draft("a/d.yaml")
    done = niw("check", "a")
    assert done.code == 4
    assert "a/niw.toml:2:1: There is no pack" in done.err
    assert "from the folder of the file in which they stand" in done.words


def test_the_mistakes_of_a_pack_that_a_file_names_end_with_4(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("a/packs/one", {"alpha-in-title": ("grave", "alpha")})
    put("a/niw.toml", 'pack = "packs/one"\n')
    draft("a/d.yaml")
    done = niw("check", "a/d.yaml", "-o", "report.txt")
    assert done.code == 4
    assert "a/packs/one/rules.yaml:5" in done.err
    assert not Path("report.txt").exists()


def test_a_plain_name_is_a_pack_that_ships_before_it_is_a_folder(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("a/mine", ONE)
    put("a/niw.toml", 'pack = "mine"\n')
    draft("a/d.yaml")
    assert [p["name"] for p in niw("check", "--format", "json", "a/d.yaml").data["packs"]] == ["mine"]


def test_settings_and_no_settings_exclude_each_other(niw: Write, draft: Write) -> None:
    draft("d.yaml")
    done = niw("check", "d.yaml", "--settings", "x.toml", "--no-settings")
    assert done.code == 2
    assert "exclude each other" in done.err


def test_a_named_settings_file_governs_drafts_whatever_stands_beside_them(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("ci/pack", ONE)
    put("ci/gate.toml", 'pack = "./pack"\nfail-on = "low"\n')
    put("a/niw.toml", 'fail-on = "never"\nnonsense = 1\n')
    draft("a/d.yaml", "Beta")
    assert niw("check", "a", "--settings", "ci/gate.toml").code == 1
    assert niw("check", "a", "--settings", "ci/gone.toml").code == 2


# ------------------------------------------------------------------------------------------------------- locks


def test_a_pack_that_is_not_the_one_reviewed_ends_with_4(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    draft("d.yaml", "Plumber")
    assert niw("check", "d.yaml", "--locked").code == 4, "there is no lock yet"
    lock = lock_text([open_pack("./packs/one", vocabulary())], Path.cwd())
    put("niw.lock", lock)
    assert niw("check", "d.yaml").code == 0
    assert niw("check", "d.yaml", "--locked").code == 0
    pack("packs/one", ONE | {"gamma-in-title": ("low", "gamma")})
    done = niw("check", "d.yaml", "-o", "report.txt")
    assert done.code == 4
    assert "is not the one that was reviewed" in done.words
    assert not Path("report.txt").exists()
    free = niw("check", "d.yaml", "--no-lock", "--format", "json")
    assert free.code == 0
    assert free.data["notices"] == ["The packs were not held to niw.lock: --no-lock."]
    put("niw.toml", 'pack = "packs/one"\nlocked = false\n')
    by_file = niw("check", "d.yaml", "--format", "json")
    assert by_file.code == 0
    assert by_file.data["notices"] == ["The packs were not held to niw.lock: niw.toml:2:1 says so."]


def test_a_file_that_is_no_lock_is_told(niw: Write, put: Write, pack: Write, draft: Write) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    put("niw.lock", "nothing = that\n")
    draft("d.yaml")
    done = niw("check", "d.yaml")
    assert done.code == 2
    assert "no lock that niw wrote" in done.words


# --------------------------------------------------------------------------------------------------- decisions


def test_a_baseline_named_in_a_file_keeps_old_findings_from_failing(
    niw: Write, put: Write, pack: Write, draft: Write, here: Path
) -> None:
    pack("packs/one", ONE)
    put("cases/niw.toml", 'pack = "../packs/one"\nfail-on = "low"\n')
    draft("cases/d.yaml", "Alpha")
    assert niw("check", "cases").code == 1
    written = niw("check", "cases", "--write-baseline", "cases/baseline.json")
    assert written.code == 0
    put("cases/niw.toml", 'pack = "../packs/one"\nfail-on = "low"\nbaseline = "baseline.json"\n')
    done = niw("check", "--format", "json", "cases")
    assert done.code == 0
    assert [f["rule"] for f in done.data["drafts"][0]["baselined"]] == ["alpha-in-title"]
    draft("cases/d.yaml", "Alpha Beta")
    assert niw("check", "cases").code == 1, "a new finding fails, and the old one rests on another value now"
    draft("cases/d.yaml", "Plumber")
    gone = niw("check", "--format", "json", "cases")
    assert [n["kind"] for n in gone.data["decisions"]] == ["gone"]
    assert niw("check", "--prune", "cases").code == 0
    assert json.loads((here / "cases/baseline.json").read_text(encoding="utf-8"))["findings"] == []


def test_a_baseline_that_is_not_there_is_told_before_anything_is_checked(niw: Write, draft: Write) -> None:
    draft("d.yaml")
    done = niw("check", "d.yaml", "--baseline", "gone.json")
    assert done.code == 2
    assert "gone.json" in done.err
    assert done.out == ""


def test_pruning_needs_a_baseline(niw: Write, draft: Write) -> None:
    draft("d.yaml")
    done = niw("check", "d.yaml", "--prune")
    assert done.code == 2
    assert "--baseline FILE" in done.err


def test_waivers_with_mistakes_are_told_and_silence_nothing(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    draft("d.yaml", "Alpha")
    put("waivers.yaml", "waivers:\n  - draft: d\n    rule: alpha-in-title\n")
    done = niw("check", "d.yaml")
    assert done.code == 2
    assert "waivers.yaml:2" in done.words
    assert "holds the word alpha" in done.words


def test_a_run_without_a_rule_is_wrong_usage_and_no_clean_result(
    niw: Write, pack: Write, draft: Write, put: Write
) -> None:
    pack("packs/one", {"alpha-in-title": ("high", "alpha"), "beta-in-title": ("low", "beta")})
    draft("drafts/d.yaml")
    ours = ("check", "drafts", "--pack", "packs/one")
    for only, skip in (
        ("alpha-in-title", "alpha-in-title"),
        ("alpha-in-title", "Z01"),
        ("Z01", "alpha-in-title"),
    ):
        done = niw(*ours, "--only", only, "--skip", skip)
        assert done.code == 2
        assert "No rule is left to run" in done.words
        assert done.out == ""
    assert niw(*ours, "--skip", "Z01", "--skip", "Z02").code == 2
    put("niw.toml", 'skip = ["alpha-in-title"]\n')
    done = niw(*ours, "--only", "alpha-in-title")
    assert done.code == 2
    assert "niw.toml:1:" in done.words
    assert niw(*ours, "--only", "Z02").code == 0


def test_one_case_id_in_two_files_is_told(niw: Write, put: Write, pack: Write) -> None:
    pack("packs/one", ONE)
    put("niw.toml", 'pack = "packs/one"\n')
    put("drafts/a.yaml", "case: {id: same}\ni140: {job_title: Plumber}\n")
    put("drafts/b.yaml", "case: {id: same}\ni140: {job_title: Plumber}\n")
    told = niw("check", "drafts", "--format", "json").data["notices"]
    assert "The case id “same” stands in drafts/a.yaml and in drafts/b.yaml; give each its own." in told


def test_a_finding_that_fails_in_one_folder_is_a_failed_test_of_the_run(
    niw: Write, put: Write, pack: Write, draft: Write
) -> None:
    pack("packs/one", ONE)
    put("loose/niw.toml", 'pack = "../packs/one"\nfail-on = "blocker"\n')
    put("strict/niw.toml", 'pack = "../packs/one"\nfail-on = "low"\n')
    draft("loose/d.yaml", "Plumber")
    draft("strict/d.yaml", "Beta")
    done = niw("check", "loose", "strict", "--format", "junit")
    assert done.code == 1
    assert ' failures="1"' in done.out.partition("<testsuite ")[0]
