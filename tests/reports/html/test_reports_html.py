"""The page that an attorney reads: no markup gets in, nothing is lost, nothing is fetched, and it reads in order."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports import sample_reports
from tests.reports.html.html_reports import (
    EVERYTHING,
    EVERYTHING_DRAFT,
    LONG,
    LONG_REPORT,
    NOTHING,
    ONLY_FAILURES,
    SEVERAL,
)
from tests.reports.html.page_reading import Page
from tests.reports.report_strategies import reports
from tests.reports.sample_reports import (
    GENERAL_MANAGER_REPORT,
    NEARLY_EMPTY_REPORT,
    TEAM_LEADER_REPORT,
    report,
)
from validator.findings import Finding, Header, Report, Severity
from validator.reports.clean import _mapped, cleaned
from validator.reports.html import document
from validator.reports.html.document import link
from validator.reports.interface import Options, render
from validator.reports.picture import band_word, in_order
from validator.reports.words import summary

GENTLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAGES = {
    "everything": EVERYTHING,
    "several": SEVERAL,
    "long": LONG_REPORT,
    "korean": TEAM_LEADER_REPORT,
    "nearly empty": NEARLY_EMPTY_REPORT,
    "only failures": ONLY_FAILURES,
    "nothing": NOTHING,
}
MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</style><style>*{display:none}",
    "</title></svg></textarea><!--",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#0;",
    "]]><![CDATA[",
    "data:text/html,<script>1</script>",
)


def html(of: Report, **options: object) -> str:
    return render(of, "html", Options(**options))  # type: ignore[arg-type]


def page(of: Report, **options: object) -> Page:
    return Page(html(of, **options))


def squeezed(text: str) -> str:
    return "".join(text.split())


def every_finding(of: Report) -> Iterator[Finding]:
    waiting = [f for d in of.drafts for f in d.findings]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.under


# ------------------------------------------------------------------------------------------------- one closed file


def is_inward_or_plain(address: str) -> bool:
    return address.startswith("#") or bool(re.match(r"https?://[^\s\"'<>]+$", address))


def assert_sound(read: Page) -> None:
    """Whatever the report: a page of our own tags, with no way out of it but links to the web."""
    assert not read.faults
    assert read.tags.count("script") == 1
    assert read.tags.count("style") == 1
    assert not {"img", "link", "iframe", "object", "embed", "base", "input", "textarea"} & set(read.tags)
    assert not [n for _, n, _ in read.attributes if n.startswith("on") or n in {"style", "src", "action"}]
    assert all(is_inward_or_plain(a) for a in read.of("href"))
    ids = read.of("id")
    assert len(ids) == len(set(ids))
    inward = {a[1:] for a in read.of("href") if a.startswith("#")} - {"report"}
    assert inward <= set(ids)
    for names in (*read.of("aria-labelledby"),):
        assert set(names.split()) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("client", [False, True])
def test_the_page_is_whole_and_closed(name: str, client: bool) -> None:
    assert_sound(page(PAGES[name], client=client))


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_lets_this_style_and_script_be_and_nothing_else(name: str) -> None:
    read = page(PAGES[name])
    (policy,) = [v for v in read.of("content", "meta") if "default-src" in v]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for kind in ("style", "script"):
        digest = b64encode(hashlib.sha256(read.raw[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert "url(" not in read.raw["style"]
    assert "@import" not in read.raw["style"]


@GENTLY
@given(reports(), st.sampled_from(MARKUP), st.booleans())
def test_no_text_of_a_report_becomes_markup(of: Report, bad: str, client: bool) -> None:
    """Every string of the report, those that should be one of a few words as well, carries markup."""
    hostile: Report = _mapped(of, lambda text: f"{text}{bad}")
    assert_sound(page(hostile, client=client))
    assert_sound(page(of, client=client))


@pytest.mark.parametrize("bad", MARKUP)
def test_hostile_words_are_shown_as_they_were_written(bad: str) -> None:
    hostile: Report = _mapped(GENERAL_MANAGER_REPORT, lambda text: f"{text} {bad}")
    read = page(hostile)
    shown = squeezed(read.words)
    for one in every_finding(cleaned(hostile, "utf-8")):
        assert squeezed(one.says) in shown
    assert squeezed(bad) in shown


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://www.uscis.gov/policy-manual/volume-6-part-f-chapter-5", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https://", False),
        ("https://user@example.org/", False),
        ('https://example.org/"onclick="x', False),
        ("https://example.org/a b", False),
        ("https://[bad", False),
        ("see the manual", False),
        ("", False),
    ],
)
def test_an_address_is_a_link_only_where_it_leads_to_the_web(address: str, safe: bool) -> None:
    assert link(address) == (address if safe else "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16", "no-such-encoding"])
def test_a_page_for_another_encoding_says_the_same(encoding: str) -> None:
    other = html(TEAM_LEADER_REPORT, encoding=encoding)
    assert other.isascii()
    assert Page(other).words == page(TEAM_LEADER_REPORT).words


def test_jinja_is_imported_for_the_page_alone() -> None:
    told = "import sys, validator.reports.text, validator.reports.html; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "jinja2" not in done.stdout.split()


# --------------------------------------------------------------------------------------------------- what it says


def test_it_opens_with_the_case_and_the_one_sentence() -> None:
    words = page(EVERYTHING).words
    parts = [
        "GM-2026-014",
        "Track advanced degree",
        "Who files self-petition",
        "Filing date 2026-12-15",
        summary(EVERYTHING_DRAFT),
        "The gravest",
        "The picture",
        "What an officer reads first",
        "Document by document",
        "Findings",
        "Not checked",
        "Clear and left blank",
        "Candidate codes",
        "Waived",
        "In the baseline",
        "Waivers and baseline",
        "Attorney work product. Not legal advice, not a prediction.",
        "What this was made with",
    ]
    found = [words.find(part) for part in parts]
    assert -1 not in found
    assert found == sorted(found)


@pytest.mark.parametrize("name", ["everything", "several", "korean", "long"])
def test_every_finding_is_told_whole(name: str) -> None:
    of = cleaned(PAGES[name], "utf-8")
    shown = squeezed(page(of).words)
    for draft in of.drafts:
        for finding in draft.findings:
            for told in (finding.title, finding.says, finding.why, finding.remedy, finding.rule):
                assert squeezed(told) in shown
            for stated in finding.stated:
                assert squeezed(stated.text) in shown
                assert str(stated.place) in shown
            for known in finding.known:
                assert squeezed(known.text) in shown
                assert squeezed(f"{known.dataset} {known.version}") in shown
            for authority in finding.authorities:
                assert squeezed(authority.citation) in shown
                assert squeezed(authority.status) in shown
        for check in draft.not_checked:
            assert squeezed(check.title) in shown
            assert all(missing.field in shown for missing in check.missing)


def test_waivers_baseline_and_notes_are_told_with_who_and_why() -> None:
    words = page(EVERYTHING).words
    (one,) = EVERYTHING_DRAFT.waived
    assert one.waiver.because in words
    assert f"{one.waiver.approved_by}; proposed by {one.waiver.proposed_by}, on 2026-10-02" in words
    assert "2027-04-01, to the end of that day in UTC" in words
    assert one.review in words
    assert EVERYTHING_DRAFT.baselined[0].says in words
    assert EVERYTHING.decisions[0].says in words


def test_the_codes_are_compared_in_bars_and_in_words() -> None:
    assert EVERYTHING_DRAFT.codes
    text = html(EVERYTHING)
    words = Page(text).words
    bars = re.findall(r'class="fit(?: chosen)?" width="([\d.]+)"', text)
    assert [float(bar) for bar in bars] == [100 * c.fit for c in EVERYTHING_DRAFT.codes.candidates]
    for code in EVERYTHING_DRAFT.codes.candidates:
        assert f"{code.place}. {code.code} {code.title}" in words
        assert f"${code.median_wage:,}" in words
        for change in (*code.adds, *code.removes):
            assert change.says in words
        for fact in code.presupposes:
            assert fact in words


@pytest.mark.parametrize("name", ["everything", "korean", "nearly empty"])
def test_the_table_beside_the_picture_says_what_the_edges_say(name: str) -> None:
    (draft,) = PAGES[name].drafts
    words = page(PAGES[name]).words
    for edge in in_order(draft.edges):
        one, other = edge.between
        told = {
            f"{a} – {b} {document.sign(edge.band)} {band_word(edge.band)}"
            for a, b in ((one, other), (other, one))
        }
        assert any(line in words for line in told)


def test_a_long_statement_stands_whole_once_and_is_linked_to() -> None:
    read = page(LONG_REPORT)
    assert squeezed(read.words).count(squeezed(LONG)) == 1
    assert "#d1-whole-1" in read.of("href")


def test_tables_name_their_heads_and_headings_descend_by_one() -> None:
    for of in PAGES.values():
        read = page(of)
        assert all(head.get("scope") in {"col", "row"} for head in read.heads)
        assert read.headings[0] == 1
        assert read.headings.count(1) == 1
        steps = zip(read.headings, read.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps)


def test_the_same_report_gives_the_same_page() -> None:
    assert html(SEVERAL) == html(SEVERAL)


# ------------------------------------------------------------------------------------------------------- clients


def test_a_client_copy_holds_none_of_counsels_own_work() -> None:
    (draft,) = EVERYTHING.drafts
    assert draft.codes
    text = html(EVERYTHING, client=True)
    (waived,) = draft.waived
    own = [
        "Attorney work product",
        *(f.remedy for f in draft.findings),
        *(f.rule for f in every_finding(EVERYTHING)),
        *(n.rule for n in draft.not_checked),
        *(a.citation for f in draft.findings for a in f.authorities if a.citation != "practice"),
        *(c.title for c in draft.codes.candidates if not c.chosen),
        *(waived.waiver.because, waived.waiver.approved_by, waived.finding.says),
        *(f.says for f in draft.baselined),
        *(d.says for d in EVERYTHING.decisions),
        *EVERYTHING.notices,
        draft.file,
        "waivers.yaml",
    ]
    shown = Page(text).words
    assert not [secret for secret in own if secret in shown or secret in text]


def test_a_client_copy_still_tells_what_stands_against_what() -> None:
    shown = page(EVERYTHING, client=True).words
    assert "Prepared at the request of counsel" in shown
    for finding in EVERYTHING_DRAFT.findings:
        assert finding.says in shown
        assert finding.why in shown


def test_a_client_copy_leaves_out_what_rests_on_counsels_notes() -> None:
    note = sample_reports.stated(
        "gm.yaml", 9, 9, "code_choice.because", "The wage of the other code is too high."
    )
    says = "The note says “The wage of the other code is too high.”"
    resting = sample_reports.finding(
        "note-on-wage", "The note", Severity.low, ("code",), says, evidence=(note,)
    )
    of = report(replace(EVERYTHING_DRAFT, findings=(*EVERYTHING_DRAFT.findings, resting)))
    assert says in page(of).words
    assert "too high" not in page(of, client=True).words


@GENTLY
@given(reports())
def test_no_client_copy_names_a_file_of_the_firm(of: Report) -> None:
    named = replace(of, drafts=tuple(replace(d, file="firm/secret.yaml") for d in of.drafts))
    assert "secret.yaml" not in html(named, client=True)


# --------------------------------------------------------------------------------------------------- many drafts


def test_the_index_lists_every_draft_the_gravest_first_and_links_to_it() -> None:
    text = html(SEVERAL)
    rows = re.findall(r'<th scope="row" dir="auto"><a href="#(d\d+)">(.*?)</a>', text)
    assert [name for _, name in rows] == ["GM-2026-014", "박-2026-003", "CE-1"]
    assert "could not be read" in Page(text).words


def test_of_very_many_drafts_the_gravest_are_shown_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document, "IN_FULL", 2)
    monkeypatch.setattr(document, "INDEXED", 4)
    (grave,), (mild,) = GENERAL_MANAGER_REPORT.drafts, NEARLY_EMPTY_REPORT.drafts
    many = report(*(replace(mild, header=Header(case=f"M-{at}")) for at in range(6)), grave)
    read = page(many)
    assert read.tags.count("article") >= 2
    assert read.of("id", "h2").count("d7") == 1  # the grave one, which came last
    assert "7 drafts, the gravest first; the 4 gravest are listed, all are in the sums" in read.words
    assert "the 2 gravest stand in full below" in read.words
    assert_sound(read)
