"""Prints each article as PDF with Chromium, and has the page offer it: make pdf.

    python -m tools.pdf [--output output]

Builds, prints what is not printed yet into .cache/papers, and builds again: what make html or make
publish build from then on has the papers too, until the text, a script or a style is another.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pelican.plugins.papers import Paper, wanted
from tools.browser import FLAGS, find
from tools.build import ROOT
from tools.build.__main__ import main as build
from tools.server import serving

__all__ = ["main", "print_papers"]

CACHE = ROOT / ".cache"
SHARP = """async () => {
    for (const image of document.querySelectorAll(".figure-image")) {
        const drawing = await fetch(image.src);
        (image.closest("picture") ?? image).outerHTML = await drawing.text();
    }
}"""
"""Puts drawings in the place of their images, as the page does for those in sight."""


def print_papers(site: Path, papers: Sequence[Paper], folder: Path) -> None:
    """Prints the ``papers`` of the built ``site`` into ``folder``."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for paper in papers:
            _print(browser, f"{address}/{paper.url}", paper.format, folder / paper.file)
        browser.close()


def _print(browser: Browser, address: str, size: str, file: Path) -> None:
    context = browser.new_context(color_scheme="light", service_workers="block")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.locator("html:not(.waiting)").wait_for()  # for its fonts
    page.evaluate(SHARP)
    half = file.with_suffix(".part")
    page.pdf(path=half, format=size, print_background=True, outline=True, tagged=True)
    half.replace(file)
    context.close()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.pdf", description="Print the articles.")
    parser.add_argument("--output", default=str(ROOT / "output"))
    output = parser.parse_args(argv).output
    if status := build(["--output", output]):
        return status
    folder = CACHE / "papers"
    missing = [paper for paper in wanted(CACHE) if not (folder / paper.file).is_file()]
    if missing:
        print_papers(Path(output), missing, folder)
        if status := build(["--output", output]):
            return status
    for paper in wanted(CACHE):
        print(f"{os.path.relpath(Path(output, paper.address))}  "
              f"{Path(output, paper.address).stat().st_size:,} bytes")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
