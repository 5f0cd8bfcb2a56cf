"""The report for pull requests and memos, read with a real renderer; nothing of a draft becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.reports.decided_reports import DECIDED_REPORT, DECIDED_SEVERAL_REPORT
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    BROKEN_REPORT,
    GENERAL_MANAGER,
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY_REPORT,
    REPORTS,
    SEVERAL_REPORT,
    TEAM_LEADER_REPORT,
    finding,
    report,
    stated,
)
from validator.errors import Place
from validator.findings import DraftReport, Header, Report, Row, Severity
from validator.reports.clean import one_line
from validator.reports.interface import Options, render
from validator.reports.markup import code, plain

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# GitHub's Markdown: tables, strikethrough, HTML let through, addresses made links by their looks.
MARKDOWN = MarkdownIt("gfm-like", {"html": True})
assert MARKDOWN.linkify is not None
MARKDOWN.linkify.set({"fuzzy_link": False})

OWN_TAGS = {
    "<details>", "</details>", "<summary>", "</summary>", "<br>", "<!-- -->", "<span>", "</span>",
}  # fmt: skip

# What GitHub and GitLab make a link of in text by its looks: mentions, references, addresses.
LOOKS = re.compile(
    r"(?<![\w/])@[\w-]|#\d|(?<![\w])![\d]|\bGH-\d|https?://\w|\bwww\.\w|[\w.]@\w+\.\w|:[+\w-]+:|(?<!\w)[~%&$]\w",
    re.IGNORECASE,
)


def tokens(text: str) -> Iterator[Token]:
    """Every token of a rendered page, blocks and what stands in them; text that belongs together is one token."""
    for block in MARKDOWN.parse(text):
        yield block
        yield from block.children or ()


def shown(text: str) -> list[str]:
    """The text of a rendered page as a reader sees it, a piece for each stretch between tags."""
    return [t.content for t in tokens(text) if t.type == "text"]


def tags(text: str) -> set[str]:
    """The HTML of a page."""
    found: set[str] = set()
    for token in tokens(text):
        if token.type in {"html_inline", "html_block"}:
            found |= set(re.findall(r"<!--.*?-->|<[^>]*>|<", token.content))
    return found


def links(text: str) -> set[str]:
    return {str(t.attrs["href"]) for t in tokens(text) if t.type == "link_open"}


def seen(text: str) -> str:
    """All that a reader sees, without white space."""
    return "".join(
        "".join(t.content.split())
        for t in tokens(text)
        if t.type in {"text", "code_inline", "html_inline", "html_block"}
    )


# ------------------------------------------------------------------------------------------------------ the page


def test_a_draft_opens_with_its_case_and_its_sentence() -> None:
    text = render(GENERAL_MANAGER_REPORT, "markdown")
    assert text.startswith(
        "## GM-2026-014\n\n`drafts/general-manager.yaml` · track advanced degree · self-petition"
    )
    assert "**3 to resolve before filing, 2 to explain, 3 not checked: no employment" in text


def test_the_findings_are_a_table_of_severity_what_and_where() -> None:
    text = render(GENERAL_MANAGER_REPORT, "markdown")
    rows = [
        line for line in text.splitlines() if re.match(r"\| \S+ \*\*(blocker|high|medium|low)\*\* \|", line)
    ]
    assert [re.search(r"\*\*(\w+)\*\*", row)[1] for row in rows] == [  # type: ignore[index]
        "blocker",
        "high",
        "high",
        "medium",
        "low",
    ]
    assert "`drafts/general-manager.yaml:15:13` |" in rows[0]
    assert "└ medium, same cause: The I-140 says “General Manager”" in rows[0]


def test_every_table_has_as_many_cells_in_every_row() -> None:
    for of in (*REPORTS.values(), DECIDED_SEVERAL_REPORT):
        text = render(of, "markdown")
        for table in re.findall(r"(?:^\| .*\n)+", text, re.MULTILINE):
            rows = table.splitlines()
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
            assert set(rows[1]) <= set("| -:")
        assert sum(t.type == "table_open" for t in tokens(text)) == len(
            re.findall(r"^\| ---", text, re.MULTILINE)
        )


def test_what_explains_a_finding_is_folded_away() -> None:
    text = render(GENERAL_MANAGER_REPORT, "markdown")
    part = text[text.index("<summary>Finding by finding") :]
    part = part[: part.index("</details>")]
    assert part.count("#### ") == 5
    for told in (
        "**Why** Both forms are signed",
        "**Remedy** Decide which occupation",
        "- Reference: 11-1021 is",
    ):
        assert told in part
    assert "https://www.uscis.gov/policy-manual/volume-6-part-f-chapter-5" in links(text)


def test_the_picture_is_a_small_table_and_names_the_corner_out_of_line() -> None:
    text = render(GENERAL_MANAGER_REPORT, "markdown")
    assert "| **title** | ● strong | ◐ partial | ○ weak |" in text
    assert "| **code** |  | ◐ partial | ✗ none |" in text
    assert "**The endeavor is out of line:**" in text


def test_what_could_not_be_checked_says_what_to_enter() -> None:
    text = render(NEARLY_EMPTY_REPORT, "markdown")
    assert "<summary>Not checked: 9. What to enter next</summary>" in text
    assert "- Enter `degrees` (Appendix A items B.1 ff.) → lets 3 checks run" in text


def test_waivers_baseline_codes_and_decisions_have_their_places() -> None:
    text = render(DECIDED_REPORT, "markdown")
    assert "2 waived" not in text
    assert "1 waived, 2 in the baseline" in text
    assert (
        "waived by Ada Roth (proposed by Paul Iversen) on 2026-11-02, until 2027-01-31, because: The Final"
        in text
    )
    assert "To review: The rule has changed" in text
    assert "<summary>In the baseline, and not counted: 2 findings</summary>" in text
    assert "<summary>Codes side by side, by fit to the stated facts</summary>" in text
    assert "blocker: 11-9051 is entered below a bachelor's degree." in text
    assert "- **A waiver has expired.** The waiver of title-names-no-occupation" in text


def test_several_drafts_begin_with_a_table_of_all() -> None:
    text = render(SEVERAL_REPORT, "markdown")
    assert text.startswith("## niw\n\n3 drafts: 1 blocker, 3 high, 2 medium, 1 low; 15 not checked;")
    assert "| GM-2026-014 | 1 | 2 | 1 | 1 | 3 | — |" in text
    assert "| **all** | 1 | 3 | 2 | 1 | 15 | — |" in text
    assert "`drafts/broken.yaml:9:3` “jobtitle” is no field of i140. Did you mean “job\\_title”?" in text


def test_every_page_ends_with_what_it_is_not_and_what_it_was_made_with() -> None:
    for of in REPORTS.values():
        foot = render(of, "markdown").rpartition("\n---\n")[2]
        assert "**Attorney work product. Not legal advice, not a prediction.**" in foot
        assert "niw-core 0.1.0 (`9f2c41d07be3`)" in foot


def test_a_client_gets_neither_the_comparison_of_codes_nor_remedies_nor_decisions() -> None:
    text = render(DECIDED_REPORT, "markdown", Options(client=True))
    for kept_back in (
        "Ada Roth",
        "Codes side by side",
        "**Remedy**",
        "baseline",
        "general-manager.yaml",
        "expired",
    ):
        assert kept_back not in text
    assert "endeavor-in-another-major-group" not in text
    assert "The endeavor speaks of food service managers" in text
    assert "Attorney work product" not in text
    assert "Not legal advice" in text


# -------------------------------------------------------------------------------------------------------- length


@pytest.mark.parametrize("at_most", [65_536, 9_000, 6_000, 4_000, 2_500, 1_500])
def test_a_page_that_is_too_long_leaves_out_whole_parts_and_says_which(at_most: int) -> None:
    whole = render(DECIDED_SEVERAL_REPORT, "markdown")
    text = render(DECIDED_SEVERAL_REPORT, "markdown", Options(at_most=at_most))
    assert len(text) <= at_most
    assert ("Left out here for length" in text) == (len(whole) > at_most)
    assert text.count("<details>") == text.count("</details>")
    assert "Not legal advice" in text
    assert "| GM-2026-014 |" in text


def test_the_gravest_are_left_out_last() -> None:
    pages = [
        render(GENERAL_MANAGER_REPORT, "markdown", Options(at_most=n)) for n in range(1_000, 12_000, 250)
    ]
    grave = ["Two sworn forms name different occupations" in page for page in pages]
    low = ["Two sources disagree" in page for page in pages]
    assert grave == sorted(grave)
    assert low == sorted(low)
    assert sum(grave) > sum(low)


def test_two_hundred_drafts_are_counted_even_where_there_is_room_for_few() -> None:
    of = report(*(replace(GENERAL_MANAGER, header=Header(case=f"case-{n}")) for n in range(200)))
    text = render(of, "markdown", Options(at_most=3_000))
    assert len(text) <= 3_000
    assert re.search(r"\| \d+ more drafts, left out for length \|", text)
    assert "| **all** | 200 | 400 | 200 | 200 |" in text


def test_a_page_as_long_as_its_room_is_kept_whole() -> None:
    of = report(*(replace(GENERAL_MANAGER, header=Header(case=f"case-{n}")) for n in range(200)))
    for asked in (1_700, 2_400, 3_000):
        text = render(of, "markdown", Options(at_most=asked))
        assert render(of, "markdown", Options(at_most=len(text))) == text


# ---------------------------------------------------------------------------------------------------------- laws

EVIL = st.lists(
    st.sampled_from(
        [
            "@octocat", "#123", "GH-7", "!12", "~bug", "%3", "$5", "&9", "org/repo#1", "a@b.example", ":tada:",
            "https://evil.example/x?y=1&z", "http://e.example", "www.evil.example", "mailto:a@b.example", "//e.example",
            "<script>alert(1)</script>", "<img src=x onerror=y>", "</details>", "<!--", "-->", "<b>", "&lt;b&gt;",
            "![x](https://e.example)", "[x](javascript:1)", "[x][y]", "[x](there)", "![x](y.png)", "[y]: there",
            "<https://e.example>", "`code`", "``", "`", "|", "\\|", "\\", "**bold**", "*", "_x_", "~~x~~", "# head",
            "- item", "1. one", "1) x", "> quote", "---", "===", "| a | b |", "    code", "\n\n", "\n", "\t", " ",
            "/close", "$x$", "$$", "^1", "[^1]", "- [ ] x", "팀장", "“x”", "word", "＠user", "＜b＞",
        ]
    ),
    max_size=6,
).map("".join)  # fmt: skip


def harmless(text: str, addresses: frozenset[str] = frozenset()) -> None:
    """Nothing on a page but text, code, and tags and links of ours."""
    assert tags(text) <= OWN_TAGS
    assert links(text) <= addresses
    assert not any(t.type in {"image", "fence", "code_block"} for t in tokens(text))
    for piece in shown(text):
        assert not LOOKS.search(piece), piece


@given(EVIL | st.text(max_size=40))
@example("a | b \\| c")
@example("[x](there) ![x](y.png)")
@example("1.h")
@example("- and + and = at the beginning")
@example("$5 and $6")
@settings(max_examples=150, deadline=None)
def test_words_are_shown_as_they_are_wherever_they_stand(text: str) -> None:
    want = one_line(text)
    for page in (plain(text), f"- **Why** {plain(text)}", f"#### high: {plain(text)}"):
        harmless(page)
        assert "".join(shown(page)).removeprefix("Why").removeprefix("high:").strip() == want.strip()
    table = f"| a | b |\n| --- | --- |\n| {plain(text)} | {code(text)} |\n"
    harmless(table)
    blocks = MARKDOWN.parse(table)
    cells = [blocks[at + 1].children or [] for at, t in enumerate(blocks) if t.type == "td_open"]
    assert ["".join(t.content for t in c if t.type in {"text", "code_inline"}).strip() for c in cells] == [
        want
    ] * 2


@given(EVIL | st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_code_is_shown_as_it_is(text: str) -> None:
    page = f"a {code(text)} b"
    harmless(page)
    inner = [t.content for t in tokens(page) if t.type == "code_inline"]
    if code(text) and "|" not in text:
        assert [one_line(c) for c in inner] == [one_line(text)]


@given(EVIL, EVIL, EVIL, st.sampled_from(("utf-8", "ascii")))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_tag_link_or_mention_of_a_draft_gets_through(
    one: str, other: str, third: str, encoding: str
) -> None:
    evil = finding(
        "title-names-no-occupation",
        one,
        Severity.high,
        ("title",),
        other,
        why=third,
        remedy=one,
        item=other,
        evidence=(
            replace(stated("d.yaml", 1, 1, "a", one, other), place=Place(file=third, line=1, column=1)),
        ),
    )
    place = stated("d.yaml", 1, 1, "a", third, one)
    draft = DraftReport(
        file=one,
        header=Header(case=other, track=third, filer=one, filing_date=other, stage=third),
        findings=(replace(evil, under=(evil,)), evil),
        not_checked=GENERAL_MANAGER.not_checked,
        clear=(),
        edges=GENERAL_MANAGER.edges,
        matrix=(Row(document=one, title=place, degree=place),),
        baselined=(evil,),
    )
    of = replace(report(draft, draft), notices=(one,), version=other)
    harmless(render(of, "markdown", Options(encoding=encoding)))


@given(reports(), st.sampled_from(("utf-8", "ascii", "cp1252")))
@GENTLY
def test_any_report_is_harmless_and_can_be_written(of: Report, encoding: str) -> None:
    text = render(of, "markdown", Options(encoding=encoding))
    text.encode(encoding)
    addresses = frozenset(
        a.address
        for d in of.drafts
        for f in d.findings
        for a in f.authorities
        if a.address.startswith("http")
    )
    harmless(text, addresses)


@given(reports())
@GENTLY
def test_every_finding_is_told_with_its_rule(of: Report) -> None:
    text = seen(render(of, "markdown"))
    waiting = [f for d in of.drafts for f in (*d.findings, *(w.finding for w in d.waived), *d.baselined)]
    for one in waiting:
        assert one.rule in text


def test_the_samples_of_other_formats_are_harmless_too() -> None:
    addresses = frozenset(
        a.address for of in REPORTS.values() for d in of.drafts for f in d.findings for a in f.authorities
    )
    for of in (GENERAL_MANAGER_REPORT, TEAM_LEADER_REPORT, BROKEN_REPORT, DECIDED_SEVERAL_REPORT):
        harmless(render(of, "markdown"), addresses)
