"""From a click to NumPy's first output: this project, plain Pyodide and PyScript, in one run.

    python -m bench.codebox_start [--runs 5] [--cold 2]

The same Pyodide, the same program, the same browser; the runs take turns, so that all meet the same
machine. Warm: everything is in the browser's HTTP cache, nothing has been started. Cold: nothing is
cached, and the line has 10 Mbit/s and 40 ms. With a built site in output/, its own code box takes
part too, with editor and cage: once with the same program, which comes by a link as a reader may
share it, and once with the program that the article has there, which imports more.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench._line import Line, serving
from bench._site import ROOT, SITE
from bench._subjects import PAGES, PROGRAM, Subject, figures, subjects
from pelican.plugins.codebox.build import Recipe, assemble
from pelican.plugins.codebox.build.sources import fetch, sources
from tools.browser import FLAGS, find

PYODIDE = ROOT / "node_modules" / "pyodide"
BENCH = ROOT / "bench"
PYSCRIPT = BENCH / "node_modules" / "@pyscript" / "core" / "dist"
CACHE = ROOT / ".cache" / "runtime"
RATE, DELAY = 10e6 / 8, 0.04
SECONDS = 120.0
EDITOR = """<!doctype html><html lang="en"><meta charset="utf-8"><title>PyScript</title>
<link rel="stylesheet" href="/pyscript/core.css">
<script type="module" src="/pyscript/core.js"></script>
<script type="py-editor" config='{{"interpreter": "/pyodide/pyodide.mjs", "packages": ["numpy"]}}'>
{program}</script></html>"""


@dataclass(frozen=True)
class Sample:
    seconds: float
    sent: int


def once(context: BrowserContext, address: str, subject: Subject, line: Line) -> Sample:
    """One page, one click, the time until the output is there."""
    page = context.new_page()
    try:
        page.goto(address + subject.path)
        page.wait_for_selector(subject.button, state="attached")
        page.wait_for_timeout(500)
        return _click(page, subject, line)
    finally:
        page.close()


def _click(page: Page, subject: Subject, line: Line) -> Sample:
    line.sent = 0
    seconds = page.evaluate(
        """([button, output, expected, limit]) => new Promise((resolve, reject) => {
            const begin = performance.now();
            const look = () => {
                const text = document.querySelector(output)?.textContent;
                if (!text || !text.includes(expected)) return;
                observer.disconnect();
                resolve((performance.now() - begin) / 1000);
            };
            const observer = new MutationObserver(look);
            observer.observe(document, { subtree: true, childList: true, characterData: true });
            setTimeout(() => reject(new Error("no output")), limit * 1000);
            document.querySelector(button).click();
        })""",
        [subject.button, subject.output, subject.expected, SECONDS],
    )
    return Sample(float(seconds), line.sent)


def cold(browser: Browser, address: str, subject: Subject, line: Line) -> Sample:
    """In a browser that has seen nothing yet, on a slow line; the page itself is there at once."""
    context = browser.new_context()
    try:
        line.shape(RATE, DELAY)
        return once(context, address, subject, line)
    finally:
        line.shape(0, 0)
        context.close()


@contextmanager
def site() -> Iterator[tuple[dict[str, Path], str]]:
    """The folders to serve, and the runtime's own among them."""
    if not PYSCRIPT.is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=BENCH, check=True)
    recipe = Recipe(core=PYODIDE, projects=(ROOT,))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runtime = assemble(folder, CACHE, recipe, report=lambda _: None)
        for page in ("index", "ours-worker", "plain-worker"):
            _bundle(PAGES / f"{page}.js", folder / "pages" / f"{page}.js")
        (folder / "pages" / "index.html").write_bytes((PAGES / "index.html").read_bytes())
        (folder / "pages" / "pyscript.html").write_text(EDITOR.format(program=PROGRAM))
        _plain(folder / "pyodide", recipe)
        roots = {name: folder / name for name in ("runtime", "pages", "pyodide")}
        yield {**roots, "pyscript": PYSCRIPT, "site": SITE}, runtime.folder


def _bundle(source: Path, target: Path) -> None:
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    options = ["--bundle", "--format=esm", "--minify", "--log-level=error"]
    subprocess.run([esbuild, source, *options, f"--outfile={target}"], check=True)


def _plain(folder: Path, recipe: Recipe) -> None:
    """Pyodide as its own CDN serves it, so far as this program needs it."""
    folder.mkdir()
    for path in PYODIDE.iterdir():
        if path.suffix in {".mjs", ".js", ".wasm", ".zip", ".json"}:
            (folder / path.name).symlink_to(path)
    # PyScript installs every package through micropip.
    others = [*recipe.closure("micropip"), *recipe.closure("matplotlib")]
    for package in {recipe.package("numpy"), *others}:
        wheel = fetch(package, CACHE, sources(recipe), lambda _: None)
        (folder / package.file).symlink_to(wheel)


def measure(
    choose: Callable[[str], list[Subject]], runs: int, cold_runs: int
) -> dict[str, dict[str, list[Sample]]]:
    """Samples by subject and kind; kinds are "warm" and "cold"."""
    line = Line()
    found: dict[str, dict[str, list[Sample]]] = {}
    with site() as (roots, folder), serving(roots, line) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=FLAGS)
        warmed = {subject: browser.new_context() for subject in choose(folder)}
        # The first fills the cache; the second lets the browser keep what it has compiled.
        for turn in range(-2, runs):
            for subject, context in warmed.items():
                sample = once(context, address, subject, line)
                if turn >= 0:
                    found.setdefault(subject.name, {"warm": [], "cold": []})["warm"].append(sample)
        for _ in range(cold_runs):
            for subject in warmed:
                found[subject.name]["cold"].append(cold(browser, address, subject, line))
        browser.close()
    return found


def table(found: dict[str, dict[str, list[Sample]]], against: str) -> str:
    """Medians, and their ratios to those of the subject ``against``."""
    lines = [f"| | warm | of {against} | cold, 10 Mbit/s | of {against} | MB | cold / transfer |"]
    lines.append("|---|---|---|---|---|---|---|")
    for name, kinds in found.items():
        cells = []
        for kind in ("warm", "cold"):
            seconds = _median(kinds[kind])
            ratio = seconds / _median(found[against][kind])
            cells += [f"{seconds:.2f} s", f"{ratio:.2f}"] if kinds[kind] else ["", ""]
        if not kinds["cold"]:
            cells += ["", ""]
        else:
            sent = statistics.median([sample.sent for sample in kinds["cold"]])
            cells += [f"{sent / 1e6:.2f}", f"{_median(kinds['cold']) / (sent / RATE):.2f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _median(samples: list[Sample]) -> float:
    return statistics.median([sample.seconds for sample in samples] or [float("nan")])


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cold", type=int, default=2)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args(argv)
    found = measure(subjects, arguments.runs, arguments.cold)
    print(f"Click to NumPy's first output, {time.strftime('%d %b %Y')}\n")
    print(table(found, "PyScript"), end="\n\n")
    print("Click to Matplotlib's first figure\n")
    print(table(measure(figures, arguments.runs, 0), "Pyodide"))
    if arguments.json:
        plain = {
            n: {k: [vars(s) for s in v] for k, v in kinds.items()} for n, kinds in found.items()
        }
        arguments.json.write_text(json.dumps(plain, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
