"""Pages get what they need, and no others."""

from types import SimpleNamespace

import pytest

from pelican.plugins.explorable import heads, pages
from pelican.plugins.explorable.bundles import Bundle
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.summaries import words_of

NEEDS = pages.Needs(
    "toy", marker='<i class="toy"', styles=("toy.css",), sheets=("far.css",), modules=("toy.js",)
)


@pytest.fixture
def site(tmp_path):
    """A site whose bundles are there; returns a function that writes and furnishes a page."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "toy-1.css").write_text("i{src:url(./a.woff2)}")
    addresses = {"toy.css": "assets/toy-1.css", "far.css": "assets/far-1.css"}
    bundle = Bundle({**addresses, "toy.js": "assets/toy-1.js"}, output=tmp_path)
    settings = {"OUTPUT_PATH": str(tmp_path), "JINJA_GLOBALS": {"bundle": bundle}}
    pages.declare(SimpleNamespace(settings=settings), {}, [NEEDS])

    def furnish(name: str, text: str) -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, newline="")
        heads.furnish(str(file), {})
        with file.open(newline="") as written:
            return written.read()

    return furnish


def test_addresses_are_relative_to_the_page(site):
    """So that it does not matter below which path the site stands."""
    page = site("a/b/c.html", '<head></head><body><i class="toy">')
    assert "<style>i{src:url(../../assets/a.woff2)}</style>\n" in page
    assert '<link rel="stylesheet" href="../../assets/far-1.css">' in page
    assert 'src="../../assets/toy-1.js"></script>\n</head>' in page


@pytest.mark.parametrize("text", ["<head></head><p>toy", '&lt;i class="toy"', "\r\n<p>x\r\n"])
def test_a_page_without_the_part_stays_as_it_is(site, text):
    """To the byte, also where somebody writes about it."""
    assert site("a.html", text) == text


def test_what_is_no_page_stays_as_it_is(site):
    """A feed holds the same HTML, and no scripts."""
    assert site("feed.xml", '<i class="toy">') == '<i class="toy">'


@pytest.mark.parametrize("text", ['<BODY id=x><i class="toy">', '<i class="toy"></i>'])
def test_a_theme_may_leave_out_its_head(site, text):
    """What the page needs then stands before its body, or at its beginning."""
    assert site("a.html", text).startswith("<style>")


def test_bundles_that_nobody_has_are_told(tmp_path, monkeypatch):
    """In words of the settings."""
    monkeypatch.setattr(pages, "CARRIED", tmp_path)
    with pytest.raises(SettingError, match="PLUGINS: lacks 'assets'"):
        pages.site_bundle({"JINJA_GLOBALS": {}}, "toy")


def test_bundles_of_the_wheel_are_copied_where_they_are_used(tmp_path, monkeypatch):
    """With the licences of what they carry."""
    carried, output = tmp_path / "carried" / "toy", tmp_path / "output"
    (carried / "assets").mkdir(parents=True)
    (carried / "assets" / "toy-1.js").write_text("1")
    Bundle({"toy.js": "assets/toy-1.js"}, output=carried).keep("toy", "MIT")
    monkeypatch.setattr(pages, "CARRIED", tmp_path / "carried")
    settings = {"OUTPUT_PATH": str(output), "JINJA_GLOBALS": {}}
    pages.declare(SimpleNamespace(settings=settings), {}, [NEEDS])
    assert pages.site_bundle(settings, "toy").address("toy.js") == "assets/toy-1.js"
    pages.place(SimpleNamespace())
    assert (output / "assets" / "toy-1.js").read_text() == "1"
    assert (output / "assets" / "toy-licenses.txt").read_text() == "MIT"


def test_a_summary_has_no_boxes_and_no_figures():
    """Cut through they would be of no use."""
    box = (
        '<div class="codebox" id="a"><pre>x</pre><div class="codebox-log">'
        '<p class="codebox-placeholder">Output</p></div></div></div>'
    )
    figure = '<figure id="figure-a"><svg></svg><figcaption>c</figcaption></figure>'
    assert words_of(f"<p>a</p>{box}<p>b</p>{figure}<p>c</p>") == "<p>a</p><p>b</p><p>c</p>"
