"""A small site, built by the real command."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

SETTINGS = """
PATH = {path!r}
ARTICLE_PATHS = ["a/article.md"]
ARTICLE_SAVE_AS = "index.html"
ARTICLE_URL = "index.html"
THEME = "simple"
SITEURL = ""
TIMEZONE = "UTC"
RELATIVE_URLS = True
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
CATEGORY_URL = AUTHOR_URL = TAG_URL = "index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
STATIC_PATHS = []
PLUGIN_PATHS = [{slow!r}]
PLUGINS = ["formulas", "figures", "layers", "assets"] + (["slow"] if {slow!r} else [])
ASSETS_ESBUILD = {esbuild!r}
FIGURES_MODULE = "adamcore.figures"
CACHE_PATH = EXPLORABLE_CACHE = {cache!r}
FORMULAS_STYLE = False
MARKDOWN = {{"extensions": ["extra", "toc"], "output_format": "html5"}}
"""


class Site:
    """A small site in a folder of its own, built by the real command."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "out"
        self.content = folder / "content" / "a"
        self.content.mkdir(parents=True)
        self.write("article.md", "Title: A\nCategory: C\nDate: 2026-06-01\n\nlead")
        self.write("layer-0.md", "Title: Zero\nLayer: 0\n\ntext $x$")
        self.settings()

    def settings(self, slow: str = "", more: str = "") -> None:
        text = SETTINGS.format(
            path=str(self.folder / "content"),
            slow=slow,
            esbuild=str(ROOT / "node_modules" / ".bin" / "esbuild"),
            cache=str(self.folder / "cache"),
        )
        (self.folder / "conf.py").write_text(text + more)

    def with_files(self) -> None:
        """Something in a folder of the site."""
        (self.folder / "content" / "files").mkdir()
        (self.folder / "content" / "files" / "data.txt").write_text("data")
        self.settings(more='STATIC_PATHS = ["files"]')

    def write(self, name: str, text: str | bytes) -> None:
        (self.content / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def command(self) -> list[str]:
        options = ["--settings", str(self.folder / "conf.py"), "--output", str(self.output)]
        return [sys.executable, "-m", "tools.build", *options]

    def environment(self, first: Path | None = None) -> dict[str, str]:
        """``first`` holds modules that come before all others."""
        return {**os.environ, **({"PYTHONPATH": str(first)} if first else {})}

    def build(self, first: Path | None = None, **options: Any) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(),
            **{"cwd": ROOT, "env": self.environment(first), **options},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def snapshot(folder: Path, without: tuple[str, ...] = ()) -> dict[str, tuple[int, bytes]]:
    """The mode and the bytes of all that is in a folder, links unfollowed, some names left out."""
    found = {}
    for above, folders, files in folder.walk():
        folders[:] = [name for name in folders if name not in without]
        for path in (above / name for name in [*folders, *files]):
            content = os.fsencode(path.readlink()) if path.is_symlink() else b""
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
            found[str(path.relative_to(folder))] = (path.lstat().st_mode, content)
    return found


def told(done: subprocess.CompletedProcess, *parts: str) -> None:
    """The build failed, in one line that has all ``parts``."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert [part for part in parts if part not in done.stderr] == [], done.stderr


def mount(folder: Path, *options: str) -> None:
    command = ["mount", *options, str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")


def unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)
