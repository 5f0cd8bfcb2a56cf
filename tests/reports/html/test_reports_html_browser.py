"""The page in Chromium: what a click, a key, a printer and a phone make of it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reports.html.html_reports import EVERYTHING, EVERYTHING_DRAFT, LONG_REPORT, SEVERAL
from tests.reports.sample_reports import GENERAL_MANAGER_REPORT, report
from validator.findings import Header
from validator.reports.html.client import NOTE as CLIENT_NOTE
from validator.reports.interface import Options, render
from validator.reports.picture import band_word, in_order

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from validator.findings import Report

QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
QUIETLY += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without it, or without Playwright, they are skipped."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    api = pytest.importorskip("playwright.sync_api", reason="needs Chromium and Playwright")
    if program is None:
        pytest.skip("needs Chromium and Playwright")
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=QUIETLY)
        yield found
        found.close()


class Seen:
    """A page that is open, with what it asked of the network and what it complained of."""

    def __init__(self, browser: Browser, file: Path, width: int = 1280, scheme: str = "light") -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = file.as_uri()
        self.page.goto(self.address)

    def done(self) -> None:
        """Nothing was asked for but the file itself, and nothing was complained of."""
        assert [a for a in self.asked if a.partition("#")[0] != self.address] == []
        assert self.complaints == []
        self.page.context.close()


def written(report: Report, folder: Path, *, client: bool = False) -> Path:
    file = folder / "report.html"
    file.write_text(render(report, "html", Options(client=client)), encoding="utf-8")
    return file


def shown(page: Page) -> list[str]:
    return page.locator("article[data-severity]:visible h4").all_inner_texts()


def test_the_filters_show_what_they_say_and_nothing_is_lost(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    page = seen.page
    every = EVERYTHING_DRAFT.findings
    assert len(shown(page)) == len(every)
    page.get_by_role("button", name="high").click()
    high = [f.title for f in every if f.severity.name == "high"]
    assert [title.split("\n")[-1].removeprefix("▲ HIGH ") for title in shown(page)] == high
    assert page.locator("#shown").inner_text().startswith(f"Showing {len(high)} of {len(every)} findings")
    assert page.locator("section.group:visible").count() == 1
    page.get_by_role("button", name="code", exact=True).click()
    assert len(shown(page)) == sum("code" in f.about for f in every if f.severity.name == "high")
    assert page.get_by_role("button", name="high").get_attribute("aria-pressed") == "true"
    # A printed page holds everything, whatever is filtered.
    page.emulate_media(media="print")
    assert len(shown(page)) == len(every)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == len(every)
    assert not page.locator("#shown").inner_text()
    seen.done()


def test_a_link_to_a_finding_that_is_filtered_away_shows_it(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    seen.page.get_by_role("button", name="low").click()
    assert not seen.page.locator("#d1-finding-1").is_visible()
    seen.page.locator(".gravest a").first.click()
    seen.page.locator("#d1-finding-1").wait_for(state="visible", timeout=3000)
    seen.done()


def test_the_picture_says_what_the_report_says(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    picture = seen.page.get_by_role("img", name="Title, code, degree and endeavor")
    bands = {frozenset(e.between): e.band for e in in_order(EVERYTHING_DRAFT.edges)}
    for label in picture.locator("g.label").all():
        between = frozenset((label.get_attribute("data-between") or "").split())
        assert label.text_content() == band_word(bands.pop(between))
        # The word stands inside its own pill, so that it can be read.
        word, pill = label.locator("text").bounding_box(), label.locator("rect").bounding_box()
        assert word
        assert pill
        assert pill["x"] <= word["x"]
        assert word["x"] + word["width"] <= pill["x"] + pill["width"]
    assert not bands
    # Five bands, five ways to draw a line: none is told from another by colour alone.
    drawn = {
        line.evaluate("e => { const s = getComputedStyle(e); return s.strokeWidth + s.strokeDasharray; }")
        for line in seen.page.locator(".legend line").all()
    }
    assert len(drawn) == 5
    seen.done()


def test_the_index_sorts_by_click_and_by_key(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(SEVERAL, tmp_path))
    page = seen.page

    def cases() -> list[str]:
        return page.locator("#drafts tbody th a").all_inner_texts()

    assert cases()[0] == "GM-2026-014"
    page.get_by_role("button", name="Not checked").click()
    assert cases()[0] == "CE-1"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Case", exact=True).focus()
    page.keyboard.press("Enter")
    assert cases() == ["CE-1", "GM-2026-014", "박-2026-003"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert cases()[-1] == "CE-1"
    seen.done()


def test_all_that_can_be_pressed_is_reached_by_key_in_order(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    wanted = page.locator("a[href]:visible, button:visible, summary:visible, [tabindex='0']:visible").count()
    reached, tops = 1, []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement;
                       return [e.tagName, e.getBoundingClientRect().top + scrollY,
                               getComputedStyle(e).outlineStyle, !!e.closest('.filters')]; }"""
        )
        if state[0] == "BODY":
            break
        reached += 1
        assert state[2] != "none", "what has the focus shows it"
        if not state[3]:
            tops.append(state[1])
    assert reached == wanted
    assert all(after >= before - 60 for before, after in pairwise(tops))
    seen.done()


def test_without_the_script_everything_is_shown(browser: Browser, tmp_path: Path) -> None:
    file = written(EVERYTHING, tmp_path)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("article[data-severity]:visible").count() == len(EVERYTHING_DRAFT.findings)
    assert not page.locator("#filters").is_visible()
    context.close()


@pytest.mark.parametrize("report", [EVERYTHING, SEVERAL], ids=["one", "several"])
def test_a_phone_need_not_scroll_sideways(browser: Browser, tmp_path: Path, report: Report) -> None:
    seen = Seen(browser, written(report, tmp_path), width=360)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
    seen.done()


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                            return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126*r + 0.7152*g + 0.0722*b; };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || e.closest('script, svg, .unseen, .skip') || !e.checkVisibility()) continue;
    let ground = e;
    while (ground && rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(rgb(getComputedStyle(ground).backgroundColor))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${node.textContent.trim().slice(0, 40)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast_enough(browser: Browser, tmp_path: Path, scheme: str) -> None:
    seen = Seen(browser, written(SEVERAL, tmp_path), scheme=scheme)
    seen.page.locator("[data-filter][value=high]").click()  # a pressed button is text on another ground
    assert seen.page.evaluate(CONTRAST) == []
    seen.done()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_it_prints_in_full_and_without_its_buttons(browser: Browser, tmp_path: Path, paper: str) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    page = seen.page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".skip").is_visible()
    pdf = page.pdf(format=paper)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 2 <= pages <= 8
    # What is folded away on the screen is on paper, but for the ids of the checks that were clear: their count stays.
    assert page.locator(".codes .names p").first.evaluate("e => e.getBoundingClientRect().height") > 0
    assert not page.locator(".clear .names").first.is_visible()
    assert page.locator(".clear p").first.is_visible()
    seen.done()


def test_on_paper_in_full_says_where(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(LONG_REPORT, tmp_path))
    page = seen.page
    page.emulate_media(media="print")
    last = page.locator("a.whole.last")
    assert last.count()
    told = last.first.evaluate("e => getComputedStyle(e, '::after').content")
    assert told == '"in full at the end"'
    assert not [a for a in page.locator("a.whole:not(.last)").all() if a.is_visible()]
    seen.done()


def test_no_part_of_the_first_screen_is_parted_from_its_heading_on_paper(
    browser: Browser, tmp_path: Path
) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path))
    seen.page.emulate_media(media="print")
    for part in ("section.officer", "section.picture"):
        assert seen.page.locator(part).first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    seen.done()


def test_the_index_is_sorted_by_the_day_that_is_meant(browser: Browser, tmp_path: Path) -> None:
    days = ("03/2027", "2026-12-10", "May 4, 2026")
    (one,) = GENERAL_MANAGER_REPORT.drafts
    drafts = (replace(one, header=Header(case=f"c{at}", filing_date=day)) for at, day in enumerate(days))
    seen = Seen(browser, written(report(*drafts), tmp_path), width=390)
    seen.page.get_by_role("button", name="Filing date").click()
    assert seen.page.locator("#drafts tbody td.day").all_inner_texts() == list(reversed(days))
    told = seen.page.locator("#drafts-told").bounding_box()
    assert told
    assert told["x"] + told["width"] <= 390
    seen.done()


def test_a_client_copy_says_so_where_it_is_read(browser: Browser, tmp_path: Path) -> None:
    seen = Seen(browser, written(EVERYTHING, tmp_path, client=True))
    assert seen.page.locator("footer").inner_text().startswith(CLIENT_NOTE)
    assert seen.page.get_by_text("Candidate codes").count() == 0
    seen.done()
