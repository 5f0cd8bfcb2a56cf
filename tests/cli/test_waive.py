"""``niw waive``, and what every format then tells of a waiver: in force, expired, outdated, refused, of nobody."""

from __future__ import annotations

import json
import os
import pty
import select
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from validator.reports.interface import FORMATS, PUBLISHED_FORMATS

Write = Callable[..., Any]
ROOT = Path(__file__).parents[2]
ONE = {"alpha-in-title": ("high", "alpha"), "beta-in-title": ("low", "beta")}
DECIDED = (
    "--because", "The letters say so.", "--by", "Pat Iversen", "--approved-by", "Ada Roth",
    "--on", "2026-11-21", "--until", "2027-06-30",
)  # fmt: skip
DAY = ("--as-of", "2026-12-01")
ENTRY = (
    "{{draft: {draft}, rule: {rule}, because: x, proposed_by: y, approved_by: z, on: 2026-01-01,"
    " until: 2027-01-01, rests_on: {{}}}}"
)
"""An entry of a waivers file on one line."""


@pytest.fixture
def office(put: Write, pack: Write, draft: Write) -> None:
    """A folder of drafts whose settings name a pack of the office's own."""
    pack("packs/one", ONE)
    put("drafts/niw.toml", 'pack = "../packs/one"\n')
    draft("drafts/d.yaml", "Alpha")


def entries(here: Path, file: str = "drafts/waivers.yaml") -> list[dict[str, Any]]:
    found = yaml.load((here / file).read_text(encoding="utf-8"), yaml.BaseLoader)["waivers"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("office")
def test_the_pack_is_that_of_the_draft_s_own_folder(niw: Write, here: Path) -> None:
    assert niw("check", "drafts", *DAY).code == 1
    done = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED)
    assert done.code == 0, done.err
    assert "holds the word alpha" in done.words, "the finding is shown"
    assert "Waived until 2027-06-30 in drafts/waivers.yaml, approved by Ada Roth." in done.words
    assert entries(here)[0]["rests_on"] == {"i140.job_title": "Alpha"}
    assert niw("check", "drafts", *DAY).code == 0
    assert niw("check", "drafts/d.yaml", *DAY).code == 0


@pytest.mark.usefixtures("office")
def test_a_pack_on_the_command_line_goes_before_the_folder_s(niw: Write, pack: Write) -> None:
    pack("packs/two", {"gamma-in-title": ("high", "gamma")})
    done = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--pack", "./packs/two")
    assert done.code == 2
    assert "no rule “alpha-in-title”" in done.words


def test_a_lock_that_does_not_fit_stops_a_waiver_too(niw: Write, here: Path, office: None) -> None:
    assert niw("pack", "lock", "packs/one").code == 0
    with (here / "packs/one/rules.yaml").open("a", encoding="utf-8") as rules:
        rules.write("# changed\n")
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 4
    assert not (here / "drafts/waivers.yaml").exists()


REFUSALS: dict[str, tuple[tuple[str, ...], str]] = {
    "a rule that is not there": (("alfa-in-title",), "Did you mean “alpha-in-title”?"),
    "a rule that found nothing": (("beta-in-title",), "finds nothing on drafts-d"),
    "an item that is not there": (("alpha-in-title", "--item", "x"), "found nothing on the item “x”"),
    "a case that is not there": (
        ("alpha-in-title", "--case", "x"),
        "holds no draft “x”. → There is: drafts-d.",
    ),
    "no reason": (("alpha-in-title", "--because", " "), "says why"),
    "a reason in another encoding than the terminal's": (
        ("alpha-in-title", "--because", "caf\udce9"),
        "no text. → Type --because, --by and --approved-by anew, in UTF-8.",
    ),
    "an end before the beginning": (("alpha-in-title", "--until", "2026-01-01"), "before it begins"),
}


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_waived_is_refused_with_the_mend(niw: Write, here: Path, case: str) -> None:
    (rule, *more), said = REFUSALS[case]
    done = niw("waive", "drafts/d.yaml", rule, *DECIDED, *more)
    assert done.code == 2
    assert said in done.words
    assert not (here / "drafts/waivers.yaml").exists()


@pytest.mark.usefixtures("office")
def test_a_rule_that_may_not_be_waived_is_refused_and_an_old_waiver_of_it_counts_for_nothing(
    niw: Write, here: Path
) -> None:
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 0
    rules = here / "packs/one/rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        text.replace("    severity: high\n", "    severity: high\n    waivable: false\n"), encoding="utf-8"
    )
    done = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--replace")
    assert done.code == 2
    assert "cannot be waived" in done.words
    checked = niw("check", "drafts", "--format", "json", *DAY)
    assert checked.code == 1
    assert [n["kind"] for n in checked.data["decisions"]] == ["refused"]


@pytest.mark.usefixtures("office")
def test_a_second_waiver_of_a_finding_is_refused_or_takes_the_place_of_the_first(
    niw: Write, here: Path, put: Write
) -> None:
    put("drafts/waivers.yaml", "# decided in the Monday meeting\nwaivers:\n")
    other = "  # another draft\n  - " + ENTRY.format(draft="z", rule="r") + "\n"
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 0
    file = here / "drafts/waivers.yaml"
    file.write_text(file.read_text(encoding="utf-8") + other, encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    again = niw("waive", "drafts/d.yaml", "Z01", *DECIDED, "--until", "2028-06-30")
    assert again.code == 2
    assert "drafts/waivers.yaml:3:5" in again.words
    assert "--replace" in again.words
    assert file.read_text(encoding="utf-8") == before
    done = niw("waive", "drafts/d.yaml", "Z01", *DECIDED, "--until", "2028-06-30", "--replace")
    assert done.code == 0, done.err
    assert [(e["draft"], e["until"]) for e in entries(here)] == [
        ("drafts-d", "2028-06-30"),
        ("z", "2027-01-01"),
    ]
    after = file.read_text(encoding="utf-8")
    assert after.startswith("# decided in the Monday meeting\n")
    assert after.endswith(other), "comments and other entries stay as they are"
    assert after == before.replace("until: 2027-06-30", "until: 2028-06-30")


@pytest.mark.usefixtures("office")
def test_replacing_works_where_there_is_nothing_to_replace_and_in_a_file_of_one_line_entries(
    niw: Write, here: Path, put: Write
) -> None:
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--replace").code == 0
    assert len(entries(here)) == 1
    put(
        "drafts/waivers.yaml",
        "waivers:\n"
        "  - " + ENTRY.format(draft="drafts-d", rule="alpha-in-title") + "\n"
        "  - " + ENTRY.format(draft="z", rule="r"),
    )
    done = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--replace")
    assert done.code == 0, done.err
    assert [e["until"] for e in entries(here)] == ["2027-06-30", "2027-01-01"]


@pytest.mark.usefixtures("office")
def test_a_file_that_a_check_does_not_read_is_told(niw: Write, here: Path) -> None:
    done = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--file", "office-waivers.yaml")
    assert done.code == 0
    assert "--waivers office-waivers.yaml" in done.words
    assert niw("check", "drafts", *DAY).code == 1
    assert niw("check", "drafts", *DAY, "--waivers", "office-waivers.yaml").code == 0
    again = niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED, "--file", "office-waivers.yaml")
    assert again.code == 2, "the finding is waived there already"


def lines(here: Path, *drafts: str) -> None:
    (here / "drafts/all.jsonl").write_text("".join(f"{d}\n" for d in drafts), encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_one_draft_of_many_in_a_file_is_waived_and_explained_by_its_case(niw: Write, here: Path) -> None:
    (here / "drafts/d.yaml").unlink()
    lines(
        here,
        *(
            json.dumps({"case": {"id": i}, "i140": {"job_title": t}})
            for i, t in (("a", "Alpha"), ("b", "Alpha B"))
        ),
        "{broken",
    )
    which = niw("waive", "drafts/all.jsonl", "alpha-in-title", *DECIDED)
    assert which.code == 3, "a line that cannot be read is told where no case is named"
    done = niw("waive", "drafts/all.jsonl", "alpha-in-title", *DECIDED, "--case", "b")
    assert done.code == 0, done.err
    assert entries(here)[0]["draft"] == "b"
    lines(
        here,
        *(
            json.dumps({"case": {"id": i}, "i140": {"job_title": t}})
            for i, t in (("a", "Alpha"), ("b", "Alpha B"))
        ),
    )
    which = niw("waive", "drafts/all.jsonl", "alpha-in-title", *DECIDED)
    assert (which.code, "--case" in which.words) == (2, True)
    checked = niw("check", "drafts", "--format", "json", *DAY).data
    assert {d["header"]["case"]: len(d["waived"]) for d in checked["drafts"]} == {"a": 0, "b": 1}
    told = niw("explain", "alpha-in-title", "drafts/all.jsonl", "--case", "b")
    assert told.code == 0
    assert "on b (drafts/all.jsonl): a finding" in told.out
    assert "on a (" not in told.out
    assert niw("explain", "alpha-in-title", "drafts/all.jsonl", "--case", "c").code == 2


# ------------------------------------------------------------------------------------------------ every format

STATES: dict[str, tuple[tuple[str, ...], str | None, str]] = {
    # the day, what becomes of the draft's title, what the report then says
    "in force": (("--as-of", "2027-06-30"), None, ""),
    "expired": (("--as-of", "2027-07-01"), None, "A waiver has expired"),
    "outdated": (DAY, "Alpha Alpha", "A waiver is outdated"),
    "unused": (DAY, "Plumber", "A waiver is not used"),
}


def undone(text: str) -> str:
    """What a format escapes for its reader, as the reader shows it."""
    return " ".join(
        text.replace("&#39;", "'").replace("%0A", " ").replace("%3A", ":").replace("\\", "").split()
    )


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_what_became_of_a_waiver(niw: Write, draft: Write, name: str, state: str) -> None:
    day, title, said = STATES[state]
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 0
    if title:
        draft("drafts/d.yaml", title)
    done = niw("check", "drafts", "--format", name, *day, "--words")
    assert done.code == (0 if state in ("in force", "unused") else 1)
    text = undone(done.out)
    if state == "in force":
        if name == "jsonl":
            assert '"waived":[{"rule":"alpha-in-title"' in text
            assert '"until":"2027-06-30"' in text
            return
        for told in ("Ada Roth", "Pat Iversen", "The letters say so", "2027-06-30"):
            assert told in text, (name, told)
        if name == "sarif":
            (suppression,) = done.data["runs"][0]["results"][0]["suppressions"]
            assert "The letters say so." in suppression["justification"]
    else:
        assert "The letters say so" not in text or name == "json"
        assert state in text if name in ("json", "jsonl", "gitlab", "html") else said in text, name
        assert "alpha-in-title" in text


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("name", PUBLISHED_FORMATS)
def test_what_is_published_says_until_when_and_where_who_and_why_stand(niw: Write, name: str) -> None:
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 0
    text = undone(niw("check", "drafts", "--format", name, *DAY).out)
    assert "Ada Roth" not in text
    assert "Pat Iversen" not in text
    assert "2027-06-30" in text
    assert "drafts/waivers.yaml:6:5" in text
    assert "The letters say so" not in text
    whole = undone(niw("check", "drafts", "--format", name, "--words", *DAY).out)
    assert "Ada Roth" in whole
    assert "The letters say so" in whole


# ------------------------------------------------------------------------------------- waivers of no draft


def line(draft: str) -> str:
    """A waiver of this draft, as a line of a file."""
    return "  - " + ENTRY.format(draft=draft, rule="alpha-in-title") + "\n"


def notes(niw: Write, *paths: str) -> list[tuple[str, str]]:
    """The kinds and drafts of the notes on decisions of a run over ``paths``."""
    done = niw("check", *paths, "--format", "json", *DAY)
    return [(n["kind"], n["draft"]) for n in done.data["decisions"]]


@pytest.mark.usefixtures("office")
def test_a_waiver_of_a_draft_that_is_not_there_is_told_where_the_whole_folder_was_checked(
    niw: Write, put: Write
) -> None:
    put("drafts/waivers.yaml", "waivers:\n" + line("draft-d"))
    assert notes(niw, "drafts") == [("unused", "draft-d")]
    assert notes(niw, ".") == [("unused", "draft-d")]
    assert notes(niw, "drafts/d.yaml") == [], "a run on one draft knows nothing of the others"
    done = niw("check", "drafts", *DAY)
    assert "drafts/waivers.yaml:2:5" in done.words
    assert "mend the id" in done.words


@pytest.mark.usefixtures("office")
def test_a_waiver_that_lies_beside_other_drafts_than_its_own_says_where_its_draft_is(
    niw: Write, put: Write, draft: Write
) -> None:
    draft("drafts/older/e.yaml", "Alpha")
    put("drafts/waivers.yaml", "waivers:\n" + line("drafts-older-e"))
    assert notes(niw, "drafts") == [("unused", "drafts-older-e")]
    assert "the draft is in drafts/older/e.yaml" in niw("check", "drafts", *DAY).words


@pytest.mark.usefixtures("office")
def test_a_waiver_file_of_one_draft_is_looked_at_too(niw: Write, put: Write) -> None:
    put("drafts/f.waivers.yaml", "waivers:\n" + line("drafts-d"))
    assert notes(niw, "drafts") == [("unused", "drafts-d")], "no draft is called f"
    put("drafts/gone/waivers.yaml", "waivers:\n" + line("x"))
    assert notes(niw, "drafts") == [("unused", "drafts-d"), ("unused", "x")], "a folder whose drafts went"


@pytest.mark.usefixtures("office")
def test_nothing_is_said_of_waivers_that_may_be_of_a_draft_nobody_could_read(niw: Write, put: Write) -> None:
    put("drafts/waivers.yaml", "waivers:\n" + line("c"))
    put("drafts/c.yaml", "case: {id: c}\ni140: {soc_cod: 1}\n")
    assert notes(niw, "drafts") == []
    put("drafts/c.yaml", "case: {id: c}\n")
    assert notes(niw, "drafts") == []


@pytest.mark.usefixtures("office")
def test_waivers_for_every_draft_are_of_nobody_only_where_no_draft_of_the_run_is_meant(
    niw: Write, put: Write
) -> None:
    put("drafts/niw.toml", 'pack = "../packs/one"\nwaivers = "office.waivers.yaml"\n')
    put(
        "drafts/office.waivers.yaml",
        "waivers:\n" + line("drafts-d") + line("drafts-e"),
    )
    assert ("unused", "drafts-e") in notes(niw, "drafts")
    assert ("unused", "drafts-d") not in notes(niw, "drafts")


# ------------------------------------------------------------------------------------------------ on a terminal


def on_a_terminal(arguments: Sequence[str], answer: str, cwd: Path) -> tuple[int, str]:
    """The command with a terminal for all three streams, and one answer typed into it."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover  (the child)
        os.chdir(cwd)
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "validator.cli", *arguments])
    said = b""
    asked = False
    while True:
        ready, _, _ = select.select([terminal], [], [], 30)
        if not ready:
            break
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if not asked and b"[y/N]" in said:
            asked = True
            os.write(terminal, answer.encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


@pytest.mark.usefixtures("office")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_on_a_terminal_the_finding_is_shown_and_nothing_written_before_a_yes(here: Path) -> None:
    command = ("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED)
    code, said = on_a_terminal(command, "n\n", here)
    assert code == 130
    assert "holds the word alpha" in said
    assert not (here / "drafts/waivers.yaml").exists()
    code, said = on_a_terminal(command, "y\n", here)
    assert code == 0, said
    assert len(entries(here)) == 1
    code, said = on_a_terminal((*command, "--replace", "--yes"), "", here)
    assert code == 0
    assert "[y/N]" not in said


@pytest.mark.usefixtures("office")
def test_a_waiver_of_no_draft_is_told_at_the_end_of_a_stream_of_results(niw: Write, put: Write) -> None:
    put("drafts/waivers.yaml", "waivers:\n" + line("drafts-d") + line("nobody"))
    done = niw("check", "drafts", "--format", "jsonl", *DAY)
    end = json.loads(done.out.splitlines()[-1])
    assert [n for n in end["notices"] if "concerns nobody" in n and "on nobody in" in n]
    assert not [n for n in end["notices"] if "on drafts-d in" in n]


@pytest.mark.usefixtures("office")
def test_a_file_of_waivers_that_is_named_and_stands_beside_the_draft_counts_once(niw: Write) -> None:
    assert niw("waive", "drafts/d.yaml", "alpha-in-title", *DECIDED).code == 0
    done = niw("check", "drafts", "--format", "json", "--waivers", "drafts/waivers.yaml", *DAY)
    assert done.code == 0
    assert done.data["decisions"] == [], "no second waiver of the finding is told"


@pytest.mark.usefixtures("office")
def test_waivers_in_a_rule_pack_are_not_those_of_the_drafts_around_it(niw: Write, put: Write) -> None:
    file = "waivers:\n  - " + ENTRY.format(draft="z", rule="alpha-in-title") + "\n"
    put("drafts/inner/waivers.yaml", file)
    notes = niw("check", "drafts", "--format", "json", *DAY).data["decisions"]
    assert [note["kind"] for note in notes] == ["unused"]
    put("drafts/inner/pack.yaml", "pack: inner\n")
    assert niw("check", "drafts", "--format", "json", *DAY).data["decisions"] == []
