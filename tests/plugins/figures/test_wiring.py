import re
import sys
from pathlib import Path

import pytest
from pelican.settings import read_settings

from pelican import Pelican

ROOT = Path(__file__).parents[3]


@pytest.fixture
def build(site, tmp_path, monkeypatch):
    """Builds a site of one article with the given text; returns the output folder."""
    content = tmp_path / "content"
    content.mkdir()

    def build(text: str, output: str = "output") -> Path:
        (content / "a.md").write_text(f"Title: A\nDate: 2026-06-01\n\n{text}", "utf-8")
        settings = read_settings(override={
            "PATH": str(content), "OUTPUT_PATH": str(tmp_path / output),
            "PLUGINS": ["assets", "figures"],
            "ASSETS_ESBUILD": str(ROOT / "node_modules" / ".bin" / "esbuild"),
            "EXPLORABLE_CACHE": str(tmp_path / "pelican"), "FIGURES_MODULE": "toy.figures",
            "SITEURL": "", "TIMEZONE": "UTC", "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None,
        })  # fmt: skip
        Pelican(settings).run()
        return tmp_path / output

    yield build
    for name in [name for name in sys.modules if name.split(".")[0] == "toy"]:
        del sys.modules[name]


def test_pelican_shows_the_figure_and_writes_its_files(build, capsys):
    """The page names a JSON file that is in the output, and the drawing was made once."""
    output = build("```figure line\nCaption.\n```\n")
    page = (output / "a.html").read_text("utf-8")
    address = re.search(r'data-json="([^"]+)"', page)
    assert address
    assert (output / address[1]).is_file()
    assert (output / address[1]).with_suffix(".svg").is_file()
    assert capsys.readouterr().err.count("figure 1 of 1: line") == 1


def test_two_builds_are_the_same_bytes(build, tmp_path):
    """Drawing anew, from an empty cache, gives the same page and the same files."""
    text = "```figure line\nCaption.\n```\n"
    first = build(text, "first")
    for entry in (tmp_path / "pelican" / "figures").iterdir():
        entry.unlink()
    second = build(text, "second")
    names = ["a.html", *sorted(f"figures/{p.name}" for p in (first / "figures").iterdir())]
    assert len(names) == 3
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()
