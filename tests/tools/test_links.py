"""Every link of the site leads somewhere."""

import pytest

from pelican.plugins.explorable.places import SourceError
from tools.links import check_site


@pytest.fixture
def check(tmp_path):
    """Checks a site of the given pages against a source that holds the same text."""

    def run(**pages: str) -> None:
        site, content = tmp_path / "site", tmp_path / "content"
        for folder in (site, content):
            folder.mkdir()
        for name, html in pages.items():
            (site / f"{name}.html").write_text(html)
            (content / f"{name}.md").write_text("first\n" + html)
        check_site(site, tmp_path)

    return run


def test_links_that_lead_somewhere_pass(check):
    """Anchors, other pages, other hosts and the page's top."""
    check(
        index='<a id="a" href="#a">a</a><a href="b.html#x"></a><a href="https://x.org/"></a>'
        '<a href="#top"></a>',
        b='<p id="x">',
    )


def test_addresses_that_scripts_read_begin_at_the_root(tmp_path):
    """A figure's data, and a box's runtime, also of a page in a folder."""
    (tmp_path / "article").mkdir()
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "f.json").touch()
    page = tmp_path / "article" / "index.html"
    page.write_text('<figure data-json="figures/f.json"><div data-runtime="figures/">')
    check_site(tmp_path, tmp_path)
    page.write_text('<figure data-json="f.json">')
    with pytest.raises(SourceError, match=r"dead link 'f\.json': there is no such file"):
        check_site(tmp_path, tmp_path)


def test_what_scripts_load_is_looked_for_from_the_root(tmp_path):
    """Wherever the page is; what the page itself links is looked for from there."""
    site = tmp_path / "site"
    for name in ("deep/index.html", "deep/beside.txt", "f.json"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text('<figure data-json="f.json"><a href="beside.txt"></a></figure>')
    check_site(site, tmp_path)
    (site / "f.json").unlink()
    with pytest.raises(SourceError, match=r"dead link 'f\.json': there is no such file"):
        check_site(site, tmp_path)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="#no">', r"content/index\.md:2: dead link '#no': there is no such anchor"),
        ('<a href="#no?x=1">', r"content/index\.md:2: dead link '#no\?x=1': there is no such"),
        ('<img src="no.png">', r"content/index\.md:2: dead link 'no.png': there is no such file"),
        ('<a href="../up.html">', r"content/index\.md:2: .* it leads out of the site"),
        ('<p id="a"><p id="a">', r"content/index\.md:2: the id 'a' stands 2 times"),
        ('<figure data-json="f.json">', r"content/index\.md:2: dead link 'f.json'"),
    ],
)
def test_a_dead_link_or_a_doubled_id_is_told_with_its_source(check, html, message):
    """The line is that of the Markdown or the template that holds it."""
    with pytest.raises(SourceError, match=message):
        check(index=html)


def test_a_link_to_a_figure_s_state_leads_to_the_figure(tmp_path):
    """What follows the question mark is for the figure's script."""
    (tmp_path / "index.html").write_text('<figure id="figure-f"><a href="#figure-f?x=1&amp;y=2">')
    check_site(tmp_path, tmp_path)
