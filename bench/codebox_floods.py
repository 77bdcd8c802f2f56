"""For how long a flood of output stops the page, and how soon Stop says so, in three browsers.

    python -m bench.codebox_floods

A timer in the page records the longest time in which its thread had no turn, from Run until the
output is there. The floods are those of the browser tests.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.codebox import drivers, site
from tools.browser import FLAGS, find

BLOCK, STOP = 200, 100
"""Budgets in milliseconds."""

Blocks = dict[str, dict[str, dict[str, float]]]


def measure() -> Blocks:
    """By flood and browser, ``longest`` and ``word`` in milliseconds."""
    found: Blocks = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        site.build(folder)
        chromium = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        with site.serve(folder) as address:
            for browser in drivers.available():
                told = drivers.play(
                    browser, f"{address}/index.html?play=floods&measure=1", chromium
                )
                for flood, result in told.items():
                    found.setdefault(flood, {})[browser] = _numbers(result)
        chromium.close()
    return found


def _numbers(result: str) -> dict[str, float]:
    try:
        numbers: dict[str, float] = json.loads(result)
    except ValueError:
        return {"failed": 1}
    return numbers


def table(found: Blocks) -> str:
    browsers = list(next(iter(found.values())))
    lines = ["| " + " | ".join(["", *browsers]) + " |", "|---" * (len(browsers) + 1) + "|"]
    for flood, results in found.items():
        cells = [_cell(results.get(browser, {"failed": 1})) for browser in browsers]
        lines.append(f"| {flood} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(numbers: dict[str, float]) -> str:
    if "failed" in numbers:
        return "failed"
    missed = numbers["longest"] > BLOCK or numbers.get("word", 0) > STOP
    word = f", stopped in {numbers['word']:.0f}" if "word" in numbers else ""
    return f"{numbers['longest']:.0f}{word}{' (missed)' if missed else ''}"


def main(_argv: Sequence[str] = ()) -> None:
    print(f"Longest block of the page in ms (budget {BLOCK}), and Stop (budget {STOP})\n")
    print(table(measure()))


if __name__ == "__main__":
    main(sys.argv[1:])
