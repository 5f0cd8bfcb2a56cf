"""How a comparison is shown: for people, for a pull request, for programs; and the two sides it is made of."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from tests.preview.conftest import Office, compared
from validator.cli import niw
from validator.drafts import load_draft
from validator.errors import UsageError
from validator.facts import vocabulary
from validator.preview.compare import preview
from validator.preview.formats import FORMATS, render
from validator.preview.sides import read_side
from validator.reports.interface import Options
from validator.resources import schemas_dir

REPO = Path(__file__).resolve().parent.parent.parent
FIRM = REPO / "samples" / "packs" / "example-firm"
OLD, NEW = Office(), Office(words=("Team Leader",), least_hours=40, change=(("letter-undated", "off: true"),))

DRAFT = """\
case: {id: group}
i140: {job_title: Group Leader, hours_per_week: 38}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(niw, ["pack", *map(str, arguments)], standalone_mode=False)


@pytest.fixture
def packs(tmp_path: Path) -> tuple[Path, Path, Path]:
    draft = tmp_path / "draft.yaml"
    draft.write_text(DRAFT, encoding="utf-8")
    return OLD.write(tmp_path / "one"), NEW.write(tmp_path / "two"), draft


def test_the_page_opens_with_what_is_no_longer_seen_and_ends_with_what_changes_nothing() -> None:
    text = render(compared(OLD, NEW), "text", Options())
    heads = ["NO LONGER SEEN", "NEWLY SEEN", "CHANGED WORDING", "OTHERWISE CHECKED", "Unchanged:"]
    assert [text.index(h) for h in heads] == sorted(text.index(h) for h in heads)
    lost = text[: text.index("NEWLY SEEN")]
    assert "“The letter of A. One has no date.”" in lost
    assert "because our clients asked; approved by A. Partner" in lost
    assert "firm/pack.yaml:6" in lost.replace("\n", "").replace(" ", "")


def test_no_line_is_wider_than_the_page() -> None:
    text = render(compared(OLD, NEW), "text", Options(width=60))
    assert max(map(len, text.splitlines())) <= 60


def test_an_edit_that_changes_nothing_here_is_told_apart() -> None:
    text = render(compared(OLD, OLD.but(words=(*OLD.words, "Nobody", "No one"))), "text", Options())
    assert "No finding is lost" in text
    idle = text[text.index("EDITS THAT CHANGE NO FINDING") :]
    assert "the words “Nobody” and “No one” were added to vague_titles" in idle


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_of_a_draft_reaches_a_page_as_anything_but_text(format_: str) -> None:
    nasty = "Team Leader | <img src=x onerror=alert(1)> `a` [x](http://e.example) @someone #12 \x1b[31mred \u202eback"
    draft = load_draft({"case": {"id": "x|y"}, "i140": {"job_title": nasty}}, partial=True)
    done = preview(OLD.side(), OLD.but(words=("Nobody",)).side(), [draft])
    assert len(done.lost) == 1
    page = render(done, format_, Options())
    assert "\x1b" not in page
    assert "\u202e" not in page
    if format_ == "markdown":
        assert "<img" not in page
        assert "[x](" not in page
        assert "@someone" not in page
        row = next(line for line in page.splitlines() if "vague-title" in line and line.startswith("|"))
        assert row.replace("\\|", "").count("|") == 6


def test_markdown_folds_away_what_few_will_read() -> None:
    page = render(compared(OLD, NEW), "markdown", Options())
    assert page.startswith("## firm: what this edit changes\n")
    assert "### No longer seen\n\n| severity | rule | draft | finding | edit |" in page
    assert page.count("<details>") == page.count("</details>") == 2  # changed wording, otherwise checked
    assert "approved by A. Partner" in page


def test_json_names_the_edit_of_each_difference_by_its_number() -> None:
    data = json.loads(render(compared(OLD, NEW), "json", Options()))
    assert data["summary"]["lost"] == len(data["lost"])
    for difference in [*data["lost"], *data["new_findings"], *data["changed"], *data["unchecked"]]:
        for cause in difference["causes"]:
            assert data["edits"][cause["edit"]]["changes_findings"]
    lost = next(d for d in data["lost"] if d["rule"] == "letter-undated")
    assert data["edits"][lost["causes"][0]["edit"]]["says"] == "off: true"


def test_the_json_fits_its_schema(packs: tuple[Path, Path, Path]) -> None:
    schema = json.loads((schemas_dir() / "pack-diff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    told = [
        json.loads(render(compared(one, other), "json", Options())) for one, other in ((OLD, NEW), (NEW, OLD))
    ]
    old, new, draft = packs
    told += [
        json.loads(run("diff", old, new, *on, "--format", "json").output)
        for on in (
            (),
            ("--on", draft),
            ("--on", draft.parent / "nowhere"),
            ("--on", draft, draft.parent / "no"),
        )
    ]
    assert {bool(t["lost"]) for t in told} == {bool(t["unread"]) for t in told} == {True, False}
    for one in told:
        Draft202012Validator(schema).validate(one)


# ---- the command


def test_a_lost_finding_fails_the_command_only_where_that_is_asked_for(
    packs: tuple[Path, Path, Path],
) -> None:
    old, new, draft = packs
    assert run("diff", old, new, "--on", draft).return_value == 0
    assert run("diff", old, new, "--on", draft, "--fail-on-lost").return_value == 1
    assert run("diff", old, old, "--on", draft, "--fail-on-lost").return_value == 0


def test_several_drafts_may_follow_one_on(packs: tuple[Path, Path, Path]) -> None:
    old, new, draft = packs
    other = draft.with_name("other.yaml")
    other.write_text(DRAFT.replace("id: group", "id: other"), encoding="utf-8")
    data = json.loads(run("diff", old, new, "--on", draft, other, "--format", "json").output)
    assert data["summary"]["drafts"] == 2
    assert {d["draft"] for d in data["lost"]} == {"group", "other"}


def test_a_draft_that_cannot_be_read_costs_nothing_else(packs: tuple[Path, Path, Path]) -> None:
    old, new, draft = packs
    broken = draft.with_name("broken.yaml")
    broken.write_text("case: {id: [", encoding="utf-8")
    ran = run("diff", old, new, "--on", draft, "--on", broken)
    assert ran.return_value == 3
    assert "On 1 draft, and 1 not read: 1 finding no longer seen" in ran.output
    assert ran.output.index("NOT READ") < ran.output.index("broken.yaml") < ran.output.index("NO LONGER SEEN")


@pytest.mark.parametrize("where", ["nowhere", "empty", "broken.yaml"])
@pytest.mark.parametrize("format_", FORMATS)
def test_where_no_draft_was_read_no_finding_is_called_kept(
    packs: tuple[Path, Path, Path], where: str, format_: str
) -> None:
    old, new, draft = packs
    (draft.parent / "empty").mkdir()
    (draft.parent / "broken.yaml").write_text("case: {id: [", encoding="utf-8")
    on = draft.parent / where
    ran = run("diff", old, new, "--on", on, "--fail-on-lost", "--format", format_)
    assert ran.return_value == 3
    assert "No finding is lost" not in ran.output
    assert "change no finding" not in ran.output.lower()
    if format_ == "json":
        data = json.loads(ran.output)
        assert data["summary"]["complete"] is False
        assert [u["file"] for u in data["unread"]] == [str(on)]
        assert {e["changes_findings"] for e in data["edits"]} == {None}
    else:
        top = ran.output[: ran.output.lower().index("edits")]
        assert "No draft was compared" in top
        assert where in top


def test_a_draft_that_was_not_read_is_named_before_anything_is_called_kept(
    packs: tuple[Path, Path, Path],
) -> None:
    old, _, draft = packs
    for format_ in ("text", "markdown"):
        ran = run("diff", old, old, "--on", draft, "--on", draft.parent / "nowhere", "--format", format_)
        assert ran.return_value == 3
        assert ran.output.index("nowhere") < ran.output.index(
            "No finding is lost on the drafts that were read"
        )


def test_without_drafts_it_says_that_findings_were_not_looked_at(packs: tuple[Path, Path, Path]) -> None:
    old, new, _ = packs
    ran = run("diff", old, new)
    assert ran.return_value == 0
    assert "No drafts were named" in ran.output
    assert "the word “Group Leader” was taken from vague_titles" in ran.output


# ---- a side out of git


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    OLD.write(root / "rules")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The rules")
    rules = root / "rules" / "office" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("severity: medium", "severity: high"))
    monkeypatch.chdir(root)
    return root


def test_a_revision_is_read_with_what_it_extends_by_folder(repository: Path) -> None:
    old = read_side("main:rules/firm", vocabulary())
    assert [p.name for p in old.opened.pack.parts] == ["office", "firm"]
    done = preview(old, read_side("rules/firm", vocabulary()))
    assert [(e.subject, e.says) for e in done.edits] == [("letter-undated", "severity is high, was medium")]
    back = preview(read_side("rules/firm", vocabulary()), old).edits[0]
    assert str(back.place).startswith("main:rules/office/rules.yaml:")
    assert not list(repository.glob("niw-*"))


def test_a_path_with_a_dot_is_seen_from_where_one_stands(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "rules")
    assert read_side("HEAD:./firm", vocabulary()).opened.pack.name == "firm"
    assert read_side("HEAD:rules/firm", vocabulary()).opened.pack.name == "firm"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("nowhere:rules/firm", "There is no revision “nowhere” in the repository"),
        ("--help:rules/firm", "There is no revision “--help”"),
        ("main:rules", "In “main” the folder “rules” holds no pack.yaml."),
        ("main:../other", "“../other” is outside the repository"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_revision_that_is_not_there_is_told_plainly(said: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_side(said, vocabulary())
    assert caught.value.problems[0].what.startswith(what)
    assert caught.value.problems[0].mend


def test_outside_a_repository_a_revision_is_no_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="is in no git repository"):
        read_side("main:rules/firm", vocabulary())


def test_a_mistake_in_a_revision_is_told_by_that_revisions_lines(repository: Path) -> None:
    rules = repository / "rules" / "office" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("severity: low", "severity: lowish"))
    git(repository, "commit", "-qam", "A slip")
    ran = run("diff", "main:rules/firm", "rules/firm")
    problems = ran.exception.problems  # type: ignore[union-attr]
    assert str(problems[0].place).startswith("main:rules/office/rules.yaml:")


# ---- the packs that ship


def test_the_example_firms_changes_are_all_told_by_its_own_lines() -> None:
    done = preview(read_side("niw-strict", vocabulary()), read_side(str(FIRM), vocabulary()))
    told = {(e.subject, e.name): e for e in done.edits}
    lowered = told["worker-signature-missing", "severity"]
    assert lowered.approved_by == "R. Osei-Lindqvist, managing attorney"
    assert lowered.place is not None
    assert lowered.place.file.endswith("example-firm/pack.yaml")
    assert told["gap_months", "value"].says == "the parameter gap_months is 24, was 6"
