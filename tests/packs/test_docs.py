"""A page for each rule, written from the rule: whole, up to date, in plain words, and safe to show."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from validator.cli import niw
from validator.engine.vocabulary import Vocabulary
from validator.errors import Problem
from validator.facts import vocabulary as the_vocabulary
from validator.packs import Pack, load_pack, shipped_packs
from validator.packs.conditions import ConditionReader
from validator.packs.handbook import handbook, stale, write
from validator.packs.markdown import address, code, escaped
from validator.packs.operands import Operands
from validator.packs.pages import MADE
from validator.packs.plain import Words, markdown
from validator.packs.reading import read_yaml
from validator.proof import pages

Write = Callable[..., Path]

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
MARKDOWN = MarkdownIt("commonmark").enable("table")


@cache
def shipped_pages() -> dict[str, str]:
    return pages(shipped_packs(), contents=True)


def test_the_pages_of_the_shipped_packs_are_what_the_rules_say() -> None:
    if os.environ.get("NIW_WRITE_DOCS"):
        write(FOLDER, shipped_pages())
        pytest.skip("written anew: read the diff")
    assert stale(FOLDER, shipped_pages()) == (), "niw pack docs"


@pytest.mark.parametrize("name", shipped_packs())
def test_every_rule_has_a_page_with_all_that_it_says(name: str) -> None:
    pack = load_pack(name, the_vocabulary())
    for rule in pack.rules:
        if rule.origin.pack != name:
            continue
        page = shipped_pages()[f"{name}/{rule.id}.md"]
        assert page.startswith(f"# {escaped(rule.title)}\n")
        for said in (rule.why, rule.remedy, *(a.citation for a in pack.authorities_of(rule))):
            assert escaped(said) in page
        for kind in ("It fires on:", "It finds nothing in:", "It cannot be checked on:"):
            assert kind in page
        needs = page.partition("## What it needs of the draft\n\n")[2]
        assert needs.startswith("- `"), f"{rule.id} reads nothing of the draft"


def test_every_link_between_pages_leads_somewhere() -> None:
    made = shipped_pages()
    for path, page in made.items():
        for target in re.findall(r"\]\(([^)]*)\)", page):
            assert os.path.normpath(f"{Path(path).parent}/{target}") in made, (path, target)


def test_the_index_names_every_rule_by_severity_corner_and_catalogue_number() -> None:
    index = shipped_pages()["niw-core/README.md"]
    severity, corner, catalogue = re.split(r"^## By .*$", index, flags=re.MULTILINE)[1:]
    for rule in load_pack("niw-core", the_vocabulary()).rules:
        under = severity.partition(f"### {rule.severity.name}\n")[2].partition("\n### ")[0]
        assert f"({rule.id}.md)" in under
        for about in rule.about:
            assert f"({rule.id}.md)" in corner.partition(f"### {about}\n")[2].partition("\n### ")[0]
        if rule.catalogue:
            assert re.search(rf"^- {rule.catalogue}: .*\({rule.id}\.md\)", catalogue, flags=re.MULTILINE)


def test_a_page_names_the_form_items_that_would_let_the_rule_be_checked() -> None:
    page = shipped_pages()["niw-core/title-names-no-occupation.md"]
    assert "- `i140.job_title`, Form I-140, Part 6, item 1\n" in page
    assert "- `i140.soc_code`, Form I-140, Part 6, item 2\n" in page


# ---------------------------------------------------------------------------------------------- plain words


def in_words(text: str) -> str:
    problems: list[Problem] = []
    reader = read_yaml(text.encode(), "rule", problems)
    assert reader is not None
    words = the_vocabulary().with_conclusions({"profession": "whether it is one"})
    lists = {"vague_titles": ("Team Leader",)}
    operands = Operands(reader, {"months": "60"}, lists, set())
    read = ConditionReader(reader, words, operands).read(reader.root)
    assert not problems
    return markdown(Words(words).lines(read))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{i140.full_time: false}", "- “Full-time position” (Form I-140, Part 6, item 4) is answered no."),
        (
            "{i140.soc_code: {missing: true}}",
            "- SOC code of the proposed employment, two and four digits (Form I-140, Part 6, item 2) is left blank.",
        ),
        ("{code.residual: true}", "- The code is an “All Other” residual."),
        ("{code.residual: {equals: false}}", "- It is not so that the code is an “All Other” residual."),
        (
            "{agreement.degree_code.band: {at_most: weak}}",
            "- The best fitting degree held and the proposed code agree not at all or weakly.",
        ),
        (
            "{agreement.degree_code.band: {not_equals: strong}}",
            "- The best fitting degree held and the proposed code agree not at all, weakly or in part.",
        ),
        ("{endeavor.argues_shortage: {empty: true}}", ("- There are no words of the endeavor statement that argue "
         "from a shortage of workers.")),
        (
            "{degree.highest: {less_than: bachelor}}",
            "- *The highest level held, as the United States counts it* is below bachelor.",
        ),
        (
            "{i140.hours_per_week: {between: [20, 35]}}",
            "- Hours per week, if not full-time (Form I-140, Part 6, item 5) is between 20 and 35, both included.",
        ),
        (
            "{case.filing_date: {before: 2026-04-01}}",
            "- The day the petition was or will be filed (case file) is before 2026-04-01.",
        ),
        (
            "{i140.job_title: {has_phrase_from: vague_titles}}",
            ("- Job title of the proposed employment (Form I-140, Part 6, item 1) holds one of the words or phrases of "
            "the list `vague_titles`."),
        ),
        (
            "{case.track: {in: [advanced_degree, both]}}",
            "- The EB-2 ground the office has chosen (case file) is “advanced degree” or “both”.",
        ),
        ("{case.stage: {equals: final}}", "- Stage (case file) is “final”."),
        ("{degrees: {empty: false}}", "- The list `degrees` (diplomas) is not empty."),
        (
            "{endeavor.reach: {same_as: {fact: i140.job_title}}}",
            ("- How far the effect is said to reach (endeavor statement) says the same as job title of the proposed "
            "employment (Form I-140, Part 6, item 1)."),
        ),
        (
            "{code.major_group: {not_in: [11, 13]}}",
            "- *The major group's two digits* is stated, and is neither “11” nor “13”.",
        ),
        (
            "{wage.annual: {less_than: {fact: code.wage.p10}}}",
            ("- *The proposed wage as a year's amount, an hour's wage taken for the stated hours a week (40 where none "
            "are) and 52 weeks* is less than *the occupation's national 10th-percentile wage (OEWS)*."),
        ),
        ("{concluded.profession: {equals: doubtful}}", "- The conclusion `profession` has among its items “doubtful”."),
        (
            "{count: {of: letters as l, where: {l.signed: false}, at_least: 2}}",
            ("- The number of the `letters` (letters of employers, experts and others) of which this holds is at least "
            "2:\n  - “Signed” (letter) is answered no."),
        ),
        (
            "{for_all: degrees as d, where: {d.foreign: true}}",
            ("- For every one of the `degrees` (diplomas) (also when there are none), this holds:\n"
            "  - The institution's country is not the United States."),
        ),
        (
            "{any: [{code.military: true}, {none: [{code.split: true}, {code.residual: true}]}]}",
            ("- At least one of these holds:\n  - The code is in major group 55, Military Specific Occupations.\n"
            "  - None of these holds:\n    - The number stands in both editions and its 2010 occupation was divided "
            "among several 2018 codes.\n    - The code is an “All Other” residual."),
        ),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_plain_words(condition: str, said: str) -> None:
    assert in_words(condition) == said


def test_no_page_lets_an_operator_of_the_language_stand_among_the_plain_words() -> None:
    operators = re.compile(
        r"\b(?:has_phrase|not_equals|not_in|less_than|at_most|at_least|starts_with|same_as)\b"
    )
    for path, page in shipped_pages().items():
        plain = page.partition("## What it looks for")[2].partition("In the rule language:")[0]
        assert not operators.search(plain), path


# ---------------------------------------------------------------------------------------------- safe to show


def tokens(text: str) -> list[Any]:
    return [t for block in MARKDOWN.parse(text) for t in (block, *(block.children or ()))]


def shown(text: str) -> str:
    """What a reader of the rendered page sees."""
    return "".join(t.content for t in tokens(text) if t.type in ("text", "code_inline"))


TEXTS = st.lists(
    st.sampled_from([*"ab1 _*`<>[]()|#+-=~\\&!;{}.\n", "&lt;", "&#39;", "http://x.y", "<b>", "![", "]("]),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_text_from_a_pack_stays_text(text: str) -> None:
    for put in (f"Said: {escaped(text)}", f"- {escaped(text)}", f"# {escaped(text)}", f"> {escaped(text)}"):
        kinds = {t.type for t in tokens(put)}
        assert not kinds & {
            "html_inline",
            "html_block",
            "link_open",
            "em_open",
            "strong_open",
            "code_inline",
            "image",
        }
    assert shown(f"Said: {escaped(text)}") == f"Said: {' '.join(text.split())}".rstrip()


@given(TEXTS.filter(str.strip))
def test_code_from_a_pack_stays_code(text: str) -> None:
    inline = [t for t in tokens(f"x {code(text)} y") if t.type == "code_inline"]
    assert [t.content for t in inline] == [" ".join(text.split())]


@given(TEXTS)
def test_an_address_links_to_the_web_or_is_shown_as_it_is(text: str) -> None:
    for said in (text, f"javascript:{text}", f"https://example.org/{text}"):
        for token in tokens(f"See {address(said)}."):
            assert token.type not in ("html_inline", "html_block")
            if token.type == "link_open":
                assert token.attrGet("href").startswith(("http://", "https://"))


EVIL = """\
rules:
  - id: evil
    title: "<script>alert(1)</script> | [x](javascript:y)"
    severity: low
    about: [title]
    when: {i140.job_title: {has_phrase_from: bad_words}}
    says: "“{i140.job_title}” *is* <b>bad</b>."
    why: "`</code>` | a | b"
    remedy: "![x](http://x.y)"
    authority: [evil]
    examples:
      fires: [{i140: {job_title: "a ``` <b>"}}]
      clear: [{i140: {job_title: b}}]
      unchecked: [{}]
"""


def test_a_page_of_a_hostile_pack_runs_nothing_and_links_to_nothing(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    folder = write_pack(
        "firm",
        EVIL,
        authorities="authorities: {evil: {citation: '<img src=x>', address: 'javascript:alert(1)', "
        "status: practice, supports: '[a](b)'}}\n",
        lists="lists: {bad_words: ['<i>', 'a | b', '``` a']}\n",
    )
    made = handbook([folder], vocabulary, lambda *_: [("i140.job_title", "<u>")], contents=True)
    for page in made.values():
        found = tokens(page.replace(MADE, ""))
        assert not [t for t in found if t.type in ("html_inline", "html_block", "image")]
        links = [t.attrGet("href") for t in found if t.type == "link_open"]
        assert all(re.fullmatch(r"[\w./-]+\.md", link) for link in links), links
    assert "alert(1)" in shown(made["firm/evil.md"]), "it is shown, as text"


# ------------------------------------------------------------------------------------------- a firm's folder


CHANGED = "pack: firm\nversion: 2.0.0\nextends: [../office]\nchange: {bad: {severity: high, because: we had an RFE}}\n"
PLAIN = (
    EVIL.replace("id: evil", "id: bad")
    .replace("has_phrase_from: bad_words", "has_phrase: a")
    .replace("[evil]", "[practice]")
)


def test_a_firm_has_pages_of_the_rules_it_changes_with_the_change_as_the_last_step(
    write_pack: Write, vocabulary: Vocabulary
) -> None:
    write_pack("office", PLAIN)
    firm = write_pack("firm", manifest=CHANGED)
    made = handbook([firm], vocabulary, lambda *_: [], contents=False)
    assert sorted(made) == ["firm/README.md", "firm/bad.md", "office/README.md", "office/bad.md"]
    assert "| firm 2.0.0 | high | we had an RFE |" in made["firm/bad.md"]
    assert "| as office 1.0.0 has it now (the rule keeps no history) | low |  |" in made["firm/bad.md"]
    assert "we had an RFE" not in made["office/bad.md"]
    assert "| [`bad`](bad.md) | high | we had an RFE |" in made["firm/README.md"]


def test_a_page_of_a_rule_that_is_gone_is_removed_and_one_that_somebody_wrote_is_not(
    write_pack: Write, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    made = handbook([write_pack("office", PLAIN)], vocabulary, lambda *_: [], contents=False)
    to = tmp_path / "pages"
    assert len(write(to, made)) == 2
    (to / "office" / "gone.md").write_text(f"# Gone\n\n{MADE}\n", encoding="utf-8")
    (to / "office" / "notes.md").write_text("# Our notes\n", encoding="utf-8")
    (to / "office" / "bad.md").write_text("something else\n", encoding="utf-8")
    assert stale(to, made) == ("office/bad.md", "office/gone.md")
    assert write(to, made) == ("office/bad.md", "office/gone.md")
    assert stale(to, made) == ()
    assert sorted(f.name for f in (to / "office").iterdir()) == ["README.md", "bad.md", "notes.md"]


def test_the_command_writes_pages_and_says_when_they_are_out_of_date(
    tmp_path: Path, write_pack: Write
) -> None:
    folder, to = write_pack("office", PLAIN), tmp_path / "pages"

    def docs(*args: str) -> tuple[int, str]:
        done = CliRunner().invoke(niw, ["pack", "docs", str(folder), "--to", str(to), *args])
        return done.exit_code, done.stdout.splitlines()[-1]

    assert docs("--check") == (1, f"2 of 2 pages are out of date; run niw pack docs {folder} --to {to}.")
    assert docs() == (0, f"2 pages in {to}, 2 of them changed.")
    assert not (to / "README.md").exists(), "the page above all packs is for all packs"
    assert docs("--check") == (0, "2 pages, all up to date.")
    (to / "office" / "bad.md").write_text("", encoding="utf-8")
    assert docs("--check")[0] == 1


def test_a_folder_that_cannot_be_written_to_is_wrong_usage(tmp_path: Path, write_pack: Write) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "office").write_text("a file where the folder should be", encoding="utf-8")
    folder = write_pack("office-pack", PLAIN, manifest="pack: office\nversion: 1.0.0\n")
    done = CliRunner().invoke(niw, ["pack", "docs", str(folder), "--to", str(tmp_path / "pages")])
    assert "The pages cannot be written" in str(done.exception)
    assert getattr(done.exception, "exit_code", None) == 2


def test_a_pack_with_a_mistake_has_no_pages(tmp_path: Path, write_pack: Write) -> None:
    folder = write_pack("firm", PLAIN.replace("severity: low", "severity: grave"))
    done = CliRunner().invoke(niw, ["pack", "docs", str(folder), "--to", str(tmp_path / "pages")])
    assert getattr(done.exception, "exit_code", None) == 4
    assert not (tmp_path / "pages").exists()


def test_dated_parameters_are_shown_with_their_dates(write_pack: Write, vocabulary: Vocabulary) -> None:
    dated = "[{until: 2025-12-31, value: 30}, {from: 2026-01-01, value: 35}]"
    manifest = f"pack: office\nversion: 1.0.0\nparams: {{limit: {{dated: {dated}}}}}\n"
    rules = PLAIN.replace("{i140.job_title: {has_phrase: a}}", "{i140.hours: {less_than: {param: limit}}}")
    folder = write_pack("office", rules, manifest=manifest)
    page = handbook([folder], vocabulary, lambda *_: [], contents=False)["office/bad.md"]
    assert "- The parameter `limit`: 30 (until 2025-12-31); 35 (from 2026-01-01)" in page
    pack: Pack = load_pack(folder, vocabulary, fresh=True)
    assert len(pack.rules[0].dated) == 2
