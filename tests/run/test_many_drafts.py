"""Very many drafts through the real command: in order, whole, the same whoever does the work, and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from validator.drafts.sources import DraftSource
from validator.run import Run
from validator.run.many import Hands, MakeChecking, Piece, checked
from validator.settings import Given

ROOT = Path(__file__).parents[2]
TROUBLED = sorted(p for p in (ROOT / "samples" / "troubled").glob("*.yaml") if ".expected" not in p.name)


def niw(*arguments: object, cwd: Path, code: int | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "validator.cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    assert code is None or done.returncode == code, done.stderr
    return done


def lines(file: Path) -> list[dict[str, Any]]:
    text = file.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sixty drafts in one file, every tenth of them broken."""
    import yaml

    folder = tmp_path_factory.mktemp("many")
    (folder / ".git").mkdir()
    made = []
    for number in range(60):
        draft = yaml.load(TROUBLED[number % 5].read_text(encoding="utf-8"), yaml.BaseLoader)
        draft["case"]["id"] = f"case-{number}"
        if number % 10 == 9:
            draft["i140"]["soc_cod"] = "15-1252"
        made.append(json.dumps(draft))
    (folder / "many.jsonl").write_text("\n".join(made), encoding="utf-8")
    return folder


def test_every_draft_has_one_line_in_order_whoever_does_the_work(many: Path) -> None:
    for jobs in (1, 2):
        niw(
            "check",
            "many.jsonl",
            "--jobs",
            jobs,
            "--format",
            "jsonl",
            "-o",
            f"{jobs}.results.jsonl",
            cwd=many,
            code=3,
        )
    assert (many / "1.results.jsonl").read_bytes() == (many / "2.results.jsonl").read_bytes()
    head, *results, end = lines(many / "1.results.jsonl")
    assert (head["kind"], end["kind"]) == ("run", "end")
    assert [r["number"] for r in results] == list(range(1, 61))
    assert [r["line"] for r in results] == list(range(1, 61))
    assert [r["kind"] for r in results] == ["failure" if n % 10 == 9 else "draft" for n in range(60)]
    assert "soc_cod" in results[9]["problems"][0]["what"]
    assert (end["counts"]["drafts"], end["counts"]["failures"], end["exit_code"]) == (54, 6, 3)


def test_the_lines_are_as_their_schema_says(many: Path) -> None:
    niw("check", "many.jsonl", "--format", "jsonl", "-o", "schema.results.jsonl", cwd=many, code=3)
    schema = json.loads((ROOT / "schemas" / "results.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    for line in lines(many / "schema.results.jsonl"):
        check.validate(line)


def test_the_lines_say_what_the_report_says(many: Path) -> None:
    report = json.loads(niw("check", "many.jsonl", "--format", "json", cwd=many, code=3).stdout)
    niw("check", "many.jsonl", "--format", "jsonl", "-o", "same.results.jsonl", cwd=many, code=3)
    drafts = [r for r in lines(many / "same.results.jsonl") if r["kind"] == "draft"]
    assert [d["case"] for d in drafts] == [d["header"]["case"] for d in report["drafts"]]
    for line, draft in zip(drafts, report["drafts"], strict=True):
        found = [(f["rule"], f["severity"], f["says"], f["key"]) for f in draft["findings"]]
        assert [(f["rule"], f["severity"], f["says"], f["key"]) for f in line["findings"]] == found
        assert line["counts"]["not_checked"] == len(draft["not_checked"])
        assert line["counts"]["clear"] == len(draft["clear"])


def test_an_interrupted_run_is_gone_on_with_and_ends_as_if_it_had_not_been(many: Path) -> None:
    whole, file = many / "whole.results.jsonl", many / "going.results.jsonl"
    niw("check", "many.jsonl", "--format", "jsonl", "-o", whole, cwd=many, code=3)
    kept = whole.read_bytes().splitlines(keepends=True)[0:21]
    first = json.loads(kept[0])
    assert first["paths"] == ["many.jsonl"]
    file.write_bytes(b"".join(kept) + b'{"kind":"draft","number":21,"fi')  # cut in the middle of a line
    done = niw("check", "many.jsonl", "--format", "jsonl", "-o", file, "--resume", cwd=many, code=3)
    assert file.read_bytes() == whole.read_bytes()
    assert "(20 of them were there)" in done.stderr
    again = niw("check", "many.jsonl", "--format", "jsonl", "-o", file, "--resume", cwd=many, code=3)
    assert file.read_bytes() == whole.read_bytes(), "a run that came to its end has nothing left to do"
    assert "(60 of them were there)" in again.stderr


def test_a_run_that_is_killed_leaves_whole_lines_to_go_on_from(many: Path) -> None:
    file = many / "killed.results.jsonl"
    command = [
        sys.executable,
        "-m",
        "validator.cli",
        "check",
        "many.jsonl",
        "--jobs",
        "2",
        "--format",
        "jsonl",
    ]
    running = subprocess.Popen(
        [*command, "-o", str(file)],
        cwd=many,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(600):
        if file.exists() and file.read_bytes().count(b"\n") > 5:
            break
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    niw("check", "many.jsonl", "--format", "jsonl", "-o", file, "--resume", cwd=many, code=3)
    niw("check", "many.jsonl", "--format", "jsonl", "-o", "not-killed.results.jsonl", cwd=many, code=3)
    assert file.read_bytes() == (many / "not-killed.results.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.replace('"as_of":"', '"as_of":"1'), "as_of not the same"),
        (lambda f: f.replace("niw-core", "niw-else"), "packs, terms not the same"),
        (lambda f: f.replace('"line":3,', '"line":4,'), "stands where the run now has many.jsonl, line 3"),
        (lambda _: "case: {id: a}\n", "none of a results file"),
    ],
)
def test_a_run_does_not_go_on_in_the_results_of_another(
    many: Path, tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    base = many / "base.results.jsonl"
    if not base.exists():
        niw("check", "many.jsonl", "--format", "jsonl", "-o", base, cwd=many, code=3)
    file = tmp_path / "other.results.jsonl"
    kept = "".join(base.read_text(encoding="utf-8").splitlines(keepends=True)[:10])
    file.write_text(change(kept), encoding="utf-8")
    before = file.read_bytes()
    done = niw("check", "many.jsonl", "--format", "jsonl", "-o", file, "--resume", cwd=many, code=2)
    assert said in " ".join(done.stderr.split())
    assert file.read_bytes() == before


def test_resume_needs_a_file_of_lines(many: Path) -> None:
    done = niw("check", "many.jsonl", "--resume", cwd=many, code=2)
    assert "--format jsonl -o FILE" in done.stderr


def test_lines_on_the_screen_are_lines_alone(many: Path) -> None:
    done = niw("check", "many.jsonl", "--format", "jsonl", cwd=many, code=3)
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()].count("draft") == 54


def test_a_whole_report_can_be_made_by_several_processes(many: Path) -> None:
    one = niw("check", "many.jsonl", "--format", "json", "--jobs", 1, cwd=many, code=3)
    two = niw("check", "many.jsonl", "--format", "json", "--jobs", 2, cwd=many, code=3)
    assert one.stdout == two.stdout


def test_a_draft_that_takes_too_long_costs_itself_alone(many: Path, tmp_path: Path) -> None:
    good = [
        line
        for n, line in enumerate((many / "many.jsonl").read_text(encoding="utf-8").splitlines())
        if n % 10 != 9
    ]
    huge = json.loads(good[0])
    huge["case"]["id"] = "huge"
    words = " ".join(f"word{n} of work" for n in range(400_000))
    huge["endeavor"]["statement"] = words
    (tmp_path / "some.jsonl").write_text(
        "\n".join([*good[:3], json.dumps(huge), *good[3:6]]), encoding="utf-8"
    )
    niw(
        "check", "some.jsonl", "--jobs", 2, "--time-limit", 0.5, "--format", "jsonl", "-o", "r.jsonl",
        cwd=tmp_path, code=5,
    )  # fmt: skip
    _, *results, end = lines(tmp_path / "r.jsonl")
    assert [r["kind"] for r in results] == ["draft"] * 3 + ["failure"] + ["draft"] * 3
    assert results[3]["fault"]
    assert "more than 0.5 seconds" in results[3]["problems"][0]["what"]
    assert end["counts"]["failures"] == 1


def test_a_fault_of_ours_on_one_draft_is_its_result_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(Given(), isolated=True)
    checks = run.checks
    monkeypatch.setattr(checks, "result", lambda *_: 1 // 0)
    source = DraftSource(file="a.jsonl", line=7, content=b"{}")
    result = checked(checks, Piece(1, source, run.terms_for("a.jsonl")))
    assert result.exit_code == 5
    assert "ZeroDivisionError" in str(result.of)


def test_a_firm_s_pack_and_baseline_travel_with_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "firm").mkdir()
    (tmp_path / "firm" / "pack.yaml").write_text(
        "pack: firm\nversion: 1.0.0\nextends: [niw-core]\n"
        "change: {title-names-no-occupation: {off: true, because: our titles are translated}}\n",
        encoding="utf-8",
    )
    draft = TROUBLED[[p.stem for p in TROUBLED].index("team-leader-from-korea")]
    monkeypatch.chdir(tmp_path)
    run = Run(Given(pack="./firm"), isolated=True)
    run.begin([str(draft)])
    terms = run.terms_for(str(draft))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    work = MakeChecking(packs=run.checks.packs, baselines=run.checks.baselines)()
    result = work(Piece(1, DraftSource(file=str(draft)), terms))
    assert result.exit_code in {0, 1}, result
    assert "title-names-no-occupation" not in str(result.of)


def test_few_drafts_are_not_worth_a_process(many: Path) -> None:
    assert Hands().jobs is None
    done = niw("check", "many.jsonl", "--only", "C01", "--format", "jsonl", cwd=many)
    assert done.returncode == 3


def test_case_ids_that_were_met_are_known_again_however_many() -> None:
    from validator.run.streaming import Once

    met = Once()
    assert [met.again(f"case-{n}") for n in range(20_000)] == [False] * 20_000
    assert [met.again(f"case-{n}") for n in range(0, 20_000, 7)] == [True] * len(range(0, 20_000, 7))
    assert not met.again("another")
