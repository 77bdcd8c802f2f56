"""Articles are found by their folders."""

import re
from types import SimpleNamespace

import pytest
from pelican.settings import DEFAULT_CONFIG

from pelican.plugins.explorable.places import SettingError
from pelican.plugins.layers import LayersReader
from pelican.plugins.layers.articles import front, in_order, take_over


@pytest.fixture
def generator(tmp_path):
    """Of a site with two articles and a post that is called like one."""
    for name, files in {
        "b": ["article", "one"],
        "a/deep": ["article", "one"],
        "c": ["article"],
    }.items():
        (tmp_path / name).mkdir(parents=True)
        for file in files:
            (tmp_path / name / f"{file}.md").write_text("Title: T\nLayer: 0\n\ntext")
    settings = {"PATH": str(tmp_path), "ARTICLE_PATHS": [""], "ARTICLE_EXCLUDES": ["pages"]}
    return SimpleNamespace(settings=settings, get_files=lambda *_, **__: {"z.md", "a.md", "m.md"})


def test_each_folder_of_layers_is_one_article(generator):
    """Its layers are read with it, and not as posts; a second build finds the same."""
    for _ in range(2):
        take_over(generator)
        assert generator.settings["ARTICLE_PATHS"] == ["", "a/deep/article.md", "b/article.md"]
        assert generator.settings["ARTICLE_EXCLUDES"] == ["pages", "a/deep", "b"]


def test_the_front_page_is_the_article_that_the_site_names(generator, tmp_path):
    """Whatever address the others have."""
    generator.settings["LAYERS_FRONT"] = "b"
    settings = generator.settings
    assert front(settings, tmp_path / "b" / "article.md") == {"save_as": "index.html", "url": ""}
    assert front(settings, tmp_path / "a" / "deep" / "article.md") == {}


def test_a_front_page_that_is_none_is_told(generator):
    """With those that there are."""
    generator.settings["LAYERS_FRONT"] = "adam"
    with pytest.raises(SettingError, match="no article is in 'adam'; there is a/deep, b"):
        take_over(generator)


def test_files_are_read_in_the_order_of_their_names(generator):
    """Not in that of a set, which another run has otherwise."""
    in_order(generator)
    assert list(generator.get_files([""])) == ["a.md", "m.md", "z.md"]


@pytest.mark.parametrize(
    ("more", "summary"), [("", "Why so?"), ("Summary: In short.\n", "In short.")]
)
def test_lists_and_feeds_tell_of_an_article_by_its_dek(tmp_path, more, summary):
    """Cut from a layer's first words, formulas would be cut through; a summary of its own stays."""
    (tmp_path / "article.md").write_text(f"Title: T\nDate: 2026-06-01\nDek: Why so?\n{more}\nlead")
    (tmp_path / "one.md").write_text("Title: L\nLayer: 0\n\ntext")
    settings = {**DEFAULT_CONFIG, "PATH": str(tmp_path), "MARKDOWN": {"extensions": []}}
    _, metadata = LayersReader(settings).read(str(tmp_path / "article.md"))
    assert re.sub(r"<[^>]+>", "", metadata["summary"]) == summary
