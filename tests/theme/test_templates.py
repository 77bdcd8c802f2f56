"""Templates: contents, addresses, and nothing that the policy forbids."""

import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"

SECTIONS = [
    SimpleNamespace(id="before", number=None, title="Before", headings=[]),
    SimpleNamespace(id="layer-0", number=0, title="Moments & More", headings=[]),
    SimpleNamespace(id="layer-1", number=1, title="The Update", headings=[]),
    SimpleNamespace(id="after", number=None, title="After", headings=[]),
]


ARTICLE = SimpleNamespace(
    title="Adam Optimizer", dek="Why one rate? Each parameter's own.", category="Learning",
    date=datetime(2026, 6, 1), url="", sections=SECTIONS, lead="<p>Lead.</p>",
    content="<table><tr><td>1</td></tr></table>", summary="",
)  # fmt: skip


def rendered(template: str = "article.html", **changes) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined)
    environment.filters["strftime"] = lambda date, form: date.strftime(form)
    settings = {
        "SITENAME": "Adam", "SITEURL": ".", "DEFAULT_LANG": "en", "THEME_STATIC_DIR": "theme",
        "FEED_ALL_ATOM": None, "ASSETS": {}, "COLOPHON_LINKS": (), "article": ARTICLE,
        "CONTENT_SECURITY_POLICY": "default-src 'none'",
        "asset": lambda name: f"assets/{name}",
        "stylesheet": lambda name, siteurl: f"/* {name} from {siteurl} */",
        "script": lambda name: f"/* {name} */",
        "permitting": lambda policy, name: f"{policy}; script-src '{name}'",
    }  # fmt: skip
    return environment.get_template(template).render(**(settings | changes))


def test_contents_name_every_section_with_its_layer():
    """Each entry leads to its section; a screen reader hears the layer's number."""
    page = rendered()
    nav = page[page.index('<nav class="contents"') : page.index('<div class="lead"')]
    assert re.findall(r'href="#([\w-]+)"', nav) == [s.id for s in SECTIONS]
    assert re.findall(r"Layer </span>(\d)", nav) == ["0", "1"]
    assert "Moments &amp; More" in nav


def test_strata_go_from_surface_to_bedrock():
    """What comes before the layers lies at the surface, what comes after them below all."""
    page = rendered()
    assert re.findall(r'<li data-stratum="(\d)"', page) == ["0", "1", "2", "6"]
    assert re.findall(r'<i data-stratum="(\d)"', page) == ["0", "1", "2", "6"]


def test_the_date_is_set_as_month_and_year():
    """In capitals, with the day for machines."""
    assert '<time datetime="2026-06-01">JUN 2026</time>' in rendered()


def test_the_dek_has_true_apostrophes_and_serves_as_the_description():
    """Metadata do not pass through the typographer that the text passes through."""
    page = rendered()
    assert '<p class="dek">Why one rate? Each parameter’s own.</p>' in page  # noqa: RUF001
    assert '<meta name="description" content="Why one rate? Each parameter’s own.">' in page  # noqa: RUF001


def test_tables_can_scroll_within_themselves():
    """A wide table never widens the page."""
    assert '<div class="table-scroll"><table>' in rendered()


def test_the_list_of_articles_tells_of_each_in_its_own_words():
    """In the order that Pelican gives them, typeset as on the article's own page."""
    date = datetime(2026, 6, 1)
    listed = [
        SimpleNamespace(title=title, dek="Each layer's own.", category="A & B", date=date, url=url)
        for title, url in (("Second", "second/"), ("First", ""))
    ]
    page = rendered("articles.html", articles=listed)
    assert re.findall(r'<h2><a href="([^"]+)">(\w+)</a>', page) == [
        ("./second/", "Second"), ("./", "First"),
    ]  # fmt: skip
    assert page.count("<p>Each layer’s own.</p>") == 2  # noqa: RUF001
    assert "A &amp; B" in page


@pytest.mark.parametrize("count", [1, 2])
def test_the_colophon_leads_to_the_list_if_there_are_two(count):
    """Of one article there is no list to see."""
    listed = [SimpleNamespace()] * count
    assert ('<a href="./articles/">All articles</a>' in rendered(articles=listed)) == (count > 1)


def test_the_article_can_be_cited_and_printed_where_a_plugin_says_how():
    """Version, date, both forms with a button for each; papers in the colophon."""
    article = SimpleNamespace(**vars(ARTICLE))
    article.citation = SimpleNamespace(text="A. & B. (2026).", bibtex="@misc{a}")
    article.version, article.built = "0badcafe", datetime(2026, 11, 27)
    article.papers = [("A4", "a-a4.pdf")]
    page = rendered(article=article)
    assert re.findall(r'data-copies="([\w-]+)"', page) == ["cite-text", "cite-bibtex"]
    assert '<pre id="cite-text" aria-labelledby="cite-text-name" translate="no">A. &amp; B.' in page
    assert "0badcafe" in page
    assert "27 November 2026" in page
    assert '<a href="./a-a4.pdf" type="application/pdf">PDF, A4</a>' in page
    assert "cite" not in rendered()


def test_dek_and_lead_stand_in_the_body_of_the_article():
    """What a reading mode takes for the text has them too."""
    page = rendered()
    assert (
        page.index('class="article-body"') < page.index('class="dek"') < page.index('class="lead"')
    )


def test_styles_are_in_the_page_itself():
    """No request stands between the page and its first paint."""
    page = rendered()
    styles = re.findall(r"<style>(.*?)</style>", page)
    assert styles == ["/* style.css from . */"]
    assert 'rel="stylesheet"' not in page


@pytest.mark.parametrize("template", ["article.html", "404.html"])
def test_no_script_is_inline_but_the_one_that_the_policy_permits(template):
    """What comes before the first paint is in the page; no element carries a handler."""
    page = rendered(template)
    inline = re.findall(r"<script>(.*?)</script>", page)
    assert inline == (["/* theme.js */"] if template == "article.html" else [])
    assert ("script-src 'theme.js'" in page) == bool(inline)
    assert not re.search(r"<[^>]+\son\w+=", page)


def test_the_page_for_lost_readers_asks_for_nothing():
    """It is served at any depth, where relative addresses of styles would lead nowhere."""
    page = rendered("404.html")
    assert not re.search(r"\ssrc=|<link", page)
    assert re.findall(r'href="([^"]+)"', page) == ["./"]
