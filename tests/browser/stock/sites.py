"""Sites of other people: made of the wheels, in an empty venv, by plain ``pelican``."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]

SETTINGS = """
SITENAME, SITEURL, TIMEZONE, THEME = "Stock", "", "UTC", "simple"
PATH = "content"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
"""
CACHE = f"EXPLORABLE_CACHE = {str(ROOT / '.cache' / 'stock')!r}\n"


@dataclass(frozen=True)
class Venv:
    """An empty venv with nothing but what pip installed from the wheel and what that names."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        foreign = ("PYTHON", "VIRTUAL")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
        # Pelican folds what it logs.
        return kept | {"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", "COLUMNS": "500"}

    def run(self, folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Runs a program of the venv in ``folder``, without anything of this checkout."""
        return subprocess.run(
            [self.folder / "bin" / words[0], *words[1:]],
            cwd=folder, env=self.environment | environment, capture_output=True, text=True,
            check=False, timeout=170,
        )  # fmt: skip


def install(folder: Path, wheel: Path, extras: str, python: str = sys.executable) -> Venv:
    """Versions as they are pinned here, so that what is new elsewhere breaks nothing."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    pins = re.findall(r"^[\w.\[\]-]+==[^\s;\\]+", (ROOT / "requirements.txt").read_text(), re.M)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(re.sub(r"\[.*?\]", "", pin) for pin in pins))
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--constraint", constraints, f"{wheel}[{extras}]"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Venv(folder)


def until(holds: Callable[[], bool], act: Callable[[], None]) -> None:
    """Acts every few seconds, for as long as a build may take on a loaded machine."""
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        act()
        rest = time.monotonic() + 5
        while not holds() and time.monotonic() < rest:
            time.sleep(0.2)


@dataclass(frozen=True)
class Site:
    """A site in ``folder``, which ``pelican content`` builds."""

    folder: Path
    venv: Venv

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def post(self, name: str, text: str, **metadata: str) -> None:
        """A post of Markdown, or of reStructuredText."""
        given = {"Title": Path(name).stem, "Date": "2026-01-02", **metadata}
        mark = ":" if name.endswith(".rst") else ""
        title = given.pop("Title") if mark else ""
        head = "".join(f"{mark}{key}: {value}\n" for key, value in given.items())
        above = f"{title}\n{'#' * 20}\n\n" if mark else ""
        self.write(f"content/{name}", f"{above}{head}\n{text}\n")

    def settings(self, text: str) -> None:
        self.write("pelicanconf.py", SETTINGS + CACHE + text + "\n")

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess:
        return self.venv.run(self.folder, "pelican", "content", *options, **environment)

    def built(self, *options: str) -> None:
        done = self.build(*options)
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Pelican builds anew at each change."""
        with (self.folder / "log").open("w") as log:
            command = [self.venv.folder / "bin" / "pelican", "-r", "content"]
            watcher = subprocess.Popen(
                command, cwd=self.folder, env=self.venv.environment, stdout=log, stderr=log
            )
            try:
                yield
            finally:
                watcher.terminate()
                watcher.wait()

    def has(self, name: str, text: str) -> bool:
        """Whether the page is there, and has the text."""
        return (self.output / name).is_file() and text in self.page(name)

    def logged(self, text: str) -> bool:
        return text in (self.folder / "log").read_text("utf-8")

    def saved(self, name: str, text: str, holds: Callable[[], bool]) -> None:
        """Saves the post every few seconds until it has been seen.

        Pelican begins to watch when a build has ended: what changes meanwhile passes it by.
        """
        until(holds, lambda: self.post(name, text))

    def page(self, name: str) -> str:
        return (self.output / name).read_text("utf-8")
