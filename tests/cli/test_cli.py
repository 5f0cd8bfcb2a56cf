"""The command as people and machines use it: exit codes, errors with a mend, and no traceback whatever comes in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


def niw(*arguments: str, stdin: str | bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "validator.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=stdin if isinstance(stdin, bytes) else stdin.encode(),
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


TWO_CODES = """
case: {id: two-codes}
i140: {soc_code: 15-1252}
eta9089: {final_determination: {soc_code: 15-2051}}
"""


def test_a_clean_petition_ends_with_0() -> None:
    assert niw("check", str(SAMPLES / "clean" / "civil-engineer.yaml")).returncode == 0


def test_a_troubled_petition_ends_with_1_and_says_what_is_wrong() -> None:
    done = niw("check", str(SAMPLES / "troubled" / "aircraft-mechanic.yaml"))
    assert done.returncode == 1
    assert "49-3011" in done.stdout
    assert "Not legal advice" in done.stdout
    assert "\x1b" not in done.stdout, "piped output has no colours"


def test_the_threshold_decides_between_0_and_1(tmp_path: Path) -> None:
    draft = write(tmp_path, "d.yaml", "case: {id: d}\ni140: {soc_code: 15-1299.08}\n")
    assert niw("check", draft).returncode == 1
    assert niw("check", draft, "--fail-on", "high").returncode == 0


def test_what_was_not_checked_can_fail_a_gate(tmp_path: Path) -> None:
    draft = write(
        tmp_path, "d.yaml", "case: {id: d}\ni140: {soc_code: 15-1252, job_title: Software Engineer}\n"
    )
    assert niw("check", draft).returncode == 0
    assert niw("check", draft, "--fail-on-unchecked", "blocker").returncode == 1


def test_a_draft_of_a_code_and_a_title_gets_a_useful_report(tmp_path: Path) -> None:
    draft = write(tmp_path, "d.yaml", "case: {id: d}\ni140: {soc_code: 15-1252, job_title: Pastry Chef}\n")
    done = niw("check", draft)
    assert done.returncode == 1
    assert "Pastry Chef" in done.stdout
    assert "NOT CHECKED" in done.stdout
    assert "degrees" in done.stdout


def test_a_broken_draft_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "case: {id: a}\ni140: {soc_cod: 15-1252}\n")
    write(tmp_path, "b.yaml", TWO_CODES)
    done = niw("check", str(tmp_path))
    assert done.returncode == 3, "of several, the highest counts"
    assert "soc_code" in done.stdout, "did you mean"
    assert "15-2051" in done.stdout, "the other draft's finding"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.yaml", b"", "empty"),
        ("date.yaml", b"case: {id: d}\ni140:\n  soc_code: Nov-21\n", "11-2021"),
        ("utf.yaml", b"case: {id: \xff\xfe\xfd}\n", "UTF-8"),
        ("twice.yaml", b"case: {id: d}\ncase: {id: e}\n", "case"),
        ("two.yaml", b"case: {id: d}\n---\ncase: {id: e}\n", "document"),
        ("type.yaml", b"case: {id: d}\ni140: {full_time: maybe}\n", "full_time"),
        ("tab.yaml", b"case:\n\tid: d\n", "tab"),
        ("broken.json", b'{"case": {"id": "d"', ""),
        ("list.yaml", b"- a\n- b\n", ""),
    ],
)
def test_a_draft_that_cannot_be_read_ends_with_3_and_a_place(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = niw("check", str(path))
    assert done.returncode == 3
    assert name in done.stdout
    assert said.casefold() in done.stdout.casefold()


def test_a_folder_without_drafts_says_so(tmp_path: Path) -> None:
    done = niw("check", str(tmp_path))
    assert done.returncode == 3
    assert "no draft" in (done.stdout + done.stderr).casefold()


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    done = niw("check", str(tmp_path / "gone.yaml"))
    assert done.returncode == 3
    assert "gone.yaml" in done.stdout + done.stderr


def test_a_draft_can_come_from_standard_input() -> None:
    done = niw("check", "--quiet", "-", stdin=TWO_CODES)
    assert done.returncode == 1
    assert "code-differs-in-determination" in done.stdout


@pytest.mark.parametrize("engine", ["durable", "reference"])
def test_both_engines_report_the_same(engine: str) -> None:
    if engine == "durable":
        pytest.importorskip("durable.engine", reason="needs durable-rules, which is not installed")
    done = niw(
        "check", "--format", "json", "--engine", engine, str(SAMPLES / "troubled" / "forms-that-differ.yaml")
    )
    found = json.loads(done.stdout)
    assert found["engine"] == engine
    assert [f["catalogue"] for f in found["drafts"][0]["findings"]] == ["C12"]


def test_the_json_report_fits_its_schema() -> None:
    done = niw("check", "--format", "json", str(SAMPLES))
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    report = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema).validate(report)
    assert len(report["drafts"]) >= 14


def test_every_rule_ends_in_one_of_three_ways() -> None:
    report = json.loads(niw("check", "--format", "json", str(SAMPLES / "troubled")).stdout)
    rules = report["packs"][0]["rules"]
    for draft in report["drafts"]:
        found = {f["rule"] for f in draft["findings"]} | {
            u["rule"] for f in draft["findings"] for u in f["under"]
        }
        ended = [*found, *(n["rule"] for n in draft["not_checked"]), *draft["clear"], *draft["left_blank"]]
        assert len(ended) == len(set(ended)) == rules


def test_rules_can_be_chosen_by_id_and_by_catalogue_number() -> None:
    draft = str(SAMPLES / "troubled" / "aircraft-mechanic.yaml")
    only = json.loads(niw("check", "--format", "json", "--only", "P01", draft).stdout)
    assert [f["catalogue"] for f in only["drafts"][0]["findings"]] == ["P01"]
    skipped = json.loads(
        niw("check", "--format", "json", "--skip", "occupation-entered-below-bachelor", draft).stdout
    )
    assert "P01" not in {f["catalogue"] for f in skipped["drafts"][0]["findings"]}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["chek"], 2, "Did you mean “check”"),
        (["check"], 2, "PATH"),
        (["check", "samples", "--fail-on", "grave"], 2, "blocker"),
        (["check", "samples", "--only", "P0l"], 2, "Did you mean"),
        (["check", "samples", "--pack", "niw-cor"], 4, "niw-core"),
        (["explain", "no-such-rule"], 2, "no rule"),
        (["check", "samples/clean", "-o", "no/such/folder/report.txt"], 2, "folder"),
    ],
)
def test_wrong_usage_ends_with_its_code_and_the_mend(arguments: list[str], code: int, said: str) -> None:
    done = niw(*arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr


def test_a_pack_with_a_mistake_ends_with_4_and_its_line(tmp_path: Path) -> None:
    write(tmp_path, "pack.yaml", "pack: mine\nversion: 0.1.0\nowner: us\nextends: [niw-core]\n")
    write(
        tmp_path, "rules.yaml", "rules:\n  - id: a-rule\n    when:\n      i140.job_titel: {missing: true}\n"
    )
    done = niw("check", "--pack", str(tmp_path), str(SAMPLES / "clean"))
    assert done.returncode == 4
    assert "rules.yaml:4" in done.stderr
    assert "i140.job_title" in done.stderr


def test_explain_tells_a_rule_and_how_it_stands_on_a_draft() -> None:
    told = niw("explain", "C12")
    assert told.returncode == 0
    assert "code-differs-in-determination" in told.stdout
    on = niw("explain", "C12", str(SAMPLES / "troubled" / "forms-that-differ.yaml"))
    assert "a finding" in on.stdout
    silent = niw("explain", "C12", str(SAMPLES / "clean" / "civil-engineer.yaml"))
    assert "no finding" in silent.stdout
    open_ = niw("explain", "C12", str(SAMPLES / "started" / "code-and-title.yaml"))
    assert "not checked" in open_.stdout
    assert "eta9089.final_determination.soc_code" in open_.stdout


def test_a_new_draft_is_a_template_that_checks(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert niw("draft", "new", str(path)).returncode == 0
    assert niw("check", str(path)).returncode in (0, 1)
    again = niw("draft", "new", str(path))
    assert again.returncode == 2
    assert "exists" in again.stderr


def test_the_schema_is_printed() -> None:
    schema = json.loads(niw("draft", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_reference_names_every_table_with_its_licence() -> None:
    done = niw("reference", "status")
    assert done.returncode == 0
    assert "CC BY 4.0" in done.stdout
    assert "job_zones" in done.stdout


def test_the_report_can_be_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    done = niw("check", "--format", "json", "-o", str(target), str(SAMPLES / "clean" / "civil-engineer.yaml"))
    assert done.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["drafts"]


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f'"{sys.executable}" -m validator.cli check samples | head -1'
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_and_is_no_fault_of_ours() -> None:
    done = _in_a_shell("check samples/clean > /dev/full")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_output_is_told() -> None:
    done = _in_a_shell("check samples/clean >&-")
    assert done.returncode == 2
    assert "nowhere to write" in done.stderr


def _in_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m validator.cli {command}'],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_left_blank_is_not_called_clean(tmp_path: Path) -> None:
    draft = write(
        tmp_path, "d.yaml", "case: {id: d, stage: final, track: advanced_degree, filing_date: 2026-12-01}\n"
    )
    done = niw("check", draft)
    assert done.returncode == 1
    assert "nothing to judge" in done.stdout


def test_a_graver_finding_is_never_hidden_under_a_lesser_one() -> None:
    report = json.loads(niw("check", "--format", "json", str(SAMPLES)).stdout)
    order = ["low", "medium", "high", "blocker"]
    for draft in report["drafts"]:
        for finding in draft["findings"]:
            for under in finding["under"]:
                assert order.index(under["severity"]) <= order.index(finding["severity"])


def test_one_case_id_in_two_files_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", TWO_CODES)
    write(tmp_path, "b.yaml", TWO_CODES)
    done = niw("check", str(tmp_path))
    assert "two-codes” stands in" in " ".join(done.stdout.split())


def test_a_report_can_hold_the_comparison_of_codes() -> None:
    draft = str(SAMPLES / "troubled" / "machine-learning-engineer.yaml")
    done = niw("check", "--compare", draft)
    assert done.returncode == 1
    assert "SOC codes side by side" in done.stdout
    assert "Add none that the petitioner has not confirmed" in done.stdout
    assert "side by side" not in niw("check", draft).stdout
    as_data = json.loads(niw("check", "--compare", "--format", "json", draft).stdout)
    compared = as_data["drafts"][0]["codes"]
    assert [c["place"] for c in compared["candidates"]] == list(range(1, len(compared["candidates"]) + 1))
    assert [c["chosen"] for c in compared["candidates"]].count(True) == 1
