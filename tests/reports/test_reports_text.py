"""What an attorney sees on a terminal, and what a pipe gets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.reports.decided_reports import DECIDED, DECIDED_REPORT, DECIDED_SEVERAL_REPORT
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    BROKEN_REPORT,
    GENERAL_MANAGER,
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY,
    NEARLY_EMPTY_REPORT,
    REPORTS,
    SEVERAL_REPORT,
    TEAM_LEADER_REPORT,
    finding,
    report,
    stated,
)
from validator.errors import Place, Problem
from validator.findings import DraftReport, Failure, Finding, Header, Report, Severity
from validator.reports.cells import cells
from validator.reports.clean import fold, one_line
from validator.reports.interface import Options, render
from validator.reports.told import run_words

GENTLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GOLDEN = Path(__file__).parent / "golden"
ANSI = re.compile(r"\x1b\[[0-9;]+m")


def every_finding(of: Report) -> Iterator[Finding]:
    waiting = [f for d in of.drafts for f in d.findings]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.under


def squeezed(text: str) -> str:
    """``text`` without white space, so that wrapping does not hide a sentence."""
    return "".join(text.split())


# ------------------------------------------------------------------------------------------------ golden pages


@pytest.mark.parametrize(
    ("page", "options"),
    [
        ("general-manager", Options()),
        ("team-leader", Options()),
        ("nearly-empty", Options(width=70, encoding="ascii")),
        ("several", Options()),
        ("decided", Options()),
        ("decided-several", Options(width=80)),
    ],
)
def test_the_page_is_the_one_that_was_reviewed(page: str, options: Options) -> None:
    """After a wanted change, write the pages anew with NIW_WRITE_GOLDEN=1 and read the diff."""
    file = GOLDEN / f"{page}.txt"
    pages = {**REPORTS, "decided": DECIDED_REPORT, "decided-several": DECIDED_SEVERAL_REPORT}
    text = render(pages[page], "text", options)
    if os.environ.get("NIW_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------- first screen


def test_the_page_opens_with_the_case_and_one_sentence() -> None:
    lines = render(GENERAL_MANAGER_REPORT).splitlines()
    assert lines[1].startswith("GM-2026-014")
    assert "    self-petition    " in lines[2]
    assert "2026-12-15" in lines[2]
    assert "O*NET job zones 31.0" in lines[3]
    text = " ".join(" ".join(lines[:8]).split())
    assert (
        "3 to resolve before filing, 2 to explain, 3 not checked: no employment and no duties (letters) entered."
        in text
    )


def test_the_gravest_three_stand_document_against_document_and_no_fourth() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    first = text[text.index("THE GRAVEST") : text.index("THE PICTURE")]
    assert first.count("HIGH") == 2
    assert re.search(r"I-140 Part 6 item 2 +“11-1021”\n +Final Determination item 9 +“13-2051”", first)
    assert re.search(r"petition letter +“advise American exporters on currency risk”", first)
    assert "The degree does not lead to the endeavor" not in first


def test_of_equally_grave_findings_those_of_two_documents_come_first() -> None:
    one = finding("alone", "One document alone", Severity.high, ("title",), "Alone.")
    two = finding(
        "against",
        "Two against each other",
        Severity.high,
        ("title",),
        "Against.",
        evidence=(stated("d.yaml", 1, 1, "a", "x", "I-140"), stated("d.yaml", 2, 1, "b", "y", "Appendix A")),
    )
    text = render(
        report(
            DraftReport(file="d.yaml", header=Header(case="c"), findings=(one, two), not_checked=(), clear=())
        )
    )
    first = text[: text.index("HIGH – 2")]
    assert first.index("Two against each other") < first.index("One document alone")


def test_the_picture_tells_each_edge_in_sign_and_word_and_names_the_corner_out_of_line() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    assert re.search(r"title – code +● strong +listed; a published title", text)
    assert re.search(r"code – endeavor +✗ none +another major group", text)
    assert "The endeavor is out of line" in text
    assert "out of line" not in render(NEARLY_EMPTY_REPORT)


def test_the_picture_is_left_out_where_nothing_is_known_of_any_edge() -> None:
    bare = replace(NEARLY_EMPTY, edges=NEARLY_EMPTY.edges[1:])
    assert "THE PICTURE" in render(NEARLY_EMPTY_REPORT)
    assert "THE PICTURE" not in render(report(bare))


def test_the_form_items_stand_beside_the_endeavor_sentence() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    part = text[text.index("WHAT AN OFFICER") : text.index("DOCUMENT BY DOCUMENT")]
    assert re.search(r"item 1 +“General Manager” +“I will open and run a chain", part)


def test_the_matrix_says_what_each_document_states() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    part = text[text.index("DOCUMENT BY DOCUMENT") : text.index("BLOCKER –")]
    assert re.search(r"Final Determination +Financial Analyst +13-2051 +— +—", part)


# ---------------------------------------------------------------------------------------------------- findings


def test_a_finding_says_where_why_what_mends_it_and_on_what_authority() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    assert "drafts/general-manager.yaml:15:13  I-140 Part 6 item 2  “11-1021”" in text
    assert "13-2051 is Financial and Investment Analysts  [SOC 2018]" in text
    assert "why        Both forms are signed under penalty of perjury" in text
    assert "remedy     Decide which occupation the endeavor is carried by" in text
    assert "USCIS Policy Manual, Vol. 6, Part F, Ch. 5 (second-hand)" in text
    assert "authority  practice: a title" in text


def test_a_lowered_finding_quotes_the_explanation() -> None:
    text = squeezed(render(GENERAL_MANAGER_REPORT))
    assert (
        squeezed("lowered from high because you explain: “The master's programme had a concentration") in text
    )


def test_severities_come_gravest_first() -> None:
    text = render(GENERAL_MANAGER_REPORT)
    at = [
        text.index(heading)
        for heading in ("BLOCKER – 1", "HIGH – 2", "MEDIUM – 1", "LOW – 1", "NOT CHECKED – 3")
    ]
    assert at == sorted(at)


def test_what_is_missing_is_told_most_useful_first_with_its_form_item() -> None:
    text = render(NEARLY_EMPTY_REPORT)
    at = [
        text.index(told)
        for told in (
            "Enter degrees (Appendix A items B.1 ff.)  → lets 3 checks run",
            "Enter case.track  → lets 2 checks run",
            "Enter i140.nontechnical_description (I-140 Part 6 item 3)  → lets 1 check run",
            "Open for another reason",
        )
    ]
    assert at == sorted(at)


def test_a_draft_without_findings_is_not_called_clean() -> None:
    text = render(NEARLY_EMPTY_REPORT)
    assert "Nothing found in 5 checks; 9 not checked:" in text
    nothing = DraftReport(
        file="d", header=Header(case="c"), findings=(), not_checked=NEARLY_EMPTY.not_checked, clear=()
    )
    assert "Nothing could be checked yet. 9 not checked" in render(report(nothing))
    full = DraftReport(file="d", header=Header(case="c"), findings=(), not_checked=(), clear=("a", "b"))
    assert "Nothing found in 2 checks, and every check could run." in render(report(full))


@pytest.mark.parametrize("name", REPORTS)
def test_every_page_ends_with_what_it_is_not_and_what_it_was_made_with(name: str) -> None:
    text = render(REPORTS[name])
    foot = text[text.index("Attorney work product. Not legal advice, not a prediction.") :]
    assert "niw-core 0.1.0 (55 rules, 9f2c41d07be3)" in foot
    assert ("O*NET 30.1 (CC BY 4.0)" in foot) == bool(REPORTS[name].drafts), (
        "what no draft was held against is left out"
    )
    assert "as of 2026-11-21" in foot


# ---------------------------------------------------------------------------- several drafts, and unreadable ones


def test_several_drafts_get_a_block_each_and_a_table_of_all() -> None:
    text = render(SEVERAL_REPORT)
    table = text[text.index("SUMMARY  3 drafts, 1 not readable") :]
    assert re.search(r"GM-2026-014 +1 +2 +1 +1 +3 +— +46\n", table)
    assert re.search(r"박-2026-003 +— +1 +1 +— +3 +— +49\n", table)
    assert re.search(r"drafts/broken.yaml +could not be read\n", table)
    assert re.search(r"all +1 +3 +2 +1 +15 +— +100\n", table)
    assert "Note: durable-rules is not installed" in text


def test_an_unreadable_draft_shows_the_line_and_a_caret_under_the_column() -> None:
    lines = render(BROKEN_REPORT).splitlines()
    at = lines.index("drafts/broken.yaml:9:3: “jobtitle” is no field of i140.")
    assert lines[at + 1] == "     9 | jobtitle: Data Scientist"
    assert lines[at + 2] == "       | ^"
    assert lines[at + 3] == "  → Did you mean “job_title”?"


def test_the_caret_stands_under_the_column_after_wide_letters() -> None:
    lines = render(BROKEN_REPORT).splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("# soc_code: Nov-21"))
    assert cell_len(lines[at][: lines[at].index("Nov")]) == lines[at + 1].index("^")


def test_a_line_too_long_for_the_page_is_shown_around_its_column() -> None:
    line = "a: " + "x" * 500 + " HERE " + "y" * 500
    problem = Problem(
        what="No.", place=Place(file="d.yaml", line=1, column=line.index("HERE") + 1), line_text=line
    )
    lines = render(report(failures=(Failure(file="d.yaml", problems=(problem,)),))).splitlines()
    at = next(n for n, shown in enumerate(lines) if "HERE" in shown)
    assert lines[at].index("HERE") == lines[at + 1].index("^")
    assert len(lines[at]) <= 100


def test_the_caret_stands_behind_the_last_letter_where_the_column_is_past_the_end() -> None:
    for size in (5, 48, 49, 50, 51, 52, 53, 80, 200):
        problem = Problem(what="No.", place=Place(file="d", line=1, column=999), line_text="x" * size + "END")
        of = report(failures=(Failure(file="d", problems=(problem,)),))
        lines = render(of, "text", Options(width=60)).splitlines()
        at = next(n for n, shown in enumerate(lines) if shown.endswith("xEND"))
        assert len(lines[at]) == lines[at + 1].index("^") < 60


NOWHERE = Failure(
    file="office", problems=(Problem(what="No draft is here.", place=Place(file="office"), code="none-here"),)
)
NO_DRAFT = Failure(
    file="a.json",
    problems=(
        Problem(what="A list stands here.", place=Place(file="a.json", line=1, column=1), code="no-draft"),
    ),
)


@pytest.mark.parametrize(
    ("failures", "headings"),
    [
        ((NOWHERE,), ["NO DRAFT FOUND"]),
        ((NO_DRAFT,), ["COULD NOT BE READ – 1 DRAFT  nothing in it was checked"]),
        (
            (NOWHERE, NO_DRAFT, NO_DRAFT),
            ["COULD NOT BE READ – 2 DRAFTS  nothing in them was checked", "NO DRAFT FOUND"],
        ),
    ],
)
def test_where_there_is_no_draft_none_is_counted_as_unreadable(
    failures: tuple[Failure, ...], headings: list[str]
) -> None:
    text = render(report(failures=failures))
    assert [line for line in text.splitlines() if re.match("COULD NOT|NO DRAFT", line)] == headings
    page = render(report(failures=failures), "markdown")
    unread = [f"Could not be read: {h.split()[5]}" for h in headings if h.startswith("COULD")]
    assert [line[3:].rpartition(" ")[0] for line in page.splitlines() if line.startswith("## C")] == unread
    assert ("## No draft found" in page) == (NOWHERE in failures)
    for shown in (text, page):
        assert "O*NET" not in shown, "what no draft was held against does not bury the error"


def test_a_place_without_drafts_is_told_apart_from_unreadable_drafts_in_every_count() -> None:
    of = report(failures=(NOWHERE, NO_DRAFT))
    told = "1 draft could not be read, no draft found in 1 place"
    assert run_words(of).endswith(f"; {told}.")
    page = render(of, "html")
    assert f'<span class="note">{told}</span>' in page
    assert '<h1 id="index">1 draft could not be read</h1>' in page


@pytest.mark.parametrize("format_", ["github", "gitlab", "junit"])
def test_no_format_says_of_a_place_without_drafts_that_a_draft_could_not_be_read(format_: str) -> None:
    unread, nowhere = (render(report(failures=(failure,)), format_) for failure in (NO_DRAFT, NOWHERE))
    called = {"junit": "the draft can be read"}.get(format_, "This draft could not be read")
    assert called in unread
    assert called not in nowhere
    assert "No draft is here." in nowhere


# ---------------------------------------------------------------------------------------------- what was decided


def test_the_one_sentence_counts_what_was_decided_before() -> None:
    text = " ".join(render(DECIDED_REPORT).split())
    assert "1 to resolve before filing, 1 to explain, 1 waived, 2 in the baseline, 3 not checked" in text


def test_a_draft_on_which_all_is_decided_is_not_called_free_of_findings() -> None:
    text = " ".join(render(report(replace(DECIDED, findings=()))).split())
    assert (
        "Nothing to resolve or explain but what was decided before: 1 waived, 2 in the baseline; 3 not"
        in text
    )
    assert "Nothing found" not in text


def test_a_waiver_says_who_decided_until_when_and_why() -> None:
    text = " ".join(render(DECIDED_REPORT).split())
    assert "DECIDED BEFORE – 3 not counted" in text
    assert (
        "Waived by Ada Roth (proposed by Paul Iversen) on 2026-11-02, until 2027-01-31, because: The Final"
        in text
    )
    assert "To review: The rule has changed" in text


def test_waivers_that_silence_nothing_are_told_with_their_place() -> None:
    for options in (Options(), Options(quiet=True)):
        text = " ".join(render(DECIDED_REPORT, "text", options).split())
        assert "its last day was 2026-11-01." in text
        assert "drafts/waivers.yaml:12:3" in text


def test_the_candidate_codes_are_side_by_side_where_they_were_compared() -> None:
    text = render(DECIDED_REPORT)
    part = text[text.index("CODES SIDE BY SIDE") : text.index("DECISIONS TO LOOK AT")]
    assert re.search(r"1  11-9051 Food Service Managers\n +here for +suggested by the endeavor", part)
    assert re.search(r"2  11-1021 General and Operations Managers  \(chosen\)", part)
    assert re.search(r"rests on +that the work is the running of restaurants \(not stated\)", part)
    assert "CODES SIDE BY SIDE" not in render(GENERAL_MANAGER_REPORT)


# --------------------------------------------------------------------------------------------------- quiet mode


def test_quiet_is_one_line_a_finding_that_an_editor_can_open() -> None:
    file = "drafts/team-leader.yaml"
    lines = render(TEAM_LEADER_REPORT, "text", Options(quiet=True)).splitlines()
    assert lines == [
        (
            f"{file}:11:14: high title-names-no-occupation: “Team Leader (팀장)” does not tell an officer which "
            "occupation 15-1252 (Software Developers) describes."
        ),
        (
            f"{file}:44:12: medium title-is-a-rank: “팀장” is a rank, not an occupation. "
            "(same cause as title-names-no-occupation)"
        ),
        f"{file}:12:13: medium code-has-onet-suffix: “15‑1252.00” has two digits that the form has no boxes for.",
        f"{file}: unchecked: 3 not checked: no evaluations entered",
    ]


def test_quiet_does_not_hide_what_was_not_checked_or_not_read() -> None:
    lines = render(SEVERAL_REPORT, "text", Options(quiet=True)).splitlines()
    assert "nearly-empty.yaml: unchecked: 9 not checked: not entered are degrees, track and 2 more" in lines
    assert (
        "drafts/broken.yaml:9:3: unreadable: “jobtitle” is no field of i140. Did you mean “job_title”?"
        in lines
    )


# -------------------------------------------------------------------------------- laws, whatever a draft contains


@given(reports(), st.integers(20, 140), st.sampled_from(("utf-8", "ascii", "latin-1", "cp949")))
@GENTLY
def test_no_line_is_wider_than_the_page(of: Report, width: int, encoding: str) -> None:
    options = Options(width=width, encoding=encoding)
    for line in render(of, "text", options).splitlines():
        assert cells(line) <= max(width, 60)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [60, 77, 89, 90, 100, 120])
def test_no_line_is_wider_than_the_page_by_another_count_of_cells(name: str, width: int) -> None:
    for line in render(REPORTS[name], "text", Options(width=width)).splitlines():
        assert cell_len(line) <= width


@given(reports(), st.booleans())
@GENTLY
def test_every_finding_is_told_with_its_rule_and_its_sentence(of: Report, quiet: bool) -> None:
    text = squeezed(render(of, "text", Options(quiet=quiet)))
    for one in every_finding(of):
        assert one.rule in text
        assert squeezed(one_line(one.says)) in text
    for draft in of.drafts:
        for waived in draft.waived:
            assert squeezed(one_line(waived.finding.says)) in text
            assert squeezed(one_line(waived.waiver.because)) in text
        for one in draft.baselined:
            assert one.rule in text
    for note in of.decisions:
        assert squeezed(one_line(note.says)) in text


@given(reports(), st.booleans(), st.booleans(), st.sampled_from(("utf-8", "ascii", "latin-1")))
@GENTLY
def test_nothing_of_a_draft_can_act_on_the_terminal(
    of: Report, quiet: bool, colour: bool, encoding: str
) -> None:
    text = render(of, "text", Options(quiet=quiet, colour=colour, encoding=encoding))
    if colour and not quiet:
        text = ANSI.sub("", text)
    shown = text.replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    assert shown.isprintable()
    text.encode(encoding)


@given(reports())
@GENTLY
def test_colours_change_no_letter(of: Report) -> None:
    coloured = ANSI.sub("", render(of, "text", Options(colour=True)))
    plain = render(of, "text", Options())
    assert [line.rstrip() for line in coloured.split("\n")] == plain.split("\n")


@given(reports())
@GENTLY
def test_quiet_lines_are_as_many_as_what_is_to_be_told(of: Report) -> None:
    lines = render(of, "text", Options(quiet=True)).split("\n")[:-1]
    drafts = sum(bool(d.not_checked) + bool(d.baselined) + len(d.waived) for d in of.drafts)
    problems = sum(len(f.problems) for f in of.failures)
    run = problems + len(of.decisions) + len(of.notices)
    assert len(lines) == sum(1 for _ in every_finding(of)) + drafts + run


def test_hostile_words_stand_as_harmless_ones() -> None:
    evil = "Team\x1b[2J\x1b]8;;http://evil\x07 Leader\u202e\nblocker: \x9b31mfake"
    one = replace(GENERAL_MANAGER.findings[0], says=f"“{evil}” is a title.")
    text = render(report(replace(GENERAL_MANAGER, findings=(one,))))
    assert "“Team Leader blocker: fake” is a title." in text


def test_an_escape_that_never_ends_hides_nothing_after_it() -> None:
    assert one_line("before \x1b]0;never closed, and after") == "before 0;never closed, and after"


def test_letters_that_the_encoding_lacks_are_folded_or_escaped() -> None:
    assert fold("“Müller” – 팀장", "ascii") == '"Muller" - \\ud300\\uc7a5'
    assert fold("“Müller” – 팀장", "latin-1") == '"Müller" - \\ud300\\uc7a5'
    assert fold("팀장", "utf-8") == "팀장"
    assert fold("é", "no-such-encoding") == "e"
