"""What an author waits for, beside bare Pelican on the same content.

    python -m bench.authoring

In turns, five times: bare Pelican (its own theme, no plugins, formulas and figures left as text);
`make html` with nothing changed; the set-up check that it begins with; a whole build after a change
of one paragraph, in a process of its own; and the author's server, from the change of a paragraph
on the disk to the renewed page in Chromium. In a checkout of its own, with this one's caches.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench._site import ROOT
from tools.browser import FLAGS, find

RUNS = 5
READ = "performance.getEntriesByType('navigation')[0].domInteractive"
LAYER = "content/adam-optimizer/layer-1.md"
BARE = "PATH = {content!r}\nSITEURL = ''\nPLUGINS = []\nCACHE_PATH = {cache!r}\n"


@contextmanager
def checkout() -> Iterator[Path]:
    """The sources, as they are here, with links to what is installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "project")
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
        for part in (".venv", "node_modules", ".cache"):
            shutil.copytree(ROOT / part, folder / part, symlinks=True)
        subprocess.run(["make", "html"], cwd=folder, check=True, capture_output=True)
        yield folder


@contextmanager
def author(project: Path) -> Iterator[Page]:
    """A page of Chromium on the author's server."""
    command = [str(project / ".venv/bin/python"), "-u", "-m", "tools.serve", "--port=0"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().split()[0]
        server.stdout.readline()
        try:
            with (
                sync_playwright() as playwright,
                playwright.chromium.launch(executable_path=find(), args=FLAGS) as browser,
            ):
                page = browser.new_page()
                page.goto(address)
                yield page
        finally:
            server.terminate()


def bare(project: Path) -> Callable[[], None]:
    """One run of Pelican with nothing of ours."""
    content = project.parent / "bare"
    for file in (project / "content").rglob("*.md"):
        text = file.read_text("utf-8")
        target = content / file.relative_to(project / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        head = f"Date: 2026-06-01\nSlug: {file.stem}\nCategory: a\n"
        target.write_text(head + re.sub(r"^(Date|Category|Slug):.*\n", "", text, flags=re.M))
    settings = content.with_suffix(".py")
    settings.write_text(BARE.format(content=str(content), cache=str(content) + ".cache"))
    command = [str(project / ".venv/bin/pelican"), "-q", "-s", str(settings)]
    return lambda: run(*command, "-o", str(content) + ".out", cwd=content)


def run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


def change(project: Path, word: str) -> None:
    """Puts a word of its own into one paragraph."""
    file = project / LAYER
    text = re.sub(r"\n\nA measured change: \w+\.\n$", "", file.read_text("utf-8"))
    file.write_text(f"{text}\n\nA measured change: {word}.\n", "utf-8")


def renewed(page: Page, project: Path, word: str) -> float:
    """Seconds from the change on the disk until the browser has read the new page."""
    start = time.time()
    change(project, word)
    page.get_by_text(f"A measured change: {word}.").wait_for(state="attached")
    page.wait_for_function(READ)
    return float(page.evaluate(f"performance.timeOrigin + {READ}")) / 1000 - start


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    times: dict[str, list[float]] = {}

    def take(name: str, action: Callable[[], object]) -> None:
        times.setdefault(name, []).append(timed(action))

    with checkout() as project, author(project) as page:
        plain, python = bare(project), str(project / ".venv/bin/python")
        other = ["-m", "tools.build", "--output", str(project.parent / "other")]
        for number in range(RUNS):
            take("bare Pelican", plain)
            take("set-up check", lambda: run("make", "setup", cwd=project))
            take("make html, nothing changed", lambda: run("make", "html", cwd=project))
            waited = renewed(page, project, f"word{number}")
            times.setdefault("make serve, a changed paragraph", []).append(waited)
            take("a whole build of it, new process", lambda: run(python, *other, cwd=project))
    reference = statistics.median(times["bare Pelican"])
    for name, found in times.items():
        middle = statistics.median(found)
        shown = " ".join(f"{second:.2f}" for second in found)
        print(f"{name:34s} {middle:6.2f} s  {middle / reference:5.2f}   {shown}")


if __name__ == "__main__":
    main()
