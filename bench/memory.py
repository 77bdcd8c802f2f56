"""What the page's process holds after runs of the article's box, beside PyScript.

    python -m bench.memory [--runs 50]

Proportional set size (Linux, /proc) of the largest renderer of a Chromium that has one page open:
after the first run, when the spare interpreter is ready, and after further runs. PyScript runs the
same program once.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench._line import Line, serving
from bench._subjects import Subject, subjects
from bench.codebox_start import site
from bench.codebox_use import PAUSE, READER
from tools.browser import FLAGS, find

RUNS = 50
BUDGET = 170
"""Megabytes, after a run and with a spare interpreter ready."""


def held(browser: Browser) -> float:
    """Megabytes of the renderer that has most."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return max(_proportional(one["id"]) for one in processes if one["type"] == "renderer")


def _proportional(process: int) -> float:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def ours(browser: Browser, page: Page, runs: int) -> dict[int, float]:
    """Megabytes by the number of runs before."""
    found = {}
    page.evaluate("reader.prepare()")
    for run in range(1, runs + 1):
        page.evaluate("reader.run()")
        page.wait_for_timeout(PAUSE if run in {1, runs} or run % 10 == 0 else PAUSE / 10)
        if run in {1, runs} or run % 10 == 0:
            found[run] = held(browser)
    return found


def theirs(browser: Browser, page: Page, subject: Subject) -> float:
    page.locator(subject.button).dispatch_event("click")  # it shows only under a pointer
    page.wait_for_function(
        "([output, expected]) => document.querySelector(output)?.textContent.includes(expected)",
        arg=[subject.output, subject.expected],
        timeout=120_000,
    )
    page.wait_for_timeout(PAUSE)
    return held(browser)


@contextmanager
def opened(play: Playwright, address: str) -> Iterator[tuple[Browser, Page]]:
    """A Chromium of its own, so that no other page shares its processes."""
    with play.chromium.launch(executable_path=find(), args=FLAGS) as browser:
        page = browser.new_page()
        page.add_init_script(path=READER)
        page.goto(address)
        yield browser, page


def measure(runs: int) -> tuple[dict[int, float], float]:
    """Megabytes by the number of runs of the article's box, and of PyScript's page after one."""
    with site() as (roots, folder), serving(roots, Line()) as address, sync_playwright() as play:
        pyscript = next(one for one in subjects(folder) if one.name == "PyScript")
        with opened(play, f"{address}/site/index.html") as (browser, page):
            found = ours(browser, page, runs)
        with opened(play, f"{address}{pyscript.path}") as (browser, page):
            return found, theirs(browser, page, pyscript)


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    arguments = parser.parse_args(argv)
    found, pyscript = measure(arguments.runs)
    print(f"| renderer's memory | MB | of PyScript's {pyscript:.0f} MB |\n|---|---|---|")
    for runs, size in found.items():
        over = f" (aim {BUDGET})" if size > BUDGET else ""
        print(f"| after {runs} run{'s' * (runs > 1)} | {size:.0f}{over} | {size / pyscript:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
