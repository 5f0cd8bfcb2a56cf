# ruff: noqa: INP001
"""The pictures of docs/reports.md, taken anew from the samples: `python docs/pictures/make.py`.

Every picture is of a page that `niw check` writes, with a fixed date, with the size that stands here.
Needs Chromium and Playwright.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
TROUBLED = SAMPLES / "troubled" / "general-manager-fast-food.yaml"
AS_OF = date(2026, 11, 21)
QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def page_of(drafts: Path, folder: Path, *more: str) -> Path:
    """The page that ``niw check`` writes of ``drafts``."""
    from validator.cli import main

    file = folder / f"{drafts.stem}{''.join(more)}.html"
    command = ["check", str(drafts), "--format", "html", "-o", str(file), "--as-of", AS_OF.isoformat()]
    try:
        main([*command, "--no-settings", *more])
    except SystemExit as end:
        if end.code not in {None, 0, 1}:
            raise
    return file


@contextmanager
def opened(browser: Browser, file: Path, width: int, height: int, scheme: str = "light") -> Iterator[Page]:
    """The page in a window of that size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    # The pictures show no folder of the machine that they were taken on.
    page.evaluate(
        """(folder) => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
             for (let n = walk.nextNode(); n; n = walk.nextNode()) n.data = n.data.replaceAll(folder, 'samples'); }""",
        str(SAMPLES),
    )
    yield page
    context.close()


def take(browser: Browser, folder: Path) -> None:
    """All the pictures."""
    one = page_of(TROUBLED, folder, "--compare")
    with opened(browser, one, 1100, 1450) as page:
        page.screenshot(path=HERE / "first-screen.png")
        page.locator("article.finding").nth(1).screenshot(path=HERE / "finding.png")
        page.locator("section.codes").screenshot(path=HERE / "codes.png")
    with opened(browser, one, 1100, 1450, "dark") as page:
        page.screenshot(path=HERE / "first-screen-dark.png")
    with opened(browser, one, 390, 1230) as page:
        page.screenshot(path=HERE / "phone.png")
    with opened(browser, page_of(SAMPLES / "started" / "half-entered.yaml", folder), 1100, 1230) as page:
        page.locator("section.open").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=HERE / "not-checked.png")
    with opened(browser, page_of(SAMPLES, folder), 1100, 900) as page:
        page.screenshot(path=HERE / "index.png")


def run() -> None:
    """Take the pictures; say where they are."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=QUIETLY)
        take(browser, Path(folder))
        browser.close()
    for file in sorted(HERE.glob("*.png")):
        sys.stdout.write(f"{file.name} {file.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    run()
