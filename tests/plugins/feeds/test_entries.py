"""What a reader of feeds gets of an article."""

import re
from types import SimpleNamespace

from pelican.plugins.feeds.entries import entry, fitted, readable

LINK, SITE = "https://example.org/a/", "https://example.org"
KATEX = (
    '<span class="katex" translate="no"><span class="katex-mathml"><math><semantics><mi>θ</mi>'
    '<annotation encoding="application/x-tex">\\theta &lt; 1</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">θ</span></span>'
)
BOX = (
    '<div class="codebox" id="codebox-a"><div class="codebox-code highlight"><pre><code>'
    '<span class="n">x</span> = 1</code></pre></div><div class="codebox-tools" hidden>'
    '<button type="button">Run</button></div><div class="codebox-foot" hidden>keys</div>'
    '<div class="codebox-output" hidden>Output will appear here</div></div>'
)
FIGURE = (
    '<figure id="figure-race" data-json="figures/race-12.json"><div class="figure-body">'
    '<picture><source media="(width < 32rem)" srcset="figures/race-narrow-12.svg">'
    '<img class="figure-image" src="figures/race-12.svg" alt="Seven paths."></picture></div>'
    "<figcaption><p>The race.</p></figcaption></figure>"
)


def test_a_formula_is_there_once_as_tex():
    """Displayed ones between double dollars; what is seen and what is read aloud is left out."""
    shown = readable(f'<p>so {KATEX}, <span class="katex-display">{KATEX}</span></p>', LINK, SITE)
    assert shown == "<p>so $\\theta &lt; 1$, $$\\theta &lt; 1$$</p>"


def test_no_control_is_left():
    """Of a box there is its code, and a link to where it runs."""
    shown = readable(BOX, LINK, SITE)
    assert "<code>x = 1</code>" in shown
    assert f'href="{LINK}#codebox-a"' in shown
    assert not re.search("button|Output|keys|hidden", shown)


def test_a_figure_is_a_picture_that_leads_to_the_page():
    """With the words for those who do not see it, and its caption."""
    shown = readable(FIGURE, LINK, SITE)
    assert 'src="https://example.org/figures/race-12.svg"' in shown
    assert 'alt="Seven paths."' in shown
    assert f'<a href="{LINK}#figure-race">' in shown
    assert "The race." in shown
    assert shown.count("<img") == 1
    assert "narrow" not in shown


def test_every_link_leads_out_of_the_feed():
    """Anchors, neighbours, and other sites."""
    html = '<a href="#b">1</a><a href="../c/">2</a><a href="https://d.org/">3</a><a id="e"></a>'
    found = re.findall(r'href="([^"]+)"', readable(html, LINK, SITE))
    assert found == [f"{LINK}#b", f"{SITE}/c/", "https://d.org/"]


def article(**changes):
    sections = "".join(f'<section id="s{i}"><h2>S{i}</h2><p>{"t" * 900}</p></section>'
                       for i in range(9))  # fmt: skip
    known = {"dek": "The dek.", "lead": "<p>The lead.</p>", "get_content": lambda site: sections}
    return SimpleNamespace(**known | changes)


def test_dek_and_lead_come_first():
    """Then the sections, in their order."""
    text = re.sub(r"<[^>]+>", " ", fitted(entry(article(), LINK, SITE), LINK, 10**6))
    assert text.split()[:4] == ["The", "dek.", "The", "lead."]
    assert re.findall(r"S\d", text) == [f"S{i}" for i in range(9)]


def test_what_is_too_long_ends_with_a_section_and_a_link():
    """And has no more bytes than it may, as a feed writes them: with brackets as entities."""
    from html import escape

    html = fitted(entry(article(), LINK, SITE), LINK, 4000)
    assert len(escape(html, quote=False).encode()) <= 4000
    assert html.count("<h2>") == html.count("tt</p>") == 4
    assert html.endswith(
        f'<p><a href="{LINK}">Read on in the page</a>, with its figures and code.</p>'
    )


def test_an_article_of_another_kind_is_an_entry_too():
    """Without dek, lead and sections."""
    one = SimpleNamespace(get_content=lambda site: "<p>A post.</p>")
    assert entry(one, LINK, SITE) == ["<p>A post.</p>"]
