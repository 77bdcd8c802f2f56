"""Photographs the built article for the README: docs/screenshot.png.

    python -m tools.screenshot

The one picture in the repository, since a README is read before anything is built.
"""

from __future__ import annotations

from playwright.sync_api import ViewportSize, sync_playwright

from bench._line import Line, serving
from tools.browser import FLAGS, find
from tools.build import ROOT

ANCHOR = "figure-moving_averages"
ABOVE = 420  # pixels of text above the figure
SIZE = ViewportSize(width=1280, height=960)


def main() -> None:
    with serving({"": ROOT / "output"}, Line()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(f"{address}/", wait_until="networkidle")
        page.locator(f"#{ANCHOR}").scroll_into_view_if_needed()
        top = f"document.getElementById({ANCHOR!r}).getBoundingClientRect().top"
        page.evaluate(f"scrollBy(0, {top} - {ABOVE})")
        page.wait_for_timeout(1000)
        page.screenshot(path=ROOT / "docs" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main()
