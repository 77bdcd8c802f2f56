"""What a page needs is what it names, and what that names; where it leads to is something else."""

import json

import pytest

from pelican.plugins.offline.needs import listing, needs

FILES = {
    "index.html": """<head><link rel="stylesheet" href="./a/s-1.css"><link rel="icon" href="i.svg">
        <meta property="og:image" content="preview.png">
        <link rel="canonical" href="other.txt"></head>
        <a href="big.pdf">PDF</a> <img src="p%20q.png"> <figure data-json="f/d-1.json"></figure>
        <script type="module" src="./a/m-1.js"></script><p>and notices.txt</p>""",
    "a/s-1.css": 'src: url("./font-1.woff2")',
    "a/m-1.js": 'import"./chunk-1.js"; import("./lazy-1.js")',
    "a/chunk-1.js": 'import "./m-1.js"',
    "a/lazy-1.js": "", "a/font-1.woff2": "", "a/unused-1.js": "",
    "f/d-1.json": '"a/unused-1.js"', "i.svg": "", "preview.png": "", "big.pdf": "", "p q.png": "",
    "other.txt": "", "deep/index.html": '<script src="../a/lazy-1.js"></script>',
    "404.html": '<meta name="robots" content="noindex"><img src="i.svg">',
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_a_page_needs_what_it_names_and_what_that_names(site):
    """Styles, fonts, scripts and those that these import, data; no link's target, no preview."""
    found = {path.relative_to(site).as_posix() for path in needs(site / "index.html", site)}
    assert found == {
        "a/s-1.css", "a/font-1.woff2", "a/m-1.js", "a/chunk-1.js", "a/lazy-1.js", "f/d-1.json",
        "i.svg", "p q.png",
    }  # fmt: skip


def test_data_in_a_script_are_looked_through_at_once(site):
    """A megabyte of base64 has no name in it, wherever one would begin."""
    (site / "a/lazy-1.js").write_text(
        f'"data:font/woff2;base64,{"Ab9+/" * 200_000}"; import "./unused-1.js"'
    )
    found = [path.name for path in needs(site / "index.html", site)]
    assert "unused-1.js" in found


def test_every_page_is_listed_by_its_address(site):
    """But not one for addresses where there is nothing; files of any kind are known."""
    found = listing(site)
    assert set(found["pages"]) == {"", "deep/"}
    assert found["pages"]["deep/"]["files"] == ["a/lazy-1.js"]
    assert "big.pdf" in found["files"]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("name", ["index.html", "a/font-1.woff2", "a/lazy-1.js"])
def test_another_file_is_another_version(site, name):
    """Of the page, and of everything that it needs."""
    before = listing(site)["pages"][""]["version"]
    (site / name).write_text(FILES[name] + " ")
    assert listing(site)["pages"][""]["version"] != before
