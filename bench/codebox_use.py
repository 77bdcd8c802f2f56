"""How the article's code box answers a reader: Run, Run again, Stop; and what it weighs before.

    python -m bench.codebox_use

Times are from a click to what the page then holds, in Chromium, everything in its HTTP cache.
Prewarmed: the box has had focus and says that it is ready. Between two runs, and before a first one
that is stopped at once, there is a pause, as a reader makes it. Each run has an interpreter of its
own: the second run shows what that costs when it comes a second after the first has ended, ten runs
in quick succession what it costs at worst, beside a warm start: an interpreter that is begun when
it is asked for. SITE_OUTPUT names another site than output/.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from bench._site import SITE, brotli, closure, opened

READER = Path(__file__).parent / "use" / "reader.js"
RUNS = 5
PAUSE = 3000  # milliseconds, in which another interpreter becomes warm
BUDGETS = {
    "prewarmed, Run to first output": 200,
    "second run, beyond the code's own time": 50,
    "second run a second later, NumPy, beyond the code's own time": 50,
    "second run a second later, Matplotlib, beyond the code's own time": 50,
    "second run a second later, Matplotlib, the code's own time": 500,
    "ten runs in quick succession, the longest wait of each ten": 1000,
    "ten runs in quick succession, their median wait": 1000,
    "Stop, endless loop": 100,
    "Stop to next output, endless loop": 300,
    "Stop, flood of prints": 100,
    "Stop to next output, flood of prints": 300,
    "Stop, at once": 100,
    "Stop to next output, at once": 300,
    "Stop, at once in the first run": 100,
    "Stop to next output, at once in the first run": 300,
}
"""Milliseconds."""
LOADED = 10_000
"""The budget of what a page loads before anybody touches the box: bytes in brotli."""
LOOP = "while True: pass"
SECOND = 1000  # milliseconds
PROGRAMS = {
    "NumPy": "import numpy as np\nprint(np.linalg.norm(np.arange(4.0)))",
    "Matplotlib": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.show()",
}
"""What is run twice, and, the first of them, ten times."""
TEN = 10
STOPPED = {
    "endless loop": (LOOP, PAUSE),
    "flood of prints": ("while True: print('flood')", PAUSE),
    "at once": (LOOP, 0),
}
"""What is stopped, and how many milliseconds after it has begun."""

Samples = dict[str, list[float]]


def visit(context: BrowserContext, address: str) -> Page:
    """A new page whose box is ready."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("reader.prepare()")
    return page


def runs(page: Page, found: Samples) -> None:
    """The article's own program, twice."""
    found["prewarmed, Run to first output"].append(page.evaluate("reader.run()")["first"])
    page.wait_for_timeout(PAUSE)
    again = page.evaluate("reader.run()")["beyond"]
    found["second run, beyond the code's own time"].append(again)


def twice(page: Page, found: Samples, name: str) -> None:
    """The packages have come with an earlier run."""
    page.evaluate("([code, pause]) => reader.twice(code, pause)", [PROGRAMS[name], PAUSE])
    told = page.evaluate("([code, pause]) => reader.twice(code, pause)", [PROGRAMS[name], SECOND])
    start = f"second run a second later, {name}"
    found[f"{start}, beyond the code's own time"].append(told[1]["beyond"])
    own = f"{start}, the code's own time"
    if own in found:
        found[own].append(told[1]["own"])


def quick(page: Page, found: Samples) -> None:
    waits = page.evaluate("([code, n]) => reader.quick(code, n)", [PROGRAMS["NumPy"], TEN])
    start = "ten runs in quick succession"
    found[f"{start}, the longest wait of each ten"].append(max(waits))
    found[f"{start}, their median wait"].append(statistics.median(waits))


def stop(page: Page, found: Samples, name: str, code: str, rest: int) -> None:
    told = page.evaluate("([code, rest]) => reader.stop(code, rest)", [code, rest])
    found[f"Stop, {name}"].append(told["word"])
    found[f"Stop to next output, {name}"].append(told["next"])


def measure() -> Samples:
    found: Samples = {name: [] for name in BUDGETS}
    with opened() as (browser, address):
        context = browser.new_context()
        context.add_init_script(path=READER)
        visit(context, address).close()  # fills the cache
        for _ in range(RUNS):
            page = visit(context, address)
            runs(page, found)
            for name in PROGRAMS:
                page.wait_for_timeout(PAUSE)
                twice(page, found, name)
            page.wait_for_timeout(PAUSE)
            quick(page, found)
            for name, (code, rest) in STOPPED.items():
                page.wait_for_timeout(PAUSE)
                stop(page, found, name, code, rest)
            page.close()
            page = visit(context, address)
            page.wait_for_timeout(PAUSE)
            stop(page, found, "at once in the first run", LOOP, 0)
            page.close()
    return found


def scripts(site: Path) -> list[Path]:
    """What the article loads for its boxes before anybody touches one."""
    html = (site / "index.html").read_text("utf-8")
    names = re.findall(r'<script[^>]* src="[^"]*/(codebox[^"/]*)"', html)
    return closure(site / "assets", names)


def row(name: str, median: float, worst: float, budget: float, unit: str) -> str:
    over = " (missed)" if median > budget else ""
    return f"| {name} | {median:,.0f} {unit}{over} | {worst:,.0f} | {budget:,} |"


def main(_argv: Sequence[str] = ()) -> None:
    found = measure()
    print("| | median | worst | budget |\n|---|---|---|---|")
    for name, times in found.items():
        print(row(name, statistics.median(times), max(times), BUDGETS[name], "ms"))
    files = scripts(SITE)
    size = brotli(files)
    print(row(f"scripts before intent, {len(files)} files in brotli", size, size, LOADED, "bytes"))


if __name__ == "__main__":
    main()
